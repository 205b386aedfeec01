namespace TshActions.GitHub.Api;

/// <summary>Runs of workflows.</summary>
public sealed class Runs(GitHubApi api)
{
    /// <param name="address">As a record keeps it: `https://github.com/shop/erp/actions/runs/1/attempts/2`.</param>
    /// <returns>Null where it is no address of a run here, or the run is gone.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<WorkflowRun?> FindAsync(string address, CancellationToken cancel)
    {
        var parts = address.Split('/');
        var at = Array.IndexOf(parts, "runs");
        return at >= 0 && at + 1 < parts.Length && long.TryParse(parts[at + 1], out var id)
            ? await api.FindAsync(
                api.At.Path($"/actions/runs/{id}"),
                $"look at run {id}",
                Permission.ReadActions,
                ApiJson.Default.WorkflowRun,
                cancel
            )
            : null;
    }
}
