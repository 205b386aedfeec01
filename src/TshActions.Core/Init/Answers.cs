namespace TshActions.Core.Init;

/// <summary>A host as the manifest names it.</summary>
/// <param name="Key">Type and key, as `ssh-keyscan` prints them behind the address.</param>
public sealed record HostAnswer(string Name, string User, string Address, int Port, string Key)
{
    /// <summary>Its 32 bytes are the text `no host has this key: fill it in`, so that nobody has its private half.</summary>
    public const string NoKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5vIGhvc3QgaGFzIHRoaXMga2V5OiBmaWxsIGl0IGlu";

    /// <summary>RFC 5737: addresses for documents, which lead nowhere.</summary>
    public static bool IsNowhere(string address) =>
        address.StartsWith("192.0.2.")
        || address.StartsWith("198.51.100.")
        || address.StartsWith("203.0.113.");

    public bool IsKnown => !IsNowhere(Address);

    public bool IsPinned => Key != NoKey;
}

/// <summary>An environment as the manifest names it.</summary>
/// <param name="SlotsFrom">The nginx file and line the ports come from; null where they are the usual ones.</param>
public sealed record EnvironmentAnswer(
    string Name,
    string Branch,
    string Site,
    string? Requires,
    IReadOnlyList<HostAnswer> Hosts,
    int Blue,
    int Green,
    string? SlotsFrom = null
)
{
    /// <summary>RFC 2606: names for documents.</summary>
    public static string NoSite(string name) => $"https://{name}.example.com";

    public bool IsSiteKnown => !Site.TrimEnd('/').EndsWith(".example.com");
}

/// <summary>All that the files of `tsh init` are written from.</summary>
public sealed record Answers(
    string App,
    FoundApp Found,
    PackageJson Package,
    bool HasRequirements,
    IReadOnlyList<EnvironmentAnswer> Environments,
    string? Remote
)
{
    /// <summary>Where a release must be proven first.</summary>
    public EnvironmentAnswer? Staging =>
        Environments.FirstOrDefault(one => Environments.Any(other => other.Requires == one.Name));

    /// <summary>Those that a release comes to last.</summary>
    public IEnumerable<EnvironmentAnswer> Productions =>
        Environments.Where(one => one.Requires is not null);

    public EnvironmentAnswer? Production => Productions.LastOrDefault();
}
