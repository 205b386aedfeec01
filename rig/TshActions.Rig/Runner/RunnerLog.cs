using System.Text;

namespace TshActions.Rig.Runner;

/// <summary>The log of a step as GitHub shows it: mask commands are obeyed and not shown.</summary>
public sealed class RunnerLog(Action<string>? onLine)
{
    private const string MaskCommand = "::add-mask::";

    /// <summary>A log without the commands that only the runner reads.</summary>
    public static string Shown(string log) =>
        string.Join('\n', log.Split('\n').Where(line => !line.StartsWith(MaskCommand)));

    private readonly StringBuilder _log = new();
    private readonly List<string> _masks = [];

    public string Text
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            lock (_log)
                Take(line);
    }

    private void Take(string line)
    {
        if (line.StartsWith(MaskCommand, StringComparison.Ordinal))
        {
            // runner ActionCommand.cs: data is unescaped before the masker gets it, % last.
            _masks.Add(
                line[MaskCommand.Length..]
                    .Replace("%0D", "\r")
                    .Replace("%0A", "\n")
                    .Replace("%25", "%")
            );
            return;
        }

        var shown = _masks.Aggregate(line, (text, mask) => text.Replace(mask, "***"));
        _log.AppendLine(shown);
        onLine?.Invoke(shown);
    }
}
