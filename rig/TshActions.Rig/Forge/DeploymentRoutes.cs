using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class DeploymentRoutes
{
    private static readonly string[] States =
    [
        "error",
        "failure",
        "inactive",
        "in_progress",
        "queued",
        "pending",
        "success",
    ];

    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/deployments", "deployments", "read", ListAsync),
            new("POST", "/deployments", "deployments", "write", CreateAsync),
            new("GET", "/deployments/{id}/statuses", "deployments", "read", StatusesAsync),
            new("POST", "/deployments/{id}/statuses", "deployments", "write", Set),
        ];

    private static Task<ForgeAnswer> ListAsync(ForgeCall call)
    {
        return call.PageAsync(
            [
                .. call
                    .Repository.Deployments.AsEnumerable()
                    .Reverse()
                    .Where(deployment =>
                        Fits("environment", deployment.Environment)
                        && Fits("sha", deployment.Sha)
                        && Fits("task", deployment.Task)
                        && Fits("ref", deployment.Ref)
                    ),
            ],
            call.Shapes.Deployment
        );

        bool Fits(string name, string value) => call.Asked(name) is not { } asked || asked == value;
    }

    private static async Task<ForgeAnswer> CreateAsync(ForgeCall call)
    {
        var name = call.Text("ref");
        var sha = await call.Repository.Git.TryAsync(
            "rev-parse",
            "--verify",
            "--quiet",
            $"{name}^{{commit}}"
        );
        if (sha is null)
            return ForgeAnswer.No(422, $"No ref found for: {name}", ("ref", "invalid"));
        // What the program must never ask for: GitHub would merge, or wait for every check.
        if (call.Body?["auto_merge"]?.GetValue<bool>() is not false)
            return ForgeAnswer.No(409, "Conflict merging main into the ref");
        if (call.Body["required_contexts"] is not JsonArray { Count: 0 })
            return ForgeAnswer.No(409, "Commit status checks failed for the ref");
        return new(
            201,
            call.Shapes.Deployment(
                call.Repository.Deploy(
                    sha,
                    call.Text("environment", "production"),
                    call.Body["payload"]?.DeepClone() ?? "",
                    call.Token.Login,
                    name,
                    call.Text("task", "deploy"),
                    call.Text("description")
                )
            )
        );
    }

    private static Task<ForgeAnswer> StatusesAsync(ForgeCall call) =>
        Find(call) is { } deployment
            ? call.PageAsync(
                [.. deployment.Statuses.AsEnumerable().Reverse()],
                status => call.Shapes.Status(deployment, status)
            )
            : Task.FromResult(ForgeAnswer.NotFound);

    private static ForgeAnswer Set(ForgeCall call)
    {
        if (Find(call) is not { } deployment)
            return ForgeAnswer.NotFound;
        if (!States.Contains(call.Text("state")))
            return ForgeAnswer.No(422, "Validation Failed", ("state", "invalid"));
        if (call.Text("description").Length > 140)
            return ForgeAnswer.No(422, "Validation Failed", ("description", "too_long"));
        return new(
            201,
            call.Shapes.Status(
                deployment,
                call.Repository.Set(
                    deployment,
                    call.Text("state"),
                    call.Token.Login,
                    call.Text("description"),
                    call.Text("environment_url"),
                    call.Text("log_url"),
                    call.Body?["auto_inactive"]?.GetValue<bool>() ?? true
                )
            )
        );
    }

    private static DeploymentRecord? Find(ForgeCall call) =>
        call.Repository.Deployments.FirstOrDefault(deployment =>
            $"{deployment.Id}" == call.Path["id"]
        );
}
