using System.Net.Sockets;
using Npgsql;
using TshActions.Core.Reports;

namespace TshActions.Drift;

/// <summary>A side that could not be read: that is neither drift nor none.</summary>
internal sealed class ReadFailure(string message, string advice, string foreign = "")
    : ActionException(ExitCode.Inconclusive, message, advice, foreign)
{
    /// <summary>False for what is no trouble of a database.</summary>
    public static bool IsOne(Exception error) =>
        error is BeingChanged or NpgsqlException or TimeoutException or SocketException;

    public static ReadFailure Of(string side, Exception error) =>
        error switch
        {
            BeingChanged busy => new(
                $"{side}: {busy.Message}",
                "run again when the migration has ended; `pg_stat_activity` shows whose it is"
            ),
            PostgresException said => OfServer(side, said),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => new(
                $"{side}: the database did not answer in time",
                "see whether it can be reached from here, and raise `drift.timeout` if it is only slow"
            ),
            NpgsqlException { InnerException: SocketException cause } => new(
                $"{side}: the database cannot be reached: {cause.Message}",
                "see host and port of its address, and what lies between"
            ),
            NpgsqlException { InnerException: IOException cause } => new(
                $"{side}: the connection to the database broke off: {cause.Message}",
                "see the server's log, and run again"
            ),
            NpgsqlException other => new(
                $"{side}: {other.Message}",
                "see the address of the database and the server's log"
            ),
            _ => new(
                $"{side}: the database cannot be reached: {error.Message}",
                "see host and port of its address, and what lies between"
            ),
        };

    private static ReadFailure OfServer(string side, PostgresException said) =>
        new($"{side}: {said.MessageText} ({said.SqlState})", Fix(said.SqlState));

    // PostgreSQL manual, appendix A, "PostgreSQL Error Codes".
    private static string Fix(string state) =>
        state switch
        {
            "28P01" or "28000" => "see the user and the password of its address, and pg_hba.conf",
            "3D000" => "see the name of the database in its address",
            "42501" => "the login needs CONNECT and nothing else; see what was taken from PUBLIC",
            "53300" => "all of its connections are taken: run again, or raise `max_connections`",
            "57014" => "raise `drift.timeout`, or see what slows the server down",
            "40001" =>
                "the standby had to go on with its replay: run again, or raise `max_standby_streaming_delay`",
            "57P01" or "57P02" or "57P03" => "the server was starting or stopping: run again",
            _ => "see the server's log",
        };
}
