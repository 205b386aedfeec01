using TshActions.Rig.Notices;
using TshActions.Rig.Runner;
using TshActions.Tests;

namespace TshActions.RigTests.Notices;

/// <summary>`tsh notify` as a step of a job, and all whom it tells, by a clock that waits for nothing.</summary>
internal sealed class ChatBench : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_cmlnLXNlY3JldC1vZi0zMi1yYW5kb20tYnl0ZXMh"; // tsh:allow assigned-secret
    public const string Old = "1d4c8f0e9b7a6352c1d0e9f8a7b6c5d4e3f2a1b0";
    public const string New = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-notify-");

    private ChatBench(LoopbackChats chats) => Chats = chats;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LoopbackChats Chats { get; }

    public ManualTime Time { get; } = ManualTime.Hurried;

    /// <summary>Report and summary of the last run.</summary>
    public string Written { get; private set; } = "";

    /// <summary>Secrets as a workflow passes them.</summary>
    public Dictionary<string, string> Secrets { get; } =
        new()
        {
            ["telegram-token"] = LoopbackChats.TelegramToken,
            ["slack-token"] = LoopbackChats.SlackToken,
            ["webhook-secret"] = WebhookSecret,
        };

    /// <summary>Lines below `notify:`; without any there is no such key.</summary>
    public string Notify { get; set; } = "";

    public string Telegram =>
        $"  telegram: {{ chat: \"{LoopbackChats.Chat}\", api: {Chats.Address}/telegram }}\n";

    public string Slack =>
        $"  slack: {{ kind: app, channel: {LoopbackChats.Channel}, api: {Chats.Address}/slack/api }}\n";

    public string Webhook => $"  webhook: {{ url: {Chats.Address}/events }}\n";

    public static async Task<ChatBench> StartAsync()
    {
        var bench = new ChatBench(await LoopbackChats.StartAsync(Cancel));
        bench.Notify = bench.Telegram + bench.Slack + bench.Webhook;
        return bench;
    }

    public Task<TshResult> BeginAsync(params (string, string)[] inputs) =>
        RunAsync([("state", "begin"), ("release", New), ("previous-release", Old), .. inputs]);

    public Task<TshResult> PassedAsync(TshResult begun) =>
        EndAsync(begun, "pass", ("live-slot", "green"), ("live-release", New));

    /// <summary>The gate took it back.</summary>
    public Task<TshResult> FailedAsync(TshResult begun, string why = "error rate 6.2%") =>
        EndAsync(
            begun,
            "fail",
            ("gate-action", "rollback"),
            ("note", why),
            ("live-slot", "blue"),
            ("live-release", Old)
        );

    public Task<TshResult> EndAsync(
        TshResult begun,
        string verdict,
        params (string, string)[] inputs
    ) =>
        RunAsync([
            ("state", "end"),
            ("release", New),
            ("previous-release", Old),
            ("message", begun.Outputs["message"]),
            ("verdict", verdict),
            .. inputs,
        ]);

    public async Task<TshResult> RunAsync(
        IEnumerable<(string Name, string Value)> inputs,
        TimeProvider? time = null,
        Action<string>? hear = null
    )
    {
        await File.WriteAllTextAsync(
            Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml"),
            Manifest + (Notify.Length > 0 ? $"notify:\n{Notify}" : ""),
            Cancel
        );
        var result = await new TshHere(_workspace.FullName, null).RunAsync(
            "notify",
            [.. Secrets.Select(secret => (secret.Key, secret.Value)), .. inputs],
            Cancel,
            hear,
            around =>
                around with
                {
                    Time = time ?? Time,
                    Environment = new Dictionary<string, string>(around.Environment)
                    {
                        ["GITHUB_REPOSITORY"] = "shop/erp",
                        ["GITHUB_RUN_ID"] = "42",
                        ["GITHUB_RUN_ATTEMPT"] = "1",
                    },
                }
        );
        Written =
            result.Summary
            + await File.ReadAllTextAsync(
                Path.Combine(_workspace.FullName, ".tsh", "notify.json"),
                Cancel
            );
        return result;
    }

    /// <summary>Methods that were asked, in their order.</summary>
    public IEnumerable<string> Asked => Chats.Requests.Select(request => request.Method);

    public async ValueTask DisposeAsync()
    {
        await Chats.DisposeAsync();
        _workspace.Delete(recursive: true);
    }

    private const string Manifest = """
        app: erp
        environments:
          production:
            branch: main
            site: https://example.com
            hosts: [{ name: one, address: 192.0.2.10, host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S }]
            slots: { blue: { port: 8001 }, green: { port: 8011 } }
        runtime: { kind: systemd, unit: "erp-{slot}", command: "/usr/bin/erp --port {port}" }

        """;
}
