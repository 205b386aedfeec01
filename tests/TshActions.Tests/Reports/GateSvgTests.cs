using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class GateSvgTests
{
    [Fact]
    public void A_release_taken_back_shows_its_failed_ticks_and_the_decision() =>
        Approved.Check(GateSvg.Text(GateRecords.FailsAtFourteen));

    [Fact]
    public void A_slowdown_rises() => Approved.Check(GateSvg.Text(GateRecords.Slowing));

    [Fact]
    public void Without_a_baseline_a_probe_is_compared_with_itself() =>
        Approved.Check(GateSvg.Text(GateRecords.FirstDeployment));

    [Fact]
    public void Nothing_measured_is_a_picture_of_nothing() =>
        Approved.Check(GateSvg.Text(GateRecords.NothingMeasured));

    [Fact]
    public void Whatever_was_measured_it_is_a_small_picture_that_asks_nothing_of_anybody() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var text = GateSvg.Text(record);
                    var root = XDocument.Parse(text).Root!;
                    return text.Length < 40_000
                        && root.Name.LocalName is "svg"
                        && root.Descendants()
                            .All(part =>
                                part.Name.LocalName
                                    is "title"
                                        or "style"
                                        or "rect"
                                        or "line"
                                        or "path"
                                        or "text"
                            )
                        && root.DescendantsAndSelf()
                            .Attributes()
                            .All(part =>
                                part.IsNamespaceDeclaration
                                || (
                                    !part.Name.LocalName.StartsWith("on")
                                    && !part.Value.Contains("://")
                                    && !part.Value.Contains("NaN")
                                    && !part.Value.Contains("Infinity")
                                )
                            );
                }
            )
            .QuickCheckThrowOnFailure();
}
