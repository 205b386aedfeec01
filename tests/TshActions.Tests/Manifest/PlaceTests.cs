using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class PlaceTests
{
    private static readonly ProcessSpec Worker = new("worker", "work", Overlap.Allowed);

    [Fact]
    public void A_process_is_called_like_its_slot_with_its_own_name_behind()
    {
        var units = At(Texts.Read(Texts.OneHost(Texts.Systemd)));
        units.Unit(Slot.Blue).ShouldBe("erp-staging-blue.service");
        units.ProcessUnit(Worker, Slot.Blue).ShouldBe("erp-staging-blue-worker.service");

        var containers = At(Texts.Read(Texts.OneHost(Texts.Docker)));
        containers.Container(Slot.Green).ShouldBe("erp_staging_green");
        containers.ProcessContainer(Worker, Slot.Green).ShouldBe("erp_staging_green-worker");
    }

    [Fact]
    public void A_host_answers_at_its_own_site_or_at_the_environments()
    {
        var fleet = Texts.Read(
            Texts.Fleet(
                "address: 192.0.2.1, site: https://one.example.com",
                "address: 192.0.2.2, site: https://two.example.com"
            )
        );

        fleet
            .Environments[0]
            .Hosts.Select(host => new Place(fleet, fleet.Environments[0], host).SiteUri.Host)
            .ShouldBe(["one.example.com", "two.example.com"]);
        At(Texts.Read(Texts.OneHost(Texts.Docker))).SiteUri.Host.ShouldBe("staging.example.com");
    }

    [Fact]
    public void Names_are_refused_exactly_when_one_host_would_have_one_of_them_twice()
    {
        string[] patterns =
        [
            "{slot}-{environment}",
            "{environment}-{slot}",
            "{environment}{slot}",
            "{slot}{environment}",
            "{app}-{slot}",
            "{environment}-{slot}-{environment}",
        ];
        string[] environments = ["a", "a-b", "b", "b-worker", "b-blue-worker", "a-blue-b-blue-b"];
        string[] processes = ["worker", "b", "blue-worker"];
        var (refused, accepted) = (0, 0);

        foreach (var pattern in patterns)
        foreach (var one in environments)
        foreach (var other in environments.Where(name => name != one))
        foreach (var process in processes)
        {
            var names =
                from environment in new[] { one, other }
                from slot in new[] { "blue", "green" }
                from tail in new[] { "", $"-{process}" }
                select pattern
                    .Replace("{app}", "erp")
                    .Replace("{environment}", environment)
                    .Replace("{slot}", slot) + tail;
            var clash = names.Distinct().Count() < 8;
            var text =
                Texts.Environments(one, other)
                + Texts.Systemd
                + $"  unit: \"{pattern}\"\nprocesses:\n  {process}: {{ command: /w, overlap: allowed }}\n";

            var problems = ManifestReader.Read(text).Problems;

            (problems.Count > 0).ShouldBe(clash, text);
            (refused, accepted) = clash ? (refused + 1, accepted) : (refused, accepted + 1);
        }

        refused.ShouldBeGreaterThan(patterns.Length);
        accepted.ShouldBeGreaterThan(refused);
    }

    private static Place At(DeployManifest manifest) =>
        new(manifest, manifest.Environments[0], manifest.Environments[0].Hosts[0]);
}
