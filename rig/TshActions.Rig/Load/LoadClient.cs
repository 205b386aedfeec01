using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TshActions.Rig.Load;

/// <summary>One client: thinks, asks, waits for the answer, writes down how it ended. It never asks the same twice.</summary>
internal sealed class LoadClient(
    LoadPlan plan,
    RequestMix mix,
    Pace pace,
    IPEndPoint to,
    int number
) : IDisposable
{
    // With nobody listening a client without think time would only measure how fast the kernel says no.
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMilliseconds(10);

    private readonly Random _random = new(unchecked((plan.Seed * 7919) + number));
    private CancellationTokenSource _timeout = new();
    private HttpConnection? _connection;

    /// <param name="current">The tally of the present moment: marks replace it while the client runs.</param>
    /// <param name="mayAsk">Counts the requests of all clients and says when there were enough.</param>
    /// <param name="stop">Ends thinking at once; a request already sent is waited for, so that all are counted.</param>
    public async Task RunAsync(
        Func<LoadInterval> current,
        Func<bool> mayAsk,
        CancellationToken stop
    )
    {
        try
        {
            while (true)
            {
                await ThinkAsync(stop);
                await pace.TurnAsync(stop);
                stop.ThrowIfCancellationRequested();
                if (!mayAsk())
                {
                    return;
                }

                var entry = mix.Draw(_random);
                var asked = Stopwatch.GetTimestamp();
                var (exchange, notes) = await ExchangeAsync(entry);
                current().Record(number, entry, exchange, notes, asked, Stopwatch.GetTimestamp());
                if (exchange.Outcome == Outcome.Refused)
                {
                    await Task.Delay(PauseAfterRefusal, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop between two requests.
        }
    }

    public void Dispose()
    {
        Drop();
        _timeout.Dispose();
    }

    private Task ThinkAsync(CancellationToken stop)
    {
        if (plan.MostThinkTime == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        var think =
            plan.LeastThinkTime
            + ((plan.MostThinkTime - plan.LeastThinkTime) * _random.NextDouble());
        return Task.Delay(think, stop);
    }

    private async ValueTask<(Exchange Exchange, ConnectionNotes Notes)> ExchangeAsync(
        RequestMix.Entry entry
    )
    {
        var closedIdle = _connection?.WasClosedWhileIdle() ?? false;
        if (closedIdle)
        {
            Drop();
        }

        var connects = _connection is null;
        var exchange = await TryExchangeAsync(entry);
        var notes = new ConnectionNotes(connects, closedIdle, _connection?.Requests ?? 0);
        if (!exchange.MayStay)
        {
            Drop();
        }

        return (exchange, notes);
    }

    private async ValueTask<Exchange> TryExchangeAsync(RequestMix.Entry entry)
    {
        if (!_timeout.TryReset())
        {
            _timeout.Dispose();
            _timeout = new CancellationTokenSource();
        }

        _timeout.CancelAfter(plan.RequestTimeout);
        try
        {
            _connection ??= await HttpConnection.ConnectAsync(to, _timeout.Token);
            return await _connection.AskAsync(entry.Bytes, entry.HasNoBodyInAnswer, _timeout.Token);
        }
        catch (OperationCanceledException) when (_timeout.IsCancellationRequested)
        {
            return Exchange.TimedOut(plan.RequestTimeout, _connection);
        }
        catch (SocketException error)
        {
            return _connection is { } connection
                ? Exchange.Cut(
                    connection.IsReused,
                    connection.BytesOfAnswer,
                    $"{error.SocketErrorCode}"
                )
                : Exchange.NotConnected(error);
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}

/// <summary>What the connection of a request went through, beside how the request ended.</summary>
internal readonly record struct ConnectionNotes(
    bool Connected,
    bool FoundClosed,
    int RequestOnConnection
);
