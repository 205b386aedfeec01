using TshActions.Ssh;

namespace TshActions.Manifest;

/// <summary>Turns the text of a manifest into values, or into all of its problems at once.</summary>
public static class ManifestReader
{
    public static (DeployManifest? Manifest, IReadOnlyList<Problem> Problems) Read(string text)
    {
        List<Problem> problems = [];
        if (YamlTree.Read(text, problems) is not { } written)
            return (null, problems);
        if (ManifestVersion.Problem(written) is { } other)
            return (null, [other]);

        var tree = GatePresets.LayUnder(written, problems);
        var root = new ShapeCheck(problems).Read(tree, ManifestShape.Root, "");
        problems.AddRange(ManifestRules.Check(root));
        return problems.Count is 0
            ? (Manifest(root) with { Notes = [.. GateNotes.Of(root)] }, problems)
            : (
                null,
                [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]
            );
    }

    private static DeployManifest Manifest(Checked root)
    {
        var release = root["release"];
        var identity = root["gate"]["identity"];
        return new DeployManifest(
            root["app"].Text,
            root["lease"].Duration,
            new ReleaseSpec(
                [.. release.Find("exclude")?.Items.Select(item => item.Text) ?? []],
                release.Find("prepare")?.Text,
                release["prepare-timeout"].Duration
            ),
            RuntimeReader.Runtime(root["runtime"]),
            [.. RuntimeReader.Processes(root.Find("processes"))],
            new ProxySpec(
                root["proxy"]["switch"].Text is "reload" ? SwitchKind.Reload : SwitchKind.File,
                root["proxy"]["drain-timeout"].Duration,
                root["proxy"]["keepalive"].Duration
            ),
            new DatabaseSpec(root["database"]["variable"].Text),
            DatabaseReader.Migrations(root.Find("migrations")),
            DatabaseReader.Backup(root["backup"]),
            DriftReader.Drift(root["drift"]),
            PreflightReader.Preflight(root["preflight"]),
            NotifyReader.Notify(root.Find("notify")),
            new RetentionSpec(root["retention"]["releases"].Number),
            new OverlapSpec(
                root["overlap"].Find("memory")?.Size,
                root["overlap"]["disk"].Size,
                root["overlap"].Find("connections")?.Number
            ),
            new IdentitySpec(
                identity["path"].Text,
                identity["header"].Text,
                identity["answers"].Number,
                identity["timeout"].Duration
            ),
            [
                .. root["environments"]
                    .Keys.Select(entry => Environment(entry.Key, entry.Value, root["gate"])),
            ]
        );
    }

    private static EnvironmentSpec Environment(string name, Checked part, Checked gate) =>
        new(
            name,
            part["branch"].Text,
            new Uri(part["site"].Text),
            part.Find("requires")?.Text,
            [.. part["hosts"].Items.Select(Host)],
            part.Find("max-parallel")?.Number,
            part["slots"]["blue"]["port"].Number,
            part["slots"]["green"]["port"].Number,
            GateReader.Policy(gate, part.Find("bake")?.Duration)
        );

    private static HostSpec Host(Checked part) =>
        new(
            part["name"].Text,
            part["address"].Text,
            part["port"].Number,
            part["user"].Text,
            HostKey.Parse(part["host-key"].Text),
            part.Find("site") is { } site ? new Uri(site.Text) : null
        );
}
