using System.Runtime.CompilerServices;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

/// <summary>The answers and certificates of the corpus, each a file named as the corpus names it.</summary>
internal static class Fixture
{
    /// <summary>An answer as it comes over the wire; one that begins with HTTPS came over TLS.</summary>
    public static Reply.Answered Answer(string name)
    {
        var (head, body) = Read(name + ".http").Split("\n\n", 2) is [var first, var rest]
            ? (first, rest)
            : throw new FormatException(name);
        var lines = head.Split('\n');
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[1]))
            .ToList();
        return new Reply.Answered(
            int.Parse(lines[0].Split(' ')[1]),
            headers.FirstOrDefault(header => header.Key is "X-Release").Value,
            headers,
            body,
            Secure: lines[0].StartsWith("HTTPS")
        );
    }

    public static (Certificate Certificate, DateTimeOffset Now) Certificate(string name)
    {
        var dates = Read(name + ".certificate")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => DateTimeOffset.Parse(parts[1]));
        var validity = new Validity(dates["from"], dates["until"]);
        return (new Certificate(validity, validity, []), dates["now"]);
    }

    public static Reply.Answered Json(string body, int status = 200) =>
        new(status, "1.4.2", [new("Content-Type", "application/json")], body);

    private static string Read(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(
            Path.Combine(Path.GetDirectoryName(Repository.Source(here))!, "fixtures", name)
        );
}
