using TshActions.Ssh;
using TshActions.Tests.Manifest;

namespace TshActions.Tests.Ssh;

public class SshFailureTests
{
    /// <summary>The telling lines of OpenSSH's own log, one ending each.</summary>
    private static readonly string[] Logs =
    [
        "debug1: Server host key: ssh-ed25519 SHA256:Zm9yZWlnbg\nHost key verification failed.\n",
        "Unable to negotiate with 167.71.39.50 port 22: no matching host key type found. Their offer: rsa-sha2-512,rsa-sha2-256\n",
        "Load key \"/tmp/tsh-x/key\": error in libcrypto\nroot@167.71.39.50: Permission denied (publickey).\n",
        "debug1: Server host key: ssh-ed25519 SHA256:cGlubmVk\ndeploy@167.71.39.50: Permission denied (publickey).\n",
        "ssh: connect to host 167.71.39.50 port 22: Connection refused\n",
        "ssh: connect to host 167.71.39.50 port 22: Connection timed out\n",
        "ssh: connect to host 167.71.39.50 port 22: No route to host\n",
        "ssh: Could not resolve hostname vps-main: Name or service not known\n",
        "channel 1: open failed: administratively prohibited: open failed\n",
        "debug1: something new\nkex_exchange_identification: read: Connection reset by peer\n",
    ];

    [Fact]
    public void Every_way_a_connection_fails_has_its_plain_words_and_a_remedy()
    {
        var host = ExampleTests.Manifest.Environments[1].Hosts[0];

        var failures = Logs.Select(log =>
            SshFailure.Explain(host, host.User, TimeSpan.FromSeconds(10), log)
        );

        Approved.Check(
            string.Join(
                '\n',
                failures.Select(failure =>
                    $"{failure.Code}: {failure.Message}\n  → {failure.Advice}\n{failure.Foreign}"
                )
            )
        );
    }

    [Fact]
    public void Of_a_log_nobody_understands_only_the_end_is_told()
    {
        var host = ExampleTests.Manifest.Environments[1].Hosts[0];
        var log = string.Concat(Enumerable.Range(1, 40).Select(line => $"debug1: line {line}\n"));

        SshFailure
            .Explain(host, host.User, TimeSpan.FromSeconds(10), log)
            .Foreign.Split('\n')
            .ShouldBe(Enumerable.Range(29, 12).Select(line => $"debug1: line {line}"));
    }
}
