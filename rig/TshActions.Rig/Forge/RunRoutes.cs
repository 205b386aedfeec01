namespace TshActions.Rig.Forge;

internal static class RunRoutes
{
    public static IEnumerable<ForgeRoute> All =>
        [new("GET", "/actions/runs/{id}", "actions", "read", RunAsync)];

    private static async Task<ForgeAnswer> RunAsync(ForgeCall call) =>
        call.Repository.Runs.FirstOrDefault(run => $"{run.Id}" == call.Path["id"]) is { } run
            ? ForgeAnswer.Ok(await call.Shapes.RunAsync(run))
            : ForgeAnswer.NotFound;
}
