using System.Text.RegularExpressions;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.GitHub;
using TshActions.Processes;
using TshActions.Ssh;
using TshActions.Tests.Checks;
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
    private static readonly Dictionary<string, string> Runner = new()
    {
        ["GITHUB_REPOSITORY"] = "team/erp",
        ["GITHUB_RUN_ID"] = "7",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly string _release = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly StringWriter _output = new();
    private readonly ManualTime _time = ManualTime.Hurried;
    private readonly TalkingServer _site;
    private readonly TalkingServer _slot;
    private readonly Surroundings _around;

    public StandInApp()
    {
        _site = new TalkingServer(_ =>
        {
            var (status, release) = SiteAnswer?.Invoke(Live) ?? (200, Holds(Live));
            return TalkingServer.Named(status, release);
        });
        _slot = new TalkingServer(
            _ => TalkingServer.Named(SlotStatus, HostStates.New.Text),
            Path.Combine(_folder, "slot")
        );

        var manifest = Repository
            .Read("examples/tsh-erp/tsh.yml")
            .Replace("https://erp.tsh.sale", $"http://127.0.0.1:{_site.Port}");
        File.WriteAllText(
            Path.Combine(_folder, "tsh.yml"),
            string.Concat(manifest.Split("\ngate:")[0], Gate)
        );
        _around = new Surroundings(Runner, _output, _time, _folder)
        {
            Connect = (_, _, _, _, _) => Task.FromResult<IRemoteHost>(Host),
        };
        File.WriteAllText(Path.Combine(_release, "main.py"), "app = 1");
        Script(Path.Combine(_folder, "slot"));
    }

    // What the example asks of its application nobody answers here.
    private const string Gate = """

        gate:
          preset: minimal
          interval: 5s
          pre-switch: { minimum-success: 10s }
          probes:
            - { name: health, path: /health }
            - { name: site, path: /health, from: site }
        """;

    public ScriptedHost Host { get; } = new();

    /// <summary>Of the last run.</summary>
    public VerbRun Run { get; private set; } = null!;

    private (long Begin, int Lines) _watched;

    public Slot Live { get; set; } = Slot.Blue;

    public SlotState Green { get; set; } = SlotState.Empty(Slot.Green);

    public int SlotStatus { get; set; } = 200;

    /// <summary>What the site answers when a slot is live; null answers as it should.</summary>
    public Func<Slot, (int Status, string? Release)>? SiteAnswer { get; set; }

    public string Said => _output.ToString();

    /// <summary>The commands the host was given, without what is the same in all of them.</summary>
    public string Commands =>
        string.Concat(
            Host.Commands.Select(command =>
                Helper().Replace(command, "").Replace("ROOT/", "") + "\n"
            )
        );

    public void ChangeManifest(Func<string, string> change)
    {
        var file = Path.Combine(_folder, "tsh.yml");
        File.WriteAllText(file, change(File.ReadAllText(file)));
    }

    public Task<Ending> DeployAsync(
        CancellationToken cancel = default,
        params (string Name, string Value)[] inputs
    ) =>
        TellAsync(
            "deploy-slot",
            [("release", HostStates.New.Text), ("path", _release), .. inputs],
            cancel
        );

    public Task<Ending> RollBackAsync(
        CancellationToken cancel = default,
        params (string Name, string Value)[] inputs
    ) => TellAsync("rollback", inputs, cancel);

    public Task<Ending> GateAsync(CancellationToken cancel = default) =>
        TellAsync("health-gate", [], cancel);

    /// <summary>The new release got live in green a moment ago, and the gate is to confirm it.</summary>
    /// <param name="silence">What the host does when it hears nothing more: `revert` or `hold`.</param>
    public void LeaveUnconfirmed(string silence)
    {
        Live = Slot.Green;
        Green = HostStates.Holding(Slot.Green, HostStates.New);
        Host.Answer(
            " take ",
            $"lease adopted\nopen.kind deploy\nopen.release {HostStates.New}\nopen.deployment {Green.Deployment}\nopen.from blue\nopen.to green\nopen.phase armed\nopen.silence {silence}\n"
        );
    }

    private Task<Ending> TellAsync(
        string name,
        (string Name, string Value)[] inputs,
        CancellationToken cancel
    )
    {
        var verb = VerbTable.All.Single(verb => verb.Name == name);
        Dictionary<string, string> given = new()
        {
            ["manifest"] = "tsh.yml",
            ["environment"] = "production",
            ["ssh-key"] = "-----BEGIN OPENSSH PRIVATE KEY-----",
        };
        foreach (var (input, value) in inputs)
            given[input] = value;
        var read = Inputs.Read(verb, new(given), new Dictionary<string, string>());
        Run = new VerbRun(_around, read, new Story(_output, false, new Redaction(), _time));
        return verb.Tell(Run, cancel);
    }

    public async ValueTask DisposeAsync()
    {
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
        Host.Answer(" take ", "lease taken\n");
        Host.Answer(
            " room ",
            "memory.available 8000000000\nlive.memory 200000000\ndisk.root 90000000000\ninodes.root 9000000\ndatabase.max 100\ndatabase.reserved 3\ndatabase.now 20\ndatabase.idle 0\n"
        );
        Host.Answer(
            " backup ",
            "backup.name n\nbackup.bytes 2000000\nbackup.last-bytes 0\nbackup.sha256 x\n"
        );
        Host.Answer(" backups ", "now 1763208000\n");
        Host.Answer("cat ROOT/deployments/", "DATABASE_URL=\"postgresql://erp@127.0.0.1/erp\"\n");
        Host.Answer(" inventory ", "journal good\n");
        Host.Fail("exit 3", 3, "");
        foreach (var slot in new[] { Slot.Blue, Slot.Green })
        {
            Host.Answer(" switch ROOT TOKEN " + slot.Name, () => SwitchTo(slot));
            foreach (var verb in new[] { "occupy", "start", "stop" })
                Host.Answer($" {verb} ROOT TOKEN {slot.Name}", () => Touch(slot));
        }

        Host.Answer(" revert ", () => SwitchTo(Slot.Blue));
        Host.Answer(" watch ROOT ", Watch);
        Host.Answer(" watched ROOT ", Watched);
        Host.Answer(" resolve ", Resolve);
    }

    /// <summary>As the helper does: traffic goes back if it moved, and the slot is cleared.</summary>
    private ProcessResult Resolve()
    {
        var outcome = Live is Slot.Blue ? "aborted" : "reverted";
        Live = Slot.Blue;
        return new ProcessResult(
            0,
            $"open.kind deploy\nopen.from blue\nopen.to green\nopen.release {HostStates.New}\nresolved {outcome}\n",
            ""
        );
    }

    private ProcessResult Watch()
    {
        _watched = (_time.GetTimestamp(), 0);
        return new ProcessResult(0, "", "");
    }

    /// <summary>The prober's lines since it was asked last: blue is well, green as the test wants it.</summary>
    private ProcessResult Watched()
    {
        var due = (int)(_time.GetElapsedTime(_watched.Begin) / TimeSpan.FromSeconds(5)) + 1;
        var lines = Enumerable.Range(_watched.Lines, due - _watched.Lines).Select(Line).ToList();
        _watched.Lines = due;
        return new ProcessResult(0, $"watch running {due}\n{string.Concat(lines)}", "");

        string Line(int tick) =>
            $$$"""{"t":{{{tick * 5}}},"probes":{"health":{{{Sample(SlotStatus, HostStates.New.Text)}}}},"control":{"health":{{{Sample(200, HostStates.Old.Text)}}}}}"""
            + "\n";

        static string Sample(int status, string release) =>
            $$"""{"ok":{{(status is 200 ? "true" : "false")}},"ms":7,"status":{{status}},"version":"{{release}}","why":"status {{status}}, not 200"}""";
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

    [GeneratedRegex("(ROOT/)?(bin/)?tsh-host-[0-9a-f]{12} ?")]
    private static partial Regex Helper();
}
