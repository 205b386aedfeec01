using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using TshActions.Backups;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;
using TshActions.Rig.Storage;
using static TshActions.RigTests.Database.DatabaseBench;

namespace TshActions.RigTests.Database;

/// <summary>A backup on its way to S3-compatible storage (Ceph's gateway), and where its secrets may not appear.</summary>
public sealed class BackupCopyTests(DatabaseBench bench)
    : IClassFixture<DatabaseBench>,
        IAsyncLifetime
{
    private const string Bucket = "backups";

    private S3Server _server = null!;
    private AmazonS3Client _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await bench.StartFreshAsync();
        _server = await S3Server.StartAsync(Cancel);
        _client = new AmazonS3Client(
            new BasicAWSCredentials(_server.KeyId, _server.Secret),
            new AmazonS3Config
            {
                ServiceURL = _server.Endpoint.ToString(),
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
            }
        );
        await _client.PutBucketAsync(Bucket, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task The_copy_is_the_backup_and_no_secret_is_seen_on_the_way()
    {
        await bench.SqlAsync(
            "set role erp; create table goods as select i, md5(i::text) || md5((-i)::text) as name from generate_series(1, 400000) i"
        );
        await using var watch = await ArgumentWatch.StartAsync(bench.Vps, Cancel);

        await bench.SettleAsync(bench.Host);
        var migrated = await bench.MigrateAsync("alembic upgrade head");
        var made = await new Backup(bench.Host).MakeAsync(
            Deployment,
            "first",
            0.5,
            TimeSpan.FromSeconds(120),
            Cancel
        );
        using var store = Store();
        var key = await new Backup(bench.Host).CopyAsync(made, store, Cancel);
        var (here, there) = await watch.EndAsync(Cancel);

        key.ShouldBe("erp/production/first.dump");
        // More than one part.
        made.Bytes.ShouldBeGreaterThan(9 << 20);
        using var copy = await _client.GetObjectAsync(Bucket, key, Cancel);
        Convert
            .ToHexStringLower(await SHA256.HashDataAsync(copy.ResponseStream, Cancel))
            .ShouldBe(made.Sha256);
        there.ShouldContain(line => line.Contains("pg_dump -Fc"));
        there.ShouldContain(line => line.Contains("psql -XqAtw"));
        here.ShouldContain(line => line.Contains("read_backup"));
        foreach (var secret in new[] { Password, _server.Secret, _server.KeyId })
        {
            here.Where(line => line.Contains(secret) && !line.Contains("storage")).ShouldBeEmpty();
            there.ShouldNotContain(line => line.Contains(secret));
            (migrated.Output + migrated.Error).ShouldNotContain(secret);
            var found = await DockerCli.RunAsync(
                [
                    "exec",
                    "-i",
                    bench.Vps.Name,
                    "sh",
                    "-c",
                    "grep -rlFf /dev/stdin /var/lib/tsh /tmp /var/tmp /home /root /etc /var/log 2>/dev/null; true",
                ],
                secret + "\n",
                Cancel
            );
            found
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldAllBe(path =>
                    secret == Password
                    && (
                        path.EndsWith("/app.env")
                        || path.EndsWith("/pg.env")
                        || path.EndsWith("/app.env.first")
                    )
                );
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_backup_that_is_cut_or_changed_on_its_way_becomes_no_object()
    {
        using var store = Store();
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));

        var cut = await Should.ThrowAsync<ActionException>(() =>
            store.PutAsync(
                "cut.dump",
                new MemoryStream(bytes, 0, 60_000),
                bytes.Length,
                hash,
                Cancel
            )
        );
        bytes[70_000] ^= 1;
        var changed = await Should.ThrowAsync<ActionException>(() =>
            store.PutAsync("changed.dump", new MemoryStream(bytes), bytes.Length, hash, Cancel)
        );

        cut.Message.ShouldContain("60000 bytes of 100000");
        changed.Message.ShouldContain("its hash is not the one the host counted");
        (
            (await _client.ListObjectsV2Async(new() { BucketName = Bucket }, Cancel)).S3Objects
            ?? []
        ).ShouldBeEmpty();
        (
            (await _client.ListMultipartUploadsAsync(Bucket, Cancel)).MultipartUploads ?? []
        ).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task What_the_storage_refuses_is_told_in_plain_words()
    {
        async Task<string> SaysAsync(S3Store store)
        {
            using (store)
            {
                var failed = await Should.ThrowAsync<ActionException>(() =>
                    store.PutAsync("x.dump", new MemoryStream([1]), 1, "", Cancel)
                );
                (failed.Message + failed.Advice).ShouldNotContain(_server.Secret);
                return failed.Message;
            }
        }

        (await SaysAsync(Store(bucket: "nowhere"))).ShouldContain("has no bucket nowhere");
        (await SaysAsync(Store(secret: "wrong"))).ShouldContain(
            "does not accept `backup-s3-secret`"
        );
        (await SaysAsync(Store(keyId: "nobody"))).ShouldContain("does not know the key");
        (await SaysAsync(Store(endpoint: "http://127.0.0.1:9"))).ShouldContain(
            "cannot be reached: Connection refused"
        );
    }

    private S3Store Store(
        string? bucket = null,
        string? keyId = null,
        string? secret = null,
        string? endpoint = null
    ) =>
        new(
            endpoint is null ? _server.Endpoint : new Uri(endpoint),
            bucket ?? Bucket,
            "erp/production",
            "us-east-1",
            keyId ?? _server.KeyId,
            secret ?? _server.Secret
        );
}
