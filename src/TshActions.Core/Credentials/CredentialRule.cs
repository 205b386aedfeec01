using System.Text.RegularExpressions;

namespace TshActions.Core.Credentials;

/// <summary>One kind of credential, known by its looks.</summary>
/// <param name="Id">For a line that is allowed.</param>
/// <param name="What">In a message.</param>
/// <param name="Keyword">Stands in every one, so that most texts are passed over without a search.</param>
/// <param name="Pattern">Its group `secret`, or all of it, is what must stay secret.</param>
public sealed record CredentialRule(string Id, string What, string Keyword, Regex Pattern)
{
    /// <summary>Whether it must also look drawn by lot, because its place alone says little.</summary>
    public bool IsGeneric { get; init; }
}

/// <summary>Where one was found. What it is never leaves this assembly.</summary>
/// <param name="Line">From 1.</param>
public sealed record FoundCredential(string Path, int Line, CredentialRule Rule)
{
    public override string ToString() => $"{Path}:{Line} ({Rule.What})";
}
