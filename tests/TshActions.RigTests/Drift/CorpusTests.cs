using TshActions.DriftBench.Corpus;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Drift;

/// <summary>Pairs of schemas whose verdict is known; `eng/drift-corpus` judges all of them.</summary>
public sealed class CorpusTests
{
    private static readonly string Corpus = Path.GetFullPath(
        "../shared/corpus/drift",
        RepositoryRoot.Find()
    );

    [Fact(Timeout = 300_000)]
    public async Task A_sample_of_the_corpus_is_judged_rightly_and_nothing_is_written()
    {
        if (!Directory.Exists(Corpus))
            Missing.Report($"there is no {Corpus}");
        List<Pair> pairs = [.. Pair.All(Corpus).Where((_, place) => place % 34 is 0)];
        await using var log = new StringWriter();

        var scores = await CorpusRun.RunAsync(
            pairs,
            [],
            fixes: null,
            verbose: false,
            otherServer: null,
            log,
            TestContext.Current.CancellationToken
        );

        log.ToString().ShouldBeEmpty();
        scores[0].Wrong.ShouldBe(0);
        pairs.Count(pair => pair.IsDrift).ShouldBeGreaterThan(8);
        pairs.Count(pair => !pair.IsDrift).ShouldBeGreaterThan(3);
    }
}
