using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TshActions.Rig.Forge;

namespace TshActions.Rig.Notices;

/// <summary>Telegram, Slack and a webhook's receiver on loopback, with real messages and faults on order.</summary>
public sealed class LoopbackChats : IAsyncDisposable
{
    public const string TelegramToken = "7000000001:AAE-telegram_token-of-the-rig-0123456789ab";
    public const string SlackToken = "xoxb-000000000001-slack-token-of-the-rig";
    public const string HookPath = "/services/T0RIG/B0RIG/incomingwebhookoftherig";
    public const string Chat = "-1001234567890";
    public const string Channel = "C0123ABCDEF";

    private readonly TelegramServer _telegram = new(TelegramToken, Chat);
    private readonly SlackServer _slack = new(SlackToken, Channel);
    private readonly List<ChatRequest> _requests = [];
    private readonly FaultQueue _faults = new();
    private readonly TaskCompletionSource _kept = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly WebApplication _web;

    private LoopbackChats()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.MapPost("/telegram/{bot}/{method}", ServeAsync);
        _web.MapPost("/slack/api/{method}", ServeAsync);
        _web.MapPost(HookPath, ServeAsync);
        _web.MapPost("/events", ServeAsync);
    }

    public string Address => _web.Urls.Single();

    public IReadOnlyList<ChatMessage> Telegram => _telegram.Messages;

    public IReadOnlyList<ChatMessage> Slack => _slack.Messages;

    /// <summary>All that came, in the order of their coming.</summary>
    public IReadOnlyList<ChatRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Over as soon as somebody waits for an answer that never comes.</summary>
    public Task Kept => _kept.Task;

    public static async Task<LoopbackChats> StartAsync(CancellationToken cancel)
    {
        var chats = new LoopbackChats();
        await chats._web.StartAsync(cancel);
        return chats;
    }

    public void Break(string part, Fault.Kind kind, int times = 1) =>
        _faults.Add(new("POST", part, kind, times));

    /// <summary>Everything said so far is gone, as if somebody had deleted it.</summary>
    public void Forget()
    {
        _telegram.Messages.Clear();
        _slack.Messages.Clear();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        lock (_requests)
            _requests.Add(
                new(
                    path is HookPath ? "incoming-webhook" : path.Split('/')[^1],
                    body,
                    http.Request.Headers.ToDictionary(
                        header => header.Key.ToLowerInvariant(),
                        header => $"{header.Value}"
                    )
                )
            );
        var fault = _faults.Take("POST", path);
        if (fault is Fault.Kind.Never)
        {
            _kept.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        if (fault is Fault.Kind.Answer told)
        {
            foreach (var (name, value) in told.Headers)
                http.Response.Headers[name] = value;
            await SendAsync(http, told.Status, told.Body, fault);
            return;
        }
        var (status, answer) = Do(http, path, body);
        await SendAsync(http, status, answer, fault);
    }

    private (int Status, string Body) Do(HttpContext http, string path, string body)
    {
        if (path is "/events")
            return (204, "");
        var asked = JsonNode.Parse(body)!.AsObject();
        var method = path.Split('/')[^1];
        lock (_requests)
        {
            if (path is HookPath)
                return _slack.Hook(asked);
            if (path.StartsWith("/slack/"))
                return (
                    200,
                    _slack
                        .Answer($"{http.Request.Headers.Authorization}", method, asked)
                        .ToJsonString()
                );
            var bot = $"{http.Request.RouteValues["bot"]}";
            var (status, answer) = _telegram.Answer(
                bot.StartsWith("bot") ? bot[3..] : bot,
                method,
                asked
            );
            return (status, answer.ToJsonString());
        }
    }

    private static async Task SendAsync(
        HttpContext http,
        int status,
        string body,
        Fault.Kind? fault
    )
    {
        if (fault is Fault.Kind.Lost)
        {
            http.Abort();
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.StatusCode = status;
        if (status is 204)
            return;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(
            fault is Fault.Kind.Truncated ? bytes.AsMemory(0, bytes.Length / 2) : bytes
        );
        if (fault is not Fault.Kind.Truncated)
            return;
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
