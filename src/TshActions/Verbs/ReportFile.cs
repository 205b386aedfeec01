namespace TshActions.Verbs;

/// <summary>
/// Writes the report so that the runner's own user can read and delete it later: in a container action we are root and
/// the workspace is not ours.
/// </summary>
internal static class ReportFile
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    private const UnixFileMode Enter =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Write(string path, string text)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(folder.FullName, Everybody | Enter);
        File.SetUnixFileMode(path, Everybody);
    }
}
