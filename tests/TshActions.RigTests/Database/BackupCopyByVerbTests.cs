using Amazon.Runtime;
using Amazon.S3;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;
using TshActions.Rig.Storage;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Setup;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Database;

/// <summary>The whole verb, as a program of its own, copies the backup to S3-compatible storage (Ceph's gateway).</summary>
[Collection(ProcessHostCollection.Name)]
public sealed class BackupCopyByVerbTests(ProcessHost host)
{
    private const string Bucket = "backups";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 300_000)]
    public async Task A_deployment_copies_its_backup_and_its_secret_is_nowhere_on_the_host_or_in_the_log()
    {
        await host.StartWarmAsync();
        await using var server = await S3Server.StartAsync(Cancel);
        using var client = await BucketAsync(server);
        await CopyToAsync(server);
        await Bench.BuildReleaseAsync("copied");
        await using var watch = await ArgumentWatch.StartAsync(host.Vps, Cancel);

        var deployed = await DeployAsync("copied", server.KeyId, server.Secret);
        var (here, there) = await watch.EndAsync(Cancel);

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        var key = (await client.ListObjectsV2Async(new() { BucketName = Bucket }, Cancel))
            .S3Objects.ShouldHaveSingleItem()
            .Key;
        key.ShouldMatch("^erp/.*-copied\\.dump$");
        deployed.Log.ShouldContain($", copied to {key}");
        using var copy = await client.GetObjectAsync(Bucket, key, Cancel);
        var sum = Convert.ToHexStringLower(
            await System.Security.Cryptography.SHA256.HashDataAsync(copy.ResponseStream, Cancel)
        );
        (
            await host.Vps.ShellAsync(
                $"sha256sum {ProcessHost.Root}/backups/{key["erp/".Length..]}",
                Cancel
            )
        ).ShouldStartWith(sum);

        // The watches watched.
        here.ShouldContain(line => line.Contains("ssh -F none"));
        there.ShouldContain(line => line.Contains("pg_dump -Fc"));
        (await FilesWithAsync("planted-to-be-found")).ShouldBeEmpty();
        await host.Vps.WriteFileAsync("/var/tmp/planted", "planted-to-be-found", Cancel);
        (await FilesWithAsync("planted-to-be-found")).ShouldBe("/var/tmp/planted");
        await host.Vps.ShellAsync("rm /var/tmp/planted", Cancel);
        here.ShouldNotContain(line => line.Contains(server.Secret));
        there.ShouldNotContain(line => line.Contains(server.Secret));
        deployed.Log.ShouldNotContain(server.Secret);
        deployed.Summary.ShouldNotContain(server.Secret);
        (await FilesWithAsync(server.Secret)).ShouldBe("");
        foreach (var report in Directory.EnumerateFiles(Path.Combine(Bench.Workspace, ".tsh")))
            (await File.ReadAllTextAsync(report, Cancel)).ShouldNotContain(server.Secret);
        deployed.LeftNothing();
    }

    [Fact(Timeout = 300_000)]
    public async Task Without_its_secret_no_host_is_touched_and_with_a_wrong_one_the_release_of_before_stays()
    {
        await host.StartWarmAsync();
        await using var server = await S3Server.StartAsync(Cancel);
        using var client = await BucketAsync(server);
        await CopyToAsync(server);
        await Bench.BuildReleaseAsync("uncopied");
        var before = await HostPicture.OfTshAsync(host.Vps);

        var missing = await DeployAsync("uncopied", server.KeyId, "");
        missing.ExitCode.ShouldBe(2, missing.Log);
        missing.Log.ShouldContain("`backup-s3-key-id` or `backup-s3-secret` is empty");
        (await HostPicture.OfTshAsync(host.Vps)).ShouldShowTheSameAs(before);

        var wrong = await DeployAsync("uncopied", server.KeyId, "no-such-secret");
        wrong.ExitCode.ShouldNotBe(0, wrong.Log);
        wrong.Log.ShouldContain("does not accept `backup-s3-secret`");
        wrong.Log.ShouldNotContain("no-such-secret");
        wrong.Log.ShouldNotContain("→ Migrate");
        wrong.Outputs["live-release"].ShouldBe("v2");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    private Task<ProgramEnd> DeployAsync(string release, string keyId, string secret) =>
        TshProgram.RunAsync(
            Bench,
            "deploy-slot",
            ("release", release),
            ("path", release),
            ("env-file", Bench.EnvFile),
            ("confirm", "self"),
            ("backup-s3-key-id", keyId),
            ("backup-s3-secret", secret)
        );

    private Task CopyToAsync(S3Server server) =>
        Bench.WriteManifestAsync(manifest =>
            ProcessHost
                .Usual(manifest)
                .Replace(
                    "backup: { keep: 2 }",
                    $"backup: {{ keep: 2, s3: {{ endpoint: \"{server.Endpoint}\", bucket: {Bucket}, prefix: erp }} }}"
                )
        );

    private static async Task<AmazonS3Client> BucketAsync(S3Server server)
    {
        var client = new AmazonS3Client(
            new BasicAWSCredentials(server.KeyId, server.Secret),
            new AmazonS3Config
            {
                ServiceURL = server.Endpoint.ToString(),
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
            }
        );
        await client.PutBucketAsync(Bucket, Cancel);
        return client;
    }

    /// <summary>What is looked for comes as a stream, or the search would find itself.</summary>
    private async Task<string> FilesWithAsync(string text)
    {
        ProcessResult found = await DockerCli.RunAsync(
            [
                "exec",
                "-i",
                host.Vps.Name,
                "sh",
                "-c",
                "grep -rlFf /dev/stdin /var/lib/tsh /tmp /var/tmp /home /root /etc /var/log 2>/dev/null; true",
            ],
            text + "\n",
            Cancel
        );
        return found.Output.Trim();
    }
}
