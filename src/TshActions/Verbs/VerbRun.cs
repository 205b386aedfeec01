using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Metrics;
using TshActions.Core.Preflight;
using TshActions.Core.Reports;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Slots;
using TshActions.GitHub;
using TshActions.GitHub.Api;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>The world outside as values: what a test replaces.</summary>
/// <param name="Workspace">The folder that manifest and release paths are relative to.</param>
public sealed record Surroundings(
    IReadOnlyDictionary<string, string> Environment,
    TextWriter Out,
    TimeProvider Time,
    string Workspace
)
{
    /// <summary>The way to a host: OpenSSH, unless a test puts something round it.</summary>
    public Connect Connect { get; init; } =
        async (place, user, key, time, cancel) =>
            await SshHost.ConnectAsync(
                place.Host,
                user,
                key,
                [place.Environment.BluePort, place.Environment.GreenPort],
                time,
                cancel
            );

    /// <summary>The way to a host's public key, before there is any other way to it.</summary>
    public ReadHostKey ReadHostKey { get; init; } = HostKeyScan.ReadAsync;

    /// <summary>What the person at the terminal types; null where nobody is there.</summary>
    public TextReader? In { get; init; }

    /// <summary>The way to GitHub.</summary>
    public HttpMessageHandler Http { get; init; } = Web;

    /// <summary>Whose certificates are believed where a site is asked; null: this machine's roots.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    // Redirections are followed by hand: the token goes to GitHub alone.
    private static readonly SocketsHttpHandler Web = new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    public bool OnGitHub => Environment.GetValueOrDefault("GITHUB_ACTIONS") is "true";
}

/// <summary>One run of one verb: its inputs, its voice, and the first steps all verbs share.</summary>
public sealed class VerbRun(Surroundings around, Inputs inputs, Story story)
{
    private readonly Dictionary<string, string> _outputs = [];
    private bool _several;

    public Inputs Inputs => inputs;

    public Story Story => story;

    public TimeProvider Time => around.Time;

    public IReadOnlyDictionary<string, string> Outputs => _outputs;

    /// <summary>Whose leases are: this run with all its steps.</summary>
    public LeaseOwner Owner { get; } = RunIdentity.Of(around.Environment);

    /// <summary>
    /// Proves to a host that it is still this very verb that speaks. The post step of an action gets the one of its
    /// main step, by the runner's own state file.
    /// </summary>
    public string Token { get; } =
        around.Environment.GetValueOrDefault("STATE_lease") is { Length: > 0 } state
            ? state
            : RandomNumberGenerator.GetHexString(24, lowercase: true);

    public X509Certificate2Collection? Roots => around.Roots;

    /// <summary>GitHub's API for this repository, with the token of this run.</summary>
    /// <exception cref="BadInput">There is no token, or no repository.</exception>
    public GitHubApi GitHub()
    {
        var token = inputs["github-token"];
        if (token.Length is 0)
            throw new BadInput(
                "`github-token` is empty",
                "leave it out in a workflow, where GitHub's own token is the default; at a terminal set GITHUB_TOKEN, or give `--github-token-file`"
            );
        story.Hide(token);
        return new(
            RepositoryAddress.Of(around.Environment)
                ?? throw new BadInput(
                    "GITHUB_REPOSITORY is not set",
                    "a workflow sets it; at a terminal set it to `owner/name`"
                ),
            token,
            around.Http,
            around.Time,
            story.Say,
            ApiPatience.OfAJob
        );
    }

    /// <summary>The way to anywhere else than GitHub and the hosts.</summary>
    public HttpMessageHandler Http => around.Http;

    /// <summary>Kept by the runner for the post step.</summary>
    public void SaveState(string name, string value) =>
        new ActionFiles(around.Environment).State(name, value);

    /// <summary>App, environment and host, as far as they are known yet; for the ending.</summary>
    public string Where { get; private set; } = "nowhere yet";

