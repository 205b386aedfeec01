using FsCheck;
using FsCheck.Fluent;
using TshActions.GitHub;

namespace TshActions.Tests.GitHub;

public class WorkflowCommandsTests
{
    [Fact]
    public void An_annotation_escapes_its_data_and_its_properties_each_by_their_rules() =>
        Said(commands =>
                commands.Error("a:b,c%\r\n", "50%: one, two\r\n%0A", "dir/a,b:c.yml", 3, 7)
            )
            .ShouldBe(
                "::error file=dir/a%2Cb%3Ac.yml,line=3,col=7,title=a%3Ab%2Cc%25%0D%0A::50%25: one, two%0D%0A%250A\n"
            );

    [Fact]
    public void What_the_runner_reads_is_what_was_said() =>
        Prop.ForAll(
                ForeignText.Any,
                ForeignText.Any,
                (title, message) =>
                {
                    var output = Said(commands =>
                        commands.Error($"a{title}z", message, $"b{title}y", 3, 7)
                    );
                    return RunnerRules.Commands(output)
                            is [{ Name: "error", Data: var data, Properties: var properties }]
                        && data == message
                        && properties["title"] == $"a{title}z"
                        && properties["file"] == $"b{title}y"
                        && (properties["line"], properties["col"]) == ("3", "7");
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Each_command_has_its_name_and_its_words()
    {
        var output = Said(commands =>
        {
            commands.Warning("title", "careful");
            commands.Notice("title", "by the way");
            commands.Group("Migrate: 100%");
            commands.EndGroup();
            commands.Mask("hunter2%");
        });

        output.ShouldBe(
            """
            ::warning title=title::careful
            ::notice title=title::by the way
            ::group::Migrate: 100%25
            ::endgroup::
            ::add-mask::hunter2%25

            """
        );
    }

    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(4097, 4096)]
    [InlineData(100_000, 4096)]
    public void An_annotation_is_cut_where_the_runner_would_cut_it(int length, int kept)
    {
        var output = Said(commands => commands.Error("title", new string('%', length)));

        RunnerRules.Commands(output).ShouldHaveSingleItem().Data.Length.ShouldBe(kept);
    }

    [Fact]
    public void A_mask_is_never_cut()
    {
        var secret = new string('s', WorkflowCommands.LongestAnnotation + 1);

        RunnerRules
            .Commands(Said(commands => commands.Mask(secret)))
            .ShouldHaveSingleItem()
            .Data.ShouldBe(secret);
    }

    [Fact]
    public void Foreign_text_behind_the_fence_cannot_act() =>
        Prop.ForAll(
                ForeignText.Any,
                text =>
                    RunnerRules.Commands(Said(commands => commands.Fenced(text)))
                        is [{ Name: "stop-commands", Data: var token }, { Name: var resumed }]
                    && token == resumed
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_fences_have_the_same_token()
    {
        var output = Said(commands =>
        {
            for (var count = 0; count < 100; count++)
                commands.Fenced("text");
        });

        var tokens = RunnerRules
            .Commands(output)
            .Where(command => command.Name is "stop-commands")
            .Select(command => command.Data)
            .ToList();
        tokens.Count.ShouldBe(100);
        tokens.ShouldBeUnique();
        tokens.ShouldAllBe(token => token.Length >= 32);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a :: b", "a :: b")]
    [InlineData("::error::no", "\u200b::error::no")]
    [InlineData("  ::error::no", "\u200b  ::error::no")]
    [InlineData("one\r::error::no", "one\n\u200b::error::no")]
    [InlineData("see ##[error]no", "see ##\u200b[error]no")]
    public void A_harmless_line_still_reads_like_itself(string text, string harmless) =>
        WorkflowCommands.Harmless(text).ShouldBe(harmless);

    [Fact]
    public void No_command_begins_in_a_harmless_text() =>
        Prop.ForAll(
                ForeignText.Any,
                text => RunnerRules.Commands(WorkflowCommands.Harmless(text)).Count is 0
            )
            .QuickCheckThrowOnFailure();

    private static string Said(Action<WorkflowCommands> say)
    {
        using var output = new StringWriter();
        say(new WorkflowCommands(output));
        return output.ToString();
    }
}
