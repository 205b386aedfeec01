using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Shell;
using TshActions.Core.Systemd;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>The files that set-up writes to a host as root: paths and texts.</summary>
internal static class HostFiles
{
    public static List<KeyValuePair<string, string>> Of(Place place, HostTraits traits)
    {
        var guard = new GuardUnit(
            place.GuardUnit,
            place.Manifest.App,
            place.Environment.Name,
            place.Host.User,
            place.Root
        );
        var units = SlotUnits.Of(place);
        var (app, environment) = (place.Manifest.App, place.Environment.Name);
        return
        [
            .. SiteFiles.Of(place, traits),
            .. units.Select(unit => new KeyValuePair<string, string>(unit.Path, unit.Text)),
            new(guard.Path, guard.Text),
            new(
                DeploySudoers.Path(app, environment),
                DeploySudoers.Text(place.Host.User, UnitNames(place), Reloads(place))
            ),
            new(DeploySudoers.RootHelper, HostHelper.Text),
        ];
    }

    /// <summary>The commands the deploy user may run as root.</summary>
    public static IReadOnlyList<string> Rights(Place place) =>
        [.. DeploySudoers.Commands(UnitNames(place), Reloads(place))];

    private static IEnumerable<string> UnitNames(Place place) =>
        SlotUnits.Of(place).Select(unit => unit.Name).Append(place.GuardUnit);

    private static IEnumerable<string> Reloads(Place place) =>
        SiteFiles.ByReload(place)
            ? DeploySudoers.Reloads(place.Manifest.App, place.Environment.Name)
            : [];

    /// <summary>Paths of those that are not there yet, or are there with another text.</summary>
    public static async Task<HashSet<string>> ChangedAsync(
        RootHost root,
        List<KeyValuePair<string, string>> files,
        CancellationToken cancel
    )
    {
        var paths = string.Join(' ', files.Select(file => ShellCommand.Quote(file.Key)));
        var sums = (await root.RunAsync($"sha256sum {paths} 2>/dev/null", cancel))
            .Output.Split('\n')
            .ToHashSet();
        return [.. files.Where(file => !sums.Contains(Sum(file))).Select(file => file.Key)];
    }

    /// <summary>A line of `sha256sum`.</summary>
    public static string Sum(KeyValuePair<string, string> file) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Value)))}  {file.Key}";
}
