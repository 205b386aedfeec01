using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TshActions.Core.Init;

/// <summary>What became of the settings of a coding agent.</summary>
public abstract record Settings
{
    /// <param name="Text">The whole file, with what was missing.</param>
    /// <param name="Added">Empty where nothing was.</param>
    public sealed record Merged(string Text, IReadOnlyList<string> Added) : Settings;

    /// <summary>Nothing can be added to it without taking something away.</summary>
    public sealed record Unreadable(string Why) : Settings;
}

/// <summary>
/// `.claude/settings.local.json`: staging by a push, nothing else on a host. Only what is missing is added to a file
/// that is there.
/// </summary>
public static class SettingsFile
{
    public const string Path = ".claude/settings.local.json";

    public static IReadOnlyList<string> Allowed(Answers answers) =>
        [
            .. answers
                .Environments.Where(one => one.Requires is null)
                .Select(one => $"Bash(git push origin {one.Branch})"),
            "Bash(gh run list:*)",
            "Bash(gh run watch:*)",
            "Bash(gh run view:*)",
            "Bash(gh workflow list:*)",
            "Bash(gh workflow view:*)",
        ];

    public static IReadOnlyList<string> Denied(Answers answers) =>
        [
            .. answers.Productions.Select(one => $"Bash(git push origin {one.Branch})"),
            "Bash(git push -f:*)",
            "Bash(git push --force:*)",
            .. answers
                .Productions.SelectMany(one => one.Hosts)
                .Where(host => host.IsKnown)
                .SelectMany(host =>
                    new[] { "root", host.User }
                        .Distinct()
                        .Select(user => $"Bash(rsync:*{user}@{host.Address}:*)")
                )
                .Distinct(),
        ];

    /// <param name="existing">Null where there is none yet.</param>
    public static Settings With(Answers answers, string? existing)
    {
        JsonObject root;
        try
        {
            var read = JsonNode.Parse(existing ?? "{}");
            if (read is not JsonObject map)
                return new Settings.Unreadable("it holds no JSON object");
            root = map;
            List<string> added = [];
            foreach (
                var (list, entries) in new[]
                {
                    ("allow", Allowed(answers)),
                    ("deny", Denied(answers)),
                }
            )
            {
                if (Permissions(root, list) is not { } there)
                    return new Settings.Unreadable($"its `permissions.{list}` is no list");
                var known = there.OfType<JsonValue>().Select(value => value.ToString()).ToHashSet();
                foreach (var entry in entries.Where(entry => !known.Contains(entry)))
                {
                    there.Add((JsonNode)entry);
                    added.Add($"{list} {entry}");
                }
            }

            return new Settings.Merged(
                added.Count is 0 && existing is not null ? existing : Write(root, existing),
                added
            );
        }
        // A key that stands there twice is told only when it is looked at.
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return new Settings.Unreadable("it is no JSON");
        }
    }

    private static JsonArray? Permissions(JsonObject root, string list)
    {
        if (!root.ContainsKey("permissions"))
            root["permissions"] = new JsonObject();
        if (root["permissions"] is not JsonObject permissions)
            return null;
        if (!permissions.ContainsKey(list))
            permissions[list] = new JsonArray();
        return permissions[list] as JsonArray;
    }

    private static string Write(JsonObject root, string? existing)
    {
        var indented = existing
            ?.Split('\n')
            .FirstOrDefault(line =>
                line.Length > 0 && char.IsWhiteSpace(line[0]) && line.Trim().Length > 0
            );
        return root.ToJsonString(
                new()
                {
                    WriteIndented = true,
                    IndentCharacter = indented?[0] is '\t' ? '\t' : ' ',
                    IndentSize = indented is null
                        ? 2
                        : indented.TakeWhile(char.IsWhiteSpace).Count(),
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
    }
}
