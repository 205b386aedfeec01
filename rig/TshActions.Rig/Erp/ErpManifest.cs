using TshActions.Rig.Docker;

namespace TshActions.Rig.Erp;

/// <summary>
/// The manifest of the sample ERP's production on throw-away hosts, with a patience measured in seconds. Who needs
/// something else says what with <c>with</c>; values are written as YAML has them.
/// </summary>
public sealed record ErpManifest(string Site, IReadOnlyList<string> Hosts)
{
    public const string Units = """
        runtime:
          kind: systemd
          unit: "tsh_erp-{slot}"
          command: /usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}
        """;

    /// <summary>One host, known by the ports that are published on this machine.</summary>
    public static ErpManifest Of(Vps vps) => new(SiteOf(vps), [Host("vps-main", vps)]);

    /// <param name="site">Where this host's own site is asked, when it is not the environment's.</param>
    public static string Host(string name, Vps vps, string? site = null) =>
        $"{{ name: {name}, address: 127.0.0.1, port: {vps.SshPort}, host-key: \"{vps.HostKey}\"{(site is null ? "" : $", site: \"{site}\"")} }}";

    public static string SiteOf(Vps vps) => $"http://127.0.0.1:{vps.SitePort}";

    /// <param name="network">`host` or `bridge`.</param>
    public static string Containers(string network, string image = "registry.example/tsh/erp") =>
        $$"""
            runtime:
              kind: docker
              image: {{image}}
              container: "tsh_erp_app_{slot}"
              network: {{network}}
            """;

    public string Runtime { get; init; } = Units;

    public string Lease { get; init; } = "20s";

    public string Proxy { get; init; } = "drain-timeout: 6s";

    public string Interval { get; init; } = "1s";

    public string Deadline { get; init; } = "10s";

    public string Bake { get; init; } = "5s";

    public string Text =>
        $$"""
            app: tsh-erp
            lease: {{Lease}}
            environments:
              production:
                branch: main
                site: {{Site}}
                hosts: [{{string.Join(", ", Hosts)}}]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            {{Runtime}}
            proxy: { {{Proxy}} }
            migrations: { kind: alembic }
            gate:
              preset: minimal
              interval: {{Interval}}
              timeout: 3s
              identity: { timeout: 3s }
              # As `read`, so that single ticks count: how long /health fails is no matter of seconds.
              probes:
                - { name: health, path: /health, category: read }
                - { name: site, path: /health, from: site, category: read }
              pre-switch: { minimum-success: {{Interval}}, deadline: {{Deadline}} }
              post-switch:
                bake: {{Bake}}
                # A busy machine is late for some of such quick ticks.
                min-coverage: 50%
                error-rate: { failures: 3, of: 5 }
                failing-for: { then: off }

            """;
}
