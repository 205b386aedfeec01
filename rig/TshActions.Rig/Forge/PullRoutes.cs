using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class PullRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/commits/{sha}/pulls", "pull-requests", "read", OfCommitAsync),
            new("GET", "/pulls", "pull-requests", "read", ListAsync),
            new("POST", "/pulls", "pull-requests", "write", CreateAsync),
            new("GET", "/pulls/{number}", "pull-requests", "read", GetAsync),
            new("PATCH", "/pulls/{number}", "pull-requests", "write", UpdateAsync),
        ];

    private static Task<ForgeAnswer> ListAsync(ForgeCall call) =>
        call.PageAsync(
            [
                .. call.Repository.Pulls.Where(pull =>
                    pull.MergedAt is null
                    && (call.Asked("base") ?? pull.Base) == pull.Base
                    && (call.Asked("head") ?? $"{call.Repository.Owner}:{pull.Head}")
                        == $"{call.Repository.Owner}:{pull.Head}"
                ),
            ],
            pull => Shape(call.Shapes, pull)
        );

    private static async Task<ForgeAnswer> CreateAsync(ForgeCall call)
    {
        var (head, @base) = (call.Text("head"), call.Text("base"));
        var git = call.Repository.Git;
        if (!call.Repository.LetsWorkflowsOpenPulls)
            return ForgeAnswer.No(
                403,
                "GitHub Actions is not permitted to create or approve pull requests."
            );
        if (
            call.Repository.Pulls.Exists(pull =>
                pull.MergedAt is null && pull.Head == head && pull.Base == @base
            )
        )
            return Refused($"A pull request already exists for {call.Repository.Owner}:{head}.");
        if (await git.RunAsync("rev-list", "--count", $"{@base}..{head}") is "0")
            return Refused($"No commits between {@base} and {head}");
        var made = new PullRecord(
            call.Repository.Pulls.Count + 100,
            call.Text("title"),
            call.Text("body"),
            head,
            await git.IdAsync(head),
            @base,
            await git.IdAsync(@base),
            call.Token.Login,
            call.Repository.Now
        );
        call.Repository.Pulls.Add(made);
        return new(201, await WholeAsync(call, made));
    }

    private static ForgeAnswer Refused(string why)
    {
        var answer = ForgeAnswer.No(422, "Validation Failed");
        answer.Body!["errors"] = new JsonArray(
            new JsonObject
            {
                ["resource"] = "PullRequest",
                ["code"] = "custom",
                ["message"] = why,
            }
        );
        return answer;
    }

    private static async Task<ForgeAnswer> GetAsync(ForgeCall call) =>
        call.Repository.Pulls.Find(pull => $"{pull.Number}" == call.Path["number"]) is { } pull
            ? ForgeAnswer.Ok(await WholeAsync(call, pull))
            : ForgeAnswer.NotFound;

    private static async Task<ForgeAnswer> UpdateAsync(ForgeCall call)
    {
        var at = call.Repository.Pulls.FindIndex(pull => $"{pull.Number}" == call.Path["number"]);
        if (at < 0)
            return ForgeAnswer.NotFound;
        var before = call.Repository.Pulls[at];
        return ForgeAnswer.Ok(
            await WholeAsync(
                call,
                call.Repository.Pulls[at] = before with
                {
                    Title = call.Text("title", before.Title),
                    Body = call.Text("body", before.Body),
                }
            )
        );
    }

    /// <summary>What only one that is asked for by its number tells; whether it can be merged git itself says.</summary>
    private static async Task<JsonObject> WholeAsync(ForgeCall call, PullRecord pull)
    {
        var json = Shape(call.Shapes, pull);
        var merges =
            await call.Repository.Git.TryAsync("merge-tree", "--write-tree", pull.Base, pull.Head)
            is not null;
        json["draft"] = false;
        json["merged"] = pull.MergedAt is not null;
        json["mergeable"] = merges;
        json["mergeable_state"] = merges ? "clean" : "dirty";
        json["merged_by"] = null;
        json["maintainer_can_modify"] = false;
        foreach (
            var count in (string[])
                [
                    "comments",
                    "review_comments",
                    "commits",
                    "additions",
                    "deletions",
                    "changed_files",
                ]
        )
            json[count] = 1;
        return json;
    }

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
