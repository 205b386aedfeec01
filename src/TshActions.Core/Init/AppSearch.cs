using System.Text.RegularExpressions;

namespace TshActions.Core.Init;

/// <summary>Which application a repository is there for.</summary>
public abstract partial record AppSearch
{
    public sealed record One(FoundApp App) : AppSearch;

    /// <summary>A person must say which.</summary>
    public sealed record Several(IReadOnlyList<FoundApp> Apps) : AppSearch;

    public sealed record NoSuchFolder(IReadOnlyList<FoundApp> Apps) : AppSearch;

    // Deeper ones are examples and fixtures more often than applications.
    private const int Deepest = 2;

    /// <param name="path">The folder a person named; empty where none was.</param>
    public static AppSearch In(Checkout checkout, string path)
    {
        var folders = checkout
            .Files.Where(IsMarker)
            .Select(Checkout.FolderOf)
            .Where(folder => folder.Split('/').Length <= Deepest && !folder.StartsWith('.'))
            .Distinct()
            .Where(folder => folder.Length > 0 || !IsWorkspace(checkout))
            .ToList();
        // What lies inside of one belongs to it.
        var apps = folders
            .Where(folder =>
                !folders.Exists(other =>
                    other != folder && (other.Length is 0 || folder.StartsWith($"{other}/"))
                )
            )
            .Select(folder => At(checkout, folder))
            .OrderBy(app => app.Folder, StringComparer.Ordinal)
            .ToList();
        if (path.Length > 0)
            return checkout.Below(path).Any()
                ? new One(At(checkout, path))
                : new NoSuchFolder(apps);

        // An app for telephones runs on no host.
        var served = apps.Where(app => app.Language is not Language.Flutter || app.HasDockerfile)
            .ToList();
        return (served, apps) switch
        {
            ([var one], _) => new One(one),
            ([], [var one]) => new One(one),
            ([], []) => new One(At(checkout, "")),
            _ => new Several(apps),
        };
    }

    private static bool IsMarker(string path) =>
        Checkout.NameOf(path)
            is "requirements.txt"
                or "pyproject.toml"
                or "package.json"
                or "pubspec.yaml"
                or "Dockerfile";

    /// <summary>A root that only holds packages together.</summary>
    private static bool IsWorkspace(Checkout checkout) =>
        (
            PackageJson.Read(checkout.Text("package.json")).IsWorkspace
            || checkout.Has("pnpm-workspace.yaml")
        )
        && !checkout.Has("Dockerfile")
        && !checkout.Has("requirements.txt");

    private static FoundApp At(Checkout checkout, string folder)
    {
        var dockerfile = checkout.Text(Checkout.Join(folder, "Dockerfile"));
        var python = PythonFacts.Of(checkout, folder);
        var language =
            python is not null ? Language.Python
            : Has("package.json") ? Language.Node
            : Has("pubspec.yaml") ? Language.Flutter
            : Language.Unknown;
        var called =
            python?.Name
            ?? PackageJson.Read(checkout.Text(Checkout.Join(folder, "package.json"))).Name
            ?? Checkout.NameOf(folder.Length > 0 ? folder : checkout.Folder);
        return new(
            folder,
            language,
            called,
            python?.IsFastApi ?? false,
            python?.Entry,
            Has("Dockerfile"),
            Exposed().Match(dockerfile) is { Success: true } port
                ? int.Parse(port.Groups[1].ValueSpan)
                : null,
            AlembicIn(checkout, folder)
        );

        bool Has(string name) => checkout.Has(Checkout.Join(folder, name));
    }

    private static FoundAlembic? AlembicIn(Checkout checkout, string folder)
    {
        var ini = checkout
            .Below(folder)
            .Where(file => Checkout.NameOf(file) is "alembic.ini")
            .MinBy(file => file.Length);
        if (ini is null)
            return null;
        var scripts = ScriptLocation().Match(checkout.Text(ini)) is { Success: true } told
            ? told.Groups[1].Value.Trim('/')
            : "alembic";
        var revisions = Checkout.Join(Checkout.FolderOf(ini), $"{scripts}/versions");
        return new(
            Checkout.FolderOf(ini)[folder.Length..].Trim('/'),
            revisions is "alembic/versions" or "migrations/versions" ? null : revisions
        );
    }

    [GeneratedRegex(@"^EXPOSE\s+(\d{1,5})", RegexOptions.Multiline)]
    private static partial Regex Exposed();

    [GeneratedRegex(@"^script_location\s*=\s*(?:%\(here\)s/)?([\w./-]+)", RegexOptions.Multiline)]
    private static partial Regex ScriptLocation();
}
