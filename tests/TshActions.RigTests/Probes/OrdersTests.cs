using TshActions.RigTests.Host;
using TshActions.RigTests.Load;

namespace TshActions.RigTests.Probes;

/// <summary>What the host refuses before it asks anybody anything.</summary>
public sealed class OrdersTests
{
    private static readonly string Good = WatchedFolder
        .Orders(1, 2)
        .Watch(TimeSpan.FromSeconds(1), 600);

    [Theory(Timeout = 60_000)]
    [InlineData("interval 1000\n", "", "the orders give no number for `interval`")]
    [InlineData("interval 1000", "interval 0", "the orders give no number for `interval`")]
    [InlineData("interval 1000", "interval 010", "the orders give no number for `interval`")]
    [InlineData("ticks 600", "ticks 1e3", "the orders give no number for `ticks`")]
    [InlineData("timeout 500\n", "", "the orders give no number for `timeout`")]
    [InlineData("header X-Release\n", "", "the orders name no header")]
    [InlineData("header X-Release", "header *", "the orders' `header` is not one word")]
    [InlineData("host erp.example.com", "host a b", "the orders' `host` is not one word")]
    [InlineData("release v2", "release \"v2", "the orders' `release` is not one word")]
    [InlineData("new green 1\n", "", "the orders name no new slot")]
    [InlineData("new green 1", "new purple 1", "no slot purple")]
    [InlineData("old blue 2", "old blue", "the orders give no port for `old`")]
    [InlineData("old blue 2", "old blue 123456", "the orders give no port for `old`")]
    [InlineData("probe health 200 /health\n", "", "the orders name no probe")]
    [InlineData("end\n", "", "the orders have no end")]
    [InlineData("\nend\n", "\nprobe end 200 /end\n", "the orders have no end")]
    [InlineData("probe health", "probe he\"alth", "a probe of the orders has no proper name")]
    [InlineData("200 /", "20 /", "the probe health expects no status")]
    [InlineData("200 /health", "200 health", "the probe health has no path")]
    [InlineData("200 /health", "200 /he alth", "the path of the probe health is not escaped")]
    [InlineData("200 /health", "200 /he½", "the path of the probe health is not escaped")]
    public async Task Orders_that_cannot_be_ours_are_refused(
        string text,
        string instead,
        string why
    )
    {
        using var folder = await WatchedFolder.MakeAsync();
        Good.ShouldContain(text);

        var ran = await folder.TryStartAsync("bake", Good.Replace(text, instead));

        (ran.ExitCode, ran.Output, ran.Error).ShouldBe((2, "", $"tsh-host: {why}\n"));
        folder.Folder.Names(".").ShouldNotContain("gate");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../bake")]
    [InlineData("a bake")]
    public async Task A_name_that_is_no_file_is_refused(string name)
    {
        using var folder = await WatchedFolder.MakeAsync();

        (await folder.TryStartAsync(name, Good)).ExitCode.ShouldBe(2);
        (await folder.Folder.HelpAsync("watched", folder.Root, name, "1")).ExitCode.ShouldBe(2);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("other")]
    [InlineData("")]
    public async Task A_foreign_token_begins_nothing(string token)
    {
        using var folder = await WatchedFolder.MakeAsync();

        var ran = await folder.Folder.FeedAsync(Good, "watch", folder.Root, token, "bake");

        ran.ExitCode.ShouldBe(token is "" ? 2 : 7);
        folder.Folder.Names(".").ShouldNotContain("gate");
    }

    /// <summary>The other half of the refusals: these very orders are good.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Good_orders_are_taken_where_nobody_listens_too()
    {
        using var folder = await WatchedFolder.MakeAsync();

        (await folder.TryStartAsync("bake", Good)).ExitCode.ShouldBe(0);

        await folder.LinesAsync("bake", 2);
        (await folder.ReadAsync("bake")).Lines[1].ShouldContain("connection refused");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_without_bash_is_told_which_package_it_lacks()
    {
        using var host = await KeptFolder.MakeAsync("busybox");

        foreach (
            var words in new string[][]
            {
                ["watch", host.Root, KeptFolder.Token, "a"],
                ["baseline", host.Root],
            }
        )
        {
            var ran = await host.FeedAsync(Good, words);

            (ran.ExitCode, ran.Output, ran.Error).ShouldBe(
                (4, "", "tsh-host: bash is missing on this host (package bash)\n")
            );
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bash() { return 1; }", "bash is older than 5.0 on this host (package bash)")]
    [InlineData(
        "bash() { case $2 in *tcp*) echo 'bash: /dev/tcp/127.0.0.1/9: No such file or directory' ;; esac; }",
        "bash cannot open /dev/tcp on this host (package bash of Debian or Ubuntu can)"
    )]
    [InlineData(
        "command() { [ \"$2\" != setsid ]; }",
        "setsid is missing on this host (package util-linux)"
    )]
    [InlineData(
        "command() { [ \"$2\" != timeout ]; }",
        "timeout is missing on this host (package coreutils)"
    )]
    public async Task What_else_it_lacks_is_told_as_well(string host, string why)
    {
        using var folder = await KeptFolder.MakeAsync("dash");

        var ran = await folder.InHelperAsync($"{host}\nrequire_prober");

        (ran.ExitCode, ran.Error).ShouldBe((4, $"tsh-host: {why}\n"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_baseline_counts_down_to_the_bake_and_stops_when_its_time_is_over()
    {
        await using var server = RawServer.Answering(Answers.Ok);
        await using var silent = new RawServer(conversation => conversation.HangAsync());
        using var folder = await WatchedFolder.MakeAsync();

        var lines = await folder.BaselineAsync(WatchedFolder.Orders(server.Port), 4, pace: 0.25);
        lines
            .Select(line => line["t"]!.ToJsonString())
            .ShouldBe(["-1", "-0.750", "-0.500", "-0.250"]);
        lines.ShouldAllBe(line => (bool)line["probes"]!["health"]!["ok"]!);

        var cut = await folder.Folder.FeedAsync(
            WatchedFolder
                .Orders(silent.Port)
                .Baseline(100, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1.2)),
            "baseline",
            folder.Root
        );
        cut.Output.Split('\n').Length.ShouldBeInRange(2, 5);
    }
}
