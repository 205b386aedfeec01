namespace TshActions.Rig.Forge;

internal static class CommitRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [
            new("GET", "/git/commits/{sha}", "contents", "read", CommitAsync),
            new("GET", "/compare/{basehead}", "contents", "read", CompareAsync),
        ];

    private static async Task<ForgeAnswer> CommitAsync(ForgeCall call) =>
        // By its whole id alone, as GitHub has it; one that no branch leads to is still found.
        await call.Repository.Git.TryAsync("cat-file", "-t", call.Path["sha"]) is "commit"
            ? ForgeAnswer.Ok(await call.Shapes.CommitAsync(call.Path["sha"]))
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
