using FsCheck;
using FsCheck.Fluent;
using TshActions.Core;

namespace TshActions.Tests;

public class EditDistanceTests
{
    private static readonly Arbitrary<string> Words = (
        from length in Gen.Choose(0, 6)
        from letters in Gen.Elements('a', 'b', 'c').ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("branch", "branch", 0)]
    [InlineData("brnach", "branch", 2)]
    [InlineData("sight", "site", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void It_counts_letters_to_change_add_or_drop(string one, string other, int distance) =>
        EditDistance.Between(one, other).ShouldBe(distance);

    [Fact]
    public void It_is_the_same_in_both_directions_and_no_way_round_is_shorter() =>
        Prop.ForAll(
                Words,
                Words,
                Words,
                (one, other, third) =>
                    EditDistance.Between(one, other) == EditDistance.Between(other, one)
                    && EditDistance.Between(one, third)
                        <= EditDistance.Between(one, other) + EditDistance.Between(other, third)
                    && EditDistance.Between(one, other) is 0 == (one == other)
            )
            .QuickCheckThrowOnFailure();
}
