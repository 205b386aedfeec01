using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Ignores;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Tests.Schemas.Reports;

/// <summary>Comparisons as they come out of a check, for what is written of them.</summary>
internal static class DriftReports
{
    private static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>();

    private static readonly IgnoreOutcome NoRules = new([], [], [], []);

    /// <summary>Each way to differ once, with what was ignored and what was not read.</summary>
    public static DriftReport Rich { get; } =
        new(
            Side("production", "live", standby: true) with
            {
                Head = Head(standby: true) with
                {
                    Unread = new Dictionary<string, int> { ["user mapping"] = 2 },
                    Unmodelled = new Dictionary<string, int> { ["operator"] = 1, ["cast"] = 3 },
                },
            },
            Side("staging", "snapshot schema.jsonl", revisions: ["b2d4", "a1c3"]),
            Side("migrations", "alembic at 3f2a"),
            [
                Changed(
                    new("table", "public", "orders"),
                    "row security",
                    Cause.OnlyProduction,
                    Severity.Critical,
                    "on",
                    "off",
                    "policies are not applied"
                ) with
                {
                    Touched = new("migrations/versions/3f2a_orders.py", 31),
                    OnProduction = "ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;",
                },
                Changed(
                    new("column", "public", "orders", "total"),
                    "type",
                    Cause.OnlyStaging,
                    Severity.High,
                    "numeric(12,2)",
                    "numeric(10,2)",
                    "values may be cut",
                    "pending migrations touch it too"
                ) with
                {
                    Touched = new("migrations/versions/a1c3_total.py", 12),
                    OnStaging =
                        "ALTER TABLE public.orders\n    ALTER COLUMN total TYPE numeric(12,2);",
                },
                Row(
                    new("index", "public", "orders_customer"),
                    null,
                    Cause.BothAlike,
                    Severity.Medium,
                    new("CREATE INDEX orders_customer ON public.orders (customer)", null),
                    new(false, null),
                    new(false, null),
                    "queries become slow"
                ) with
                {
                    OnProduction =
                        "CREATE INDEX CONCURRENTLY orders_customer ON public.orders (customer);",
                    OnStaging =
                        "CREATE INDEX CONCURRENTLY orders_customer ON public.orders (customer);",
                },
                Row(
                    new("column", "public", "orders", "state"),
                    "default",
                    Cause.BothDifferently,
                    Severity.High,
                    new("'new'::text", "'open'::text"),
                    new(false, "'open'::text"),
                    new(false, null),
                    "new rows get another value"
                ),
                Row(
                    new("column", "public", "orders", "note"),
                    null,
                    Cause.Pending,
                    Severity.Info,
                    new(null, "text"),
                    Place.Expected,
                    Place.Expected,
                    "an additional column",
                    "a pending migration explains it"
                ),
                Ignored(
                    Changed(
                        new("table", "public", "old_prices"),
                        "owner",
                        Cause.OnlyProduction,
                        Severity.Critical,
                        "erp",
                        "postgres",
                        "another owner"
                    ),
                    "until pricing has moved"
                ),
            ],
            new(
                [],
                [Rule("public.gone", "an old trial", new DateOnly(2026, 1, 31), 4)],
                [Rule("public.old_prices", "until pricing has moved", new DateOnly(2026, 2, 9), 9)],
                [Rule("public.nothing", "never seen", new DateOnly(2026, 8, 1), 14)]
            ),
            Severity.High,
            1_214,
            new Dictionary<string, int> { ["cron"] = 4, ["billing"] = 38 }
        );

    public static DriftReport Empty { get; } =
        new(
            Side("production", "live"),
            Side("staging", "live"),
            Side("migrations", "alembic at 3f2a"),
            [],
            NoRules,
            Severity.High,
            1_214,
            None
        );

    /// <summary>Two databases and nothing that says what either should be.</summary>
    public static DriftReport TwoWay { get; } =
        Empty with
        {
            Production = Side("eu", "live") with { Head = Head() with { Revisions = null } },
            Migrations = null,
            WithoutMigrations = "there is no way to a host to run them on",
            Rows =
            [
                Row(
                    new("view", "public", "sales"),
                    "definition",
                    Cause.Unknown,
                    Severity.Medium,
                    new("SELECT 1", "SELECT 2"),
                    new(false, "SELECT 1"),
                    new(false, "SELECT 2"),
                    "other rows are shown"
                ),
                Row(
                    new("constraint", "public", "orders", "orders_pkey"),
                    null,
                    Cause.Unknown,
                    Severity.Critical,
                    new("PRIMARY KEY (id)", null),
                    new(false, "PRIMARY KEY (id)"),
                    new(false, null),
                    "rows may come twice"
                ),
            ],
        };

