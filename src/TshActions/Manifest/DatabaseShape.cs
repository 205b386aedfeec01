using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The database, its migrations and its backups, key by key.</summary>
internal static class DatabaseShape
{
    private static readonly Key[] Limits =
    [
        new("timeout", LastingDuration("How long they may take."), Default: "10m"),
        new(
            "lock-timeout",
            LastingDuration(
                "How long one statement may wait for a lock; PostgreSQL's `lock_timeout`. Requests queue behind a waiting statement, so keep it short."
            ),
            Default: "5s"
        ),
    ];

    public static Map Database =>
        new(
            "The application's PostgreSQL database.",
            [
                new(
                    "variable",
                    Variable("The variable of the application's environment that holds its URL."),
                    Default: "DATABASE_URL"
                ),
            ]
        );

    public static Kinds Migrations =>
        new(
            "Database migrations, run once per environment with the new release before it takes traffic.",
            "kind",
            "What migrates.",
            [
                (
                    "alembic",
                    new Map(
                        "Alembic.",
                        [
                            new(
                                "command",
                                Text(
                                    "The command, run in the release folder, or in a container of the new image, with the application's environment."
                                ),
                                Default: "alembic upgrade head"
                            ),
                            .. Limits,
                        ]
                    )
                ),
                (
                    "command",
                    new Map(
                        "Any other command.",
                        [
                            new(
                                "command",
                                Text(
                                    "The command, run in the release folder, or in a container of the new image, with the application's environment. It must do nothing when there is nothing to do."
                                ),
                                Required: true
                            ),
                            .. Limits,
                        ]
                    )
                ),
            ]
        );

    public static Map Backup =>
        new(
            "A dump of the database before migrations; `backup: {}` takes all defaults, and without the key there is no backup.",
            [
                new(
                    "keep",
                    Number("At least this many backups are kept, whatever their age.", 1, 1000),
                    Default: "7"
                ),
                new(
                    "max-age",
                    LastingDuration("Backups older than this, beyond `keep`, are removed."),
                    Default: "14d"
                ),
                new(
                    "min-size",
                    Percent(
                        "Share of the last backup's size; a smaller one fails the deployment. 0% looks at no size."
                    ),
                    Default: "50%"
                ),
                new("timeout", LastingDuration("How long one may take."), Default: "10m"),
                new("s3", S3),
            ]
        );

    private static Map S3 =>
        new(
            "S3-compatible storage that gets a copy of each backup; its credentials come as secrets.",
            [
                new(
                    "endpoint",
                    Url("Address of the storage, like https://s3.eu-central-1.amazonaws.com."),
                    Required: true
                ),
                new("bucket", Bucket("The bucket, which must be there."), Required: true),
                new("prefix", Prefix("Put before the name of each object."), Default: ""),
                new("region", Region("The storage's region."), Default: "us-east-1"),
            ]
        );
}
