namespace TshActions.Manifest;

/// <param name="Variable">The variable of the application's environment that holds the PostgreSQL URL.</param>
public sealed record DatabaseSpec(string Variable);

/// <param name="LockTimeout">How long one statement may wait for a lock that requests hold.</param>
public sealed record MigrationSpec(string Command, TimeSpan Timeout, TimeSpan LockTimeout);

/// <summary>The dump made before migrations.</summary>
/// <param name="Keep">At least this many are kept, whatever their age.</param>
/// <param name="MaxAge">Older ones beyond <paramref name="Keep"/> are removed.</param>
/// <param name="MinSize">Share of the last backup's size, 0 to 1; a smaller one fails the deployment.</param>
/// <param name="S3">Where a copy goes; null: it stays on the host only.</param>
public sealed record BackupSpec(
    int Keep,
    TimeSpan MaxAge,
    double MinSize,
    TimeSpan Timeout,
    S3Spec? S3
);

/// <summary>A bucket of S3-compatible storage; its credentials are secrets and stand nowhere here.</summary>
/// <param name="Prefix">Put before each object's name; empty or a path without a slash at either end.</param>
public sealed record S3Spec(Uri Endpoint, string Bucket, string Prefix, string Region);
