using TshActions.Core.Shell;

namespace TshActions.Host;

/// <summary>How the run that holds the lease of an app calls the host helper.</summary>
/// <param name="Helper">Path of the helper on the host.</param>
/// <param name="Root">The app's folder there.</param>
/// <param name="Token">Of the lease.</param>
public sealed record HelperCall(string Helper, string Root, string Token)
{
    /// <summary>A command that only looks.</summary>
    public ShellCommand Look(string name, params IEnumerable<string> words) =>
        ShellCommand.Of([Helper, name, .. words]);

    /// <summary>A command that changes something; refused once the lease is another's.</summary>
    public ShellCommand Change(string name, params IEnumerable<string> words) =>
        ShellCommand.Of([Helper, name, Root, Token, .. words]);
}
