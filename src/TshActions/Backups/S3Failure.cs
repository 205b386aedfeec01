using Amazon.Runtime;
using TshActions.Core.Reports;

namespace TshActions.Backups;

/// <summary>Says in plain words why the storage did not take a backup.</summary>
internal static class S3Failure
{
    public static ActionException Explain(Uri endpoint, string bucket, Exception error) =>
        error switch
        {
            AmazonServiceException { ErrorCode: "NoSuchBucket" } => Failed(
                $"{endpoint} has no bucket {bucket}",
                "make the bucket, or correct `backup.s3.bucket` in the manifest"
            ),
            AmazonServiceException { ErrorCode: "InvalidAccessKeyId" } => Failed(
                $"{endpoint} does not know the key of `backup-s3-key-id`",
                "give the key's id as the storage shows it"
            ),
            AmazonServiceException { ErrorCode: "SignatureDoesNotMatch" } => Failed(
                $"{endpoint} does not accept `backup-s3-secret` for the key of `backup-s3-key-id`",
                "give the secret that belongs to this key, and the storage's own `backup.s3.region`"
            ),
            AmazonServiceException { ErrorCode: "AccessDenied" } => Failed(
                $"the key of `backup-s3-key-id` may not write to bucket {bucket} of {endpoint}",
                "let it put, read and abort multipart uploads there: s3:PutObject, s3:GetObject, s3:AbortMultipartUpload"
            ),
            AmazonServiceException { ErrorCode: { Length: > 0 } code } => Failed(
                $"{endpoint} did not take the backup: {code}",
                "the storage's own documentation explains this code; the backup is on the host all the same"
            ),
            _ => Failed(
                $"{endpoint} cannot be reached: {Innermost(error)}",
                "check `backup.s3.endpoint` in the manifest, and that the storage lets this machine in; the backup is on the host all the same"
            ),
        };

    public static ActionException Incomplete(string key, long there, long bytes) =>
        Failed(
            $"the copy {key} has {there} bytes of {bytes}",
            "run again; the backup is on the host all the same"
        );

    public static ActionException Changed(string key) =>
        Failed(
            $"the backup changed on its way to {key}: its hash is not the one the host counted",
            "run again; when it comes back, check the host's disk"
        );

    private static ActionException Failed(string what, string advice) =>
        new(ExitCode.Host, what, advice);

    private static string Innermost(Exception error) =>
        error.InnerException is { } inner ? Innermost(inner) : error.Message;
}
