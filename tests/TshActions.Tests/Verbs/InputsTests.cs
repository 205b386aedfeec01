using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

public class InputsTests
{
    private static readonly Verb Deploy = VerbTable.All.Single(verb => verb.Name is "deploy-slot");

    [Fact]
    public void An_option_wins_over_the_environment_and_that_over_the_default()
    {
        var environment = Given(("INPUT_PATH", "from-environment"), ("INPUT_RELEASE", "r1"));

        Read(environment, ("path", "from-option"))["path"].ShouldBe("from-option");
        Read(environment)["path"].ShouldBe("from-environment");
        Read(Given())["path"].ShouldBe(".");
    }

    [Fact]
    public void A_hyphen_stays_in_the_variable_s_name_and_letters_become_capitals()
    {
        var input = new Input("ssh-key", "");

        Inputs.Variable(input).ShouldBe("INPUT_SSH-KEY");
        Inputs.Variable(new Input("two words", "")).ShouldBe("INPUT_TWO_WORDS");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\n")]
    public void An_empty_input_means_its_default(string empty)
    {
        Read(Given(("INPUT_MANIFEST", empty)))["manifest"].ShouldBe(".github/tsh.yml");
        Read(Given(), ("manifest", empty))["manifest"].ShouldBe(".github/tsh.yml");
    }

    [Fact]
    public void Space_around_an_input_is_dropped_and_that_of_a_secret_kept()
    {
        var inputs = Read(Given(("INPUT_PATH", "  dist \n"), ("INPUT_ENV-FILE", "A=1\n\n")));

        inputs["path"].ShouldBe("dist");
        inputs["env-file"].ShouldBe("A=1\n\n");
    }

    [Fact]
    public void The_release_is_the_commit_of_the_run_unless_named()
    {
        var environment = Given(("GITHUB_SHA", "3d3c42e"));

        Read(environment)["release"].ShouldBe("3d3c42e");
        Read(environment, ("release", "1.0"))["release"].ShouldBe("1.0");
        Read(Given())["release"].ShouldBe("");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("TRUE", true)]
    [InlineData(" true ", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("FALSE", false)]
    [InlineData("", false)]
    public void A_switch_is_written_as_YAML_writes_booleans(string text, bool on) =>
        Read(Given(("INPUT_PLAN-ONLY", text))).IsOn("plan-only").ShouldBe(on);

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("tRUE")]
    public void Anything_else_is_no_switch(string text) =>
        Should
            .Throw<BadInput>(() => Read(Given(("INPUT_PLAN-ONLY", text))))
            .Message.ShouldBe($"`plan-only` is `{text}`: write true or false");

    [Fact]
    public void All_problems_are_told_at_once_and_an_empty_secret_names_its_trap()
    {
        var error = Should.Throw<BadInput>(() =>
            Inputs.Read(
                Deploy,
                Options.None,
                new Dictionary<string, string>
                {
                    ["INPUT_SSH-KEY"] = "",
                    ["INPUT_PLAN-ONLY"] = "ja",
                    ["INPUT_LEASE-WAIT"] = "soon",
                    ["INPUT_CONFIRM"] = "Self",
                    ["INPUT_BACKWARD-COMPATIBLE"] = "false",
                }
            )
        );

        Approved.Check($"{error.Message.Replace("; ", ";\n")}\n  → {error.Advice}\n");
    }

    [Theory]
    [InlineData("lease-wait", "-1", "seconds, from 0 to 3600")]
    [InlineData("lease-wait", "3601", "seconds, from 0 to 3600")]
    [InlineData("lease-wait", "1m", "seconds, from 0 to 3600")]
    [InlineData("on-failure", "panic", "rollback or report")]
    public void What_a_verb_has_no_meaning_for_is_refused_with_what_it_knows(
        string name,
        string text,
        string known
    ) =>
        Should
            .Throw<BadInput>(() =>
                Inputs.Read(
                    VerbTable.All.Single(verb => verb.Name is "health-gate"),
                    Options.None,
                    Given(($"INPUT_{name.ToUpperInvariant()}", text))
                )
            )
            .Message.ShouldBe($"`{name}` is `{text}`: write {known}");

    [Fact]
    public void Every_default_is_among_the_words_it_stands_for()
    {
        foreach (var verb in VerbTable.All)
            Inputs.Read(verb, Options.None, Given()).ShouldNotBeNull(verb.Name);
    }

    private static Inputs Read(
        Dictionary<string, string> environment,
        params (string Name, string Value)[] options
    ) => Inputs.Read(Deploy, new(options.ToDictionary()), environment);

    private static Dictionary<string, string> Given(
        params (string Name, string Value)[] variables
    ) =>
        variables
            .Append(("INPUT_ENVIRONMENT", "staging"))
            .Append(("INPUT_STATE", "begin"))
            .Append(("INPUT_SSH-KEY", "-----BEGIN"))
            .ToDictionary();
}
