using TshActions.Verbs;

namespace TshActions.Init;

/// <summary>Writes files of a repository; one that is there is never overwritten by accident.</summary>
internal static class FileWriter
{
    /// <param name="replace">Whether one that is there may go.</param>
    /// <exception cref="BadInput">It cannot be written.</exception>
    public static void Write(VerbRun run, string name, string text, bool replace)
    {
        var path = run.InWorkspace(name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = new StreamWriter(
                path,
                new FileStreamOptions
                {
                    Mode = replace ? FileMode.Create : FileMode.CreateNew,
                    Access = FileAccess.Write,
                }
            );
            writer.Write(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInput(
                $"{name} cannot be written: {error.Message.TrimEnd('.')}",
                "see whose it is and what stands there, then run this again: what was written before it stays and is not written twice"
            );
        }

        run.Story.Say($"✓ {name}");
    }
}
