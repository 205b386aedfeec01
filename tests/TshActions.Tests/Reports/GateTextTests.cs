using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;
using TshActions.Tests.Gates.Rules;

namespace TshActions.Tests.Reports;

public class GateTextTests
{
    [Fact]
    public void A_terminal_shows_the_same_as_the_summary() =>
        Approved.Check(GateText.Text(GateRecords.FailsAtFourteen));

    [Fact]
    public void A_slowdown_is_seen_in_its_row() =>
        Approved.Check(GateText.Text(GateRecords.Slowing));

    [Fact]
    public void Foreign_text_does_nothing() => Approved.Check(GateText.Text(GateRecords.Foreign));

    [Theory]
    [InlineData(
        ".......................",
        "  4 min  23 of 23 ticks · 0 bad · 0 errors in 23 answers · slowest health 1.00× · cpu 30 %"
    )]
    [InlineData(
        ".....xssss?????.....222",
        "  4 min  14 of 23 ticks · 1 bad · 4 of both slots · 1 error in 14 answers · slowest health 1.00× · cpu 30 % · ? error-rate, old-slot"
    )]
    [InlineData("", "  0 min  0 of 0 ticks · 0 bad · 0 errors in 0 answers")]
    public void Whoever_waits_gets_a_line_a_minute(string letters, string line)
    {
        var ticks = Bakes.Ticks(letters);
        var elapsed = letters.Length * Bakes.Interval + TimeSpan.FromSeconds(letters.Length);
        var ruling = Core.Gates.PostSwitchJudge.Judge(
            Bakes.Policy(90),
            Bakes.Case,
            ticks,
            letters.Length * Bakes.Interval - TimeSpan.FromSeconds(1)
        );

        GateText.Progress(ruling, ticks, elapsed).ShouldBe(line);
    }

    [Fact]
    public void Whatever_was_measured_it_cannot_act_on_a_terminal() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var text = GateText.Text(record);
                    if (record.Ruling is { } ruling)
                        text += GateText.Progress(
                            ruling,
                            record.Recording.Ticks,
                            TimeSpan.FromMinutes(3)
                        );
                    return text.All(letter => letter is '\n' || !char.IsControl(letter));
                }
            )
            .QuickCheckThrowOnFailure();
}
