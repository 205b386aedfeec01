using System.Text.Json.Nodes;
using TshActions.Rig.Forge;

namespace TshActions.RigTests.GitHub;

/// <summary>The contract that every exchange with the forge is held against refuses what GitHub would not know.</summary>
public sealed class ContractTests
{
    private const string Deployments = "/repos/shop/erp/deployments";

    [Theory]
    [InlineData("GET", "/repos/shop/erp/deploymentz", "", null, 200, "[]", "has no GET")]
    [InlineData("GET", Deployments, "enviroment", null, 200, "[]", "no query parameter enviroment")]
    [InlineData("GET", Deployments, "", null, 200, "[{\"id\":\"1\"}]", "must be integer")]
    [InlineData("GET", Deployments, "", null, 200, "{}", "must be array")]
    [InlineData("GET", Deployments, "", null, 206, "[]", "never answers 206")]
    [InlineData("GET", Deployments, "", "{}", 200, "[]", "takes no body")]
    [InlineData("POST", Deployments, "", null, 409, "{}", "needs a body")]
    [InlineData("POST", Deployments, "", "{}", 409, "{}", "must have required property 'ref'")]
    [InlineData(
        "POST",
        Deployments,
        "",
        "{\"ref\":\"main\",\"auto-merge\":false}",
        409,
        "{}",
        "must NOT have additional properties"
    )]
    [InlineData(
        "POST",
        "/graphql",
        "",
        "{\"query\":\"{ viewer { name } }\"}",
        200,
        "{\"data\":{\"viewer\":{}}}",
        "graphql answer"
    )]
    [InlineData(
        "POST",
        "/graphql",
        "",
        "{\"query\":\"{ viewer { named } }\"}",
        200,
        "{}",
        "Cannot query field"
    )]
    public async Task What_GitHub_does_not_describe_is_complained_of(
        string method,
        string path,
        string query,
        string? body,
        int status,
        string answer,
        string complaint
    )
    {
        var contract = await Contract.ReadyAsync();

        var complaints = await contract.ComplainAsync(
            new JsonObject
            {
                ["method"] = method,
                ["path"] = path,
                ["query"] = query.Length > 0 ? new JsonObject { [query] = "x" } : new JsonObject(),
                ["body"] = body is null ? null : JsonNode.Parse(body),
                ["status"] = status,
                ["answer"] = JsonNode.Parse(answer),
            }
        );

        complaints.ShouldContain(one => one.Contains(complaint), string.Join('\n', complaints));
    }
}
