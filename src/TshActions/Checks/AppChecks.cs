using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using TshActions.Core.Checks;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Probes;
using TshActions.Ssh;

namespace TshActions.Checks;

/// <summary>
/// Asks the checks of the application: what it answers at a slot, or through the site. What another release answers is
/// an error and no finding about this one.
/// </summary>
/// <param name="environment">What scenarios may fill in as `{env.NAME}`; never told.</param>
public sealed class AppChecks(
    IRemoteHost host,
    Place place,
    IReadOnlyDictionary<string, string> environment,
    TimeProvider time
)
{
    // Enough to meet any limit worth the name, few enough to trouble nobody.
    private const int RateLimitRequests = 30;

    /// <summary>Roots that are trusted instead of this machine's; null: this machine's.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    private string Identity => place.Manifest.Identity.Header;

    private TimeSpan Limit => place.Environment.Gate.Timeout;

    /// <summary>Whether a check is one of the application, asked here.</summary>
    public static bool Asks(Check check) =>
        check
            is Check.Http
                or Check.OpenApi
                or Check.HealthReport
                or Check.Walk
                or Check.Tls
                or Check.Headers;

    /// <param name="release">
    /// Whose answers count; null: whoever answers. What the site shares between releases is looked at whoever answers.
    /// </param>
    public async Task<CheckResult> AskAsync(
        Check check,
        Slot slot,
        string? release,
        CancellationToken cancel
    )
    {
        try
        {
            var judged = check switch
            {
                Check.Http http => await OneAsync(
                    http.Path,
                    http.AtSite,
                    slot,
                    Whose(http, http.AtSite, release),
                    answer => HttpJudge.Judge(http.Status, http.ContentType, answer),
                    cancel
                ),
                Check.OpenApi document => await OneAsync(
                    document.Path,
                    atSite: false,
                    slot,
                    release,
                    answer => OpenApiJudge.Judge(document.MinPaths, answer),
                    cancel
                ),
                Check.HealthReport report => await OneAsync(
                    report.Path,
                    atSite: false,
                    slot,
                    release,
                    answer => HealthReportJudge.Judge(report.Require, answer),
                    cancel
                ),
                Check.Walk walk => await WalkAsync(walk, slot, release, cancel),
                Check.Tls tls => await TlsAsync(tls, cancel),
                Check.Headers headers => await HeadersAsync(
                    headers,
                    Whose(headers, atSite: true, release),
                    cancel
                ),
                _ => throw new UnreachableException($"{check.Name} is no check of the application"),
            };
            return judged.As(check.Name);
        }
        catch (HostUnreachable error)
        {
            return Judged.Error(error.Message).As(check.Name);
        }
    }

    private static string? Whose(Check check, bool atSite, string? release) =>
        atSite && check.Scope is Scope.Shared ? null : release;

    private async Task<Judged> OneAsync(
        string path,
        bool atSite,
        Slot slot,
        string? release,
        Func<Reply.Answered, Judged> judge,
        CancellationToken cancel
    )
    {
        using var way = await WayAsync(atSite, slot, cookies: false, cancel);
        var reply = await new Asker(way, Identity, Limit, time).GetAsync(path, cancel);
        return reply.Judge(release, judge);
    }

    private Task<Judged> WalkAsync(
        Check.Walk walk,
        Slot slot,
        string? release,
        CancellationToken cancel
    ) =>
        new ScenarioWalk(
            token => WayAsync(walk.AtSite, slot, cookies: true, token),
            Identity,
            environment,
            Whose(walk, walk.AtSite, release),
            Limit,
            time
        ).TakeAsync(walk.Scenario, cancel);

    private async Task<Judged> TlsAsync(Check.Tls tls, CancellationToken cancel)
    {
        if (place.SiteUri.Scheme != Uri.UriSchemeHttps)
            return Judged.Inconclusive("the site has no TLS");
        var (certificate, instead) = await new Handshake(Limit, time, Roots).WithAsync(
            place.SiteUri,
            cancel
        );
        return certificate is null
            ? Judged.Failed(((Reply.Silent)instead!).Why)
            : TlsJudge.Judge(tls, certificate, time.GetUtcNow());
    }

    private async Task<Judged> HeadersAsync(
        Check.Headers check,
        string? release,
        CancellationToken cancel
    )
    {
        using var site = SlotHttp.ToSite(place.SiteUri, roots: Roots);
        var asker = new Asker(site, Identity, Limit, time);
        List<Judged> all = [];
        if (check.HstsMinAge is not null || check.Csp)
        {
            var page = await asker.GetAsync(check.Path, cancel);
            if (check.HstsMinAge is { } age)
                all.Add(page.Judge(release, answer => HeadersJudge.Hsts(age, answer)));
            if (check.Csp)
                all.Add(page.Judge(release, HeadersJudge.Csp));
        }

        if (check.CorsOrigin is { } origin)
            all.Add(await CorsAsync(asker, check.Path, origin, release, cancel));
        if (check.RateLimitPath is { } limited)
            all.Add(await RateLimitAsync(asker, limited, release, cancel));
        foreach (var path in check.Closed)
            all.Add(
                (await asker.GetAsync(path, cancel)).Judge(
                    release,
                    answer => HeadersJudge.Closed(path, answer)
                )
            );
        return Judged.Worst(all);
    }

    // Both the request and the browser's question before one: many applications answer only the latter.
    private static async Task<Judged> CorsAsync(
        Asker asker,
        string path,
        string origin,
        string? release,
        CancellationToken cancel
    )
    {
        KeyValuePair<string, string>[] foreign = [new("Origin", origin)];
        KeyValuePair<string, string>[] before =
        [
            .. foreign,
            new("Access-Control-Request-Method", "POST"),
        ];
        var simple = await asker.AskAsync(HttpMethod.Get, path, foreign, body: null, cancel);
        var asked = await asker.AskAsync(HttpMethod.Options, path, before, body: null, cancel);
        return Judged.Worst([
            simple.Judge(release, answer => HeadersJudge.Cors(origin, answer)),
            asked.Judge(release, answer => HeadersJudge.Cors(origin, answer)),
        ]);
    }

    private static async Task<Judged> RateLimitAsync(
        Asker asker,
        string path,
        string? release,
        CancellationToken cancel
    )
    {
        var answers = new List<Reply.Answered>();
        while (answers.Count < RateLimitRequests)
        {
            var reply = await asker.GetAsync(path, cancel);
            var judged = reply.Judge(release, _ => Judged.Passed(""));
            if (judged.Finding is not Finding.Passed)
                return judged;
            answers.Add((Reply.Answered)reply);
            if (HeadersJudge.IsLimited(answers[^1]))
                break;
        }

        return HeadersJudge.RateLimit(path, answers);
    }

    private async Task<SlotHttp> WayAsync(
        bool atSite,
        Slot slot,
        bool cookies,
        CancellationToken cancel
    ) =>
        atSite
            ? SlotHttp.ToSite(place.SiteUri, cookies, Roots)
            : await SlotHttp.ToSlotAsync(host, place.Environment.Port(slot), cancel, cookies);
}
