using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates;

namespace TshActions.Tests.Gates;

/// <summary>Ticks written as text, one letter each: `.` clean, `x` failed, `?` nothing measured.</summary>
internal static class Ticks
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Tick> Of(string letters) =>
        [
            .. letters.Select(
                (letter, index) => new Tick(index + 1, index * Interval, [Result(letter)])
            ),
        ];

    public static ProbeResult Result(char letter, string probe = "health") =>
        letter switch
        {
            '.' => new(probe, Measurement.Successful, "status 200", TimeSpan.FromMilliseconds(7)),
            'x' => new(
                probe,
                Measurement.Failed,
                "status 503, not 200",
                TimeSpan.FromMilliseconds(7)
            ),
            _ => new(probe, Measurement.Error, "the ssh connection is gone", TimeSpan.Zero),
        };

    public static Arbitrary<string> Any { get; } = Letters('.', 'x', '?').ToArbitrary();

    public static Arbitrary<string> Measured { get; } = Letters('.', 'x').ToArbitrary();

    public static Arbitrary<string> Unmeasured { get; } = Letters('?').ToArbitrary();

    private static Gen<string> Letters(params char[] letters) =>
        from length in Gen.Choose(0, 24)
        from text in Gen.Elements(letters).ArrayOf(length)
        select new string(text);
}
