using TshActions.Rig.Docker;

namespace TshActions.Rig.KillMatrix;

/// <summary>Looks for the canary and the private key wherever they could have been left.</summary>
internal sealed class SecretHunt(MatrixStage stage, IReadOnlyList<string> secrets)
{
    // A container's environment stands in docker's own files (SECURITY.md), and for the moment of a health check in
    // runc's, which only root reads.
    // What is searched for goes in as a stream, or the search would find itself.
    private const string Files =
        "grep -rlFf /dev/stdin /var/lib/tsh /tmp /var/tmp /home /root /run 2>/dev/null | grep -vE '^/var/lib/tsh/[^/]+/[^/]+/deployments/[^/]+/(app|pg)[.]env$|^/run/containerd/|^/tmp/runc-process[0-9]+$'; true";

    private const string Journal =
        "journalctl --sync; exec 3<&0; journalctl -q -a -o cat --no-pager --since '-15 min' </dev/null | grep -cFf /dev/fd/3; true";

    public static async Task<SecretHunt> PrepareAsync(
        MatrixStage stage,
        CancellationToken cancel
    ) =>
        new(
            stage,
            [
                stage.Canary,
                // The first line of a key says only what kind of key it is.
                .. (await stage.PrivateKeyAsync(cancel))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line => !line.StartsWith("-----", StringComparison.Ordinal))
                    .Skip(1),
            ]
        );

    public async Task<IReadOnlyList<string>> OnHostAsync(CancellationToken cancel)
    {
        List<string> found = [];
        foreach (
            var file in (await SearchAsync(Files, cancel)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            )
        )
            found.Add($"a secret is left in {file} on the host");
        if (await SearchAsync(Journal, cancel) is not "0")
            found.Add("a secret stands in the host's journal");
        return found;
    }

    /// <summary>What a run left on this machine.</summary>
    public IReadOnlyList<string> OfRun(TshChild child, bool killed)
    {
        List<string> found = [];
        if (Holds(child.Log))
            found.Add("a secret stands in the log");
        found.AddRange(
            child
                .RunnerFiles.Where(file => Holds(child.ReadText(file)))
                .Select(file => $"a secret stands in the runner's {file}")
        );
        var reports = Path.Combine(stage.Workspace, ".tsh");
        if (Directory.Exists(reports))
            found.AddRange(
                Directory
                    .EnumerateFiles(reports)
                    .Where(file => Holds(File.ReadAllText(file)))
                    .Select(file => $"a secret stands in {Path.GetFileName(file)}")
            );
        // Nobody can tidy up behind SIGKILL; there the folder goes with its container.
        if (!killed && Directory.Exists(child.TempFolder))
            found.AddRange(
                Directory
                    .EnumerateFileSystemEntries(child.TempFolder, "*", SearchOption.AllDirectories)
                    .Select(file => $"{Path.GetFileName(file)} is left in the temporary folder")
            );
        return found;
    }

    public IReadOnlyList<string> InArguments(IEnumerable<string> commandLines, string where) =>
        commandLines.Any(Holds) ? [$"a secret stood in the arguments of a process {where}"] : [];

    private bool Holds(string text) => secrets.Any(text.Contains);

    private async Task<string> SearchAsync(string script, CancellationToken cancel)
    {
        var found = await DockerCli.RunAsync(
            ["exec", "-i", stage.Vps.Name, "sh", "-c", script],
            string.Join('\n', secrets) + "\n",
            cancel
        );
        return found.Output.Trim();
    }
}
