using System.Text.RegularExpressions;

namespace TshActions.Core.Init;

/// <summary>What is known of a Python application by its files.</summary>
/// <param name="Entry">Of FastAPI: module and variable, as uvicorn wants them.</param>
internal sealed partial record PythonFacts(string? Name, bool IsFastApi, string? Entry)
{
    /// <summary>Null where it is no Python.</summary>
    public static PythonFacts? Of(Checkout checkout, string folder)
    {
        var project = checkout.Text(Checkout.Join(folder, "pyproject.toml"));
        var needed = checkout
            .Below(folder)
            .Where(file =>
                Checkout.FolderOf(file) == folder
                && Checkout.NameOf(file).StartsWith("requirements")
            )
            .Select(checkout.Text)
            .Append(project)
            .ToList();
        if (needed.All(text => text.Length is 0))
            return null;
        return new(
            Named().Match(project) is { Success: true } name ? name.Groups[1].Value : null,
            needed.Exists(FastApi().IsMatch),
            checkout
                .Below(folder)
                .Order(StringComparer.Ordinal)
                .Select(file => EntryIn(checkout, folder, file))
                .FirstOrDefault(entry => entry is not null)
        );
    }

    private static string? EntryIn(Checkout checkout, string folder, string file) =>
        file.EndsWith(".py")
        && Application().Match(checkout.Text(file)) is { Success: true } application
            ? $"{Module(file[folder.Length..].TrimStart('/'))}:{application.Groups[1].Value}"
            : null;

    /// <summary>`app/main.py` is `app.main`, `app/__init__.py` is `app`.</summary>
    private static string Module(string file)
    {
        var module = file[..^".py".Length].Replace('/', '.');
        return module.EndsWith(".__init__") ? module[..^".__init__".Length] : module;
    }

    [GeneratedRegex(@"^name\s*=\s*[""']([^""']+)[""']", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\s*[""']?fastapi\b", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex FastApi();

    [GeneratedRegex(@"^(\w+)\s*(?::\s*FastAPI\s*)?=\s*FastAPI\(", RegexOptions.Multiline)]
    private static partial Regex Application();
}
