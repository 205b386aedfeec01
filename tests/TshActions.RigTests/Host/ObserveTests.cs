using TshActions.Core.Slots;
using TshActions.Host;

namespace TshActions.RigTests.Host;

/// <summary>What `observe` says in each state a host can be in, and what is read from it.</summary>
public sealed class ObserveTests(HelperBench bench) : IClassFixture<HelperBench>
{
    private const string Root = HelperBench.Root;
    private const string Site = "/etc/nginx/sites-enabled/tsh-erp-production";
    private const string Foreign = "/etc/nginx/sites-enabled/foreign";
    private const string Rights = "/etc/sudoers.d/tsh-tsh-erp_production";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_deployed_yet()
    {
        await bench.StartFreshAsync();

        (await SlotsAsync()).ShouldBe([
            "nginx ok",
            "site included",
            "live blue",
            "blue.unit inactive",
            "blue.process clock inactive",
            "green.unit inactive",
            "green.process clock inactive",
        ]);
        var read = await ReadAsync();
        read.StillIs(
                new HostState(
                    "vps",
                    new Routing.To(Slot.Blue),
                    SlotState.Empty(Slot.Blue),
                    SlotState.Empty(Slot.Green)
                )
            )
            .ShouldBeTrue(read.ToString());
        read.History.Open.ShouldBeNull();
        read.History.Lease.ShouldBeNull();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("blue")]
    [InlineData("green")]
    public async Task Both_slots_hold_a_release_and_one_is_live(string live)
    {
        await bench.StartFreshAsync();
        await bench.PointAsync("blue", "one");
        await bench.PointAsync("green", "two");
        await bench.FlagAsync(live);
        await bench.Vps.ShellAsync($"systemctl start tsh_erp-{live}", Cancel);

        (await SlotsAsync()).ShouldBe([
            "nginx ok",
            "site included",
            $"live {live}",
            "blue.deployment one",
            "blue.release one",
            $"blue.unit {(live is "blue" ? "active" : "inactive")}",
            "blue.process clock inactive",
            "green.deployment two",
            "green.release two",
            $"green.unit {(live is "green" ? "active" : "inactive")}",
            "green.process clock inactive",
        ]);
        (await ReadAsync()).Routing.ShouldBe(
            new Routing.To(live is "blue" ? Slot.Blue : Slot.Green)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_unit_that_crashed_is_not_running()
    {
        await bench.StartFreshAsync();
        await bench.PointAsync("blue", "one");
        await bench.Vps.ShellAsync("systemctl start tsh_erp-blue", Cancel);
        (await ReadAsync()).Blue.Running.ShouldBeTrue();

        await bench.Vps.ShellAsync("systemctl kill --signal=KILL tsh_erp-blue", Cancel);

        await Ssh.Eventually.HoldsAsync(
            "blue is seen down",
            async () => !(await ReadAsync()).Blue.Running
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_vhost_of_somebody_else_breaks_nginx_s_configuration()
    {
        await bench.StartFreshAsync();
        await bench.Vps.WriteFileAsync(Foreign, "server { no_such_directive 1; }\n", Cancel);
        try
        {
            var said = await SlotsAsync();
            said[0].ShouldBe("nginx broken");
            said[1].ShouldStartWith("nginx-says ");
            said[1].ShouldEndWith($"unknown directive \"no_such_directive\" in {Foreign}:1");
            said[2..]
                .Where(line => !line.Contains(".process "))
                .ShouldBe(["live blue", "blue.unit inactive", "green.unit inactive"]);
            (await ReadAsync())
                .Routing.ShouldBeOfType<Routing.Broken>()
                .Message.ShouldContain($"{Foreign}:1");
        }
        finally
        {
            await bench.Vps.ShellAsync($"rm {Foreign}", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_site_does_not_include_the_slots()
    {
        await bench.StartFreshAsync();
        // Commented out: the text of the line is still there, and must not be taken for the line.
        await bench.Vps.ShellAsync(
            $"cp {Site} /srv/site && sed -i 's/include/# include/' {Site}",
            Cancel
        );
        try
        {
            (await SlotsAsync())[..3].ShouldBe(["nginx ok", "site missing", "live blue"]);
            (await ReadAsync())
                .Routing.ShouldBeOfType<Routing.NotSetUp>()
                .Reason.ShouldStartWith("no server block");
        }
        finally
        {
            await bench.Vps.ShellAsync($"mv /srv/site {Site}", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_deploy_user_may_not_ask_nginx()
    {
        await bench.StartFreshAsync();
        await bench.Vps.ShellAsync($"mv {Rights} /srv/rights", Cancel);
        try
        {
            (await bench.ObserveAsync())[0].ShouldBe("nginx forbidden");
            (await ReadAsync())
                .Routing.ShouldBeOfType<Routing.NotSetUp>()
                .Reason.ShouldContain("sudo -n");
        }
        finally
        {
            await bench.Vps.ShellAsync($"mv /srv/rights {Rights}", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_folder_of_the_switch_is_gone()
    {
        await bench.StartFreshAsync();
        await bench.AsDeployAsync($"rmdir {Root}/live");
        try
        {
            (await bench.ObserveAsync()).ShouldNotContain(line => line.StartsWith("live "));
            (await ReadAsync()).Routing.ShouldBe(
                new Routing.NotSetUp("the folder of the switch is missing")
            );
            await bench.TakeAsync(600);
            await bench.BeginAsync();
            await bench.MustAsync("occupy", Root, HelperBench.Token, "green", "three");
            var ran = await bench.HelpAsync("switch", Root, HelperBench.Token, "green");
            ran.ExitCode.ShouldBe(4);
            ran.Error.ShouldBe($"tsh-host: {Root}/live is missing: run tsh setup\n");
        }
        finally
        {
            await bench.AsDeployAsync($"mkdir {Root}/live");
        }
    }

    /// <summary>What it says of nginx's files and of the slots; its other words have tests of their own.</summary>
    private async Task<string[]> SlotsAsync() =>
        [
            .. (await bench.ObserveAsync()).Where(line =>
                line.Split(' ')[0] is "nginx" or "nginx-says" or "site" or "live"
                || line.StartsWith("blue.")
                || line.StartsWith("green.")
            ),
        ];

    private async Task<HostState> ReadAsync() =>
        Observation.Read("vps", "include …;", string.Join('\n', await bench.ObserveAsync()));
}
