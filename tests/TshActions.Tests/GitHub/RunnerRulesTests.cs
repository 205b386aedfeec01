namespace TshActions.Tests.GitHub;

/// <summary>The stand-in for the runner must itself be hostile enough to prove anything.</summary>
public class RunnerRulesTests
{
    [Theory]
    [InlineData("::error::no")]
    [InlineData("  \t::ERROR file=a.cs,line=1::no")]
    [InlineData("text before ##[error]no")]
    [InlineData("harmless\r::error::no")]
    [InlineData("##[error title=x;file=y]no")]
    public void Both_grammars_are_understood(string output) =>
        RunnerRules
            .Commands(output)
            .ShouldHaveSingleItem()
            .Name.ShouldBe("error", StringCompareShould.IgnoreCase);

    [Theory]
    [InlineData("text before ::error::no")]
    [InlineData("::unknown::no")]
    [InlineData("::error no end")]
    [InlineData("## [error]no")]
    public void Other_text_is_text(string output) => RunnerRules.Commands(output).ShouldBeEmpty();

    [Fact]
    public void Stopped_commands_resume_at_their_token() =>
        RunnerRules
            .Commands("::stop-commands::token\n::error::no\n##[error]no\n::token::\n::error::yes")
            .Select(command => command.Name)
            .ShouldBe(["stop-commands", "token", "error"]);

    [Theory]
    [InlineData("a=1\nb<<E\none\n\ntwo\nE\n", "a=1;b=one\n\ntwo")]
    [InlineData("a<<E\n\nE\n", "a=")]
    [InlineData("a<<E\nx=1\nE\na=2\n", "a=2")]
    public void Output_files_are_read_as_the_runner_does(string file, string outputs) =>
        string.Join(';', RunnerFiles.Outputs(file).Select(output => $"{output.Key}={output.Value}"))
            .ShouldBe(outputs);

    [Theory]
    [InlineData("a<<E\none\n")]
    [InlineData("nothing\n")]
    [InlineData("<<E\none\nE\n")]
    public void A_malformed_output_file_fails_the_step(string file) =>
        Should.Throw<FormatException>(() => RunnerFiles.Outputs(file));
}
