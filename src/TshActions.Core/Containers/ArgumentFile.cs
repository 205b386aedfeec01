using TshActions.Core.Images;

namespace TshActions.Core.Containers;

/// <summary>Arguments of a docker command as a file on the host: one a line, read back word for word.</summary>
public abstract record ArgumentFile
{
    /// <param name="Spec">sha256 of the text: two deployments with the same one ran the same container.</param>
    public sealed record Written(string Text, Digest Spec) : ArgumentFile;

    /// <summary>An argument that one line cannot hold.</summary>
    public sealed record Refused(string Argument) : ArgumentFile;

    public static ArgumentFile Of(IReadOnlyList<string> arguments)
    {
        if (
            arguments.FirstOrDefault(word => word.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0) is
            { } wrong
        )
            return new Refused(wrong);
        var text = string.Concat(arguments.Select(word => word + "\n"));
        return new Written(text, Digest.Of(text));
    }
}
