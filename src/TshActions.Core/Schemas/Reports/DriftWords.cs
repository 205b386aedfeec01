using System.Globalization;
using TshActions.Core.Reports;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>Names and values of a report in words; whatever is foreign in them is one harmless line.</summary>
internal static class DriftWords
{
    public const int LongestName = 60;
    public const int LongestThing = 160;

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Of(Side side) => side.ToString().ToLowerInvariant();

    public static string Of(Change change) => change.ToString().ToLowerInvariant();

    public static string Of(Cause cause) =>
        cause switch
        {
            Cause.Unknown => "unknown",
            Cause.OnlyProduction => "only-production",
            Cause.OnlyStaging => "only-staging",
            Cause.BothAlike => "both-alike",
            Cause.BothDifferently => "both-differently",
            Cause.Pending => "pending",
        };

    public static string Name(DriftSide side) => PlainText.OneLine(side.Name, LongestName);

    /// <summary>The thing and what of it: `column public.orders.total, type`; a whole thing by itself.</summary>
    public static string Thing(Difference difference) =>
        PlainText.OneLine(
            difference.Attribute is { } attribute
                ? $"{difference.Id}, {attribute}"
                : $"{difference.Id}",
            LongestThing
        );

    public static string Where(DriftReport report, Side side) =>
        side switch
        {
            Side.Production => $"on {Name(report.Production)}",
            Side.Staging => $"on {Name(report.Staging)}",
            Side.Both => "on both",
            Side.Unknown => $"between {Name(report.Production)} and {Name(report.Staging)}",
        };

    public static string Who(DriftReport report, DriftRow row) =>
        (row.Standing.Cause, row.Finding.Guilty) switch
        {
            (Cause.Pending, _) => "pending migration",
            (Cause.BothDifferently, _) => "both, each in its way",
            (_, Side.Production) => Name(report.Production),
            (_, Side.Staging) => Name(report.Staging),
            (_, Side.Both) => "both",
            (_, Side.Unknown) => "not known",
        };

    /// <summary>What it should be and what it is; where nothing says what it should be, what each side has.</summary>
    public static string Values(DriftReport report, DriftRow row, int longest)
    {
        var (standing, difference) = (row.Standing, row.Finding.Difference);
        return standing.Cause switch
        {
            Cause.Unknown =>
                $"{Told(standing.Production.Value)} {Where(report, Side.Production)}, {Told(standing.Staging.Value)} {Where(report, Side.Staging)}",
            Cause.BothDifferently =>
                $"{Told(standing.Expected)} → {Told(standing.Production.Value)} {Where(report, Side.Production)}, {Told(standing.Staging.Value)} {Where(report, Side.Staging)}",
            _ => $"{Told(difference.Before)} → {Told(difference.After)}",
        };

        string Told(string? value) => Value(value, standing.Attribute, longest);
    }

    /// <param name="attribute">Null where a whole thing is spoken of.</param>
    public static string Value(string? value, string? attribute, int longest) =>
        value switch
        {
            null when attribute is null => "missing",
            null => "not set",
            "" => "(empty)",
            _ => PlainText.OneLine(value, longest),
        };
}