    /// <summary>What is live, as far as it is known yet; for the ending.</summary>
    public string Live { get; set; } = "not looked at; nothing was touched";

    /// <summary>For a verb that works on no environment's hosts.</summary>
    public void At(string where) => Where = where;

    public string InWorkspace(string path) => Path.GetFullPath(path, around.Workspace);

    public bool IsThere(string path) => File.Exists(InWorkspace(path));

    public Task<HostKey?> ReadHostKeyAsync(string address, int port, CancellationToken cancel)
    {
        Live = "as before: hosts were asked for their public keys, and for nothing else";
        return around.ReadHostKey(address, port, cancel);
    }

    /// <summary>Asks the person at the terminal; null where nobody is there.</summary>
    public async Task<string?> AskAsync(string question, CancellationToken cancel)
    {
        if (around.In is not { } terminal)
            return null;
        story.Say(question);
        // A terminal waits for the end of a line, whatever else was asked for.
        return (await Task.Run(terminal.ReadLine, cancel).WaitAsync(cancel))?.Trim();
    }

    /// <summary>What is live on each host, for the outputs and the ending; unknown if one host cannot say it.</summary>
    public void Saw(IReadOnlyList<HostState> states, string how)
    {
        var served = states.Select(Served.Now).OfType<Served>().ToList();
        if (served.Count == states.Count)
            Saw(served, how);
    }

    /// <summary>An output names what all hosts have in common; where they differ it is empty.</summary>
    public void Saw(IReadOnlyList<Served> served, string? how = null)
    {
        Output("live-slot", Common(host => host.Slot.Name));
        Output("live-release", Common(host => host.Release?.Text));
        Output("previous-release", Common(host => host.Other?.Text));
        Live = string.Join(
            "; ",
            served.Select(host =>
                $"{host}{(_several ? $" on {host.Host}" : "")}{(how is null ? "" : $", {how}")}"
            )
        );

        string Common(Func<Served, string?> part) =>
            served.Select(part).Distinct().ToList() is [{ } one] ? one : "";
    }

    /// <summary>What is live could not be told any more: an output of before would be a lie.</summary>
    public void SawNothing()
    {
        Output("live-slot", "");
        Output("live-release", "");
        Output("previous-release", "");
    }

    /// <summary>The plan was shown, and there is something to do.</summary>
    public Ending Planned()
    {
        Output("verdict", "pass");
        Output("changed", "false");
        return End(
            inputs.IsOn("plan-exit-code") ? ExitCode.VerdictFail : ExitCode.Passed,
            "the plan is shown above; nothing was changed",
            "run without plan-only to carry it out"
        );
    }

    public Ending End(ExitCode code, string what, string next) =>
        new(code, what, Where, Live, next);

    /// <summary>What gates measured and ruled, for the report.</summary>
    public IReadOnlyList<GateRecord> Gates { get; private set; } = [];

    public void Keep(IReadOnlyList<GateRecord> gates) => Gates = gates;

    /// <summary>What a comparison of schemas found, for the report; null where none was made.</summary>
    public DriftReport? Drift { get; private set; }

    public void Keep(DriftReport drift) => Drift = drift;

    /// <summary>The checklist, for the report; null where none was gone through.</summary>
    public PreflightReport? Preflight { get; private set; }

    public void Keep(PreflightReport preflight) => Preflight = preflight;

    /// <summary>The figures, for the report; null where none were reckoned.</summary>
    public MetricsReport? Metrics { get; private set; }

    public void Keep(MetricsReport metrics) => Metrics = metrics;

    /// <summary>Id of the workflow's run; empty at a terminal.</summary>
    public string RunId => around.Environment.GetValueOrDefault("GITHUB_RUN_ID") ?? "";

    /// <summary>The commit of the workflow's run; empty at a terminal.</summary>
    public string Commit => around.Environment.GetValueOrDefault("GITHUB_SHA") ?? "";

