namespace TshActions.Core.Init;

/// <summary>What a pull request to production should say, where a person opens it.</summary>
public static class PullRequestTemplate
{
    public const string Path = ".github/pull_request_template.md";

    public static string Of(Answers answers) =>
        $"""
            ## What changed

            <!-- For whom, and why. -->

            ## Staging results

            <!-- Only for a pull request to {answers.Production?.Branch
                ?? "production's branch"}. Link the run that deployed these files to staging. -->

            - Run:
            - Looked at: {answers.Staging?.Site.TrimEnd('/') ?? "staging"}

            ## Checklist

            - [ ] The application starts without errors
            - [ ] All API endpoints respond correctly
            - [ ] Database migrations were applied, and can be taken back
            - [ ] The frontend loads and renders properly
            - [ ] Authentication and authorization work
            - [ ] Key user flows were tested
            - [ ] No errors in console and logs
            - [ ] Performance is acceptable
            - [ ] Changes of environment variables are documented
            - [ ] The changelog says what is new

            ## Special notes

            <!-- Order of steps, a maintenance window, what to watch in the first 15 minutes. "None" is an answer. -->

            """;
}
