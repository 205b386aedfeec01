namespace TshActions.Core.Init;

/// <summary>A repository as it lies in its folder: the names of its files, and the texts of those that tell something.</summary>
/// <param name="Folder">The folder's own name.</param>
/// <param name="Files">Relative, with `/` between.</param>
/// <param name="Branches">That git knows, here or at its origin.</param>
/// <param name="Remote">`owner/name` on GitHub, where it has such an origin.</param>
public sealed record Checkout(
    string Folder,
    IReadOnlyList<string> Files,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<string> Branches,
    string? Remote
)
{
    /// <summary>Whether a file's text is worth reading.</summary>
    public static bool Tells(string path)
    {
        var name = NameOf(path);
        return name
                is "package.json"
                    or "pyproject.toml"
                    or "Dockerfile"
                    or "alembic.ini"
                    or "main.py"
                    or "app.py"
                    or "asgi.py"
                    or "server.py"
                    or "__init__.py"
            || name.StartsWith("requirements") && name.EndsWith(".txt")
            || name.EndsWith(".conf")
            || path.StartsWith(".github/workflows/")
                && (path.EndsWith(".yml") || path.EndsWith(".yaml"));
    }

    public bool Has(string path) => Files.Contains(path);

    /// <summary>Empty where the file is not there.</summary>
    public string Text(string path) => Texts.GetValueOrDefault(path) ?? "";

    public IEnumerable<string> Below(string folder) =>
        folder.Length is 0 ? Files : Files.Where(file => file.StartsWith($"{folder}/"));

    public static string Join(string folder, string name) =>
        folder.Length is 0 ? name : $"{folder}/{name}";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Empty for what lies at the root.</summary>
    public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
