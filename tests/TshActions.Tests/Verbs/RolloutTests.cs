using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Tests.Slots;

namespace TshActions.Tests.Verbs;

public sealed class RolloutTests : IAsyncDisposable
{
    private const string Undone = "resolve ROOT TOKEN revert";

    private readonly StandInApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_deployment_goes_step_by_step_to_the_idle_slot_and_then_live()
    {
        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Passed);
        ending.Live.ShouldBe("green (2025.11.15)");
        Outputs()
            .ShouldBe(
                "verdict=pass live-slot=green live-release=2025.11.15 previous-release=2025.11.14 changed=true live-since=2025-11-15T12:00:10Z"
            );
        Approved.Check(_app.Commands);
    }

    [Fact]
    public async Task A_rollback_is_a_look_a_switch_and_a_proof()
    {
        _app.Green = HostStates.Holding(Slot.Green, HostStates.New);

        var ending = await _app.RollBackAsync();

        ending.Code.ShouldBe(ExitCode.Passed);
        ending.Live.ShouldBe("green (2025.11.15)");
        Approved.Check(_app.Commands);
    }

    [Theory]
    [InlineData("tar -xzf")]
    [InlineData("mkdir -p")]
    [InlineData("release.env")]
    [InlineData(" occupy ")]
    [InlineData(" migrate ")]
    [InlineData(" start ")]
    public async Task Whatever_fails_before_the_switch_is_cleared_by_the_journal(string words)
    {
        _app.Host.FailOnce(words, 1, "no space left on device");

        var ending = await _app.DeployAsync();

        FailedBeforeTheSwitch(ending);
        _app.Commands.ShouldContain(Undone);
        _app.Commands.ShouldEndWith("release ROOT TOKEN\n");
    }

    [Fact]
    public async Task Nothing_is_cleared_when_not_even_the_journal_could_be_written()
    {
        _app.Host.Fail(" take ", 4, "no space left on device");

        await Should.ThrowAsync<RemoteCommandFailed>(() => _app.DeployAsync());

        _app.Commands.ShouldNotContain("begin ");
        _app.Commands.ShouldNotContain("resolve ");
    }

    [Fact]
    public async Task A_host_another_run_works_on_is_left_to_it()
    {
        _app.Host.Answer(
            " take ",
            () =>
                new ProcessResult(
                    7,
                    "lease held\nlease.owner team/erp#7.1\nlease.run https://example.com/7\nlease.left 42\n",
                    ""
                )
        );

        var error = await Should.ThrowAsync<LeaseHeld>(() =>
            _app.DeployAsync(default, ("lease-wait", "0"))
        );

        error.Message.ShouldContain("https://example.com/7 of team/erp#7.1");
        error.Advice.ShouldContain("42 s");
        _app.Commands.ShouldNotContain("begin ");
    }

    [Fact]
    public async Task A_slot_that_is_not_well_gets_no_traffic()
    {
        _app.SlotStatus = 503;

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.FailedPreviousLive);
        ending.What.ShouldContain("health: status 503, not 200");
        Outputs().ShouldStartWith("verdict=fail live-slot=blue");
        _app.Commands.ShouldNotContain("switch ");
    }

    [Fact]
    public async Task A_slot_that_cannot_be_asked_gets_no_traffic_and_no_verdict()
    {
        _app.Host.Socket = "/nowhere/socket";

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Inconclusive);
        Outputs().ShouldStartWith("verdict=inconclusive live-slot=blue");
        _app.Commands.ShouldNotContain("switch ");
    }

    [Fact]
    public async Task A_switch_the_site_does_not_prove_is_taken_back()
    {
        _app.SiteAnswer = _ => (200, HostStates.Old.Text);

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.FailedPreviousLive);
        ending.Live.ShouldBe("blue (2025.11.14), switched back to");
        _app.Live.ShouldBe(Slot.Blue);
        _app.Commands.ShouldContain(Undone);
    }

    [Fact]
    public async Task A_switch_that_cannot_be_taken_back_calls_for_hands()
    {
        _app.SiteAnswer = live => (502, null);
        _app.Host.Fail(" resolve ", 4, "read-only file system");

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.RollbackFailed);
        ending.Live.ShouldContain("unknown");
        ending.Next.ShouldContain("tsh status");
        Outputs().ShouldContain("live-slot= ");
    }

    [Fact]
    public async Task A_release_with_no_way_back_is_told_as_live_and_unconfirmed()
    {
        _app.SiteAnswer = live => live is Slot.Green ? (502, null) : (200, HostStates.Old.Text);
        _app.Host.Answer(
            " resolve ",
            $"open.kind deploy\nopen.from blue\nopen.to green\nopen.release {HostStates.New}\nresolved held\n"
        );

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.RollbackFailed);
        ending.Live.ShouldBe($"green ({HostStates.New}), unconfirmed, and stays");
        ending.Next.ShouldContain("server block");
        Outputs().ShouldContain("live-slot=green");
    }

    [Fact]
    public async Task Traffic_that_moved_before_the_begin_is_looked_at_again()
    {
        _app.Host.Answer(
            " begin ",
            () =>
            {
                _app.Live = Slot.Green;
                return new ProcessResult(11, "", "tsh-host: green is live\n");
            }
        );
        _app.Host.Answer(" resolve ", "resolved nothing\n");

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Host);
        ending.Live.ShouldStartWith("green");
        ending.Next.ShouldContain("somebody else works on this host");
    }

    [Fact]
    public async Task Traffic_that_is_back_is_told_as_back_though_the_slot_could_not_be_cleared()
    {
        _app.SiteAnswer = live => live is Slot.Green ? (502, null) : (200, HostStates.Old.Text);
        _app.Host.Answer(
            " resolve ",
            () =>
            {
                _app.Live = Slot.Blue;
                return new ProcessResult(4, "", "tsh-host: the docker daemon does not answer\n");
            }
        );

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.FailedPreviousLive);
        ending.Live.ShouldContain("switched back to");
        _app.Said.ShouldContain("the docker daemon does not answer");
    }

    [Fact]
    public async Task A_host_that_is_lost_on_the_way_is_told_as_lost()
    {
        _app.Host.Answer(
            " run ",
            () => throw new HostUnreachable("the connection dropped", "run again")
        );

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Host);
        ending.What.ShouldBe("the connection dropped");
    }

    [Fact]
    public async Task A_cancelled_deployment_leaves_the_candidate_to_the_guard_and_is_over_at_once()
    {
        using var cancel = new CancellationTokenSource();
        _app.Host.Answer(
            " migrate ",
            () =>
            {
                cancel.Cancel();
                return new ProcessResult(0, "", "");
            }
        );

        var ending = await _app.DeployAsync(cancel.Token);

        ending.Code.ShouldBe(ExitCode.Cancelled);
        ending.Live.ShouldBe("blue (2025.11.14), untouched");
        _app.Commands.ShouldNotContain("switch ");
        _app.Commands.ShouldNotContain("resolve ");
        _app.Commands.ShouldEndWith("release ROOT TOKEN\n");
    }

    [Fact]
    public async Task A_cancel_behind_the_switch_gives_the_traffic_back()
    {
        using var cancel = new CancellationTokenSource();
        _app.SiteAnswer = live =>
        {
            cancel.Cancel();
            return (200, live is Slot.Green ? HostStates.New.Text : HostStates.Old.Text);
        };

        var ending = await _app.DeployAsync(cancel.Token);

        ending.Code.ShouldBe(ExitCode.Cancelled);
        ending.Live.ShouldBe("blue (2025.11.14), switched back to");
        _app.Live.ShouldBe(Slot.Blue);
        _app.Commands.ShouldContain(
            "revert ROOT TOKEN 'the run was cancelled'\nrelease ROOT TOKEN\n"
        );
    }

    [Fact]
    public async Task A_proven_switch_stays_when_connections_cannot_be_counted()
    {
        _app.Host.Fail(" connections ", 1, "cannot read /proc/net/tcp");

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Passed);
        _app.Live.ShouldBe(Slot.Green);
    }

    [Fact]
    public async Task A_host_that_changed_since_the_plan_is_left_alone()
    {
        var looks = 0;
        _app.Host.Answer(
            " observe ",
            () =>
                new ProcessResult(
                    0,
                    $"nginx ok\nsite included\nlive blue\nblue.release r{++looks}\n",
                    ""
                )
        );

        await Should.ThrowAsync<StateChanged>(() => _app.DeployAsync());

        _app.Commands.Split('\n').Count(command => command.StartsWith("observe")).ShouldBe(2);
        _app.Commands.ShouldNotContain("begin ");
    }

    [Fact]
    public async Task A_plan_that_is_only_shown_changes_nothing()
    {
        var ending = await _app.DeployAsync(default, ("plan-only", "true"));

        ending.Code.ShouldBe(ExitCode.Passed);
        _app.Said.ShouldContain("Switch blue → green");
        _app.Commands.Split('\n').Count(command => command.StartsWith("observe")).ShouldBe(1);
        foreach (var word in new[] { "take", "begin", "occupy", "switch", "release" })
            _app.Commands.ShouldNotContain($"{word} ROOT");
    }

    [Theory]
    [InlineData("true", ExitCode.VerdictFail)]
    [InlineData("false", ExitCode.Passed)]
    public async Task The_exit_code_of_a_plan_tells_whether_there_is_something_to_do(
        string asked,
        ExitCode something
    )
    {
        (string, string)[] inputs = [("plan-only", "true"), ("plan-exit-code", asked)];

        (await _app.DeployAsync(default, inputs)).Code.ShouldBe(something);
        (
            await _app.DeployAsync(default, [.. inputs, ("release", HostStates.Old.Text)])
        ).Code.ShouldBe(ExitCode.Passed);
    }

    [Fact]
    public async Task A_broken_nginx_is_refused_before_anything_changes()
    {
        _app.Host.Answer(
            " observe ",
            "nginx broken\nnginx-says [emerg] unknown directive\nlive blue\n"
        );

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Host);
        ending.What.ShouldContain("[emerg] unknown directive");
        _app.Commands.ShouldNotContain("begin ");
    }

    [Fact]
    public async Task A_host_without_the_helper_gets_it_and_one_that_refuses_it_names_set_up()
    {
        _app.Host.Fail("test -x", 1, "");
        await _app.DeployAsync();
        _app.Host.Sent[0].ShouldStartWith("#!/bin/sh\n");

        _app.Host.Fail("umask 022", 1, "Permission denied");
        var error = await Should.ThrowAsync<ActionException>(() => _app.DeployAsync());
        error.Advice.ShouldContain("run `tsh setup` once for this environment");
    }

    private void FailedBeforeTheSwitch(Ending ending)
    {
        ending.Code.ShouldBe(ExitCode.FailedPreviousLive);
        ending.Live.ShouldBe("blue (2025.11.14), untouched");
        _app.Said.ShouldContain("no space left on device");
        _app.Commands.ShouldNotContain("switch ");
    }

    private string Outputs() =>
        string.Join(
            ' ',
            _app.Run.Outputs.Select(output => $"{output.Key}={output.Value}")
                .OrderByDescending(line => line.StartsWith("verdict"))
        );
}
