using TshActions.Core.Images;
using TshActions.Host;
using TshActions.Ssh;

namespace TshActions.Images;

/// <summary>Who signs in at a registry.</summary>
public sealed record RegistryLogin(string User, string Password);

/// <summary>Lets a host pull an image by digest.</summary>
public sealed class RegistryPull(LeasedHost host)
{
    /// <summary>The password goes over standard input only, and docker forgets it before this ends.</summary>
    /// <param name="login">Null for an image everybody may pull.</param>
    /// <param name="tag">The name the image gets on the host, so that no clean-up there takes it for waste.</param>
    /// <exception cref="RemoteCommandFailed">With the registry's own words.</exception>
    public async Task<ImageInfo> PullAsync(
        ImageSource.InRegistry image,
        RegistryLogin? login,
        string tag,
        CancellationToken cancel
    )
    {
        var pulled = await host.Remote.SendTextAsync(
            host.Change("image_pull", image.Reference, tag, login?.User ?? ""),
            login?.Password ?? "",
            cancel
        );
        if (!pulled.Succeeded)
        {
            var words = pulled.Output + pulled.Error;
            var (message, advice) = pulled.ExitCode is 6
                ? RegistryFailure.Explain(image, host.Remote.Name, login?.User, words)
                : (
                    $"{host.Remote.Name} could not pull {image.Reference}",
                    "the host's own words stand above"
                );
            throw new RemoteCommandFailed(message, advice, words);
        }

        var info =
            ImageInfo.Read(pulled.Output)
            ?? throw new RemoteCommandFailed(
                $"docker on {host.Remote.Name} does not say what it pulled",
                "docker's own words stand above",
                pulled.Output + pulled.Error
            );
        // A digest of one platform is pulled on any, and then dies with `exec format error`.
        return info.Platform.RunsOn(info.Host)
            ? info
            : throw new BadInput(
                $"{image.Reference} was built for {info.Platform}, and {host.Remote.Name} runs {info.Host}",
                $"build it with `--platform {info.Host}`, or give the digest of the whole index instead of one platform's"
            );
    }
}
