using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>A commit as the pages about repositories show it, and two of them side by side.</summary>
internal static class CommitShapes
{
    extension(Shapes shapes)
    {
        public async Task<JsonObject> RepositoryCommitAsync(string sha)
        {
            var git = await shapes.CommitAsync(sha);
            return new JsonObject
            {
                ["url"] = $"{shapes.Root}/commits/{sha}",
                ["sha"] = sha,
                ["node_id"] = Shapes.Node(sha),
                ["html_url"] = $"{shapes.Html}/commit/{sha}",
                ["comments_url"] = $"{shapes.Root}/commits/{sha}/comments",
                ["commit"] = new JsonObject
                {
                    ["url"] = $"{shapes.Root}/git/commits/{sha}",
                    ["author"] = git["author"]!.DeepClone(),
                    ["committer"] = git["committer"]!.DeepClone(),
                    ["message"] = git["message"]!.DeepClone(),
                    ["comment_count"] = 0,
                    ["tree"] = git["tree"]!.DeepClone(),
                },
                ["author"] = null,
                ["committer"] = null,
                ["parents"] = git["parents"]!.DeepClone(),
            };
        }

        /// <summary>With what it changed, beside its first parent.</summary>
        public async Task<JsonObject> PatchedAsync(string sha)
        {
            var git = shapes.Of.Git;
            var before =
                await git.TryAsync("rev-parse", "--verify", "--quiet", $"{sha}^")
                ?? await git.RunAsync("hash-object", "-t", "tree", "/dev/null");
            var files = new JsonArray();
            foreach (
                var name in (await git.RunAsync("diff", "--name-only", before, sha)).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
            {
                var patch = await git.RunAsync("diff", before, sha, "--", name);
                var file = File(shapes, name);
                if (patch.IndexOf("\n@@ ", StringComparison.Ordinal) is > 0 and var at)
                    file["patch"] = patch[(at + 1)..];
                files.Add(file);
            }
            var commit = await shapes.RepositoryCommitAsync(sha);
            commit["stats"] = new JsonObject
            {
                ["additions"] = files.Count,
                ["deletions"] = 0,
                ["total"] = files.Count,
            };
            commit["files"] = files;
            return commit;
        }

        public async Task<JsonObject> CompareAsync(string from, string to)
        {
            var git = shapes.Of.Git;
            var ahead = (await git.RunAsync("rev-list", $"{from}..{to}")).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            );
            var behind = int.Parse(await git.RunAsync("rev-list", "--count", $"{to}..{from}"));
            var common = await git.TryAsync("merge-base", from, to) ?? from;
            var files = (await git.RunAsync("diff", "--name-status", common, to)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            );
            var url = $"{shapes.Html}/compare/{from}...{to}";
            var commits = new JsonArray();
            foreach (var commit in ahead.Reverse())
                commits.Add(await shapes.RepositoryCommitAsync(commit));
            return new JsonObject
            {
                ["url"] = $"{shapes.Root}/compare/{from}...{to}",
                ["html_url"] = url,
                ["permalink_url"] = url,
                ["diff_url"] = $"{url}.diff",
                ["patch_url"] = $"{url}.patch",
                ["base_commit"] = await shapes.RepositoryCommitAsync(from),
                ["merge_base_commit"] = await shapes.RepositoryCommitAsync(common),
                ["status"] = (ahead.Length, behind) switch
                {
                    (0, 0) => "identical",
                    (_, 0) => "ahead",
                    (0, _) => "behind",
                    _ => "diverged",
                },
                ["ahead_by"] = ahead.Length,
                ["behind_by"] = behind,
                ["total_commits"] = ahead.Length,
                ["commits"] = commits,
                ["files"] = new JsonArray([
                    .. files
                        .Select(line => line.Split('\t'))
                        .Select(words =>
                        {
                            var file = File(shapes, words[^1]);
                            if (words[0] is "A")
                                file["status"] = "added";
                            return file;
                        }),
                ]),
            };
        }
    }

    private static JsonObject File(Shapes shapes, string name) =>
        new()
        {
            ["sha"] = new string('0', 40),
            ["filename"] = name,
            ["status"] = "modified",
            ["additions"] = 1,
            ["deletions"] = 0,
            ["changes"] = 1,
            ["blob_url"] = $"{shapes.Html}/blob/{name}",
            ["raw_url"] = $"{shapes.Html}/raw/{name}",
            ["contents_url"] = $"{shapes.Root}/contents/{name}",
        };
}
