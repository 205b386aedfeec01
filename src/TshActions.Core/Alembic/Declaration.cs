using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>
/// A person's word in the file, which counts more than what is read out of it:
/// `# tsh: backward-compatible: the old release never writes this table`.
/// </summary>
public sealed record Declaration(bool Compatible, string Reason, int Line)
{
    private const string Mark = "tsh:";
    private const string Yes = "backward-compatible";
    private const string No = "not-backward-compatible";

    /// <returns>The declaration, where there is one that can be understood, and what is wrong with those that cannot.</returns>
    public static (Declaration? Said, IReadOnlyList<RevisionProblem> Problems) Of(
        string path,
        IReadOnlyList<Comment> comments
    )
    {
        var said = new List<Declaration>();
        var problems = new List<RevisionProblem>();
        foreach (var comment in comments)
        {
            var text = comment.Text.TrimStart('#', ' ', '\t');
            if (!text.StartsWith(Mark, StringComparison.Ordinal))
                continue;
            var words = text[Mark.Length..].Trim();
            var end = words.AsSpan().IndexOfAny(" \t:,(") is >= 0 and var found
                ? found
                : words.Length;
            var (word, reason) = (
                words[..end],
                words[end..].Trim(' ', '\t', ':', ',', '-', '–', '—', '(', ')')
            );
            if (word is not (Yes or No))
                problems.Add(
                    Wrong(
                        comment,
                        "nothing is declared by this word",
                        word,
                        $"Write `# tsh: {Yes}: reason` or `# tsh: {No}: reason`"
                    )
                );
            else if (reason.Length is 0)
                problems.Add(
                    Wrong(
                        comment,
                        "a declaration needs its reason",
                        word,
                        $"Say why behind it: `# tsh: {word}: reason`"
                    )
                );
            else if (said.Exists(other => other.Compatible != (word is Yes)))
                problems.Add(
                    Wrong(comment, $"it contradicts line {said[0].Line}", word, "Leave one of them")
                );
            else
                said.Add(new(word is Yes, reason, comment.Line));
        }

        return (problems.Count is 0 && said.Count > 0 ? said[0] : null, problems);

        RevisionProblem Wrong(Comment at, string what, string value, string fix) =>
            new(path, at.Line, at.Column, what, value, fix);
    }
}
