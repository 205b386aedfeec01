using System.Net.Sockets;
using System.Text;

namespace TshActions.Tests.Probes;

/// <summary>Answers HTTP on a socket of this very process: a status and, as a release would, its id.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public StandInServer(Socket listener, Func<(int Status, string? Release)> answer)
    {
        _listener = listener;
        _listener.Listen();
        _serving = ServeAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<(int Status, string? Release)> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptAsync(_stop.Token);
                await AnswerAsync(client, answer);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket client, Func<(int Status, string? Release)> answer)
    {
        var asked = new StringBuilder();
        var buffer = new byte[4096];
        while (!asked.ToString().Contains("\r\n\r\n"))
        {
            var count = await client.ReceiveAsync(buffer, _stop.Token);
            if (count is 0)
                return;
            asked.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        var (status, release) = answer();
        var identity = release is null ? "" : $"X-Release: {release}\r\n";
        var head =
            $"HTTP/1.1 {status} -\r\n{identity}Content-Length: 0\r\nConnection: close\r\n\r\n";
        await client.SendAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        client.Shutdown(SocketShutdown.Send);
    }
}
