using TshActions.Core.Gates;
using TshActions.Core.Releases;
using TshActions.Core.Slots;
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
    public bool OnGitHub => Environment.GetValueOrDefault("GITHUB_ACTIONS") is "true";
}

/// <summary>One run of one verb: its inputs, its voice, and the first steps all verbs share.</summary>
public sealed class VerbRun(Surroundings around, Inputs inputs, Story story)
{
    private readonly Dictionary<string, string> _outputs = [];

    public Inputs Inputs => inputs;

    public Story Story => story;

    public TimeProvider Time => around.Time;

    public IReadOnlyDictionary<string, string> Outputs => _outputs;

    /// <summary>App, environment and host, as far as they are known yet; for the ending.</summary>
    public string Where { get; private set; } = "nowhere yet";

    /// <summary>What is live, as far as it is known yet; for the ending.</summary>
    public string Live { get; set; } = "not looked at; nothing was touched";

    public string InWorkspace(string path) => Path.GetFullPath(path, around.Workspace);

    /// <summary>What is live now, for the outputs and the ending.</summary>
    public void Saw(Slot live, ReleaseId? release, ReleaseId? previous)
    {
        Output("live-slot", live.Name);
        Output("live-release", release?.Text ?? "");
        Output("previous-release", previous?.Text ?? "");
        Live = release is { } known ? $"{live.Name} ({known})" : $"{live.Name} (empty)";
    }

    /// <summary>What is live could not be told any more: an output of before would be a lie.</summary>
    public void SawNothing()
    {
        Output("live-slot", "");
        Output("live-release", "");
        Output("previous-release", "");
    }

    /// <summary>The gate's ticks, for the report.</summary>
    public IReadOnlyList<Tick> Ticks { get; private set; } = [];

    public void Keep(IReadOnlyList<Tick> ticks) => Ticks = ticks;

    public void Output(string name, string value) => _outputs[name] = value;

    /// <summary>Reads the manifest and finds the environment in it.</summary>
    /// <exception cref="BadInput">With every problem of the manifest, each as an annotation on its line too.</exception>
    public Place FindPlace()
    {
        var file = inputs["manifest"];
        var path = InWorkspace(file);
        if (!File.Exists(path))
            throw new BadInput(
                $"there is no manifest at {file}",
                "check out the repository before this step, or name the file with the input `manifest`; examples/tsh-erp/tsh.yml is one to start from"
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
        var environment =
            manifest.Environments.FirstOrDefault(environment =>
                environment.Name == inputs["environment"]
            )
            ?? throw new BadInput(
                $"the manifest has no environment `{inputs["environment"]}`",
                $"name one of: {string.Join(", ", manifest.Environments.Select(known => known.Name))}"
            );
        var place = new Place(manifest, environment, environment.Hosts[0]);
        Where = place.Text;
        return place;
    }

    public async Task<SshHost> ConnectAsync(Place place, string user, CancellationToken cancel)
    {
        var key = inputs["ssh-key"];
        PrivateKeyText.Require(key);
        story.Hide(key);
        SshHost? host = null;
        await story.StepAsync(
            $"Connect to {place.Host.Name}",
            async () =>
            {
                host = await SshHost.ConnectAsync(place.Host, user, key, around.Time, cancel);
                return $"{user}@{place.Host.Address}, host key {place.Host.Key.Fingerprint}";
            }
        );
        return host!;
    }
}
