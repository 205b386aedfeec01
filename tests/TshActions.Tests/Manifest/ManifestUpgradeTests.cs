using System.Text;
using TshActions.Core.Reports;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

/// <summary>Each file in `old/` is a manifest of version 0.</summary>
public class ManifestUpgradeTests
{
    private const string Folder = "tests/TshActions.Tests/Manifest/old";

    public static TheoryData<string> Names =>
        [.. Repository.Files(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    public static TheoryData<string> Convertible =>
        ["as-first-sketched", "with-a-gate", "only-its-number"];

    [Fact]
    public void Each_old_manifest_is_named_by_one_problem_and_converted_as_shown()
    {
        var told = new StringBuilder();
        foreach (var name in Names.Select(row => row.Data))
        {
            var text = Read(name);
            told.Append($"=== {name}\n");
            told.Append(
                $"{ManifestReader.Read(text).Problems.ShouldHaveSingleItem().Text("tsh.yml")}\n"
            );
            told.Append(
                ManifestUpgrade.Of(text) switch
                {
                    Upgraded.Refused(var problems) =>
                        $"refused:\n{string.Join('\n', problems.Select(problem => problem.Text("tsh.yml")))}\n",
                    Upgraded.Converted(var now, var left) =>
                        $"{LineDiff.Of(text, now)}\n{string.Concat(left.Select(problem => $"left: {problem.Text("tsh.yml")}\n"))}",
                    _ => "nothing\n",
                }
            );
        }

        Approved.Check(told.ToString());
    }

    [Theory]
    [MemberData(nameof(Convertible))]
    public void What_was_converted_is_accepted_and_not_converted_again(string name)
    {
        var now = ManifestUpgrade.Of(Read(name)).ShouldBeOfType<Upgraded.Converted>();

        now.Left.ShouldBeEmpty();
        ManifestReader.Read(now.Text).Manifest.ShouldNotBeNull();
        ManifestUpgrade.Of(now.Text).ShouldBeOfType<Upgraded.Nothing>();
    }

    [Theory]
    [MemberData(nameof(Convertible))]
    public void Line_ends_of_another_system_and_a_missing_last_one_are_no_hindrance(string name)
    {
        foreach (
            var text in (string[])
                [Read(name).Replace("\n", "\r\n"), Read(name).TrimEnd('\n'), $"\n{Read(name)}\n"]
        )
            ManifestUpgrade.Of(text).ShouldBeOfType<Upgraded.Converted>().Left.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Convertible))]
    public void No_comment_is_lost(string name) =>
        Comments(((Upgraded.Converted)ManifestUpgrade.Of(Read(name))).Text)
            .ShouldBe(Comments(Read(name)));

    [Fact]
    public void What_was_meant_is_what_is_read_now()
    {
        var now = (Upgraded.Converted)ManifestUpgrade.Of(Read("with-a-gate"));

        var environment = Texts.Read(now.Text).Environments.ShouldHaveSingleItem();

        (environment.BluePort, environment.GreenPort).ShouldBe((8001, 8011));
        environment.Hosts.ShouldHaveSingleItem().Address.ShouldBe("192.0.2.10");
        environment.Gate.PreSwitch.MinimumSuccess.ShouldBe(TimeSpan.FromSeconds(20));
        environment.Gate.Probes.Select(probe => probe.Path).ShouldBe(["/health", "/products"]);
    }

    [Fact]
    public void The_examples_are_of_the_present_version()
    {
        foreach (var file in (string[])["tsh.yml", "tsh-docker.yml"])
            ManifestUpgrade
                .Of(Repository.Read($"examples/tsh-erp/{file}"))
                .ShouldBeOfType<Upgraded.Nothing>();
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("version: 2\napp: erp\n")]
    public void What_is_no_YAML_or_of_a_later_version_is_refused(string text) =>
        ManifestUpgrade.Of(text).ShouldBeOfType<Upgraded.Refused>().Problems.ShouldHaveSingleItem();

    private static IReadOnlyList<string> Comments(string text) =>
        [
            .. text.Split('\n')
                .Where(line => line.Contains("# "))
                .Select(line => line[line.IndexOf("# ")..])
                .Order(),
        ];

    private static string Read(string name) => Repository.Read($"{Folder}/{name}.yml");
}
