using TshActions.Verbs;

namespace TshActions.Tests.Conventions;

/// <summary>`action.yml` is written by hand for people; the table of verbs says the same, and so do the READMEs.</summary>
public class ActionMetadataTests
{
    private static readonly IReadOnlyList<Verb> Actions =
    [
        .. VerbTable.All.Where(verb => verb.IsAction),
    ];

    public static TheoryData<string> Names => [.. Actions.Select(verb => verb.Name)];

    [Fact]
    public void Every_action_is_a_verb_and_every_verb_for_workflows_an_action() =>
        Directory
            .EnumerateDirectories(Repository.PathOf("actions"))
            .Select(Path.GetFileName)
            .ShouldBe(Actions.Select(verb => verb.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_are_the_same_with_the_same_defaults(string name) =>
        Metadata(name)
            .Inputs.Select(input => Line(input.Name, input.Required, input.Default))
            .ShouldBe(
                Verb(name).Inputs.Select(input => Line(input.Name, input.Required, input.Default)),
                ignoreOrder: true
            );

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_the_same(string name) =>
        Metadata(name)
            .Outputs.Select(output => output.Name)
            .ShouldBe(Verb(name).Outputs.Select(output => output.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_action_runs_its_verb_in_the_one_image(string name)
    {
        var metadata = Metadata(name);

        metadata.Using.ShouldBe("docker");
        metadata.Image.ShouldBe("../../Dockerfile");
        metadata.Args.ShouldBe([name]);
    }

    /// <summary>What they mean where they are absent differs between verbs, so the umbrella leaves it to them.</summary>
    private static readonly string[] Differing = ["release", "ssh-key"];

    [Fact]
    public void The_umbrella_holds_the_union_of_all_inputs_and_the_verb()
    {
        var union = Actions
            .SelectMany(verb => verb.Inputs)
            .Select(input =>
                Differing.Contains(input.Name)
                    ? input with
                    {
                        Required = false,
                        Default = "",
                    }
                    : input
            )
            .Select(input => Line(input.Name, input.Required, input.Default))
            .Append(Line("action", required: true, text: null))
            .Distinct();

        ActionMetadata
            .Read("action.yml")
            .Inputs.Select(input => Line(input.Name, input.Required, input.Default))
            .ShouldBe(union, ignoreOrder: true);
    }

    [Fact]
    public void The_umbrella_runs_the_verb_it_is_given()
    {
        var umbrella = ActionMetadata.Read("action.yml");

        umbrella.Image.ShouldBe("Dockerfile");
        umbrella.Args.ShouldBe(["${{ inputs.action }}"]);
        umbrella
            .Outputs.Select(output => output.Name)
            .ShouldBe(
                Actions.SelectMany(verb => verb.Outputs).Select(output => output.Name).Distinct(),
                ignoreOrder: true
            );
    }

    [Fact]
    public void The_same_input_has_the_same_meaning_everywhere()
    {
        var inputs = Actions.SelectMany(verb => Metadata(verb.Name).Inputs);

        foreach (
            var input in inputs
                .Where(input => !Differing.Contains(input.Name))
                .GroupBy(input => input.Name)
        )
            input.Distinct().Count().ShouldBe(1, input.Key);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_inputs_in_the_README_is_the_metadata_s(string name) =>
        Table(name, "inputs", "| input | what | default |\n|---|---|---|\n")
            .ShouldBe(
                string.Concat(
                    Metadata(name)
                        .Inputs.Select(input =>
                            $"| `{input.Name}` | {input.About} | {InWords(input)} |\n"
                        )
                )
            );

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_outputs_in_the_README_is_the_metadata_s(string name) =>
        Table(name, "outputs", "| output | what |\n|---|---|\n")
            .ShouldBe(
                string.Concat(
                    Metadata(name)
                        .Outputs.Select(output => $"| `{output.Name}` | {output.About} |\n")
                )
            );

    private static Verb Verb(string name) => Actions.Single(verb => verb.Name == name);

    private static ActionMetadata Metadata(string name) =>
        ActionMetadata.Read($"actions/{name}/action.yml");

    private static string Line(string name, bool required, string? text) =>
        $"{name}: {(required ? "required" : "optional")}, {(text is null ? "no default" : $"default `{text}`")}";

    private static string InWords(DeclaredInput input) =>
        input.Required ? "required"
        : input.Default is { Length: > 0 } text ? $"`{text}`"
        : "empty";

    private static string Table(string name, string mark, string head)
    {
        var readme = Repository.Read($"actions/{name}/README.md");
        var begin = $"<!-- {mark} -->\n{head}";
        readme.ShouldContain(begin);
        return readme.Split(begin)[1].Split($"<!-- /{mark} -->")[0];
    }
}
