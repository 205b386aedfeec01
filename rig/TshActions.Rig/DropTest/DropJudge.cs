using TshActions.Rig.Load;
using TshActions.Rig.Load.Long;

namespace TshActions.Rig.DropTest;

/// <summary>What of the promise did not hold.</summary>
public abstract record Shortfall(string Text)
{
    /// <summary>Short requests were lost.</summary>
    public sealed record Dropped(string Text) : Shortfall(Text);

    /// <summary>A long request did not come to its end.</summary>
    public sealed record Cut(string Text) : Shortfall(Text);

    /// <summary>The new slot took too long to answer.</summary>
    public sealed record Late(string Text) : Shortfall(Text);

    /// <summary>Too little was measured for the zeros to say anything.</summary>
    public sealed record Unproven(string Text) : Shortfall(Text);
}

/// <summary>Holds a row against what is promised of it.</summary>
public static class DropJudge
{
    /// <summary>Beyond the round trip.</summary>
    public static readonly TimeSpan FirstAnswerWithin = TimeSpan.FromMilliseconds(20);

    /// <param name="moves">As many must have been made.</param>
    /// <param name="requests">At least as many must have been asked.</param>
    public static IReadOnlyList<Shortfall> Judge(
        Promise promise,
        DropResult row,
        int moves,
        int requests
    ) => [.. Dropped(promise, row), .. Late(promise, row), .. Unproven(row, moves, requests)];

    private static IEnumerable<Shortfall> Dropped(Promise promise, DropResult row)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var forgiven =
                outcome is Outcome.Ok
                || (outcome is Outcome.ResetOnReused && promise is Promise.NothingRefused);
            if (!forgiven && row.Seen.Count(outcome) is > 0 and var count)
            {
                yield return new Shortfall.Dropped($"{count:N0} × {outcome}");
            }
        }

        foreach (var request in row.Cut.Take(3))
        {
            yield return new Shortfall.Cut($"{request}");
        }
    }

    private static IEnumerable<Shortfall> Late(Promise promise, DropResult row)
    {
        var within = row.RoundTrip + FirstAnswerWithin;
        if (
            promise is Promise.NothingDropped
            && DropResult.Spread(row.Switches.Select(seen => seen.FirstNew)) is { } first
            && first.Median > within
        )
        {
            yield return new Shortfall.Late(
                $"first answer of the new slot after {first.Median.TotalMilliseconds:0.0} ms in the median, {within.TotalMilliseconds:0} ms promised"
            );
        }
    }

    private static IEnumerable<Shortfall> Unproven(DropResult row, int moves, int requests)
    {
        if (row.Seen.Requests < requests)
        {
            yield return new Shortfall.Unproven(
                $"{row.Seen.Requests:N0} requests, {requests:N0} wanted"
            );
        }

        foreach (var method in new[] { "GET", "POST" })
        {
            if (row.Seen.Count(method, Outcome.Ok) is 0)
            {
                yield return new Shortfall.Unproven($"no {method} was answered");
            }
        }

        var answered = row.Switches.Count(seen =>
            seen.FirstNew is { } first && first > -SwitchSeen.Tick
        );
        if (answered < moves)
        {
            yield return new Shortfall.Unproven(
                $"{answered} switches after which the new slot answered, {moves} wanted"
            );
        }

        foreach (var kind in Enum.GetValues<LongKind>())
        {
            if (row.Outlived.All(request => request.Kind != kind))
            {
                yield return new Shortfall.Unproven($"no switch met a {kind} in flight");
            }
        }
    }
}
