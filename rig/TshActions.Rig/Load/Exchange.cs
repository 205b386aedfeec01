using System.Net;
using System.Net.Sockets;

namespace TshActions.Rig.Load;

/// <summary>One request and how it ended. <paramref name="MayStay"/> says that the connection may carry another.</summary>
internal readonly record struct Exchange(
    Outcome Outcome,
    string? Detail,
    string? Release,
    bool MayStay
)
{
    public bool WasAnswered =>
        Outcome is Outcome.Ok or Outcome.ClientError4xx or Outcome.ServerError5xx;

    public static Exchange Answered(AnswerHead head, bool mayStay)
    {
        var outcome = head.Status switch
        {
            < 400 => Outcome.Ok,
            < 500 => Outcome.ClientError4xx,
            _ => Outcome.ServerError5xx,
        };
        var detail = outcome == Outcome.Ok ? null : $"{head.Status} {(HttpStatusCode)head.Status}";
        return new Exchange(outcome, detail, head.Release, mayStay);
    }

    public static Exchange NotHttp(long bytes) =>
        new(
            Outcome.ServerError5xx,
            $"not an HTTP answer ({bytes} bytes)",
            Release: null,
            MayStay: false
        );

    public static Exchange Cut(bool isReused, long bytesOfAnswer, string how)
    {
        var outcome = isReused ? Outcome.ResetOnReused : Outcome.ResetOnFresh;
        var where =
            bytesOfAnswer == 0
                ? "before any byte of the answer"
                : $"after {bytesOfAnswer} bytes of the answer";
        return new Exchange(outcome, $"{how} {where}", Release: null, MayStay: false);
    }

    public static Exchange NotConnected(SocketException error) =>
        error.SocketErrorCode switch
        {
            SocketError.ConnectionReset => Cut(
                isReused: false,
                bytesOfAnswer: 0,
                "reset while connecting,"
            ),
            SocketError.TimedOut => new(
                Outcome.TimedOut,
                "connecting: gave up by the kernel",
                null,
                MayStay: false
            ),
            // These are ours: counted as the server's they would make every verdict of the run a lie.
            SocketError.AddressNotAvailable
            or SocketError.TooManyOpenSockets
            or SocketError.NoBufferSpaceAvailable => throw new InvalidOperationException(
                $"The load generator ran dry: {error.SocketErrorCode}.",
                error
            ),
            var code => new(Outcome.Refused, $"connecting: {code}", null, MayStay: false),
        };

    public static Exchange TimedOut(TimeSpan after, HttpConnection? connection)
    {
        var where = connection switch
        {
            null => "connecting",
            { BytesOfAnswer: 0 } => "no byte of the answer",
            { BytesOfAnswer: var bytes } => $"stalled after {bytes} bytes of the answer",
        };
        return new Exchange(
            Outcome.TimedOut,
            $"{where} within {after.TotalSeconds:0.###} s",
            null,
            MayStay: false
        );
    }
}
