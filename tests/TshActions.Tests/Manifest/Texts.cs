using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

/// <summary>Small manifests, written for one test.</summary>
internal static class Texts
{
    public const string Systemd = """
        runtime:
          kind: systemd
          command: /opt/erp/serve --port {port}

        """;

    public const string Docker = """
        runtime:
          kind: docker
          image: ghcr.io/tsh/erp
          container: "{app}_{environment}_{slot}"

        """;

    private const string Key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S";

    public static string OneHost(string rest) => Environments("staging") + rest;

    /// <summary>All of them on one host, each with ports of its own.</summary>
    public static string Environments(params string[] names) =>
        "app: erp\nenvironments:\n"
        + string.Concat(
            names.Select(
                (name, index) =>
                    $$"""
                          {{name}}:
                            branch: develop
                            site: https://{{name}}.example.com
                            hosts: [{ name: vps, address: 192.0.2.10, host-key: "{{Key}}" }]
                            slots: { blue: { port: {{8000 + index}} }, green: { port: {{8010
                            + index}} } }

                        """
            )
        );

    /// <summary>One environment on several hosts.</summary>
    /// <param name="hosts">What stands behind each host's name and key.</param>
    public static string Fleet(params string[] hosts) =>
        $$"""
            app: erp
            environments:
              production:
                branch: main
                site: https://example.com
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
                hosts:

            """
        + string.Concat(
            hosts.Select(
                (host, index) => $"      - {{ name: vps-{index}, host-key: \"{Key}\", {host} }}\n"
            )
        )
        + Systemd;

    public static DeployManifest Read(string text)
    {
        var (manifest, problems) = ManifestReader.Read(text);
        problems.Select(problem => problem.Text("tsh.yml")).ShouldBeEmpty(text);
        return manifest!;
    }
}
