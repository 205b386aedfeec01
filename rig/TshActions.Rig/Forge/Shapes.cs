using System.Text;
using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>What GitHub answers, field by field; the contract says which must be there.</summary>
internal sealed class Shapes(string api, ForgeRepository repository)
{
    public ForgeRepository Of => repository;

    public string Root => $"{api}/repos/{repository.Owner}/{repository.Name}";

    public string Html =>
        $"{new Uri(api).GetLeftPart(UriPartial.Authority)}/{repository.Owner}/{repository.Name}";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    public static string Node(object id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}"));

    public JsonObject User(string login)
    {
        var user = new JsonObject
        {
            ["login"] = login,
            ["id"] = 41898282,
            ["node_id"] = Node(login),
            ["avatar_url"] = $"{Html}/avatar",
            ["gravatar_id"] = "",
            ["url"] = $"{api}/users/{login}",
            ["html_url"] = $"{Html}/{Uri.EscapeDataString(login)}",
            ["type"] = login.EndsWith("[bot]") ? "Bot" : "User",
            ["site_admin"] = false,
        };
        foreach (
            var list in (string[])
                [
                    "followers",
                    "following",
                    "gists",
                    "starred",
                    "subscriptions",
                    "organizations",
                    "repos",
                    "events",
                    "received_events",
                ]
        )
            user[$"{list}_url"] = $"{api}/users/{Uri.EscapeDataString(login)}/{list}";
        return user;
    }

    public JsonObject Deployment(DeploymentRecord deployment) =>
        new()
        {
            ["url"] = $"{Root}/deployments/{deployment.Id}",
            ["id"] = deployment.Id,
            ["node_id"] = Node(deployment.Id),
            ["sha"] = deployment.Sha,
            ["ref"] = deployment.Ref,
            ["task"] = deployment.Task,
            ["payload"] = deployment.Payload.DeepClone(),
            ["environment"] = deployment.Environment,
            ["original_environment"] = deployment.Environment,
            ["description"] = deployment.Description,
            ["creator"] = User(deployment.Login),
            ["created_at"] = Time(deployment.At),
            ["updated_at"] = Time(deployment.Statuses is [.., var last] ? last.At : deployment.At),
            ["statuses_url"] = $"{Root}/deployments/{deployment.Id}/statuses",
            ["repository_url"] = Root,
            ["transient_environment"] = false,
            ["production_environment"] = deployment.Environment is "production",
        };

    public JsonObject Status(DeploymentRecord deployment, StatusRecord status) =>
        new()
        {
            ["url"] = $"{Root}/deployments/{deployment.Id}/statuses/{status.Id}",
            ["id"] = status.Id,
            ["node_id"] = Node(status.Id),
            ["state"] = status.State,
            ["creator"] = User(status.Login),
            ["description"] = status.Description,
            ["environment"] = deployment.Environment,
            ["target_url"] = status.LogUrl,
            ["log_url"] = status.LogUrl,
            ["environment_url"] = status.EnvironmentUrl,
            ["created_at"] = Time(status.At),
            ["updated_at"] = Time(status.At),
            ["deployment_url"] = $"{Root}/deployments/{deployment.Id}",
            ["repository_url"] = Root,
        };

    public async Task<JsonObject> CommitAsync(string sha)
    {
        var told = (
            await repository.Git.RunAsync(
                "show",
                "--no-patch",
                "--format=%T%n%P%n%aI%n%cI%n%B",
                sha
            )
        ).Split('\n', 5);
        return new JsonObject
        {
            ["sha"] = sha,
            ["node_id"] = Node(sha),
            ["url"] = $"{Root}/git/commits/{sha}",
            ["html_url"] = $"{Html}/commit/{sha}",
            ["author"] = Person("author", told[2]),
            ["committer"] = Person("committer", told[3]),
            ["tree"] = new JsonObject
            {
                ["sha"] = told[0],
                ["url"] = $"{Root}/git/trees/{told[0]}",
            },
            ["message"] = told[4].TrimEnd('\n'),
            ["parents"] = new JsonArray([
                .. told[1]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(parent => new JsonObject
                    {
                        ["sha"] = parent,
                        ["url"] = $"{Root}/git/commits/{parent}",
                        ["html_url"] = $"{Html}/commit/{parent}",
                    }),
            ]),
            ["verification"] = new JsonObject
            {
                ["verified"] = false,
                ["reason"] = "unsigned",
                ["signature"] = null,
                ["payload"] = null,
                ["verified_at"] = null,
            },
        };
    }

    private static JsonObject Person(string name, string date) =>
        new()
        {
            ["name"] = name,
            ["email"] = $"{name}@example.com",
            ["date"] = Time(DateTimeOffset.Parse(date)),
        };
}
