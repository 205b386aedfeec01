using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TshActions.Tests.Conventions;

public partial class WorkflowTests
{
    private static readonly IReadOnlyList<string> Own = Below(".github/workflows");
    private static readonly IReadOnlyList<string> ToCopy = Below("workflows");

    public static TheoryData<string> All => [.. Own, .. ToCopy];

    [Fact]
    public void What_our_own_workflows_use_is_ours_or_pinned_to_a_commit_that_names_its_version()
    {
        foreach (var (file, line) in Own.SelectMany(Uses))
            (OursHere().IsMatch(line) || Pinned().IsMatch(line)).ShouldBeTrue($"{file}: {line}");
    }

    [Fact]
    public void What_workflows_to_copy_use_is_our_v1_or_pinned_to_a_commit_that_names_its_version()
    {
        foreach (var (file, line) in ToCopy.SelectMany(Uses))
            (OursFromOutside().IsMatch(line) || Pinned().IsMatch(line)).ShouldBeTrue(
                $"{file}: {line}"
            );
    }

    [Fact]
    public void Workflows_are_read_at_all()
    {
        Own.ShouldNotBeEmpty();
        ToCopy.ShouldNotBeEmpty();
        Own.Concat(ToCopy).SelectMany(Uses).Count().ShouldBeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_job_says_what_it_may_do_and_how_long_it_may_take(string file)
    {
        Yaml.Read(file).Has("permissions").ShouldBeTrue(file);
        foreach (var (name, job) in Yaml.Read(file).Map("jobs").Entries())
        {
            job.Has("permissions").ShouldBeTrue($"{file}: {name} has no permissions");
            // GitHub knows no time limit on a job that calls a reusable workflow.
            (job.Has("timeout-minutes") || job.Has("uses")).ShouldBeTrue(
                $"{file}: {name} has no timeout-minutes"
            );
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_expression_stands_inside_a_script(string file)
    {
        foreach (
            var line in Repository.Read(file).Split('\n').Where(line => Script().IsMatch(line))
        )
            line.ShouldNotContain("${{", customMessage: file);
    }

    [Fact]
    public void Checklist_and_schemas_come_before_any_host_is_touched_and_end_the_job()
    {
        var job = Yaml.Read(".github/workflows/deploy.yml")
            .Map("jobs")
            .Entries()
            .Select(entry => entry.Value)
            .Single(job => job.Has("steps"));
        var steps = ((YamlSequenceNode)job.Children["steps"])
            .Cast<YamlMappingNode>()
            .Where(step => step.Text("uses")?.StartsWith("$/actions/") is true)
            .ToList();

        var names = steps.ConvertAll(step => step.Text("uses")!["$/actions/".Length..]);
        var (drift, deploy) = (names.IndexOf("schema-drift-check"), names.IndexOf("deploy-slot"));
        // What comes beside them speaks to GitHub alone.
        names[..(deploy + 1)]
            .ShouldBe(["preflight", "schema-drift-check", "record", "notify", "deploy-slot"]);
        steps[0].Has("continue-on-error").ShouldBeFalse();
        steps[drift].Has("continue-on-error").ShouldBeFalse();
        // Without a word about failures a step runs after successful ones only.
        steps[deploy].Text("if").ShouldBe("${{ steps.preflight.outputs.proceed == 'true' }}");
    }

    /// <summary>GitHub refuses to start a run whose called workflow asks for more than its caller grants.</summary>
    [Theory]
    [InlineData("workflows/ci-deploy.yml", 3)]
    [InlineData("README.md", 1)]
    [InlineData("workflows/README.md", 1)]
    public void Callers_grant_what_the_called_workflows_ask_for(string file, int calls)
    {
        var text = Repository.Read(file);
        var jobs = (
            file.EndsWith(".md")
                ? Blocks().Matches(text).Select(block => block.Groups[1].Value)
                : [text]
        )
            .Where(yaml => yaml.Contains("uses: tsh-actions/tsh-actions/.github/workflows/"))
            .SelectMany(yaml => Yaml.Parse(yaml).Map("jobs").Entries())
            .Where(job => job.Value.Text("uses")?.Contains("/.github/workflows/") is true)
            .ToList();

        jobs.Count.ShouldBe(calls);
        foreach (var (name, job) in jobs)
        {
            var called = job.Text("uses")!.Split('@')[0]["tsh-actions/tsh-actions/".Length..];
            foreach (var (_, inner) in Yaml.Read(called).Map("jobs").Entries())
            foreach (var (scope, level) in inner.Map("permissions").Texts())
                job.Map("permissions").Text(scope).ShouldBe(level, $"{file}: {name}: {scope}");
        }
    }

    /// <summary>GitHub may have a bad day while a deployment has a good one.</summary>
    [Fact]
    public void What_keeps_records_and_what_tells_people_never_fails_a_deployment()
    {
        var steps = Own.SelectMany(file =>
                Yaml.Read(file).Map("jobs").Entries().Select(entry => entry.Value)
            )
            .Where(job => job.Has("steps"))
            .SelectMany(job => ((YamlSequenceNode)job.Children["steps"]).Cast<YamlMappingNode>())
            .Where(step => step.Text("uses") is "$/actions/record" or "$/actions/notify")
            .ToList();

        steps.Count.ShouldBe(7);
        steps.ShouldAllBe(step => step.Text("continue-on-error") == "true");
    }

    [Fact]
    public void Deployments_queue_and_are_never_stopped_half_way()
    {
        foreach (var file in Own.Where(file => Repository.Read(file).Contains("uses: $/actions/")))
        foreach (var (name, job) in Yaml.Read(file).Map("jobs").Entries())
        {
            var concurrency = job.Map("concurrency");
            concurrency.Text("queue").ShouldBe("max", $"{file}: {name}");
            concurrency.Has("cancel-in-progress").ShouldBeFalse($"{file}: {name}");
        }
    }

    private static IReadOnlyList<string> Below(string folder) =>
        [.. Repository.Files(folder).Where(file => file.EndsWith(".yml"))];

    private static IEnumerable<(string File, string Line)> Uses(string file) =>
        Repository
            .Read(file)
            .Split('\n')
            .Where(line => Use().IsMatch(line))
            .Select(line => (file, line));

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex Use();

    [GeneratedRegex(@"^\s*(- )?run:")]
    private static partial Regex Script();

    [GeneratedRegex(@"uses: \$/[a-z/.-]+$")]
    private static partial Regex OursHere();

    [GeneratedRegex(@"uses: tsh-actions/tsh-actions/[a-z/.-]+@v1$")]
    private static partial Regex OursFromOutside();

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")]
    private static partial Regex Pinned();
}
