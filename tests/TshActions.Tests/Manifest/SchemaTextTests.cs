using System.Text.Json.Nodes;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class SchemaTextTests
{
    [Fact]
    public void The_published_schema_is_the_one_the_program_checks() =>
        Approved.CheckFile(SchemaText.Write(), Repository.PathOf("schema/tsh.schema.json"));

    [Fact]
    public void Every_place_in_the_schema_is_described_and_closed()
    {
        var schema = JsonNode.Parse(SchemaText.Write())!;

        foreach (var place in Places(schema.AsObject()))
        {
            place["description"]!.GetValue<string>().ShouldEndWith(".");
            if (place.ContainsKey("properties"))
                place["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        }
    }

    private static IEnumerable<JsonObject> Places(JsonObject schema)
    {
        yield return schema;
        var inner = (schema["properties"] as JsonObject)?.Select(property => property.Value) ?? [];
        var kinds = schema["oneOf"] as JsonArray ?? [];
        foreach (
            var part in inner
                .Concat(kinds)
                .Append(schema["items"])
                .Append(schema["additionalProperties"])
        )
            if (part is JsonObject place)
                foreach (var each in Places(place))
                    yield return each;
    }
}
