using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public class DiskJudgeTests
{
    /// <summary>G13 and G14.</summary>
    [Theory]
    [InlineData(79, 5, Finding.Passed, "/: space 79 % used; inodes 5 % used")]
    [InlineData(79.99, 5, Finding.Passed, "/: space 79.9 % used; inodes 5 % used")]
    [InlineData(80, 5, Finding.Warning, "/: space 80 % used, 80 % warns")]
    [InlineData(81, 5, Finding.Warning, "/: space 81 % used, 80 % warns")]
    [InlineData(91, 5, Finding.Failed, "/: space 91 % used, 90 % fails")]
    [InlineData(20, 100, Finding.Failed, "/: inodes 100 % used, 90 % fails")]
    public void Both_space_and_inodes_have_to_be_there(
        double used,
        double inodes,
        Finding finding,
        string detail
    ) =>
        Judge(new DiskFacts(true, used, inodes, false))
            .ShouldBe(new CheckResult("disk", finding, detail));

    [Fact]
    public void A_file_system_that_makes_inodes_as_it_needs_them_is_judged_by_its_space() =>
        Judge(new DiskFacts(true, 20, null, InodesUnlimited: true))
            .ShouldBe(new CheckResult("disk", Finding.Passed, "/: space 20 % used"));

    [Fact]
    public void What_was_not_measured_is_no_pass()
    {
        Judge(DiskFacts.Unseen).Finding.ShouldBe(Finding.Inconclusive);
        Judge(new DiskFacts(true, 20, null, false)).Finding.ShouldBe(Finding.Inconclusive);
        Judge(DiskFacts.Missing)
            .ShouldBe(new CheckResult("disk", Finding.Error, "/ is not on the host"));
    }

    [Fact]
    public void More_in_use_is_never_better() =>
        Prop.ForAll(
                Gen.Choose(0, 1000).Three().ToArbitrary(),
                three =>
                    Judge(
                        new DiskFacts(true, three.Item1 / 10.0, three.Item2 / 10.0, false)
                    ).Finding
                    <= Judge(
                        new DiskFacts(
                            true,
                            Math.Min(100, (three.Item1 + three.Item3) / 10.0),
                            three.Item2 / 10.0,
                            false
                        )
                    ).Finding
            )
            .QuickCheckThrowOnFailure();

    private static CheckResult Judge(DiskFacts disk) =>
        DiskJudge.Judge("disk", "/", disk, warn: 0.8, fail: 0.9);
}
