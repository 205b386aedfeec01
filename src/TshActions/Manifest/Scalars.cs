using System.Globalization;
using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>The kinds of scalars: how each is written and what it means.</summary>
public static partial class Scalars
{
    public static Shape.Text Text(string about) => Of(about, "text", @"\S", AnyText());

    public static Shape.Text Name(string about) =>
        Of(
            about,
            "a name of lower-case letters and digits, with single hyphens between",
            NamePattern,
            NameRule()
        );

    public static Shape.Text Duration(string about) =>
        Of(about, "a duration like 500ms, 30s, 5m, 1h or 14d", DurationPattern, DurationRule());

    /// <summary>For waits that would make no sense at zero.</summary>
    public static Shape.Text LastingDuration(string about) =>
        new(
            about,
            "a duration above zero like 500ms, 30s, 5m, 1h or 14d",
            DurationPattern,
            text => Duration(about).Accepts(text) && DurationOf(text) > TimeSpan.Zero
        );

    public static Shape.Text User(string about) =>
        Of(about, "a user name like deploy", UserPattern, UserRule());

    public static Shape.Text Address(string about) =>
        Of(about, "a DNS name or an IP address", AddressPattern, AddressRule());

    public static Shape.Text Header(string about) =>
        Of(about, "the name of an HTTP header like X-Release", HeaderPattern, HeaderRule());

    public static Shape.Text Size(string about) =>
        Of(about, "a size like 500MB or 2GB", SizePattern, SizeRule());

    /// <param name="least">The smallest size that makes sense.</param>
    public static Shape.Text SizeFrom(string about, string least) =>
        new(
            about,
            $"a size from {least}, like 500MB or 2GB",
            SizePattern,
            text => Size(about).Accepts(text) && SizeOf(text) >= SizeOf(least)
        );

    public static Shape.Text DurationBetween(string about, string from, string to) =>
        new(
            about,
            $"a duration from {from} to {to}",
            DurationPattern,
            text =>
                Duration(about).Accepts(text)
                && DurationOf(text) >= DurationOf(from)
                && DurationOf(text) <= DurationOf(to)
        );

    public static Shape.Text Amount(string about) =>
        new(
            about,
            "an amount from 0.01, like 2 or 1.5",
            AmountPattern,
            text => AmountRule().IsMatch(text) && !text.Contains('\n') && AmountOf(text) >= 0.01
        );

    public static Shape.Text Percent(string about) =>
        Of(about, "a share like 80%", PercentPattern, PercentRule());

    /// <summary>For shares of which logarithms are taken.</summary>
    public static Shape.Text InnerPercent(string about) =>
        new(
            about,
            "a share above 0% and below 100%, like 0.1%",
            PercentPattern,
            text => Percent(about).Accepts(text) && PercentOf(text) is > 0 and < 1
        );

    public static Shape.Choice Switch(string about) => new(about, ["true", "false"]);

    public static Shape.Text Path(string about) =>
        Of(about, "an absolute path without spaces, starting with /", PathPattern, PathRule());

    public static Shape.Text Url(string about) =>
        new(
            about,
            "an http or https address without a path, like https://erp.example.com",
            UrlPattern,
            IsUrl
        );

    public static Shape.Text Number(string about, int from, int to) =>
        new(
            about,
            $"a whole number from {from} to {to}",
            "^[0-9]+$",
            text => IsNumber(text, from, to)
        );

    public static Shape.Text Port(string about) =>
        new(about, "a port number from 1 to 65535", "^[0-9]+$", text => IsNumber(text, 1, 65535));

    /// <summary>Reads a text that <see cref="Duration"/> accepts.</summary>
    public static TimeSpan DurationOf(string text)
    {
        var match = DurationRule().Match(text);
        var number = double.Parse(match.Groups[1].ValueSpan);
        return match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    /// <summary>The duration written there; null where none is, which the check has said already.</summary>
    internal static TimeSpan? DurationIn(Checked? part) =>
        part is not null && Duration("").Accepts(part.Text) ? part.Duration : null;

    /// <summary>The share written there; null where none is.</summary>
    internal static double? PercentIn(Checked? part) =>
        part is not null && Percent("").Accepts(part.Text) ? part.Percent : null;

    /// <summary>The whole number written there; null where none is.</summary>
    internal static int? NumberIn(Checked? part) =>
        part is not null && IsNumber(part.Text, 0, int.MaxValue) ? part.Number : null;

    /// <summary>Reads a text that <see cref="Size"/> accepts, in bytes; units are powers of 1000 as disks have them.</summary>
    public static long SizeOf(string text)
    {
        var match = SizeRule().Match(text);
        var number = long.Parse(match.Groups[1].ValueSpan);
        return match.Groups[2].Value switch
        {
            "B" => number,
            "KB" => number * 1_000,
            "MB" => number * 1_000_000,
            _ => number * 1_000_000_000,
        };
    }

    /// <summary>Reads a text that <see cref="Amount"/> accepts.</summary>
    public static double AmountOf(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Reads a text that <see cref="Percent"/> accepts, as 0 to 1.</summary>
    public static double PercentOf(string text) =>
        double.Parse(text.AsSpan(0, text.Length - 1)) / 100;

    private const string NamePattern = "^[a-z](-?[a-z0-9]){0,39}$";
    private const string DurationPattern = "^([0-9]{1,6})(ms|s|m|h|d)$";
    private const string SizePattern = "^([0-9]{1,9})(B|KB|MB|GB)$";
    private const string AmountPattern = "^[0-9]{1,4}([.][0-9]{1,3})?$";
    private const string PercentPattern = "^(100|[0-9]{1,2}([.][0-9]+)?)%$";
    private const string PathPattern = @"^/[^\s'""]*$";
    private const string UserPattern = "^[a-z_][a-z0-9_-]{0,31}$";
    private const string AddressPattern = "^[A-Za-z0-9][A-Za-z0-9.:_-]*$";
    private const string HeaderPattern = "^[A-Za-z0-9-]+$";
    private const string UrlPattern = "^https?://[^/ ]+/?$";

    private static Shape.Text Of(string about, string kind, string pattern, Regex rule) =>
        new(about, kind, pattern, text => rule.IsMatch(text) && !text.Contains('\n'));

    private static bool IsNumber(string text, int from, int to) =>
        text.Length is > 0 and < 10
        && text.All(char.IsAsciiDigit)
        && int.Parse(text) is var number
        && number >= from
        && number <= to;

    private static bool IsUrl(string text) =>
        !text.Contains('\n')
        && UrlRule().IsMatch(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Host.Length > 0;

    [GeneratedRegex(@"\S")]
    private static partial Regex AnyText();

    [GeneratedRegex(NamePattern)]
    private static partial Regex NameRule();

    [GeneratedRegex(DurationPattern)]
    private static partial Regex DurationRule();

    [GeneratedRegex(SizePattern)]
    private static partial Regex SizeRule();

    [GeneratedRegex(AmountPattern)]
    private static partial Regex AmountRule();

    [GeneratedRegex(PercentPattern)]
    private static partial Regex PercentRule();

    [GeneratedRegex(PathPattern)]
    private static partial Regex PathRule();

    [GeneratedRegex(UserPattern)]
    private static partial Regex UserRule();

    [GeneratedRegex(AddressPattern)]
    private static partial Regex AddressRule();

    [GeneratedRegex(HeaderPattern)]
    private static partial Regex HeaderRule();

    [GeneratedRegex(UrlPattern)]
    private static partial Regex UrlRule();
}
