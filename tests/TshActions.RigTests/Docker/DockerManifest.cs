using TshActions.Rig.Docker;

namespace TshActions.RigTests.Docker;

/// <summary>The usual manifest of a <see cref="DockerBench"/>.</summary>
internal static class DockerManifest
{
    /// <param name="network"><c>host</c> or <c>bridge</c>.</param>
    public static string Text(Vps vps, string repository, string network) =>
        $$"""
            app: tsh-erp
            environments:
              production:
                branch: main
                site: http://127.0.0.1:{{vps.SitePort}}
                hosts: [{ name: vps-main, address: 127.0.0.1, port: {{vps.SshPort}}, host-key: "{{vps.HostKey}}" }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            runtime:
              kind: docker
              image: {{repository}}
              container: "tsh_erp_app_{slot}"
              network: {{network}}
            proxy: { drain-timeout: 6s }
            migrations: { kind: alembic }
            gate:
              interval: 500ms
              timeout: 3s
              identity: { timeout: 3s }
              probes:
                - { name: health, path: /health }
                - { name: site, path: /health, from: site }
              pre-switch: { clean-ticks: 2, deadline: 10s }
              post-switch: { bake: 3s, failures: 3, of: 5 }

            """;
}
