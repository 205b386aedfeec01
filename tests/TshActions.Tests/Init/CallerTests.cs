using TshActions.Core.Init;
using TshActions.Init;
using TshActions.Tests.Conventions;

namespace TshActions.Tests.Init;

public class CallerTests
{
    private static readonly Answers Usual = With(new("", Language.Python, "erp"));

    [Fact]
    public void Every_caller_of_the_table_is_carried_and_every_one_carried_is_in_the_table() =>
        OurFiles
            .All.Keys.Where(name => name.EndsWith(".yml"))
            .ShouldBe(Caller.All.Select(caller => caller.Source), ignoreOrder: true);

    [Fact]
    public void What_is_carried_is_what_stands_in_the_repository()
    {
        foreach (var (name, text) in OurFiles.All)
            Repository
                .Read(name.EndsWith(".json") ? $"examples/{name}" : $"workflows/{name}")
                .ShouldBe(text);
    }

    [Fact]
    public void With_the_usual_branches_and_a_Python_at_the_root_nothing_is_changed()
    {
        foreach (var caller in Caller.All)
            caller.Fit(OurFiles.All[caller.Source], Usual).ShouldBe(OurFiles.All[caller.Source]);
    }

    /// <summary>A place that names a branch and is not known to Caller shows itself here.</summary>
    [Fact]
    public void No_branch_of_ours_is_left_where_a_team_has_others()
    {
        foreach (var caller in Caller.All)
        {
            var fitted = caller.Fit(
                OurFiles.All[caller.Source],
                With(Usual.Found, staging: "next", production: "release/live")
            );

            foreach (
                var line in fitted.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))
            )
                System
                    .Text.RegularExpressions.Regex.IsMatch(line, @"\b(develop|main)\b(?!:)")
                    .ShouldBeFalse($"{caller.Source}: {line}");
        }
    }

    [Theory]
    [InlineData(Language.Python, false)]
    [InlineData(Language.Python, true)]
    [InlineData(Language.Node, false)]
    [InlineData(Language.Flutter, false)]
    [InlineData(Language.Unknown, true)]
    public void What_is_fitted_is_a_workflow_still(Language language, bool hasDockerfile)
    {
        var found = new FoundApp("apps/one", language, "one", HasDockerfile: hasDockerfile);
        foreach (var caller in Caller.All.Where(caller => caller.For(found)))
        {
            var fitted = caller.Fit(OurFiles.All[caller.Source], With(found));

            Yaml.Parse(fitted)
                .Map("jobs")
                .Entries()
                .Select(job => job.Key)
                .ShouldBe(
                    Yaml.Parse(OurFiles.All[caller.Source])
                        .Map("jobs")
                        .Entries()
                        .Select(job => job.Key)
                );
        }
    }

    [Fact]
    public void Each_application_gets_one_file_of_each_name()
    {
        foreach (var hasDockerfile in (bool[])[true, false])
        foreach (var alembic in new[] { null, new FoundAlembic("", null) })
        {
            var found = Usual.Found with { HasDockerfile = hasDockerfile, Alembic = alembic };
            var paths = Caller.All.Where(one => one.For(found)).Select(one => one.Path).ToList();

            paths.ShouldBeUnique();
            paths.ShouldContain(".github/workflows/ci-deploy.yml");
            paths.Contains(".github/workflows/drift-watch.yml").ShouldBe(alembic is not null);
        }
    }

    private static Answers With(
        FoundApp found,
        string staging = "develop",
        string production = "main"
    ) =>
        new(
            "erp",
            found,
            PackageJson.Read(""),
            HasRequirements: true,
            [
                new("staging", staging, "https://s.example.com", null, [], 8002, 8012),
                new("production", production, "https://example.com", "staging", [], 8001, 8011),
            ],
            Remote: null
        );
}
