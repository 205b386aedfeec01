using System.Text;
using TshActions.Core.Init;
using TshActions.Manifest;
using TshActions.Tests.Manifest;

namespace TshActions.Tests.Init;

public class InitTests
{
    public static TheoryData<string, string> Samples =>
        new()
        {
            { "fastapi-alembic", "" },
            { "node", "--staging-branch next --app shop" },
            { "with-workflows", "" },
            { "monorepo", "--path backend" },
            { "monorepo", "--path web --production-site https://web.example.net" },
            { "empty", "" },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Each_repository_gets_the_files_it_needs(string name, string options)
    {
        using var sample = new SampleRepository(name);
        var before = sample.Picture();

        var (code, log) = await sample.InitAsync(Words(options));

        code.ShouldBe(0, log);
        var variant = options.Contains("--path web") ? $"{name}-web" : name;
        Approved.CheckFile(
            $"$ tsh init {options}\n{log}\n{sample.NewSince(before)}",
            Repository.PathOf($"tests/TshActions.Tests/Init/InitTests.{variant}.approved.txt")
        );
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_manifest_is_accepted_and_its_placeholders_are_left_to_the_team(
        string name,
        string options
    )
    {
        using var sample = new SampleRepository(name);

        var (_, log) = await sample.InitAsync(Words(options));

        var text = sample.Read(".github/tsh.yml");
        var (manifest, problems) = ManifestReader.Read(text);
        problems.Select(problem => problem.Text("tsh.yml")).ShouldBeEmpty();
        manifest!.Environments.Select(one => one.Name).ShouldBe(["staging", "production"]);
        foreach (var line in text.Split('\n').Where(line => line.Contains(ManifestDraft.Mark)))
            log.ShouldContain(line.Trim()[ManifestDraft.Mark.Length..]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Called_again_it_changes_nothing_and_says_so(string name, string options)
    {
        using var sample = new SampleRepository(name);
        await sample.InitAsync(Words(options));
        var before = sample.Picture();

        var (code, log) = await sample.InitAsync(Words(options));

        code.ShouldBe(0, log);
        log.ShouldContain("there was nothing to write; nothing was changed");
        log.ShouldContain("same      .github/tsh.yml");
        sample.Picture().ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task With_plan_only_nothing_is_written_and_no_host_asked(
        string name,
        string options
    )
    {
        using var sample = new SampleRepository(name);
        var before = sample.Picture();

        var (code, log) = await sample.InitAsync([
            .. Words(options),
            "--plan-only",
            "--production-host",
            "deploy@vps.example.net",
        ]);

        code.ShouldBe(0, log);
        log.ShouldContain("the plan is shown above; nothing was changed");
        sample.Picture().ShouldBe(before);
        sample.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_file_with_other_content_is_overwritten_but_those_that_are_named()
    {
        using var sample = new SampleRepository("node");
        var manifest = Texts.Environments("staging", "production") + Texts.Systemd;
        foreach (var path in InitPlan.Paths)
            sample.Write(path, path is InitPlan.Manifest ? manifest : $"of theirs: {path}\n");
        var before = sample.Picture();

        var (code, log) = await sample.InitAsync();

        code.ShouldBe(0, log);
        sample.Picture().ShouldBe(before);
        var (again, replaced) = await sample.InitAsync(
            "--replace",
            ".github/tsh.yml, .github/workflows/metrics.yml"
        );
        again.ShouldBe(0, replaced);
        sample
            .Picture()
            .Where(file => before[file.Key] != file.Value)
            .Select(file => file.Key)
            .ShouldBe([".github/tsh.yml", ".github/workflows/metrics.yml"], ignoreOrder: true);
        Approved.Check($"{log}\n{replaced}");
    }

    [Fact]
    public async Task The_other_files_follow_a_manifest_that_is_there()
    {
        using var sample = new SampleRepository("fastapi-alembic");
        sample.Write(".github/tsh.yml", Repository.Read("examples/tsh-erp/tsh.yml"));

        var (code, log) = await sample.InitAsync();

        code.ShouldBe(0, log);
        log.ShouldContain("differs   .github/tsh.yml");
        sample
            .Read(".claude/settings.local.json")
            .ShouldContain("Bash(rsync:*root@167.71.39.50:*)");
        sample.Read(".github/tsh-setup.md").ShouldContain("tsh setup --environment production");
        sample
            .Read(".github/pull_request_template.md")
            .ShouldContain("https://staging.erp.tsh.sale");
    }

    [Fact]
    public async Task A_settings_file_keeps_all_it_had_and_gets_what_it_lacks()
    {
        using var sample = new SampleRepository("with-workflows");

        var (_, log) = await sample.InitAsync();

        log.ShouldContain("adds      .claude/settings.local.json");
        log.ShouldContain("deny Bash(git push origin master)");
        log.ShouldNotContain("allow Bash(git push origin develop)");
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once_with_what_to_do()
    {
        var told = new StringBuilder();
        await TellAsync("monorepo", "");
        await TellAsync("monorepo", "--path wbe --replace README.md,.claude/settings.local.json");
        await TellAsync(
            "node",
            "--staging-branch main --production-host-key-fingerprint SHA256:iCxIHI21E7amY97F6CnbwJhrlwUVbR7Kujkv0gUUuN8"
        );
        await TellAsync(
            "node",
            "--app Shop! --path /srv --staging-host vps --production-site shop --production-branch -x --production-host-key-fingerprint MD5:1"
        );
        await TellAsync(
            "node",
            "--app web --staging-host me@192.0.2.1",
            Texts.OneHost(Texts.Systemd)
        );
        await TellAsync("node", "--path nowhere", "app: [");
        await TellAsync("node", "", "version: 0\napp: web\n");
        await TellAsync("node", "--upgrade --app web");

        Approved.Check(told.ToString());

        async Task TellAsync(string name, string options, string? manifest = null)
        {
            using var sample = new SampleRepository(name);
            if (manifest is not null)
                sample.Write(".github/tsh.yml", manifest);
            var before = sample.Picture();
            var (code, log) = await sample.InitAsync(Words(options));
            code.ShouldBe(2, log);
            sample.Picture().ShouldBe(before);
            told.Append($"$ tsh init {options}\n{log}\n");
        }
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_file_is_named_and_a_second_run_goes_on()
    {
        using var sample = new SampleRepository("node");
        sample.Write(".github/workflows/metrics.yml/kept", "");

        var (code, log) = await sample.InitAsync();

        code.ShouldBe(2, log);
        log.ShouldContain(".github/workflows/metrics.yml cannot be written");
        Directory.Delete(
            Path.Combine(sample.Root, ".github/workflows/metrics.yml"),
            recursive: true
        );
        (await sample.InitAsync()).Log.ShouldContain("files written");
        (await sample.InitAsync()).Log.ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task In_a_folder_of_a_repository_it_says_where_to_call_it()
    {
        using var sample = new SampleRepository("monorepo");
        Directory.CreateDirectory(Path.Combine(sample.Root, ".git"));
        var before = sample.Picture();

        var (code, log) = await sample.InAsync("backend/db");

        code.ShouldBe(2, log);
        log.ShouldContain("a part of the repository at ../..");
        log.ShouldContain("call this there, with `--path backend/db`");
        sample.Picture().ShouldBe(before);
    }

    internal static string[] Words(string options) =>
        options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
