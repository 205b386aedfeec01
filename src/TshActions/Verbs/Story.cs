using TshActions.Core.Reports;
using TshActions.GitHub;

namespace TshActions.Verbs;

/// <summary>
/// Tells what a verb does while it does it, to a person at a terminal or to a runner, and remembers the steps for the
/// report. Every text passes the redaction; foreign text is fenced.
/// </summary>
public sealed class Story(TextWriter output, bool onGitHub, Redaction redaction, TimeProvider time)
{
    private readonly WorkflowCommands _commands = new(output);
    private readonly List<TimedStep> _steps = [];
    private readonly List<Exhibit> _exhibits = [];

    // Several hosts speak at once. A fence must not be torn: what stands between its lines is another's.
    private readonly Lock _turn = new();
    private int _alarms;
    private readonly long _begin = time.GetTimestamp();

    public IReadOnlyList<TimedStep> Steps => _steps;

    /// <summary>Texts a person wants to see without opening the log.</summary>
    public IReadOnlyList<Exhibit> Exhibits => _exhibits;

    public TimeSpan Elapsed => time.GetElapsedTime(_begin);

    public void Say(string text)
    {
        lock (_turn)
            output.WriteLine(WorkflowCommands.Harmless(redaction.Clean(text)));
    }

    /// <summary>A text of our own that belongs into the summary too.</summary>
    public void Show(string title, string text)
    {
        Say(text);
        lock (_turn)
            _exhibits.Add(new Exhibit(title, redaction.Clean(text)));
    }

    /// <summary>Text of another program, which must not be able to speak for us.</summary>
    public void Foreign(string title, string text)
    {
        if (text.Trim().Length is 0)
            return;
        using var turn = _turn.EnterScope();
        _exhibits.Add(new Exhibit(redaction.Clean(title), redaction.Clean(text)));
        if (onGitHub)
        {
            _commands.Group(redaction.Clean(title));
            _commands.Fenced(redaction.Clean(text));
            _commands.EndGroup();
        }
        else
        {
            Say($"  {title}:");
            Say("  │ " + redaction.Clean(text).TrimEnd('\n').ReplaceLineEndings("\n  │ "));
        }
    }

    /// <summary>Something a person must read even if they never open the log.</summary>
    public void Alarm(string title, string message)
    {
        if (!onGitHub)
            return;
        lock (_turn)
            _commands.Error(redaction.Clean(title), redaction.Clean(message));
    }

    /// <summary>Something a person should act on though nothing failed.</summary>
    public void Warn(string title, string message)
    {
        if (!onGitHub)
            return;
        lock (_turn)
            _commands.Warning(redaction.Clean(title), redaction.Clean(message));
    }

    public void Alarm(string title, string message, string file, int line, int column)
    {
        // A runner keeps ten per step (runner ExecutionContext.cs); the last belongs to the ending.
        if (onGitHub && _alarms++ < 9)
            _commands.Error(redaction.Clean(title), redaction.Clean(message), file, line, column);
    }

    /// <summary>A text of a file we write, without what is hidden.</summary>
    public string Clean(string text) => redaction.Clean(text);

    /// <summary>Hides a secret from here on, in our own texts and in the runner's log.</summary>
    public void Hide(string secret)
    {
        using var turn = _turn.EnterScope();
        var parts = redaction.Add(secret);
        if (onGitHub)
            foreach (var part in parts)
                _commands.Mask(part);
    }

    /// <summary>Carries out one step, with its duration; what it returns is the note a person reads beside it.</summary>
    public Task StepAsync(string title, Func<Task<string>> carryOut) =>
        StepAsync(title, async () => (true, await carryOut()));

    /// <summary>The same for a step that can end badly without anything having gone wrong on our side.</summary>
    public async Task StepAsync(string title, Func<Task<(bool Passed, string Note)>> carryOut)
    {
        Say($"→ {title}");
        var begin = Elapsed;
        var passed = false;
        var note = "";
        try
        {
            (passed, note) = await carryOut();
        }
        catch (Exception error) when (Note(error, out note))
        {
            throw;
        }
        finally
        {
            var step = new TimedStep(title, begin, Elapsed - begin, passed, redaction.Clean(note));
            lock (_turn)
                _steps.Add(step);
            Say(
                $"{(passed ? "✓" : "✗")} {title} · {step.Duration.TotalSeconds:0.0} s{(note.Length > 0 ? " · " + note : "")}"
            );
        }
    }

    private static bool Note(Exception error, out string note)
    {
        note = error is OperationCanceledException ? "cancelled" : error.Message;
        return true;
    }
}

/// <summary>A text under its title: a plan, or what a program on the host said.</summary>
public sealed record Exhibit(string Title, string Text);
