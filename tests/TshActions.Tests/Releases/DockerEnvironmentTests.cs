using TshActions.Core.Releases;

namespace TshActions.Tests.Releases;

public class DockerEnvironmentTests
{
    [Fact]
    public void Values_stand_raw_whatever_they_hold()
    {
        var (text, problems) = DockerEnvironment.Write(
            EnvironmentFile.Of(
                new("PLAIN", "value"),
                new("SPACED", " two words # no comment "),
                new("QUOTED", "a \"b\" 'c' $d `e` \\f"),
                new("EMPTY", "")
            )
        );

        problems.ShouldBeEmpty();
        text.ShouldBe(
            "PLAIN=value\nSPACED= two words # no comment \nQUOTED=a \"b\" 'c' $d `e` \\f\nEMPTY=\n"
        );
    }

    [Fact]
    public void A_value_that_cannot_stand_there_is_told_by_name_and_never_by_value()
    {
        var (text, problems) = DockerEnvironment.Write(
            EnvironmentFile.Of(
                new("CERTIFICATE", "hunter2\nhunter2"),
                new("RETURNED", "hunter2\r"),
                new("NUL", "hunter2\0"),
                new("LONG", new string('x', 70_000)),
                new("FINE", new string('x', 60_000))
            )
        );

        text.ShouldStartWith("FINE=");
        string.Join('\n', problems).ShouldNotContain("hunter2");
        problems
            .Select(problem => problem.Split(' ')[3])
            .ShouldBe(["CERTIFICATE", "RETURNED", "NUL", "LONG"]);
    }
}
