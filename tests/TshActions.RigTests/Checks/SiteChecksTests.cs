using System.Security.Cryptography.X509Certificates;
using TshActions.Core.Checks;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>What a real nginx shows and says: certificates by openssl, headers by `add_header`.</summary>
[Collection(ErpAtWorkCollection.Name)]
public sealed class SiteChecksTests(ErpAtWork erp)
{
    private static readonly Common Shared = new("it", Weight.Fail, Scope.Shared, Moment.Always);

    private static readonly Check.Tls Usual = new(
        Shared,
        TimeSpan.FromDays(30),
        TimeSpan.FromDays(7),
        Strict: false
    );

    private static readonly Check.Headers All = new(
        Shared,
        "/health",
        TimeSpan.FromSeconds(15_552_000),
        Csp: true,
        "https://elsewhere.example",
        "/auth/login",
        ["/.env", "/.git/config", "/metrics"]
    );

    private const string Good = """
        add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
        add_header Content-Security-Policy "default-src 'self'" always;
        location / { proxy_pass http://127.0.0.1:8001; }
        location = /auth/login { limit_req zone=login burst=2 nodelay; limit_req_status 429; proxy_pass http://127.0.0.1:8001; }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60, 30, Finding.Passed, "59 d left of 90 d, more than 30 d")]
    [InlineData(16, 29, Finding.Passed, "15 d left of 45 d, more than 15 d")]
    [InlineData(29, 61, Finding.Warning, "28 d left of 90 d, not more than 30 d")]
    [InlineData(3, 42, Finding.Failed, "2 d left of 45 d, fewer than 7 d")]
    [InlineData(-3, 48, Finding.Failed, "expired 3 d ago")]
    public async Task A_certificate_of_openssls_is_judged_by_what_it_has_left(
        int left,
        int used,
        Finding finding,
        string detail
    )
    {
        await ServeAsync(Good, left, used, $"IP:{erp.Vps.Address}");

        var result = await AskAsync(Usual);

        result.Finding.ShouldBe(finding, result.Detail);
        result.Detail.ShouldStartWith(detail);
    }

    [Fact]
    public async Task A_certificate_for_another_name_fails()
    {
        await ServeAsync(Good, 60, 30, "DNS:elsewhere.example");

        (await AskAsync(Usual)).ShouldBe(
            new CheckResult("it", Finding.Failed, $"the certificate is not for {erp.Vps.Address}")
        );
    }

    [Fact]
    public async Task A_root_that_this_machine_does_not_know_fails()
    {
        await ServeAsync(Good, 60, 30, $"IP:{erp.Vps.Address}");

        var result = await erp.Checks(Site, root: null).AskAsync(Usual, Slot.Blue, null, Cancel);

        result.Finding.ShouldBe(Finding.Failed);
    }

    [Fact]
    public async Task A_site_without_tls_is_inconclusive() =>
        (
            await erp.Checks(erp.PlainSite, root: null).AskAsync(Usual, Slot.Blue, null, Cancel)
        ).ShouldBe(new CheckResult("it", Finding.Inconclusive, "the site has no TLS"));

    [Fact]
    public async Task A_site_that_says_all_it_should_passes()
    {
        await ServeAsync(Good, 60, 30, $"IP:{erp.Vps.Address}");

        (await AskAsync(All)).ShouldBe(
            new CheckResult(
                "it",
                Finding.Passed,
                "HSTS max-age=31536000; CSP is there; CORS does not allow https://elsewhere.example; /auth/login is limited; /.env is closed; /.git/config is closed; /metrics is closed"
            )
        );
    }

    [Theory]
    [InlineData(
        "max-age=31536000; includeSubDomains",
        "max-age=0",
        "HSTS max-age=0, less than 15552000"
    )]
    [InlineData("add_header Strict", "#", "no Strict-Transport-Security")]
    [InlineData("add_header Content", "#", "no Content-Security-Policy")]
    [InlineData(
        "limit_req zone=login burst=2 nodelay; limit_req_status 429;",
        "",
        "/auth/login answered 30 times without a limit (no RateLimit header, no 429)"
    )]
    [InlineData(
        "location / {",
        "location /metrics { return 200 up; } location / {",
        "/metrics is open: status 200"
    )]
    [InlineData(
        "location / {",
        "location = /.git/config { return 200 x; } location / {",
        "/.git/config is open: status 200"
    )]
    [InlineData(
        "location / {",
        "add_header Access-Control-Allow-Origin $http_origin always; location / {",
        "CORS allows https://elsewhere.example"
    )]
    [InlineData(
        "location / {",
        "location / { if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin *; return 204; }",
        "CORS allows every origin"
    )]
    public async Task What_a_site_lacks_or_gives_away_is_told(
        string was,
        string becomes,
        string detail
    )
    {
        await ServeAsync(Good.Replace(was, becomes), 60, 30, $"IP:{erp.Vps.Address}");

        (await AskAsync(All)).ShouldBe(new CheckResult("it", Finding.Failed, detail));
    }

    [Fact]
    public async Task G16_hsts_on_the_http_answer_alone_fails_on_both()
    {
        var without = Good.Replace("add_header Strict", "#");
        await ServeAsync(without, 60, 30, $"IP:{erp.Vps.Address}", plain: Good);
        var hsts = All with { Csp = false, CorsOrigin = null, RateLimitPath = null, Closed = [] };

        (await AskAsync(hsts)).Detail.ShouldBe("no Strict-Transport-Security");
        (
            await erp.Checks($"http://{erp.Vps.Address}:8444", root: null)
                .AskAsync(hsts, Slot.Blue, null, Cancel)
        ).Detail.ShouldBe("HSTS counts over HTTPS alone, and the answer came without TLS");
    }

    [Fact]
    public async Task The_websocket_of_the_erp_opens_over_tls_too()
    {
        await ServeAsync(
            "location / { proxy_pass http://127.0.0.1:8001; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }",
            60,
            30,
            $"IP:{erp.Vps.Address}"
        );
        var hello = new ScenarioStep(
            "hello",
            "WEBSOCKET",
            "/ws/notifications",
            101,
            new Dictionary<string, string>(),
            null,
            new Dictionary<string, string?> { ["$.type"] = "hello" },
            new Dictionary<string, string>()
        );

        var result = await AskAsync(
            new Check.Walk(Shared, new Scenario([hello], [], 1, 1), AtSite: true)
        );

        result.Finding.ShouldBe(Finding.Passed, result.Detail);
    }

    private string Site => $"https://{erp.Vps.Address}:8443";

    private async Task<CheckResult> AskAsync(Check check)
    {
        using var root = X509Certificate2.CreateFromPem(
            await erp.Vps.ShellAsync("cat /etc/test-ca/root.pem", Cancel)
        );
        return await erp.Checks(Site, root).AskAsync(check, Slot.Blue, ErpAtWork.Release, Cancel);
    }

    /// <param name="plain">What is served without TLS beside it.</param>
    private async Task ServeAsync(
        string server,
        int left,
        int used,
        string name,
        string plain = "return 404;"
    )
    {
        await erp.Vps.WriteFileAsync(
            "/etc/nginx/conf.d/test-tls.conf",
            $$"""
            limit_req_zone $binary_remote_addr zone=login:1m rate=1r/s;
            limit_req_zone $binary_remote_addr zone=other:1m rate=1r/s;
            server {
                listen 8443 ssl;
                ssl_certificate /etc/test-ca/site.pem;
                ssl_certificate_key /etc/test-ca/site.key;
                {{server}}
            }
            server { listen 8444; {{plain.Replace("zone=login", "zone=other")}} }
            """,
            Cancel
        );
        await erp.Vps.WriteFileAsync("/etc/test-ca/names", $"subjectAltName={name}\n", Cancel);
        await erp.Vps.ShellAsync(
            $$"""
            set -e
            cd /etc/test-ca
            [ -s root.pem ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Root of a test' -keyout root.key -out root.pem 2>/dev/null
            [ -s site.key ] || openssl ecparam -name prime256v1 -genkey -noout -out site.key
            : >index.txt
            printf '[ca]\ndefault_ca=us\n[us]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n' >ca.cnf
            openssl req -new -key site.key -subj '/CN=site' -out site.csr
            openssl ca -batch -notext -config ca.cnf -cert root.pem -keyfile root.key -in site.csr -out site.pem -extfile names \
              -startdate "$(date -u -d '{{-used}} days' +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d '{{left}} days' +%Y%m%d%H%M%SZ)" 2>ca.log || { cat ca.log >&2; exit 1; }
            nginx -t -q
            systemctl reload nginx
            """,
            Cancel
        );
        await Ssh.Eventually.HoldsAsync(
            "nginx serves the new certificate",
            async () =>
                await erp.Vps.ShellAsync(
                    "openssl s_client -connect 127.0.0.1:8443 </dev/null 2>/dev/null | openssl x509 -noout -serial 2>/dev/null; openssl x509 -in /etc/test-ca/site.pem -noout -serial",
                    Cancel
                )
                    is { } serials
                && serials.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var one, var two]
                && one == two
        );
    }
}
