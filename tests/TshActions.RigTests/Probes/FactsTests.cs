using System.Text.Json.Nodes;
using TshActions.RigTests.Host;
using TshActions.RigTests.Load;

namespace TshActions.RigTests.Probes;

/// <summary>What else is known of a tick is asked for beside the probes, and cannot hold them up.</summary>
public sealed class FactsTests
{
    private const string Main = """
        name=$1; shift
        "cmd_$name" "$@"
        """;

    [Fact(Timeout = 60_000)]
    public async Task They_are_members_of_the_tick()
    {
        var lines = await WatchWithAsync(
            """
            n=0; read -r n 2>/dev/null <"$root/n"; echo $((n + 1)) >"$root/n"
            printf '"cpu":31.5,"words":"%s","n":%s\n' "$*" "$n"
            """,
            ticks: 2
        );

        lines[1]["n"]!.ToString().ShouldBe("0");
        lines[2]["n"]!.ToString().ShouldBe("1");
        lines[2]["words"]!.ToString().ShouldBe("green");
        ((double)lines[2]["cpu"]!).ShouldBe(31.5);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("true")]
    [InlineData("return 3")]
    [InlineData("exit 3")]
    [InlineData("sleep 600 & sleep 600; printf '\"late\":1'")]
    [InlineData("printf '\"restarts\":,\"cpu\":31.5'")]
    [InlineData("printf '\"cpu\":31.5,\"restarts\":'")]
    [InlineData("printf '\"gauges\":{\"connections\":}'")]
    [InlineData("printf '\"long\":\"%05000d\"' 0")]
    public async Task Where_nothing_useful_is_said_the_tick_is_made_without_it(string says)
    {
        var lines = await WatchWithAsync(says, ticks: 2);

        lines.Length.ShouldBe(3);
        foreach (var line in lines[1..])
        {
            line.AsObject().Select(member => member.Key).ShouldBe(["t", "probes", "control"]);
            ((bool)line["probes"]!["health"]!["ok"]!).ShouldBeTrue();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task What_hangs_is_ended_with_all_it_started()
    {
        var mark = $"{Random.Shared.Next(100_000, 999_999)}";

        await WatchWithAsync($"sleep {mark} & sleep {mark}", ticks: 1);

        using var folder = await KeptFolder.MakeAsync("dash");
        (
            await folder.ShellAsync(
                $"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c 'slee[p] {mark} ' || true"
            )
        ).ShouldBe("0\n");
    }

    /// <summary>The whole recording of a watch by a helper that has this function.</summary>
    private static async Task<JsonNode[]> WatchWithAsync(string facts, int ticks)
    {
        await using var server = RawServer.Answering(Answers.Ok);
        using var folder = await WatchedFolder.MakeAsync();
        var orders = WatchedFolder
            .Orders(server.Port, server.Port)
            .Watch(TimeSpan.FromSeconds(1), ticks);
        var started = await folder.Folder.InHelperAsync(
            $$"""
            tick_facts() {
            {{facts}}
            }
            if [ $# -eq 0 ]; then
                set -- watch {{folder.Root}} {{KeptFolder.Token}} bake
                exec <<'END'
            {{orders}}END
            fi
            {{Main}}
            """
        );
        (started.ExitCode, started.Error).ShouldBe((0, ""));
        return await folder.EndsAsync("bake");
    }
}
