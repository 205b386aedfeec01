namespace TshActions.Core.Gates;

/// <summary>This many bad ticks among the last so many, inclusive: CloudWatch's "datapoints to alarm", M of N.</summary>
public sealed record Limit(int Failures, int Of)
{
    public override string ToString() => $"{Failures} of {Of}";
}
