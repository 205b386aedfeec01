using TshActions.Core.Journal;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Tests.Slots;

namespace TshActions.Tests.Host;

public class ObservationTests
{
    private const string Slots = """
        blue.deployment 20251114T120000Z-2025.11.14
        blue.release 2025.11.14
        blue.unit active
        green.unit inactive

        """;

    [Theory]
    [InlineData("nginx ok\nsite included\nlive blue\n", Slot.Blue)]
    [InlineData("nginx ok\nsite included\nlive green\n", Slot.Green)]
    public void Nginx_says_which_slot_is_live(string said, Slot live) =>
        Read(said).Routing.ShouldBe(new Routing.To(live));

    [Theory]
    [InlineData(
        "nginx forbidden\nlive blue\n",
        "the deploy user may not run `sudo -n /usr/sbin/nginx -T`"
    )]
    [InlineData("nginx ok\nsite missing\nlive blue\n", "no server block has the line `include x;`")]
    [InlineData("nginx ok\nsite included\n", "the folder of the switch is missing")]
    [InlineData("nginx ok\nsite included\nlive yellow\n", "the folder of the switch is missing")]
    [InlineData("", "the folder of the switch is missing")]
    public void Whatever_is_missing_leaves_no_slot_live(string said, string reason) =>
        Read(said).Routing.ShouldBe(new Routing.NotSetUp(reason));

    [Fact]
    public void A_broken_configuration_is_told_in_nginx_s_own_words() =>
        Read("nginx broken\nnginx-says [emerg] one\nnginx-says [emerg] two\nlive blue\n")
            .Routing.ShouldBe(new Routing.Broken("[emerg] one; [emerg] two"));

    [Fact]
    public void A_slot_holds_a_release_or_is_empty()
    {
        var state = Read("nginx ok\nsite included\nlive blue\n" + Slots);

        state.StillIs(HostStates.BlueLive()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("activating", false)]
    [InlineData("failed", false)]
    [InlineData("unknown", false)]
    public void A_slot_runs_only_when_its_unit_is_active(string unit, bool running) =>
        Read($"green.unit {unit}\n").Green.Running.ShouldBe(running);

    [Fact]
    public void What_the_host_remembers_is_read_with_it()
    {
        var history = Read(
            """
            lease.owner team/erp#7.1
            lease.run https://github.com/team/erp/actions/runs/7
            lease.left 42
            journal good
            open.kind deploy
            open.release 2025.11.15
            open.deployment 20251115T120000Z-2025.11.15
            open.from blue
            open.to green
            open.phase armed
            open.silence hold
            open.run somebody
            record.live green
            bad 2025.11.13 taken back: 5xx
            kept 20251114T120000Z-2025.11.14 2025.11.14
            live.schema no

            """
        ).History;

        history.Lease.ShouldBe(
            new LeaseSeen(
                "team/erp#7.1",
                "https://github.com/team/erp/actions/runs/7",
                TimeSpan.FromSeconds(42),
                Parked: false
            )
        );
        history.Open.ShouldBe(
            new JournalEntry(
                "deploy",
                HostStates.New,
                "20251115T120000Z-2025.11.15",
                Slot.Blue,
                Slot.Green,
                Phase.Armed,
                HoldsOnSilence: true,
                "somebody"
            )
        );
        history.Recorded.ShouldBe(Slot.Green);
        history.Bad[HostStates.Release("2025.11.13")].ShouldBe("taken back: 5xx");
        history.Kept.ShouldBe([new Retained("20251114T120000Z-2025.11.14", HostStates.Old)]);
        history.SchemaOf.ShouldBe(BackwardCompatible.No);
    }

    [Fact]
    public void A_damaged_journal_has_no_entry() =>
        Read("journal damaged\n")
            .History.ShouldSatisfyAllConditions(
                history => history.Damaged.ShouldBeTrue(),
                history => history.Open.ShouldBeNull()
            );

    private static HostState Read(string said) => Observation.Read("vps-main", "include x;", said);
}
