namespace TshActions.Rig.Docker;

/// <summary>An image as a registry holds it.</summary>
/// <param name="Repository">As a VPS names it: <c>ADDRESS:PORT/NAME</c>, without tag.</param>
/// <param name="Digest"><c>sha256:…</c> of its manifest, as the registry said it.</param>
public sealed record PushedImage(string Repository, string Digest)
{
    /// <summary>What <c>docker pull</c> takes.</summary>
    public string Reference => $"{Repository}@{Digest}";
}
