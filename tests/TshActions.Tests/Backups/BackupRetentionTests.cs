using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Backups;

namespace TshActions.Tests.Backups;

public class BackupRetentionTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 14, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Backups are given by their age in days, newest or oldest first.</summary>
    [Theory]
    [InlineData("", 3, "")]
    [InlineData("1", 3, "")]
    [InlineData("40 30 20", 3, "")]
    [InlineData("50 40 30 20", 3, "50")]
    [InlineData("20 30 40 50", 3, "50")]
    [InlineData("50 40 3 2 1", 3, "50 40")]
    [InlineData("5 4 3 2 1", 1, "")]
    [InlineData("15 14 13", 1, "15")]
    [InlineData("40 30", 0, "40")]
    [InlineData("40", 0, "")]
    [InlineData("40 -2", 1, "40")]
    public void Those_beyond_the_number_and_older_than_the_age_go(
        string ages,
        int keep,
        string removed
    ) =>
        string.Join(' ', BackupRetention.Remove(Backups(ages), keep, TimeSpan.FromDays(14), Now))
            .ShouldBe(removed);

    [Fact]
    public void The_newest_always_stays() =>
        Prop.ForAll(
                Gen.Choose(-3, 90).NonEmptyListOf().ToArbitrary(),
                Gen.Choose(-1, 5).ToArbitrary(),
                (ages, keep) =>
                    !BackupRetention
                        .Remove(
                            ages.Select((age, index) => Backup($"b{index}", age)),
                            keep,
                            TimeSpan.Zero,
                            Now
                        )
                        .Any(name =>
                            ages[int.Parse(name[1..], CultureInfo.InvariantCulture)]
                                < ages.Min() + 1
                            && ages.Count(age => age == ages.Min()) is 1
                        )
            )
            .QuickCheckThrowOnFailure();

    private static IEnumerable<BackupFile> Backups(string ages) =>
        ages.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(age => Backup(age, int.Parse(age, CultureInfo.InvariantCulture)));

    private static BackupFile Backup(string name, int days) =>
        new(name, 1, Now - TimeSpan.FromDays(days));
}
