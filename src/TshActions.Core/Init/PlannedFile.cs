namespace TshActions.Core.Init;

public enum FileState
{
    New,
    Same,

    /// <summary>A file of theirs gets what it lacks and keeps the rest.</summary>
    Adds,

    /// <summary>Other content, which they said may go.</summary>
    Replaces,

    /// <summary>Other content, which stays.</summary>
    Differs,

    /// <summary>No file of ours.</summary>
    Theirs,
}

/// <summary>A file of the repository, and what becomes of it.</summary>
/// <param name="Text">What is written; null where nothing is.</param>
public sealed record PlannedFile(string Path, FileState State, string Why, string? Text)
{
    /// <summary>What a file of theirs gets, line by line.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <param name="existing">What stands there; null where nothing does.</param>
    /// <param name="replace">Paths that may be overwritten.</param>
    public static PlannedFile Of(
        string path,
        string why,
        string text,
        string? existing,
        IReadOnlySet<string> replace
    ) =>
        existing is null ? new(path, FileState.New, why, text)
        : existing == text ? new(path, FileState.Same, why, null)
        : replace.Contains(path) ? new(path, FileState.Replaces, why, text)
        : new(path, FileState.Differs, "stays as it is", null);

    /// <summary>One line each, for a person.</summary>
    public static string Table(IReadOnlyList<PlannedFile> files)
    {
        var widest = files.Max(file => file.Path.Length);
        return string.Join(
            '\n',
            files.SelectMany(file =>
                file.Added.Select(line => $"{"", 12}+ {line}")
                    .Prepend(
                        $"  {file.State.ToString().ToLowerInvariant(), -8}  {file.Path.PadRight(widest)}  {file.Why}"
                    )
            )
        );
    }
}
