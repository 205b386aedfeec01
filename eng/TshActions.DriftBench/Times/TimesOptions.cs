using System.Globalization;

namespace TshActions.DriftBench.Times;

/// <param name="Program">The published `tsh`.</param>
/// <param name="Generator">Python program that writes a schema of so many tables.</param>
/// <param name="Modules">Folder of node modules; null leaves the peers of npm out.</param>
internal sealed record TimesOptions(
    string Program,
    string Generator,
    IReadOnlyList<int> Tables,
    int Runs,
    string? Modules
)
{
    public const string Usage = """
        drift-bench --program TSH [--tables 57,1000] [--runs N] [--generator FILE] [--modules FOLDER]

          --program TSH     the published tsh that is measured
          --tables LIST     numbers of tables; 57,1000 unless told (10000 take ten minutes to load)
          --runs N          runs of each; the median counts; 5 unless told
          --generator FILE  ../shared/research/drift/gen_big_schema.py unless told
          --modules FOLDER  node_modules with @supabase/pg-delta and @pgkit/migra
        """;

    public static TimesOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new TimesOptions(
            "",
            "../shared/research/drift/gen_big_schema.py",
            [57, 1000],
            5,
            null
        );
        for (var at = 0; at + 1 < arguments.Count; at += 2)
            switch (arguments[at], arguments[at + 1])
            {
                case ("--program", var program):
                    options = options with { Program = Path.GetFullPath(program) };
                    break;
                case ("--tables", var list)
                    when list.Split(',').All(number => int.TryParse(number, out _)):
                    options = options with
                    {
                        Tables =
                        [
                            .. list.Split(',')
                                .Select(number => int.Parse(number, CultureInfo.InvariantCulture)),
                        ],
                    };
                    break;
                case ("--runs", var runs) when int.TryParse(runs, out var number) && number > 0:
                    options = options with { Runs = number };
                    break;
                case ("--generator", var generator):
                    options = options with { Generator = generator };
                    break;
                case ("--modules", var modules):
                    options = options with { Modules = Path.GetFullPath(modules) };
                    break;
                default:
                    return null;
            }

        return arguments.Count % 2 is 0 && options.Program.Length > 0 ? options : null;
    }
}
