using TshActions.Rig.Docker;

namespace TshActions.Rig.KillMatrix;

/// <summary>The manifest of the matrix: a short lease, so that a cell that waits for its end is short too.</summary>
internal static class MatrixManifest
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    private const string Units = """
        runtime:
          kind: systemd
          unit: "tsh_erp-{slot}"
          command: /usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}
        """;

    // In the host's own network: a published port would be docker's to carry, and go with its daemon.
    private const string Containers = """
        runtime:
          kind: docker
          image: registry.example/tsh/erp
          container: "tsh_erp_app_{slot}"
          network: host
        """;

    /// <param name="bake">Long where the release is to sicken in it: a fast gate might be over before.</param>
    public static string Text(Vps vps, TimeSpan bake, bool inContainers) =>
        $$"""
            app: tsh-erp
            lease: {{Lease.TotalSeconds}}s
            environments:
              production:
                branch: main
                site: http://127.0.0.1:{{vps.SitePort}}
                hosts: [{ name: vps-main, address: 127.0.0.1, port: {{vps.SshPort}}, host-key: "{{vps.HostKey}}" }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            {{(inContainers ? Containers : Units)}}
            proxy: { drain-timeout: {{Drain.TotalSeconds}}s }
            migrations: { kind: alembic }
            gate:
              interval: 500ms
              timeout: 3s
              identity: { timeout: 3s }
              probes:
                - { name: health, path: /health }
                - { name: site, path: /health, from: site }
              pre-switch: { clean-ticks: 2, deadline: 30s }
              post-switch: { bake: {{bake.TotalSeconds}}s, failures: 3, of: 5 }

            """;
}
