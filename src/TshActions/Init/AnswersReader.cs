using TshActions.Core.Init;
using TshActions.Manifest;
using TshActions.Verbs;

namespace TshActions.Init;

/// <summary>What the files are written from: what a person named, else what the repository says, else a placeholder.</summary>
/// <param name="sites">What nginx's files in the repository say.</param>
internal sealed class AnswersReader(
    Checkout checkout,
    FoundApp found,
    IReadOnlyList<NginxSite> sites
)
{
    /// <summary>For a repository without a manifest; hosts have no keys yet.</summary>
    public Answers FromInputs(Inputs inputs) =>
        Of(
            inputs["app"] is { Length: > 0 } app ? app : AppName.From(found.Called),
            [
                New(inputs, "staging", Branch(checkout, inputs, "staging"), requires: null),
                New(
                    inputs,
                    "production",
                    Branch(checkout, inputs, "production"),
                    requires: "staging"
                ),
            ]
        );

    /// <summary>A manifest that stays is what all other files follow.</summary>
    public Answers FromManifest(DeployManifest manifest) =>
        Of(
            manifest.App,
            [
                .. manifest.Environments.Select(environment => new EnvironmentAnswer(
                    environment.Name,
                    environment.Branch,
                    environment.Site.GetLeftPart(UriPartial.Authority),
                    environment.Requires,
                    [
                        .. environment.Hosts.Select(host => new HostAnswer(
                            host.Name,
                            host.User,
                            host.Address,
                            host.Port,
                            $"{host.Key.Type} {host.Key.Blob}"
                        )),
                    ],
                    environment.BluePort,
                    environment.GreenPort,
                    SiteOf(environment.Name) is { } site && site.Ports[0] == environment.BluePort
                        ? Place(site)
                        : null
                )),
            ]
        );

    /// <summary>The branch a person named, else the usual one, or what the repository has in its stead.</summary>
    public static string Branch(Checkout checkout, Inputs inputs, string environment)
    {
        if (inputs[$"{environment}-branch"] is { Length: > 0 } named)
            return named;
        string[] usual = environment is "production"
            ? ["main", "master"]
            : ["develop", "staging", "dev"];
        return usual.FirstOrDefault(checkout.Branches.Contains) ?? usual[0];
    }

    private Answers Of(string app, IReadOnlyList<EnvironmentAnswer> environments) =>
        new(
            app,
            found,
            PackageJson.Read(checkout.Text(Checkout.Join(found.Folder, "package.json"))),
            checkout.Has(Checkout.Join(found.Folder, "requirements.txt")),
            environments,
            checkout.Remote
        );

    private EnvironmentAnswer New(Inputs inputs, string name, string branch, string? requires)
    {
        var site = SiteOf(name);
        var host = NamedHost.Read(inputs[$"{name}-host"]);
        var isStaging = name is "staging";
        var blue = site?.Ports[0] ?? (isStaging ? 8002 : 8001);
        return new(
            name,
            branch,
            inputs[$"{name}-site"] is { Length: > 0 } told
                ? told.TrimEnd('/')
                : site?.Address ?? EnvironmentAnswer.NoSite(name),
            requires,
            [
                new(
                    $"vps-{name}",
                    host?.User ?? "deploy",
                    host?.Address ?? (isStaging ? "192.0.2.10" : "198.51.100.10"),
                    host?.Port ?? 22,
                    HostAnswer.NoKey
                ),
            ],
            blue,
            site?.Ports.ElementAtOrDefault(1) is { } green and > 0 ? green : blue + 10,
            site is null ? null : Place(site)
        );
    }

    private NginxSite? SiteOf(string environment) =>
        InitNotes.SiteOf(sites, isStaging: environment is "staging");

    private static string Place(NginxSite site) => $"{site.Path}:{site.Line}";
}
