using System.Collections.Immutable;
using System.Globalization;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Ignores;

namespace TshActions.Manifest;

/// <summary>Turns the checked part about drift into values.</summary>
internal static class DriftReader
{
    public static DriftSpec Drift(Checked part) =>
        new(
            part["production"].Text,
            part["staging"].Text,
            [.. part.Find("schemas")?.Items.Select(item => item.Text) ?? []],
            part.Find("revisions")?.Text,
            Enum.Parse<ScratchHost>(part["scratch"].Text, ignoreCase: true),
            Enum.Parse<Severity>(part["fail-on"].Text, ignoreCase: true),
            part["include-roles"].IsOn,
            part.Find("roles")
                ?.Keys.ToImmutableSortedDictionary(
                    role => role.Key,
                    role => role.Value.Text,
                    StringComparer.Ordinal
                )
                ?? ImmutableSortedDictionary<string, string>.Empty,
            part["timeout"].Duration,
            [.. part.Find("ignore")?.Items.Select(Rule) ?? []]
        );

    private static IgnoreRule Rule(Checked part) =>
        new(
            part["kind"].Text,
            part["name"].Text,
            part.Find("attribute")?.Text,
            part.Find("side") is { } side ? Enum.Parse<Side>(side.Text, ignoreCase: true) : null,
            part.Find("change") is { } change
                ? Enum.Parse<Change>(change.Text, ignoreCase: true)
                : null,
            part["reason"].Text,
            part.Find("owner")?.Text,
            DateOnly.ParseExact(part["until"].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            $"line {part.Line}"
        );
}
