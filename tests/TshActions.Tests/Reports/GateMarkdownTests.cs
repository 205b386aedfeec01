using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;
using TshActions.Core.Ticks;

namespace TshActions.Tests.Reports;

public class GateMarkdownTests
{
    [Fact]
    public void A_clean_bake_shows_its_ticks_and_the_pace_of_each_probe() =>
        Approved.Check(GateMarkdown.Text(GateRecords.Clean));

    [Fact]
    public void A_release_taken_back_shows_why_and_where_it_was_decided() =>
        Approved.Check(GateMarkdown.Text(GateRecords.FailsAtFourteen));

    [Fact]
    public void An_outage_of_both_slots_is_told_from_one_of_the_release() =>
        Approved.Check(GateMarkdown.Text(GateRecords.SharedOutage));

    [Fact]
    public void Holes_are_no_clean_ticks() => Approved.Check(GateMarkdown.Text(GateRecords.Gaps));

    [Fact]
    public void A_first_deployment_has_nothing_to_be_compared_with() =>
        Approved.Check(GateMarkdown.Text(GateRecords.FirstDeployment));

    [Fact]
    public void Nothing_measured_is_told_as_that() =>
        Approved.Check(GateMarkdown.Text(GateRecords.NothingMeasured));

    [Fact]
    public void One_tick_is_a_chart_too() => Approved.Check(GateMarkdown.Text(GateRecords.OneTick));

    [Fact]
    public void Foreign_text_does_nothing() =>
        Approved.Check(GateMarkdown.Text(GateRecords.Foreign));

    [Fact]
    public void A_run_that_ended_before_shows_what_was_measured() =>
        GateMarkdown
            .Text(GateRecords.RunEnded)
            .ShouldStartWith("#### ➖ Gate of vps-main: not judged\n\n```\na tick every 10 s:");

    [Fact]
    public void An_hour_of_twenty_probes_stays_under_twenty_kilobytes()
    {
        var probes = Enumerable
            .Range(0, 20)
            .ToImmutableSortedDictionary(
                probe => $"a-probe-with-a-name-{probe:00}",
                probe => new Sample(true, 100 + probe, 200, "r2")
            );
        var ticks = Enumerable
            .Range(0, 360)
            .Select(at => new Tick(TimeSpan.FromSeconds(10 * at)) { Probes = probes });
        var record = GateRecords.Clean with
        {
            Recording = new Recording(new RecordingHead(), [.. ticks]),
        };

        Encoding.UTF8.GetByteCount(GateMarkdown.Text(record)).ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Whatever_was_measured_it_is_short_and_no_fence_is_broken() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var text = GateMarkdown.Text(record);
                    var lines = text.Split('\n');
                    var fence = lines.Last(line => line.StartsWith("```"));
                    var outside = lines[..Array.IndexOf(lines, fence)];
                    return Encoding.UTF8.GetByteCount(text) < 20_000
                        && lines.Count(line => line == fence) is 2
                        && lines[^2] == fence
                        && !outside.Any(line => line.Contains('`') || line.Contains("<script"))
                        && outside.Count(line => line.StartsWith("<details>"))
                            == outside.Count(line => line is "</details>")
                        && text.All(letter => letter is '\n' || !char.IsControl(letter));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_heaviest_reason_stands_first() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var signs = GateMarkdown
                        .Text(record with { Checks = [] })
                        .Split("<details>")[0]
                        .Split('\n')
                        .Where(line => line.StartsWith("| ") && line[2] is not '|')
                        .Select(line => "⚠❔≈❌".IndexOf(line[2]))
                        .ToList();
                    return signs.SequenceEqual(signs.OrderDescending());
                }
            )
            .QuickCheckThrowOnFailure();
}
