using TshActions.Core.Calibration;

namespace TshActions.GateBench.Corpus;

/// <summary>How a bake of the hold-out differs from what the judge was developed with.</summary>
/// <param name="Later">Ticks by which the trouble sets in later.</param>
/// <param name="Spread">Factor on every endpoint's sigma.</param>
/// <param name="Failing">Share of answers that fail for no reason of the release's.</param>
public sealed record Jitter(int Later, double Spread, double Failing)
{
    public const int MostTicks = 10;
    public const double LeastSpread = 0.7;
    public const double MostSpread = 1.4;
    public const double MostFailing = 0.003;

    // Apart from the streams of the simulation, so that a bake's draws do not follow its jitter.
    private const ulong Stream = 77;

    public static Jitter None { get; } = new(0, 1, Service.Failing);

    private static ServiceModel Service => Traces.Service;

    public static Jitter Of(ulong seed)
    {
        var draws = new Draws(seed, Stream);
        return new Jitter(
            (int)(draws.Unit() * (MostTicks + 1)),
            LeastSpread + draws.Unit() * (MostSpread - LeastSpread),
            draws.Unit() * MostFailing
        );
    }

    /// <summary>The service of a trace, which has the last word on what its definition names.</summary>
    public ServiceModel Shake(Func<ServiceModel, ServiceModel> trace)
    {
        var service = trace(Service with { Failing = Failing });
        return Spread is 1
            ? service
            : service with
            {
                Endpoints =
                [
                    .. service.Endpoints.Select(endpoint =>
                        endpoint with
                        {
                            Sigma = endpoint.Sigma * Spread,
                        }
                    ),
                ],
            };
    }
}
