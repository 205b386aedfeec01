using TshActions.Core.Slots;

namespace TshActions.RigTests.Reload;

/// <summary>Each way a reload can fail: traffic stays where it was, files and workers agree, and the words blame the right one.</summary>
public sealed class ReloadFailureTests(ReloadBench bench) : IClassFixture<ReloadBench>
{
    private const string Foreign = "/etc/nginx/sites-enabled/foreign";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, int, string, string> Failures =>
        new()
        {
            {
                "another site was broken before",
                $"printf 'server {{ listen 81;\\n lissen 82; }}\\n' >{Foreign}",
                $"rm {Foreign}",
                51,
                $"unknown directive \"lissen\" in {Foreign}:2",
                "nothing was changed"
            },
            {
                "the slot's own file is one that nginx refuses",
                $"cp {ReloadBench.Folder}/green.upstream /srv/kept && echo 'server;' >{ReloadBench.Folder}/green.upstream",
                $"cp /srv/kept {ReloadBench.Folder}/green.upstream",
                52,
                $"invalid number of arguments in \"server\" directive in {ReloadBench.Live}:1",
                "nginx would refuse green; nothing was changed"
            },
            {
                "the include line of the upstream is gone",
                "cp /etc/nginx/conf.d/tsh-tsh-erp_production.conf /srv/kept && sed -i 's,include .*,server 127.0.0.1:8001;,' /etc/nginx/conf.d/tsh-tsh-erp_production.conf",
                "cp /srv/kept /etc/nginx/conf.d/tsh-tsh-erp_production.conf",
                52,
                $"nginx does not read {ReloadBench.Live}",
                "nothing was changed"
            },
            {
                "a port of the new configuration is taken by another program",
                $"systemd-run --quiet --unit=taker python3 -m http.server 8333 && until curl -sf 127.0.0.1:8333 >/dev/null; do sleep 0.1; done; echo 'server {{ listen 8333; }}' >{Foreign}",
                $"systemctl stop taker; rm {Foreign}",
                53,
                "bind() to 0.0.0.0:8333 failed",
                "live.upstream says blue again"
            },
            {
                "a zone changed its key, which only a running nginx minds",
                $"echo 'limit_req_zone $binary_remote_addr zone=z:1m rate=1r/s;' >/etc/nginx/conf.d/z.conf && nginx -s reload && sleep 1 && echo 'limit_req_zone $http_host zone=z:1m rate=1r/s;' >/etc/nginx/conf.d/z.conf",
                "rm /etc/nginx/conf.d/z.conf && nginx -s reload",
                53,
                "limit_req \"z\" uses the \"$http_host\" key while previously it used the \"$binary_remote_addr\" key",
                "live.upstream says blue again"
            },
            {
                "somebody breaks another file between the check and the reload",
                $"mv /usr/sbin/nginx /usr/sbin/nginx.real && printf '#!/bin/sh\\n[ \"$*\" != \"-s reload\" ] || echo \"no such thing;\" >{Foreign}\\nexec /usr/sbin/nginx.real \"$@\"\\n' >/usr/sbin/nginx && chmod 755 /usr/sbin/nginx",
                $"mv /usr/sbin/nginx.real /usr/sbin/nginx; rm {Foreign}",
                53,
                $"unknown directive \"no\" in {Foreign}:1",
                "live.upstream says blue again"
            },
            {
                "nginx says yes and does nothing",
                "mv /usr/sbin/nginx /usr/sbin/nginx.real && printf '#!/bin/sh\\n[ \"$*\" != \"-s reload\" ] || exit 0\\nexec /usr/sbin/nginx.real \"$@\"\\n' >/usr/sbin/nginx && chmod 755 /usr/sbin/nginx",
                "mv /usr/sbin/nginx.real /usr/sbin/nginx",
                54,
                "nginx does not follow a reload",
                "live.upstream says blue again"
            },
            {
                "the folder takes no file",
                $"mount --bind {ReloadBench.Folder} {ReloadBench.Folder} && mount -o remount,bind,ro {ReloadBench.Folder}",
                $"umount {ReloadBench.Folder}",
                55,
                $"{ReloadBench.Live} cannot be written",
                "nothing was changed"
            },
        };

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Failures))]
    public async Task Traffic_stays_and_files_and_workers_agree(
        string how,
        string make,
        string mend,
        int code,
        string words,
        string state
    )
    {
        await bench.StandAsync("blue");
        var file = await bench.LiveFileAsync();
        await bench.Vps.ShellAsync(make, Cancel);
        try
        {
            var refused = await bench.ReloadAsync("green");

            refused.ExitCode.ShouldBe(code, $"{how}:\n{refused.Output}{refused.Error}");
            refused.Error.ShouldContain(words, customMessage: how);
            refused.Error.ShouldContain(state, customMessage: how);
            (await bench.LiveFileAsync()).ShouldBe(file, how);
            await bench.AnswersShouldBeAsync("blue");
        }
        finally
        {
            await bench.Vps.ShellAsync(mend, Cancel);
        }

        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Blue), how);
        await bench.StandAsync("green");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_nginx_that_does_not_run_is_named_and_seen()
    {
        await bench.StandAsync("blue");
        await bench.Vps.ShellAsync("systemctl stop nginx", Cancel);
        try
        {
            var refused = await bench.ReloadAsync("green");

            refused.ExitCode.ShouldBe(45);
            refused.Error.ShouldContain("nginx does not run: start it");
            (await bench.RoutingAsync()).ShouldBe(new Routing.Down(Slot.Blue));
        }
        finally
        {
            await bench.Vps.ShellAsync("systemctl start nginx", Cancel);
        }

        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Blue));
        await bench.StandAsync("green");
    }

    [Fact(Timeout = 120_000)]
    public async Task Files_that_name_another_slot_than_nginx_runs_are_found_and_neither_slot_may_be_touched()
    {
        await bench.StandAsync("blue");
        var workers = await bench.WorkersAsync();
        // What a power cut or a kill between the rename and the reload leaves behind.
        await bench.Vps.ShellAsync(
            $"cd {ReloadBench.Folder} && stamp=$(tail -n 1 live.upstream) && tick=$(sed 's/.*) //' /proc/self/stat | cut -d' ' -f20) && {{ cat green.upstream; echo \"# green since $tick of ${{stamp##* }}\"; }} >live.upstream",
            Cancel
        );

        (await bench.RoutingAsync()).ShouldBe(
            new Routing.Disagrees(Slot.Green, "tsh-erp", "production")
        );
        await bench.AnswersShouldBeAsync("blue");
        (await bench.WorkersAsync()).ShouldBe(workers);
        await NeitherMayBeStoppedAsync();
        var setUp = await bench.TrySetUpAsync(Manifest.SwitchKind.Reload);
        setUp.ExitCode.ShouldBe(4, setUp.Log);
        setUp.Log.ShouldContain("nginx may run another slot than");
        await bench.AnswersShouldBeAsync("blue");

        await bench.StandAsync("blue");
        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Blue));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_other_hands_wrote_names_no_slot()
    {
        await bench.StandAsync("blue");
        await bench.Vps.ShellAsync($"sed -i 's/8001/8011/' {ReloadBench.Live}", Cancel);

        (await bench.RoutingAsync()).ShouldBe(new Routing.Disagrees(null, "tsh-erp", "production"));
        await NeitherMayBeStoppedAsync();

        await bench.StandAsync("green");
        (await bench.RoutingAsync()).ShouldBe(new Routing.To(Slot.Green));
    }

    /// <summary>Both slots hold something, and a lease is there: only the doubt keeps them.</summary>
    private async Task NeitherMayBeStoppedAsync()
    {
        await bench.Vps.WriteFileAsync(
            "/srv/neither",
            $"""
            cd {ReloadBench.Root} && mkdir -p journal deployments/d && ln -sfn ../deployments/d slots/blue && ln -sfn ../deployments/d slots/green
            tsh-host take {ReloadBench.Root} token owner run 60 >/dev/null
            for slot in blue green; do tsh-host stop {ReloadBench.Root} token $slot; echo "$slot $?"; done
            tsh-host release {ReloadBench.Root} token

            """,
            Cancel
        );
        var said = await bench.Vps.ExecAsync(
            ["su", "deploy", "-c", "PATH=/usr/local/sbin:$PATH sh /srv/neither"],
            Cancel
        );
        said.Output.ShouldBe("blue 9\ngreen 9\n", said.Error);
    }
}
