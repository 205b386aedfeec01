using TshActions.Host;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.AccessLog;

/// <summary>What becomes of a log's lines while the file is renamed, copied, emptied and removed beneath its reader.</summary>
public sealed class TrafficTests(VpsFixture fixture) : IClassFixture<VpsFixture>
{
    private const string Log = TrafficLines.Log;
    private const string Write = """
        line() { printf '{"time":"1.1","slot":"%s","own":"%s","status":"%s","upstream":"127.0.0.1:8001","upstream_status":"%s","request_time":"0.1","upstream_response_time":"%s","upstream_header_time":"0.1","stream":"%s","method":"GET","path":"%s"}\n' "$@"; }
        lines() { i=0; while [ $i -lt $1 ]; do i=$((i + 1)); line blue no 200 200 0.1 no /$2$i; done; }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Vps Vps => fixture.Vps;

    [Fact]
    public async Task Each_slot_s_requests_errors_and_slow_answers_are_told_apart()
    {
        var traffic = await BeginAsync();

        await DoAsync(
            $$"""
            {
                line blue no 200 200 0.1 no /a
                line blue no 404 404 0.501 no /b
                line blue no 499 - 0.9 no /gone
                line blue no 500 500 0.500 no /c
                line blue no 200 500 0.1 no /instead-of-an-error
                line blue no 200 '502, 200' '0.3, 0.3' no /second-try
                line blue no 101 101 600 no /websocket
                line blue no 200 200 600 yes /events
                line green no 502 502 0.0 no '/d\"path\":\"/health'
                line green no 504 504 5.0 no /e
                line blue yes 500 500 9 no /ours
                line blue no 500 500 9 no /health
                echo 'a line of "another" shape'
                echo
            } >>{{Log}}
            """
        );

        // Over half a second: the 404, the one that went away, the second try.
        (await traffic.TickAsync()).ShouldBe((new Counted(8, 2, 3), new Counted(2, 2, 1)));
        (await traffic.TickAsync()).ShouldBe((Counted.None, Counted.None));
    }

    [Fact]
    public async Task Half_a_line_is_counted_once_it_is_whole()
    {
        var traffic = await BeginAsync();

        await DoAsync($"line blue no 200 200 0.1 no /half | head -c 77 >>{Log}");
        (await traffic.TickAsync()).ShouldBe((Counted.None, Counted.None));

        await DoAsync($"line blue no 200 200 0.1 no /half | tail -c +78 >>{Log}");
        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("renamed", $"lines 3 a >>{Log}; mv {Log} {Log}.1; : >{Log}; lines 2 b >>{Log}", 5)]
    [InlineData(
        "renamed, the writer still at the old one",
        $"mv {Log} {Log}.1; : >{Log}; lines 2 b >>{Log}; lines 3 a >>{Log}.1",
        5
    )]
    [InlineData(
        "renamed with the day in its name",
        $"lines 3 a >>{Log}; mv {Log} {Log}-20261101; lines 2 b >{Log}",
        5
    )]
    [InlineData(
        "copied and emptied",
        $"lines 3 a >>{Log}; cp {Log} {Log}.1; : >{Log}; lines 2 b >>{Log}",
        5
    )]
    [InlineData("emptied", $": >{Log}; lines 2 b >>{Log}", 2)]
    [InlineData("emptied and longer again than it was", $": >{Log}; lines 9 b >>{Log}", 9)]
    [InlineData("removed and made anew", $"rm {Log}; lines 9 b >>{Log}", 9)]
    public async Task Nothing_is_lost_or_counted_twice_when_it_is(
        string what,
        string how,
        int requests
    )
    {
        var traffic = await BeginAsync();
        await DoAsync($"lines 4 before >>{Log}");
        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(4, what);

        await DoAsync(how);

        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(requests, what);
        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(0, what);
        await DoAsync($"lines 1 after >>{Log}");
        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(1, what);
    }

    [Fact]
    public async Task What_a_worker_writes_to_the_old_file_after_the_first_look_at_the_new_is_counted()
    {
        var traffic = await BeginAsync();
        await DoAsync($"lines 1 a >>{Log}");
        await traffic.TickAsync();

        await DoAsync($"mv {Log} {Log}.1; lines 1 b >{Log}");
        await traffic.TickAsync();
        await DoAsync($"lines 3 late >>{Log}.1; lines 1 c >>{Log}");

        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_log_that_is_away_for_a_while_is_missing_then_and_whole_afterwards()
    {
        var traffic = await BeginAsync();
        await DoAsync($"lines 1 a >>{Log}");
        await traffic.TickAsync();

        await DoAsync($"lines 3 b >>{Log}; mv {Log} {Log}.1");
        await Should.ThrowAsync<RigException>(traffic.TickAsync);
        await DoAsync($"lines 2 c >{Log}");

        (await traffic.TickAsync())!.Value.New.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task Who_may_not_read_it_gets_no_zeros()
    {
        var traffic = await BeginAsync();
        await DoAsync($"chmod 600 {Log}");

        (await Should.ThrowAsync<RigException>(traffic.TickAsync)).Message.ShouldContain(
            $"{Log} cannot be read"
        );
    }

    [Fact]
    public async Task A_log_that_nobody_is_seen_to_write_is_missing_not_empty()
    {
        await DoAsync($"rm -f {Log}*; : >{Log}; rm -f /tmp/traffic");
        await PrepareAsync();
        var traffic = new TrafficLines(Vps, "/tmp/traffic");

        (await traffic.TickAsync()).ShouldBeNull();
        (await traffic.TickAsync()).ShouldBeNull();
        await DoAsync($"line blue yes 200 200 0.1 no /health >>{Log}");
        (await traffic.TickAsync()).ShouldBe((Counted.None, Counted.None));
    }

    /// <summary>A log with something in it that is not to be counted any more, and a reader at its end.</summary>
    private async Task<TrafficLines> BeginAsync()
    {
        await PrepareAsync();
        await DoAsync($"rm -f {Log}* /tmp/traffic; lines 2 of-before >{Log}");
        var traffic = new TrafficLines(Vps, "/tmp/traffic");
        (await traffic.TickAsync()).ShouldBeNull();
        await DoAsync($"line blue yes 200 200 0.1 no /health >>{Log}");
        (await traffic.TickAsync()).ShouldBe((Counted.None, Counted.None));
        return traffic;
    }

    private async Task PrepareAsync()
    {
        await Vps.WriteFileAsync("/usr/local/sbin/tsh-host", HostHelper.Text, Cancel);
        await Vps.ShellAsync(
            $"chmod 755 /usr/local/sbin/tsh-host; mkdir -p {TrafficLines.Root}/live /var/log/tsh; echo 'identity /health' >{TrafficLines.Root}/place",
            Cancel
        );
    }

    private Task<string> DoAsync(string script) =>
        Vps.ShellAsync($"umask 022; mkdir -p /var/log/tsh\n{Write}{script}", Cancel);
}
