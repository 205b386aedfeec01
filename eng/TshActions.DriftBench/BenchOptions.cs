namespace TshActions.DriftBench;

/// <param name="Corpus">Folder of the pairs.</param>
/// <param name="Only">Part of the names of the pairs to look at.</param>
/// <param name="Modules">Folder of node modules; null leaves the peers of npm out.</param>
/// <param name="Fixes">Whether the SQL that would mend is run.</param>
/// <param name="OtherServer">Folder of the programs that serve the second of each pair.</param>
/// <param name="Every">Each so-manieth pair only.</param>
internal sealed record BenchOptions(
    string Corpus,
    string Only,
    bool Peers,
    string? Modules,
    int Every,
    bool Fixes,
    bool Verbose,
    string? OtherServer
)
{
    public const string Usage = """
        drift-corpus [--corpus FOLDER] [--only TEXT] [--every N] [--fixes] [--peers] [--modules FOLDER] [--server-of-b FOLDER] [--verbose]

          --corpus FOLDER   pairs of schemas, FOLDER/NAME/{a.sql,b.sql,meta.json}; ../shared/corpus/drift unless told
          --only TEXT       only pairs whose name holds TEXT
          --every N         only each N-th pair
          --fixes           run the SQL that would mend each difference, on b, and see whether it does
          --peers           ask pg_dump | diff, too, and what is in --modules
          --modules FOLDER  node_modules with @supabase/pg-delta and @pgkit/migra
          --server-of-b FOLDER
                            programs of PostgreSQL that serve each b.sql, of another version than a.sql's; what does not load
                            there is left out
          --verbose         print the differences of every pair
        """;

    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions(
            "../shared/corpus/drift",
            "",
            false,
            null,
            1,
            false,
            false,
            null
        );
        for (var at = 0; at < arguments.Count; at++)
        {
            var next = at + 1 < arguments.Count ? arguments[at + 1] : null;
            switch (arguments[at])
            {
                case "--corpus" when next is not null:
                    options = options with { Corpus = next };
                    at++;
                    break;
                case "--only" when next is not null:
                    options = options with { Only = next };
                    at++;
                    break;
                case "--every" when int.TryParse(next, out var every) && every > 0:
                    options = options with { Every = every };
                    at++;
                    break;
                case "--modules" when next is not null:
                    options = options with { Modules = Path.GetFullPath(next) };
                    at++;
                    break;
                case "--server-of-b" when next is not null:
                    options = options with { OtherServer = Path.GetFullPath(next) };
                    at++;
                    break;
                case "--fixes":
                    options = options with { Fixes = true };
                    break;
                case "--peers":
                    options = options with { Peers = true };
                    break;
                case "--verbose":
                    options = options with { Verbose = true };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
