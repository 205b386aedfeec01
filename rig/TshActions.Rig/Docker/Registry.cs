using System.Diagnostics;

namespace TshActions.Rig.Docker;

/// <summary>A docker registry in a container: TLS with a certificate of its own, one user, a password.</summary>
public sealed class Registry : IAsyncDisposable
{
    /// <summary>The one user.</summary>
    public const string User = "rig";

    private const string Port = "5000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly string _name = $"tsh-rig-registry-{Guid.NewGuid().ToString("N")[..8]}";

    private Registry() { }

    /// <summary>As a VPS reaches it: the first part of an image's name there.</summary>
    public string Address { get; private set; } = "";

    /// <summary>As this machine reaches it; docker checks no certificate of 127.0.0.1.</summary>
    public string LocalAddress { get; private set; } = "";

    /// <summary>Made by the registry itself.</summary>
    public string Password { get; private set; } = "";

    /// <summary>What a VPS must trust: PEM, for <see cref="Address"/>.</summary>
    public string Certificate { get; private set; } = "";

    /// <exception cref="RigException">It did not come up.</exception>
    public static async Task<Registry> StartAsync(CancellationToken cancel)
    {
        var image = await RigImage.RegistryTagAsync(cancel);
        var registry = new Registry();
        try
        {
            await registry.RunAsync(image, cancel);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Pushes an image of this machine and says what it is there.</summary>
    /// <param name="tag">On this machine.</param>
    /// <param name="name">In the registry, without its address: <c>tsh/erp</c>.</param>
    /// <exception cref="RigException">It was refused.</exception>
    public async Task<PushedImage> PushAsync(string tag, string name, CancellationToken cancel)
    {
        var remote = $"{LocalAddress}/{name}:{tag.Split(':')[^1]}";
        using var login = await RegistryLogin.OpenAsync(LocalAddress, User, Password, cancel);
        await DockerCli.RequireAsync(["tag", tag, remote], cancel);
        try
        {
            var said = await login.RequireAsync(["push", remote], cancel);
            // "v1: digest: sha256:… size: 1156"
            var words = said.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var digest = words.SkipWhile(word => word != "digest:").Skip(1).FirstOrDefault();
            return digest is not null
                ? new PushedImage($"{Address}/{name}", digest)
                : throw new RigException($"docker push of {remote} told no digest:\n{said}");
        }
        finally
        {
            await DockerCli.RunAsync(["rmi", remote], CancellationToken.None);
        }
    }

    /// <summary>Lets the docker of a VPS trust the certificate; it needs no restart.</summary>
    public Task TrustOnAsync(Vps vps, CancellationToken cancel) =>
        vps.WriteFileAsync($"/etc/docker/certs.d/{Address}/ca.crt", Certificate, cancel);

    public async ValueTask DisposeAsync() =>
        await DockerCli.RunAsync(["rm", "-fv", _name], CancellationToken.None);

    private async Task RunAsync(string image, CancellationToken cancel)
    {
        string[] run = ["run", "-d", "--name", _name, "-p", $"127.0.0.1::{Port}"];
        await DockerCli.RequireAsync([.. run, .. VpsOwner.Current.DockerFlags, image], cancel);
        LocalAddress = await DockerCli.RequireAsync(["port", _name, $"{Port}/tcp"], cancel);
        await WaitAsync(cancel);

        var address = await DockerCli.RequireAsync(["exec", _name, "hostname", "-i"], cancel);
        Address = $"{address}:{Port}";
        Password = await DockerCli.RequireAsync(["exec", _name, "cat", Made("password")], cancel);
        Certificate = await DockerCli.RequireAsync(
            ["exec", _name, "cat", Made("certificate")],
            cancel
        );
    }

    private static string Made(string file) => $"/run/registry/{file}";

    // 1388 is port 5000, 0A is LISTEN; it makes its password and certificate before it listens.
    private async Task WaitAsync(CancellationToken cancel)
    {
        const string look = "grep -Eqi ':1388 [0-9a-f]+:0000 0A' /proc/net/tcp /proc/net/tcp6";
        var begin = Stopwatch.GetTimestamp();
        while (!(await DockerCli.RunAsync(["exec", _name, "sh", "-c", look], cancel)).Succeeded)
        {
            if (Stopwatch.GetElapsedTime(begin) > Patience)
            {
                var log = await DockerCli.RunAsync(["logs", "--tail", "20", _name], cancel);
                throw new RigException(
                    $"The registry {_name} is not up after {Patience.TotalSeconds:0} s:\n{log.Text()}"
                );
            }

            await Task.Delay(Between, cancel);
        }
    }
}
