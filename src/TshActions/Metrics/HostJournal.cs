using TshActions.Core.Metrics;
using TshActions.Core.Shell;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Metrics;

/// <summary>The closed entries of a host's journal. Nothing is put on the host or changed there.</summary>
internal static class HostJournal
{
    // As many as a host keeps.
    private const int Most = 200;

    /// <exception cref="HostUnreachable"/>
    public static async Task<IReadOnlyList<JournalEntryClosed>> ReadAsync(
        IRemoteHost host,
        Place place,
        CancellationToken cancel
    )
    {
        var said = await host.RunAsync(
            ShellCommand.Script(
                $"cd {ShellCommand.Quote($"{place.Root}/journal/closed")} 2>/dev/null && ls -r | grep -v '[.]next$' | head -n {Most} | xargs -r cat; true"
            ),
            TimeSpan.FromSeconds(30),
            cancel
        );
        return Read(host.Name, said.Output);
    }

    /// <summary>Entries begin with `tsh-journal 1`; one that is torn or later than this program is left out.</summary>
    public static IReadOnlyList<JournalEntryClosed> Read(string host, string text) =>
        [
            .. text.Split("tsh-journal 1\n")
                .Select(entry =>
                    entry
                        .Split('\n')
                        .Select(line => line.Split(' ', 2))
                        .Where(words => words.Length is 2)
                        .ToLookup(words => words[0], words => words[1])
                )
                .Select(said => Entry(host, said))
                .OfType<JournalEntryClosed>(),
        ];

    private static JournalEntryClosed? Entry(string host, ILookup<string, string> said)
    {
        return
            Word("release") is { } release
            && Word("outcome") is { } outcome
            && At("began") is { } began
            && At("ended") is { } ended
            ? new(
                host,
                Word("kind") is "rollback" ? DeploymentKind.Rollback : DeploymentKind.Deploy,
                release,
                Word("deployment") ?? "",
                Word("run") ?? "",
                began,
                At("armed"),
                At("reverted"),
                ended,
                outcome
            )
            : null;

        string? Word(string key) => said[key].FirstOrDefault();

        DateTimeOffset? At(string key) =>
            long.TryParse(Word(key), out var seconds) && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
    }
}
