using TshActions.Rig.Docker;
using TshActions.Rig.Forge;
using TshActions.Rig.Runner;
using TshActions.Verbs;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>`tsh` as a job of a workflow of the forge: its variables, its token, its run.</summary>
internal sealed class TshOnGitHub
{
    private readonly ApiBench _bench;
    private readonly string _environment;

    public TshOnGitHub(
        ApiBench bench,
        string environment = "staging",
        IReadOnlyList<string>? permissions = null
    )
    {
        _bench = bench;
        _environment = environment;
        Run = bench.Forge.Repository.Begin(bench.Commit, "main");
        Token = bench.Forge.Allow([
            .. permissions ?? ["contents: read", "deployments: write", "actions: read"],
        ]);
    }

    public RunRecord Run { get; }

    public string Token { get; }

    /// <summary>What the checkout of the job holds beside the manifest; nothing where it is null.</summary>
    public string? Checkout { get; init; }

    /// <summary>What is changed in the manifest.</summary>
    public IReadOnlyList<(string From, string To)> Changes { get; init; } = [];

    /// <summary>Where the sites are asked; without them nobody asks them anything.</summary>
    public LoopbackSites? Sites { get; init; }

    /// <summary>The deploy user's, with a way to its host; null: no host is looked at.</summary>
    public KeyPair? Key { get; init; }

    /// <summary>The way to hosts; null where the verb asks none.</summary>
    public Connect? Connect { get; init; }

    public Task<TshResult> BeginAsync(string release = "v2") =>
        RunAsync("record", ("state", "begin"), ("environment", _environment), ("release", release));

    public Task<TshResult> EndAsync(TshResult begun, string verdict, string note = "") =>
        RunAsync(
            "record",
            ("state", "end"),
            ("environment", _environment),
            ("deployment", begun.Outputs["deployment"]),
            ("verdict", verdict),
            ("note", note)
        );

    public async Task<TshResult> RunAsync(string verb, params (string Name, string Value)[] inputs)
    {
        var workspace = Directory.CreateTempSubdirectory("tsh-job-").FullName;
        if (Checkout is { } folder)
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                if (!file.Contains("/.git/"))
                {
                    var to = Path.Combine(workspace, Path.GetRelativePath(folder, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    File.Copy(file, to);
                }
        Directory.CreateDirectory(Path.Combine(workspace, ".github"));
        await File.WriteAllTextAsync(
            Path.Combine(workspace, ".github/tsh.yml"),
            Changes.Aggregate(With(Sites), (text, change) => text.Replace(change.From, change.To)),
            Cancel
        );
        try
        {
            return await new TshHere(workspace, Key).RunAsync(
                verb,
                [("github-token", Token), .. inputs],
                Cancel,
                change: around =>
                    around with
                    {
                        Time = _bench.Time,
                        Roots = Sites?.Roots,
                        Connect = Connect ?? around.Connect,
                        Environment = around
                            .Environment.Concat(_bench.Forge.Environment)
                            .Concat([
                                new("GITHUB_SHA", _bench.Commit),
                                new("GITHUB_REF_NAME", "main"),
                                new("GITHUB_RUN_ID", $"{Run.Id}"),
                                new("GITHUB_RUN_ATTEMPT", "1"),
                            ])
                            .ToDictionary(pair => pair.Key, pair => pair.Value),
                    }
            );
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    private static string With(LoopbackSites? sites) =>
        sites is null
            ? Manifest
            : Manifest
                .Replace("https://staging.example.com", sites.Staging)
                .Replace("https://example.com", sites.Production)
                .Replace("rows: { certificate: off }", "api-document: openapi.json");

    private const string StagingKey =
        "host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S";

    private const string ProductionKey =
        "host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE183NDPjdayy7XsJ11nSMxWlhwqw1auZM4HkD7/WmmJ";

    /// <summary>As the manifest has it, for who puts a real one there.</summary>
    public const string ProductionHost = $"{{ name: two, address: 192.0.2.20, {ProductionKey} }}";

    public const string Manifest = $$"""
        app: erp
        environments:
          staging:
            branch: develop
            site: https://staging.example.com
            hosts: [{ name: one, address: 192.0.2.10, {{StagingKey}} }]
            slots: { blue: { port: 8002 }, green: { port: 8012 } }
          production:
            branch: main
            requires: staging
            site: https://example.com
            hosts: [{{ProductionHost}}]
            slots: { blue: { port: 8001 }, green: { port: 8011 } }
        preflight: { rows: { certificate: off }, checks: [test], variables: [DATABASE_URL], critical-paths: [app.py], manual: [the shop looks right on a phone] }
        runtime: { kind: systemd, unit: "erp-{environment}-{slot}", command: "/usr/bin/erp --port {port}" }
        """;
}
