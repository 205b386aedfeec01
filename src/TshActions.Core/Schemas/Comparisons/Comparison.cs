using TshActions.Core.Schemas.Deparsed;

namespace TshActions.Core.Schemas.Comparisons;

/// <summary>Every difference between two catalogs, attribute by attribute, in the order of their identities.</summary>
public static class Comparison
{
    /// <param name="reference">What is said to be right.</param>
    /// <param name="other">What is looked at: what it lacks is missing, what it has besides is extra.</param>
    public static IReadOnlyList<Difference> Of(Catalog reference, Catalog other) =>
        [
            .. Whole(reference, other)
                .Concat(Whole(other, reference).Select(Turned))
                .Concat(
                    reference.Facts.Values.SelectMany(before =>
                        other.Facts.TryGetValue(before.Id, out var after)
                            ? Attributes(before, after)
                            : []
                    )
                )
                .OrderBy(difference => difference.Id, FactId.Order)
                .ThenBy(difference => difference.Attribute, StringComparer.Ordinal),
        ];

    private static IEnumerable<Difference> Whole(Catalog has, Catalog lacks) =>
        Wholes
            .Of([.. has.Facts.Values.Where(fact => !lacks.Facts.ContainsKey(fact.Id))])
            .Select(whole => new Difference(whole.Fact.Id, null, Gist.Of(whole), null));

    private static Difference Turned(Difference difference) =>
        difference with
        {
            Before = difference.After,
            After = difference.Before,
        };

    private static IEnumerable<Difference> Attributes(Fact before, Fact after)
    {
        // Most things are the same: that is found without a list of names.
        if (Same(before, after))
            yield break;
        foreach (
            var name in before
                .Attributes.Keys.Concat(after.Attributes.Keys)
                .Distinct(StringComparer.Ordinal)
        )
        {
            var left = before.Attributes.GetValueOrDefault(name);
            var right = after.Attributes.GetValueOrDefault(name);
            if (left != right && !(name is ColumnOrder.Attribute && ColumnOrder.Agree(left, right)))
                yield return new(before.Id, name, left, right, Like(name, left, right));
        }
    }

    private static bool Same(Fact before, Fact after)
    {
        if (before.Attributes.Count != after.Attributes.Count)
            return false;
        using var left = before.Attributes.GetEnumerator();
        using var right = after.Attributes.GetEnumerator();
        while (left.MoveNext() && right.MoveNext())
            if (left.Current.Key != right.Current.Key || left.Current.Value != right.Current.Value)
                return false;
        return true;
    }

    private static Likeness Like(string attribute, string? before, string? after) =>
        before is null || after is null ? Likeness.Other
        : attribute is "body"
            ? (Space.IsAllThatDiffers(before, after) ? Likeness.Whitespace : Likeness.Other)
        : Expressions.Contains(attribute) && Canonical.AreEquivalent(before, after)
            ? Likeness.Equivalent
        : Likeness.Other;

    private static readonly HashSet<string> Expressions = new(
        [
            "arguments",
            "check",
            "default",
            "definition",
            "filter",
            "generated",
            "partition-bound",
            "partition-key",
            "sql-body",
            "using",
        ],
        StringComparer.Ordinal
    );
}
