namespace TshActions.Core.Systemd;

/// <summary>
/// Exactly the rights the deploy user needs: start and stop its own units, read what nginx reads, and, where a reload
/// moves traffic, have nginx route to one slot or the other.
/// </summary>
public static class DeploySudoers
{
    public static string Path(string app, string environment) =>
        $"/etc/sudoers.d/tsh-{app}_{environment}";

    /// <summary>The host helper that only root can write, for root and for a person with root's rights.</summary>
    public const string RootHelper = "/usr/local/sbin/tsh-host";

    /// <summary>The two commands that move traffic by a reload.</summary>
    public static IEnumerable<string> Reloads(string app, string environment) =>
        new[] { "blue", "green" }.Select(slot => $"{RootHelper} reload {app} {environment} {slot}");

    /// <param name="more">Whole commands, word for word, beside those that go with units and nginx.</param>
    public static string Text(
        string user,
        IEnumerable<string> units,
        params IEnumerable<string> more
    ) =>
        $"""
            # Written by `tsh setup`. These commands, word for word, and no others.
            {user} ALL=(root) NOPASSWD: {string.Join(", \\\n    ", Commands(units, more))}

            """;

    /// <summary>One by one, for a look whether they are granted.</summary>
    public static IEnumerable<string> Commands(
        IEnumerable<string> units,
        params IEnumerable<string> more
    ) =>
        units
            .SelectMany(unit =>
                new[] { "start", "stop", "restart" }.Select(verb =>
                    $"/usr/bin/systemctl {verb} {unit}"
                )
            )
            .Append("/usr/sbin/nginx -T")
            .Concat(more);
}
