using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>Scalars that chats have rules for.</summary>
internal static partial class NotifyScalars
{
    public static Shape.Text Chat(string about) =>
        Of(
            about,
            "a chat's id like \"-1001234567890\", or the name of a public one like \"@tsh_deploys\"",
            ChatPattern,
            ChatRule()
        );

    public static Shape.Text Channel(string about) =>
        Of(
            about,
            "a channel's id like C0123ABCDEF, at the end of what Slack shows about the channel",
            ChannelPattern,
            ChannelRule()
        );

    /// <summary>What carries a secret is not sent in the clear, except within this machine.</summary>
    public static Shape.Text SecureUrl(string about) =>
        new(
            about,
            "an https address like https://hooks.example.com/tsh, without a user; http only within this machine",
            SecureUrlPattern,
            text =>
                SecureUrlRule().IsMatch(text)
                && !text.Contains('\n')
                && Uri.TryCreate(text, UriKind.Absolute, out var url)
                && url.UserInfo.Length is 0
        );

    private const string ChatPattern = "^(-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31})$";
    private const string ChannelPattern = "^[CGD][A-Z0-9]{6,30}$";
    private const string SecureUrlPattern =
        @"^(https://[^\s/?#@\\]+|http://(localhost|127[.]0[.]0[.]1|\[::1\])(:[0-9]{1,5})?)(/[^\s#\\]*)?$";

    private static Shape.Text Of(string about, string kind, string pattern, Regex rule) =>
        new(about, kind, pattern, text => rule.IsMatch(text) && !text.Contains('\n'));

    [GeneratedRegex(ChatPattern)]
    private static partial Regex ChatRule();

    [GeneratedRegex(ChannelPattern)]
    private static partial Regex ChannelRule();

    [GeneratedRegex(SecureUrlPattern)]
    private static partial Regex SecureUrlRule();
}
