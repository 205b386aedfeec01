using System.Text.RegularExpressions;

namespace TshActions.Core.Init;

/// <summary>A `server` block of a file in the repository that passes requests on.</summary>
/// <param name="Ports">Of this host's loopback, where it passes them to.</param>
/// <param name="LocationLine">Line of its `location /`; null where it has none.</param>
public sealed record NginxSite(
    string Path,
    int Line,
    string Name,
    bool IsTls,
    IReadOnlyList<int> Ports,
    int? LocationLine
)
{
    public string Address => $"{(IsTls ? "https" : "http")}://{Name}";

    /// <summary>By its name: nothing else in the file tells them apart.</summary>
    public bool IsStaging =>
        Name.Split('.', '-')
            .Any(part => part is "staging" or "stage" or "test" or "dev" or "develop");
}

/// <summary>What nginx's files in the repository say of sites and ports.</summary>
public static partial class NginxSites
{
    public static IReadOnlyList<NginxSite> In(Checkout checkout) =>
        [
            .. checkout
                .Files.Where(file => file.EndsWith(".conf"))
                .Order(StringComparer.Ordinal)
                .SelectMany(file => In(file, WithoutComments(checkout.Text(file)))),
        ];

    private static IEnumerable<NginxSite> In(string path, string text)
    {
        var upstreams = Upstream()
            .Matches(text)
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(
                group => group.Key,
                group => Ports(ServerPort(), group.First().Groups[2].Value)
            );
        foreach (Match server in Server().Matches(text))
        {
            var end = EndOf(text, server.Index + server.Length);
            var block = text[server.Index..end];
            var ports = Passed()
                .Matches(block)
                .Select(match => match.Groups[1].Value)
                .SelectMany(to =>
                    upstreams.TryGetValue(to, out var known) ? known : Ports(OwnPort(), to)
                )
                .Distinct()
                .ToList();
            var name = Names()
                .Matches(block)
                .SelectMany(match =>
                    match
                        .Groups[1]
                        .Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                )
                .FirstOrDefault(name => Plain().IsMatch(name));
            // What only sends clients elsewhere is not the site.
            if (name is null || ports.Count is 0)
                continue;
            yield return new(
                path,
                LineAt(text, server.Index),
                name,
                Tls().IsMatch(block),
                ports,
                Root().Match(block) is { Success: true } root
                    ? LineAt(text, server.Index + root.Index)
                    : null
            );
        }
    }

    private static List<int> Ports(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan))];

    private static int EndOf(string text, int begin)
    {
        var depth = 1;
        var at = begin;
        while (at < text.Length && depth > 0)
            depth += text[at++] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
        return at;
    }

    private static int LineAt(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"#[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bupstream\s+(\S+)\s*\{([^}]*)\}")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"\bserver\s+(?:127\.0\.0\.1|localhost):(\d{1,5})")]
    private static partial Regex ServerPort();

    [GeneratedRegex(@"^(?:127\.0\.0\.1|localhost):(\d{1,5})$")]
    private static partial Regex OwnPort();

    [GeneratedRegex(@"\bserver\s*\{")]
    private static partial Regex Server();

    [GeneratedRegex(@"\bproxy_pass\s+http://([^;/\s]+)")]
    private static partial Regex Passed();

    [GeneratedRegex(@"\bserver_name\s+([^;]+);")]
    private static partial Regex Names();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\blisten\s+[^;]*(\bssl\b|\b443\b)")]
    private static partial Regex Tls();

    [GeneratedRegex(@"\blocation\s+/\s*\{")]
    private static partial Regex Root();
}