    /// <summary>All that a name, a value, a reason or a path may try.</summary>
    public const string Hostile =
        "::warning::w a|b `c` ```\n```\n::error::owned\r##[error]x <script>alert(1)</script> </details>\u202e [l](http://x) @all \u001b[31m";

    public static DriftReport Attacked { get; } = Attack(Hostile);

    /// <summary>One foreign word wherever one can stand.</summary>
    public static DriftReport Attack(string word) =>
        new(
            new(
                word,
                word,
                Head() with
                {
                    Server = word,
                    Database = word,
                    Revisions = [word],
                    Unread = new Dictionary<string, int> { [word] = 1 },
                }
            ),
            new(word, word, Head()),
            new(word, word, Head()),
            [
                Hit(Cause.OnlyProduction, word, word),
                Hit(Cause.Unknown, null, word),
                Hit(Cause.BothDifferently, word, word),
                Ignored(Hit(Cause.OnlyStaging, word, word), word),
            ],
            new(
                [],
                [
                    Rule(word, word, new DateOnly(2026, 1, 31), 4) with
                    {
                        Place = word,
                        Owner = word,
                    },
                ],
                [],
                []
            ),
            Severity.High,
            1,
            new Dictionary<string, int> { [word] = 1 },
            word
        );

    public static DriftReport Many(int rows, string word) =>
        Rich with
        {
            Rows =
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(number =>
                        Changed(
                            new("column", "public", $"t{number}", word),
                            "type",
                            Cause.OnlyProduction,
                            (Severity)(number % 5),
                            word,
                            word + number,
                            word
                        ) with
                        {
                            OnProduction = $"SELECT {number}; -- {word}",
                            OnStaging = $"SELECT {number}; -- {word}",
                        }
                    )
                    .Select((row, number) => number % 7 is 0 ? Ignored(row, word + number) : row),
            ],
        };

    public static DriftRow Ignored(DriftRow row, string reason) =>
        row with
        {
            Finding = row.Finding with { Ignored = reason },
        };

    public static DriftRow Changed(
        FactId id,
        string attribute,
        Cause cause,
        Severity severity,
        string before,
        string after,
        string why,
        string? hint = null
    ) =>
        Row(
            id,
            attribute,
            cause,
            severity,
            new(before, after),
            cause is Cause.OnlyProduction ? new(false, after) : Place.Expected,
            cause is Cause.OnlyStaging ? new(false, after) : Place.Expected,
            why,
            hint
        );

    private static DriftRow Hit(Cause cause, string? attribute, string word) =>
        Row(
            new("table", word, word, word),
            attribute,
            cause,
            Severity.Critical,
            new(word, attribute is null ? null : word + "2"),
            new(false, word),
            new(false, word),
            word,
            word
        ) with
        {
            Touched = new(word, 1),
            OnProduction = "SELECT '\n````\n</details>';",
            OnStaging = word,
        };

    private static DriftRow Row(
        FactId id,
        string? attribute,
        Cause cause,
        Severity severity,
        (string? Before, string? After) values,
        Place production,
        Place staging,
        string why,
        string? hint = null
    )
    {
        var standing = new Standing(id, attribute, cause, production, staging, values.Before, hint);
        var difference = new Difference(id, attribute, values.Before, values.After);
        return new(
            standing,
            new(difference, Fingerprint.Of(difference), severity, standing.Guilty, why, hint)
        );
    }

    private static DriftSide Side(
        string name,
        string source,
        bool standby = false,
        IReadOnlyList<string>? revisions = null
    ) => new(name, source, Head(standby, revisions));

    private static CatalogHead Head(
        bool standby = false,
        IReadOnlyList<string>? revisions = null
    ) => new("15.20", 150020, "erp", standby, "C.UTF-8", revisions ?? ["3f2a"], None, None);

    private static IgnoreRule Rule(string name, string reason, DateOnly until, int line) =>
        new(
            "table",
            name,
            null,
            null,
            null,
            reason,
            "team-erp",
            until,
            $".github/drift.yml:{line}"
        );
}
