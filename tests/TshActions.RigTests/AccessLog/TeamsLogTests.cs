namespace TshActions.RigTests.AccessLog;

/// <summary>However a team asks for its own access log, set-up's costs it no line, and stands where nginx hears it.</summary>
public sealed class TeamsLogTests(Workbench bench) : IClassFixture<Workbench>
{
    private const string Theirs = "/var/log/nginx/theirs.log";
    private const string Include = "include /etc/nginx/tsh/tsh-erp/production/*.conf;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="http">In the http block.</param>
    /// <param name="server">In the site's server block.</param>
    [Theory]
    [InlineData("http", $"access_log {Theirs};", "", Theirs, 5)]
    [InlineData(
        "server",
        "access_log /var/log/nginx/access.log;",
        $"access_log {Theirs};",
        Theirs,
        5
    )]
    [InlineData("server, none above", "access_log off;", $"access_log {Theirs};", Theirs, 5)]
    [InlineData("nobody: nginx's default", "", "", "/var/log/nginx/access.log", 5)]
    [InlineData("off in the server", $"access_log {Theirs};", "access_log off;", Theirs, 0)]
    [InlineData("off in http", "access_log off;", "", Theirs, 0)]
    [InlineData(
        "server, and an error page elsewhere",
        "",
        $"access_log {Theirs}; error_page 502 =200 /sorry; location = /sorry {{ return 200 sorry; }}",
        Theirs,
        5
    )]
    public async Task Both_logs_get_every_line(
        string where,
        string http,
        string server,
        string log,
        int lines
    )
    {
        await AskForAsync(http, server);

        // Twice: what set-up itself wrote must not change where it writes.
        for (var round = 0; round < 2; round++)
        {
            var setUp = await bench.TshAsync("setup");
            setUp.ExitCode.ShouldBe(0, $"{where}\n{setUp.Log}");
            if (round > 0)
                setUp.Log.ShouldNotContain("~ write", Case.Sensitive, where);
        }

        await Bench(
            $"touch {log}; for file in {log} {TrafficLines.Log}; do : >$file; done; for n in 1 2 3 4 5; do curl -s -o /dev/null http://127.0.0.1/$n; done"
        );

        await Ssh.Eventually.HoldsAsync(
            $"{where}: ours has five lines",
            async () => await CountAsync(TrafficLines.Log) is 5
        );
        (await CountAsync(log)).ShouldBe(lines, where);
        var scope = await Bench($"tsh-host scope {TrafficLines.Root}");
        scope.ShouldContain("log.reach all", Case.Sensitive, where);
        scope.ShouldNotContain("log.hides");
    }

    [Fact]
    public async Task A_line_that_silences_theirs_is_seen_and_the_next_set_up_moves_it()
    {
        await AskForAsync("", $"access_log {Theirs};");
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);

        await AskForAsync($"access_log {Theirs};", "");

        (await Bench($"tsh-host scope {TrafficLines.Root}")).ShouldContain("log.hides theirs");
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        (await Bench($"tsh-host scope {TrafficLines.Root}")).ShouldNotContain("log.hides");
    }

    [Fact]
    public async Task The_deploy_user_may_read_this_log_and_none_beside_it()
    {
        await AskForAsync("access_log /var/log/nginx/access.log;", "");
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);

        foreach (var rotated in new[] { false, true })
        {
            if (rotated)
                await Bench(
                    "curl -s -o /dev/null http://127.0.0.1/; logrotate -f /etc/logrotate.d/tsh-tsh-erp_production"
                );
            (await Bench($"stat -c '%a %G' {TrafficLines.Log}")).ShouldBe("640 deploy");
            (
                await Bench($"su deploy -c 'cat {TrafficLines.Log} >/dev/null && echo read'")
            ).ShouldBe("read");
        }

        (await Bench("su deploy -c 'cat /var/log/nginx/access.log' 2>&1 || true")).ShouldContain(
            "Permission denied"
        );
    }

    private async Task AskForAsync(string http, string server) =>
        await Bench(
            $$"""
            [ -f /etc/nginx/nginx.before ] || cp /etc/nginx/nginx.conf /etc/nginx/nginx.before
            sed 's#^\taccess_log .*#\t{{http}}#' /etc/nginx/nginx.before >/etc/nginx/nginx.conf
            cat >/etc/nginx/sites-enabled/tsh-erp-production <<'END'
            server {
                listen 80;
                {{server}}
                {{Include}}
            }
            END
            nginx -t -q && nginx -s reload
            """
        );

    private async Task<int> CountAsync(string log) => int.Parse(await Bench($"wc -l <{log}"));

    private Task<string> Bench(string script) => bench.Vps.ShellAsync(script, Cancel);
}
