using System.IO.Compression;
using System.Security.Cryptography;
using TshActions.Core.Images;
using TshActions.Images;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Images;

/// <summary>Archives written by a real docker, against what that docker says of the image.</summary>
public sealed class RealArchiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task A_saved_image_is_read_as_docker_knows_it_plain_and_compressed()
    {
        if (await DockerCli.WhyUnusableAsync(Cancel) is { } why)
            Missing.Report(why);
        var folder = Directory.CreateTempSubdirectory("tsh-archive-");
        var tag = $"tsh-rig-archive:{Guid.NewGuid().ToString("N")[..8]}";
        try
        {
            // The same file twice makes two equal layers, which docker saves as one and a link.
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "same"), "same", Cancel);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "Dockerfile"),
                "FROM debian:bookworm-slim\nCOPY same /same\nCOPY same /same\nEXPOSE 8000 9000/udp\nUSER nobody\nHEALTHCHECK CMD true\n",
                Cancel
            );
            await DockerCli.RequireAsync(["build", "-q", "-t", tag, folder.FullName], Cancel);
            var plain = Path.Combine(folder.FullName, "plain.tar");
            await DockerCli.RequireAsync(["save", "-o", plain, tag], Cancel);
            var zipped = Path.Combine(folder.FullName, "zipped");
            await ZipAsync(plain, zipped);
            var id = await SaysAsync(tag, "{{.Id}}");
            var layers = (await SaysAsync(tag, "{{join .RootFS.Layers \" \"}}")).Split(' ');
            layers.Length.ShouldBe(3);
            layers[1].ShouldBe(layers[2]);

            foreach (var path in new[] { plain, zipped })
            {
                await using var archive = await ImageArchive.OpenAsync(path, path, Cancel);

                archive.Id.Text.ShouldBe(id);
                archive.Tags.ShouldBe([tag]);
                archive.Config.Platform.ShouldBe(new ImagePlatform("linux", "amd64", ""));
                archive.Config.HasHealthCheck.ShouldBeTrue();
                archive.Config.ExposedPorts.ShouldBe(["8000/tcp", "9000/udp"]);
                archive.Config.User.ShouldBe("nobody");
                archive.Layers.Select(layer => layer.Id.Text).ShouldBe(layers);
                foreach (var layer in archive.Layers)
                    Convert
                        .ToHexStringLower(await SHA256.HashDataAsync(archive.Open(layer), Cancel))
                        .ShouldBe(layer.Id.Hex);
            }
        }
        finally
        {
            await DockerCli.RunAsync(["rmi", tag], CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task An_archive_of_several_images_is_refused_by_their_names()
    {
        if (await DockerCli.WhyUnusableAsync(Cancel) is { } why)
            Missing.Report(why);
        var folder = Directory.CreateTempSubdirectory("tsh-archive-");
        try
        {
            var path = Path.Combine(folder.FullName, "two.tar");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "Dockerfile"),
                "FROM scratch\nCOPY Dockerfile /\n",
                Cancel
            );
            foreach (var tag in new[] { "tsh-rig-a:1", "tsh-rig-b:2" })
                await DockerCli.RequireAsync(
                    ["build", "-q", "--label", $"of={tag}", "-t", tag, folder.FullName],
                    Cancel
                );
            await DockerCli.RequireAsync(
                ["save", "-o", path, "tsh-rig-a:1", "tsh-rig-b:2"],
                Cancel
            );

            var error = await Should.ThrowAsync<BadInput>(() =>
                ImageArchive.OpenAsync(path, "two.tar", Cancel)
            );

            error.Message.ShouldStartWith("`image` is `two.tar`, which holds several images: ");
            error.Message.ShouldContain("tsh-rig-a:1");
            error.Message.ShouldContain("tsh-rig-b:2");
        }
        finally
        {
            await DockerCli.RunAsync(["rmi", "tsh-rig-a:1", "tsh-rig-b:2"], CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static Task<string> SaysAsync(string tag, string format) =>
        DockerCli.RequireAsync(["image", "inspect", "-f", format, tag], Cancel);

    private static async Task ZipAsync(string from, string to)
    {
        await using var source = File.OpenRead(from);
        await using var zip = new GZipStream(File.Create(to), CompressionLevel.Fastest);
        await source.CopyToAsync(zip, Cancel);
    }
}
