using System.Text;
using TshActions.Manifest;

namespace TshActions.Tests.Init;

public class UpgradeTests
{
    private const string Path = ".github/tsh.yml";
    private const string Old = ".github/tsh.yml.old";

    private static string Sketched { get; } =
        Repository.Read("tests/TshActions.Tests/Manifest/old/as-first-sketched.yml");

    [Fact]
    public async Task An_old_manifest_is_converted_and_kept_beside_the_new_one()
    {
        using var sample = new SampleRepository("empty");
        sample.Write(Path, Sketched);

        var (code, log) = await sample.InitAsync("--upgrade");

        code.ShouldBe(0, log);
        sample.Read(Old).ShouldBe(Sketched);
        ManifestReader.Read(sample.Read(Path)).Problems.ShouldBeEmpty();
        sample.Has(".github/tsh-setup.md").ShouldBeFalse();
        Approved.Check(log);
    }

    [Fact]
    public async Task With_plan_only_the_difference_is_shown_and_nothing_written()
    {
        using var sample = new SampleRepository("empty");
        sample.Write(Path, Sketched);

        var (code, log) = await sample.InitAsync("--upgrade", "--plan-only");

        code.ShouldBe(0, log);
        log.ShouldContain("+     slots: { blue: { port: 8002 }, green: { port: 8012 } }");
        sample.Read(Path).ShouldBe(Sketched);
        sample.Has(Old).ShouldBeFalse();
    }

    [Fact]
    public async Task Converted_a_second_time_it_changes_nothing_and_says_so()
    {
        using var sample = new SampleRepository("empty");
        sample.Write(Path, Sketched);
        await sample.InitAsync("--upgrade");
        var before = sample.Picture();

        var (code, log) = await sample.InitAsync("--upgrade");

        code.ShouldBe(0, log);
        log.ShouldContain("nothing was changed");
        sample.Picture().ShouldBe(before);
    }

    [Fact]
    public async Task What_cannot_be_converted_is_told_and_stays()
    {
        var told = new StringBuilder();
        foreach (var name in (string[])["half-a-pair", "with-another-fault", "", "kept"])
        {
            using var sample = new SampleRepository("empty");
            if (name is "kept")
                sample.Write(Old, "kept from before");
            if (name.Length > 0)
                sample.Write(
                    Path,
                    name is "kept"
                        ? Sketched
                        : Repository.Read($"tests/TshActions.Tests/Manifest/old/{name}.yml")
                );
            var before = sample.Picture();

            var (code, log) = await sample.InitAsync("--upgrade");

            code.ShouldBe(2, log);
            sample.Picture().ShouldBe(before);
            told.Append($"=== {name}\n{log}\n");
        }

        Approved.Check(told.Replace(System.IO.Path.GetTempPath(), "…/").ToString());
    }
}
