using System.Net;

namespace TshActions.Manifest;

/// <summary>Migrations and backups that could not work, or would tell the world.</summary>
internal static class DatabaseRules
{
    // The program itself gives these to each slot.
    private static readonly string[] Given = ["PORT", "TSH_RELEASE", "TSH_SLOT"];

    public static IEnumerable<Problem> Check(Checked root) =>
        [.. Variable(root), .. LockTimeout(root), .. BackupOfNothing(root), .. OpenWay(root)];

    private static IEnumerable<Problem> Variable(Checked root)
    {
        if (
            root.Find("database")?.Find("variable") is { } variable
            && Given.Contains(variable.Text)
        )
            yield return variable.Problem(
                $"`database.variable` is `{variable.Text}`, which each slot is given by the program",
                "Name the variable of the application's environment that holds the PostgreSQL URL."
            );
    }

    private static IEnumerable<Problem> LockTimeout(Checked root)
    {
        var migrations = root.Find("migrations");
        if (
            migrations?.Find("lock-timeout") is { } wait
            && Scalars.DurationIn(wait) is { } longest
            && Scalars.DurationIn(migrations.Find("timeout")) is { } whole
            && longest >= whole
        )
            yield return wait.Problem(
                $"one statement may wait {wait.Text} for a lock, and all migrations together take {migrations["timeout"].Text} at most",
                "Make `lock-timeout` shorter than `timeout`."
            );
    }

    private static IEnumerable<Problem> BackupOfNothing(Checked root)
    {
        if (root.Find("backup") is { IsWritten: true } backup && root.Find("migrations") is null)
            yield return backup.Problem(
                "a backup is made before migrations, and there are no `migrations`, so there would never be one",
                "Add `migrations`, or leave `backup` out."
            );
    }

    private static IEnumerable<Problem> OpenWay(Checked root)
    {
        if (
            root.Find("backup")?.Find("s3")?.Find("endpoint") is { } endpoint
            && Uri.TryCreate(endpoint.Text, UriKind.Absolute, out var url)
            && url.Scheme is "http"
            && !IsNear(url.Host)
        )
            yield return endpoint.Problem(
                $"backups would go to {endpoint.Text} unencrypted",
                "Use https; http is for storage on the host itself or in a private network."
            );
    }

    private static bool IsNear(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? IPAddress.IsLoopback(address)
                || address.GetAddressBytes()
                    is [10, _, _, _]
                        or [192, 168, _, _]
                        or [172, >= 16 and < 32, _, _]
                        // fc00::/7, a private network of IPv6
                        or [0xfc or 0xfd, _, _, _, _, ..]
            : !host.Contains('.');
}
