using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class PullRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [new("GET", "/commits/{sha}/pulls", "pull-requests", "read", OfCommitAsync)];

    /// <summary>Those whose branch or whose merge the commit is, as GitHub answers it.</summary>
    private static Task<ForgeAnswer> OfCommitAsync(ForgeCall call) =>
        call.PageAsync(
            [
                .. call.Repository.Pulls.Where(pull =>
                    pull.HeadSha == call.Path["sha"] || pull.MergeSha == call.Path["sha"]
                ),
            ],
            pull => Shape(call.Shapes, pull)
        );

    private static JsonObject Shape(Shapes shapes, PullRecord pull)
    {
        var root = $"{shapes.Root}/pulls/{pull.Number}";
        var html = $"{shapes.Html}/pull/{pull.Number}";
        var closed = pull.MergedAt is { } at ? Shapes.Time(at) : null;
        var json = new JsonObject
        {
            ["url"] = root,
            ["id"] = pull.Number,
            ["node_id"] = Shapes.Node(pull.Number),
            ["html_url"] = html,
            ["diff_url"] = $"{html}.diff",
            ["patch_url"] = $"{html}.patch",
            ["issue_url"] = $"{shapes.Root}/issues/{pull.Number}",
            ["commits_url"] = $"{root}/commits",
            ["review_comments_url"] = $"{root}/comments",
            ["review_comment_url"] = $"{root}/comments{{/number}}",
            ["comments_url"] = $"{shapes.Root}/issues/{pull.Number}/comments",
            ["statuses_url"] = $"{shapes.Root}/statuses/{pull.HeadSha}",
            ["number"] = pull.Number,
            ["state"] = closed is null ? "open" : "closed",
            ["locked"] = false,
            ["title"] = pull.Title,
            ["user"] = shapes.User(pull.Login),
            ["body"] = pull.Body,
            ["labels"] = new JsonArray([
                .. pull.Labels.Select(label => new JsonObject
                {
                    ["id"] = 1,
                    ["node_id"] = Shapes.Node(label),
                    ["url"] = $"{shapes.Root}/labels/{label}",
                    ["name"] = label,
                    ["description"] = "",
                    ["color"] = "ffffff",
                    ["default"] = false,
                }),
            ]),
            ["milestone"] = null,
            ["created_at"] = Shapes.Time(pull.At),
            ["updated_at"] = Shapes.Time(pull.At),
            ["closed_at"] = closed,
            ["merged_at"] = closed,
            ["merge_commit_sha"] = pull.MergeSha,
            ["assignee"] = null,
            ["head"] = End(shapes, pull.Head, pull.HeadSha),
            ["base"] = End(shapes, pull.Base, pull.BaseSha),
            ["author_association"] = "MEMBER",
            ["auto_merge"] = null,
        };
        var links = new JsonObject();
        foreach (
            var link in (string[])
                [
                    "comments",
                    "commits",
                    "statuses",
                    "html",
                    "issue",
                    "review_comments",
                    "review_comment",
                    "self",
                ]
        )
            links[link] = new JsonObject { ["href"] = $"{root}/{link}" };
        json["_links"] = links;
        return json;
    }

    private static JsonObject End(Shapes shapes, string branch, string sha) =>
        new()
        {
            ["label"] = $"{shapes.Of.Owner}:{branch}",
            ["ref"] = branch,
            ["sha"] = sha,
            ["user"] = shapes.User(shapes.Of.Owner),
            ["repo"] = shapes.WholeRepository,
        };
}
