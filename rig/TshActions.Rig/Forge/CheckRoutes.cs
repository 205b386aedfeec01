using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class CheckRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/commits/{sha}/check-runs", "checks", "read", Checks),
            new("GET", "/commits/{sha}/status", "statuses", "read", Status),
        ];

    private static ForgeAnswer Checks(ForgeCall call)
    {
        var checks = Of(call).Where(check => !check.IsStatus).ToList();
        var (size, page) = call.Page;
        return new(
            200,
            new JsonObject
            {
                ["total_count"] = checks.Count,
                ["check_runs"] = new JsonArray([
                    .. checks
                        .Skip((page - 1) * size)
                        .Take(size)
                        .Select(check => new JsonObject
                        {
                            ["id"] = check.Id,
                            ["node_id"] = Shapes.Node(check.Id),
                            ["head_sha"] = check.Sha,
                            ["name"] = check.Name,
                            ["url"] = $"{call.Shapes.Root}/check-runs/{check.Id}",
                            ["html_url"] = null,
                            ["details_url"] =
                                $"{call.Shapes.Html}/actions/runs/{check.Run}/job/{check.Id}",
                            ["external_id"] = null,
                            ["status"] = check.Conclusion is null ? "in_progress" : "completed",
                            ["conclusion"] = check.Conclusion,
                            ["started_at"] = null,
                            ["completed_at"] = null,
                            ["check_suite"] = null,
                            ["output"] = new JsonObject
                            {
                                ["title"] = null,
                                ["summary"] = null,
                                ["text"] = null,
                                ["annotations_count"] = 0,
                                ["annotations_url"] = $"{call.Shapes.Root}/annotations",
                            },
                            ["app"] = null,
                            ["pull_requests"] = new JsonArray(),
                        }),
                ]),
            },
            checks.Count > page * size ? page + 1 : null
        );
    }

    private static ForgeAnswer Status(ForgeCall call)
    {
        var statuses = Of(call).Where(check => check.IsStatus).ToList();
        return ForgeAnswer.Ok(
            new JsonObject
            {
                // Without any it says pending, which no client should take for one.
                ["state"] =
                    statuses.Count is 0 ? "pending"
                    : statuses.All(one => one.Conclusion is "success") ? "success"
                    : "failure",
                ["sha"] = call.Path["sha"],
                ["total_count"] = statuses.Count,
                ["statuses"] = new JsonArray([
                    .. statuses.Select(one => new JsonObject
                    {
                        ["id"] = one.Id,
                        ["node_id"] = Shapes.Node(one.Id),
                        ["description"] = null,
                        ["state"] = one.Conclusion ?? "pending",
                        ["context"] = one.Name,
                        ["target_url"] = null,
                        ["avatar_url"] = null,
                        ["url"] = $"{call.Shapes.Root}/statuses/{one.Sha}",
                        ["created_at"] = Shapes.Time(call.Repository.Now),
                        ["updated_at"] = Shapes.Time(call.Repository.Now),
                    }),
                ]),
                ["repository"] = call.Shapes.Repository,
                ["commit_url"] = $"{call.Shapes.Root}/commits/{call.Path["sha"]}",
                ["url"] = $"{call.Shapes.Root}/commits/{call.Path["sha"]}/status",
            }
        );
    }

    private static IEnumerable<CheckRecord> Of(ForgeCall call) =>
        call.Repository.Checks.Where(check => check.Sha == call.Path["sha"]);
}
