using System.Text.Json.Nodes;
using TshActions.GitHub.Api;
using TshActions.Rig.Forge;

namespace TshActions.RigTests.GitHub;

/// <summary>Two months of deployments on the forge, each at its own time.</summary>
internal sealed class MetricsHistory(ApiBench bench)
{
    private int _number;

    public ForgeRepository Repository => bench.Forge.Repository;

    /// <summary>About forty to production and staging; the last of production was rolled back from.</summary>
    public void TwoMonths()
    {
        bench.Time.Advance(TimeSpan.FromDays(2));
        for (var day = 0; day < 66; day++)
        {
            if (day % 3 is 0)
                Deploy("production", day < 34 ? 9 : 6);
            if (day % 3 is 1)
                Deploy("staging", 4, day % 9 is 1 ? "failure" : "success");
            if (day is 40)
                Foreign("production");
            bench.Time.Advance(TimeSpan.FromHours(23));
        }

        var bad = Deploy("production", 6);
        bench.Time.Advance(TimeSpan.FromMinutes(20));
        Deploy("production", 1, task: "rollback", release: "v58");
        Repository.Set(bad, "failure", "github-actions[bot]", "rolled back from");
        var lost = Deploy("production", 2, "error");
        lost.Statuses[^1] = lost.Statuses[^1] with { Description = "its run ended without a word" };
        bench.Time.Advance(TimeSpan.FromHours(5));
    }

    public DeploymentRecord Deploy(
        string environment,
        double minutes,
        string state = "success",
        string task = "deploy",
        string? release = null
    )
    {
        var number = ++_number;
        var payload = new DeploymentPayload(
            DeploymentPayload.Current,
            $"k{number}",
            release ?? $"v{number}",
            "a tree",
            $"{bench.Forge.Environment["GITHUB_SERVER_URL"]}/shop/erp/actions/runs/{number}/attempts/1",
            Previous: $"v{number - 1}",
            Drift: "pass"
        );
        var record = Repository.Deploy(
            bench.Commit,
            environment,
            JsonNode.Parse(payload.ToElement().GetRawText())!,
            "github-actions[bot]",
            task: task
        );
        Repository.Set(record, "in_progress", "github-actions[bot]");
        bench.Time.Advance(TimeSpan.FromMinutes(minutes));
        Repository.Set(record, state, "github-actions[bot]", "240 ticks, none bad");
        return record;
    }

    private void Foreign(string environment) =>
        Repository.Deploy(bench.Commit, environment, "", "somebody");
}
