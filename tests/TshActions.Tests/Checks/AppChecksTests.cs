using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Tests.Manifest;
using TshActions.Tests.Ssh;
using static TshActions.Tests.Checks.TalkingServer;

namespace TshActions.Tests.Checks;

public sealed class AppChecksTests : IAsyncDisposable
{
    private static readonly Common Usual = new("it", Weight.Fail, Scope.Slot, Moment.Always);

    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly ScriptedHost _host = new();
    private readonly TalkingServer _slot;
    private readonly TalkingServer _site;
    private readonly AppChecks _checks;
    private Func<string, byte[]?> _answer = _ => Http(200, "ok", "X-Release: 1.0");

    public AppChecksTests()
    {
        _host.Socket = Path.Combine(_folder, "slot");
        _slot = new TalkingServer(text => _answer(text), _host.Socket);
        _site = new TalkingServer(text => _answer(text));
        _checks = Checks(new Uri($"http://127.0.0.1:{_site.Port}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slot.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_check_gets_by_its_own_name_on_a_connection_of_its_own()
    {
        var check = new Check.Http(Usual, "/docs", 200, null, AtSite: false);

        (await AskAsync(check)).ShouldBe(new CheckResult("it", Finding.Passed, "status 200"));
        await AskAsync(check with { AtSite = true });

        var asked = _slot.Asked.ShouldHaveSingleItem();
        asked.ShouldStartWith("GET /docs HTTP/1.1\r\n");
        asked.ShouldContain("User-Agent: tsh-probe/1\r\n");
        asked.ShouldContain("Connection: close\r\n");
        _site.Lines.ShouldBe(["GET /docs"]);
    }

    [Fact]
    public async Task Another_releases_answer_is_an_error_for_every_check_of_the_slot()
    {
        _answer = _ => Http(200, """{"status":"ok"}""", "X-Release: 0.9");
        var step = new ScenarioStep(
            "login",
            "GET",
            "/",
            200,
            None<string>(),
            null,
            None<string?>(),
            None<string>()
        );
        Check[] all =
        [
            new Check.Http(Usual, "/", 200, null, AtSite: false),
            new Check.Http(Usual, "/", 200, null, AtSite: true),
            new Check.OpenApi(Usual, "/", 1),
            new Check.HealthReport(Usual, "/", []),
            new Check.Walk(Usual, new Scenario([step], [], 1, 1), AtSite: false),
            new Check.Headers(Usual, "/", null, true, "https://a.example", "/", ["/.env"]),
        ];

        foreach (var check in all)
        {
            var result = await AskAsync(check);

            result.Finding.ShouldBe(Finding.Error, check.ToString());
            result.Detail.ShouldContain("release 0.9 answered, not 1.0");
        }
    }

    [Fact]
    public async Task What_both_releases_share_at_the_site_is_looked_at_whoever_answers()
    {
        _answer = _ =>
            Http(200, "", "X-Release: 0.9", "Content-Security-Policy: default-src 'self'");
        var shared = new Check.Headers(
            Usual with
            {
                Scope = Scope.Shared,
            },
            "/",
            null,
            Csp: true,
            null,
            null,
            []
        );

        (await AskAsync(shared)).Finding.ShouldBe(Finding.Passed);
    }

    [Fact]
    public async Task A_broken_way_of_our_own_is_no_failure_of_the_slot()
    {
        _host.Socket = Path.Combine(_folder, "gone");

        var result = await AskAsync(new Check.Http(Usual, "/", 200, null, AtSite: false));

        result.Finding.ShouldBe(Finding.Error);
        result.Detail.ShouldStartWith("the ssh connection to the host is gone");
    }

    [Fact]
    public async Task An_endless_answer_is_read_to_its_limit_and_not_judged()
    {
        var page = new string(' ', 9 * 1024 * 1024);
        _answer = _ => Http(200, page);

        (await AskAsync(new Check.HealthReport(Usual, "/health", []))).Detail.ShouldBe(
            "the report is longer than is read of an answer"
        );
    }

    [Fact]
    public async Task An_answer_that_ends_in_the_middle_is_a_failure()
    {
        _answer = _ => "HTTP/1.1 200 -\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray();

        (await AskAsync(new Check.Http(Usual, "/", 200, null, AtSite: false))).ShouldBe(
            new CheckResult("it", Finding.Failed, "closed in the middle of an answer")
        );
    }

    [Fact]
    public async Task A_site_without_tls_has_no_certificate_to_judge() =>
        (
            await AskAsync(
                new Check.Tls(Usual, TimeSpan.FromDays(30), TimeSpan.FromDays(7), Strict: false)
            )
        ).ShouldBe(new CheckResult("it", Finding.Inconclusive, "the site has no TLS"));

    [Fact]
    public async Task Each_header_that_is_wrong_is_told_and_each_path_that_is_open()
    {
        _answer = text =>
            text.StartsWith("GET /metrics") ? Http(200, "up 1")
            : text.StartsWith("GET /.env") ? Http(404, "")
            : text.StartsWith("OPTIONS") ? Http(204, "", "Access-Control-Allow-Origin: *")
            : Http(200, "");
        var check = new Check.Headers(
            Usual,
            "/",
            TimeSpan.FromDays(180),
            true,
            "https://elsewhere.example",
            "/login",
            ["/.env", "/metrics"]
        );

        (await AskAsync(check)).Detail.ShouldBe(
            "HSTS counts over HTTPS alone, and the answer came without TLS; no Content-Security-Policy; CORS allows every origin; /login answered 30 times without a limit (no RateLimit header, no 429); /metrics is open: status 200"
        );
        _site.Asked[1].ShouldContain("Origin: https://elsewhere.example\r\n");
        _site.Asked[2].ShouldContain("Access-Control-Request-Method: POST\r\n");
    }

    [Fact]
    public async Task The_first_answer_that_shows_a_limit_ends_the_asking()
    {
        var count = 0;
        _answer = _ => ++count < 4 ? Http(200, "") : Http(429, "");

        var result = await AskAsync(new Check.Headers(Usual, "/", null, false, null, "/login", []));

        result.ShouldBe(new CheckResult("it", Finding.Passed, "/login is limited"));
        count.ShouldBe(4);
    }

    [Fact]
    public async Task Headers_of_which_nothing_is_wanted_are_inconclusive() =>
        (
            await AskAsync(new Check.Headers(Usual, "/", null, false, null, null, []))
        ).Finding.ShouldBe(Finding.Inconclusive);

    private static Dictionary<string, T> None<T>() => [];

    private Task<CheckResult> AskAsync(Check check) =>
        _checks.AskAsync(check, Slot.Green, "1.0", CancellationToken.None);

    private AppChecks Checks(Uri site)
    {
        var environment = ExampleTests.Manifest.Environments[1] with { Site = site };
        var place = new Place(ExampleTests.Manifest, environment, environment.Hosts[0]);
        return new AppChecks(_host, place, new Dictionary<string, string>(), ManualTime.Still);
    }
}
