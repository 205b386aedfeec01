using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>What GitHub keeps watch over in a repository whose team has set it all up.</summary>
public static class BranchGuards
{
    private const string Rules = """
        [
          { "type": "pull_request", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1,
            "parameters": { "required_approving_review_count": 1, "dismiss_stale_reviews_on_push": true,
              "require_code_owner_review": false, "require_last_push_approval": false, "required_review_thread_resolution": false } },
          { "type": "required_status_checks", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1,
            "parameters": { "strict_required_status_checks_policy": true, "required_status_checks": [{ "context": "test" }] } },
          { "type": "non_fast_forward", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1 },
          { "type": "deletion", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1 }
        ]
        """;

    /// <summary>Rules for main, the classic protection beside them, and a person who approves production.</summary>
    public static void Put(ForgeRepository repository)
    {
        repository.Rules.AddRange(
            JsonNode.Parse(Rules)!.AsArray().Select(rule => (JsonObject)rule!.DeepClone())
        );
        repository.Protection = Protection();
        repository.Environments.Add(new("production", ["somebody"], OnlyBranches: true));
    }

    public static JsonNode Protection() =>
        JsonNode.Parse(
            """
            { "url": "https://api.example.com/protection",
              "required_pull_request_reviews": { "dismiss_stale_reviews": true, "require_code_owner_reviews": false, "required_approving_review_count": 1 },
              "required_status_checks": { "strict": true, "contexts": ["test"], "checks": [{ "context": "test", "app_id": 1 }] },
              "enforce_admins": { "url": "https://api.example.com/enforce_admins", "enabled": true },
              "allow_force_pushes": { "enabled": false }, "allow_deletions": { "enabled": false } }
            """
        )!;
}
