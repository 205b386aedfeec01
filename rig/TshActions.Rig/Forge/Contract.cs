using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Forge;

/// <summary>
/// GitHub's published descriptions, asked about every exchange with the forge: what the program sends must be what GitHub
/// takes, and what the forge answers must be what GitHub would. One program of node for all forges of a process.
/// </summary>
public sealed class Contract
{
    private static readonly Lazy<Task<Contract>> Only = new(StartAsync);

    private static readonly SemaphoreSlim Turn = new(1);
    private readonly Process _node;

    private Contract(Process node) => _node = node;

    public static Task<Contract> ReadyAsync() => Only.Value;

    /// <summary>What does not fit; nothing where all does.</summary>
    public async Task<IReadOnlyList<string>> ComplainAsync(JsonObject exchange)
    {
        await Turn.WaitAsync();
        try
        {
            await _node.StandardInput.WriteLineAsync(exchange.ToJsonString());
            await _node.StandardInput.FlushAsync();
            var line =
                await _node.StandardOutput.ReadLineAsync()
                ?? throw new RigException(
                    $"The contract ended: {await _node.StandardError.ReadToEndAsync()}"
                );
            return JsonSerializer.Deserialize<string[]>(line)!;
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<Contract> StartAsync()
    {
        var folder = await NodeFolder.ReadyAsync("forge-contract");
        var node = ChildProcess.Start("node", [Path.Combine(folder, "contract.mjs")]);
        // It reads to the end of its input, which comes with ours.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.Kill();
        return new(node);
    }
}
