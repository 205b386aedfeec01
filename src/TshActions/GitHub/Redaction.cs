namespace TshActions.GitHub;

/// <summary>
/// Knows the secrets of this run and takes them out of every text that leaves the program. The runner masks too, but
/// only what it knows: the lines of a key, and the values inside an environment file, are ours to hide.
/// </summary>
public sealed class Redaction
{
    // Hiding very short values would hide half the log; the runner's own masker has the same trouble.
    private const int Shortest = 4;

    // Replaced as a whole: several hosts speak at once, and each must see all of it.
    private volatile IReadOnlyList<string> _secrets = [];

    /// <summary>Hides a secret as a whole and each of its lines, as the runner's own masker does.</summary>
    /// <returns>What was not hidden before.</returns>
    public IReadOnlyList<string> Add(string secret)
    {
        List<string> parts =
        [
            .. secret
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Append(secret)
                .Select(line => line.Trim())
                .Where(line => line.Length >= Shortest && !IsFrame(line))
                .Distinct()
                .Except(_secrets),
        ];
        // Longer ones first, so that a secret inside another does not leave the rest standing.
        _secrets = [.. _secrets.Concat(parts).OrderByDescending(known => known.Length)];
        return parts;
    }

    public string Clean(string text) =>
        _secrets.Aggregate(text, (clean, secret) => clean.Replace(secret, "***"));

    /// <summary>The first and last line of a key file are no secret, and our own messages speak of them.</summary>
    private static bool IsFrame(string line) =>
        line.StartsWith("-----") && line.EndsWith("-----") && !line.Contains('\n');
}
