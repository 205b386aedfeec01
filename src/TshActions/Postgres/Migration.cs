using System.Globalization;
using TshActions.Core.Reports;
using TshActions.Host;
using TshActions.Processes;

namespace TshActions.Postgres;

/// <param name="Command">The team's own; it does nothing when there is nothing to do.</param>
/// <param name="Timeout">How long it may take; then the host ends it.</param>
/// <param name="LockTimeout">PostgreSQL's `lock_timeout` for its statements, by PGOPTIONS.</param>
/// <param name="Wait">How long another migration of this environment is waited for.</param>
public sealed record MigrationOrder(
    string Command,
    TimeSpan Timeout,
    TimeSpan LockTimeout,
    TimeSpan Wait
);

/// <summary>Runs a migration once, alone, and whole or not at all.</summary>
public sealed class Migration(LeasedHost host)
{
    /// <summary>What the migration said; it succeeded.</summary>
    /// <exception cref="ActionException">It failed, took too long, or somebody else migrates.</exception>
    public async Task<ProcessResult> RunAsync(
        string deployment,
        MigrationOrder order,
        CancellationToken cancel
    )
    {
        var ran = await host.LastAsync(
            host.Change(
                "migrate",
                deployment,
                LeasedHost.Seconds(order.Timeout),
                LeasedHost.Seconds(order.Wait),
                order.LockTimeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
                order.Command
            ),
            order.Timeout + order.Wait,
            cancel
        );
        return ran.Succeeded ? ran : throw Failed(order, ran);
    }

    private ActionException Failed(MigrationOrder order, ProcessResult ran)
    {
        var (what, advice) = (ran.ExitCode, ran.Refusal) switch
        {
            (11, { } words) => (
                words,
                "wait for it to end, or end it: `select pg_terminate_backend(…)` with that process"
            ),
            (124, { }) => (
                $"`{order.Command}` took longer than {order.Timeout.TotalSeconds:0} s and was ended; PostgreSQL takes back what a cut transaction did",
                "raise `migrations.timeout`, or make the migration smaller"
            ),
            (_, { } words) => (words, "nothing was migrated; mend this and run again"),
            _ => (
                $"`{order.Command}` failed with exit code {ran.ExitCode}",
                Advice(order, ran.Output + ran.Error)
            ),
        };
        return new ActionException(
            ExitCode.Host,
            $"the migration on {host.Remote.Name} failed: {what}",
            advice,
            string.Join('\n', new[] { ran.Output, ran.Error }.Where(text => text.Length > 0))
        );
    }

    private static string Advice(MigrationOrder order, string said) =>
        said.Contains("lock timeout")
            ? $"a statement waited longer than {order.LockTimeout.TotalSeconds:0.###} s for a lock that requests hold: run again when there is less to do, or raise `migrations.lock-timeout`"
            : "its own words stand above";
}
