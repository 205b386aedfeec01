namespace TshActions.Rig.DropTest;

/// <summary>How busy this machine is besides: clients, host and application share its cores, and all wait in one queue.</summary>
internal static class MachineLoad
{
    private const string File = "/proc/loadavg";

    public static string Text()
    {
        var cores = Environment.ProcessorCount;
        var load = System.IO.File.Exists(File)
            ? System.IO.File.ReadAllText(File).Split(' ')[1]
            : "unknown";
        return $"Machine: {cores} cores, load average over five minutes {load}.";
    }
}
