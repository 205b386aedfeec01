namespace TshActions.GateBench.Corpus;

/// <summary>What a good judge does with a trace.</summary>
public enum Expected
{
    /// <summary>The release stays.</summary>
    Keep,

    /// <summary>The release stays for now: going back would not help. To hold and tell a person is as good as to keep.</summary>
    Stay,

    /// <summary>It is taken back.</summary>
    Rollback,

    /// <summary>Nothing was shown: neither kept as good nor taken back.</summary>
    Hold,

    /// <summary>No rule over a bake of probes can decide it; it is shown and not scored.</summary>
    Grey,
}
