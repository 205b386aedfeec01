namespace TshActions.Core.Preflight;

/// <summary>When a team wants to be there for a deployment.</summary>
/// <param name="Days">On which it begins.</param>
/// <param name="From">By the clock of the zone.</param>
/// <param name="To">Not in it any more; earlier than <paramref name="From"/> means on the next day.</param>
public sealed record DeployWindow(
    IReadOnlyList<DayOfWeek> Days,
    TimeOnly From,
    TimeOnly To,
    TimeZoneInfo Zone
)
{
    private bool IsOvernight => To <= From;

    public bool Contains(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        var today = Days.Contains(local.DayOfWeek);
        return IsOvernight
            ? (today && time >= From) || (Days.Contains(local.AddDays(-1).DayOfWeek) && time < To)
            : today && time >= From && time < To;
    }

    /// <summary>When it opens next, after <paramref name="now"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, Zone).DateTime.Date;
        return Enumerable
            .Range(0, 8)
            .Select(days => today.AddDays(days))
            .Where(day => Days.Contains(day.DayOfWeek))
            .Select(day => Opening(day + From.ToTimeSpan()))
            .First(at => at > now);
    }

    /// <summary>An hour that a clock leaps over begins where it lands.</summary>
    private DateTimeOffset Opening(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new(local, Zone.GetUtcOffset(local));
    }

    /// <param name="windows">At least one.</param>
    /// <param name="isHotfix">What cannot wait does not.</param>
    public static RowFinding Finding(
        IReadOnlyList<DeployWindow> windows,
        bool isHotfix,
        DateTimeOffset now
    )
    {
        if (windows.FirstOrDefault(window => window.Contains(now)) is { } open)
            return new RowFinding.Good(
                $"open until {open.To:HH\\:mm} in {open.Zone.Id}, where it is {TimeZoneInfo.ConvertTime(now, open.Zone):HH\\:mm}"
            );
        var (next, zone) = windows
            .Select(window => (At: window.Next(now), window.Zone))
            .Min(
                Comparer<(DateTimeOffset At, TimeZoneInfo)>.Create((a, b) => a.At.CompareTo(b.At))
            );
        var told =
            $"{next.ToString("ddd yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} in {zone.Id}";
        return isHotfix
            ? new RowFinding.Good($"closed until {told}; a hotfix does not wait")
            : new RowFinding.Bad(
                $"closed until {told}",
                "run the job again then; what cannot wait comes by a pull request labelled `hotfix`"
            );
    }
}
