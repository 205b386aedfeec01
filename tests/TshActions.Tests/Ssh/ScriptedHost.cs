using System.Text.RegularExpressions;
using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Tests.Ssh;

/// <summary>
/// A host that answers by a table: the last answer whose words stand in the command. It keeps every command it was
/// given, and what was sent along; a command nobody foresaw succeeds in silence.
/// </summary>
internal sealed partial class ScriptedHost : IRemoteHost
{
    private const string Root = "/var/lib/tsh/tsh-erp/production";

    private readonly List<(string Words, Func<ProcessResult> Answer)> _table = [];
    private readonly List<string> _commands = [];
    private readonly List<string> _sent = [];

    public string Name => "vps-main";

    /// <summary>Each command as the words of it that matter, in order.</summary>
    public IReadOnlyList<string> Commands => _commands;

    public IReadOnlyList<string> Sent => _sent;

    /// <summary>Path of the socket that stands for every port; none listens there unless a test says so.</summary>
    public string Socket { get; set; } = "/nowhere/socket";

    public void Answer(string words, string output) =>
        Answer(words, () => new ProcessResult(0, output, ""));

    public void Fail(string words, int code, string error) =>
        Answer(words, () => new ProcessResult(code, "", error));

    /// <summary>Fails the first time and answers as before from then on.</summary>
    public void FailOnce(string words, int code, string error)
    {
        var before = _table.ToList();
        Answer(
            words,
            () =>
            {
                _table.Clear();
                _table.AddRange(before);
                return new ProcessResult(code, "", error);
            }
        );
    }

    public void Answer(string words, Func<ProcessResult> answer) => _table.Add((words, answer));

    public Task<ProcessResult> RunAsync(
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        var line = Random().Replace(command.Line, "TOKEN").Replace(Root, "ROOT");
        _commands.Add(line);
        var entry = _table.LastOrDefault(entry => line.Contains(entry.Words));
        return Task.FromResult(entry.Answer?.Invoke() ?? new ProcessResult(0, "", ""));
    }

    public async Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    )
    {
        using var stream = new MemoryStream();
        await feed(stream);
        _sent.Add(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        return await RunAsync(command, TimeSpan.Zero, cancel);
    }

    public async Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    )
    {
        var said = await RunAsync(command, TimeSpan.Zero, cancel);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(said.Output));
        await take(stream);
        return said with { Output = "" };
    }

    public Task<string> ForwardAsync(string at, CancellationToken cancel) =>
        Task.FromResult(Socket);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The token of a run's lease is new each time.</summary>
    [GeneratedRegex(@"\b[0-9a-f]{24}\b")]
    private static partial Regex Random();
}
