using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Reload;

/// <summary>A team may change `switch:` and set up again: traffic stays in its slot, and a reboot keeps it.</summary>
public sealed class ReloadSetupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Either_kind_over_the_other_keeps_the_live_slot_and_its_clients()
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.StandAsync("green");
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watched = WatchAsync(bench, watching.Token);

        await bench.SetUpAsync(SwitchKind.Reload);
        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Green));
        await bench.SetUpAsync(SwitchKind.File);
        (await bench.RoutingAsync(SwitchKind.File)).ShouldBe(new Routing.To(Slot.Green));
        (await bench.Vps.ShellAsync($"ls {ReloadBench.Folder}", Cancel)).ShouldBe("site.conf");
        (await bench.RoutingAsync(SwitchKind.Reload)).ShouldBeOfType<Routing.NotSetUp>();
        await bench.SetUpAsync(SwitchKind.Reload);
        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Green));

        await watching.CancelAsync();
        (await watched).ShouldBe(["green"]);
        await bench.StandAsync("blue");
        await bench.SetUpAsync(SwitchKind.File);
        (await bench.RoutingAsync(SwitchKind.File)).ShouldBe(new Routing.To(Slot.Blue));
        await bench.AnswersShouldBeAsync("blue");
    }

    [Theory(Timeout = 240_000)]
    [InlineData(SwitchKind.Reload)]
    [InlineData(SwitchKind.File)]
    public async Task After_a_reboot_the_same_slot_is_live(SwitchKind kind)
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.StandAsync("green");
        await bench.SetUpAsync(kind);

        await DockerCli.RequireAsync(["restart", bench.Vps.Name], Cancel);

        await Ssh.Eventually.HoldsAsync(
            "nginx is up",
            async () => await bench.RoutingAsync(kind) is Routing.To,
            TimeSpan.FromSeconds(60)
        );
        await bench.StartSlotsAsync();
        (await bench.RoutingAsync(kind)).ShouldBe(new Routing.To(Slot.Green));
        (await bench.Vps.ShellAsync("curl -s http://127.0.0.1/", Cancel)).ShouldBe("green");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_set_up_that_nginx_does_not_take_leaves_the_old_kind_as_it_was()
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.StandAsync("green");
        var before = await PictureAsync(bench);
        await bench.Vps.WriteFileAsync(
            "/usr/sbin/nginx.lie",
            "#!/bin/sh\n[ \"$*\" != \"-s reload\" ] || exit 1\nexec /usr/sbin/nginx.real \"$@\"\n",
            Cancel
        );
        await bench.Vps.ShellAsync(
            "chmod 755 /usr/sbin/nginx.lie && mv /usr/sbin/nginx /usr/sbin/nginx.real && mv /usr/sbin/nginx.lie /usr/sbin/nginx",
            Cancel
        );

        var refused = await bench.TrySetUpAsync(SwitchKind.File);

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("the old ones are back");
        await bench.Vps.ShellAsync("mv /usr/sbin/nginx.real /usr/sbin/nginx", Cancel);
        (await PictureAsync(bench)).ShouldBe(before);
        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Green));
        await bench.AnswersShouldBeAsync("green");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_link_in_the_deploy_user_s_folder_leads_set_up_nowhere()
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.Vps.ShellAsync("mkdir -m 755 /srv/root-only", Cancel);
        await bench.Vps.ShellAsync(
            $"su deploy -c 'cd {ReloadBench.Root} && rm -r live bin && ln -s /srv/root-only live && ln -s /srv/root-only bin'",
            Cancel
        );

        await bench.TrySetUpAsync(SwitchKind.Reload);

        (
            await bench.Vps.ShellAsync("stat -c %U /srv/root-only; ls /srv/root-only", Cancel)
        ).ShouldBe("root");
    }

    private static Task<string> PictureAsync(ReloadBench bench) =>
        bench.Vps.ShellAsync(
            "find /etc/nginx /etc/sudoers.d -type f -exec sha256sum {} + | sort",
            Cancel
        );

    /// <summary>Every different answer of the site until told to stop.</summary>
    private static async Task<HashSet<string>> WatchAsync(
        ReloadBench bench,
        CancellationToken until
    )
    {
        HashSet<string> seen = [];
        using var client = new HttpClient();
        while (!until.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, bench.Bench.Site);
            request.Headers.ConnectionClose = true;
            using var answer = await client.SendAsync(request, Cancel);
            seen.Add(await answer.Content.ReadAsStringAsync(Cancel));
        }

        return seen;
    }
}
