using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

internal static class IssueRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/issues/{number}/comments", "issues", "read", ListAsync),
            new("POST", "/issues/{number}/comments", "issues", "write", Create),
            new("PATCH", "/issues/comments/{id}", "issues", "write", Update),
        ];

    private static Task<ForgeAnswer> ListAsync(ForgeCall call) =>
        Number(call) is { } number
            ? call.PageAsync(
                [.. call.Repository.Comments.Where(comment => comment.Issue == number)],
                comment => Shape(call.Shapes, comment)
            )
            : Task.FromResult(ForgeAnswer.NotFound);

    private static ForgeAnswer Create(ForgeCall call)
    {
        if (Number(call) is not { } number)
            return ForgeAnswer.NotFound;
        if (TooLong(call) is { } refusal)
            return refusal;
        var comment = new CommentRecord(
            call.Repository.NextId(),
            number,
            call.Token.Login,
            call.Repository.Now
        )
        {
            Body = call.Text("body"),
        };
        call.Repository.Comments.Add(comment);
        return new(201, Shape(call.Shapes, comment));
    }

    private static ForgeAnswer Update(ForgeCall call)
    {
        if (
            call.Repository.Comments.Find(comment => $"{comment.Id}" == call.Path["id"])
            is not { } comment
        )
            return ForgeAnswer.NotFound;
        if (TooLong(call) is { } refusal)
            return refusal;
        comment.Body = call.Text("body");
        return ForgeAnswer.Ok(Shape(call.Shapes, comment));
    }

    private static ForgeAnswer? TooLong(ForgeCall call) =>
        call.Text("body").Length > 65_536
            ? ForgeAnswer.No(422, "Validation Failed", ("body", "too_long"))
            : null;

    private static int? Number(ForgeCall call) =>
        int.TryParse(call.Path["number"], out var number) && call.Repository.Issues.Contains(number)
            ? number
            : null;

    private static JsonObject Shape(Shapes shapes, CommentRecord comment) =>
        new()
        {
            ["id"] = comment.Id,
            ["node_id"] = Shapes.Node(comment.Id),
            ["url"] = $"{shapes.Root}/issues/comments/{comment.Id}",
            ["html_url"] = $"{shapes.Html}/issues/{comment.Issue}#issuecomment-{comment.Id}",
            ["issue_url"] = $"{shapes.Root}/issues/{comment.Issue}",
            ["body"] = comment.Body,
            ["user"] = shapes.User(comment.Login),
            ["author_association"] = comment.Login.EndsWith("[bot]") ? "NONE" : comment.Association,
            ["created_at"] = Shapes.Time(comment.At),
            ["updated_at"] = Shapes.Time(comment.At),
            ["performed_via_github_app"] = null,
        };
}
