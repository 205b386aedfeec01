using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.GitHub;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Probes;
using TshActions.Processes;
using TshActions.Releases;
using TshActions.Tests.Manifest;
using TshActions.Tests.Probes;
using TshActions.Tests.Slots;
using TshActions.Tests.Ssh;
using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

/// <summary>
/// Production of the example on a scripted host: blue serves the old release, the flag decides who answers through
/// the site, and whoever touches the live slot is caught at once.
/// </summary>
internal sealed partial class StandInApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly string _release = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly StringWriter _output = new();
    private readonly ManualTime _time = ManualTime.Hurried;
    private readonly StandInServer _site;
    private readonly StandInServer _slot;
    private readonly Prober _prober;
    private readonly AppHost _app;

    public StandInApp(params string[] on)
    {
        var site = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        site.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var slot = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        slot.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "slot")));
        _site = new StandInServer(site, () => SiteAnswer?.Invoke(Live) ?? (200, Holds(Live)));
        _slot = new StandInServer(slot, () => (SlotStatus, HostStates.New.Text));

        var environment = ExampleTests.Manifest.Environments[1] with
        {
            Site = new Uri($"http://127.0.0.1:{((IPEndPoint)site.LocalEndPoint!).Port}"),
        };
        var place = new Place(ExampleTests.Manifest, environment, environment.Hosts[0]);
        _prober = new Prober(Host, place, _time);
        _app = new AppHost(Host, place);
        var around = new Surroundings(new Dictionary<string, string>(), _output, _time, _folder);
        Run = new VerbRun(around, Read(on), new Story(_output, false, new Redaction(), _time));
        Move = new TrafficMove(Run, _app, _prober);
        File.WriteAllText(Path.Combine(_release, "main.py"), "app = 1");
        Script(Path.Combine(_folder, "slot"));
    }

    public ScriptedHost Host { get; } = new();

    public VerbRun Run { get; }

    public TrafficMove Move { get; }

    public Slot Live { get; set; } = Slot.Blue;

    public SlotState Green { get; set; } = SlotState.Empty(Slot.Green);

    public int SlotStatus { get; set; } = 200;

    /// <summary>What the site answers when a slot is live; null answers as it should.</summary>
    public Func<Slot, (int Status, string? Release)>? SiteAnswer { get; set; }

    public string Said => _output.ToString();

    /// <summary>The commands the host was given, without what is the same in all of them.</summary>
    public string Commands =>
        string.Concat(Host.Commands.Select(command => Short().Replace(command, "") + "\n"));

    public async Task<Ending> DeployAsync(CancellationToken cancel = default)
    {
        var state = await Move.ObserveAsync(cancel);
        var decision = DeployPlanner.Plan(state, HostStates.New, "alembic upgrade head");
        var candidate = new Candidate(
            HostStates.New,
            $"20251115T120000Z-{HostStates.New}",
            _release,
            Environment: null
        );
        var delivery = new Delivery(_app, Run.Story, candidate);
        return await Move.CarryOutAsync(decision, delivery, (_, _) => "done", cancel);
    }

    public async Task<Ending> RollBackAsync(CancellationToken cancel = default)
    {
        var decision = RollbackPlanner.Plan(await Move.ObserveAsync(cancel));
        return await Move.CarryOutAsync(decision, delivery: null, (_, _) => "done", cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await _site.DisposeAsync();
        await _slot.DisposeAsync();
        await _output.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_release, recursive: true);
    }

    private void Script(string socket)
    {
        Host.Socket = socket;
        Host.Answer(" observe ", () => new ProcessResult(0, Observed(), ""));
        Host.Answer(" connections ", "0");
        Host.Fail("test -d", 1, "");
        foreach (var slot in new[] { Slot.Blue, Slot.Green })
        {
            Host.Answer($" switch {_app.Place.Root} {slot.Name}", () => SwitchTo(slot));
            foreach (var verb in new[] { "point", "restore", "start", "stop" })
                Host.Answer($" {verb} {_app.Place.Root} {slot.Name}", () => Touch(slot));
        }
    }

    private ProcessResult SwitchTo(Slot slot)
    {
        Live = slot;
        return new ProcessResult(0, "", "");
    }

    private ProcessResult Touch(Slot slot) =>
        slot == Live
            ? throw new InvalidOperationException($"{slot.Name} is live and was touched.")
            : new ProcessResult(0, "", "");

    private string Holds(Slot slot) => (slot is Slot.Blue ? HostStates.Old : HostStates.New).Text;

    private string Observed()
    {
        var green = Green.Release is { } release
            ? $"green.deployment {Green.Deployment}\ngreen.release {release}\n"
            : "";
        return $"nginx ok\nsite included\nlive {Live.Name}\nblue.deployment d\nblue.release {HostStates.Old}\nblue.unit active\n{green}green.unit {(Green.Running ? "active" : "inactive")}\n";
    }

    private static Inputs Read(string[] on) =>
        Inputs.Read(
            VerbTable.All.Single(verb => verb.Name is "deploy-slot"),
            on.ToDictionary(name => name, _ => "true"),
            new Dictionary<string, string>
            {
                ["INPUT_ENVIRONMENT"] = "production",
                ["INPUT_SSH-KEY"] = "-----BEGIN",
            }
        );

    [GeneratedRegex("/var/lib/tsh/tsh-erp/production[ /](bin/tsh-host-[0-9a-f]{12} ?)?")]
    private static partial Regex Short();
}
