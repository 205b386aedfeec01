namespace TshActions.Manifest;

/// <summary>`.github/tsh.yml`, read and checked.</summary>
/// <param name="Lease">This long after the last sign of life of a run the host acts by itself.</param>
/// <param name="Processes">What runs beside the web process of a slot, in the order of the file.</param>
/// <param name="Backup">Null: no backup is made.</param>
public sealed record DeployManifest(
    string App,
    TimeSpan Lease,
    ReleaseSpec Release,
    RuntimeSpec Runtime,
    IReadOnlyList<ProcessSpec> Processes,
    ProxySpec Proxy,
    DatabaseSpec Database,
    MigrationSpec? Migrations,
    BackupSpec? Backup,
    DriftSpec Drift,
    PreflightSpec Preflight,
    NotifySpec Notify,
    RetentionSpec Retention,
    OverlapSpec Overlap,
    IdentitySpec Identity,
    IReadOnlyList<EnvironmentSpec> Environments
)
{
    /// <summary>What is allowed and may surprise, with its place: for whoever reads the plan of a gate.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>Whether a host asks the database for something: then it must learn where that is.</summary>
    public bool AsksDatabase => Migrations is not null || Overlap.Connections is not null;
}

/// <param name="Exclude">Names left out of the upload; `*` stands for any characters.</param>
/// <param name="Prepare">Run once in the release folder after the upload.</param>
public sealed record ReleaseSpec(
    IReadOnlyList<string> Exclude,
    string? Prepare,
    TimeSpan PrepareTimeout
);

/// <summary>What moves the traffic: a flag file looked at for each request, or an include and a reload.</summary>
public enum SwitchKind
{
    File,
    Reload,
}

public sealed record ProxySpec(SwitchKind Switch, TimeSpan DrainTimeout, TimeSpan KeepAlive);

/// <param name="Releases">Good releases kept beside the live and the warm one; failed ones do not count.</param>
public sealed record RetentionSpec(int Releases);

/// <summary>What a host must have to spare while both slots run.</summary>
/// <param name="Memory">Bytes; null: not looked at.</param>
/// <param name="Disk">Bytes that stay free after the upload.</param>
/// <param name="Connections">PostgreSQL connections one slot opens; null: not looked at.</param>
public sealed record OverlapSpec(long? Memory, long Disk, int? Connections);

/// <summary>How an answer tells which release gave it.</summary>
public sealed record IdentitySpec(string Path, string Header, int Answers, TimeSpan Timeout);
