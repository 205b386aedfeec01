using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.RigTests.Reload;

/// <summary>What stands in nginx's configuration is found where it counts for the site, and nowhere else.</summary>
public sealed class ScopeTests(ReloadBench bench) : IClassFixture<ReloadBench>
{
    private const string Line = "include /etc/nginx/tsh/tsh-erp/production/*.conf;";
    private const string Extra = "/etc/nginx/conf.d/extra.conf";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, bool> Caches =>
        new()
        {
            {
                "in the server block",
                $"server {{ listen 80; open_file_cache max=9; {Line} }}",
                "",
                true
            },
            {
                "in http, by a file that it includes",
                $"server {{ listen 80; {Line} }}",
                "open_file_cache max=9;",
                true
            },
            {
                "over several lines, after a quoted brace",
                $"server {{\n listen 80;\n add_header X \"}}\";\n open_file_cache\n   max=9;\n {Line}\n}}",
                "",
                true
            },
            {
                "in one of two server blocks of the site",
                $"server {{ listen 80; {Line} }} server {{ listen 81; open_file_cache max=9; {Line} }}",
                "",
                true
            },
            {
                "where the include line is a relative glob",
                "server { listen 80; open_file_cache max=9; include tsh/*/product[h-j]on/s?te.conf; }",
                "",
                true
            },
            { "nowhere", $"server {{ listen 80; {Line} }}", "", false },
            {
                "in a comment",
                $"# open_file_cache max=9;\nserver {{ listen 80; # open_file_cache max=9; {{\n {Line} }}",
                "",
                false
            },
            {
                "in quotes",
                $"server {{ listen 80; add_header X \"; open_file_cache max=9;\"; {Line} }}",
                "",
                false
            },
            {
                "in another server block",
                $"server {{ listen 80; {Line} }} server {{ listen 81; open_file_cache max=9; }}",
                "",
                false
            },
            {
                "in a location of its own",
                $"server {{ listen 80; location /static {{ open_file_cache max=9; }} {Line} }}",
                "",
                false
            },
            {
                "in http, but off in the server block",
                $"server {{ listen 80; open_file_cache off; {Line} }}",
                "open_file_cache max=9;",
                false
            },
        };

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Caches))]
    public async Task A_cache_of_files_counts_in_the_site_s_own_scope(
        string where,
        string site,
        string extra,
        bool counts
    )
    {
        await WithAsync(
            site,
            extra,
            async () =>
                (await ScopeAsync("nginx.open_file_cache ")).ShouldBe(
                    counts ? ["max=9"] : [],
                    where
                )
        );
    }

    [Theory(Timeout = 120_000)]
    [InlineData(
        "server { listen 80; location / { proxy_pass http://tsh_tsh_erp__production; } }",
        "included"
    )]
    [InlineData(
        "upstream erp { include /etc/nginx/tsh/tsh-erp/production/live.upstream; } server { listen 80; location /a { location /a/b { proxy_pass http://erp/c; } } }",
        "included"
    )]
    [InlineData(
        "server { listen 80; location / { proxy_pass http://127.0.0.1:8001; } }",
        "missing"
    )]
    [InlineData("server { listen 80; # proxy_pass http://tsh_tsh_erp__production;\n }", "missing")]
    [InlineData(
        "upstream erp { server 127.0.0.1:9; } server { listen 80; location / { proxy_pass http://erp; } }",
        "missing"
    )]
    public async Task A_site_may_pass_to_the_upstream_itself(string site, string said) =>
        await WithAsync(
            site,
            "",
            async () =>
            {
                (await ScopeAsync("site ")).ShouldBe([said]);
                (await ScopeAsync("switch ")).ShouldBe(["reload"]);
            }
        );

    [Fact(Timeout = 120_000)]
    public async Task What_else_matters_to_a_reload_is_told()
    {
        await bench.Vps.ShellAsync(
            "cp /etc/nginx/nginx.conf /srv/nginx.conf && sed -i '1i worker_shutdown_timeout 2s;' /etc/nginx/nginx.conf",
            Cancel
        );
        try
        {
            var site =
                "upstream erp { include /etc/nginx/tsh/tsh-erp/production/live.upstream; keepalive 8; } server { listen 80; location / { proxy_pass http://erp; } }";
            await WithAsync(
                site,
                "",
                async () =>
                {
                    var nginx = (await bench.ObserveAsync()).Nginx;
                    nginx.Version.ShouldBe(new Version(1, 22, 1));
                    nginx.ByReload.ShouldBeTrue();
                    nginx.WorkerShutdownTimeout.ShouldBe(TimeSpan.FromSeconds(2));
                    nginx.UpstreamKeepAlive.ShouldBe(TimeSpan.FromSeconds(60));
                    nginx.KeepAliveMinTimeout.ShouldBeNull();
                }
            );
        }
        finally
        {
            await bench.Vps.ShellAsync("cp /srv/nginx.conf /etc/nginx/nginx.conf", Cancel);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task With_a_cache_nginx_does_go_on_to_the_slot_whose_flag_is_gone_so_the_file_switch_is_refused()
    {
        await using var own = await ReloadBench.StartAsync();
        await own.SetUpAsync(SwitchKind.File);
        await own.Vps.WriteFileAsync(
            ReloadBench.VHost,
            $"server {{ listen 80; open_file_cache max=9; open_file_cache_valid 1h; {Line} }}\n",
            Cancel
        );
        await own.Vps.ShellAsync(
            $"nginx -s reload && sleep 1 && touch {ReloadBench.Root}/live/green",
            Cancel
        );
        await own.AnswersShouldBeAsync("green");

        (await own.RoutingAsync(SwitchKind.File)).ShouldBe(
            new Routing.Remembered(Slot.Green, "max=9", "1h")
        );
        // The reason: the flag is gone, and the workers that saw it do not look again.
        await own.Vps.ShellAsync($"rm {ReloadBench.Root}/live/green", Cancel);
        await own.AnswersShouldBeAsync("green");
    }

    private async Task WithAsync(string site, string extra, Func<Task> look)
    {
        await bench.Vps.ShellAsync($"cp {ReloadBench.VHost} /srv/vhost", Cancel);
        await bench.Vps.WriteFileAsync(ReloadBench.VHost, site + "\n", Cancel);
        await bench.Vps.WriteFileAsync(Extra, extra + "\n", Cancel);
        try
        {
            await look();
        }
        finally
        {
            await bench.Vps.ShellAsync($"cp /srv/vhost {ReloadBench.VHost}; rm {Extra}", Cancel);
        }
    }

    private async Task<string[]> ScopeAsync(string key) =>
        [
            .. (
                await bench.Vps.ShellAsync(
                    $"/usr/local/sbin/tsh-host scope {ReloadBench.Root}",
                    Cancel
                )
            )
                .Split('\n')
                .Where(line => line.StartsWith(key))
                .Select(line => line[key.Length..]),
        ];
}
