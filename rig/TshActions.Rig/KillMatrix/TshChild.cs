using System.Diagnostics;
using System.Text;
using TshActions.Rig.Runner;

namespace TshActions.Rig.KillMatrix;

/// <summary>
/// `tsh` as a program of its own, as a runner starts it: inputs in the environment, files for what it tells back, and a
/// temporary folder that nobody else writes to, so that whatever stays behind is its own.
/// </summary>
public sealed class TshChild : IAsyncDisposable
{
    private const string MaskCommand = "::add-mask::";

    private readonly DirectoryInfo _place;
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly List<string> _steps = [];
    private readonly Task _ended;

    private TshChild(DirectoryInfo place, Process process, Action<TshChild, string> hear)
    {
        (_place, _process) = (place, process);
        _ended = EndAsync(hear);
    }

    /// <summary>Titles of the steps it began, in their order.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            lock (_log)
                return [.. _steps];
        }
    }

    /// <summary>As GitHub shows it to people: the commands that tell the runner what to mask are not in it.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public bool HasEnded => _ended.IsCompleted;

    /// <summary>128 and the signal's number when one ended it.</summary>
    public int ExitCode => _process.ExitCode;

    public IReadOnlyDictionary<string, string> Outputs => FileCommands.Read(ReadText("output"));

    /// <summary>What the runner hands to the post step; empty when nothing was left for it.</summary>
    public IReadOnlyDictionary<string, string> State => FileCommands.Read(ReadText("state"));

    public string TempFolder => Path.Combine(_place.FullName, "t");

    /// <summary>Everything it wrote for the runner.</summary>
    public IEnumerable<string> RunnerFiles => ["output", "state", "summary"];

    /// <param name="hear">Is told each line as soon as it is out.</param>
    public static TshChild Start(
        string workspace,
        string verb,
        IReadOnlyDictionary<string, string> environment,
        Action<TshChild, string> hear
    )
    {
        var place = Directory.CreateTempSubdirectory("tsh-kill-");
        place.CreateSubdirectory("t");
        Dictionary<string, string> all = new(environment)
        {
            ["TMPDIR"] = Path.Combine(place.FullName, "t"),
            // Else the .NET runtime itself puts sockets there.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_WORKSPACE"] = workspace,
        };
        foreach (var (file, name) in Files)
        {
            var path = Path.Combine(place.FullName, file);
            File.WriteAllText(path, "");
            all[name] = path;
        }

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "tsh"), [verb])
        {
            WorkingDirectory = workspace,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in all)
            start.Environment[name] = value;
        return new TshChild(place, Process.Start(start)!, hear);
    }

    public string ReadText(string file) => File.ReadAllText(Path.Combine(_place.FullName, file));

    public void Signal(Signal signal)
    {
        if (!_process.HasExited)
            _ = NativeMethods.SendSignal(_process.Id, (int)signal);
    }

    /// <summary>The program and whatever it started, all at once.</summary>
    public void KillAll()
    {
        Signal(KillMatrix.Signal.Kill);
        KillSsh();
    }

    public void KillSsh()
    {
        foreach (var process in SshProcesses())
            _ = NativeMethods.SendSignal(process, (int)KillMatrix.Signal.Kill);
    }

    /// <summary>Its ssh programs that still run: each names a file of its temporary folder.</summary>
    public IReadOnlyList<int> SshProcesses() => LocalProcesses.Naming(TempFolder + "/", "ssh");

    public async Task<bool> EndsWithinAsync(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await _ended.WaitAsync(time, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        KillAll();
        await _ended.WaitAsync(CancellationToken.None);
        _process.Dispose();
        _place.Delete(recursive: true);
    }

    private static IEnumerable<(string File, string Name)> Files =>
        [
            ("output", "GITHUB_OUTPUT"),
            ("state", "GITHUB_STATE"),
            ("summary", "GITHUB_STEP_SUMMARY"),
        ];

    private async Task EndAsync(Action<TshChild, string> hear)
    {
        await Task.Yield();
        _process.StandardInput.Close();
        await Task.WhenAll(
            ReadAsync(_process.StandardOutput, hear),
            ReadAsync(_process.StandardError, hear),
            _process.WaitForExitAsync()
        );
    }

    private async Task ReadAsync(StreamReader reader, Action<TshChild, string> hear)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(MaskCommand, StringComparison.Ordinal))
                continue;
            hear(this, line);
            lock (_log)
            {
                _log.AppendLine(line);
                if (line.StartsWith("→ ", StringComparison.Ordinal))
                    _steps.Add(line[2..]);
            }
        }
    }
}
