using TshActions.Core.Systemd;

namespace TshActions.Tests.Systemd;

public class GuardUnitTests
{
    [Fact]
    public void A_guard_comes_back_after_a_reboot() =>
        Approved.Check(
            new GuardUnit(
                "tsh-tsh-erp_production-guard.service",
                "tsh-erp",
                "production",
                "deploy",
                "/var/lib/tsh/tsh-erp/production"
            ).Text
        );
}
