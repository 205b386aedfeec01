namespace TshActions.Manifest;

/// <summary>Turns the checked parts of migrations and backups into values.</summary>
internal static class DatabaseReader
{
    public static MigrationSpec? Migrations(Checked? part) =>
        part is null
            ? null
            : new(part["command"].Text, part["timeout"].Duration, part["lock-timeout"].Duration);

    public static BackupSpec? Backup(Checked part) =>
        part.IsWritten
            ? new(
                part["keep"].Number,
                part["max-age"].Duration,
                part["min-size"].Percent,
                part["timeout"].Duration,
                part.Find("s3") is { } s3
                    ? new(
                        new Uri(s3["endpoint"].Text),
                        s3["bucket"].Text,
                        s3["prefix"].Text,
                        s3["region"].Text
                    )
                    : null
            )
            : null;
}
