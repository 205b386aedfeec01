using TshActions.Rig.Runner;

namespace TshActions.RigTests.Reports;

/// <summary>
/// Every summary that a verb writes in these tests is held against one look, where it is written
/// (<see cref="TshHere"/>). Here: that another look is seen.
/// </summary>
public sealed class SummaryLookTests
{
    private const string Good = """
        ### ✅ preflight: 3 lines hold \| as they should

        | | |
        |---|---|
        | where | erp, staging |
        | live now | blue |
        | next | nothing |

        #### ⚠️ production: 1 target missed

        <details><summary>more</summary>

        ```
        # a comment | of a program
        ```
        </details>

        """;

    [Fact]
    public void The_look_of_all_is_good() => SummaryLook.Wrong("preflight", Good).ShouldBeEmpty();

    [Theory]
    [InlineData("✅ preflight", "preflight")]
    [InlineData("✅ preflight", "🚀 preflight")]
    [InlineData("preflight:", "another:")]
    [InlineData("### ✅", "## ✅")]
    [InlineData("| live now | blue |\n", "")]
    [InlineData("| where |", "| place |")]
    [InlineData("| nothing |", "| nothing | more |")]
    [InlineData("hold \\|", "hold |\n|")]
    [InlineData("#### ⚠️ ", "#### ")]
    [InlineData("#### ⚠️", "## ⚠️")]
    [InlineData("</details>", "")]
    public void Another_is_seen(string part, string other) =>
        SummaryLook.Wrong("preflight", Good.Replace(part, other)).ShouldNotBeEmpty();

    [Fact]
    public void None_is_seen() => SummaryLook.Wrong("preflight", "").ShouldNotBeEmpty();

    [Fact]
    public void One_that_GitHub_would_refuse_is_seen() =>
        SummaryLook.Wrong("preflight", Good + new string('a', 1024 * 1024)).ShouldNotBeEmpty();
}
