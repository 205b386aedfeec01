using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Drift;

/// <summary>The environment of the application's live release. Any of it may be a secret.</summary>
internal static class LiveEnvironment
{
    /// <param name="instead">What to do where there is none.</param>
    /// <returns>Nothing of it is left on the host.</returns>
    public static async Task<EnvironmentFile> ReadAsync(
        IRemoteHost remote,
        Place place,
        string instead,
        CancellationToken cancel
    )
    {
        var said = await remote.SendTextAsync(
            ShellCommand.Of("sh", "-s", "--", "environment", place.Root),
            HostHelper.Text,
            cancel
        );
        return said.Succeeded
            ? EnvironmentFile.Parse(said.Output).File
            : throw new ReadFailure(
                $"{place.Environment.Name}: what is live on {place.Host.Name} cannot be asked for its database: {said.Error.Trim()}",
                $"deploy once, or {instead}"
            );
    }
}
