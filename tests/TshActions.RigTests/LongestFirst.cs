using TshActions.RigTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace TshActions.RigTests;

/// <summary>What takes minutes begins first: begun last, everybody would wait for it.</summary>
/// <remarks>
/// xUnit queues all collections from one thread of the pool. That thread then takes up what it queued from the end,
/// while others take it from the front; so both ends begin first, and the middle is last.
/// </remarks>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Front =
    [
        Deploy.ProcessHostCollection.Name,
        nameof(Kill.KillMatrixTests),
    ];

    private static readonly string[] End =
    [
        Fleet.TwoHostsCollection.Name,
        "host helper",
        nameof(Docker.DockerVerbTests),
        nameof(Host.HostHelperTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [
            .. testCollections
                .OrderBy(collection => At(Front, collection))
                .ThenByDescending(collection => At(End, collection)),
        ];

    private static int At<T>(string[] names, T collection)
        where T : ITestCollection =>
        Array.FindIndex(names, collection.TestCollectionDisplayName.Contains) is var at and >= 0
            ? at
            : names.Length;
}
