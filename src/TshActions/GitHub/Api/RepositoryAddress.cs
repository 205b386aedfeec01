namespace TshActions.GitHub.Api;

/// <summary>One repository and where its forge answers: github.com, or a GitHub Enterprise Server with its own addresses.</summary>
/// <param name="Api">Root of the REST API, without a slash at its end.</param>
/// <param name="Server">Where people look at it.</param>
public sealed record RepositoryAddress(Uri Api, Uri GraphQl, Uri Server, string Owner, string Name)
{
    /// <summary>Out of the variables a runner sets; null where the repository is not told.</summary>
    public static RepositoryAddress? Of(IReadOnlyDictionary<string, string> environment)
    {
        if (
            environment.GetValueOrDefault("GITHUB_REPOSITORY")?.Split('/')
            is not [var owner, var name]
        )
            return null;
        return new(
            At("GITHUB_API_URL", "https://api.github.com"),
            At("GITHUB_GRAPHQL_URL", "https://api.github.com/graphql"),
            At("GITHUB_SERVER_URL", "https://github.com"),
            owner,
            name
        );

        Uri At(string variable, string otherwise) =>
            new(
                (
                    environment.GetValueOrDefault(variable) is { Length: > 0 } told
                        ? told
                        : otherwise
                ).TrimEnd('/')
            );
    }

    /// <summary>A path below the repository's own, each part escaped by the caller.</summary>
    public string Path(string below) =>
        $"/repos/{Uri.EscapeDataString(Owner)}/{Uri.EscapeDataString(Name)}{below}";

    public override string ToString() => $"{Owner}/{Name}";
}
