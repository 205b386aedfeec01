using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>Scalars that docker, PostgreSQL, S3 and scenarios have rules for.</summary>
public static partial class HostScalars
{
    /// <summary>docker's grammar of a reference, without tag and digest; only a registry may have a port.</summary>
    public static Shape.Text Image(string about) =>
        Of(
            about,
            "an image's name in lower case without tag or digest, like ghcr.io/tsh/erp",
            ImagePattern,
            ImageRule()
        );

    public static Shape.Text Network(string about) =>
        new(
            about,
            "bridge, host or the name of a docker network; a slot in no network answers nobody",
            NetworkPattern,
            text => NetworkRule().IsMatch(text) && !text.Contains('\n') && text is not "none"
        );

    public static Shape.Text Mount(string about) =>
        Of(
            about,
            "a mount like /srv/erp/uploads:/app/uploads or uploads:/app/uploads:ro, without spaces",
            MountPattern,
            MountRule()
        );

    public static Shape.Text Variable(string about) =>
        Of(
            about,
            "the name of an environment variable like DATABASE_URL",
            VariablePattern,
            VariableRule()
        );

    public static Shape.Text Bucket(string about) =>
        Of(about, "the name of a bucket like tsh-backups", BucketPattern, BucketRule());

    public static Shape.Text Prefix(string about) =>
        Of(
            about,
            "a path like erp/production, without a slash at either end",
            PrefixPattern,
            PrefixRule()
        );

    public static Shape.Text Region(string about) =>
        Of(about, "a region like us-east-1", RegionPattern, RegionRule());

    public static Shape.Text JsonPath(string about) =>
        Of(about, "a path like $.items[0].id", JsonPathPattern, JsonPathRule());

    public static Shape.Text Placeholder(string about) =>
        Of(
            about,
            "a name of lower-case letters, digits, - and _, like order",
            PlaceholderPattern,
            PlaceholderRule()
        );

    private const string ImagePattern =
        "^([a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$";
    private const string NetworkPattern = "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
    private const string MountPattern =
        "^(/[A-Za-z0-9._/@+-]*|[A-Za-z0-9][A-Za-z0-9_.-]+):/[A-Za-z0-9._/@+-]+(:ro)?$";
    private const string JsonPathPattern = @"^\$([.][^\s.\[\]]+|\[[0-9]{1,6}\])*$";
    private const string PlaceholderPattern = "^[a-z][a-z0-9_-]{0,39}$";
    private const string VariablePattern = "^[A-Za-z_][A-Za-z0-9_]*$";
    private const string BucketPattern = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";
    private const string PrefixPattern =
        "^([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$";
    private const string RegionPattern = "^[a-z0-9][a-z0-9-]*$";

    private static Shape.Text Of(string about, string kind, string pattern, Regex rule) =>
        new(about, kind, pattern, text => rule.IsMatch(text) && !text.Contains('\n'));

    [GeneratedRegex(JsonPathPattern)]
    private static partial Regex JsonPathRule();

    [GeneratedRegex(PlaceholderPattern)]
    private static partial Regex PlaceholderRule();

    [GeneratedRegex(ImagePattern)]
    private static partial Regex ImageRule();

    [GeneratedRegex(NetworkPattern)]
    private static partial Regex NetworkRule();

    [GeneratedRegex(MountPattern)]
    private static partial Regex MountRule();

    [GeneratedRegex(VariablePattern)]
    private static partial Regex VariableRule();

    [GeneratedRegex(BucketPattern)]
    private static partial Regex BucketRule();

    [GeneratedRegex(PrefixPattern)]
    private static partial Regex PrefixRule();

    [GeneratedRegex(RegionPattern)]
    private static partial Regex RegionRule();
}
