using System.Globalization;
using TshActions.Core.Statistics;

namespace TshActions.Core.Gates.Rules;

/// <summary>
/// Three questions about the share of errors. Is it far above what is tolerated, at any time (CUSUM)? Are errors so
/// dense that no statistic is needed (M of N)? And at the end: was the target shown?
/// </summary>
internal sealed class ErrorRate(ErrorRateRule rule, IReadOnlyList<string> probes) : IRule
{
    // Of what a bad tick of real traffic is by chance alone, at the critical share.
    private const double Doubt = 0.01;

    private readonly Window _ticks = new(rule.Limit);
    private readonly Window _shared = new(rule.Limit);

    // A tick counts once, however many of its probes failed: its trial is "any of them failed".
    private readonly Cusum _probes = new(
        Any(rule.Tolerated, probes.Count),
        Any(rule.Critical, probes.Count),
        rule.Threshold / 3
    );

    private readonly Cusum _clients = new(rule.Tolerated, rule.Critical, rule.Threshold / 3);

    public long Requests { get; private set; }

    public long Errors { get; private set; }

    public IEnumerable<Reason> Add(TickView tick)
    {
        var worst = tick.Worst(probes);
        var asked = probes.Count(probe => tick[probe] is Answer.Good or Answer.Bad);
        var wrong = probes.Count(probe => tick[probe] is Answer.Bad);
        var clients = tick.Clients;
        // While the old slot fails too, what clients see says nothing about the new one.
        var blamed = clients is { Errors: > 0 } && worst is not Answer.Shared ? clients : null;
        Requests += asked + (clients?.Requests ?? 0);
        Errors += wrong + (blamed?.Errors ?? 0);

        if (worst is Answer.Good or Answer.Bad)
            _probes.Add(wrong > 0 ? 1 : 0, 1);
        // Their good answers count all the same: a control that fails must not bring a rollback nearer.
        if (clients is not null)
            _clients.Add(
                blamed?.Errors ?? 0,
                clients.Requests - (blamed is null ? clients.Errors : 0)
            );
        var dense =
            blamed is { } real
            && Binomial.AtLeast((int)real.Errors, (int)real.Requests, rule.Critical) < Doubt;

        if (_shared.Add(worst is Answer.Shared))
            yield return new(
                "error-rate",
                Gravity.Shared,
                $"both slots failed in {_shared}: {Wrong(tick, Answer.Shared)}",
                tick.Number
            );
        if (_ticks.Add(worst is Answer.Bad || dense))
            yield return Broken(tick, $"{_ticks} failed: {Told(tick)}");
        else if (_probes.Sum >= rule.Threshold)
            yield return Broken(
                tick,
                $"{Errors} errors in {Requests} answers: above the critical {rule.Critical:0.#%} by all evidence (CUSUM {_probes.Sum:0.0}, limit {rule.Threshold:0.#}); last: {Told(tick)}"
            );
        else if (_clients.Sum >= rule.Threshold)
            yield return Broken(
                tick,
                $"{Errors} errors in {Requests} answers to real clients: above the critical {rule.Critical:0.#%} by all evidence (CUSUM {_clients.Sum:0.0}, limit {rule.Threshold:0.#})"
            );
    }

    public IEnumerable<Reason> AtEnd()
    {
        var upper = ErrorBounds.Upper(Errors, Requests, 0.05);
        var lower = ErrorBounds.Lower(Errors, Requests, 0.05);
        var seen = string.Create(
            CultureInfo.InvariantCulture,
            $"{Errors} errors in {Requests} answers"
        );
        if (lower > rule.Target)
            yield return new(
                "error-rate",
                Gravity.Warn,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seen}: at least {lower:0.00%} (95 %), the target is {rule.Target:0.##%}"
                ),
                0
            );
        else
            yield return new("error-rate", Gravity.Note, $"{seen}: {Target(upper)}", 0);
    }

    private string Target(double upper) =>
        upper < rule.Target
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"below the target of {rule.Target:0.##%}, shown (at most {upper:0.000%}, 95 %)"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the target of {rule.Target:0.##%} was not demonstrated (at most {upper:0.00%}, 95 %); it takes {ErrorBounds.CleanRequests(rule.Target, 0.05):N0} answers without an error"
            );

    private Reason Broken(TickView tick, string text) =>
        new("error-rate", ConsequenceGravity.Of(rule.Consequence), text, tick.Number);

    private string Told(TickView tick) =>
        Wrong(tick, Answer.Bad) is { Length: > 0 } wrong ? wrong
        : tick.Clients is { } clients
            ? $"{clients.Errors} of {clients.Requests} answers to real clients were errors"
        : "nothing in this tick";

    private string Wrong(TickView tick, Answer kind) =>
        string.Join(
            ", ",
            probes
                .Where(probe => tick[probe] == kind)
                .Select(probe => $"{probe}: {tick.Sample(probe)!.Why ?? "failed"}")
        );

    private static double Any(double share, int trials) =>
        1 - Math.Pow(1 - share, Math.Max(1, trials));
}
