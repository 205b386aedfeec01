namespace TshActions.RigTests.Host;

/// <summary>Classes that share one VPS, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class HelperBenchCollection : ICollectionFixture<HelperBench>
{
    public const string Name = "host helper on a VPS";
}
