using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TshActions.Rig.Forge;

/// <summary>
/// The one place of GraphQL. Each query is known by its name; that the answer is what its text asks for, field by field,
/// GitHub's schema is asked by the contract.
/// </summary>
internal static partial class GraphQlRoute
{
    public static ForgeRoute Route => new("POST", "", "metadata", "read", AnswerAsync);

    private static async Task<ForgeAnswer> AnswerAsync(ForgeCall call) =>
        Name().Match(call.Text("query")).Groups[1].Value switch
        {
            "EnvironmentDeployments" when !call.Token.May("deployments", "read") => Refused(),
            "EnvironmentDeployments" => Data("deployments", await DeploymentsAsync(call)),
            var unknown => ForgeAnswer.No(400, $"The forge has no query {unknown}"),
        };

    private static ForgeAnswer Data(string field, JsonNode value) =>
        ForgeAnswer.Ok(
            new JsonObject
            {
                ["data"] = new JsonObject { ["repository"] = new JsonObject { [field] = value } },
            }
        );

    private static ForgeAnswer Refused() =>
        ForgeAnswer.Ok(
            new JsonObject
            {
                ["data"] = new JsonObject { ["repository"] = null },
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "FORBIDDEN",
                        ["message"] = "Resource not accessible by integration",
                    }
                ),
            }
        );

    private static async Task<JsonNode> DeploymentsAsync(ForgeCall call)
    {
        var variables = call.Body!["variables"]!;
        List<DeploymentRecord> all =
        [
            .. call
                .Repository.Deployments.AsEnumerable()
                .Reverse()
                .Where(one => one.Environment == (string)variables["environment"]!),
        ];
        // A cursor is opaque; here it is the id of the last one told.
        var after = (string?)variables["after"] is { } cursor
            ? all.FindIndex(one => $"{one.Id}" == cursor) + 1
            : 0;
        List<DeploymentRecord> page = [.. all.Skip(after).Take((int)variables["most"]!)];
        var trees = new Dictionary<string, string?>();
        var nodes = new JsonArray();
        foreach (var deployment in page)
        {
            if (!trees.TryGetValue(deployment.Sha, out var tree))
                trees[deployment.Sha] = tree = await call.Repository.Git.TryAsync(
                    "rev-parse",
                    "--verify",
                    "--quiet",
                    $"{deployment.Sha}^{{tree}}"
                );
            nodes.Add(
                new JsonObject
                {
                    ["databaseId"] = deployment.Id,
                    ["commitOid"] = deployment.Sha,
                    ["commit"] = tree is null
                        ? null
                        : new JsonObject { ["tree"] = new JsonObject { ["oid"] = tree } },
                    ["task"] = deployment.Task,
                    ["payload"] = deployment.Payload.ToJsonString(),
                    ["createdAt"] = Shapes.Time(deployment.At),
                    // A bot is called without its brackets here.
                    ["creator"] = new JsonObject
                    {
                        ["__typename"] = deployment.Login.EndsWith("[bot]") ? "Bot" : "User",
                        ["login"] = deployment.Login.Replace("[bot]", ""),
                    },
                    ["statuses"] = new JsonObject
                    {
                        ["nodes"] = new JsonArray([.. deployment.Statuses.Select(Status)]),
                    },
                }
            );
        }
        return new JsonObject
        {
            ["pageInfo"] = new JsonObject
            {
                ["hasNextPage"] = all.Count > after + page.Count,
                ["endCursor"] = page is [.., var last] ? $"{last.Id}" : null,
            },
            ["nodes"] = nodes,
        };
    }

    private static JsonObject Status(StatusRecord status) =>
        new()
        {
            ["state"] = status.State.ToUpperInvariant(),
            ["description"] = status.Description,
            ["createdAt"] = Shapes.Time(status.At),
            ["logUrl"] = status.LogUrl.Length > 0 ? status.LogUrl : null,
            ["environmentUrl"] = status.EnvironmentUrl.Length > 0 ? status.EnvironmentUrl : null,
        };

    [GeneratedRegex(@"query (\w+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
