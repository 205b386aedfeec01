using System.Text.Json;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Browser;

/// <summary>A page as one reader sees it.</summary>
/// <param name="Requests">What it asked the network for.</param>
/// <param name="Blocked">What its own policy kept it from asking.</param>
/// <param name="Overflow">Pixels that stick out to the right.</param>
/// <param name="Paper">The colour behind all.</param>
/// <param name="Faint">Words with too little contrast (WCAG 2.2, level AA).</param>
public sealed record PageLook(
    int Width,
    string Scheme,
    IReadOnlyList<string> Requests,
    IReadOnlyList<string> Blocked,
    int Scripts,
    int Overflow,
    string Paper,
    IReadOnlyList<string> Faint
)
{
    private static readonly JsonSerializerOptions Named = new(JsonSerializerDefaults.Web);

    /// <summary>Null where the browser is there.</summary>
    public static string? WhyMissing =>
        File.Exists("/usr/bin/chromium")
            ? null
            : "there is no Chromium: apt-get install --no-install-recommends chromium";

    /// <summary>Wide and on a phone, light and dark, in headless Chromium.</summary>
    public static async Task<IReadOnlyList<PageLook>> AtAsync(string html, CancellationToken cancel)
    {
        var folder = await NodeFolder.ReadyAsync("page-look");
        var file = Path.Combine(Path.GetTempPath(), $"tsh-page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html, cancel);
        try
        {
            var ran = await ProgramRun.RunAsync(
                "node",
                [Path.Combine(folder, "look.mjs"), file],
                feed: null,
                cancel
            );
            if (!ran.Succeeded)
                throw new RigException($"The page could not be looked at:\n{ran.Text()}");
            return
            [
                .. ran
                    .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonSerializer.Deserialize<PageLook>(line, Named)!),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
