using System.Net.WebSockets;
using System.Text;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Deploy;

public sealed class InFlightTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_request_and_a_websocket_on_the_old_slot_outlive_a_deployment_under_load()
    {
        await using var bench = await Workbench.StartAsync();
        // Longer than the slow request and nginx's keep-alive after it, so that only the websocket is left.
        await bench.WriteManifestAsync(manifest =>
            manifest.Replace("drain-timeout: 6s", "drain-timeout: 10s")
        );
        await bench.SetUpWithAsync("v1");
        await bench.BuildReleaseAsync("v2");
        await using var load = await SiteLoad.StartAsync(bench);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{bench.Vps.SitePort}/ws/notifications"),
            Cancel
        );
        (await NextAsync(socket, "hello")).ShouldContain("v1");
        using var client = new HttpClient();
        Task<HttpResponseMessage>? slow = null;

        var deployed = await bench.DeployAsync(
            "v2",
            line =>
            {
                if (line.StartsWith("→ Gate"))
                    slow = client.GetAsync(new Uri(bench.Site, "/slow?seconds=5"), Cancel);
                if (line.StartsWith("→ Switch"))
                    slow!.IsCompleted.ShouldBeFalse();
            },
            Cancel
        );

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Log.ShouldMatch("✓ Drain green · .* 1 connections? still open");
        using var answer = await slow.ShouldNotBeNull();
        answer.IsSuccessStatusCode.ShouldBeTrue();
        answer.Headers.GetValues("X-Release").ShouldBe(["v1"]);

        var seen = await load.StopAsync();
        // It pings only when there are no orders to tell of.
        (await NextAsync(socket, "ping")).ShouldContain("ping");
        socket.State.ShouldBe(WebSocketState.Open);
        seen.ShouldHaveNoFailure(least: 500);
        seen.AnswersOf("v2").ShouldNotBeNull().Answers.ShouldBeGreaterThan(100);
        // Not one new request may go to the old slot once the new one has answered.
        var old = seen.AnswersOf("v1").ShouldNotBeNull();
        (old.LastAsked - seen.AnswersOf("v2")!.First).ShouldBeLessThan(
            TimeSpan.FromMilliseconds(100)
        );
    }

    /// <summary>The next message of this type; those that tell of orders in between are skipped.</summary>
    private static async Task<string> NextAsync(ClientWebSocket socket, string type)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer, patience.Token);
            message.MessageType.ShouldBe(WebSocketMessageType.Text);
            var text = Encoding.UTF8.GetString(buffer, 0, message.Count);
            if (text.Contains($"\"{type}\""))
                return text;
        }
    }
}
