using System.Text.Json.Serialization;
using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>The checklist as it stands for one commit and one environment.</summary>
public sealed record PreflightReport(IReadOnlyList<PreflightRow> Rows)
{
    /// <summary>Whether the deployment may go on.</summary>
    public bool Proceed => !IsSuperseded && InTheWay.Count is 0;

    [JsonIgnore]
    public IReadOnlyList<PreflightRow> InTheWay =>
        [.. Rows.Where(row => row.State is RowState.Fail or RowState.Unknown)];

    public Verdict Verdict =>
        Count(RowState.Fail) > 0 ? Verdict.Fail
        : Count(RowState.Unknown) > 0 ? Verdict.Inconclusive
        : Count(RowState.Warn) > 0 ? Verdict.Warn
        : Verdict.Pass;

    [JsonIgnore]
    public ExitCode Code =>
        Verdict switch
        {
            // What another run does instead is nobody's failure.
            _ when IsSuperseded => ExitCode.Passed,
            Verdict.Fail => ExitCode.VerdictFail,
            Verdict.Inconclusive => ExitCode.Inconclusive,
            _ => ExitCode.Passed,
        };

    private bool IsSuperseded => Count(RowState.Superseded) > 0;

    /// <summary>Without what is hidden; before anything escapes it into what would not be known again.</summary>
    public PreflightReport Cleaned(Func<string, string> clean) =>
        new([
            .. Rows.Select(row =>
                row with
                {
                    Title = clean(row.Title),
                    Evidence = clean(row.Evidence),
                    Fix = clean(row.Fix),
                }
            ),
        ]);

    public int Count(RowState state) => Rows.Count(row => row.State == state);

    [JsonIgnore]
    public IEnumerable<string> Lines =>
        Rows.SelectMany(row =>
            (string[])
                [
                    $"  {Sign(row.State)} {row.Id.PadRight(Width)}  {row.Evidence}",
                    .. row.Fix.Length > 0
                        ? [$"    {new string(' ', Width)}  fix: {row.Fix}"]
                        : (string[])[],
                ]
        );

    [JsonIgnore]
    public string Markdown =>
        $"""

            | | line | evidence |
            |---|---|---|
            {string.Join(
                '\n',
                Rows.Select(row =>
                    $"| {Emoji(row.State)} | {MarkdownText.Cell(row.Title)} | {MarkdownText.Cell(row.Evidence)}{(row.Fix.Length > 0 ? $"<br>**fix** {MarkdownText.Cell(row.Fix)}" : "")} |"
                )
            )}

            """;

    private int Width => Rows.Count is 0 ? 0 : Rows.Max(row => row.Id.Length);

    private static string Sign(RowState state) =>
        state switch
        {
            RowState.Pass => "✓",
            RowState.Warn => "!",
            RowState.Fail => "✗",
            RowState.Unknown => "?",
            RowState.Superseded => "→",
            _ => "□",
        };

    private static string Emoji(RowState state) =>
        state switch
        {
            RowState.Pass => "✅",
            RowState.Warn => "⚠️",
            RowState.Fail => "❌",
            RowState.Unknown => "❔",
            RowState.Superseded => "⏭️",
            _ => "⬜",
        };
}
