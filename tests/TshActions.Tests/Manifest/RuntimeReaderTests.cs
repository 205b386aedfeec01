using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class RuntimeReaderTests
{
    [Fact]
    public void A_docker_slot_needs_an_image_and_a_container_and_has_sane_limits()
    {
        var docker = Docker(Texts.Docker);

        docker.ShouldBe(
            new DockerSpec(
                "ghcr.io/tsh/erp",
                "{app}_{environment}_{slot}",
                8000,
                Command: null,
                "bridge",
                docker.Mounts,
                Memory: null,
                Cpus: null,
                Pids: null,
                Health: null,
                10_000_000,
                3,
                TimeSpan.FromSeconds(90),
                TimeSpan.FromSeconds(30)
            )
        );
        docker.Mounts.ShouldBeEmpty();
        docker.OnHostNetwork.ShouldBeFalse();
    }

    [Fact]
    public void Every_key_of_a_docker_slot_is_read()
    {
        var docker = Docker(
            Texts.Docker
                + """
                  port: 9000
                  command: uvicorn erp:app --port {port}
                  network: erp-net
                  mounts: [/srv/erp/uploads:/app/uploads, "fonts:/usr/share/fonts:ro"]
                  memory: 1GB
                  cpus: 1.5
                  pids: 512
                  health: curl -fs localhost:9000/health
                  log-max-size: 500KB
                  log-max-files: 2
                  start-timeout: 2m
                  stop-timeout: 45s
                """
        );

        docker.ShouldBe(
            new DockerSpec(
                "ghcr.io/tsh/erp",
                "{app}_{environment}_{slot}",
                9000,
                "uvicorn erp:app --port {port}",
                "erp-net",
                docker.Mounts,
                1_000_000_000,
                1.5,
                512,
                "curl -fs localhost:9000/health",
                500_000,
                2,
                TimeSpan.FromMinutes(2),
                TimeSpan.FromSeconds(45)
            )
        );
        docker.Mounts.ShouldBe(["/srv/erp/uploads:/app/uploads", "fonts:/usr/share/fonts:ro"]);
    }

    [Fact]
    public void With_the_network_of_the_host_the_default_port_means_nothing() =>
        Docker(Texts.Docker + "  network: host\n").OnHostNetwork.ShouldBeTrue();

    [Fact]
    public void Processes_keep_the_order_of_the_file() =>
        Texts
            .Read(
                Texts.OneHost(Texts.Docker)
                    + """
                    processes:
                      worker: { command: python3 -m erp.worker, overlap: allowed }
                      beat: { command: python3 -m erp.beat, overlap: singleton }
                    """
            )
            .Processes.ShouldBe([
                new ProcessSpec("worker", "python3 -m erp.worker", Overlap.Allowed),
                new ProcessSpec("beat", "python3 -m erp.beat", Overlap.Singleton),
            ]);

    private static DockerSpec Docker(string runtime) =>
        Texts.Read(Texts.OneHost(runtime)).Runtime.ShouldBeOfType<DockerSpec>();
}
