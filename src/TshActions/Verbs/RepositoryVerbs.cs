using TshActions.Core.Init;
using TshActions.Init;

namespace TshActions.Verbs;

/// <summary>What a person at a terminal does to a repository.</summary>
internal static class RepositoryVerbs
{
    public static readonly Verb Init = new(
        "init",
        "Prepare a repository once: manifest, workflows, guard rails, and what to set up elsewhere.",
        IsAction: false,
        [
            new(
                "app",
                "Name of the application; empty takes the package's or the folder's.",
                Default: "",
                Allowed: InitInputs.Name
            ),
            new(
                "path",
                "Folder of the application, where the repository has several.",
                Default: "",
                Allowed: InitInputs.Folder
            ),
            .. InitNotes.Called.SelectMany(Of),
            new(
                "replace",
                "Files that may be overwritten, separated by commas, like .github/tsh.yml.",
                Default: ""
            ),
            new(
                "upgrade",
                "Convert a manifest of an older version, and do nothing else.",
                Default: "false",
                Switch: true
            ),
            Shared.PlanOnly,
        ],
        [],
        Verbs.Init.TellAsync
    );

    private static IEnumerable<Input> Of(string environment) =>
        [
            new(
                $"{environment}-host",
                $"Host of {environment}, as user@address or user@address:port; empty leaves it open.",
                Default: "",
                Allowed: InitInputs.Host
            ),
            new(
                $"{environment}-host-key-fingerprint",
                $"Fingerprint of its ed25519 host key, as its own console shows it; empty asks at a terminal.",
                Default: "",
                Allowed: InitInputs.Fingerprint
            ),
            new(
                $"{environment}-site",
                $"Address clients of {environment} use; empty takes what nginx's files in the repository say.",
                Default: "",
                Allowed: InitInputs.Site
            ),
            new(
                $"{environment}-branch",
                $"Branch that deploys to {environment}; empty takes {(environment is "staging" ? "develop" : "main")}, or what the repository has in its stead.",
                Default: "",
                Allowed: InitInputs.Branch
            ),
        ];
}
