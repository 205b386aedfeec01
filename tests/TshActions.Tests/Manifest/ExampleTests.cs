using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

/// <summary>The first user's own set-up, which stands in the repository as the example.</summary>
public class ExampleTests
{
    internal static DeployManifest Manifest { get; } = Read("tsh.yml");

    private static Place Production { get; } =
        new(Manifest, Manifest.Environments[1], Manifest.Environments[1].Hosts[0]);

    [Fact]
    public void The_example_reads_without_a_problem() =>
        Manifest
            .Environments.Select(environment =>
                $"{environment.Name}: {environment.Branch} → {environment.Site} on {environment.Hosts[0].User}@{environment.Hosts[0].Address}:{environment.Hosts[0].Port}, ports {environment.BluePort} and {environment.GreenPort}, requires {environment.Requires ?? "nothing"}, bakes {environment.Gate.Bake.Bake}"
            )
            .ShouldBe([
                "staging: develop → https://staging.erp.tsh.sale/ on deploy@167.71.58.65:22, ports 8002 and 8012, requires nothing, bakes 00:04:00",
                "production: main → https://erp.tsh.sale/ on deploy@167.71.39.50:22, ports 8001 and 8011, requires staging, bakes 00:15:00",
            ]);

    [Fact]
    public void What_the_example_leaves_out_has_its_default()
    {
        Manifest.Identity.ShouldBe(
            new IdentitySpec("/health", "X-Release", 5, TimeSpan.FromSeconds(10))
        );
        Manifest.Proxy.KeepAlive.ShouldBe(TimeSpan.FromSeconds(4));
        Manifest.Release.PrepareTimeout.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void The_first_user_keeps_backups_and_room_for_two_slots()
    {
        Manifest.Backup.ShouldBe(
            new BackupSpec(7, TimeSpan.FromDays(14), 0.5, TimeSpan.FromMinutes(10), S3: null)
        );
        Manifest.Overlap.ShouldBe(new OverlapSpec(512_000_000, 1_000_000_000, 20));
        Manifest.Lease.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void The_commented_processes_of_the_example_would_read()
    {
        var text = Repository.Read("examples/tsh-erp/tsh.yml");

        var (manifest, problems) = ManifestReader.Read(
            text.Replace("# processes:", "processes:")
                .Replace("#   worker:", "  worker:")
                .Replace("#   scheduler:", "  scheduler:")
        );

        problems.ShouldBeEmpty();
        manifest!
            .Processes.Select(process => (process.Name, process.Overlap))
            .ShouldBe([("worker", Overlap.Allowed), ("scheduler", Overlap.Singleton)]);
    }

    [Fact]
    public void The_example_with_containers_differs_only_in_what_runs_the_slots()
    {
        var manifest = Read("tsh-docker.yml");
        var place = new Place(
            manifest,
            manifest.Environments[1],
            manifest.Environments[1].Hosts[0]
        );

        place.Container(Slot.Green).ShouldBe("tsh_erp_app_green");
        place
            .ProcessContainer(manifest.Processes[1], Slot.Green)
            .ShouldBe("tsh_erp_app_green-scheduler");
        place.Text.ShouldBe(Production.Text);
        place.Site.ShouldBe(Production.Site);
        manifest.Backup!.S3!.Bucket.ShouldBe("tsh-erp-backups");
        manifest.Retention.ShouldBe(Manifest.Retention);
    }

    [Fact]
    public void The_gate_of_the_example_looks_at_the_slot_and_through_the_site()
    {
        var gate = Production.Environment.Gate;

        gate.Probes.Where(probe => probe.From is Vantage.Slot)
            .Select(probe => probe.Path)
            .ShouldBe(["/health", "/api/products?limit=1", "/api/products/search?q=a"]);
        gate.Probes.ShouldContain(probe => probe.From == Vantage.Site);
        gate.Bake.CategoryOf.ShouldBe(
            new Dictionary<string, string>
            {
                ["health"] = "health",
                ["products"] = "read",
                ["search"] = "search",
            },
            ignoreOrder: true
        );
        gate.Bake.Bake.ShouldBe(TimeSpan.FromMinutes(15));
        gate.PreSwitch.ShouldBe(
            new PreSwitchPolicy(4, TimeSpan.FromSeconds(90))
            {
                MinimumSuccess = TimeSpan.FromSeconds(30),
            }
        );
    }

    [Fact]
    public void The_gate_of_the_example_is_the_checklist_of_its_team() =>
        Approved.Check(GateText.Of(Production.Environment.Gate));

    [Fact]
    public void Both_examples_have_the_same_gate() =>
        GateText
            .Of(Read("tsh-docker.yml").Environments[1].Gate)
            .ShouldBe(GateText.Of(Production.Environment.Gate));

    [Fact]
    public void Names_on_the_host_follow_from_app_and_environment()
    {
        Production.Root.ShouldBe("/var/lib/tsh/tsh-erp/production");
        Production.FlagPath.ShouldBe("/var/lib/tsh/tsh-erp/production/live/green");
        Production.Unit(Slot.Green).ShouldBe("tsh_erp-green.service");
        Production.SlotFolder(Slot.Blue).ShouldBe("/var/lib/tsh/tsh-erp/production/slots/blue");
        Production.Text.ShouldBe("tsh-erp, production, vps-main (167.71.39.50)");
        Production.Site.FlagPath.ShouldBe(Production.FlagPath);
    }

    [Fact]
    public void Without_probes_the_identity_path_is_asked_at_the_slot()
    {
        var text = Repository.Read("examples/tsh-erp/tsh.yml");

        var (manifest, problems) = ManifestReader.Read(text[..text.IndexOf("gate:")]);

        problems.ShouldBeEmpty();
        manifest!
            .Environments[0]
            .Gate.Probes.ShouldBe([new Probe("health", "/health", 200, Vantage.Slot)]);
    }

    private static DeployManifest Read(string file)
    {
        var (manifest, problems) = ManifestReader.Read(Repository.Read($"examples/tsh-erp/{file}"));
        problems.Select(problem => problem.Text(file)).ShouldBeEmpty();
        return manifest!;
    }
}
