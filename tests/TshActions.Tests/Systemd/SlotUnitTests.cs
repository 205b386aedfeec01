using TshActions.Core.Systemd;

namespace TshActions.Tests.Systemd;

public class SlotUnitTests
{
    private static readonly SlotUnit Unit = new(
        "tsh_erp-green.service",
        "tsh-erp, production, green",
        "deploy",
        "/var/lib/tsh/tsh-erp/production/slots/green",
        "green",
        8011,
        "/opt/tsh-erp/venv/bin/uvicorn app.main:app --host 127.0.0.1 --port 8011",
        TimeSpan.FromSeconds(90),
        TimeSpan.FromSeconds(30)
    );

    [Fact]
    public void A_unit_runs_whatever_its_slot_holds() => Approved.Check(Unit.Text);

    [Fact]
    public void A_singleton_does_not_start_at_boot_for_its_slot_may_not_be_the_live_one() =>
        (Unit with { StartsAtBoot = false }).Text.ShouldNotContain("[Install]");

    [Fact]
    public void A_unit_has_its_place_among_the_system_s_units() =>
        Unit.Path.ShouldBe("/etc/systemd/system/tsh_erp-green.service");

    [Fact]
    public void A_percent_sign_of_the_command_is_no_specifier_of_systemd() =>
        (Unit with { Command = "/opt/serve --format %h" }).Text.ShouldContain(
            "ExecStart=/opt/serve --format %%h\n"
        );
}
