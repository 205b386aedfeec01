using TshActions.Core.Init;
using TshActions.Manifest;
using TshActions.Verbs;

namespace TshActions.Init;

/// <summary>A manifest that is there and stays: what a person named must be what it says already.</summary>
internal static class KeptManifest
{
    /// <summary>Each option that would have no effect.</summary>
    public static IEnumerable<string> Contradicted(DeployManifest manifest, Inputs inputs)
    {
        if (Differs("app", manifest.App) is { } app)
            yield return app;
        foreach (var name in InitNotes.Called)
        {
            var known = manifest.Environments.FirstOrDefault(one => one.Name == name);
            var host = known?.Hosts[0];
            string?[] all =
            [
                Differs($"{name}-branch", known?.Branch),
                Differs($"{name}-site", known?.Site.GetLeftPart(UriPartial.Authority)),
                Differs(
                    $"{name}-host",
                    host is null ? null : $"{new NamedHost(host.User, host.Address, host.Port)}"
                ),
                Differs($"{name}-host-key-fingerprint", host?.Key.Fingerprint),
            ];
            foreach (var one in all.OfType<string>())
                yield return one;
        }

        string? Differs(string input, string? said) =>
            inputs[input] is { Length: > 0 } given && given.TrimEnd('/') != said
                ? $"`{input}` is `{given}`, and {InitPlan.Manifest} says {(said is null ? "nothing of it" : $"`{said}`")}: edit it there, or add `--replace {InitPlan.Manifest}`"
                : null;
    }
}
