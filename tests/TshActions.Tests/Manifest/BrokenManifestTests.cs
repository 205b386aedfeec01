using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

/// <summary>Each file in `broken/` has one idea and is named for it.</summary>
public class BrokenManifestTests
{
    private const string Folder = "tests/TshActions.Tests/Manifest/broken";

    private static readonly IReadOnlyList<string> Files =
    [
        .. Repository.Files(Folder).Where(file => file.EndsWith(".yml")),
    ];

    [Fact]
    public void Every_message_says_where_what_and_how_to_mend_it() =>
        Approved.Check(
            string.Join(
                '\n',
                Files.Select(file =>
                    string.Concat(
                        Problems(file)
                            .Select(problem =>
                                problem.Text($"broken/{Path.GetFileName(file)}") + "\n"
                            )
                    )
                )
            )
        );

    [Fact]
    public void Every_broken_manifest_has_a_problem_within_its_text()
    {
        foreach (var file in Files)
        {
            var lines = Repository.Read(file).Split('\n');
            Problems(file).ShouldNotBeEmpty(file);
            foreach (var problem in Problems(file))
            {
                problem.Line.ShouldBeInRange(1, lines.Length, file);
                problem.Column.ShouldBeInRange(
                    1,
                    lines[problem.Line - 1].Length + 1,
                    problem.Text(file)
                );
            }
        }
    }

    [Theory]
    [InlineData("unknown-key", "brnach: develop")]
    [InlineData("duplicate-key", "branch: main")]
    [InlineData("wrong-type-list-for-text", "[develop, main]")]
    [InlineData("wrong-type-text-for-map", "8011")]
    [InlineData("key-without-value", "")]
    [InlineData("bad-port", "80110 }")]
    [InlineData("bad-duration", "5 seconds")]
    [InlineData("same-port-both-slots", "8001 }")]
    [InlineData("ports-shared-by-environments", "8001 }")]
    [InlineData("unknown-requires", "stagging")]
    [InlineData("two-hosts-without-sites", "name: vps-one")]
    [InlineData("key-of-docker-in-systemd", "image: ghcr.io/tsh/erp")]
    [InlineData("container-without-slot", "erp")]
    [InlineData("two-mounts-one-place", "uploads:/app/uploads/:ro")]
    [InlineData("port-with-host-network", "8000")]
    [InlineData("units-shared-on-a-second-host", "erp-{slot}")]
    [InlineData("backup-without-migrations", "{ keep: 3 }")]
    [InlineData("lock-timeout-longer-than-timeout", "60s")]
    [InlineData("unit-without-slot", "\"{app}-{environment}\"")]
    [InlineData("impossible-window", "9, of: 8 }")]
    [InlineData("two-probes-one-name", "health, path: /docs }")]
    [InlineData("two-documents", "---")]
    [InlineData("unknown-anchor", "*blue")]
    public void The_place_of_a_message_is_the_offending_text(string name, string text)
    {
        var file = $"{Folder}/{name}.yml";
        var problem = Problems(file)[0];

        Repository
            .Read(file)
            .Split('\n')[problem.Line - 1][(problem.Column - 1)..]
            .ShouldBe(text, problem.Text(name));
    }

    [Fact]
    public void A_private_key_in_the_wrong_place_is_never_printed() =>
        Problems($"{Folder}/host-key-private-key-pasted.yml")
            .ShouldHaveSingleItem()
            .Text("tsh.yml")
            .ShouldNotContain("bm90IGEga2V5");

    [Fact]
    public void A_password_in_an_address_is_never_printed() =>
        Problems($"{Folder}/database-url-written.yml")
            .ShouldHaveSingleItem()
            .Text("tsh.yml")
            .ShouldNotContain("hunter2");

    [Fact]
    public void Several_problems_come_in_the_order_of_the_file()
    {
        var problems = Problems($"{Folder}/several-problems-at-once.yml");

        problems.Count.ShouldBeGreaterThan(6);
        problems
            .Select(problem => (problem.Line, problem.Column))
            .ShouldBe(problems.Select(problem => (problem.Line, problem.Column)).Order());
    }

    private static IReadOnlyList<Problem> Problems(string file) =>
        ManifestReader.Read(Repository.Read(file)).Problems;
}
