namespace TshActions.Core.Gates.Rules;

internal static class ConsequenceGravity
{
    public static Gravity Of(Consequence consequence) =>
        consequence switch
        {
            Consequence.Rollback => Gravity.Fail,
            Consequence.Warn => Gravity.Warn,
            _ => Gravity.Note,
        };
}
