namespace TshActions.Tests.Manifest;

public class ManifestRulesTests
{
    [Theory]
    [InlineData("preset: minimal, post-switch: { error-rate: { failures: 8, of: 8 } }")]
    [InlineData(
        "preset: minimal, post-switch: { bake: 80s, error-rate: { of: 8 }, failing-for: { longer-than: 79s } }"
    )]
    [InlineData("post-switch: { bake: 3m, p95: { min-samples: 12 } }")]
    [InlineData("post-switch: { bake: 140s, latency: { then: off }, p95: { min-samples: 8 } }")]
    [InlineData(
        "preset: minimal, post-switch: { bake: 1s, error-rate: { then: off }, failing-for: { then: off } }"
    )]
    [InlineData("pre-switch: { minimum-success: 90s, deadline: 104s }")]
    [InlineData("pre-switch: { minimum-success: 0s, deadline: 1s }")]
    [InlineData("baseline: { samples: 8 }")]
    [InlineData("baseline: { samples: 0 }, post-switch: { degradation: { then: off } }")]
    [InlineData("checks: [{ name: certificate, kind: tls, warn: 8d, fail: 7d }]")]
    [InlineData("categories: { read: { target: 599ms } }")]
    public void What_can_just_happen_is_allowed(string gate) =>
        Texts.Read(Texts.OneHost(Texts.Systemd) + $"gate: {{ {gate} }}\n");
}
