using System.Text.RegularExpressions;

namespace TshActions.Core.Credentials;

/// <summary>Looks for credentials in a text.</summary>
public static partial class CredentialScan
{
    /// <summary>Stands on a line, with the rule's id behind it, where a person looked and it is none.</summary>
    public const string Allow = "tsh:allow";

    /// <summary>Bits per character of what was drawn by lot; words of people have fewer.</summary>
    private const double Random = 3.5;

    private const int FewCharacters = 8;

    /// <param name="line">Number of a line of the text, as a person counts it.</param>
    public static IReadOnlyList<FoundCredential> Of(
        string path,
        string text,
        Func<int, int>? line = null
    )
    {
        List<(int Line, CredentialRule Rule)> found = [];
        foreach (var rule in CredentialRules.All)
        {
            if (!text.Contains(rule.Keyword, StringComparison.Ordinal))
                continue;
            foreach (Match match in rule.Pattern.Matches(text))
                if (Looks(match, rule) && !IsAllowed(text, match.Index, rule))
                    found.Add((text.AsSpan(0, match.Index).Count('\n'), rule));
        }
        return
        [
            .. found
                // What only its place gives away stands last: a line is told by what is surest.
                .DistinctBy(one => one.Line)
                .OrderBy(one => one.Line)
                .Select(one => new FoundCredential(
                    path,
                    line is null ? one.Line + 1 : line(one.Line),
                    one.Rule
                )),
        ];
    }

    /// <summary>What people write where a secret would stand looks like none.</summary>
    private static bool Looks(Match match, CredentialRule rule)
    {
        var secret = match.Groups["secret"] is { Success: true } named ? named.Value : match.Value;
        if (secret.Distinct().Count() < (rule.IsGeneric ? FewCharacters : 5))
            return false;
        if (Placeholder().IsMatch(secret))
            return false;
        return !rule.IsGeneric
            || secret.Any(char.IsAsciiDigit)
                && secret.Any(char.IsAsciiLetter)
                && !secret.Contains("://", StringComparison.Ordinal)
                && secret.Count(letter => letter is '/' or '.' or '_' or '-') < 4
                && Entropy(secret) >= Random;
    }

    private static bool IsAllowed(string text, int at, CredentialRule rule)
    {
        var begin = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[(at is 0 ? 0 : begin)..(end < 0 ? text.Length : end)];
        return line.Contains($"{Allow} {rule.Id}", StringComparison.Ordinal);
    }

    /// <summary>Shannon's, in bits per character.</summary>
    private static double Entropy(string text) =>
        -text.CountBy(letter => letter)
            .Select(count => (double)count.Value / text.Length)
            .Sum(share => share * Math.Log2(share));

    [GeneratedRegex(
        "(?i)example|changeme|change-me|placeholder|your[-_]|xxxx|0{8}|12345|redacted|secret|password|dummy|sample|not-?real",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Placeholder();
}
