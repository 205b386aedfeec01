using System.Text.RegularExpressions;
using TshActions.Core.Shell;

namespace TshActions.Core.Alembic;

/// <summary>How a team calls Alembic, known from the command that migrates: `poetry run alembic -c db/alembic.ini upgrade head`.</summary>
public sealed partial record AlembicCommand
{
    private AlembicCommand(string beginning) => Beginning = beginning;

    /// <summary>All of it up to Alembic's own command.</summary>
    public string Beginning { get; }

    /// <returns>Null where the command does something else besides, or nobody can say what it does.</returns>
    public static AlembicCommand? Of(string command) =>
        Upgrade().Match(command) is { Success: true } match
            ? new(match.Groups["beginning"].Value)
            : null;

    public string UpgradeTo(string revision) =>
        $"{Beginning} upgrade {ShellCommand.Quote(revision)}";

    /// <param name="revision">`base` for none.</param>
    public string DowngradeTo(string revision) =>
        $"{Beginning} downgrade {ShellCommand.Quote(revision)}";

    [GeneratedRegex(
        @"^\s*(?<beginning>([^;&|<>\n]*&&)?[^;&|<>\n]*\balembic\b[^;&|<>\n]*?)\s+upgrade\s+[""']?heads?[""']?\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Upgrade();
}
