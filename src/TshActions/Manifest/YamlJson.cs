using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>YAML as JSON, by the core schema of YAML 1.2 as far as JSON goes: numbers, booleans and null are told by how they are written.</summary>
internal static partial class YamlJson
{
    /// <summary>A map or list as JSON; a text as it stands; null for nothing.</summary>
    public static string? Body(YamlTree tree) =>
        tree is YamlTree.Leaf leaf
            ? leaf.IsNothing
                ? null
                : leaf.Text
            : Node(tree)!
                .ToJsonString(
                    // What a server is sent is no part of a page, and {name} must be found again.
                    new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
                );

    private static JsonNode? Node(YamlTree tree) =>
        tree switch
        {
            YamlTree.Map map => new JsonObject(
                map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Node(entry.Value)))
            ),
            YamlTree.List list => new JsonArray([.. list.Items.Select(Node)]),
            YamlTree.Leaf { Quoted: true, Text: var text } => JsonValue.Create(text),
            YamlTree.Leaf { IsNothing: true } => null,
            YamlTree.Leaf { Text: "true" } => JsonValue.Create(true),
            YamlTree.Leaf { Text: "false" } => JsonValue.Create(false),
            YamlTree.Leaf { Text: var text } when Number().IsMatch(text) => JsonNode.Parse(text),
            YamlTree.Leaf { Text: var text } => JsonValue.Create(text),
            _ => null,
        };

    /// <summary>JSON's own grammar of a number (RFC 8259, section 6): 007 and +1 are texts.</summary>
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
