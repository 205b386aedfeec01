using System.Text.Json;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Doctor;

/// <summary>Every row on a host that lacks nothing, and each of them tripped.</summary>
public sealed class DoctorTests(WarmHost host) : IClassFixture<WarmHost>
{
    private const string Conf = "/etc/nginx/conf.d/tsh-tsh-erp_production.conf";
    private const string Sudoers = "/etc/sudoers.d/tsh-tsh-erp_production";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact]
    public async Task A_host_that_lacks_nothing_has_no_broken_row_and_is_not_changed()
    {
        var before = await HostPicture.OfTshAsync(Bench.Vps);

        var seen = await Bench.TshAsync("doctor", ("report", "doctor.json"));

        seen.ExitCode.ShouldBe(0, seen.Log);
        foreach (
            var row in new[]
            {
                "✓  ssh",
                "✓  folder",
                "✓  sudo rights     10 of 10 commands",
                "✓  nginx",
                "✓  include line    nginx reads it and routes to blue (v2)",
                "✓  access log      /var/log/tsh/tsh-erp_production.log",
                "✓  rotation",
                "✓  set-up",
                "✓  place",
                "✓  programs",
                "✓  bash",
                "✓  systemd",
                "✓  journal",
                "✓  clock",
                "✓  log is live",
            }
        )
            seen.Log.ShouldContain(row);
        seen.Log.ShouldContain("answers with v2");
        seen.Log.ShouldNotContain("  ✗  ");
        (await HostPicture.OfTshAsync(Bench.Vps)).ShouldShowTheSameAs(before);

        using var json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Bench.Workspace, "doctor.json"), Cancel)
        );
        var rows = json.RootElement.GetProperty("hosts")[0].GetProperty("remarks");
        rows.EnumerateArray()
            .ShouldContain(row =>
                row.GetProperty("what").GetString() == "sudo rights"
                && row.GetProperty("mark").GetString() == "Fine"
            );
    }

    [Theory]
    [InlineData(
        $"sed -i 's#/usr/sbin/nginx -T#/usr/sbin/nginx -t#' {Sudoers}",
        "✗  sudo rights     missing: `/usr/sbin/nginx -T`"
    )]
    [InlineData(
        "sed -i /include/d /etc/nginx/sites-enabled/tsh-erp-production; nginx -s reload",
        "✗  include line    nginx on vps-main does not know the two slots"
    )]
    [InlineData("systemctl stop nginx", "✗  nginx           does not run")]
    [InlineData("chown root /var/lib/tsh/tsh-erp/production", "✗  folder")]
    [InlineData(
        "mount -t tmpfs -o size=64m none /mnt; cp -a /var/lib/tsh/. /mnt/; dd if=/dev/zero of=/mnt/full bs=1M 2>/dev/null; mount --bind /mnt /var/lib/tsh",
        "✗  disk            100 % used"
    )]
    public async Task What_is_broken_ends_with_the_host_s_exit_code(string how, string row) =>
        await TripAsync(how, row, exitCode: 4);

    [Theory]
    [InlineData(
        $"sed -i '/log_format/,/;$/d; /^access_log/d' {Conf}; nginx -s reload",
        "!  access log      nginx has no log_format tsh_tsh_erp__production"
    )]
    [InlineData(
        "sed -i 's/listen 80;/listen 80; access_log off;/' /etc/nginx/sites-enabled/tsh-erp-production; nginx -s reload",
        "!  access log      no server block of the site writes it"
    )]
    [InlineData(
        "chmod 600 /var/log/tsh/tsh-erp_production.log",
        "!  access log      /var/log/tsh/tsh-erp_production.log cannot be read by deploy"
    )]
    [InlineData(
        "mv /var/log/tsh/tsh-erp_production.log /var/log/tsh/aside",
        "!  access log      /var/log/tsh/tsh-erp_production.log is missing"
    )]
    [InlineData(
        "cp /var/log/tsh/tsh-erp_production.log /tmp/copy; mv /var/log/tsh/tsh-erp_production.log /var/log/tsh/aside; cp -p /var/log/tsh/aside /var/log/tsh/tsh-erp_production.log",
        "!  log is live     a question through"
    )]
    [InlineData(
        "echo >>/usr/local/sbin/tsh-host",
        "!  set-up          would write /usr/local/sbin/tsh-host"
    )]
    [InlineData("gpasswd -d deploy systemd-journal >/dev/null", "!  journal")]
    [InlineData(
        "systemctl stop logrotate.timer; mv /etc/cron.daily/logrotate /tmp/",
        "!  rotation"
    )]
    [InlineData("echo 'app other' >>/var/lib/tsh/tsh-erp/production/place", "!  place")]
    public async Task What_only_costs_a_gate_its_evidence_is_a_warning(string how, string row) =>
        await TripAsync(how, row, exitCode: 0);

    [Fact]
    public async Task A_wrong_host_key_is_a_row_of_its_own()
    {
        const string other =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        await Bench.WriteManifestAsync(manifest => manifest.Replace(Bench.Vps.HostKey, other));
        try
        {
            var seen = await Bench.TshAsync("doctor");

            seen.ExitCode.ShouldBe(4, seen.Log);
            seen.Log.ShouldContain("✗  ssh             the host key of vps-main");
            seen.Log.ShouldContain("is not the pinned one");
        }
        finally
        {
            await Bench.WriteManifestAsync(manifest => manifest);
        }
    }

    private async Task TripAsync(string how, string row, int exitCode)
    {
        const string kept =
            "etc/nginx etc/sudoers.d var/log/tsh usr/local/sbin/tsh-host var/lib/tsh/tsh-erp/production/place etc/group etc/gshadow";
        await Bench.Vps.ShellAsync(
            $"rm -f /tmp/kept.tar; tar -C / -cpf /tmp/kept.tar {kept}; {how}",
            Cancel
        );
        try
        {
            var seen = await Bench.TshAsync("doctor");

            seen.Log.ShouldContain(row);
            seen.ExitCode.ShouldBe(exitCode, seen.Log);
        }
        finally
        {
            await Bench.Vps.ShellAsync(
                $"""
                while umount /var/lib/tsh /mnt 2>/dev/null; do :; done
                rm -rf /var/log/tsh
                tar -C / -xpf /tmp/kept.tar
                chown deploy /var/lib/tsh/tsh-erp/production
                [ ! -f /tmp/logrotate ] || mv /tmp/logrotate /etc/cron.daily/
                systemctl start logrotate.timer nginx
                nginx -s reload
                """,
                Cancel
            );
        }
    }
}
