using TshActions.Rig.Docker;

namespace TshActions.Rig.Rehearsal;

/// <summary>
/// The manifest of a rehearsal: a real one, with a patience measured in seconds. Production bakes for longer than the
/// release that sickens stays well from its start, so that no machine is quick enough to let it pass.
/// </summary>
internal static class RehearsalManifest
{
    public static string Text(Vps staging, Vps production, string chat) =>
        $$"""
            app: tsh-erp
            environments:
              staging:
                branch: develop
                site: http://{{staging.Address}}:8080
                hosts: [{ name: vps-staging, address: {{staging.Address}}, host-key: "{{staging.HostKey}}" }]
                slots: { blue: { port: 8002 }, green: { port: 8012 } }
                bake: 5s
              production:
                branch: main
                site: http://{{production.Address}}
                requires: staging
                hosts: [{ name: vps-main, address: {{production.Address}}, host-key: "{{production.HostKey}}" }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            runtime:
              kind: systemd
              unit: "tsh_erp-{slot}"
              command: /usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}
            migrations: { kind: alembic }
            preflight:
              # Nobody issues a certificate for an address of this machine.
              rows: { certificate: off }
              checks: [test]
              variables: [DATABASE_URL, REDIS_URL]
              critical-paths: [app/erp]
            notify:
              telegram: {{chat}}
            gate:
              preset: minimal
              interval: 1s
              timeout: 3s
              probes:
                - { name: health, path: /health, category: read }
                - { name: products, path: "/products?limit=5" }
                - { name: site, path: /health, from: site, category: read }
              pre-switch: { minimum-success: 2s, deadline: 12s }
              post-switch:
                bake: 20s
                # A busy machine is late for some of such quick ticks.
                min-coverage: 50%
                error-rate: { failures: 3, of: 5 }
                failing-for: { then: off }

            """;
}
