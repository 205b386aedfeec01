namespace TshActions.RigTests.Ssh;

/// <summary>What a connection has on this machine while it lives, and must not have when it is over.</summary>
internal static class SshTraces
{
    /// <summary>Private folders of connections made with this key; no two tests at a time have the same.</summary>
    public static IReadOnlyList<string> FoldersWith(string privateKey) =>
        [
            .. Directory
                .EnumerateDirectories(Path.GetTempPath(), "tsh-*")
                .Where(folder => Read(Path.Combine(folder, "key")).Trim() == privateKey.Trim()),
        ];

    /// <summary>Programs that name a path below the folder: ssh itself, and the shared connection behind it.</summary>
    public static IReadOnlyList<string> ProcessesIn(string folder) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
                .Select(process => Read(Path.Combine(process, "cmdline")).Replace('\0', ' '))
                .Where(command => command.StartsWith("ssh") && command.Contains(folder + "/")),
        ];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
