namespace TshActions.Notices;

/// <summary>What became of something that was sent.</summary>
internal abstract record PostReply
{
    /// <param name="RetryAfter">What the header of that name says.</param>
    public sealed record Came(int Status, string Body, TimeSpan? RetryAfter) : PostReply
    {
        public bool IsGood => Status is >= 200 and < 300;
    }

    /// <summary>No connection came about, so nothing was heard.</summary>
    public sealed record NotReached(string Why) : PostReply;

    /// <summary>No whole answer came: it may have been heard.</summary>
    public sealed record Lost(string Why) : PostReply;
}
