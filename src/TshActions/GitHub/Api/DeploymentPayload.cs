using System.Text.Json;
using System.Text.Json.Serialization;
using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>What a deployment of ours says of itself. GitHub keeps it as it was when the deployment began.</summary>
/// <param name="Format"><see cref="Current"/>.</param>
/// <param name="Key">Of this record alone.</param>
/// <param name="Release">Id of the release.</param>
/// <param name="Tree">Git tree of its commit.</param>
/// <param name="Digest">Of the image, where there is one.</param>
/// <param name="Previous">The release that was live before.</param>
/// <param name="Run">Address of the run.</param>
/// <param name="Drift">Verdict of schema-drift-check, where it was asked.</param>
/// <param name="BackwardCompatible">Whether the release before works on the migrated database.</param>
/// <param name="Marks">Of the environment as it was then.</param>
/// <param name="Began">Where it was recorded only later, as a rollback is.</param>
public sealed record DeploymentPayload(
    int Format,
    string Key,
    string Release,
    string Tree,
    string Run,
    string? Digest = null,
    string? Previous = null,
    string? Drift = null,
    string? BackwardCompatible = null,
    EnvironmentMarks? Marks = null,
    DateTimeOffset? Began = null
)
{
    /// <summary>Of this shape; another number is another program's, or a later one's.</summary>
    public const int Current = 1;

    /// <returns>Null where it is not one of ours.</returns>
    public static DeploymentPayload? Read(string? text)
    {
        try
        {
            // What was sent as an object may come back as the text of it, or as the text of that text.
            for (var depth = 0; text is { Length: > 1 } && depth < 3; depth++)
                if (text[0] is '"')
                    text = JsonSerializer.Deserialize(text, PayloadJson.Default.String);
                else
                    return
                        JsonSerializer.Deserialize(text, PayloadJson.Default.DeploymentPayload)
                            is {
                                Format: Current,
                                Key.Length: > 0,
                                Release.Length: > 0,
                                Tree.Length: > 0
                            } payload
                        ? payload
                        : null;
        }
        catch (JsonException) { }
        return null;
    }

    public JsonElement ToElement() =>
        JsonSerializer.SerializeToElement(this, PayloadJson.Default.DeploymentPayload);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DeploymentPayload))]
[JsonSerializable(typeof(string))]
internal sealed partial class PayloadJson : JsonSerializerContext;
