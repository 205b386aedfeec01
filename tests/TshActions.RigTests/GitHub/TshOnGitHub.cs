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
    public (string From, string To) Change { get; init; } = ("\n", "\n");

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
            Manifest.Replace(Change.From, Change.To),
            Cancel
        );
        try
        {
            return await new TshHere(workspace, null).RunAsync(
                verb,
                [("github-token", Token), .. inputs],
                Cancel,
                change: around =>
                    around with
                    {
                        Time = _bench.Time,
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

    private const string Host =
        "host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S";

    public const string Manifest = $$"""
        app: erp
        environments:
          staging:
            branch: develop
            site: https://staging.example.com
            hosts: [{ name: one, address: 192.0.2.10, {{Host}} }]
            slots: { blue: { port: 8002 }, green: { port: 8012 } }
          production:
            branch: main
            requires: staging
            site: https://example.com
            hosts: [{ name: two, address: 192.0.2.20, {{Host}} }]
            slots: { blue: { port: 8001 }, green: { port: 8011 } }
        preflight: { checks: [test], variables: [DATABASE_URL], critical-paths: [app.py], manual: [the shop looks right on a phone] }
        runtime: { kind: systemd, unit: "erp-{environment}-{slot}", command: "/usr/bin/erp --port {port}" }
        """;
}
