using TshActions.Core.Checks;
using TshActions.Core.Ticks;

namespace TshActions.Core.Gates.Rules;

/// <summary>A check that is asked now and then during the bake: twice of the last three times makes it true.</summary>
internal sealed class CheckWatch(string name, CheckMeaning meaning) : IRule
{
    private readonly Window _failed = new(new Limit(2, 3));
    private CheckReading? _last;
    private bool _judged;
    private bool _told;

    public IEnumerable<Reason> Add(TickView tick)
    {
        if (tick.Tick.Gap || !tick.Tick.Checks.TryGetValue(name, out var reading))
            yield break;
        _last = reading;
        _judged |= reading.Finding is Finding.Passed or Finding.Warning or Finding.Failed;
        var excused = meaning.Scope is Scope.Shared || tick.Tick.Control.Values.Any(old => !old.Ok);
        var gravity =
            meaning.OnFailure is Checks.Weight.Warn ? Gravity.Warn
            : excused ? Gravity.Shared
            : Gravity.Fail;
        if (_failed.Add(reading.Finding is Finding.Failed) && !(_told && gravity < Gravity.Fail))
        {
            _told = true;
            yield return new(name, gravity, reading.Detail, tick.Number);
        }
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (!_judged)
            yield return new(
                name,
                meaning.OnFailure is Checks.Weight.Fail ? Gravity.Inconclusive : Gravity.Warn,
                _last is null ? "was never asked" : $"said nothing: {_last.Detail}",
                0
            );
        else if (!_told && _last is { Finding: not Finding.Passed })
            yield return new(name, Gravity.Warn, _last.Detail, 0);
    }
}

/// <summary>What a check's failure means to a bake.</summary>
public sealed record CheckMeaning(Checks.Weight OnFailure, Scope Scope);
