namespace TshActions.Rig.Forge;

/// <summary>What goes wrong with the next requests that fit.</summary>
/// <param name="Method">`GET`, `POST`, …; `*` for any.</param>
/// <param name="Part">A part of the path.</param>
/// <param name="Times">How many requests are hit.</param>
public sealed record Fault(string Method, string Part, Fault.Kind What, int Times = 1)
{
    public abstract record Kind
    {
        /// <summary>This answer in place of the real one; nothing is done.</summary>
        public sealed record Answer(
            int Status,
            string Body = """{"message":"no"}""",
            params (string Name, string Value)[] Headers
        ) : Kind;

        /// <summary>It is done, and the connection ends without an answer.</summary>
        public sealed record Lost : Kind;

        /// <summary>It is done, and the answer breaks off.</summary>
        public sealed record Truncated : Kind;

        /// <summary>It is done, and then done once more, as a proxy that repeats would.</summary>
        public sealed record Twice : Kind;

        /// <summary>No answer comes while anybody listens.</summary>
        public sealed record Never : Kind;

        /// <summary>The forge's clock is wrong by so much.</summary>
        public sealed record Skewed(TimeSpan By) : Kind;
    }

    public bool Fits(string method, string path) =>
        (Method is "*" || Method == method) && path.Contains(Part);
}
