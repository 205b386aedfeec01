using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TshActions.Core.Checks;

/// <summary>JSON of an answer, read strictly: a name that comes twice has no meaning anybody can judge.</summary>
public static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="why">In one line, without anything of the text itself.</param>
    public static bool TryRead(
        Reply.Answered answer,
        out JsonElement root,
        [NotNullWhen(false)] out string? why
    )
    {
        root = default;
        if (!answer.Whole)
        {
            why = "longer than is read of an answer";
            return false;
        }

        return TryRead(answer.Body, out root, out why);
    }

    /// <inheritdoc cref="TryRead(Reply.Answered, out JsonElement, out string?)"/>
    public static bool TryRead(
        string text,
        out JsonElement root,
        [NotNullWhen(false)] out string? why
    )
    {
        root = default;
        why = null;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException error)
        {
            why =
                text.Length is 0 ? "empty"
                : text.TrimStart().StartsWith('<') ? "not JSON but a page"
                : $"not JSON (line {(error.LineNumber ?? 0) + 1})";
            return false;
        }
    }
}
