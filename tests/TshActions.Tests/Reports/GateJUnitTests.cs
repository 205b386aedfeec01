using System.Xml;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class GateJUnitTests
{
    [Fact]
    public void A_clean_bake_is_a_suite_of_passed_tests() =>
        Approved.Check(GateJUnit.Xml(GateRecords.Clean));

    [Fact]
    public void A_release_taken_back_is_a_failure_of_the_rule_that_did_it() =>
        Approved.Check(GateJUnit.Xml(GateRecords.FailsAtFourteen));

    [Fact]
    public void What_could_not_be_judged_is_an_error_and_never_skipped() =>
        Approved.Check(GateJUnit.Xml(GateRecords.SharedOutage, GateRecords.NothingMeasured));

    [Fact]
    public void Foreign_text_stays_text() => Approved.Check(GateJUnit.Xml(GateRecords.Foreign));

    [Fact]
    public void A_run_that_ended_before_has_a_skipped_verdict() =>
        Read(GateJUnit.Xml(GateRecords.RunEnded))
            .Descendants("skipped")
            .ShouldHaveSingleItem()
            .Parent!.Attribute("name")!
            .Value.ShouldBe("verdict");

    [Fact]
    public void No_gate_is_an_empty_report() =>
        Read(GateJUnit.Xml()).Attribute("tests")!.Value.ShouldBe("0");

    [Fact]
    public void Whatever_was_measured_it_is_the_dialect_every_viewer_reads() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var root = Read(GateJUnit.Xml(record, GateRecords.Clean));
                    var cases = root.Descendants("testcase").ToList();
                    return root.Elements().All(suite => suite.Name == "testsuite")
                        && root.Elements().All(IsSuite)
                        && cases.TrueForAll(IsCase)
                        && Counts(root, "tests", cases.Count)
                        && Counts(root, "failures", root.Descendants("failure").Count())
                        && Counts(root, "errors", root.Descendants("error").Count())
                        && Counts(root, "skipped", root.Descendants("skipped").Count());
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_ruling_that_fails_is_never_all_green() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                    record.Ruling is not { } ruling
                    || ruling.Reasons.All(reason => reason.Gravity <= Gravity.Warn)
                    || Read(GateJUnit.Xml(record))
                        .Descendants("testcase")
                        .Any(test => test.Elements().Any(IsBad))
            )
            .QuickCheckThrowOnFailure();

    private static bool IsSuite(XElement suite)
    {
        string[] order = ["properties", "testcase"];
        var places = suite.Elements().Select(part => order.IndexOf(part.Name.LocalName)).ToList();
        return suite
                .Attributes()
                .Select(part => part.Name.LocalName)
                .Order()
                .SequenceEqual([
                    "errors",
                    "failures",
                    "hostname",
                    "name",
                    "skipped",
                    "tests",
                    "time",
                ])
            && places.SequenceEqual(places.Order())
            && !places.Contains(-1)
            && Counts(suite, "tests", suite.Elements("testcase").Count());
    }

    private static bool IsCase(XElement test) =>
        test.Attribute("name") is { Value.Length: > 0 }
        && test.Attribute("classname") is not null
        && double.TryParse(test.Attribute("time")?.Value, out _)
        && test.Elements().Count() <= 1
        && test.Elements()
            .All(part =>
                part.Name.LocalName is "system-out"
                || (part.Name.LocalName is "skipped" && part.Attribute("message") is not null)
                || (
                    IsBad(part)
                    && part.Attribute("message") is not null
                    && part.Attribute("type") is not null
                )
            );

    private static bool IsBad(XElement part) => part.Name.LocalName is "failure" or "error";

    private static bool Counts(XElement part, string name, int count) =>
        (int)part.Attribute(name)! == count;

    private static XElement Read(string xml)
    {
        using var reader = XmlReader.Create(
            new StringReader(xml),
            new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit }
        );
        return XDocument.Load(reader).Root!;
    }
}
