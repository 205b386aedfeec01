using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace TshActions.Rig.Secrets;

/// <summary>Every secret that the program was given in this process, and every place where somebody else could read one.</summary>
public sealed partial class Canaries
{
    /// <summary>Inputs that come from secrets.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "ssh-key",
        "env-file",
        "registry-password",
        "backup-s3-key-id",
        "backup-s3-secret",
        "production-database",
        "staging-database",
        "production-ssh-key",
        "staging-ssh-key",
        "journal-ssh-key",
        "github-token",
        "telegram-token",
        "slack-token",
        "slack-webhook",
        "webhook-secret",
    ];

    private const int Shortest = 12;
    private const long Largest = 20_000_000;

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    // The rig's own, in its image and its commands: nobody's secret.
    private const string KnownToAll = "erp-rig-password";

    private readonly ConcurrentDictionary<string, string> _kinds = new();
    private readonly ConcurrentDictionary<string, byte> _given = new();
    private readonly ConcurrentQueue<string> _seen = new();

    public static Canaries Here { get; } = new();

    /// <summary>What must not be read anywhere, each a line of its own.</summary>
    public IReadOnlyCollection<string> All => [.. _kinds.Keys];

    /// <summary>Kinds of which there was one, be it the same as another kind's.</summary>
    public IReadOnlyCollection<string> Given => [.. _given.Keys];

    /// <summary>Where one was read; never which.</summary>
    public IReadOnlyCollection<string> Seen => [.. _seen];

    /// <param name="inputs">Of one run of the program.</param>
    /// <returns>What must not be read in anything that it leaves behind.</returns>
    public IReadOnlyList<string> Give(IEnumerable<KeyValuePair<string, string>> inputs)
    {
        List<string> given = [];
        foreach (var (input, value) in inputs)
        foreach (var piece in Kinds.Contains(input) ? Pieces(input, value) : [])
        {
            _kinds.TryAdd(piece, input);
            _given.TryAdd(input, 0);
            given.Add(piece);
        }
        return given;
    }

    public void Look(string where, string text, IEnumerable<string> given)
    {
        foreach (var piece in given)
            if (text.Contains(piece, StringComparison.Ordinal))
                Saw($"{where}: {_kinds[piece]}");
    }

    /// <summary>The same in a file, or in all files below a folder, that were written since.</summary>
    public void LookInFiles(FileSystemInfo place, DateTime since, IReadOnlyCollection<string> given)
    {
        if (!place.Exists || given.Count is 0)
            return;
        var any = SearchValues.Create([.. given], StringComparison.Ordinal);
        foreach (
            var file in place is DirectoryInfo folder
                ? folder.EnumerateFiles("*", Everywhere)
                : [(FileInfo)place]
        )
            if (Text(file, since) is { } text && text.AsSpan().ContainsAny(any))
                Look(file.FullName, text, given);
    }

    public void Saw(string where) => _seen.Enqueue(where);

    /// <returns>Null for what is older, data, or gone meanwhile.</returns>
    private static string? Text(FileInfo file, DateTime since)
    {
        try
        {
            return file.LastWriteTimeUtc >= since && file.Length is > 0 and < Largest
                ? File.ReadAllText(file.FullName)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The first line of a key only says what kind it is: every key of that kind begins with it.</summary>
    private static IEnumerable<string> Pieces(string input, string value) =>
        (
            input switch
            {
                _ when input.EndsWith("ssh-key") => value
                    .Split('\n')
                    .Where(line => !line.StartsWith('-'))
                    .Skip(1),
                "env-file" => value
                    .Split('\n')
                    .Select(line =>
                        Named().Match(line) is { Success: true } found ? found.Groups[1].Value : ""
                    ),
                _ when input.EndsWith("database") => [Password().Match(value).Groups[1].Value],
                _ => [value],
            }
        ).Where(piece => piece.Length >= Shortest && piece is not KnownToAll);

    [GeneratedRegex("^[A-Z0-9_]*(?:SECRET|TOKEN|KEY|PASSWORD)[A-Z0-9_]*=(.*)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"://[^:/@]*:([^@/]+)@")]
    private static partial Regex Password();
}
