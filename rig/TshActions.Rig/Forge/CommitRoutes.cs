namespace TshActions.Rig.Forge;

internal static class CommitRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/git/commits/{sha}", "contents", "read", CommitAsync),
            new("GET", "/compare/{basehead}", "contents", "read", CompareAsync),
            new("GET", "/commits", "contents", "read", ListAsync),
            new("GET", "/commits/{sha}", "contents", "read", PatchedAsync),
        ];

    private static async Task<ForgeAnswer> CommitAsync(ForgeCall call) =>
        // By its whole id alone, as GitHub has it; one that no branch leads to is still found.
        await call.Repository.Git.TryAsync("cat-file", "-t", call.Path["sha"]) is "commit"
            ? ForgeAnswer.Ok(await call.Shapes.CommitAsync(call.Path["sha"]))
            : ForgeAnswer.NotFound;

    private static async Task<ForgeAnswer> ListAsync(ForgeCall call)
    {
        var from = call.Asked("sha") ?? "HEAD";
        return await call.PageAsync(
            (await call.Repository.Git.RunAsync("rev-list", from)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            ),
            call.Shapes.RepositoryCommitAsync
        );
    }

    private static async Task<ForgeAnswer> PatchedAsync(ForgeCall call) =>
        await call.Repository.Git.TryAsync("cat-file", "-t", call.Path["sha"]) is "commit"
            ? ForgeAnswer.Ok(await call.Shapes.PatchedAsync(call.Path["sha"]))
            : ForgeAnswer.NotFound;

    private static async Task<ForgeAnswer> CompareAsync(ForgeCall call)
    {
        var ends = call.Path["basehead"].Split("...");
        foreach (var end in ends)
            if (await call.Repository.Git.TryAsync("cat-file", "-t", end) is not "commit")
                return ForgeAnswer.NotFound;
        return ForgeAnswer.Ok(await call.Shapes.CompareAsync(ends[0], ends[1]));
    }
}
