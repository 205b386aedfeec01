using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>What the checklist asks of an image and of the slot it runs in.</summary>
public static class ImageLines
{
    /// <param name="bytes">Of all layers, unpacked.</param>
    public static RowFinding Size(long bytes, long most)
    {
        if (bytes <= most)
            return new RowFinding.Good($"{bytes.AsSize}, {most.AsSize} at most");
        var (allowed, has) = Room.Of(most, bytes);
        return new RowFinding.Bad(
            $"{has}, more than {allowed}",
            "begin from a slim base, build in a stage of its own, and leave caches out; `docker history` shows which step is large"
        );
    }

    /// <param name="command">The manifest's own, which wins; null where it has none.</param>
    public static RowFinding HealthCheck(bool ofImage, string? command) =>
        (ofImage, command) switch
        {
            (_, not null) => new RowFinding.Good("`runtime.health` of the manifest"),
            (true, _) => new RowFinding.Good("its own HEALTHCHECK"),
            _ => new RowFinding.Bad(
                "neither the image nor the manifest has one: between deployments nobody asks it",
                "write HEALTHCHECK into the Dockerfile, or `runtime.health` into the manifest"
            ),
        };

    /// <param name="memory">Bytes; null: no limit.</param>
    public static RowFinding Limits(long? memory, double? cpus, int? pids)
    {
        List<string> missing =
        [
            .. memory is null ? ["memory"] : (string[])[],
            .. cpus is null ? ["cpus"] : (string[])[],
            .. pids is null ? ["pids"] : (string[])[],
        ];
        return missing.Count is 0
            ? new RowFinding.Good($"{memory!.Value.AsSize}, {cpus} CPUs, {pids} processes")
            : new RowFinding.Bad(
                $"no limit of {string.Join(", ", missing)}: a slot that runs wild takes the live one with it",
                $"set {string.Join(", ", missing.Select(name => $"`runtime.{name}`"))}"
            );
    }
}
