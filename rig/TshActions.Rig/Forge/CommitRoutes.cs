namespace TshActions.Rig.Forge;

internal static class CommitRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [new("GET", "/git/commits/{sha}", "contents", "read", CommitAsync)];

    private static async Task<ForgeAnswer> CommitAsync(ForgeCall call) =>
        // By its whole id alone, as GitHub has it; one that no branch leads to is still found.
        await call.Repository.Git.TryAsync("cat-file", "-t", call.Path["sha"]) is "commit"
            ? ForgeAnswer.Ok(await call.Shapes.CommitAsync(call.Path["sha"]))
            : ForgeAnswer.NotFound;
}
