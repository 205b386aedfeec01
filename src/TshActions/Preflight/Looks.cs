using TshActions.Core.Preflight;
using TshActions.GitHub.Api;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>Looks into each line that has a weight; what GitHub does not tell is a line of its own, never a pass.</summary>
internal sealed class Looks(PreflightSpec spec, bool isRelease)
{
    private readonly Dictionary<RowSpec, RowFinding> _found = [];

    public bool Wants(RowSpec row) =>
        spec.Weight(row) is not RowWeight.Off && (isRelease || !row.ForReleases);

    /// <summary>One line that needs nobody else.</summary>
    public void Into(RowSpec row, RowFinding finding) => _found[row] = finding;

    /// <summary>Lines that need nobody else.</summary>
    public void Into(IReadOnlyList<(RowSpec Row, RowFinding Finding)> found)
    {
        foreach (var (row, finding) in found)
            Into(row, finding);
    }

    /// <summary>One line.</summary>
    public Task IntoAsync(RowSpec row, Func<Task<RowFinding>> look) =>
        IntoAsync([row], async () => [(row, await look())]);

    /// <summary>Lines that are answered together.</summary>
    public async Task IntoAsync(
        IReadOnlyList<RowSpec> rows,
        Func<Task<IReadOnlyList<(RowSpec, RowFinding)>>> look
    )
    {
        if (!rows.Any(Wants))
            return;
        try
        {
            foreach (var (row, finding) in await look())
                _found[row] = finding;
        }
        catch (ApiFailure failure)
        {
            foreach (var row in rows)
                _found[row] = new RowFinding.Blind(failure.Message, failure.Advice);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (var row in rows)
                _found[row] = new RowFinding.Blind(error.Message, "let this step read it");
        }
    }

    /// <summary>Lines of the checkout that keep the deployment from going on, each under the title of its row.</summary>
    public IEnumerable<(string Title, RowPlace Place)> Places =>
        _found
            .Where(one => Wants(one.Key) && spec.Weight(one.Key) is RowWeight.Fail)
            .SelectMany(one => one.Value.Places.Select(place => (one.Key.Title, place)));

    /// <summary>In the checklist's order, people's own lines last.</summary>
    public PreflightReport Report() =>
        new([
            .. Checklist
                .All.Where(row => Wants(row) && _found.ContainsKey(row))
                .Select(row => PreflightRow.Of(row, spec.Weight(row), _found[row])),
            .. (isRelease ? spec.Manual : []).Select(
                (line, at) => new PreflightRow($"manual-{at + 1}", line, RowState.Manual, line, "")
            ),
        ]);
}
