namespace TshActions.Core.Init;

public enum Language
{
    Unknown,
    Python,
    Node,
    Flutter,
}

/// <summary>Where Alembic's configuration lies.</summary>
/// <param name="Folder">Relative to the app's own folder; empty for that folder itself.</param>
/// <param name="Revisions">Folder of the revision files in the repository; null where the program finds it by itself.</param>
public sealed record FoundAlembic(string Folder, string? Revisions);

/// <summary>An application in a repository.</summary>
/// <param name="Folder">In the repository; empty for its root.</param>
/// <param name="Called">What its package or folder is called.</param>
/// <param name="Entry">Of FastAPI: module and variable, `app.main:app`.</param>
/// <param name="DockerPort">What its Dockerfile exposes.</param>
public sealed record FoundApp(
    string Folder,
    Language Language,
    string Called,
    bool IsFastApi = false,
    string? Entry = null,
    bool HasDockerfile = false,
    int? DockerPort = null,
    FoundAlembic? Alembic = null
)
{
    /// <summary>For a person, in one line.</summary>
    public string Text =>
        string.Join(
            ", ",
            new[]
            {
                Language switch
                {
                    Language.Python when Entry is not null => $"Python, FastAPI at {Entry}",
                    Language.Python when IsFastApi => "Python, FastAPI",
                    Language.Python => "Python",
                    Language.Node => "Node",
                    Language.Flutter => "Flutter",
                    Language.Unknown => "no language that is known here",
                },
                Alembic is null ? "" : "Alembic",
                HasDockerfile ? "a Dockerfile: slots are containers" : "slots are systemd units",
            }.Where(part => part.Length > 0)
        );
}
