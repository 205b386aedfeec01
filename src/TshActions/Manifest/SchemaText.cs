using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TshActions.Manifest;

/// <summary>The shape of the manifest as JSON Schema (draft 2020-12), for editors.</summary>
public static class SchemaText
{
    public static string Write()
    {
        var schema = Of(ManifestShape.Root);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "TSH Actions manifest");
        return schema.ToJsonString(
                new()
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
    }

    private static JsonObject Of(Shape shape)
    {
        var schema = new JsonObject { ["description"] = shape.About };
        switch (shape)
        {
            case Shape.Text text:
                // A number may stand unquoted in YAML and is read as text all the same.
                schema["type"] = new JsonArray("string", "number");
                schema["pattern"] = text.Pattern;
                break;
            case Shape.Choice choice:
                schema["enum"] = new JsonArray([.. choice.Words.Select(Word)]);
                break;
            case Shape.Free free:
                if (free.IsSingle)
                    schema["type"] = new JsonArray("string", "number", "boolean", "null");
                break;
            case Shape.List list:
                schema["type"] = "array";
                schema["items"] = Of(list.Item);
                schema["minItems"] = list.AtLeast;
                break;
            case Shape.Map map:
                schema["type"] = "object";
                schema["properties"] = new JsonObject(map.Keys.Select(Property));
                schema["required"] = new JsonArray([
                    .. map.Keys.Where(key => key.Required).Select(key => (JsonNode)key.Name),
                ]);
                schema["additionalProperties"] = false;
                break;
            case Shape.Kinds kinds:
                schema["oneOf"] = new JsonArray([
                    .. kinds.Maps.Select(kind => (JsonNode)Of(kinds.Of(kind.Word, kind.Map))),
                ]);
                break;
            case Shape.Table table:
                schema["type"] = "object";
                schema["propertyNames"] = new JsonObject { ["pattern"] = table.Name.Pattern };
                schema["additionalProperties"] = Of(table.Value);
                schema["minProperties"] = 1;
                break;
            default:
                throw new UnreachableException();
        }

        return schema;
    }

    private static KeyValuePair<string, JsonNode?> Property(Shape.Key key)
    {
        var schema = Of(key.Shape);
        if (key.Default is { } text)
            schema["default"] = key.Shape is Shape.Choice ? Word(text) : text;
        return new(key.Name, schema);
    }

    /// <summary>YAML itself makes a boolean of these two.</summary>
    private static JsonNode Word(string word) =>
        word is "true" or "false" ? (JsonNode)(word is "true") : word;
}
