using FsCheck;
using FsCheck.Fluent;
using TshActions.GitHub;
using TshActions.Tests.GitHub;
using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

public sealed class StoryTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly ManualTime _time = ManualTime.Still;

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Each_step_says_how_it_ended_and_how_long_it_took()
    {
        var story = Story(onGitHub: false);

        await story.StepAsync("Start green", () => Take(1.26, "tsh_erp-green.service"));
        await story.StepAsync("Drain blue", () => Take(0, ""));
        await story.StepAsync(
            "Bake",
            async () => (Passed: false, Note: await Take(900, "fail: 4 of the last 8 ticks failed"))
        );
        await Should.ThrowAsync<IOException>(() =>
            story.StepAsync("Upload", () => Break(new IOException("the pipe broke")))
        );
        await Should.ThrowAsync<OperationCanceledException>(() =>
            story.StepAsync("Migrate", () => Break(new OperationCanceledException("by token 17")))
        );

        Approved.Check(_output.ToString());
        story.Steps.Select(step => step.Passed).ShouldBe([true, true, false, false, false]);
        story.Steps[2].Begin.ShouldBe(TimeSpan.FromSeconds(1.26));
    }

    [Fact]
    public void Foreign_text_is_shown_indented_to_a_person()
    {
        Story(onGitHub: false).Foreign("what the host said", "one\n::error::two\n");

        _output.ToString().ShouldBe("  what the host said:\n  │ one\n  │ ::error::two\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Silence_is_not_shown(bool onGitHub)
    {
        Story(onGitHub).Foreign("what the host said", " \n");

        _output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void A_warning_is_an_annotation_on_a_runner_and_silence_elsewhere()
    {
        Story(onGitHub: false).Warn("restarts", "started anew 1 times");
        _output.ToString().ShouldBeEmpty();

        Story(onGitHub: true).Warn("restarts", "started anew 1 times");
        _output.ToString().ShouldBe("::warning title=restarts::started anew 1 times\n");
    }

    [Fact]
    public void Nothing_foreign_that_is_said_becomes_a_command() =>
        Prop.ForAll(ForeignText.Any, text => Commands(story => story.Say(text)).Count is 0)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_foreign_in_a_step_becomes_a_command() =>
        Prop.ForAll(
                ForeignText.Any,
                ForeignText.Any,
                (title, note) =>
                    Commands(story => story.StepAsync(title, () => Task.FromResult(note))).Count
                        is 0
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Foreign_text_on_GitHub_brings_our_own_commands_and_no_others() =>
        Prop.ForAll(
                ForeignText.Any,
                ForeignText.Any,
                (title, text) =>
                    Commands(story => story.Foreign(title, text + "."))
                        is [
                            { Name: "group", Data: var shown },
                            { Name: "stop-commands", Data: var token },
                            { Name: var resumed },
                            { Name: "endgroup" },
                        ]
                    && shown == title
                    && token == resumed
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_alarm_is_one_annotation_on_its_place_on_GitHub_and_nothing_elsewhere()
    {
        Commands(story => story.Alarm("Manifest", "wrong", ".github/tsh.yml", 3, 7))
            .ShouldHaveSingleItem()
            .Properties.ShouldBe(
                new Dictionary<string, string>
                {
                    ["file"] = ".github/tsh.yml",
                    ["line"] = "3",
                    ["col"] = "7",
                    ["title"] = "Manifest",
                },
                ignoreOrder: true
            );

        Story(onGitHub: false).Alarm("Manifest", "wrong", ".github/tsh.yml", 3, 7);
        _output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hidden_secret_is_masked_and_left_out_of_everything()
    {
        var story = Story(onGitHub: true);
        story.Hide("hunter2\nhunter3");
        var masks = RunnerRules.Commands(_output.ToString());

        masks.ShouldAllBe(command => command.Name == "add-mask");
        masks.Select(mask => mask.Data).ShouldContain("hunter2");
        _output.GetStringBuilder().Clear();

        story.Say("said hunter2");
        story.Foreign("title hunter3", "foreign hunter2");
        story.Alarm("title hunter2", "alarm hunter3");
        await story.StepAsync("step hunter2", () => Task.FromResult("note hunter3"));

        _output.ToString().ShouldNotContain("hunter");
        story.Steps.ShouldHaveSingleItem().Note.ShouldBe("note ***");
    }

    private Story Story(bool onGitHub) => new(_output, onGitHub, new Redaction(), _time);

    private Task<string> Take(double seconds, string note)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Task.FromResult(note);
    }

    private static Task<string> Break(Exception error) => Task.FromException<string>(error);

    private static IReadOnlyList<RunnerCommand> Commands(Action<Story> tell) =>
        Commands(story =>
        {
            tell(story);
            return Task.CompletedTask;
        });

    private static IReadOnlyList<RunnerCommand> Commands(Func<Story, Task> tell)
    {
        using var output = new StringWriter();
        var told = tell(new Story(output, onGitHub: true, new Redaction(), ManualTime.Still));
        told.IsCompletedSuccessfully.ShouldBeTrue();
        return RunnerRules.Commands(output.ToString());
    }
}
