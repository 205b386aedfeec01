namespace TshActions.GateBench;

/// <summary>What to draw, and how often.</summary>
/// <param name="Seeds">Bakes of each trace.</param>
/// <param name="Jitter">Whether the development seeds are drawn with jitter too.</param>
/// <param name="HoldOut">First seed of a hold-out block; null: none is touched.</param>
/// <param name="Aa">Clean bakes of each A/A test.</param>
public sealed record BenchOptions(int Seeds, bool Jitter, long? HoldOut, int Aa)
{
    public const long FirstHoldOut = 10_000_000;

    public const string Usage = """
        gate-bench [--seeds N] [--jitter] [--hold-out FIRST] [--aa N]

          --seeds      bakes of each trace; default 400, from seed 0
          --jitter     also draws the same seeds with jitter: onset up to 100 s later, sigma × 0.7 to 1.4, up to 0.3 % errors
          --hold-out   also draws as many with jitter from this seed on, 10000000 or above. Never tune on a block: after a
                       change of the judge take one that nobody has looked at
          --aa         clean bakes of each A/A test; default 4000
        """;

    public static BenchOptions Default { get; } = new(400, Jitter: false, HoldOut: null, Aa: 4_000);

    /// <returns>The options, or what is wrong with them.</returns>
    public static (BenchOptions? Options, string? Wrong) Parse(IReadOnlyList<string> arguments)
    {
        var options = Default;
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is "--jitter")
            {
                options = options with { Jitter = true };
                i--;
                continue;
            }

            if (i + 1 == arguments.Count)
                return (null, $"`{arguments[i]}` is no option, or lacks its value");
            if (With(options, arguments[i], arguments[i + 1]) is not { } next)
                return (null, $"`{arguments[i]} {arguments[i + 1]}` is not understood");
            options = next;
        }

        return (options, null);
    }

    private static BenchOptions? With(BenchOptions options, string name, string value) =>
        (name, Whole(value)) switch
        {
            ("--seeds", >= 1 and <= 1_000_000 and var seeds) => options with { Seeds = (int)seeds },
            ("--hold-out", >= FirstHoldOut and <= int.MaxValue and var first) => options with
            {
                HoldOut = first,
            },
            ("--aa", >= 1 and <= 10_000_000 and var bakes) => options with { Aa = (int)bakes },
            _ => null,
        };

    private static long Whole(string value) => long.TryParse(value, out var number) ? number : -1;
}
