using System.Diagnostics;

namespace TshActions.RigTests.Host;

/// <summary>Before traffic goes back to a slot the host asks it, with whatever it has for asking.</summary>
public sealed class AnswersTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("curl")]
    [InlineData("wget")]
    [InlineData("bash")]
    public async Task Whether_a_slot_answers_is_found_out_by_what_the_host_has(string program)
    {
        using var host = await KeptFolder.MakeAsync("dash");
        var port = KeptFolder.FreePort();
        using var blue = Process.Start(
            "/usr/bin/busybox",
            ["httpd", "-f", "-p", $"127.0.0.1:{port}", "-h", host.Root]
        );
        try
        {
            var hidden = program switch
            {
                "curl" => "none",
                "wget" => "curl",
                _ => "curl|wget",
            };
            var script = $$"""
                # Nobody is there; who asks a proxy for what runs on this host hears of the proxy.
                export http_proxy=http://127.0.0.1:1
                command() { case $2 in {{hidden}}) return 1 ;; *) return 0 ;; esac; }
                until [ "$(ask {{port}} /releases/r1/inner/file)" = 200 ]; do sleep 0.1; done
                echo "$(ask {{port}} /nothing) $(ask 1 /nothing)"
                """;

            var ran = await host.InHelperAsync(script);

            (ran.Output, ran.Error).ShouldBe(("404 000\n", ""));
        }
        finally
        {
            blue.Kill();
        }
    }
}
