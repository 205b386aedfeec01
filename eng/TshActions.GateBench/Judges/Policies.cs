using TshActions.Core.Gates.Rules;
using TshActions.GateBench.Corpus;
using TshActions.Manifest;

namespace TshActions.GateBench.Judges;

/// <summary>What the product's judge goes by here: a manifest, read as the product reads it.</summary>
public static class Policies
{
    // The preset's checks are questions to a host, of which the corpus has none; its gauges are those a team would ask for.
    private static readonly string Manifest = $$"""
        app: shop
        runtime: { kind: systemd, command: "/usr/bin/env ./shop --port {port}" }
        gate:
          preset: default
          interval: {{Traces.Service.Interval.TotalSeconds}}s
          timeout: {{Traces.Service.Timeout.TotalSeconds}}s
          probes:
        {{string.Join(
            '\n',
            Traces.Service.Endpoints.Select(one =>
                $"    - {{ name: {one.Name}, path: /{one.Name}, category: {one.Category} }}"
            )
        )}}
          checks:
            - { name: process, kind: off }
            - { name: log, kind: off }
            - { name: disk, kind: off }
          post-switch:
            gauges:
              - { name: cpu, below: 60% }
              - { name: memory, below: 70% }
        environments:
          production:
            branch: main
            site: https://shop.example
            hosts:
              - { name: shop, address: shop.example, user: deploy, host-key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE183NDPjdayy7XsJ11nSMxWlhwqw1auZM4HkD7/WmmJ" }
            slots: { blue: { port: 8081 }, green: { port: 8082 } }
        """;

    /// <summary>The preset `default`.</summary>
    public static BakePolicy Default { get; } = Read();

    private static BakePolicy Read()
    {
        var (manifest, problems) = ManifestReader.Read(Manifest);
        return manifest?.Environments[0].Gate.Bake
            ?? throw new FormatException(string.Join('\n', problems));
    }
}
