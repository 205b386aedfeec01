namespace TshActions.Core.Calibration;

/// <summary>What goes wrong in a bake: other conditions for a tick.</summary>
/// <param name="tick">Counted from 0.</param>
public delegate Conditions Trouble(int tick, Conditions conditions);

/// <summary>Troubles to be put together with <see cref="And"/>.</summary>
public static class Troubles
{
    public static Trouble None { get; } = (_, conditions) => conditions;

    /// <summary>Both; where they change the same thing, the second has the last word.</summary>
    public static Trouble And(this Trouble one, Trouble other) =>
        (tick, conditions) => other(tick, one(tick, conditions));

    /// <summary>The same, so many ticks later.</summary>
    public static Trouble Later(this Trouble trouble, int ticks) =>
        (tick, conditions) => trouble(tick - ticks, conditions);

    /// <summary>Answers of the new slot fail, in this share of cases or as often as they do anyway.</summary>
    /// <param name="share">By tick, 0 to 1.</param>
    /// <param name="endpoints">Empty: all.</param>
    public static Trouble Failing(
        Func<int, double> share,
        FailureKind how,
        params IReadOnlyCollection<string> endpoints
    ) =>
        (tick, conditions) =>
            share(tick) is > 0 and var failing
                ? conditions with
                {
                    New = Only(endpoints, conditions.New, fate => Failing(fate, failing, how)),
                }
                : conditions;

    /// <summary>The same of the old slot.</summary>
    public static Trouble OldFailing(Func<int, bool> when, FailureKind how) =>
        (tick, conditions) =>
            when(tick)
                ? conditions with
                {
                    Old = Only([], conditions.Old, fate => Failing(fate, 1, how)),
                }
                : conditions;

    /// <summary>All answers of the new slot fail.</summary>
    public static Trouble Down(
        Func<int, bool> when,
        params IReadOnlyCollection<string> endpoints
    ) => Failing(tick => when(tick) ? 1 : 0, FailureKind.Refused, endpoints);

    /// <summary>Answers of the new slot take longer.</summary>
    /// <param name="factor">By tick.</param>
    /// <param name="endpoints">Empty: all.</param>
    public static Trouble Slower(
        Func<int, double> factor,
        params IReadOnlyCollection<string> endpoints
    ) =>
        (tick, conditions) =>
            factor(tick) is not 1 and var times
                ? conditions with
                {
                    New = Only(
                        endpoints,
                        conditions.New,
                        fate => fate with { Slowdown = fate.Slowdown * times }
                    ),
                }
                : conditions;

    /// <summary>Nobody measures.</summary>
    public static Trouble Gap(Func<int, bool> when) =>
        (tick, conditions) => when(tick) ? conditions with { Gap = true } : conditions;

    /// <param name="sofar">How often processes were started anew up to a tick.</param>
    public static Trouble Restarts(Func<int, int> sofar) =>
        (tick, conditions) => conditions with { Restarts = sofar(tick) };

    /// <summary>The new slot logs other numbers of errors per tick, on average.</summary>
    public static Trouble LogErrors(Func<int, bool> when, double mean) =>
        (tick, conditions) => when(tick) ? conditions with { LogErrors = mean } : conditions;

    /// <summary>The new slot logs so many errors more.</summary>
    public static Trouble LogBurst(Func<int, bool> when, int errors) =>
        (tick, conditions) => when(tick) ? conditions with { LogBurst = errors } : conditions;

    /// <summary>A gauge stands at another level.</summary>
    /// <param name="level">Percent.</param>
    public static Trouble Gauge(Func<int, bool> when, string name, double level) =>
        (tick, conditions) =>
            when(tick)
                ? conditions with
                {
                    Gauge = other => other == name ? level : conditions.Gauge(other),
                }
                : conditions;

    /// <summary>The new slot's answers carry another release.</summary>
    public static Trouble Release(string release) =>
        (_, conditions) => conditions with { Release = release };

    private static Func<Endpoint, Fate> Only(
        IReadOnlyCollection<string> endpoints,
        Func<Endpoint, Fate> before,
        Func<Fate, Fate> change
    ) =>
        endpoint =>
            endpoints.Count is 0 || endpoints.Contains(endpoint.Name)
                ? change(before(endpoint))
                : before(endpoint);

    private static Fate Failing(Fate fate, double share, FailureKind how) =>
        share > fate.Failing ? fate with { Failing = share, How = how } : fate;
}
