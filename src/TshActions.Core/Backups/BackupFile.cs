namespace TshActions.Core.Backups;

/// <summary>A dump on the host.</summary>
/// <param name="At">When it was complete, by the host's clock.</param>
public sealed record BackupFile(string Name, long Bytes, DateTimeOffset At);
