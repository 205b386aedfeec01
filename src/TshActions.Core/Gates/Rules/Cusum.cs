namespace TshActions.Core.Gates.Rules;

/// <summary>
/// One-sided cumulative sum of log-likelihood ratios: finds a change at an unknown time (Page, "Continuous inspection
/// schemes", Biometrika 41, 1954). An SPRT would have accepted before a slow death begins.
/// </summary>
/// <param name="healthy">Share of errors that is still healthy.</param>
/// <param name="critical">Share of errors that is to be found.</param>
/// <param name="most">No tick adds more than this: errors of one moment have one cause, and are no independent witnesses.</param>
internal sealed class Cusum(double healthy, double critical, double most)
{
    private readonly double _error = Math.Log(critical / healthy);
    private readonly double _success = Math.Log((1 - critical) / (1 - healthy));

    public double Sum { get; private set; }

    public void Add(long errors, long requests) =>
        Sum = Math.Max(0, Sum + Math.Min(most, errors * _error + (requests - errors) * _success));
}
