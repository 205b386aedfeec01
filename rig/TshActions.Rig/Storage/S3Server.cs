using System.Text.Json.Nodes;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Storage;

/// <summary>Throw-away S3-compatible storage: Ceph's object gateway in a container.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly string _name = $"tsh-rig-storage-{Guid.NewGuid().ToString("N")[..8]}";

    private S3Server() { }

    public string KeyId { get; private set; } = "";

    public string Secret { get; private set; } = "";

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public static async Task<S3Server> StartAsync(CancellationToken cancel)
    {
        var server = new S3Server();
        try
        {
            await server.BootAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() =>
        await DockerCli.RunAsync(["rm", "-fv", _name], CancellationToken.None);

    private async Task BootAsync(CancellationToken cancel)
    {
        var script = Path.Combine(RepositoryRoot.Find(), "rig", "storage-image");
        var image = await ProgramRun.RunAsync(script, [], feed: null, cancel);
        if (!image.Succeeded)
            throw new RigException($"{script} failed:\n{image.Text()}");
        string[] run =
        [
            "run",
            "-d",
            "--name",
            _name,
            .. VpsOwner.Current.DockerFlags,
            "-p",
            "127.0.0.1::7480",
            image.Output.Trim(),
        ];
        await DockerCli.RequireAsync(run, cancel);
        var port = await DockerCli.RequireAsync(["port", _name, "7480/tcp"], cancel);
        Endpoint = new Uri($"http://{port.Split('\n')[0]}");
        await WaitAsync(cancel);
        // It makes them itself: in an argument of ours everybody could read them.
        var user = await DockerCli.RequireAsync(["exec", _name, "cat", "/run/user.json"], cancel);
        var keys = JsonNode.Parse(user)!["keys"]![0]!;
        (KeyId, Secret) = ((string)keys["access_key"]!, (string)keys["secret_key"]!);
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Deadline);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(Endpoint, limit.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                var log = await DockerCli.RunAsync(["logs", "--tail", "20", _name], cancel);
                throw new RigException($"The storage did not come up:\n{log.Text()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }
}
