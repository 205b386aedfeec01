using System.Diagnostics;

namespace TshActions.RigTests.Ssh;

/// <summary>Waits for a condition, with an end.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(
        string what,
        Func<Task<bool>> condition,
        TimeSpan? within = null
    )
    {
        var patience = within ?? TimeSpan.FromSeconds(15);
        var begin = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begin) > patience)
                Assert.Fail($"After {patience.TotalSeconds:0} s still not: {what}");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(string what, Func<bool> condition, TimeSpan? within = null) =>
        HoldsAsync(what, () => Task.FromResult(condition()), within);
}
