using System.Globalization;

namespace TshActions.DriftBench.Corpus;

/// <summary>How often one judge was right, by scope of the pairs.</summary>
internal sealed class Score(string name)
{
    private readonly SortedDictionary<string, (int Right, int Wrong, int Failed)> scopes = new(
        StringComparer.Ordinal
    );

    public string Name => name;

    public int Wrong => scopes.Values.Sum(scope => scope.Wrong + scope.Failed);

    public void Count(Pair pair, bool? saysDrift)
    {
        var scope = ScopeOf(pair);
        var (right, wrong, failed) = scopes.GetValueOrDefault(scope);
        scopes[scope] =
            saysDrift is null ? (right, wrong, failed + 1)
            : saysDrift == pair.IsDrift ? (right + 1, wrong, failed)
            : (right, wrong + 1, failed);
    }

    public static string Table(IReadOnlyList<Score> scores)
    {
        var columns = scores
            .SelectMany(score => score.scopes.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        List<string> lines =
        [
            $"{"right of pairs", -22}{string.Concat(columns.Select(scope => $"{scope, 24}"))}",
            .. scores.Select(score =>
                $"{score.Name, -22}{string.Concat(columns.Select(scope => $"{score.Cell(scope), 24}"))}"
            ),
        ];
        return string.Join('\n', lines);
    }

    private string Cell(string scope)
    {
        var (right, wrong, failed) = scopes.GetValueOrDefault(scope);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{right}/{right + wrong + failed}{(failed > 0 ? $" ({failed} failed)" : "")}"
        );
    }

    private static string ScopeOf(Pair pair) =>
        pair.IsOfRoles ? "roles and settings"
        : pair.Scope is "deparse-equivalent" ? "deparse-equivalent"
        : pair.IsDrift ? $"drift: {pair.Scope}"
        : "same";
}
