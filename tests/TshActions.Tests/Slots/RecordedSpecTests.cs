using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public sealed class RecordedSpecTests
{
    private static readonly Decision.Plan Back = (Decision.Plan)
        RollbackPlanner.Plan(
            HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New)),
            RollbackOrder.ToPrevious
        );

    [Fact]
    public void What_is_as_it_was_left_is_no_matter_for_words()
    {
        var (refusal, notes) = RecordedSpec.Check(Back, [], force: false);

        refusal.ShouldBeNull();
        notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("changed app.env")]
    [InlineData("changed container.green")]
    [InlineData("changed release/erp/main.py")]
    public void What_was_changed_is_refused_and_only_force_goes_there(string line)
    {
        var (refusal, _) = RecordedSpec.Check(Back, [line], force: false);
        var (none, notes) = RecordedSpec.Check(Back, [line], force: true);

        refusal!.Code.ShouldBe(ExitCode.VerdictFail);
        refusal.Reason.ShouldContain(line["changed ".Length..]);
        none.ShouldBeNull();
        notes.ShouldHaveSingleItem().ShouldContain("is not what passed its gate");
    }

    [Fact]
    public void An_image_that_is_gone_cannot_be_forced()
    {
        var (refusal, _) = RecordedSpec.Check(Back, ["gone sha256:1"], force: true);

        refusal!.Reason.ShouldContain("sha256:1");
    }

    [Theory]
    [InlineData("unit tsh_erp-green.service", "its next start is by today's")]
    [InlineData("unrecorded", "cannot be compared")]
    public void What_set_up_renewed_or_nobody_wrote_down_is_told(string line, string told)
    {
        var (refusal, notes) = RecordedSpec.Check(Back, [line], force: false);

        refusal.ShouldBeNull();
        notes.ShouldHaveSingleItem().ShouldContain(told);
    }
}
