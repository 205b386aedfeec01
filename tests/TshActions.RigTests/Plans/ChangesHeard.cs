using System.Text.RegularExpressions;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Plans;

/// <summary>
/// Which changes of the host a run made, by the lines it sent there, in the words of a plan's steps. A line that is
/// neither known to look only, nor known as a part of a step, is a change that no plan announces.
/// </summary>
internal static partial class ChangesHeard
{
    private static readonly string[] Looks =
    [
        "observe",
        "room",
        "connections",
        "workers",
        "inventory",
        "differs",
        "backups",
    ];

    // The right to change, not a change.
    private static readonly string[] Leases = ["take", "renew", "release"];

    /// <summary>What a step sends beside the command that is its own.</summary>
    private static readonly Dictionary<string, string> Parts = new()
    {
        ["address"] = "occupy",
        ["prune_backups"] = "backup",
    };

    /// <summary>Scripts, told by how they begin.</summary>
    private static readonly (string Begin, string Step, bool IsOwn)[] Scripts =
    [
        ($"rm -rf {Root}/releases/", "upload", true),
        ($"mkdir -p {Root}/deployments/", "occupy", false),
        ($"umask 077; cat > {Root}/deployments/", "occupy", false),
    ];

    private static readonly string[] LookingScripts =
    [
        "test -x ",
        $"cd {Root}/releases/",
        $"cat {Root}/deployments/",
    ];

    private const string Root = Host.HelperBench.Root;

    /// <summary>The steps in the order they were begun.</summary>
    /// <exception cref="Shouldly.ShouldAssertException">A line is unknown, or a step was left half done.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> sent)
    {
        List<(string Step, int Own)> steps = [];
        foreach (var (step, isOwn) in sent.Select(Change).OfType<(string, bool)>())
            if (steps.Count > 0 && steps[^1].Step == step && !(isOwn && steps[^1].Own > 0))
                steps[^1] = (step, steps[^1].Own + (isOwn ? 1 : 0));
            else
                steps.Add((step, isOwn ? 1 : 0));
        steps.ShouldAllBe(step => step.Own == 1);
        return [.. steps.Select(step => step.Step)];
    }

    /// <summary>What the plan says it changes must be what was heard, no more, no less, in that order.</summary>
    public static void ShouldBeThoseOf(this IReadOnlyList<string> heard, IEnumerable<Step> plan) =>
        heard.ShouldBe(plan.Select(step => step.Command).OfType<string>());

    private static (string Step, bool IsOwn)? Change(string line)
    {
        if (HelperCommand().Match(line) is { Success: true } call)
        {
            var name = call.Groups[1].Value;
            return Looks.Contains(name) || Leases.Contains(name) ? null
                : Parts.TryGetValue(name, out var step) ? (step, false)
                : (name, true);
        }

        if (LookingScripts.Any(line.StartsWith))
            return null;
        var script = Scripts.FirstOrDefault(script => line.StartsWith(script.Begin));
        script.Begin.ShouldNotBeNull($"no plan announces what this line does: {line}");
        return (script.Step, script.IsOwn);
    }

    [GeneratedRegex($@"\A{Root}/bin/tsh-host-[0-9a-f]+ ([a-z_]+)( |\z)")]
    private static partial Regex HelperCommand();
}
