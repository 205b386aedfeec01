using TshActions.Rig.Docker;

namespace TshActions.Rig.Erp;

/// <summary>A release of the sample ERP as a folder ready to be deployed.</summary>
public sealed record ErpRelease(string Folder, ErpSwitches Switches)
{
    private const string CompiledFolder = "__pycache__";

    /// <summary>Copies rig/erp to a folder that does not exist yet or is empty, and writes its switches.</summary>
    public static async Task<ErpRelease> BuildAsync(
        string folder,
        ErpSwitches switches,
        CancellationToken cancel
    )
    {
        var target = Directory.CreateDirectory(folder);
        if (target.EnumerateFileSystemInfos().Any())
        {
            throw new RigException(
                $"{folder} is not empty: a release mixed with an older one is neither of them."
            );
        }

        Copy(new DirectoryInfo(Path.Combine(RepositoryRoot.Find(), "rig", "erp")), target, cancel);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "switches.env"),
            switches.ToEnvironmentFile(),
            cancel
        );
        return new ErpRelease(target.FullName, switches);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (
            var folder in from.EnumerateDirectories().Where(folder => folder.Name != CompiledFolder)
        )
        {
            Copy(folder, to.CreateSubdirectory(folder.Name), cancel);
        }
    }
}
