using YamlDotNet.RepresentationModel;

namespace TshActions.Tests.Conventions;

/// <param name="Default">Null where the key is absent.</param>
internal sealed record DeclaredInput(string Name, string About, bool Required, string? Default);

/// <summary>An `action.yml`, as GitHub reads it.</summary>
internal sealed record ActionMetadata(
    IReadOnlyList<DeclaredInput> Inputs,
    IReadOnlyList<(string Name, string About)> Outputs,
    string Using,
    string Image,
    IReadOnlyList<string> Args
)
{
    public static ActionMetadata Read(string path)
    {
        var root = Yaml.Read(path);
        var runs = root.Map("runs");
        return new ActionMetadata(
            [
                .. root.Map("inputs")
                    .Entries()
                    .Select(entry => new DeclaredInput(
                        entry.Key,
                        entry.Value.Text("description")!,
                        entry.Value.Text("required") is "true",
                        entry.Value.Text("default")
                    )),
            ],
            [
                .. root.Map("outputs")
                    .Entries()
                    .Select(entry => (entry.Key, entry.Value.Text("description")!)),
            ],
            runs.Text("using")!,
            runs.Text("image")!,
            [.. ((YamlSequenceNode)runs.Children["args"]).Select(node => $"{node}")]
        );
    }
}
