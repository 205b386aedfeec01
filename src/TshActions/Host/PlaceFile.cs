using System.Text;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Host;

/// <summary>
/// What the host must know of an app to act without us: `key value` lines, read by the helper one by one and never run.
/// </summary>
public static class PlaceFile
{
    public static string Text(Place place)
    {
        var manifest = place.Manifest;
        var text = new StringBuilder("tsh-place 1\n");
        Line("app", manifest.App);
        Line("environment", place.Environment.Name);
        Line("runtime", manifest.Runtime is DockerSpec ? "docker" : "systemd");
        Line("switch", manifest.Proxy.Switch is SwitchKind.Reload ? "reload" : "file");
        Line("routes", place.Site.RoutesPath);
        Line("drain", $"{Math.Ceiling(manifest.Proxy.DrainTimeout.TotalSeconds):0}");
        Line("start", $"{Math.Ceiling(manifest.Runtime.StartTimeout.TotalSeconds):0}");
        Line("stop", $"{Math.Ceiling(manifest.Runtime.StopTimeout.TotalSeconds):0}");
        Line("identity", manifest.Identity.Path);
        Line("header", manifest.Identity.Header);
        // What the p95 rule calls slow, for the reader of the access log; milliseconds.
        Line("slow", $"{place.Environment.Gate.Bake.P95?.Below.TotalMilliseconds ?? 500:0}");
        Line("guard", place.GuardUnit);
        Line("once", place.OnceContainer);
        foreach (var slot in new[] { Slot.Blue, Slot.Green })
        {
            Line($"web.{slot.Name}", place.Web(slot));
            Line($"port.{slot.Name}", $"{place.Environment.Port(slot)}");
            foreach (var process in manifest.Processes)
                Line($"process.{process.Name}.{slot.Name}", place.Process(process, slot));
        }

        foreach (var process in manifest.Processes)
            Line($"overlap.{process.Name}", process.Overlap.ToString().ToLowerInvariant());
        return text.ToString();

        void Line(string key, string value) =>
            text.Append(key).Append(' ').Append(value).Append('\n');
    }
}
