using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>Each "no" of GitHub says what was asked for, why not, and the line that mends it; none is asked twice.</summary>
public sealed class ApiRefusalTests
{
    [Fact]
    public async Task Every_refusal_says_what_why_and_how_to_mend_it()
    {
        await using var bench = await StartAsync();
        using var good = bench.Api("deployments: write");
        using var poor = bench.Api("contents: read");
        using var nobody = bench.With("ghs_of_a_job_that_ended");
        List<string> told =
        [
            await NoAsync("no token that is known", nobody, Create),
            await NoAsync("a token without the permission", poor, Create),
            await NoAsync("the same by GraphQL", poor, History),
            await NoAsync("a deployment that is not there", good, Status(99)),
            await NoAsync("a commit nobody knows", good, Unknown),
            await NoAsync("a description that is too long", good, Long),
        ];
        foreach (var (what, status, body) in Said)
        {
            bench.Forge.Break(new("POST", "/deployments", new Fault.Kind.Answer(status, body)));
            told.Add(await NoAsync(what, good, Create));
        }

        Approved.Check(string.Join('\n', told));
        bench.Said.ShouldBeEmpty();

        Task Create(GitHubApi api) => new Deployments(api).CreateAsync(bench.New(), "k", Cancel);
        Task Unknown(GitHubApi api) =>
            new Deployments(api).CreateAsync(
                bench.New() with
                {
                    Ref = new string('a', 40),
                },
                "k",
                Cancel
            );
        Task History(GitHubApi api) => new Deployments(api).HistoryAsync("staging", Cancel);
        Func<GitHubApi, Task> Status(long id) =>
            api => new Deployments(api).SetAsync(id, new("success", "", "", null), Cancel);
        async Task Long(GitHubApi api)
        {
            var made = await new Deployments(api).CreateAsync(bench.New(), "k", Cancel);
            await new Deployments(api).SetAsync(
                made.Id,
                new("success", new string('x', 141), "", null),
                Cancel
            );
        }
    }

    private static readonly (string, int, string)[] Said =
    [
        ("a conflict", 409, """{"message":"Conflict merging main into develop"}"""),
        (
            "several fields",
            422,
            """{"message":"Validation Failed","errors":[{"resource":"Deployment","field":"ref","code":"missing"},"and words"],"documentation_url":"https://docs.github.com/rest"}"""
        ),
        ("no JSON", 404, "<html>Not here</html>"),
        ("a command in it", 422, """{"message":"::set-output name=x::y\n##[error]z"}"""),
        ("blocked by law", 451, "{}"),
    ];

    private static async Task<string> NoAsync(
        string title,
        GitHubApi api,
        Func<GitHubApi, Task> ask
    )
    {
        var failure = await Should.ThrowAsync<ApiFailure>(() => ask(api));
        return $"""
            [{title}: {failure.Why}]
            {failure.Message}
            → {failure.Advice}
            {failure.Foreign.Replace("\n", "\n| ").Insert(0, "| ")}

            """;
    }
}