    /// <summary>Variables of the step's environment, hidden from here on; one that is not there is empty.</summary>
    public IReadOnlyDictionary<string, string> Secrets(IReadOnlyList<string> names)
    {
        var secrets = names.ToDictionary(
            name => name,
            name => around.Environment.GetValueOrDefault(name) ?? ""
        );
        foreach (var secret in secrets.Values.Where(secret => secret.Length > 0))
            story.Hide(secret);
        return secrets;
    }

    public void Output(string name, string value) => _outputs[name] = value;

    /// <summary>Reads the manifest and finds the environment in it.</summary>
    /// <exception cref="BadInput">With every problem of the manifest, each as an annotation on its line too.</exception>
    public IReadOnlyList<Place> FindPlaces()
    {
        var manifest = ReadManifest();
        var environment = Find(manifest, inputs["environment"]);
        IReadOnlyList<Place> places =
        [
            .. environment.Hosts.Select(host => new Place(manifest, environment, host)),
        ];
        _several = places.Count > 1;
        Where = string.Join("; ", places.Select(place => place.Text));
        return places;
    }

    /// <summary>The gate of an environment; where none is named, of the last in the file.</summary>
    public GatePolicy FindGate(string? environment)
    {
        var manifest = ReadManifest();
        var name = inputs["environment"] is { Length: > 0 } named ? named : environment;
        return (
            name is null
            || inputs["environment"].Length is 0
                && manifest.Environments.All(known => known.Name != name)
                ? manifest.Environments[^1]
                : Find(manifest, name)
        ).Gate;
    }

    private static EnvironmentSpec Find(DeployManifest manifest, string name) =>
        manifest.Environments.FirstOrDefault(environment => environment.Name == name)
        ?? throw new BadInput(
            $"the manifest has no environment `{name}`",
            $"name one of: {string.Join(", ", manifest.Environments.Select(known => known.Name))}"
        );

    /// <exception cref="BadInput">With every problem of the manifest, each as an annotation on its line too.</exception>
    public DeployManifest ReadManifest() => ReadManifest(inputs["manifest"]);

    /// <inheritdoc cref="ReadManifest()"/>
    public DeployManifest ReadManifest(string file)
    {
        var path = InWorkspace(file);
        if (!File.Exists(path))
            throw new BadInput(
                $"there is no manifest at {file}",
                "check out the repository before this step, or name the file with the input `manifest`; `tsh init` writes a first one"
            );
        var (manifest, problems) = ManifestReader.Read(File.ReadAllText(path));
        foreach (var problem in problems)
        {
            story.Say(problem.Text(file));
            story.Alarm(
                "Manifest",
                $"{problem.What}. {problem.Fix}",
                file,
                problem.Line,
                problem.Column
            );
        }

        if (manifest is null)
            throw new BadInput(
                $"{file} has {problems.Count} problem{(problems.Count is 1 ? "" : "s")}, listed above",
                "mend them and run again; no host was touched"
            );
        return manifest;
    }

    public Task<IRemoteHost> ConnectAsync(Place place, string user, CancellationToken cancel) =>
        ConnectAsync(place, user, inputs["ssh-key"], cancel);

    public async Task<IRemoteHost> ConnectAsync(
        Place place,
        string user,
        string key,
        CancellationToken cancel
    )
    {
        PrivateKeyText.Require(key);
        story.Hide(key);
        IRemoteHost? host = null;
        await story.StepAsync(
            $"Connect to {place.Host.Name}",
            async () =>
            {
                host = await around.Connect(place, user, key, around.Time, cancel);
                return $"{user}@{place.Host.Address}, host key {place.Host.Key.Fingerprint}";
            }
        );
        return host!;
    }
}

/// <summary>Asks a host for its public key; null where it shows none.</summary>
public delegate Task<HostKey?> ReadHostKey(string address, int port, CancellationToken cancel);

/// <summary>Opens the connection to a host; a test listens to it here.</summary>
public delegate Task<IRemoteHost> Connect(
    Place place,
    string user,
    string privateKey,
    TimeProvider time,
    CancellationToken cancel
);
