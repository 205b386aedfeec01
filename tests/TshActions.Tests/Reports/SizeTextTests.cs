using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class SizeTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1 KB")]
    [InlineData(999_499, "999 KB")]
    [InlineData(999_500, "1 MB")]
    [InlineData(512_000_000, "512 MB")]
    [InlineData(999_499_999, "999 MB")]
    [InlineData(999_500_000, "1.0 GB")]
    [InlineData(1_540_000_000, "1.5 GB")]
    [InlineData(2_000_000_000_000, "2000.0 GB")]
    public void Sizes_are_told_in_the_unit_a_person_reads(long bytes, string text) =>
        bytes.AsSize.ShouldBe(text);
}
