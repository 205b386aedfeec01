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

        state.ShouldBe(HostStates.BlueLive());
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("activating", false)]
    [InlineData("failed", false)]
    [InlineData("unknown", false)]
    public void A_slot_runs_only_when_its_unit_is_active(string unit, bool running) =>
        Read($"green.unit {unit}\n").Green.Running.ShouldBe(running);

    private static HostState Read(string said) => Observation.Read("vps-main", "include x;", said);
}
