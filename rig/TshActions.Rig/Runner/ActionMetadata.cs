using TshActions.Manifest;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Runner;

/// <summary>What a runner takes from an action.yml: the defaults of inputs and the arguments of the container.</summary>
public sealed record ActionMetadata(
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyList<string> Arguments
)
{
    /// <param name="action">A folder with an action.yml, from the repository's root: `actions/deploy-slot`, or `.`.</param>
    public static ActionMetadata Read(string action)
    {
        var path = Path.Combine(RepositoryRoot.Find(), action, "action.yml");
        List<Problem> problems = [];
        var root = (YamlTree.Map)(
            YamlTree.Read(File.ReadAllText(path), problems)
            ?? throw new RigException($"{path} cannot be read.")
        );
        var inputs = (YamlTree.Map)Under(root, "inputs")!;
        var arguments = (YamlTree.List)Under((YamlTree.Map)Under(root, "runs")!, "args")!;
        return new ActionMetadata(
            inputs.Entries.ToDictionary(
                entry => entry.Key.Text,
                entry =>
                    Under((YamlTree.Map)entry.Value, "default") is YamlTree.Leaf leaf
                        ? leaf.Text
                        : ""
            ),
            [.. arguments.Items.Cast<YamlTree.Leaf>().Select(leaf => leaf.Text)]
        );
    }

    private static YamlTree? Under(YamlTree.Map map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
