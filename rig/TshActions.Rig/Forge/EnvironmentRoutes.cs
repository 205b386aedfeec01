using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class EnvironmentRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "", "metadata", "read", call => ForgeAnswer.Ok(Repository(call))),
            new("GET", "/environments/{name}", "actions", "read", Environment),
            new(
                "GET",
                "/environments/{name}/secrets",
                "environments",
                "read",
                call => Secrets(call, call.Path["name"])
            ),
            new("GET", "/actions/secrets", "secrets", "read", call => Secrets(call, "")),
            new(
                "GET",
                "/actions/organization-secrets",
                "secrets",
                "read",
                call => Secrets(call, "organization")
            ),
        ];

    private static JsonObject Repository(ForgeCall call)
    {
        var repository = call.Shapes.WholeRepository;
        repository["private"] = call.Repository.IsPrivate;
        repository["subscribers_count"] = 0;
        repository["network_count"] = 0;
        repository["has_discussions"] = false;
        foreach (var date in (string[])["pushed", "created", "updated"])
            repository[$"{date}_at"] = Shapes.Time(call.Repository.Now);
        return repository;
    }

    private static ForgeAnswer Environment(ForgeCall call)
    {
        var name = call.Path["name"];
        if (call.Repository.Environments.Find(one => one.Name == name) is not { } environment)
            return ForgeAnswer.NotFound;
        var rules = new JsonArray();
        if (environment.Reviewers.Count > 0)
            rules.Add(
                new JsonObject
                {
                    ["id"] = 1,
                    ["node_id"] = Shapes.Node("reviewers"),
                    ["type"] = "required_reviewers",
                    ["prevent_self_review"] = true,
                    ["reviewers"] = new JsonArray([
                        .. environment.Reviewers.Select(login => new JsonObject
                        {
                            ["type"] = "User",
                            ["reviewer"] = call.Shapes.User(login),
                        }),
                    ]),
                }
            );
        if (environment.OnlyBranches)
            rules.Add(
                new JsonObject
                {
                    ["id"] = 2,
                    ["node_id"] = Shapes.Node("branches"),
                    ["type"] = "branch_policy",
                }
            );
        return ForgeAnswer.Ok(
            new JsonObject
            {
                ["id"] = 161088068,
                ["node_id"] = Shapes.Node(name),
                ["name"] = name,
                ["url"] = $"{call.Shapes.Root}/environments/{name}",
                ["html_url"] =
                    $"{call.Shapes.Html}/deployments/activity_log?environments_filter={name}",
                ["created_at"] = Shapes.Time(call.Repository.Now),
                ["updated_at"] = Shapes.Time(call.Repository.Now),
                ["protection_rules"] = rules,
                ["deployment_branch_policy"] = environment.OnlyBranches
                    ? new JsonObject
                    {
                        ["protected_branches"] = false,
                        ["custom_branch_policies"] = true,
                    }
                    : null,
            }
        );
    }

    private static ForgeAnswer Secrets(ForgeCall call, string of)
    {
        var all = call.Repository.Secrets.Where(secret => secret.Of == of).ToList();
        var (size, page) = call.Page;
        return new(
            200,
            new JsonObject
            {
                ["total_count"] = all.Count,
                ["secrets"] = new JsonArray([
                    .. all.Skip((page - 1) * size)
                        .Take(size)
                        .Select(secret => new JsonObject
                        {
                            ["name"] = secret.Name,
                            ["created_at"] = Shapes.Time(secret.Set),
                            ["updated_at"] = Shapes.Time(secret.Set),
                        }),
                ]),
            },
            all.Count > page * size ? page + 1 : null
        );
    }
}
