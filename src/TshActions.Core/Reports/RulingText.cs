using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Reports;

/// <summary>A ruling for a person and for a program.</summary>
public static class RulingText
{
    public static string Text(Ruling ruling, int ticks) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            verdict   {Word(ruling.Verdict)}{(
                ruling.IsFinal ? "" : " so far: the bake is not over"
            )}
            action    {Word(ruling.Action)}
            tick      {ruling.Tick} of {ticks}, {ruling.At.TotalSeconds:0} s after the switch
            why       {ruling.Why}
            seen      {ruling.Figures}

            {string.Join('\n', ruling.Reasons.Select(Line))}
            """
        );

    /// <summary>One line of JSON.</summary>
    public static string Json(Ruling ruling)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("verdict", Word(ruling.Verdict));
            json.WriteString("action", Word(ruling.Action));
            json.WriteBoolean("final", ruling.IsFinal);
            json.WriteNumber("tick", ruling.Tick);
            json.WriteNumber("at", ruling.At.TotalSeconds);
            json.WriteString("why", ruling.Why);
            json.WriteStartArray("reasons");
            foreach (var reason in ruling.Reasons)
            {
                json.WriteStartObject();
                json.WriteString("rule", reason.Rule);
                json.WriteString("gravity", Word(reason.Gravity));
                json.WriteString("text", reason.Text);
                json.WriteNumber("tick", reason.Tick);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("figures");
            json.WriteNumber("expected", ruling.Figures.Expected);
            json.WriteNumber("measured", ruling.Figures.Measured);
            json.WriteNumber("bad", ruling.Figures.Bad);
            json.WriteNumber("shared", ruling.Figures.Shared);
            json.WriteNumber("requests", ruling.Figures.Requests);
            json.WriteNumber("errors", ruling.Figures.Errors);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Line(Reason reason) =>
        $"{Sign(reason.Gravity)} {reason.Rule, -12} {(reason.Tick is 0 ? "at the end" : $"tick {reason.Tick}"), -10}  {reason.Text}";

    /// <summary>The same ruling, its texts short lines that cannot act: a replayed recording may be anybody's.</summary>
    public static Ruling Harmless(Ruling ruling, int longest) =>
        ruling with
        {
            Figures = ruling.Figures with
            {
                Slowest = ruling.Figures.Slowest is { } slow
                    ? slow with
                    {
                        Probe = PlainText.OneLine(slow.Probe, 60),
                    }
                    : null,
            },
            Reasons =
            [
                .. ruling.Reasons.Select(reason =>
                    reason with
                    {
                        Rule = PlainText.OneLine(reason.Rule, 60),
                        Text = PlainText.OneLine(reason.Text, longest).Trim(),
                    }
                ),
            ],
        };

    public static string Word<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    private static string Sign(Gravity gravity) =>
        gravity switch
        {
            Gravity.Fail => "✗",
            Gravity.Shared => "≈",
            Gravity.Inconclusive => "?",
            Gravity.Warn => "!",
            _ => "·",
        };
}
