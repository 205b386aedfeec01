using System.Globalization;

namespace TshActions.Rig.Docker;

/// <summary>The process that started a VPS, written on it as labels: who is gone left a container behind.</summary>
internal sealed record VpsOwner(int Pid, string Space)
{
    public const string RigLabel = "sh.tsh.rig";
    public const string PidLabel = "sh.tsh.rig.owner";
    public const string SpaceLabel = "sh.tsh.rig.space";

    public static VpsOwner Current { get; } = new(Environment.ProcessId, ThisSpace());

    public IReadOnlyList<string> DockerFlags =>
        [
            "--label",
            $"{RigLabel}=1",
            "--label",
            $"{PidLabel}={Pid}",
            "--label",
            $"{SpaceLabel}={Space}",
        ];

    /// <summary>Null for labels this class did not write.</summary>
    public static VpsOwner? Read(string pid, string space) =>
        int.TryParse(pid, CultureInfo.InvariantCulture, out var number) && space.Length > 0
            ? new VpsOwner(number, space)
            : null;

    /// <summary>
    /// A process id means something only where it was given: seen from another container that shares this docker
    /// daemon, each of our live processes would look dead. Only after a restart of the machine is every owner gone.
    /// </summary>
    public bool IsGone()
    {
        if (Boot(Space) != Boot(Current.Space))
        {
            return true;
        }

        return Space == Current.Space && !Directory.Exists($"/proc/{Pid}");
    }

    private static string Boot(string space) => space.Split('/')[0];

    private static string ThisSpace()
    {
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        return $"{boot}/{new FileInfo("/proc/self/ns/pid").LinkTarget}";
    }
}
