using System.Text.Json;
using TshActions.Core.Gates;

namespace TshActions.Tests.Manifest;

/// <summary>A gate with every value, to be read in a review.</summary>
internal static class GateText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static string Of(GatePolicy gate) =>
        string.Concat([
            $"""
            probes {Json(gate.Probes)}
            tick every {gate.Interval}, timeout {gate.Timeout}
            baseline {Json(gate.Baseline)}
            before {Json(gate.PreSwitch)}

            """,
            .. gate.Checks.Select(check => $"{check.GetType().Name} {Json(check)}\n"),
            .. gate
                .Bake.GetType()
                .GetProperties()
                .Select(property => $"{property.Name} {Json(property.GetValue(gate.Bake))}\n"),
        ]);

    private static string Json(object? value) =>
        JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options);
}
