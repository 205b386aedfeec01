namespace TshActions.Core.Checks;

/// <summary>What one request came back with.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <param name="Release">The release that says it answered; null where the answer carries none.</param>
    /// <param name="Headers">Each header of the answer as it stood there, in its order.</param>
    /// <param name="Body">As text; at most as much as is read of an answer.</param>
    /// <param name="Whole">Whether <paramref name="Body"/> is all of it.</param>
    /// <param name="Secure">Whether it came over TLS.</param>
    public sealed record Answered(
        int Status,
        string? Release,
        IReadOnlyList<KeyValuePair<string, string>> Headers,
        string Body,
        bool Whole = true,
        bool Secure = false
    ) : Reply
    {
        public string? ContentType => Of("Content-Type").FirstOrDefault();

        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>All values of a header; names differ in case, never in meaning.</summary>
        public IEnumerable<string> Of(string header) =>
            Headers
                .Where(pair => pair.Key.Equals(header, StringComparison.OrdinalIgnoreCase))
                .Select(pair => pair.Value);
    }

    /// <summary>It was asked and did not answer.</summary>
    public sealed record Silent(string Why) : Reply;

    /// <summary>Our own way there broke: nothing was measured.</summary>
    public sealed record NoWay(string Why) : Reply;

    /// <summary>Judges the answer, if there is one and it is the expected release's.</summary>
    /// <param name="release">The release that must answer where the answer names one; null: whichever.</param>
    public Judged Judge(string? release, Func<Answered, Judged> judge) =>
        this switch
        {
            Answered { Release: { } other } when release is not null && other != release =>
                Judged.Error($"release {Excerpt.Of(other)} answered, not {release}"),
            Answered answered => judge(answered),
            Silent silent => Judged.Failed(silent.Why),
            NoWay broken => Judged.Error(broken.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
