using TshActions.Rig.DropTest;

namespace TshActions.RigTests.DropTest;

public sealed class DropOptionsTests
{
    [Fact]
    public void Without_a_word_it_is_the_whole_promise()
    {
        var options = DropOptions.Parse([]).Options.ShouldNotBeNull();

        options.Runtimes.ShouldBe(["systemd", "docker"]);
        options.Switches.ShouldBe(["file", "reload"]);
        options.Moves.ShouldBe(20);
        options.Requests.ShouldBe(50_000);
        options.RoundTrips.ShouldBe([TimeSpan.Zero, TimeSpan.FromMilliseconds(20)]);
        options.Controls.ShouldBeFalse();
    }

    [Fact]
    public void Each_option_is_taken()
    {
        var options = DropOptions
            .Parse([
                "--quick",
                "--controls",
                "--runtime",
                "docker",
                "--switch",
                "file,reload-by-hand",
                "--rtt",
                "5",
                "--switches",
                "7",
                "--requests",
                "900",
                "--markdown",
                "table.md",
            ])
            .Options.ShouldNotBeNull();

        options.Controls.ShouldBeTrue();
        options.Runtimes.ShouldBe(["docker"]);
        options.Switches.ShouldBe(["file", "reload-by-hand"]);
        options.RoundTrips.ShouldBe([TimeSpan.FromMilliseconds(5)]);
        (options.Moves, options.Requests, options.Markdown).ShouldBe((7, 900, "table.md"));
    }

    [Theory]
    [InlineData("--speed", "9", "`--speed 9` is not understood")]
    [InlineData("--runtime", "podman", "`--runtime podman` is not understood")]
    [InlineData("--switch", "file,luck", "`--switch file,luck` is not understood")]
    [InlineData("--rtt", "-1", "`--rtt -1` is not understood")]
    [InlineData("--switches", "0", "`--switches 0` is not understood")]
    [InlineData("--quick", "--requests", "`--requests` is no option, or lacks its value")]
    public void What_is_not_understood_is_told(string first, string second, string wrong) =>
        DropOptions.Parse([first, second]).Wrong.ShouldBe(wrong);
}
