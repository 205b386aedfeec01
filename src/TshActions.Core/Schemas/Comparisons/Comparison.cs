using TshActions.Core.Schemas.Deparsed;

namespace TshActions.Core.Schemas.Comparisons;

/// <summary>Every difference between two catalogs, attribute by attribute, in the order of their identities.</summary>
public static class Comparison
{
    /// <param name="reference">What is said to be right.</param>
    /// <param name="other">What is looked at: what it lacks is missing, what it has besides is extra.</param>
    public static IReadOnlyList<Difference> Of(Catalog reference, Catalog other)
    {
        List<Fact> missing = [];
        List<Fact> extra = [];
        List<Difference> changed = [];
        foreach (var (before, after) in Pairs(reference, other))
            if (after is null)
                missing.Add(before!);
            else if (before is null)
                extra.Add(after);
            else
                changed.AddRange(Attributes(before, after));
        var all = Wholes
            .Of(missing)
            .Select(whole => new Difference(whole.Fact.Id, null, Gist.Of(whole), null))
            .Concat(
                Wholes
                    .Of(extra)
                    .Select(whole => new Difference(whole.Fact.Id, null, null, Gist.Of(whole)))
            )
            .Concat(changed);
        return
        [
            .. PublicSchema
                .WithoutMade(all, reference, other)
                .OrderBy(difference => difference.Id, FactId.Order)
                .ThenBy(difference => difference.Attribute, StringComparer.Ordinal),
        ];
    }

    /// <summary>Both in step, since both are in the same order.</summary>
    private static IEnumerable<(Fact? Before, Fact? After)> Pairs(Catalog reference, Catalog other)
    {
        using var left = reference.Facts.Values.GetEnumerator();
        using var right = other.Facts.Values.GetEnumerator();
        var before = Next(left);
        var after = Next(right);
        while (before is not null || after is not null)
        {
            var order =
                before is null ? 1
                : after is null ? -1
                : FactId.Order.Compare(before.Id, after.Id);
            yield return (order <= 0 ? before : null, order >= 0 ? after : null);
            if (order <= 0)
                before = Next(left);
            if (order >= 0)
                after = Next(right);
        }

        static Fact? Next(IEnumerator<Fact> facts) => facts.MoveNext() ? facts.Current : null;
    }

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
                yield return new(
                    before.Id,
                    name,
                    left,
                    right,
                    Like(name, left, right, before, after)
                );
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

    private static Likeness Like(
        string attribute,
        string? left,
        string? right,
        Fact before,
        Fact after
    ) =>
        left is null || right is null ? Likeness.Other
        : attribute is "body"
            ? IsFreeOfSpace(before) && IsFreeOfSpace(after) && Space.IsAllThatDiffers(left, right)
                    ? Likeness.Whitespace
                : Likeness.Other
        : Expressions.Contains(attribute) && Canonical.AreEquivalent(left, right)
            ? Likeness.Equivalent
        : Likeness.Other;

    // In others, such as Python, an indent says what belongs together.
    private static bool IsFreeOfSpace(Fact routine) =>
        routine.Attributes.GetValueOrDefault("language") is "sql" or "plpgsql";

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
