using System.Diagnostics;
using TshActions.Core.Reports;

namespace TshActions.Notices;

/// <summary>Refusals that mean the same at every service.</summary>
internal static class Refusals
{
    private const int LongestWord = 200;

    public static Refusal Of(PostReply reply, string key) =>
        reply switch
        {
            PostReply.NotReached(var why) => new(
                $"it could not be reached: {why}",
                $"look whether `{key}` is right and reachable from the runner"
            ),
            PostReply.Lost(var why) => new(
                $"whether it heard is not known: {why}",
                "look there whether it was told"
            ),
            PostReply.Came { IsGood: true } => new(
                "whether it was told is not known: its answer is none that is understood",
                $"look there whether it was told, and whether `{key}` is right"
            ),
            PostReply.Came came => Of(came, key),
            _ => throw new UnreachableException(),
        };

    private static Refusal Of(PostReply.Came came, string key) =>
        came.Status switch
        {
            >= 300 and < 400 => new(
                $"it sends elsewhere ({came.Status}), and a secret is not carried there",
                $"write the address it sends to into `{key}`"
            ),
            429 => new(
                $"it asks to wait{(came.RetryAfter is { } wait ? $" {wait.TotalSeconds:0} s" : "")} (429)",
                "tell it less often, or ask for fewer events with `notify.on`"
            ),
            >= 500 => new(
                $"it has trouble of its own ({came.Status})",
                "look at its status page; the run's summary tells the same"
            ),
            _ => new(
                $"it refuses ({came.Status}){Said(came.Body)}",
                $"look whether `{key}` and its secret are right"
            ),
        };

    /// <summary>Words of another program, fit for the middle of a line.</summary>
    public static string Word(string? text) => PlainText.OneLine((text ?? "").Trim(), LongestWord);

    private static string Said(string body) =>
        Word(body) is { Length: > 0 } word ? $": {word}" : "";
}
