using TshActions.Core.Containers;
using TshActions.Core.Images;

namespace TshActions.Tests.Containers;

public class ContainerSpecTests
{
    private static readonly ContainerSpec Full = new(
        "tsh_erp_app_green",
        new ContainerLabels("tsh-erp", "production", "green", "v2", "20260801T120000Z-v2", null),
        Digest.Of("image"),
        ["/var/lib/tsh/tsh-erp/production/deployments/d/app.env"],
        ["TSH_SLOT=green", "PORT=8000"],
        new PublishedPort(8011, 8000),
        "bridge",
        ["uvicorn", "app.main:app", "--port", "8000"],
        ["/srv/uploads:/app/uploads", "erp-cache:/cache:ro"],
        new ContainerLimits(512_000_000, 1.5, 200, 10_000_000, 3),
        "curl -fsS http://127.0.0.1:8000/health || exit 1",
        TimeSpan.FromSeconds(90),
        TimeSpan.FromSeconds(30)
    );

    private static readonly ContainerSpec Bare = Full with
    {
        Name = "tsh_erp_app_blue",
        Network = "host",
        Command = [],
        Mounts = [],
        Limits = new ContainerLimits(null, null, null, 10_000_000, 3),
        Health = null,
    };

    [Fact]
    public void Everything_the_manifest_can_say_becomes_arguments_of_docker_create() =>
        Approved.Check(Text(Full.Arguments));

    [Fact]
    public void On_the_host_s_network_nothing_is_published_and_what_is_not_said_is_not_set() =>
        Approved.Check(Text(Bare.Arguments));

    [Fact]
    public void A_command_run_once_has_all_of_a_slot_but_its_port_and_its_check() =>
        Approved.Check(Text((Full with { Name = "tsh_erp_app_green-once" }).OnceArguments));

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("two\rlines")]
    [InlineData("nul\0")]
    public void An_argument_of_several_lines_is_refused(string argument) =>
        ArgumentFile.Of(["--name", argument]).ShouldBe(new ArgumentFile.Refused(argument));

    [Fact]
    public void The_same_arguments_have_the_same_digest_and_others_another()
    {
        var one = ArgumentFile.Of(Full.Arguments).ShouldBeOfType<ArgumentFile.Written>();

        ArgumentFile.Of(Full.Arguments).ShouldBe(one);
        one.Spec.ShouldBe(Digest.Of(one.Text));
        ArgumentFile
            .Of(Bare.Arguments)
            .ShouldBeOfType<ArgumentFile.Written>()
            .Spec.ShouldNotBe(one.Spec);
    }

    private static string Text(IReadOnlyList<string> arguments) =>
        ArgumentFile.Of(arguments).ShouldBeOfType<ArgumentFile.Written>().Text;
}
