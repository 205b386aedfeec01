using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace TshActions.Drift;

/// <summary>What is asked of a server: `catalog/*.sql`, in the words of its version.</summary>
/// <remarks>
/// Each statement's first four columns are kind, schema, name and part; each other one is an attribute by its own name, and
/// what is NULL is not there. In braces stand words for what comes again and again, and for what a version does not have.
/// </remarks>
internal static partial class CatalogQueries
{
    /// <summary>Told instead of what may be a secret.</summary>
    public const string HiddenValue = "(hidden)";

    // What says where a foreign server is; any other option may be a secret.
    private const string Shown =
        "'host', 'hostaddr', 'port', 'dbname', 'schema_name', 'table_name', 'column_name', 'fetch_size', 'batch_size', 'updatable', 'truncatable', 'use_remote_estimate', 'async_capable', 'filename', 'format', 'header', 'delimiter', 'encoding'";

    /// <param name="version">Major version of the server.</param>
    /// <param name="salt">
    /// Hexadecimal digits, the same for both sides of one comparison: values that may be secret are told by a hash with it,
    /// which is worth nothing afterwards. Null tells nothing of them.
    /// </param>
    public static IReadOnlyList<string> For(int version, string? salt, bool includeRoles) =>
        [
            .. Files
                .Where(file => includeRoles || file.Name is not "08-roles")
                .SelectMany(file => Statements(Expand(file.Text, version, salt))),
        ];

    private static string Expand(string text, int version, string? salt)
    {
        var words = Word()
            .Replace(
                text,
                word =>
                    word.Groups["arguments"].Value.Split(' ') is var given
                    && word.Groups["name"].Value is var name
                        ? name switch
                        {
                            "own" =>
                                $"{given[0]}.nspname !~ '^pg_' AND {given[0]}.nspname <> 'information_schema'",
                            "free" =>
                                $"NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = '{given[0]}'::regclass AND m.objid = {given[1]} AND m.deptype = 'e')",
                            "sorted" =>
                                $"(SELECT string_agg(o, ', ' ORDER BY o) FROM unnest({given[0]}) o)",
                            "hidden" => Hidden(given[0], salt),
                            "option" =>
                                $"CASE WHEN split_part({given[0]}, '=', 1) IN ({Shown}) THEN {given[0]} ELSE split_part({given[0]}, '=', 1) || '=' || {Hidden(given[0], salt)} END",
                            "grantee" =>
                                $"coalesce((SELECT rolname FROM pg_roles WHERE oid = {given[0]}.grantee), 'PUBLIC')",
                            // Of procedures it says IN from version 14 on.
                            "signature" when version >= 14 =>
                                $"regexp_replace({given[0]}, '(^|, )IN ', '\\1', 'g')",
                            "signature" => given[0],
                            "grants" => Grants(given[0], given[1], given[2]),
                            _ => throw new InvalidOperationException($"no word {name}"),
                        }
                        : ""
            );
        while (From().IsMatch(words))
            words = From()
                .Replace(
                    words,
                    choice =>
                        version
                        >= int.Parse(choice.Groups["version"].Value, CultureInfo.InvariantCulture)
                            ? choice.Groups["then"].Value
                            : choice.Groups["else"].Value
                );
        return words;
    }

    private static string Hidden(string value, string? salt) =>
        salt is null ? $"'{HiddenValue}'" : $"'#' || left(md5('{salt}' || {value}), 8)";

    // What is as by default is not told, so that an empty list is the same as one that says the default.
    private static string Grants(string list, string kind, string owner) =>
        $"""
            LATERAL (SELECT coalesce(g.grantee, b.grantee) AS grantee, coalesce(g.privileges, 'none') AS privileges
             FROM (SELECT e.grantee, string_agg(e.privilege_type || CASE WHEN e.is_grantable THEN '*' ELSE '' END, ', ' ORDER BY e.privilege_type) AS privileges FROM aclexplode({list}) e GROUP BY e.grantee) g
             FULL JOIN (SELECT e.grantee, string_agg(e.privilege_type, ', ' ORDER BY e.privilege_type) AS privileges FROM aclexplode(acldefault('{kind}', {owner})) e GROUP BY e.grantee) b ON b.grantee = g.grantee
             WHERE {list} IS NOT NULL AND g.privileges IS DISTINCT FROM b.privileges) x
            """;

    private static string[] Statements(string text) =>
        text.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static readonly IReadOnlyList<(string Name, string Text)> Files =
    [
        .. Names()
            .Order(StringComparer.Ordinal)
            .Select(name => (name[Prefix.Length..], Read(name))),
    ];

    private const string Prefix = "tsh-catalog/";

    private static IEnumerable<string> Names() =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"\{(?<name>own|free|sorted|hidden|option|grantee|grants|signature) (?<arguments>[^{}]*)\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Word();

    // The innermost first.
    [GeneratedRegex(
        @"\{from (?<version>\d+): (?<then>[^{}]*?) \| (?<else>[^{}]*)\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex From();
}
