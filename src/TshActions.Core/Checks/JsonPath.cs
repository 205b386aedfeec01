using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TshActions.Core.Checks;

/// <summary>
/// A place in an answer: `$.items[0].id`, `$['a.b']`. Nothing more of RFC 9535, so that a path names one value or
/// none. What is not there is told, never taken for null: Gatus reads it as 0 and lets `&lt; 100` pass.
/// </summary>
public sealed class JsonPath
{
    private static readonly SearchValues<char> NoName = SearchValues.Create("*?@'\"] ");

    private readonly string _text;
    private readonly IReadOnlyList<object> _steps;

    private JsonPath(string text, IReadOnlyList<object> steps) => (_text, _steps) = (text, steps);

    /// <returns>Null when it is no such path.</returns>
    public static JsonPath? Parse(string text)
    {
        if (!text.StartsWith('$'))
            return null;
        var steps = new List<object>();
        for (var rest = text.AsSpan(1); rest.Length > 0; )
        {
            var taken = rest[0] is '[' ? Bracket(rest, steps) : Name(rest, steps);
            if (taken is 0)
                return null;
            rest = rest[taken..];
        }

        return new JsonPath(text, steps);
    }

    public override string ToString() => _text;

    /// <returns>Null when nothing is there.</returns>
    public JsonElement? In(JsonElement root)
    {
        var at = root;
        foreach (var step in _steps)
        {
            switch (step)
            {
                case string name
                    when at.ValueKind is JsonValueKind.Object
                        && at.TryGetProperty(name, out var member):
                    at = member;
                    break;
                case int index
                    when at.ValueKind is JsonValueKind.Array && index < at.GetArrayLength():
                    at = at[index];
                    break;
                default:
                    return null;
            }
        }

        return at;
    }

    private static int Name(ReadOnlySpan<char> rest, List<object> steps)
    {
        if (rest[0] is not '.')
            return 0;
        var end = rest[1..].IndexOfAny('.', '[');
        var name = end < 0 ? rest[1..] : rest.Slice(1, end);
        if (name.IsEmpty || name.ContainsAny(NoName))
            return 0;
        steps.Add(name.ToString());
        return name.Length + 1;
    }

    private static int Bracket(ReadOnlySpan<char> rest, List<object> steps)
    {
        if (rest.StartsWith("['"))
        {
            var end = rest.IndexOf("']");
            if (end <= 2)
                return 0;
            steps.Add(rest[2..end].ToString());
            return end + 2;
        }

        var close = rest.IndexOf(']');
        if (
            close < 2
            || !int.TryParse(
                rest[1..close],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
        )
            return 0;
        steps.Add(index);
        return close + 1;
    }
}
