using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TshActions.GitHub;

namespace TshActions.Tests.GitHub;

public sealed class ActionFilesTests : IDisposable
{
    private const string Note = "\n\n_The summary was cut here; the rest is in the log._\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly ActionFiles _files;

    public ActionFilesTests() =>
        _files = new ActionFiles(
            new Dictionary<string, string>
            {
                ["GITHUB_OUTPUT"] = OutputPath,
                ["GITHUB_STEP_SUMMARY"] = SummaryPath,
            }
        );

    private string OutputPath => Path.Combine(_folder, "output");

    private string SummaryPath => Path.Combine(_folder, "summary");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_output_is_what_the_runner_reads_again_whatever_it_holds() =>
        Prop.ForAll(
                ForeignText.Any,
                ForeignText.Any,
                (one, other) =>
                {
                    File.Delete(OutputPath);
                    _files.Output("live-slot", one);
                    _files.Output("report", $"{other}\nlive-slot=forged\n");
                    var read = RunnerFiles.Outputs(File.ReadAllText(OutputPath));
                    return read.Count is 2
                        && read["live-slot"] == one
                        && read["report"] == $"{other}\nlive-slot=forged\n";
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_output_file_has_no_byte_order_mark_and_unix_line_ends()
    {
        _files.Output("verdict", "pass");

        var bytes = File.ReadAllBytes(OutputPath);
        Encoding.ASCII.GetString(bytes, 0, 9).ShouldBe("verdict<<");
        bytes.ShouldNotContain((byte)'\r');
        bytes[^1].ShouldBe((byte)'\n');
    }

    [Fact]
    public void No_two_outputs_have_the_same_delimiter()
    {
        for (var count = 0; count < 100; count++)
            _files.Output("verdict", "pass");

        File.ReadLines(OutputPath)
            .Where(line => line.StartsWith("verdict<<"))
            .Distinct()
            .Count()
            .ShouldBe(100);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("a<<b")]
    [InlineData("a\nb")]
    public void A_name_the_runner_would_misread_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => _files.Output(name, "pass"));

        File.Exists(OutputPath).ShouldBeFalse();
    }

    [Fact]
    public void Away_from_GitHub_nothing_is_written_and_nothing_fails()
    {
        var files = new ActionFiles(new Dictionary<string, string> { ["GITHUB_OUTPUT"] = "" });

        files.Output("verdict", "pass");
        files.Summary("# fine");

        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void Summaries_follow_each_other_without_a_byte_order_mark()
    {
        _files.Summary("# eins\n");
        _files.Summary("# zwölf\n");

        File.ReadAllBytes(SummaryPath).ShouldBe(Encoding.UTF8.GetBytes("# eins\n# zwölf\n"));
    }

    [Fact]
    public void A_summary_that_would_be_dropped_as_a_whole_is_cut_and_says_so()
    {
        _files.Summary(new string('a', 2_000_000));

        new FileInfo(SummaryPath).Length.ShouldBe(ActionFiles.LargestSummary);
        File.ReadAllText(SummaryPath).ShouldEndWith("a" + Note);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_cut_never_goes_through_a_character(int before)
    {
        _files.Summary(new string('a', before) + string.Concat(Enumerable.Repeat("😀", 300_000)));

        var summary = File.ReadAllText(SummaryPath);
        new FileInfo(SummaryPath).Length.ShouldBeInRange(
            ActionFiles.LargestSummary - 3,
            ActionFiles.LargestSummary
        );
        summary.ShouldNotContain("\ufffd");
        summary.ShouldEndWith("😀" + Note);
    }

    [Fact]
    public void All_summaries_of_a_step_together_stay_below_the_limit()
    {
        _files.Summary(new string('a', 600_000));
        _files.Summary(new string('b', 600_000));
        _files.Summary(new string('c', 600_000));

        new FileInfo(SummaryPath).Length.ShouldBe(ActionFiles.LargestSummary);
        File.ReadAllText(SummaryPath).ShouldEndWith("b" + Note);
    }
}
