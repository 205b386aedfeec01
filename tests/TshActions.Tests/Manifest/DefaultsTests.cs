using TshActions.Core.Preflight;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class DefaultsTests
{
    [Fact]
    public void What_a_small_manifest_leaves_out_has_its_default()
    {
        var manifest = Texts.Read(Texts.OneHost(Texts.Systemd));

        manifest.Lease.ShouldBe(TimeSpan.FromSeconds(60));
        manifest.Processes.ShouldBeEmpty();
        manifest.Proxy.ShouldBe(
            new ProxySpec(SwitchKind.File, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(4))
        );
        manifest.Database.Variable.ShouldBe("DATABASE_URL");
        manifest.Migrations.ShouldBeNull();
        manifest.Backup.ShouldBeNull();
        manifest.Retention.ShouldBe(new RetentionSpec(5));
        manifest.Overlap.ShouldBe(new OverlapSpec(Memory: null, 1_000_000_000, Connections: null));
        manifest.Environments[0].MaxParallel.ShouldBeNull();
        manifest.Environments[0].Hosts[0].Site.ShouldBeNull();
    }

    [Fact]
    public void The_checklist_needs_no_word_in_the_manifest()
    {
        var preflight = Texts.Read(Texts.OneHost(Texts.Systemd)).Preflight;

        foreach (var row in Checklist.All)
            preflight.Weight(row).ShouldBe(row.Weight, row.Id);
        preflight.ProofExpiry.ShouldBe(TimeSpan.FromDays(14));
        preflight.Checks.ShouldBeEmpty();
        preflight.CriticalPaths.ShouldBeEmpty();
        preflight.Changelog.ShouldBe("CHANGELOG.md");
        preflight.Manual.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("alembic", "alembic upgrade head")]
    [InlineData("command\n  command: erp migrate", "erp migrate")]
    public void Migrations_wait_for_a_lock_only_shortly(string kind, string command) =>
        Read($"migrations:\n  kind: {kind}\n")
            .Migrations.ShouldBe(
                new MigrationSpec(command, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5))
            );

    [Fact]
    public void An_empty_backup_takes_all_defaults() =>
        Read("migrations: { kind: alembic }\nbackup: {}\n")
            .Backup.ShouldBe(
                new BackupSpec(7, TimeSpan.FromDays(14), 0.5, TimeSpan.FromMinutes(10), S3: null)
            );

    [Fact]
    public void A_copy_of_the_backup_needs_an_address_and_a_bucket() =>
        Read(
            "migrations: { kind: alembic }\nbackup: { s3: { endpoint: https://s3.example.com, bucket: tsh-backups } }\n"
        )
            .Backup!.S3.ShouldBe(
                new S3Spec(new Uri("https://s3.example.com"), "tsh-backups", "", "us-east-1")
            );

    [Fact]
    public void Every_other_key_is_read()
    {
        var manifest = Read(
            """
            lease: 90s
            proxy: { switch: reload }
            database: { variable: ERP_DB }
            retention: { releases: 2 }
            overlap: { memory: 512MB, disk: 2GB, connections: 20 }
            migrations: { kind: alembic, lock-timeout: 2s }
            backup:
              keep: 3
              max-age: 30d
              min-size: 75%
              timeout: 1h
              s3: { endpoint: https://s3.example.com, bucket: tsh-backups, prefix: erp/x, region: eu-1 }
            """
        );

        manifest.Lease.ShouldBe(TimeSpan.FromSeconds(90));
        manifest.Proxy.Switch.ShouldBe(SwitchKind.Reload);
        manifest.Database.Variable.ShouldBe("ERP_DB");
        manifest.Retention.Releases.ShouldBe(2);
        manifest.Overlap.ShouldBe(new OverlapSpec(512_000_000, 2_000_000_000, 20));
        manifest.Migrations!.LockTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        manifest.Backup.ShouldBe(
            new BackupSpec(
                3,
                TimeSpan.FromDays(30),
                0.75,
                TimeSpan.FromHours(1),
                new S3Spec(new Uri("https://s3.example.com"), "tsh-backups", "erp/x", "eu-1")
            )
        );
    }

    private static DeployManifest Read(string rest) =>
        Texts.Read(Texts.OneHost(Texts.Systemd) + rest);
}
