using TshActions.Core.Images;

namespace TshActions.Tests.Images;

public class RegistryFailureTests
{
    private static readonly ImageSource.InRegistry Image = new(
        "ghcr.io",
        "tsh/erp",
        Digest.Of("manifest")
    );

    [Fact]
    public void Every_way_a_pull_fails_has_its_plain_words_and_a_remedy()
    {
        (string? User, string Words)[] said =
        [
            (null, "Error response from daemon: Head \"https://ghcr.io/v2/\": unauthorized"),
            ("bot", "Error response from daemon: Get \"https://ghcr.io/v2/\": denied: denied"),
            (
                "bot",
                "docker login: Error response from daemon: login attempt failed with status: 401 Unauthorized"
            ),
            (
                null,
                "Error response from daemon: manifest for ghcr.io/tsh/erp@sha256:1 not found: manifest unknown"
            ),
            (null, "no matching manifest for linux/arm64/v8 in the manifest list entries"),
            (null, "x509: certificate signed by unknown authority"),
            (null, "dial tcp 127.0.0.1:1: connect: connection refused"),
            (null, "dial tcp: lookup ghcr.io on 10.0.0.1:53: no such host"),
            (null, "dial tcp 192.0.2.1:443: connect: no route to host"),
            (
                null,
                "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"
            ),
            (null, "toomanyrequests: You have reached your pull rate limit."),
            (null, "write /var/lib/docker/tmp/x: no space left on device"),
            (null, "something new"),
        ];

        Approved.Check(
            string.Concat(
                said.Select(one =>
                {
                    var (message, advice) = RegistryFailure.Explain(
                        Image,
                        "vps-main",
                        one.User,
                        one.Words
                    );
                    return $"{one.Words}\n{message}\n  → {advice}\n\n";
                })
            )
        );
    }
}
