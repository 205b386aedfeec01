using System.Text.RegularExpressions;

namespace TshActions.Core.Releases;

/// <summary>
/// Which values of an environment file must never be shown. Not all of them: hiding `production` or `true` would black
/// out half of every log, and GitHub drops outputs that hold a masked value.
/// </summary>
public static partial class SecretValues
{
    public static IEnumerable<string> Of(EnvironmentFile file) =>
        file.Variables.SelectMany(variable => Of(variable.Key, variable.Value)).Distinct();

    private static IEnumerable<string> Of(string name, string value)
    {
        if (UserInfo().Match(value) is { Success: true } match)
            return [value, match.Groups[1].Value];
        var secret = SecretName().IsMatch(name) ? !IsPlain(value) : LooksRandom(value);
        return secret ? [value] : [];
    }

    /// <summary>Words and numbers that stand in every log, whatever the name of the variable: PASSWORD_RESET=true.</summary>
    private static bool IsPlain(string value) =>
        double.TryParse(value, out _) || PlainWord().IsMatch(value);

    /// <summary>Long, of one piece, with letters and digits: a key or token, whatever its name.</summary>
    private static bool LooksRandom(string value) =>
        value.Length >= 16
        && !value.Any(char.IsWhiteSpace)
        && value.Any(char.IsAsciiDigit)
        && value.Any(char.IsAsciiLetter);

    [GeneratedRegex("PASS|SECRET|TOKEN|KEY|CREDENTIAL|PRIVATE|SALT|DSN", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        @"\A(true|false|yes|no|on|off|none|null|blue|green|pass|warn|fail|inconclusive|staging|production)\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PlainWord();

    /// <summary>The password within an address: scheme://user:password@host.</summary>
    [GeneratedRegex(@"://[^/@\s:]*:([^@\s/]+)@")]
    private static partial Regex UserInfo();
}
