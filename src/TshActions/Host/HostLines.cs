namespace TshActions.Host;

/// <summary>The helper's answers: `key value` lines, a key as often as it likes.</summary>
internal static class HostLines
{
    public static ILookup<string, string> Read(string output) =>
        output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words.ElementAtOrDefault(1) ?? "");
}
