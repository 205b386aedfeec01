using System.Runtime.InteropServices;

namespace TshActions.Rig.KillMatrix;

/// <summary>Signals by their numbers on Linux (signal(7)).</summary>
public enum Signal
{
    /// <summary>Sends nothing.</summary>
    None = 0,
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static class NativeMethods
{
    // The runtime itself sends nothing but SIGKILL, and a program started to send a signal comes too late.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int SendSignal(int process, int signal);
}
