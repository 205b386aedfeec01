using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>
/// A scheduler runs in the live slot and nowhere else, and never twice. It sees by itself whether another one is there,
/// and takes its time to end, so that a wrong order would show.
/// </summary>
[Collection(SilentRunCollection.Name)]
public sealed class SingletonTests(HelperBench bench)
{
    private const string Root = HelperBench.Root;
    private const string Token = HelperBench.Token;

    public const string Clock = """
        import fcntl, os, signal, sys, time
        slot = os.environ["TSH_SLOT"]
        log = open("/srv/clock/log", "a", buffering=1)
        lock = open("/srv/clock/lock", "a")
        def end(*_):
            time.sleep(0.7)
            log.write(f"end {slot}\n")
            sys.exit(0)
        signal.signal(signal.SIGTERM, end)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            log.write(f"begin {slot}\n")
        except OSError:
            log.write(f"overlap {slot}\n")
        while True:
            signal.pause()

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task It_follows_the_traffic_there_and_back_and_there_are_never_two()
    {
        await bench.StartWarmAsync();
        await bench.MustAsync("settle", Root, Token);
        await IsInAsync("blue");
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.MustAsync("settle", Root, Token);
        await IsInAsync("green");

        await bench.MustAsync("revert", Root, Token, "the gate says no");
        await IsInAsync("blue");
        (await bench.SiteAsync()).ShouldBe("one");
        await bench.MustAsync("resolve", Root, Token);

        // Many at once, while the traffic moves there and back: one settles at a time, for where it is by then.
        await bench.BringAsync();
        await bench.SwitchAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => bench.HelpAsync("settle", Root, Token))
                .Append(bench.HelpAsync("revert", Root, Token, "no"))
        );
        await IsInAsync("blue");
        await bench.MustAsync("resolve", Root, Token);

        (await LogAsync()).ShouldNotContain("overlap");
        (await LogAsync()).ShouldStartWith(
            "begin blue\nend blue\nbegin green\nend green\nbegin blue"
        );
    }

    [Fact(Timeout = 180_000)]
    public async Task The_guard_takes_it_back_with_the_traffic()
    {
        await bench.StartWarmAsync();
        await bench.MustAsync("settle", Root, Token);
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.MustAsync("settle", Root, Token);
        await IsInAsync("green");

        await bench.MustAsync("release", Root, Token);

        await bench.EndsAsync("reverted");
        await IsInAsync("blue");
        (await LogAsync()).ShouldBe("begin blue\nend blue\nbegin green\nend green\nbegin blue");
    }

    [Theory(Timeout = 240_000)]
    [InlineData("confirmed")]
    [InlineData("held")]
    [InlineData("armed")]
    public async Task A_reboot_starts_it_in_the_live_slot_alone(string phase)
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.MustAsync("settle", Root, Token);
        if (phase is "confirmed")
            await bench.MustAsync("confirm", Root, Token);
        if (phase is "held")
            await bench.MustAsync("hold", Root, Token, "see to it");

        await bench.Vps.RebootAsync(Cancel);

        // Whoever brought it may still be at work after the reboot, which is when it must run already.
        await IsInAsync("green");
        (await LogAsync()).ShouldNotContain("overlap");
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_of_them_are_noticed()
    {
        await bench.StartWarmAsync();

        await bench.Vps.ShellAsync(
            "systemctl start tsh_erp-blue-clock tsh_erp-green-clock",
            Cancel
        );

        await Eventually.HoldsAsync("overlap", async () => (await LogAsync()).Contains("overlap"));
    }

    private Task<string> LogAsync() =>
        bench.Vps.ShellAsync("cat /srv/clock/log 2>/dev/null || true", Cancel);

    /// <summary>By the program's own word and by systemd's.</summary>
    private Task IsInAsync(string slot) =>
        Eventually.HoldsAsync(
            $"the clock runs in {slot} alone",
            async () =>
                (await LogAsync()).EndsWith($"begin {slot}")
                && await bench.Vps.ShellAsync(
                    "systemctl is-active tsh_erp-blue-clock tsh_erp-green-clock | tr '\\n' ' '",
                    Cancel
                ) == (slot is "blue" ? "active inactive" : "inactive active"),
            TimeSpan.FromSeconds(60)
        );
}
