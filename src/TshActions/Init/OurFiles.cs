namespace TshActions.Init;

/// <summary>The workflows to copy and the ruleset, as this program carries them.</summary>
internal static class OurFiles
{
    private const string Prefix = "tsh-init/";

    public static IReadOnlyDictionary<string, string> All { get; } =
        typeof(OurFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix))
            .ToDictionary(name => name[Prefix.Length..], Text);

    private static string Text(string name)
    {
        using var stream = typeof(OurFiles).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
