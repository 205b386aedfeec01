using TshActions.Processes;
using TshActions.Rig.Postgres;

namespace TshActions.DriftBench.Corpus;

/// <summary>What somebody else's program says of a pair: different, the same, or (null) nothing, since it failed.</summary>
internal sealed record Peer(
    string Name,
    Func<Stand, Stand, CancellationToken, Task<bool?>> JudgeAsync
)
{
    /// <param name="modules">Folder of node modules with the two of npm; null leaves them out.</param>
    public static IReadOnlyList<Peer> All(string? modules) =>
        modules is null
            ? [PgDump]
            :
            [
                PgDump,
                // Their exit codes do not tell; what they print does.
                OfNode(
                    "pg-delta",
                    $"{modules}/.bin/pgdelta",
                    (a, b) => ["diff", "--source", a, "--desired", b],
                    text => !text.Contains("No differences found", StringComparison.Ordinal)
                ),
                OfNode(
                    "pgkit-migra",
                    $"{modules}/.bin/migra",
                    (a, b) => ["run", a, b, "--unsafe", "--with-privileges"],
                    text => text.Trim().Length > 0
                ),
            ];

    private static Peer PgDump { get; } =
        new(
            "pg_dump|diff",
            async (a, b, cancel) =>
            {
                var texts = await Task.WhenAll(DumpAsync(a, cancel), DumpAsync(b, cancel));
                return texts is [{ } one, { } other] ? one != other : null;
            }
        );

    private static async Task<string?> DumpAsync(Stand stand, CancellationToken cancel)
    {
        var done = await ChildProcess.RunAsync(
            "pg_dump",
            ["-s", "-h", stand.Server.Host, "-U", PrivatePostgres.Superuser, "-d", Stand.Database],
            cancel
        );
        // A random word in each dump, since 15.14.
        return done.Succeeded
            ? string.Join(
                '\n',
                done.Output.Split('\n')
                    .Where(line => !line.Contains("restrict ", StringComparison.Ordinal))
            )
            : null;
    }

    private static Peer OfNode(
        string name,
        string program,
        Func<string, string, string[]> arguments,
        Func<string, bool> isDrift
    ) =>
        new(
            name,
            async (a, b, cancel) =>
                await ChildProcess.RunAsync(program, arguments(Url(a), Url(b)), cancel)
                    is { Succeeded: true } done
                    ? isDrift(done.Output)
                    : null
        );

    public static string Url(Stand stand) =>
        $"postgresql://{PrivatePostgres.Superuser}@/{Stand.Database}?host={stand.Server.Host}";
}
