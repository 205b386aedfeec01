using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using TshActions.Core.Containers;
using TshActions.Core.Images;
using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Images;
using TshActions.Releases;
using TshActions.Ssh;

namespace TshActions.Runtimes;

/// <summary>Slots as containers. A release is an image; its folder on the host says which.</summary>
public sealed class DockerRuntime(AppHost app, Action<string> tell, TimeProvider time)
    : ISlotRuntime
{
    public async Task<string> UploadAsync(
        ReleaseId release,
        ReleaseSource source,
        CancellationToken cancel
    )
    {
        var tag = $"tsh/{app.Place.Manifest.App}-{app.Place.Environment.Name}:{release}";
        switch (source)
        {
            case ReleaseSource.Archive(var path, var shown):
                await using (var archive = await ImageArchive.OpenAsync(path, shown, cancel))
                {
                    await RequireUnchangedAsync(release, archive.Id.Text, cancel);
                    var shipped = await new ImageUpload(app.Leased, tell, time).SendAsync(
                        archive,
                        tag,
                        cancel
                    );
                    await KeepAsync(release, shipped.Id, archive.Id.Text, cancel);
                    return shipped.Note;
                }

            case ReleaseSource.Registry(var image, var login):
                await RequireUnchangedAsync(release, image.Reference, cancel);
                var info = await new RegistryPull(app.Leased).PullAsync(image, login, tag, cancel);
                await KeepAsync(release, info.Id, image.Reference, cancel);
                return $"image {info.Id.Short}, pulled from {image.Registry}";

            default:
                throw new UnreachableException("A container runs an image.");
        }
    }

    public int ListenPort(Slot slot) => SlotContainers.ListenPort(app.Place, slot);

    public string EnvironmentText(EnvironmentFile file)
    {
        var (text, problems) = DockerEnvironment.Write(file);
        return problems.Count is 0
            ? text
            : throw new BadInput(
                $"`env-file`: {string.Join("; ", problems)}",
                "mend these variables and run again"
            );
    }

    public async Task<IReadOnlyList<string>> WriteDeploymentAsync(
        Slot slot,
        string deployment,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        var image =
            (await ReadAsync(release, cancel)).Image
            ?? throw new RemoteCommandFailed(
                $"{app.Remote.Name} does not know the image of {release}",
                "deploy the release again, with its `image`",
                ""
            );
        var files = new SlotContainers(app.Place, slot, deployment, release, image)
            .Files.Select(file => (file.File, Written: Written(file.Arguments)))
            // Retention removes the image with the last deployment that names it.
            .Append((File: "image", Written: new ArgumentFile.Written($"{image}\n", image)))
            .ToList();
        var folder = ShellCommand.Quote($"{app.Place.Root}/deployments/{deployment}");
        var sent = await app.Remote.SendAsync(
            ShellCommand.Script($"umask 077; mkdir -p {folder} && tar -xf - -C {folder}"),
            async stream =>
            {
                await using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
                foreach (var (name, written) in files)
                    await tar.WriteEntryAsync(
                        new UstarTarEntry(TarEntryType.RegularFile, name)
                        {
                            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(written.Text)),
                            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                        },
                        cancel
                    );
            },
            cancel
        );
        return sent.Succeeded
            ? [.. files.Select(file => $"{file.File} {file.Written.Spec}")]
            : throw app.Failed("write the containers' arguments", sent);
    }

    public async Task<string> DiagnosisAsync(Slot slot, CancellationToken cancel)
    {
        var seen = await app.Remote.RunAsync(
            ShellCommand.Script(
                $"{app.Leased.Look("container_says", app.Place.Container(slot), "30")}; df -h {ShellCommand.Quote(app.Place.Root)}"
            ),
            AppHost.Soon,
            cancel
        );
        return seen.Output + seen.Error;
    }

    private static ArgumentFile.Written Written(IReadOnlyList<string> arguments) =>
        ArgumentFile.Of(arguments) switch
        {
            ArgumentFile.Written written => written,
            ArgumentFile.Refused(var argument) => throw new BadInput(
                $"`{argument.ReplaceLineEndings("\\n")}` has several lines, which an argument of a container cannot have",
                "write it in one line in the manifest, or start a script of the image"
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>A release never changes: its name may be in use in a slot, in the journal and in answers.</summary>
    private async Task RequireUnchangedAsync(
        ReleaseId release,
        string from,
        CancellationToken cancel
    )
    {
        if ((await ReadAsync(release, cancel)).From is { } known && known != from)
            throw new BadInput(
                $"{app.Remote.Name} has a release {release} already, made from {known}, and this one is {from}",
                "give each image a release name of its own, like the commit"
            );
    }

    private async Task<(Digest? Image, string? From)> ReadAsync(
        ReleaseId release,
        CancellationToken cancel
    )
    {
        var said = await app.Remote.RunAsync(
            ShellCommand.Of("cat", $"{app.Place.ReleaseFolder(release.Text)}/image"),
            AppHost.Soon,
            cancel
        );
        return said.Succeeded && said.Output.Trim().Split('\n') is [var image, var from]
            ? (Digest.Parse(image), from)
            : (null, null);
    }

    private async Task KeepAsync(
        ReleaseId release,
        Digest image,
        string from,
        CancellationToken cancel
    )
    {
        var folder = ShellCommand.Quote(app.Place.ReleaseFolder(release.Text));
        var put = ShellCommand.Script(
            $"mkdir -p {folder} && cat >{folder}/image.next && mv {folder}/image.next {folder}/image"
        );
        var sent = await app.Remote.SendTextAsync(put, $"{image}\n{from}\n", cancel);
        if (!sent.Succeeded)
            throw app.Failed("record the release's image", sent);
    }
}
