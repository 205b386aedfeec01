namespace TshActions.Core.Systemd;

/// <summary>Exactly the rights the deploy user needs: start and stop its own two units, and read what nginx reads.</summary>
public static class DeploySudoers
{
    public static string Path(string app, string environment) =>
        $"/etc/sudoers.d/tsh-{app}_{environment}";

    public static string Text(string user, IEnumerable<string> units)
    {
        var commands = units
            .SelectMany(unit =>
                new[] { "start", "stop", "restart" }.Select(verb =>
                    $"/usr/bin/systemctl {verb} {unit}"
                )
            )
            .Append("/usr/sbin/nginx -T");
        return $"""
            # Written by `tsh setup`. These commands, word for word, and no others.
            {user} ALL=(root) NOPASSWD: {string.Join(", \\\n    ", commands)}

            """;
    }
}
