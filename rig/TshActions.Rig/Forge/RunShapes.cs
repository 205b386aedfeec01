using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>A run, and the repository that stands in it twice.</summary>
internal static class RunShapes
{
    private static readonly string[] Links =
    [
        "archive",
        "assignees",
        "blobs",
        "branches",
        "collaborators",
        "comments",
        "commits",
        "compare",
        "contents",
        "contributors",
        "deployments",
        "downloads",
        "events",
        "forks",
        "git_commits",
        "git_refs",
        "git_tags",
        "hooks",
        "issue_comment",
        "issue_events",
        "issues",
        "keys",
        "labels",
        "languages",
        "merges",
        "milestones",
        "notifications",
        "pulls",
        "releases",
        "stargazers",
        "statuses",
        "subscribers",
        "subscription",
        "tags",
        "teams",
        "trees",
    ];

    private static readonly string[] Counts =
    [
        "forks",
        "forks_count",
        "open_issues",
        "open_issues_count",
        "size",
        "stargazers_count",
        "watchers",
        "watchers_count",
    ];

    private static readonly string[] Features =
    [
        "has_downloads",
        "has_issues",
        "has_projects",
        "has_wiki",
        "has_pages",
        "archived",
        "disabled",
    ];

    extension(Shapes shapes)
    {
        public JsonObject Repository
        {
            get
            {
                var repository = new JsonObject
                {
                    ["id"] = 7,
                    ["node_id"] = Shapes.Node(7),
                    ["name"] = shapes.Of.Name,
                    ["full_name"] = shapes.Of.FullName,
                    ["owner"] = shapes.User(shapes.Of.Owner),
                    ["private"] = true,
                    ["html_url"] = shapes.Html,
                    ["description"] = null,
                    ["fork"] = false,
                    ["url"] = shapes.Root,
                };
                foreach (var link in Links)
                    repository[$"{link}_url"] = $"{shapes.Root}/{link}";
                return repository;
            }
        }

        /// <summary>As it stands in a pull request, where GitHub tells all of it.</summary>
        public JsonObject WholeRepository
        {
            get
            {
                var repository = shapes.Repository;
                foreach (var count in Counts)
                    repository[count] = 0;
                foreach (var feature in Features)
                    repository[feature] = false;
                foreach (var link in (string[])["clone", "git", "ssh", "svn"])
                    repository[$"{link}_url"] = $"{shapes.Html}.git";
                foreach (
                    var nothing in (string[])
                        [
                            "homepage",
                            "language",
                            "mirror_url",
                            "license",
                            "pushed_at",
                            "created_at",
                            "updated_at",
                        ]
                )
                    repository[nothing] = null;
                repository["default_branch"] = "main";
                return repository;
            }
        }

        public async Task<JsonObject> RunAsync(RunRecord run)
        {
            var commit = await shapes.CommitAsync(run.HeadSha);
            var json = new JsonObject
            {
                ["id"] = run.Id,
                ["node_id"] = Shapes.Node(run.Id),
                ["name"] = "CI/CD - Test and Deploy to Production",
                ["head_branch"] = run.HeadBranch,
                ["head_sha"] = run.HeadSha,
                ["path"] = run.Path,
                ["display_title"] = (string)commit["message"]!,
                ["run_number"] = run.Id,
                ["run_attempt"] = 1,
                ["event"] = run.Event,
                ["status"] = run.Status,
                ["conclusion"] = run.Conclusion,
                ["workflow_id"] = 1,
                ["url"] = $"{shapes.Root}/actions/runs/{run.Id}",
                ["html_url"] = $"{shapes.Html}/actions/runs/{run.Id}",
                ["pull_requests"] = new JsonArray(),
                ["created_at"] = Shapes.Time(run.At),
                ["updated_at"] = Shapes.Time(run.At),
                ["run_started_at"] = Shapes.Time(run.At),
                ["head_commit"] = new JsonObject
                {
                    ["id"] = run.HeadSha,
                    ["tree_id"] = commit["tree"]!["sha"]!.DeepClone(),
                    ["message"] = commit["message"]!.DeepClone(),
                    ["timestamp"] = commit["committer"]!["date"]!.DeepClone(),
                    ["author"] = new JsonObject
                    {
                        ["name"] = "author",
                        ["email"] = "a@example.com",
                    },
                    ["committer"] = null,
                },
                ["repository"] = shapes.Repository,
                ["head_repository"] = shapes.Repository,
            };
            foreach (
                var link in (string[])
                    ["jobs", "logs", "check_suite", "cancel", "rerun", "artifacts", "workflow"]
            )
                json[$"{link}_url"] = $"{shapes.Root}/actions/runs/{run.Id}/{link}";
            return json;
        }
    }
}
