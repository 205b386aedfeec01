using System.Text.RegularExpressions;

namespace TshActions.Core.Images;

/// <summary>What the input `image` may hold: a reference that names one content, or else the path of an archive.</summary>
public abstract partial record ImageSource
{
    /// <summary>An image in a registry, by digest: what a tag means changes, a digest never does.</summary>
    /// <param name="Registry">Host of the registry, with its port if it has one; <c>docker.io</c> when none is named.</param>
    public sealed record InRegistry(string Registry, string Repository, Digest Digest) : ImageSource
    {
        /// <summary>As `docker pull` takes it.</summary>
        public string Reference => $"{Registry}/{Repository}@{Digest}";

        /// <summary>Whether it is of the repository that <paramref name="name"/> names, however short that is written.</summary>
        public bool IsOf(string name) =>
            Place(name) is var (registry, repository)
            && registry.Equals(Registry, StringComparison.OrdinalIgnoreCase)
            && repository == Repository;
    }

    /// <summary>An archive made by `docker save`, by its path in the workspace.</summary>
    public sealed record Archive(string Path) : ImageSource;

    /// <summary>Neither; says why and what to write instead.</summary>
    public sealed record Refused(string Reason, string Advice) : ImageSource;

    /// <param name="isFile">Whether the text is the path of a file that is there; a file wins over a reference.</param>
    public static ImageSource Read(string text, bool isFile)
    {
        if (isFile)
            return new Archive(text);
        if (text.LastIndexOf('@') is >= 0 and var at)
            return ByDigest(text, text[..at], text[(at + 1)..]);
        if (text.EndsWith(".tar") || text.EndsWith(".tar.gz") || text.EndsWith(".tgz"))
            return new Refused(
                $"`image` is `{text}`, and there is no such file in the workspace",
                "make it with `docker save --output …` in an earlier step of the same job, or download it there"
            );
        return new Refused(
            $"`image` is `{text}`, which names no digest: a tag may mean another image tomorrow",
            $"write `{WithoutTag(text)}@sha256:…`; docker/build-push-action puts the digest in its output `digest`, and `docker buildx imagetools inspect {text}` prints it"
        );
    }

    private static ImageSource ByDigest(string text, string name, string digest)
    {
        if (Digest.Parse(digest) is not { } parsed)
            return new Refused(
                $"`image` is `{text}`, and `{digest}` is no digest",
                "a digest is `sha256:` and 64 hexadecimal digits in lower case"
            );
        // A tag beside the digest says nothing more; docker ignores it as well.
        return Place(WithoutTag(name)) is var (registry, repository)
            ? new InRegistry(registry, repository, parsed)
            : new Refused(
                $"`image` is `{text}`, and `{name}` is no name of an image",
                "write registry/owner/name@sha256:… in lower case, like ghcr.io/tsh/erp@sha256:…"
            );
    }

    private static (string Registry, string Repository)? Place(string name)
    {
        if (Name().Match(name) is not { Success: true } match)
            return null;
        var first = match.Groups[1].Value;
        var rest = match.Groups[2].Value;
        // As docker decides it: the first part is a registry when it looks like a host.
        var isHost = first.Contains('.') || first.Contains(':') || first is "localhost";
        if (isHost && first is not ("docker.io" or "index.docker.io"))
            return (first, rest);
        var repository = isHost || first.Length is 0 ? rest : $"{first}/{rest}";
        return ("docker.io", repository.Contains('/') ? repository : $"library/{repository}");
    }

    private static string WithoutTag(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    [GeneratedRegex(
        @"\A(?:([a-zA-Z0-9.-]+(?::[0-9]+)?)/)?([a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)\z"
    )]
    private static partial Regex Name();
}
