namespace TshActions.Core.Preflight;

/// <summary>Every line, in the order in which it is read.</summary>
public static class Checklist
{
    public static readonly RowSpec StagingProof = new(
        "staging-proof",
        "these very files passed on staging",
        RowWeight.Fail,
        ForReleases: true
    );
    public static readonly RowSpec MergedByPull = new(
        "merged-by-pull-request",
        "the commit came by a merged pull request",
        RowWeight.Fail,
        ForReleases: true
    );
    public static readonly RowSpec Checks = new(
        "checks",
        "every check of the commit passed",
        RowWeight.Fail
    );
    public static readonly RowSpec Newest = new(
        "newest",
        "nothing newer waits on the branch",
        RowWeight.Fail
    );
    public static readonly RowSpec NoRollbackSince = new(
        "no-rollback-since",
        "nobody rolled back since the commit was made",
        RowWeight.Fail
    );
    public static readonly RowSpec Soak = new(
        "soak",
        "it has been on staging long enough",
        RowWeight.Fail,
        ForReleases: true
    );
    public static readonly RowSpec Window = new(
        "window",
        "now is a time to deploy",
        RowWeight.Fail,
        ForReleases: true
    );
    public static readonly RowSpec Isolation = new(
        "isolation",
        "staging is a place of its own",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec SameVariables = new(
        "same-variables",
        "staging has variables of the same names",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Variables = new(
        "variables",
        "every variable it needs is set",
        RowWeight.Fail
    );
    public static readonly RowSpec Debugging = new(
        "no-debugging",
        "debugging is off",
        RowWeight.Fail,
        ForReleases: true
    );
    public static readonly RowSpec Secrets = new(
        "secrets",
        "every secret it needs is there",
        RowWeight.Fail
    );
    public static readonly RowSpec SecretAge = new(
        "secret-age",
        "secrets were renewed",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Certificate = new(
        "certificate",
        "the site's certificate will do",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Backup = new(
        "backup",
        "there is a backup to go back to",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Room = new(
        "room",
        "the host has room for both slots",
        RowWeight.Fail
    );
    public static readonly RowSpec CriticalPaths = new(
        "critical-paths",
        "no TODO or FIXME where it matters",
        RowWeight.Fail
    );
    public static readonly RowSpec NoCredentials = new(
        "no-credentials",
        "no credential stands in the files",
        RowWeight.Fail
    );
    public static readonly RowSpec NoCredentialsInHistory = new(
        "no-credentials-in-history",
        "none stands in what is new of the history",
        RowWeight.Fail
    );
    public static readonly RowSpec NoCredentialsInImage = new(
        "no-credentials-in-image",
        "none stands in the image",
        RowWeight.Fail
    );
    public static readonly RowSpec ImageSize = new(
        "image-size",
        "the image is small enough",
        RowWeight.Warn
    );
    public static readonly RowSpec ImageHealthCheck = new(
        "image-health-check",
        "the image says how it is",
        RowWeight.Warn
    );
    public static readonly RowSpec ResourceLimits = new(
        "resource-limits",
        "a slot cannot take all of the host",
        RowWeight.Warn
    );
    public static readonly RowSpec Changelog = new(
        "changelog",
        "the changelog tells of it",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec ApiDocument = new(
        "api-document",
        "the API document is the one it answers with",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Approval = new(
        "approval",
        "a person approves it",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec OnlyItsBranch = new(
        "only-its-branch",
        "only its branch deploys there",
        RowWeight.Warn,
        ForReleases: true
    );
    public static readonly RowSpec Reviews = Branch("reviews", "a merge needs a review");
    public static readonly RowSpec RequiredChecks = Branch(
        "required-checks",
        "a merge needs its checks"
    );
    public static readonly RowSpec UpToDate = Branch(
        "up-to-date",
        "a merge needs an up-to-date branch"
    );
    public static readonly RowSpec Administrators = Branch(
        "administrators",
        "administrators are no exception"
    );
    public static readonly RowSpec NoForcePush = Branch(
        "no-force-push",
        "history cannot be written anew"
    );
    public static readonly RowSpec NoDeletion = Branch(
        "no-deletion",
        "the branch cannot be deleted"
    );

    public static IReadOnlyList<RowSpec> All { get; } =
    [
        StagingProof,
        MergedByPull,
        Checks,
        Newest,
        NoRollbackSince,
        Soak,
        Window,
        Isolation,
        SameVariables,
        Variables,
        Debugging,
        Secrets,
        SecretAge,
        Certificate,
        Backup,
        Room,
        CriticalPaths,
        NoCredentials,
        NoCredentialsInHistory,
        NoCredentialsInImage,
        ImageSize,
        ImageHealthCheck,
        ResourceLimits,
        Changelog,
        ApiDocument,
        Approval,
        OnlyItsBranch,
        Reviews,
        RequiredChecks,
        UpToDate,
        Administrators,
        NoForcePush,
        NoDeletion,
    ];

    /// <summary>The six settings of the branch that deploys to production.</summary>
    private static RowSpec Branch(string id, string title) =>
        new(id, title, RowWeight.Warn, ForReleases: true);
}
