using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Ticks;
using TshActions.Probes;

namespace TshActions.Tests.Gates;

/// <summary>Ticks written as text, one letter each: `.` clean, `x` failed, `?` nothing measured.</summary>
internal static class Ticks
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public const string Release = "1.0";

    public static IReadOnlyList<Tick> Of(string letters) =>
        [
            .. letters.Select(
                (letter, index) => ProbeAnswer.Tick(index * Interval, [Answer(letter)])
            ),
        ];

    public static ProbeAnswer Answer(char letter) =>
        letter switch
        {
            '.' => new("health", new Sample(true, 7, 200, Release), ""),
            'x' => new("health", new Sample(false, 7, 503, Release, "status 503, not 200"), ""),
            _ => new("health", null, "the ssh connection is gone"),
        };

    public static Arbitrary<string> Any { get; } = Letters('.', 'x', '?').ToArbitrary();

    public static Arbitrary<string> Measured { get; } = Letters('.', 'x').ToArbitrary();

    public static Arbitrary<string> Unmeasured { get; } = Letters('?').ToArbitrary();

    private static Gen<string> Letters(params char[] letters) =>
        from length in Gen.Choose(0, 24)
        from text in Gen.Elements(letters).ArrayOf(length)
        select new string(text);
}
