using System.Globalization;

namespace TshActions.Core.Containers;

/// <summary>The most a container may take of its host; null: no limit.</summary>
/// <param name="Memory">Bytes.</param>
/// <param name="Cpus">Processors, like 1.5.</param>
/// <param name="Pids">Processes and threads.</param>
/// <param name="LogMaxSize">Bytes of one log file; docker itself has no cap and fills the disk.</param>
/// <param name="LogMaxFiles">Log files kept.</param>
public sealed record ContainerLimits(
    long? Memory,
    double? Cpus,
    int? Pids,
    long LogMaxSize,
    int LogMaxFiles
)
{
    internal IEnumerable<string> Flags =>
        [
            .. Flag("--memory", Memory),
            .. Flag("--cpus", Cpus),
            .. Flag("--pids-limit", Pids),
            "--log-driver",
            "json-file",
            "--log-opt",
            string.Create(CultureInfo.InvariantCulture, $"max-size={LogMaxSize}"),
            "--log-opt",
            string.Create(CultureInfo.InvariantCulture, $"max-file={LogMaxFiles}"),
        ];

    private static string[] Flag<T>(string name, T? value)
        where T : struct, IFormattable =>
        value is { } given ? [name, given.ToString(null, CultureInfo.InvariantCulture)] : [];
}
