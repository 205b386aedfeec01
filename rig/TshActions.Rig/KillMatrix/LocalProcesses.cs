using System.Globalization;

namespace TshActions.Rig.KillMatrix;

/// <summary>Processes of this machine, by what stands on their command line.</summary>
public static class LocalProcesses
{
    public static IReadOnlyList<int> Naming(string part, string program) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(name => char.IsAsciiDigit(name![0]))
                .Where(name =>
                    CommandLine(name!) is var line
                    && line.StartsWith(program)
                    && line.Contains(part)
                )
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
        ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
