using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Notices;

/// <summary>What the services themselves publish: their clients' types, and the library that verifies a signature.</summary>
public sealed partial class NoticeContract
{
    private static readonly Lazy<Task<NoticeContract>> Only = new(FetchAsync);

    private readonly string _folder;

    private NoticeContract(string folder) => _folder = folder;

    public static Task<NoticeContract> ReadyAsync() => Only.Value;

    /// <summary>Holds requests against the types of the services' own clients.</summary>
    /// <param name="said">Method and body of each.</param>
    /// <returns>What the compiler says, by the number of the request; nothing where all fits.</returns>
    public async Task<ILookup<int, string>> ComplainAsync(
        IEnumerable<(string Method, string Body)> said,
        CancellationToken cancel
    )
    {
        var here = Directory.CreateTempSubdirectory("tsh-contract-").FullName;
        try
        {
            Directory.CreateSymbolicLink(
                Path.Combine(here, "node_modules"),
                Path.Combine(_folder, "node_modules")
            );
            foreach (var file in (string[])["package.json", "tsconfig.json"])
                File.Copy(Path.Combine(_folder, file), Path.Combine(here, file));
            var head = await File.ReadAllTextAsync(Path.Combine(_folder, "head.ts"), cancel);
            var lines = said.Select(
                (one, index) => $"export const said{index}: Shapes[\"{one.Method}\"] = {one.Body};"
            );
            await File.WriteAllTextAsync(
                Path.Combine(here, "said.ts"),
                head + string.Join('\n', lines),
                cancel
            );
            var compiled = await ProgramRun.RunAsync(
                "node",
                [
                    Path.Combine(_folder, "node_modules", "typescript", "bin", "tsc"),
                    "--project",
                    here,
                ],
                feed: null,
                cancel
            );
            var complaints = Complaint().Matches(compiled.Output);
            if (!compiled.Succeeded && complaints.Count is 0)
                throw new RigException($"No judgement:\n{compiled.Text()}");
            return complaints.ToLookup(
                one => int.Parse(one.Groups[1].ValueSpan) - 1 - head.Count(sign => sign is '\n'),
                one => one.Groups[2].Value
            );
        }
        finally
        {
            Directory.Delete(here, recursive: true);
        }
    }

    /// <returns>`ok`, or why the specification's own library refuses it; for each.</returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(
        IEnumerable<JsonObject> webhooks,
        CancellationToken cancel
    )
    {
        var ran = await ProgramRun.RunAsync(
            "node",
            [Path.Combine(_folder, "verify.mjs")],
            ProgramRun.Feed(
                string.Concat(webhooks.Select(webhook => webhook.ToJsonString() + "\n")),
                cancel
            ),
            cancel
        );
        return ran.Succeeded
            ? ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new RigException($"No verification:\n{ran.Text()}");
    }

    [GeneratedRegex(@"said\.ts\(([0-9]+),[0-9]+\): (.*)")]
    private static partial Regex Complaint();

    private static async Task<NoticeContract> FetchAsync() =>
        new(await NodeFolder.ReadyAsync("notice-contract"));
}
