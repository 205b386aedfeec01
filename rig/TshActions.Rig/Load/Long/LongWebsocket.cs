using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace TshActions.Rig.Load.Long;

/// <summary>Listens for the plan's time, then says goodbye and wants it said back: a dead connection cannot.</summary>
internal static class LongWebsocket
{
    public static async Task<LongEnd> ListenAsync(
        LongPlan plan,
        LongConversation seen,
        CancellationToken cancel
    )
    {
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(plan.At("/ws/notifications")) { Scheme = "ws" }.Uri;
        await socket.ConnectAsync(address, cancel);
        using var buffer = MemoryPool<byte>.Shared.Rent(16 * 1024);
        var lasts = Task.Delay(plan.Lasts, cancel);
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer.Memory, cancel).AsTask();
            if (socket.State is WebSocketState.Open)
            {
                await Task.WhenAny(receiving, lasts);
                if (!receiving.IsCompleted)
                {
                    await socket.CloseOutputAsync(
                        WebSocketCloseStatus.NormalClosure,
                        statusDescription: null,
                        cancel
                    );
                }
            }

            var message = await receiving;
            if (message.MessageType is WebSocketMessageType.Close)
            {
                // In answer to ours it is a normal end; by itself it means that the server went away.
                return socket.State is WebSocketState.Closed
                    ? seen.Whole
                    : seen.Cut($"closed by the server ({socket.CloseStatus})");
            }

            if (seen.Parts++ is 0)
            {
                using var hello = JsonDocument.Parse(buffer.Memory[..message.Count]);
                seen.Release = hello.RootElement.GetProperty("release").GetString();
            }
        }
    }
}
