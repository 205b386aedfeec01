using System.Text;

namespace TshActions.Rig.Rehearsal;

/// <summary>Answers per second by release, failures in red, scenes as bands: traffic moving, seen from outside.</summary>
internal static class RehearsalChart
{
    private const double Width = 1000;
    private const double Height = 220;
    private const double Top = 34;

    private static readonly string[] Colours = ["--blue", "--green", "--amber", "--violet"];

    public static string Svg(IReadOnlyList<Scene> scenes, IReadOnlyList<Sample> samples)
    {
        var total = scenes[^1].End.TotalSeconds;
        var releases = samples
            .SelectMany(sample => sample.Answers.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var most = Math.Max(
            1,
            Pairs(samples)
                .Select(pair => Rate(pair, pair.To.Requests - pair.From.Requests))
                .DefaultIfEmpty(1)
                .Max()
        );
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {Width:0} {Height + Top + 24:0}\" role=\"img\" aria-label=\"Answers per second by release\">"
        );
        foreach (var (scene, index) in scenes.Select((scene, index) => (scene, index)))
            svg.Append(Band(scene, index, total));
        foreach (var pair in Pairs(samples))
            svg.Append(Bar(pair, releases, total, most));
        svg.Append(
            $"<text x=\"0\" y=\"{Top + Height + 16:0}\">0 s</text><text x=\"{Width:0}\" y=\"{Top + Height + 16:0}\" text-anchor=\"end\">{total:0} s · up to {most:0} requests a second</text></svg>"
        );
        var keys = releases.Select(
            (release, index) =>
                $"<span class=\"key\" style=\"background:var({Colour(index)})\"></span>{release}"
        );
        return svg
            + $"<p class=\"lead\">Answers by release:{string.Concat(keys)}<span class=\"key\" style=\"background:var(--bad)\"></span>failed</p>";
    }

    private static string Band(Scene scene, int index, double total)
    {
        var (x, width) = (
            scene.Begin.TotalSeconds / total * Width,
            scene.Duration.TotalSeconds / total * Width
        );
        var fill = index % 2 is 0
            ? $"<rect x=\"{x:0.0}\" y=\"0\" width=\"{width:0.0}\" height=\"{Height + Top:0}\" fill=\"var(--band)\"/>"
            : "";
        return $"{fill}<text x=\"{x + 4:0.0}\" y=\"14\">({scene.Letter})</text><text x=\"{x + 4:0.0}\" y=\"27\" fill=\"currentColor\">{(scene.Held ? "held" : "failed")}</text>";
    }

    private static string Bar(
        (Sample From, Sample To) pair,
        List<string> releases,
        double total,
        double most
    )
    {
        var x = pair.From.At.TotalSeconds / total * Width;
        var width = Math.Max(0.6, (pair.To.At - pair.From.At).TotalSeconds / total * Width - 0.2);
        var y = Top + Height;
        var bar = new StringBuilder();
        void Stack(double rate, string colour)
        {
            if (rate <= 0)
                return;
            var height = rate / most * Height;
            y -= height;
            bar.Append(
                $"<rect x=\"{x:0.0}\" y=\"{y:0.0}\" width=\"{width:0.0}\" height=\"{height:0.0}\" fill=\"var({colour})\"/>"
            );
        }

        foreach (var (release, index) in releases.Select((release, index) => (release, index)))
            Stack(
                Rate(
                    pair,
                    pair.To.Answers.GetValueOrDefault(release)
                        - pair.From.Answers.GetValueOrDefault(release)
                ),
                Colour(index)
            );
        // Laid over the top of the stack: a failed answer was counted under its release already.
        var failed = Rate(pair, pair.To.Failed - pair.From.Failed) / most * Height;
        if (failed > 0)
            bar.Append(
                $"<rect x=\"{x:0.0}\" y=\"{y:0.0}\" width=\"{width:0.0}\" height=\"{Math.Max(2, failed):0.0}\" fill=\"var(--bad)\"/>"
            );
        return bar.ToString();
    }

    private static IEnumerable<(Sample From, Sample To)> Pairs(IReadOnlyList<Sample> samples) =>
        samples.Zip(samples.Skip(1));

    private static double Rate((Sample From, Sample To) pair, long count) =>
        count / Math.Max(0.001, (pair.To.At - pair.From.At).TotalSeconds);

    private static string Colour(int index) => Colours[index % Colours.Length];
}
