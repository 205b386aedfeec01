using System.Text.RegularExpressions;
using TshActions.Core.Init;
using TshActions.Preflight;

namespace TshActions.Init;

/// <summary>Reads a repository as it lies in its folder, git's own files included where they are plain to read.</summary>
internal static partial class CheckoutReader
{
    /// <exception cref="BadInput">It is a part of one, or some of it cannot be read.</exception>
    public static Checkout Read(string workspace)
    {
        if (RootAbove(workspace) is { } root)
            throw new BadInput(
                $"this folder is a part of the repository at {Path.GetRelativePath(workspace, root)}, and GitHub reads workflows at its root only",
                $"call this there, with `--path {Path.GetRelativePath(root, workspace)}`"
            );
        try
        {
            return ReadRoot(workspace);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new BadInput(
                $"the repository cannot be read: {error.Message.TrimEnd('.')}",
                "call this as somebody who may read all of it"
            );
        }
    }

    /// <summary>Null where the folder is a root itself, or lies in no repository.</summary>
    private static string? RootAbove(string workspace)
    {
        for (var at = workspace; at is not null; at = Path.GetDirectoryName(at))
            // Of a worktree it is a file.
            if (Path.Exists(Path.Combine(at, ".git")))
                return at == workspace ? null : at;
        return null;
    }

    private static Checkout ReadRoot(string workspace)
    {
        List<string> files = [.. TextFiles.Names(workspace)];
        var git = Path.Combine(workspace, ".git");
        return new(
            new DirectoryInfo(workspace).Name,
            files,
            files
                .Where(Checkout.Tells)
                .ToDictionary(file => file, file => TextOf(Path.Combine(workspace, file)) ?? ""),
            Branches(git),
            Origin().Match(TextOf(Path.Combine(git, "config")) ?? "") is { Success: true } origin
                ? origin.Groups[1].Value
                : null
        );
    }

    /// <summary>Null for what is not there, or no text.</summary>
    public static string? TextOf(string path) =>
        File.Exists(path) && new FileInfo(path).Length <= TextFiles.Largest
            ? TextFiles.Text(File.ReadAllBytes(path))?.TrimStart('\uFEFF')
            : null;

    private static IReadOnlyList<string> Branches(string git) =>
        [
            .. ((string[])["refs/heads", "refs/remotes/origin"])
                .SelectMany(under => Below(Path.Combine(git, under)))
                .Concat(
                    Packed()
                        .Matches(TextOf(Path.Combine(git, "packed-refs")) ?? "")
                        .Select(match => match.Groups[1].Value)
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Below(string folder) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
            : [];

    [GeneratedRegex(
        @"url\s*=\s*\S*github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?\s*$",
        RegexOptions.Multiline
    )]
    private static partial Regex Origin();

    [GeneratedRegex(@"refs/(?:heads|remotes/origin)/(\S+)$", RegexOptions.Multiline)]
    private static partial Regex Packed();
}
