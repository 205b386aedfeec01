using System.Text.Json;
using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>Whether the API document that is committed is the one that the application gives out.</summary>
public static class ApiDocument
{
    /// <param name="committed">A root element.</param>
    /// <param name="served">The same of what staging answers.</param>
    public static RowFinding Of(JsonElement committed, JsonElement served, string path)
    {
        List<string> differences = [];
        Compare(committed, served, "", differences);
        return differences.Count is 0
            ? new RowFinding.Good($"{path} is what staging answers")
            : new RowFinding.Bad(
                $"{path} differs from what staging answers in {differences.Count} place{(differences.Count is 1 ? "" : "s")}: {FewText.Of(differences)}",
                $"write {path} anew from the application, and commit it"
            );
    }

    /// <summary>By JSON pointer (RFC 6901). What servers there are differs from environment to environment.</summary>
    private static void Compare(JsonElement a, JsonElement b, string at, List<string> differences)
    {
        if (at is "/servers")
            return;
        if (a.ValueKind is JsonValueKind.Object && b.ValueKind is JsonValueKind.Object)
        {
            var there = b.EnumerateObject().ToDictionary(one => one.Name, one => one.Value);
            foreach (var one in a.EnumerateObject())
                if (there.Remove(one.Name, out var other))
                    Compare(one.Value, other, Below(at, one.Name), differences);
                else
                    Tell($"{Below(at, one.Name)} is gone");
            foreach (var name in there.Keys)
                Tell($"{Below(at, name)} is new");
        }
        else if (a.ValueKind is JsonValueKind.Array && b.ValueKind is JsonValueKind.Array)
        {
            if (a.GetArrayLength() != b.GetArrayLength())
                differences.Add(at);
            else
                foreach (var (index, one) in a.EnumerateArray().Index())
                    Compare(one, b[index], $"{at}/{index}", differences);
        }
        else if (!JsonElement.DeepEquals(a, b))
            differences.Add(at);

        void Tell(string what)
        {
            if (!what.StartsWith("/servers ", StringComparison.Ordinal))
                differences.Add(what);
        }
    }

    private static string Below(string at, string name) =>
        $"{at}/{name.Replace("~", "~0").Replace("/", "~1")}";
}
