namespace TshActions.GitHub;

/// <summary>
/// Knows the secrets of this run and takes them out of every text that leaves the program. The runner masks too, but
/// only what it knows: the lines of a key, and the values inside an environment file, are ours to hide.
/// </summary>
public sealed class Redaction
{
    // Hiding very short values would hide half the log; the runner's own masker has the same trouble.
    private const int Shortest = 4;

    private readonly List<string> _secrets = [];

    public IReadOnlyList<string> Secrets => _secrets;

    public void Add(string secret)
    {
        foreach (var line in secret.ReplaceLineEndings("\n").Split('\n').Append(secret))
            if (line.Trim() is { Length: >= Shortest } part && !_secrets.Contains(part))
                _secrets.Add(part);
        // Longer ones first, so that a secret inside another does not leave the rest standing.
        _secrets.Sort((one, other) => other.Length.CompareTo(one.Length));
    }

    public string Clean(string text) =>
        _secrets.Aggregate(text, (clean, secret) => clean.Replace(secret, "***"));
}
