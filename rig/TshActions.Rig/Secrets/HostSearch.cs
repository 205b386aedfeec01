using System.Text.RegularExpressions;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Secrets;

/// <summary>Looks for secrets in files and in the journal of a host.</summary>
public static partial class HostSearch
{
    public const string Journal = "the journal";

    // What is searched for goes in as a stream, and below /run, or the search would find itself.
    private const string Script = """
        cat >/run/canaries
        grep -rlFf /run/canaries /var/lib/tsh /tmp /var/tmp /home /root /etc /var/log/nginx 2>/dev/null
        journalctl --sync
        journalctl -q -a -o verbose --no-pager | grep -qFf /run/canaries && echo 'the journal'
        rm /run/canaries
        """;

    /// <returns>Paths, and the journal; null where the host could not be searched: it is down.</returns>
    public static async Task<IReadOnlyList<string>?> PlacesAsync(
        Vps host,
        params IReadOnlyCollection<string> secrets
    )
    {
        var found = await DockerCli.RunAsync(
            ["exec", "-i", host.Name, "sh", "-c", Script],
            string.Join('\n', secrets) + "\n",
            CancellationToken.None
        );
        return found.Succeeded
            ? found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>Where the application's secrets belong.</summary>
    public static bool IsEnvironmentFile(string path) => EnvironmentFile().IsMatch(path);

    [GeneratedRegex(@"\A/var/lib/tsh/[^/]+/[^/]+/deployments/[^/]+/app\.env\z")]
    private static partial Regex EnvironmentFile();
}
