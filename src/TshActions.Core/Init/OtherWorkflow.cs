using System.Text.RegularExpressions;

namespace TshActions.Core.Init;

/// <summary>A workflow the repository has already. Nothing of it is touched.</summary>
/// <param name="Deploys">The word by which it seems to deploy, too, from the same branches; null where it does not.</param>
public sealed partial record OtherWorkflow(string Path, string? Deploys)
{
    public static OtherWorkflow Of(string path, string text, IEnumerable<string> branches)
    {
        var said = Comment().Replace(text, "");
        var sign = Sign().Match(said);
        var ours = said.Contains("tsh-actions/tsh-actions/");
        var push = Push().IsMatch(said);
        var same =
            !said.Contains("branches:")
            || branches.Any(branch =>
                Regex.IsMatch(said, $@"[\s\[""',-]{Regex.Escape(branch)}[\s\]""',]")
            );
        return new(path, !ours && push && same && sign.Success ? sign.Value.Trim() : null);
    }

    [GeneratedRegex(@"(^|\s)#[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(push:|on:.*\bpush\b)", RegexOptions.Multiline)]
    private static partial Regex Push();

    [GeneratedRegex(@"appleboy/[\w-]+|\b(rsync|scp|ssh)(?= )")]
    private static partial Regex Sign();
}
