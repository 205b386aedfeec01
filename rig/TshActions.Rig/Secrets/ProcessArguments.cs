namespace TshActions.Rig.Secrets;

/// <summary>The command lines of all processes of this machine, those in its containers among them.</summary>
public static class ProcessArguments
{
    public static void AddTo(HashSet<string> seen)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
            if (char.IsAsciiDigit(Path.GetFileName(process)[0]))
                seen.Add(Read(process));
    }

    private static string Read(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
