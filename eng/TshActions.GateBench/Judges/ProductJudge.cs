using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.GateBench.Corpus;

namespace TshActions.GateBench.Judges;

/// <summary>The product's judge at the end of a bake, which ends where it decides.</summary>
public static class ProductJudge
{
    public static Judge Of(BakePolicy policy) =>
        (baseline, ticks) =>
        {
            var ruling = PostSwitchJudge.Judge(
                policy,
                new BakeCase(Traces.Release, new Baseline(baseline)),
                ticks,
                policy.Bake
            );
            return new Decision(
                ruling.Action switch
                {
                    GateAction.Rollback => Outcome.Rollback,
                    GateAction.Promote => Outcome.Keep,
                    _ => Outcome.Hold,
                },
                ruling.Tick - 1
            );
        };
}
