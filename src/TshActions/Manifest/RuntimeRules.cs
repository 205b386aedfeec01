namespace TshActions.Manifest;

/// <summary>Units and commands that systemd would not run as two slots.</summary>
internal static class RuntimeRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [.. UnitPattern(root), .. Command(root)];

    private static IEnumerable<Problem> UnitPattern(Checked root)
    {
        if (root.Find("runtime")?.Find("unit") is not { } unit)
            yield break;
        if (!unit.Text.Contains("{slot}"))
            yield return unit.Problem(
                $"`runtime.unit` is `{unit.Text}`, so both slots would be one unit",
                "Put {slot} into the name."
            );
        if (unit.Text.EndsWith(".service"))
            yield return unit.Problem(
                $"`runtime.unit` is `{unit.Text}`",
                "Leave .service out; it is added."
            );
        var rest = unit
            .Text.Replace("{slot}", "")
            .Replace("{app}", "")
            .Replace("{environment}", "");
        if (rest.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')))
            yield return unit.Problem(
                $"`runtime.unit` is `{unit.Text}`, which is no unit name",
                "Use letters, digits, - _ . and {app}, {environment}, {slot}; leave .service out."
            );
    }

    private static IEnumerable<Problem> Command(Checked root)
    {
        if (root.Find("runtime")?.Find("command") is not { } command)
            yield break;
        if (!command.Text.StartsWith('/'))
            yield return command.Problem(
                $"`runtime.command` is `{command.Text}`",
                "Start it with the absolute path of the program; systemd looks nothing up."
            );
        if (!command.Text.Contains("{port}"))
            yield return command.Problem(
                "`runtime.command` does not say {port}, so both slots would listen on one port",
                "Put {port} where the port belongs."
            );
        if (command.Text.Contains('\n'))
            yield return command.Problem(
                "`runtime.command` has several lines",
                "Write one command, or start a script."
            );
    }
}
