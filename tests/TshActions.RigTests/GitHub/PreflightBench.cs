using System.Text.RegularExpressions;
using TshActions.Core.Preflight;
using TshActions.Core.Releases;
using TshActions.Rig.Docker;
using TshActions.Rig.Forge;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.GitHub;

/// <summary>Repositories in which the checklist holds or does not, and the checklist's own words.</summary>
internal static partial class PreflightBench
{
    public static readonly string[] Permissions =
    [
        "contents: read",
        "deployments: read",
        "pull-requests: read",
        "checks: read",
        "statuses: read",
        "actions: read",
        "administration: read",
        "environments: read",
        "secrets: read",
    ];

    public const string Application = "DATABASE_URL=postgresql://erp@127.0.0.1/erp\nDEBUG=false\n";

    /// <summary>The clock of the tests begins on a Saturday at 12:00 UTC.</summary>
    public static readonly (string, string) Waits = (
        "preflight: { ",
        """preflight: { soak: 1m, windows: [{ days: [sat], from: "11:00", to: "23:00", zone: Europe/Berlin }], """
    );

    /// <summary>Staged, squashed by a pull request, checked, guarded.</summary>
    /// <param name="key">Fingerprint of staging's ssh key, as its deployment told it.</param>
    public static async Task<string> GoodAsync(
        ApiBench bench,
        LoopbackSites? sites = null,
        string? key = "SHA256:staging"
    )
    {
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        await all.StageAsync(bench.Commit, environment: "production");
        await all.DevelopAsync(
            ("app/pay.py", "pay()\n"),
            ("CHANGELOG.md", "- pay\n"),
            ("openapi.json", sites?.ApiDocument ?? "{}")
        );
        var head = await all.DevelopAsync();
        // What git dates and what GitHub dates is one clock.
        bench.Time.Advance(TimeSpan.FromHours(1));
        await all.StageAsync(
            head,
            marks: EnvironmentMarks.Of(
                EnvironmentFile.Parse(Application).File,
                "DATABASE_URL",
                ["192.0.2.10"],
                key
            )
        );
        if (sites is not null)
            sites.Release = head;
        var main = await all.SquashAsync("develop", "main");
        bench.Forge.Repository.Pulls.Add(
            new(
                7,
                "Deploy pay",
                "",
                "develop",
                head,
                "main",
                bench.Commit,
                "somebody",
                bench.Time.GetUtcNow()
            )
            {
                MergedAt = bench.Time.GetUtcNow(),
                MergeSha = main,
            }
        );
        bench.Forge.Repository.Checks.Add(new(1, main, "test", "success", 5, IsStatus: false));
        bench.Forge.Repository.Checks.Add(new(2, main, "coverage", "success", 0, IsStatus: true));
        BranchGuards.Put(bench.Forge.Repository);
        bench.Forge.Repository.Secrets.AddRange([
            new("production", "TSH_SSH_KEY", bench.Time.GetUtcNow().AddDays(-30)),
            new("", "TSH_TELEGRAM_TOKEN", bench.Time.GetUtcNow().AddDays(-400)),
        ]);
        return main;
    }

    public static async Task RolledBackAsync(ApiBench bench, StagingHistory all)
    {
        await all.StageAsync(bench.Commit, environment: "production", task: "rollback");
        bench.Time.Advance(TimeSpan.FromHours(3));
    }

    public static async Task<TshResult> RunAsync(
        ApiBench bench,
        string commit,
        string[]? permissions = null,
        string environment = "production",
        string file = "",
        IReadOnlyList<(string, string)>? changes = null,
        LoopbackSites? sites = null,
        KeyPair? key = null,
        string image = ""
    )
    {
        await bench.Forge.Repository.Git.RunAsync("checkout", "--quiet", commit);
        var tsh = new TshOnGitHub(bench, environment, permissions ?? Permissions)
        {
            Checkout = bench.Forge.Repository.Git.Folder,
            Changes = changes ?? [],
            Sites = sites,
            Key = key,
        };
        return await tsh.RunAsync(
            "preflight",
            ("environment", environment),
            ("commit", commit),
            ("env-file", file),
            ("image", image)
        );
    }

    /// <summary>What was said, however wide its columns are.</summary>
    public static string Said(TshResult result) =>
        string.Join(' ', result.Log.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The table, without what differs from run to run.</summary>
    public static string Rows(TshResult result) =>
        Ports()
            .Replace(
                string.Join(
                    '\n',
                    result
                        .Log.Split('\n')
                        .Where(line => !line.StartsWith("::"))
                        .Select(line => GitStore.Known(line))
                ),
                "$1:PORT"
            );

    [GeneratedRegex(@"(localhost|127\.0\.0\.1):\d+")]
    private static partial Regex Ports();
}
