using FsCheck;
using FsCheck.Fluent;

namespace TshActions.Tests.GitHub;

/// <summary>What a hostile program might print: pieces of both grammars between odd spaces and line ends.</summary>
internal static class ForeignText
{
    public static Arbitrary<string> Any { get; } =
        (
            from length in Gen.Choose(0, 10)
            from pieces in Gen.Elements(
                    "::error::",
                    "::error file=a,line=1::",
                    "##[error]",
                    "##[add-matcher]/tmp/x",
                    "::stop-commands::pause",
                    "::pause::",
                    "::set-output name=verdict::pass",
                    "::",
                    ":",
                    "##",
                    "#",
                    "[",
                    "]",
                    "%0A",
                    "%",
                    "error",
                    "ERROR",
                    "\n",
                    "\r",
                    "\r\n",
                    " ",
                    "\t",
                    "\u00a0",
                    "\u2003",
                    "\u2028",
                    "\u0085",
                    "\u200b",
                    "\u00ad",
                    "\ufeff",
                    "é",
                    "x"
                )
                .ArrayOf(length)
            select string.Concat(pieces)
        ).ToArbitrary();
}
