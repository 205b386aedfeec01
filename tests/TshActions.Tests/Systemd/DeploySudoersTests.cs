using TshActions.Core.Systemd;

namespace TshActions.Tests.Systemd;

public class DeploySudoersTests
{
    [Fact]
    public void The_deploy_user_may_run_these_commands_and_no_others() =>
        Approved.Check(
            DeploySudoers.Text("deploy", ["tsh_erp-blue.service", "tsh_erp-green.service"])
        );

    [Fact]
    public void Where_a_reload_moves_traffic_it_may_have_nginx_route_to_either_slot() =>
        Approved.Check(
            DeploySudoers.Text(
                "deploy",
                ["tsh_erp-blue.service", "tsh_erp-green.service"],
                DeploySudoers.Reloads("tsh-erp", "production")
            )
        );

    [Fact]
    public void Each_app_and_environment_has_a_file_of_its_own() =>
        DeploySudoers
            .Path("tsh-erp", "production")
            .ShouldBe("/etc/sudoers.d/tsh-tsh-erp_production");
}
