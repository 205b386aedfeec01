using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Core.Ticks;
using TshActions.Manifest;
using TshActions.Probes;
using TshActions.Tests.Checks;
using TshActions.Tests.Manifest;
using TshActions.Tests.Ssh;

namespace TshActions.Tests.Probes;

public sealed class ProberTests : IAsyncDisposable
{
    private static readonly Probe AtTheSlot = new("health", "/health", 200, Vantage.Slot);

    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly ScriptedHost _host = new();
    private readonly TalkingServer _slot;
    private readonly TalkingServer _site;
    private readonly Prober _prober;
    private (int Status, string? Release) _answer = (200, "1.0");

    public ProberTests()
    {
        _host.Socket = Path.Combine(_folder, "slot");
        _slot = new TalkingServer(_ => Answer(), _host.Socket);
        _site = new TalkingServer(_ => Answer());

        var environment = ExampleTests.Manifest.Environments[1] with
        {
            Site = new Uri($"http://127.0.0.1:{_site.Port}"),
        };
        _prober = new Prober(
            _host,
            new Place(ExampleTests.Manifest, environment, environment.Hosts[0]),
            ManualTime.Still
        );
    }

    public async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await _host.DisposeAsync();
        await _slot.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200, "1.0", Measurement.Successful, "")]
    [InlineData(503, "1.0", Measurement.Failed, "health: status 503, not 200")]
    [InlineData(301, "1.0", Measurement.Failed, "health: status 301, not 200")]
    [InlineData(200, "0.9", Measurement.Error, "health: release 0.9 answered, not 1.0")]
    [InlineData(503, "0.9", Measurement.Error, "health: release 0.9 answered, not 1.0")]
    [InlineData(200, null, Measurement.Successful, "")]
    public async Task An_answer_is_judged_by_its_release_first_and_then_by_its_status(
        int status,
        string? release,
        Measurement measurement,
        string trouble
    )
    {
        _answer = (status, release);

        var atTheSlot = ProbeAnswer.Tick(TimeSpan.Zero, [await AskAsync(AtTheSlot)]);
        var throughTheSite = await AskAsync(AtTheSlot with { From = Vantage.Site });

        (Measuring.Of(atTheSlot, "1.0"), Measuring.Trouble(atTheSlot, "1.0")).ShouldBe(
            (measurement, trouble)
        );
        throughTheSite.Sample.ShouldBe(atTheSlot.Probes["health"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_way_of_our_own_is_no_failure_of_the_slot()
    {
        _host.Socket = Path.Combine(_folder, "gone");

        var answer = await AskAsync(AtTheSlot);

        answer.Sample.ShouldBeNull();
        answer.Why.ShouldStartWith("the ssh connection to the host is gone");
        Measuring.Of(ProbeAnswer.Tick(TimeSpan.Zero, [answer]), "1.0").ShouldBe(Measurement.Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_site_that_refuses_connections_has_failed()
    {
        await _site.DisposeAsync();

        var answer = await AskAsync(AtTheSlot with { From = Vantage.Site });

        answer.Sample.ShouldBe(
            new Sample(Ok: false, answer.Sample!.Milliseconds, Why: "connection refused")
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_what_an_answer_calls_itself_only_what_a_release_is_made_of_is_kept()
    {
        _answer = (200, "1.0<b>::error::x");

        (await AskAsync(AtTheSlot)).Sample!.Version.ShouldBe("1.0berrorx");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200, "1.0", "1.0", "status 200 without the header X-Release")]
    [InlineData(502, null, null, "status 502 without the header X-Release")]
    public async Task The_site_says_which_release_answers(
        int status,
        string? release,
        string? said,
        string detail
    )
    {
        _answer = (status, release);

        (await _prober.AskSiteAsync(CancellationToken.None)).ShouldBe(
            new SiteAnswer(status, said, detail)
        );
    }

    private byte[] Answer() => TalkingServer.Named(_answer.Status, _answer.Release);

    private Task<ProbeAnswer> AskAsync(Probe probe) =>
        _prober.AskAsync(probe, Slot.Green, CancellationToken.None);
}
