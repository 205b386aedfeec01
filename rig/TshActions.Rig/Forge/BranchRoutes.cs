using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class BranchRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/branches/{branch}", "contents", "read", BranchAsync),
            new("GET", "/branches/{branch}/protection", "administration", "read", Protection),
            new("GET", "/rules/branches/{branch}", "metadata", "read", Rules),
        ];

    private static async Task<ForgeAnswer> BranchAsync(ForgeCall call)
    {
        var branch = call.Path["branch"];
        if (
            await call.Repository.Git.TryAsync(
                "rev-parse",
                "--verify",
                "--quiet",
                $"refs/heads/{branch}"
            )
            is not { } sha
        )
            return ForgeAnswer.No(404, "Branch not found");
        var root = $"{call.Shapes.Root}/branches/{branch}";
        return ForgeAnswer.Ok(
            new JsonObject
            {
                ["name"] = branch,
                ["commit"] = await call.Shapes.RepositoryCommitAsync(sha),
                ["_links"] = new JsonObject
                {
                    ["self"] = root,
                    ["html"] = $"{call.Shapes.Html}/tree/{branch}",
                },
                ["protected"] =
                    call.Repository.Rules.Count > 0 || call.Repository.Protection is not null,
                // What stands here is less than what is set; the whole is for administrators.
                ["protection"] = new JsonObject
                {
                    ["enabled"] = call.Repository.Protection is not null,
                },
                ["protection_url"] = $"{root}/protection",
            }
        );
    }

    private static ForgeAnswer Protection(ForgeCall call) =>
        call.Repository.Protection is { } set
            ? ForgeAnswer.Ok(set.DeepClone())
            : ForgeAnswer.No(404, "Branch not protected");

    private static ForgeAnswer Rules(ForgeCall call) =>
        call.Repository.HasRules
            ? ForgeAnswer.Ok(
                new JsonArray([.. call.Repository.Rules.Select(rule => rule.DeepClone())])
            )
            : ForgeAnswer.No(
                403,
                "Upgrade to GitHub Pro or make this repository public to enable this feature."
            );
}
