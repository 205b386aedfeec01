using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Preflight;
using static TshActions.Tests.Preflight.Findings;

namespace TshActions.Tests.Preflight;

public sealed class DeployWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/Berlin"
    );

    /// <summary>2025-11-15 is a Saturday, and Berlin an hour ahead.</summary>
    [Theory]
    [InlineData("Saturday", "12:00", "14:00", "2025-11-15T11:00Z", true)]
    [InlineData("Saturday", "12:00", "14:00", "2025-11-15T10:59Z", false)]
    [InlineData("Saturday", "12:00", "14:00", "2025-11-15T13:00Z", false)]
    [InlineData("Sunday", "12:00", "14:00", "2025-11-15T12:00Z", false)]
    // Over midnight it is the evening's day that counts.
    [InlineData("Friday", "22:00", "02:00", "2025-11-15T00:30Z", true)]
    [InlineData("Saturday", "22:00", "02:00", "2025-11-15T00:30Z", false)]
    [InlineData("Saturday", "22:00", "02:00", "2025-11-15T21:30Z", true)]
    public void It_opens_and_closes_by_the_clock_of_its_zone(
        string day,
        string from,
        string to,
        string now,
        bool open
    ) => Window(day, from, to).Contains(DateTimeOffset.Parse(now)).ShouldBe(open);

    [Theory]
    [InlineData("Saturday", "12:00", "2025-11-15T10:00Z", "2025-11-15T11:00Z")]
    [InlineData("Saturday", "12:00", "2025-11-15T11:00Z", "2025-11-22T11:00Z")]
    [InlineData("Monday", "00:00", "2025-11-15T11:00Z", "2025-11-16T23:00Z")]
    // On 2026-03-29 the clocks of Berlin leap from 2:00 to 3:00.
    [InlineData("Sunday", "02:30", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    public void It_opens_next_on_its_next_day(string day, string from, string now, string next) =>
        Window(day, from, "23:59")
            .Next(DateTimeOffset.Parse(now))
            .ShouldBe(DateTimeOffset.Parse(next));

    [Fact]
    public void Where_it_opens_it_is_open() =>
        Prop.ForAll(
                Gen.Choose(0, 6)
                    .SelectMany(day =>
                        Gen.Choose(0, 24 * 60 - 1)
                            .SelectMany(from =>
                                Gen.Choose(0, 24 * 60 * 400)
                                    .Select(now => (Day: day, From: from, Now: now))
                            )
                    )
                    .ToArbitrary(),
                drawn =>
                {
                    var from = TimeOnly.MinValue.AddMinutes(drawn.From);
                    var window = new DeployWindow(
                        [(DayOfWeek)drawn.Day],
                        from,
                        from.AddMinutes(90),
                        Berlin
                    );
                    var now = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(
                        drawn.Now
                    );
                    var next = window.Next(now);
                    return next > now && window.Contains(next);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_several_the_next_to_open_is_told_and_a_hotfix_does_not_wait()
    {
        DeployWindow[] windows =
        [
            Window("Monday", "06:00", "08:00"),
            Window("Sunday", "06:00", "08:00"),
        ];
        var now = DateTimeOffset.Parse("2025-11-15T12:00Z");

        Judged(DeployWindow.Finding(windows, isHotfix: false, now))
            .ShouldBe((false, "closed until Sun 2025-11-16 06:00 in Europe/Berlin"));
        Judged(DeployWindow.Finding(windows, isHotfix: true, now))
            .ShouldBe(
                (true, "closed until Sun 2025-11-16 06:00 in Europe/Berlin; a hotfix does not wait")
            );
        Judged(DeployWindow.Finding(windows, isHotfix: false, now.AddHours(18)))
            .ShouldBe((true, "open until 08:00 in Europe/Berlin, where it is 07:00"));
    }

    private static DeployWindow Window(string day, string from, string to) =>
        new([Enum.Parse<DayOfWeek>(day)], TimeOnly.Parse(from), TimeOnly.Parse(to), Berlin);
}
