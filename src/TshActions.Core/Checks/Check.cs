namespace TshActions.Core.Checks;

/// <summary>One thing that is looked at as a whole, not as a series: an answer's content, a service, a certificate.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="OnFailure">What a failure of it means.</param>
/// <param name="Scope">Whether another slot could do better at it.</param>
/// <param name="Moment">When it is asked.</param>
public abstract record Check(string Name, Weight OnFailure, Scope Scope, Moment Moment)
{
    /// <summary>One answer at the slot, or through the site.</summary>
    /// <param name="ContentType">What the content type must begin with; null: any.</param>
    public sealed record Http(Common Of, string Path, int Status, string? ContentType, bool AtSite)
        : Check(Of);

    /// <summary>A valid OpenAPI document with at least so many paths.</summary>
    public sealed record OpenApi(Common Of, string Path, int MinPaths) : Check(Of);

    /// <summary>
    /// The entries of a health report: `application/health+json` (draft-inadarei-api-health-check-06), the report of
    /// ASP.NET's health checks, or a plain map of names to words. A missing name is an error, never a pass.
    /// </summary>
    /// <param name="Require">Entries that must be there and be healthy.</param>
    public sealed record HealthReport(Common Of, string Path, IReadOnlyList<string> Require)
        : Check(Of);

    /// <summary>What a customer does, step by step; see <see cref="Scenario"/>.</summary>
    public sealed record Walk(Common Of, Scenario Scenario, bool AtSite) : Check(Of)
    {
        /// <summary>Variables of the step's environment that `{env.NAME}` may stand for; no others are read.</summary>
        public IReadOnlyList<string> Secrets { get; init; } = [];
    }

    /// <summary>The site's certificate, by its verified chain.</summary>
    /// <param name="Strict">
    /// Whether <paramref name="Warn"/> days are meant literally, not "or a third of the certificate's life where that is
    /// less", which is when ACME clients renew.
    /// </param>
    public sealed record Tls(Common Of, TimeSpan Warn, TimeSpan Fail, bool Strict) : Check(Of);

    /// <summary>What the site's answers must say to browsers, and what it must not give away.</summary>
    /// <param name="HstsMinAge">Of `Strict-Transport-Security` (RFC 6797); null: not looked at.</param>
    /// <param name="Csp">Whether `Content-Security-Policy` must be there.</param>
    /// <param name="CorsOrigin">An origin that must not be allowed; null: not looked at.</param>
    /// <param name="RateLimitPath">A path whose answers must carry rate-limit headers, or become 429; null: not looked at.</param>
    /// <param name="Closed">Paths that must not answer with a success.</param>
    public sealed record Headers(
        Common Of,
        string Path,
        TimeSpan? HstsMinAge,
        bool Csp,
        string? CorsOrigin,
        string? RateLimitPath,
        IReadOnlyList<string> Closed
    ) : Check(Of);

    /// <summary>The slot's units or containers: running, healthy, not restarted.</summary>
    public sealed record Process(Common Of) : Check(Of);

    /// <summary>The slot's own log since its start.</summary>
    /// <param name="Last">Lines looked at.</param>
    /// <param name="Allow">Texts that excuse a line.</param>
    public sealed record Logs(Common Of, int Last, IReadOnlyList<string> Allow) : Check(Of);

    /// <summary>Room on the disk that holds a path; shares of 1.</summary>
    public sealed record Disk(Common Of, string Path, double Warn, double Fail) : Check(Of);

    /// <summary>A port that must take a connection.</summary>
    public sealed record Tcp(Common Of, string Address, int Port) : Check(Of);

    /// <summary>A command of the team's that must end with 0.</summary>
    public sealed record Exec(Common Of, string Command) : Check(Of);

    protected Check(Common of)
        : this(of.Name, of.OnFailure, of.Scope, of.Moment) { }
}

/// <summary>What every check has.</summary>
public sealed record Common(string Name, Weight OnFailure, Scope Scope, Moment Moment);

/// <summary>What a failed check means.</summary>
public enum Weight
{
    /// <summary>Before the switch it blocks, after it it takes the release back.</summary>
    Fail,
    Warn,
}

/// <summary>What a failure lies in.</summary>
public enum Scope
{
    /// <summary>In the release: the other slot may do better.</summary>
    Slot,

    /// <summary>In what both slots share: going back cannot mend it.</summary>
    Shared,
}

/// <summary>When a check is asked.</summary>
public enum Moment
{
    Always,
    BeforeSwitch,
    AfterSwitch,
}
