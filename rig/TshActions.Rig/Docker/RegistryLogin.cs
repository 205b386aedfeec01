namespace TshActions.Rig.Docker;

/// <summary>This machine's docker, signed in at a registry in a folder of its own, so that the user's login stays as it is.</summary>
internal sealed class RegistryLogin : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tsh-rig-login-");

    private RegistryLogin() { }

    /// <exception cref="RigException">Refused.</exception>
    public static async Task<RegistryLogin> OpenAsync(
        string address,
        string user,
        string password,
        CancellationToken cancel
    )
    {
        var login = new RegistryLogin();
        try
        {
            string[] arguments = ["login", address, "--username", user, "--password-stdin"];
            await login.RequireAsync(arguments, cancel, password);
            return login;
        }
        catch
        {
            login.Dispose();
            throw;
        }
    }

    /// <summary>Runs <c>docker …</c> as signed in, which must succeed, and returns its output.</summary>
    public async Task<string> RequireAsync(
        IReadOnlyList<string> arguments,
        CancellationToken cancel,
        string input = ""
    )
    {
        var result = await DockerCli.RunAsync(
            ["--config", _folder.FullName, .. arguments],
            input,
            cancel
        );
        return result.Succeeded
            ? result.Output
            : throw new RigException(
                $"docker {string.Join(' ', arguments)} failed with exit code {result.ExitCode}:\n{result.Text()}"
            );
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
