using TshActions.Rig.Docker;
using TshActions.Rig.DropTest;

namespace TshActions.RigTests.DropTest;

/// <summary>The program itself, small: two switches on a real host, a relay in between, and its table.</summary>
public sealed class DropTestTests
{
    [Fact]
    public async Task Two_switches_at_a_distance_drop_nothing_and_the_table_says_so()
    {
        var cancel = TestContext.Current.CancellationToken;
        if (await DockerCli.WhyUnusableAsync(cancel) is { } why)
            Missing.Report(why);
        var file = Path.GetTempFileName();
        await using var output = new StringWriter();
        string[] row = ["--runtime", "systemd", "--switch", "file", "--rtt", "4"];
        string[] small = [.. row, "--switches", "2", "--requests", "1500"];

        var code = await DropTestCommand.RunAsync([.. small, "--markdown", file], output, cancel);
        var table = await File.ReadAllTextAsync(file);
        File.Delete(file);

        // A busy machine may make the first answer late; a lost request has no such excuse.
        code.ShouldBeOneOf([0, 1], output.ToString());
        output.ToString().ShouldContain(table);
        table.ShouldMatch(
            @"\| systemd \| file \| 4 ms \| 2 \| [\d,]+ \([\d,]+\) \| 0 \| 0 \| 0 \| 0 \| 0 \| 0 \|"
        );
        table.ShouldContain("nginx/1.22.1");
        table.ShouldNotContain("wanted");
    }
}
