using FsCheck;
using FsCheck.Fluent;

namespace TshActions.Tests.Schemas.Reports;

/// <summary>Words of all that means something to a table, a fence, a runner or a terminal.</summary>
internal static class Foreign
{
    public static Arbitrary<string> Any { get; } =
        (
            from length in Gen.Choose(0, 12)
            from pieces in Gen.Elements(
                    "a",
                    " ",
                    "|",
                    "`",
                    "```",
                    "\n",
                    "\r",
                    "\\",
                    "<script>",
                    "</details>",
                    "::error::",
                    "##[error]",
                    "[",
                    "](x)",
                    "\u202e",
                    "\u001b",
                    "@",
                    "請",
                    "😀"
                )
                .ArrayOf(length)
            select string.Concat(pieces)
        ).ToArbitrary();
}
