using System.Globalization;
using System.Text.Json;

namespace TshActions.Core.Checks;

/// <summary>
/// What a value of an answer must be: a text, a number, `true`; `&lt; 100`, `>= 1` for numbers; null for "is there". A
/// value that is not there, or that is no number where one is compared, is an error: there was nothing to judge.
/// </summary>
public static class Expectation
{
    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];

    /// <param name="shown">How a found value may be told; values can be secrets.</param>
    public static Judged Judge(
        JsonPath path,
        string? expected,
        JsonElement root,
        Func<string, string> shown
    )
    {
        if (path.In(root) is not { } found)
            return Judged.Error($"{path} is not there");
        var told = found.ValueKind switch
        {
            JsonValueKind.String => $"\"{Excerpt.Of(shown(found.GetString()!))}\"",
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.Null => "null",
            _ => found.GetRawText(),
        };
        if (expected is null)
            return found.ValueKind is JsonValueKind.Null
                ? Judged.Failed($"{path} is null")
                : Judged.Passed($"{path} is there");
        if (Comparison(expected) is var (sign, limit))
            return Compare(path, found, sign, limit, told);
        return Text(found) == expected
            ? Judged.Passed($"{path} is as expected")
            : Judged.Failed($"{path} is {told}, not {expected}");
    }

    /// <summary>A text, number or truth value as it is written without quotes; null for anything else.</summary>
    public static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };

    private static Judged Compare(
        JsonPath path,
        JsonElement found,
        string sign,
        double limit,
        string shown
    )
    {
        if (found.ValueKind is not JsonValueKind.Number || !found.TryGetDouble(out var value))
            return Judged.Error($"{path} is {shown}, no number to compare with {sign} {limit}");
        var holds = sign switch
        {
            "<=" => value <= limit,
            ">=" => value >= limit,
            "<" => value < limit,
            _ => value > limit,
        };
        return holds
            ? Judged.Passed($"{path} is {shown}")
            : Judged.Failed($"{path} is {shown}, not {sign} {limit}");
    }

    private static (string Sign, double Limit)? Comparison(string expected) =>
        Comparisons.FirstOrDefault(expected.StartsWith) is { } sign
        && double.TryParse(
            expected[sign.Length..],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var limit
        )
            ? (sign, limit)
            : null;
}
