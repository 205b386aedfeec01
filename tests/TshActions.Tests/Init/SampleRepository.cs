using System.Text;
using TshActions.Core.Reports;
using TshActions.Init;
using TshActions.Ssh;
using TshActions.Verbs;

namespace TshActions.Tests.Init;

/// <summary>A copy of one of `samples/` in a folder of its own, and `tsh init` called in it.</summary>
internal sealed class SampleRepository : IDisposable
{
    public const string Key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE183NDPjdayy7XsJ11nSMxWlhwqw1auZM4HkD7/WmmJ";

    public static readonly string Fingerprint = HostKey.Parse(Key).Fingerprint;

    private const string Samples = "tests/TshActions.Tests/Init/samples";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tsh-init-");

    public SampleRepository(string name)
    {
        // The folder's own name is part of what is found.
        Root = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Root);
        foreach (var file in Repository.Files($"{Samples}/{name}"))
            // git keeps no folder of that name.
            Write(
                Path.GetRelativePath($"{Samples}/{name}", file).Replace("_git/", ".git/"),
                Repository.Read(file)
            );
    }

    public string Root { get; }

    /// <summary>What each host shows as its key; null: nobody answers.</summary>
    public string? ShownKey { get; set; } = Key;

    public IReadOnlyList<string> Asked => _asked;

    private readonly List<string> _asked = [];

    public Task<(int Code, string Log)> InitAsync(params string[] options) =>
        AnsweredAsync(null, options);

    /// <summary>Called in one of its folders.</summary>
    public Task<(int Code, string Log)> InAsync(string folder) =>
        AnsweredAsync(null, [], Path.Combine(Root, folder));

    /// <param name="typed">What the person at the terminal types; null: nobody is there.</param>
    public Task<(int Code, string Log)> AnsweredAsync(string? typed, params string[] options) =>
        AnsweredAsync(typed, options, Root);

    private async Task<(int Code, string Log)> AnsweredAsync(
        string? typed,
        string[] options,
        string folder
    )
    {
        await using var log = new StringWriter();
        var around = new Surroundings(
            new Dictionary<string, string>(),
            log,
            TimeProvider.System,
            folder
        )
        {
            In = typed is null ? null : new StringReader(typed),
            ReadHostKey = (address, port, _) =>
            {
                _asked.Add($"{address}:{port}");
                return Task.FromResult(ShownKey is { } key ? HostKey.Parse(key) : null);
            },
        };
        var code = await CommandLine.InvokeAsync(
            ["init", .. options],
            around,
            CancellationToken.None
        );
        return (code, log.ToString());
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public bool Has(string path) => File.Exists(Path.Combine(Root, path));

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Every file with its text.</summary>
    public Dictionary<string, string> Picture() =>
        Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Root, file), File.ReadAllText);

    /// <summary>What came since a picture was taken; of a caller only what differs from the one it was made of.</summary>
    public string NewSince(Dictionary<string, string> before)
    {
        var tree = new StringBuilder();
        foreach (var (path, text) in Picture().OrderBy(file => file.Key, StringComparer.Ordinal))
            if (before.GetValueOrDefault(path) != text)
                tree.Append($"=== {path}\n{Told(path, text)}\n");
        return tree.ToString();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Told(string path, string text)
    {
        if (!path.StartsWith(".github/workflows/"))
            return text;
        // Each begins with a line of its own.
        var source = OurFiles.All.First(ours => ours.Value.Split('\n')[0] == text.Split('\n')[0]);
        return source.Value == text
            ? $"(workflows/{source.Key}, as it is)\n"
            : $"(workflows/{source.Key}, but for)\n{LineDiff.Of(source.Value, text)}\n";
    }
}
