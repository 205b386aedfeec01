using System.Globalization;
using System.Text.Json;
using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.RigTests.Images;
using TshActions.RigTests.Ssh;
using TshActions.Ssh;

namespace TshActions.RigTests.Checks;

/// <summary>
/// A VPS whose slots hold a puppet: it logs what a test tells it to, and dies when told so. As units and as containers, on
/// one host, since a VPS with docker on it has systemd too.
/// </summary>
public sealed class FactsHost : IAsyncLifetime
{
    public const string Root = ImageHost.Root;
    public const string Strings = "/srv/puppet";

    // Orders come as whole files. `die` as an order ends it with an error; what runs next finds no order.
    private const string Puppet = """
        #!/bin/sh
        echo "here I am"
        while :; do
            if [ -f "/srv/puppet/$1" ]; then
                order=$(cat "/srv/puppet/$1")
                rm -f "/srv/puppet/$1"
                [ "$order" != die ] || exit 1
                printf '%s\n' "$order"
            fi
            sleep 0.05
        done

        """;

    private readonly ImageHost _rig = new();
    private SshHost? _host;

    public Vps Vps => _rig.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _rig.DisposeAsync();
    }

    /// <summary>Nothing runs in either slot; green holds the deployment `d1`.</summary>
    public Task<HostChecks> WithUnitsAsync() => FreshAsync(manifest => manifest);

    public Task<HostChecks> WithContainersAsync() =>
        FreshAsync(manifest => manifest with { Runtime = ErpManifest.Containers("bridge") });

    /// <summary>The puppet as the unit of a slot.</summary>
    public async Task StartUnitAsync(Slot slot, params string[] options)
    {
        string[] command =
        [
            "systemd-run",
            "--quiet",
            $"--unit={Unit(slot)}",
            "--property=User=deploy",
            "--property=Restart=on-failure",
            "--property=RestartSec=300ms",
            .. options,
            "sh",
            $"{Strings}/puppet",
            slot.Name,
        ];
        var started = await Vps.ExecAsync(command, Cancel);
        started.ExitCode.ShouldBe(0, started.Error);
    }

    /// <summary>The puppet as the container of a slot, healthy as long as nobody says otherwise.</summary>
    public async Task StartContainerAsync(
        Slot slot,
        string options =
            "--health-cmd 'test ! -f /srv/puppet/sick' --health-interval 500ms --health-retries 1",
        string? command = null
    )
    {
        await Vps.ShellAsync(
            $"docker run -d --name {Container(slot)} --restart unless-stopped -v {Strings}:{Strings} {options} tsh/puppet {command ?? $"sh {Strings}/puppet {slot.Name}"}",
            Cancel
        );
        if (options.Contains("--health-cmd"))
            await InspectsAsync(slot, "{{.State.Health.Status}}", "healthy");
    }

    /// <summary>Until docker says so of a slot's container.</summary>
    public Task InspectsAsync(Slot slot, string format, string value) =>
        Eventually.HoldsAsync(
            $"{format} of {slot.Name} is {value}",
            async () =>
                (
                    await Vps.ExecAsync(
                        ["docker", "inspect", "-f", format, Container(slot)],
                        Cancel
                    )
                ).Output.Trim() == value,
            TimeSpan.FromSeconds(60)
        );

    /// <summary>Until systemd says so of a slot's unit.</summary>
    public Task ShowsAsync(Slot slot, string property, string value) =>
        Eventually.HoldsAsync(
            $"{property} of {slot.Name} is {value}",
            async () =>
                await Vps.ShellAsync($"systemctl show --value -p {property} {Unit(slot)}", Cancel)
                == value,
            TimeSpan.FromSeconds(60)
        );

    /// <summary>The puppet of a slot logs this, and it is in the log when this returns.</summary>
    public async Task SayAsync(Slot slot, string text)
    {
        await OrderAsync(slot, text);
        var mark = $"mark {Guid.NewGuid():N}";
        await OrderAsync(slot, mark);
        await Eventually.HoldsAsync(
            "the log has it",
            async () =>
                (
                    await Vps.ShellAsync(
                        $"journalctl -u {Unit(slot)} -n 500 -o cat; docker logs {Container(slot)} 2>&1; true",
                        Cancel
                    )
                ).Contains(mark),
            TimeSpan.FromSeconds(60)
        );
    }

    /// <summary>It exits with 1.</summary>
    public Task DieAsync(Slot slot) => OrderAsync(slot, "die");

    /// <summary>One call of `tick_facts`, as the deploy user.</summary>
    public async Task<JsonElement> TickAsync(Slot slot)
    {
        var ran = await DockerCli.RunAsync(
            ["exec", "-u", "deploy", Vps.Name, ImageHost.HelperPath, "tick_facts", Root, slot.Name],
            Cancel
        );
        (ran.ExitCode, ran.Error).ShouldBe((0, ""));
        return JsonDocument.Parse($"{{{ran.Output}}}").RootElement;
    }

    /// <summary>Until ticks have told of so many errors in all.</summary>
    public async Task CountsAsync(Slot slot, int errors)
    {
        var seen = 0.0;
        await Eventually.HoldsAsync(
            $"ticks tell of {errors}",
            async () => (seen += Number(await TickAsync(slot), "logErr")) >= errors,
            TimeSpan.FromSeconds(60)
        );
        seen.ShouldBe(errors);
    }

    public static Common Common(string name) => new(name, Weight.Fail, Scope.Slot, Moment.Always);

    public static string Unit(Slot slot) => $"tsh_erp-{slot.Name}.service";

    public static string Container(Slot slot) => $"tsh_erp_app_{slot.Name}";

    /// <summary>The same without a mark behind it: it is about to be in the log.</summary>
    public async Task OrderAsync(Slot slot, string order)
    {
        var path = $"{Strings}/{slot.Name}";
        await Vps.WriteFileAsync($"{path}.next", order, Cancel);
        await Vps.ShellAsync($"mv {path}.next {path}", Cancel);
        await Eventually.HoldsAsync(
            "the puppet has heard",
            async () => !(await Vps.ExecAsync(["test", "-f", path], Cancel)).Succeeded,
            TimeSpan.FromSeconds(60)
        );
    }

    private async Task<HostChecks> FreshAsync(Func<ErpManifest, ErpManifest> change)
    {
        if (_host is null)
            await PrepareAsync();
        var (manifest, problems) = ManifestReader.Read(change(ErpManifest.Of(Vps)).Text);
        problems.ShouldBeEmpty();
        var place = new Place(
            manifest!,
            manifest!.Environments[0],
            manifest.Environments[0].Hosts[0]
        );
        await Vps.WriteFileAsync($"{Root}/place", PlaceFile.Text(place), Cancel);
        await Vps.ShellAsync(
            $"""
            systemctl stop {Unit(Slot.Blue)} {Unit(Slot.Green)} 2>/dev/null
            systemctl reset-failed 2>/dev/null
            docker ps -aq | xargs -r docker rm -fv >/dev/null
            rm -rf {Root}/gate {Root}/slots/* {Root}/deployments/* {Strings}/blue* {Strings}/green* {Strings}/sick
            mkdir -p {Root}/deployments/d1/release
            ln -s ../deployments/d1 {Root}/slots/green
            echo 'GREETING="hello from d1"' >{Root}/deployments/d1/app.env
            touch {Root}/deployments/d1/release.env {Root}/lease
            chown -R deploy: {Root}
            """,
            Cancel
        );
        return new HostChecks(new AppHost(_host!, place, ImageHost.Token));
    }

    private async Task PrepareAsync()
    {
        await Vps.WriteFileAsync($"{Strings}/puppet", Puppet, Cancel);
        // As `tsh setup` does.
        await Vps.ShellAsync($"chmod 777 {Strings} && usermod -aG systemd-journal deploy", Cancel);
        _host = await _rig.ConnectAsync();
        await using var archive = await ImageHost.OpenAsync(
            await _rig.SaveAsync("CMD [\"sleep\", \"1000\"]")
        );
        var sent = await _rig.Upload(_host).SendAsync(archive, "tsh/puppet:latest", Cancel);
        sent.Id.Text.ShouldNotBeEmpty();
    }

    /// <summary>Members of a tick by name, as numbers.</summary>
    public static double Number(JsonElement tick, string name) =>
        tick.TryGetProperty(name, out var value)
            ? value.GetDouble()
            : throw new KeyNotFoundException(
                string.Create(CultureInfo.InvariantCulture, $"{name} is not in {tick}")
            );
}

/// <summary>Classes that share one such host, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FactsCollection : ICollectionFixture<FactsHost>
{
    public const string Name = "host facts";
}
