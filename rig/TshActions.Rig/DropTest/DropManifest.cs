using TshActions.Rig.Docker;

namespace TshActions.Rig.DropTest;

/// <summary>The manifest every variant starts from: units, and the flag file.</summary>
internal static class DropManifest
{
    public const string Units = """
        runtime:
          kind: systemd
          unit: "tsh_erp-{slot}"
          command: /usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}
        """;

    /// <summary>As most teams have it: in a network of docker's own, the port published.</summary>
    public const string Containers = """
        runtime:
          kind: docker
          image: registry.example/tsh/erp
          container: "tsh_erp_app_{slot}"
          network: bridge
        """;

    public const string Proxy = "proxy: { drain-timeout: 1s }";

    // A drain as short as can be: what is still open stays open, and the next switch need not wait for it.
    public static string Text(Vps vps) =>
        $$"""
            app: tsh-erp
            environments:
              production:
                branch: main
                site: http://127.0.0.1:{{vps.SitePort}}
                hosts: [{ name: vps-main, address: 127.0.0.1, port: {{vps.SshPort}}, host-key: "{{vps.HostKey}}" }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            {{Units}}
            {{Proxy}}
            migrations: { kind: alembic }
            gate:
              interval: 500ms
              timeout: 3s
              probes:
                - { name: health, path: /health }
                - { name: site, path: /health, from: site }
              pre-switch: { clean-ticks: 2, deadline: 15s }
              post-switch: { bake: 3s, failures: 3, of: 5 }

            """;
}
