using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Fixes;

namespace TshActions.DriftBench.Corpus;

/// <summary>Runs the SQL that would mend b, text by text, and looks whether the difference is gone.</summary>
internal sealed class FixRun(TextWriter output)
{
    private int _differences;
    private readonly SortedDictionary<string, int> _none = new(StringComparer.Ordinal);
    private int _commented;
    private int _mended;
    private int _refused;
    private int _useless;

    /// <summary>Refused are texts that meet another difference first, such as a type that is missing, too.</summary>
    public string Text =>
        $"fix SQL for {_differences} differences: {_mended} mended, {_commented} commented out, {_none.Values.Sum()} without a text, {_refused} refused by PostgreSQL, {_useless} ran and changed nothing\nwithout a text: {string.Join(", ", _none.OrderByDescending(none => none.Value).Select(none => $"{none.Value} {none.Key}"))}";

    public int Useless => _useless;

    public async Task MendAsync(
        Pair pair,
        IReadOnlyList<Difference> differences,
        Catalog wanted,
        Catalog actual,
        Stand stand,
        CancellationToken cancel
    )
    {
        var file = Path.GetTempFileName();
        List<Difference> ran = [];
        foreach (var difference in differences)
        {
            _differences++;
            if (FixSql.Of(difference, wanted, actual) is not { } text)
            {
                var what =
                    $"{difference.Change} {difference.Id.Kind} {difference.Attribute}".TrimEnd();
                _none[what] = _none.GetValueOrDefault(what) + 1;
                continue;
            }

            if (text.Split('\n').Any(line => line.StartsWith("-- ", StringComparison.Ordinal)))
            {
                _commented++;
                continue;
            }

            await File.WriteAllTextAsync(file, text, cancel);
            var done = await stand.Server.LoadAsync(Stand.Database, file, cancel);
            if (done.Succeeded)
                ran.Add(difference);
            else
            {
                _refused++;
                await output.WriteLineAsync(
                    $"refused: {pair.Name}: {text}\n    {done.Error.Trim()}"
                );
            }
        }

        File.Delete(file);
        if (ran.Count is 0)
            return;
        var now = Comparison.Of(
            wanted,
            await stand.ReadAsync(new(null, false, TimeSpan.FromSeconds(30)), cancel)
        );
        foreach (var difference in ran)
            if (
                now.Any(left =>
                    left.Like is Likeness.Other
                    && left.Id == difference.Id
                    && left.Attribute == difference.Attribute
                )
            )
            {
                _useless++;
                await output.WriteLineAsync(
                    $"useless: {pair.Name}: {FixSql.Of(difference, wanted, actual)}"
                );
            }
            else
                _mended++;
    }
}
