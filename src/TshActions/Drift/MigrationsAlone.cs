using TshActions.Core.Alembic;
using TshActions.Core.Reports;
using TshActions.Core.Schemas;
using TshActions.Host;
using TshActions.Processes;

namespace TshActions.Drift;

/// <summary>Alembic on a scratch, and what it makes there.</summary>
/// <param name="most">How long one run of it may take.</param>
internal sealed class MigrationsAlone(
    Scratch scratch,
    AlembicCommand alembic,
    TimeSpan most,
    ReadOptions options
)
{
    public string Command => alembic.Beginning;

    /// <summary>Upgrades a database of the scratch, and reads it.</summary>
    /// <param name="revisions">Of each branch the one it ends with.</param>
    /// <exception cref="ActionException">Alembic does not know one of them, fails, or went to another database.</exception>
    public async Task<Catalog> AtAsync(
        string database,
        IReadOnlyList<string> revisions,
        CancellationToken cancel
    )
    {
        foreach (var revision in revisions)
            if (
                await RunAsync(database, alembic.UpgradeTo(revision), cancel) is
                { Succeeded: false } failed
            )
                throw new ReadFailure(
                    Why(alembic.UpgradeTo(revision), failed),
                    "see its own words",
                    failed.Output + failed.Error
                );
        var made = await ReadAsync(database, cancel);
        // Before anything is downgraded: what Alembic takes for the scratch must be the scratch.
        return (made.Head.Revisions ?? []).ToHashSet().SetEquals(revisions)
            ? made
            : throw new ReadFailure(
                $"`{alembic.Beginning}` did not go to the database that the environment names, so that nothing more was asked of it",
                "let its env.py take the address from the environment variable that the application uses, too"
            );
    }

    public Task<ProcessResult> DowngradeAsync(
        string database,
        string revision,
        CancellationToken cancel
    ) => RunAsync(database, alembic.DowngradeTo(revision), cancel);

    public async Task<Catalog> ReadAsync(string database, CancellationToken cancel)
    {
        try
        {
            return await scratch.ReadAsync(database, options, cancel);
        }
        catch (Exception error) when (ReadFailure.IsOne(error) && !cancel.IsCancellationRequested)
        {
            throw ReadFailure.Of("what the migrations made", error);
        }
    }

    /// <summary>In one line why a run of Alembic failed.</summary>
    public static string Why(string command, ProcessResult failed) =>
        failed.Refusal
        ?? $"`{command}` {(failed.ExitCode is 124 ? "took too long" : $"failed with exit code {failed.ExitCode}")}: {Last(failed)}";

    // Of a traceback the last line is the error itself.
    private static string Last(ProcessResult failed) =>
        PlainText.OneLine(
            failed.Error.Split('\n').LastOrDefault(line => line.Trim().Length > 0) ?? "no word",
            200
        );

    private Task<ProcessResult> RunAsync(
        string database,
        string command,
        CancellationToken cancel
    ) => scratch.RunAsync(database, command, most, cancel);
}
