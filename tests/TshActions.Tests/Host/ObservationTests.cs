using TshActions.Core.Journal;
using TshActions.Core.Nginx;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
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

    [Theory]
    [InlineData("live green\nrunning yes\n", "To { Slot = Green }")]
    [InlineData("live green\nrunning unseen\n", "To { Slot = Green }")]
    [InlineData("live green\nrunning down\n", "Down { Slot = Green }")]
    [InlineData(
        "live blue\nrunning yes\nnginx.open_file_cache max=9\nnginx.open_file_cache_valid 30s\n",
        "Remembered { Slot = Blue, Setting = max=9, Valid = 30s }"
    )]
    public void By_the_flag_nginx_must_run_and_look_at_each_request(string said, string routing) =>
        Read($"nginx ok\nsite included\nswitch file\n{said}").Routing.ToString().ShouldBe(routing);

    [Theory]
    [InlineData("live green\nrunning green\n", "To { Slot = Green }")]
    [InlineData("live green\nrunning green\nnginx.open_file_cache max=9\n", "To { Slot = Green }")]
    [InlineData("live green\nrunning down\n", "Down { Slot = Green }")]
    [InlineData(
        "live green\nrunning older\n",
        "Disagrees { OnDisk = Green, App = erp, Environment = staging }"
    )]
    [InlineData(
        "live unknown\nrunning unknown\n",
        "Disagrees { OnDisk = , App = erp, Environment = staging }"
    )]
    [InlineData("live green\n", "Disagrees { OnDisk = Green, App = erp, Environment = staging }")]
    public void By_a_reload_nginx_s_files_and_its_workers_must_agree(string said, string routing) =>
        Read($"nginx ok\nsite included\nswitch reload\nreload erp staging\n{said}")
            .Routing.ToString()
            .ShouldBe(routing);

    [Theory]
    [InlineData("file", SwitchKind.Reload)]
    [InlineData("reload", SwitchKind.File)]
    public void A_host_set_up_for_the_other_switch_is_not_set_up(string here, SwitchKind wanted)
    {
        var said = $"nginx ok\nsite included\nswitch {here}\nlive blue\nrunning blue\n";

        Observation
            .Read("vps-main", "include x;", said, wanted)
            .Routing.ShouldBeOfType<Routing.NotSetUp>()
            .Reason.ShouldStartWith($"traffic moves by {here} here");
        Observation
            .Read(
                "vps-main",
                "include x;",
                said,
                wanted is SwitchKind.File ? SwitchKind.Reload : SwitchKind.File
            )
            .Routing.ShouldBe(new Routing.To(Slot.Blue));
    }

    [Fact]
    public void What_of_nginx_matters_to_a_switch_is_read() =>
        Read(
            """
            switch reload
            nginx.version 1.27.4
            nginx.keepalive_min_timeout 3s
            nginx.worker_shutdown_timeout 1m
            nginx.upstream tsh_erp__staging 4s
            nginx.upstream erp 60s

            """
        )
            .Nginx.ShouldBe(
                new NginxFacts(
                    new Version(1, 27, 4),
                    ByReload: true,
                    TimeSpan.FromSeconds(3),
                    TimeSpan.FromMinutes(1),
                    TimeSpan.FromMinutes(1)
                )
            );

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
