using TshActions.Core.Preflight;

namespace TshActions.Host;

/// <summary>Reads what `tsh-host room` printed. What it did not print, or not as a number, was not measured.</summary>
public static class RoomReading
{
    private const string Unlimited = "unlimited";

    public static HostRoom Read(string host, string output)
    {
        var said = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words.ElementAtOrDefault(1) ?? "");
        return new HostRoom(
            host,
            Number("memory.available"),
            Number("swap.free"),
            Number("live.memory"),
            Number("idle.memory"),
            Disk("root"),
            Disk("docker"),
            said["docker.disk"].FirstOrDefault() is "shared",
            Number("files.free"),
            Database()
        )
        {
            Docker = new(
                said["docker.live-restore"].FirstOrDefault() switch
                {
                    "true" => true,
                    "false" => false,
                    _ => null,
                },
                said["docker.proxy"].FirstOrDefault() is "running"
            ),
        };

        long? Number(string key) =>
            said[key].FirstOrDefault() is not { } text ? null
            : text is Unlimited ? long.MaxValue
            : long.TryParse(text, out var number) && number >= 0 ? number
            : null;

        DiskRoom Disk(string name) => new(Number($"disk.{name}"), Number($"inodes.{name}"));

        DatabaseRoom Database() =>
            (Number("database.max"), Number("database.reserved"), Number("database.now")) switch
            {
                ({ } max, { } reserved, { } now) => new DatabaseRoom.Measured(
                    (int)max,
                    (int)reserved,
                    (int)now,
                    (int)(Number("database.idle") ?? 0)
                ),
                _ => new DatabaseRoom.Unknown(
                    said["database"].FirstOrDefault() is { } why && why.StartsWith("unknown ")
                        ? why["unknown ".Length..]
                        : "the host did not tell"
                ),
            };
    }
}
