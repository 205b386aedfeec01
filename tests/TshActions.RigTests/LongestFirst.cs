using TshActions.RigTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace TshActions.RigTests;

/// <summary>What takes minutes begins first: begun last, everybody would wait for it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        Deploy.ProcessHostCollection.Name,
        nameof(Kill.KillMatrixTests),
        Fleet.TwoHostsCollection.Name,
        "host helper",
        nameof(Docker.DockerVerbTests),
        nameof(Host.HostHelperTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<T>(T collection)
        where T : ITestCollection =>
        Array.FindIndex(Long, collection.TestCollectionDisplayName.Contains) is var at and >= 0
            ? at
            : Long.Length;
}
