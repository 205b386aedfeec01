using FsCheck;
using FsCheck.Fluent;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class MutatedGateTests
{
    private static readonly string[] Lines = Repository
        .Read("examples/tsh-erp/tsh.yml")
        .Split('\n');

    private static readonly int Gate = Array.IndexOf(Lines, "gate:");

    private static readonly string[] Values =
    [
        "",
        "~",
        "[]",
        "{}",
        "off",
        "0",
        "-1",
        "99999999999",
        "0s",
        "999999d",
        "0%",
        "100%",
        "{ name: off }",
        "[{ name: x, kind: headers }]",
        "[{ kind: scenario, name: x }]",
        "[{ name: cpu, then: off }]",
        "[{ name: [], kind: {} }, x, { name: disk, kind: off }]",
        "minimal",
        "'{x}'",
        "{ a: { failures: 1 } }",
    ];

    private static readonly Arbitrary<string> Mutated = (
        from changes in Gen.Choose(1, 3)
        from at in Gen.Choose(Gate + 1, Lines.Length - 2).ArrayOf(changes)
        from value in Gen.Elements(Values).ArrayOf(changes)
        from cut in Gen.Elements(true, false, false).ArrayOf(changes)
        select string.Join(
            '\n',
            Lines.Select(
                (line, number) =>
                    Array.IndexOf(at, number) is >= 0 and var change
                        ? cut[change]
                            ? ""
                            : $"{line.Split(": ")[0].TrimEnd(':')}: {value[change]}"
                        : line
            )
        )
    ).ToArbitrary();

    [Fact]
    public void Whatever_is_written_there_are_problems_or_a_gate_and_each_has_its_place() =>
        Prop.ForAll(
                Mutated,
                text =>
                {
                    var (manifest, problems) = ManifestReader.Read(text);
                    return manifest is null == problems.Count > 0
                        && problems.All(problem =>
                            problem.Line >= 1
                            && problem.Line <= text.Split('\n').Length
                            && problem.Column >= 1
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
