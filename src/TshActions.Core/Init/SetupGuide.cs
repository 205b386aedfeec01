using System.Text;

namespace TshActions.Core.Init;

/// <summary>What is to be set up outside of the repository, as commands to copy: on GitHub, and on each host.</summary>
public static class SetupGuide
{
    public const string Path = ".github/tsh-setup.md";

    /// <param name="rules">A ruleset for GitHub, of the branch `main`.</param>
    public static string Of(Answers answers, string rules)
    {
        // gh itself fills these two in, from the folder it is called in.
        var repository = $"repos/{answers.Remote ?? "{owner}/{repo}"}";
        var text = new StringBuilder(
            $"""
            # Set {answers.App} up

            Once, by somebody who may administer the repository; with the [GitHub CLI](https://cli.github.com), called in
            the repository. No secret stands in an argument: each is read from a file. `tsh` and each step in full:
            [set a host up](https://github.com/tsh-actions/tsh-actions/blob/main/docs/setup.md).

            ## 1. Look through the manifest

            Each line marked `FILL IN` in `.github/tsh.yml`.

            ## 2. Each environment


            """
        );
        foreach (var environment in answers.Environments)
            text.Append(Environment(answers.App, environment, repository));
        text.Append(Reviewers(answers, repository));
        foreach (var branch in answers.Productions.Select(one => one.Branch).Distinct())
            text.Append(Protection(branch, repository, rules));
        text.Append(
            $"""
            ## 5. First deployment

            ```sh
            git push origin {answers.Environments[0].Branch}
            gh run watch
            ```

            """
        );
        return text.ToString();
    }

    private static string Environment(string app, EnvironmentAnswer environment, string repository)
    {
        var name = environment.Name;
        var key = $"~/.ssh/deploy-{app}-{name}";
        return $$"""
            ### {{name}}

            Only `{{environment.Branch}}` deploys there:

            ```sh
            gh api --method PUT "{{repository}}/environments/{{name}}" \
              -F "deployment_branch_policy[protected_branches]=false" \
              -F "deployment_branch_policy[custom_branch_policies]=true"
            gh api --method POST "{{repository}}/environments/{{name}}/deployment-branch-policies" -f name={{environment.Branch}}
            ```

            Its key and its variables, both kept outside of the repository; the environment file holds `KEY=VALUE` lines:

            ```sh
            ssh-keygen -t ed25519 -N '' -C 'deploy {{name}}' -f {{key}}
            gh secret set TSH_SSH_KEY --env {{name}} < {{key}}
            gh secret set TSH_ENV_FILE --env {{name}} < ../{{name}}.env
            ```

            Its hosts{{string.Concat(
                environment.Hosts.Select(host => $", {host.Name} ({host.Address})")
            )}}: make the user `{{environment.Hosts[0].User}}`
            there with `{{key}}.pub`, put this line into the `server` block of {{environment.Site.TrimEnd(
                '/'
            )}}, instead of its `location /`:

            ```nginx
            include /etc/nginx/tsh/{{app}}/{{name}}/*.conf;
            ```

            ```sh
            tsh setup --environment {{name}} --ssh-key-file ~/.ssh/id_ed25519 --user root --plan-only
            tsh setup --environment {{name}} --ssh-key-file ~/.ssh/id_ed25519 --user root
            tsh doctor --environment {{name}} --ssh-key-file {{key}}
            ```


            """;
    }

    private static string Reviewers(Answers answers, string repository) =>
        answers.Production is not { } production
            ? ""
            : $$"""
                ## 3. Who signs off

                The number of a person is what `gh api users/NAME --jq .id` prints; of a team, `"type": "Team"`:

                ```sh
                gh api --method PUT "{{repository}}/environments/{{production.Name}}" --input - <<'JSON'
                {
                  "reviewers": [{ "type": "User", "id": 0 }],
                  "deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true }
                }
                JSON
                ```


                """;

    private static string Protection(string branch, string repository, string rules) =>
        $"""
            ## 4. Guard `{branch}`

            ```sh
            gh api --method POST "{repository}/rulesets" --input - <<'JSON'
            {rules.Replace("\"main\"", $"\"{branch}\"").Replace(
                "refs/heads/main",
                $"refs/heads/{branch}"
            ).TrimEnd()}
            JSON
            ```


            """;
}
