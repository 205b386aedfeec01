using System.Text;
using System.Text.RegularExpressions;

namespace TshActions.Core.Init;

/// <summary>A workflow to copy, and for whom it is.</summary>
/// <param name="Source">Its name below `workflows/`.</param>
public sealed partial record Caller(
    string Source,
    string Path,
    string Why,
    Func<FoundApp, bool> For
)
{
    public static IReadOnlyList<Caller> All { get; } =
    [
        new("ci-deploy.yml", Below("ci-deploy.yml"), Deploys, app => !app.HasDockerfile),
        new("ci-deploy-docker.yml", Below("ci-deploy.yml"), Deploys, app => app.HasDockerfile),
        new(
            "drift-watch.yml",
            Below("drift-watch.yml"),
            "compares the schemas of staging and production each night",
            app => app.Alembic is not null
        ),
        new("metrics.yml", Below("metrics.yml"), "how deployments go, each week", _ => true),
        new("promote.yml", Below("promote.yml"), "keeps the pull request to production", _ => true),
    ];

    private const string Deploys = "tests, staging, production, rollback by hand";

    /// <summary>The caller's text with this team's branches, folder and tests in it, and nothing else changed.</summary>
    public string Fit(string text, Answers answers)
    {
        var fitted = Branches(text, answers);
        if (Source is "ci-deploy.yml")
            fitted = InFolder(Tests(fitted, answers), answers.Found.Folder);
        if (Source is "ci-deploy-docker.yml" && answers.Found.Folder is { Length: > 0 } folder)
            fitted = Must(fitted, BuildHere, $"{BuildHere[..^1]}{folder}");
        return fitted;
    }

    private const string BuildHere = "docker build --tag candidate .";

    /// <summary>Each place where a caller names a branch, with what surrounds it.</summary>
    private static readonly string[] OfStaging =
    [
        "[develop, ",
        "[develop]",
        "refs/heads/develop'",
        "\"develop staging\"",
        "::develop deploys to staging",
        " develop deploys to staging",
    ];

    private static readonly string[] OfProduction =
    [
        ", main]",
        "[main]",
        "refs/heads/main'",
        "\"main production\"",
        ", main to production",
    ];

    private static string Branches(string text, Answers answers)
    {
        var fitted = new StringBuilder(text);
        foreach (var place in OfStaging)
            fitted.Replace(place, place.Replace("develop", answers.Staging?.Branch ?? "develop"));
        foreach (var place in OfProduction)
            fitted.Replace(place, place.Replace("main", answers.Production?.Branch ?? "main"));
        return fitted.ToString();
    }

    private static string InFolder(string text, string folder) =>
        folder.Length is 0
            ? text
            : new[] { "staging", "production" }.Aggregate(
                text,
                (fitted, name) =>
                    Must(
                        fitted,
                        $"      environment: {name}\n",
                        $"      environment: {name}\n      path: {folder}\n"
                    )
            );

    /// <summary>The steps of the job `test` behind the checkout, for another language or folder than a Python of the root.</summary>
    private static string Tests(string text, Answers answers)
    {
        var steps = TestSteps().Match(text);
        if (!steps.Success)
            throw new InvalidOperationException(
                "ci-deploy.yml has other test steps than this program knows."
            );
        var found = answers.Found;
        var own = found.Language switch
        {
            Language.Python => answers.HasRequirements
                ? steps.Value
                : steps.Value.Replace("-r requirements.txt", "."),
            Language.Node => $"""
                      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0
                        with:
                          node-version: "24"
                      - run: npm ci
                      - run: {(answers.Package.HasTest ? "npm test" : Missing)}

                """,
            _ => $"      - run: {Missing}\n",
        };
        return text.Replace(
            steps.Value,
            found.Folder.Length is 0
                ? own
                : Run().Replace(own, $"$0\n        working-directory: {found.Folder}")
        );
    }

    /// <summary>Fails until the team's own tests stand there: what nobody tested is not deployed.</summary>
    public const string Missing = "echo \"::error::put your tests here\" && exit 1";

    private static string Must(string text, string marker, string with) =>
        text.Contains(marker)
            ? text.Replace(marker, with)
            : throw new InvalidOperationException($"A caller does not hold `{marker.Trim()}`.");

    private static string Below(string name) => $".github/workflows/{name}";

    [GeneratedRegex(@"      - uses: actions/setup-python@(.|\n)*?      - run: pytest\n")]
    private static partial Regex TestSteps();

    [GeneratedRegex("^      - run: .*$", RegexOptions.Multiline)]
    private static partial Regex Run();
}
