namespace TshActions.RigTests.Host;

/// <summary>Classes that share one VPS, one after the other: what becomes of a silent run.</summary>
[CollectionDefinition(Name)]
public sealed class SilentRunCollection : ICollectionFixture<HelperBench>
{
    public const string Name = "host helper, silent runs";
}

/// <summary>The same beside it: what a run or a person says.</summary>
[CollectionDefinition(Name)]
public sealed class SpokenWordCollection : ICollectionFixture<HelperBench>
{
    public const string Name = "host helper, words of runs and people";
}
