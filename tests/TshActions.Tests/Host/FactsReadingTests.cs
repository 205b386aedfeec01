using TshActions.Core.Checks;
using TshActions.Host;

namespace TshActions.Tests.Host;

public class FactsReadingTests
{
    [Fact]
    public void Units_disks_and_gauges_are_read()
    {
        var facts = FactsReading.Read(
            """
            unit web loaded active running success 0 a1b2 Sun 2026-11-22 18:54:39 UTC
            unit worker loaded activating auto-restart exit-code 4 c3d4 
            disk path 33.10
            inodes path 3.40
            disk root 91.00
            inodes root unlimited
            memory 5.6
            connections 40.2
            cpu 31.5

            """
        );

        facts.Unseen.ShouldBeNull();
        facts.Processes.ShouldBe([
            new ProcessFacts.Unit("web", "loaded", "active", "running", "success", 0, "a1b2"),
            new ProcessFacts.Unit(
                "worker",
                "loaded",
                "activating",
                "auto-restart",
                "exit-code",
                4,
                "c3d4"
            ),
        ]);
        facts.Path.ShouldBe(new DiskFacts(true, 33.1, 3.4, false));
        facts.Root.ShouldBe(new DiskFacts(true, 91, null, true));
        facts.Gauges.ShouldBe(
            new Dictionary<string, double>
            {
                ["connections"] = 40.2,
                ["cpu"] = 31.5,
                ["memory"] = 5.6,
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void Containers_are_read() =>
        FactsReading
            .Read(
                """
                container web true false none false 2 2026-11-22T18:57:09.604Z
                absent worker erp_worker_green
                disk path missing

                """
            )
            .ShouldSatisfyAllConditions(
                facts =>
                    facts.Processes.ShouldBe([
                        new ProcessFacts.Container(
                            "web",
                            true,
                            false,
                            "none",
                            false,
                            2,
                            "2026-11-22T18:57:09.604Z"
                        ),
                        new ProcessFacts.Absent("worker"),
                    ]),
                facts => facts.Path.ShouldBe(DiskFacts.Missing)
            );

    [Theory]
    [InlineData("")]
    [InlineData("unit web loaded\ndisk path much\ncpu -1\nmemory 1,5\ncontainer web true\n")]
    public void What_is_not_there_or_not_whole_was_not_measured(string said)
    {
        var facts = FactsReading.Read(said);

        facts.Processes.ShouldBeEmpty();
        facts.Path.ShouldBe(DiskFacts.Unseen);
        facts.Gauges.ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_systemd_left_out_are_not_told() =>
        FactsReading
            .Read("unit web loaded inactive dead - - - \nunseen - systemd does not answer\n")
            .ShouldSatisfyAllConditions(
                facts =>
                    facts.Processes.ShouldBe([
                        new ProcessFacts.Unit(
                            "web",
                            "loaded",
                            "inactive",
                            "dead",
                            null,
                            null,
                            null
                        ),
                    ]),
                facts => facts.Unseen.ShouldBe("systemd does not answer")
            );

    [Fact]
    public void Logs_are_read_with_their_samples()
    {
        var logs = FactsReading.ReadLogs(
            """
            lines web 46
            errors web 17
            kinds web 15
            excused web 1
            sample web ERROR:erp:price list lookup failed
            sample web lines worker 7
            lines worker 0
            errors worker 0
            unseen clock erp_clock was never started

            """
        );

        logs.Count.ShouldBe(3);
        logs[0].ShouldBe(new LogFacts.Unseen("clock", "erp_clock was never started"));
        var web = logs[1].ShouldBeOfType<LogFacts.Seen>();
        (web.Lines, web.Errors, web.Kinds, web.Excused).ShouldBe((46, 17, 15, 1));
        web.Samples.ShouldBe(["ERROR:erp:price list lookup failed", "lines worker 7"]);
        logs[2].ShouldBeOfType<LogFacts.Seen>().Lines.ShouldBe(0);
    }
}
