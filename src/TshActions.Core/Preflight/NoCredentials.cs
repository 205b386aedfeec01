using TshActions.Core.Credentials;
using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>Whether no credential stands where others can read it.</summary>
public static class NoCredentials
{
    /// <param name="good">What was looked through, where nothing was found.</param>
    /// <param name="where">Where it would be, for the fix.</param>
    public static RowFinding Of(
        IReadOnlyList<FoundCredential> found,
        string good,
        CredentialPlace where
    ) =>
        found.Count is 0
            ? new RowFinding.Good(good)
            : new RowFinding.Bad(
                $"{found.Count}: {FewText.Of(found)}",
                $"make it worthless where it is used, for others have read it; then {Out(where)}. Where it is none, write `{CredentialScan.Allow} {found[0].Rule.Id}` on its line, or its path into `preflight.credentials-allowed-in`"
            )
            {
                Places =
                [
                    .. where is CredentialPlace.Checkout
                        ? found.Select(one => new RowPlace(
                            one.Path,
                            one.Line,
                            $"This looks like {one.Rule.What}"
                        ))
                        : [],
                ],
            };

    private static string Out(CredentialPlace where) =>
        where switch
        {
            CredentialPlace.Checkout => "take it out and put it into a secret of the environment",
            CredentialPlace.History =>
                "leave it there, or take it out of the history with `git filter-repo`",
            _ => "build the image without it: `RUN --mount=type=secret` leaves none behind",
        };
}

public enum CredentialPlace
{
    Checkout,
    History,
    Image,
}
