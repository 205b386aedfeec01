namespace TshActions.Rig.Postgres;

/// <summary>A manifest for comparing two databases by their addresses: no host in it is ever asked.</summary>
public static class ComparedManifest
{
    /// <param name="drift">Lines of the manifest's part `drift`.</param>
    public static string Text(string drift = "") =>
        $$"""
            app: erp
            environments:
              staging:
                branch: develop
                site: https://staging.example
                hosts: [{ name: one, address: 192.0.2.1, host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
              production:
                branch: main
                site: https://production.example
                hosts: [{ name: two, address: 192.0.2.2, host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE183NDPjdayy7XsJ11nSMxWlhwqw1auZM4HkD7/WmmJ }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            runtime: { kind: systemd, unit: "erp-{slot}", command: "/usr/bin/erp --port {port}" }
            {{(drift.Length > 0 ? $"drift: {{ {drift} }}" : "")}}
            """;
}
