using System.Text.RegularExpressions;

namespace TshActions.Core.Promotions;

/// <summary>One commit by what it says of itself.</summary>
/// <param name="Type">`feat`, `fix`, …; empty where it says none.</param>
/// <param name="Subject">Without type and scope.</param>
/// <remarks>https://www.conventionalcommits.org/en/v1.0.0/</remarks>
public sealed partial record ConventionalCommit(
    string Sha,
    string Type,
    string Scope,
    bool IsBreaking,
    string Subject
)
{
    public static ConventionalCommit Read(string sha, string message)
    {
        var first = message.Split('\n')[0].Trim();
        var footer = Footer().IsMatch(message);
        return Header().Match(first) is { Success: true } header
            ? new(
                sha,
                header.Groups["type"].Value.ToLowerInvariant(),
                header.Groups["scope"].Value,
                footer || header.Groups["breaking"].Success,
                header.Groups["subject"].Value
            )
            : new(sha, "", "", footer, first);
    }

    [GeneratedRegex(
        @"\A(?<type>[A-Za-z]+)(?:\((?<scope>[^()]+)\))?(?<breaking>!)?: +(?<subject>.+)\z",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Header();

    [GeneratedRegex(@"^BREAKING[ -]CHANGE: ", RegexOptions.Multiline, 1000)]
    private static partial Regex Footer();
}
