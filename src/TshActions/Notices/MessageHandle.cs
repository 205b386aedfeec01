using System.Text.Json;
using System.Text.Json.Serialization;

namespace TshActions.Notices;

/// <summary>What the end of a deployment must know of its begin; opaque to everybody else.</summary>
/// <param name="Deployment">The same for all notices of one deployment.</param>
/// <param name="Messages">By a recipient's word: what it calls the message that it can update.</param>
internal sealed record MessageHandle(
    int Format,
    string Deployment,
    DateTimeOffset Began,
    IReadOnlyDictionary<string, string> Messages
)
{
    public const int Current = 1;

    public override string ToString() =>
        JsonSerializer.Serialize(this, MessageHandleJson.Default.MessageHandle);

    /// <returns>Null where it is none, or one of another version's.</returns>
    public static MessageHandle? Read(string text)
    {
        try
        {
            return
                JsonSerializer.Deserialize(text, MessageHandleJson.Default.MessageHandle)
                    is { Format: Current, Deployment: not null, Messages: not null } handle
                ? handle
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(MessageHandle))]
internal sealed partial class MessageHandleJson : JsonSerializerContext;
