using YamlDotNet.RepresentationModel;

namespace TshActions.Tests.Conventions;

/// <summary>Files of this repository read by YamlDotNet itself, not by the reader under test.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string path) => Parse(Repository.Read(path));

    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    extension(YamlMappingNode map)
    {
        public bool Has(string key) => map.Children.ContainsKey(key);

        public YamlMappingNode Map(string key) => (YamlMappingNode)map.Children[key];

        public string? Text(string key) =>
            map.Children.TryGetValue(key, out var node) ? ((YamlScalarNode)node).Value : null;

        public IEnumerable<KeyValuePair<string, string?>> Texts() =>
            map.Children.Select(child =>
                KeyValuePair.Create($"{child.Key}", ((YamlScalarNode)child.Value).Value)
            );

        public IEnumerable<KeyValuePair<string, YamlMappingNode>> Entries() =>
            map.Children.Select(child =>
                KeyValuePair.Create($"{child.Key}", (YamlMappingNode)child.Value)
            );
    }
}
