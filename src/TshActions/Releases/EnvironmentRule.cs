using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Runtimes;

namespace TshActions.Releases;

/// <summary>
/// A release that is live already may come with another environment file, such as a rotated secret. It is not applied
/// under the running release, and must not be passed over in silence either.
/// </summary>
internal static class EnvironmentRule
{
    public static async Task<Decision> CheckAsync(
        AppHost app,
        Decision nothingToDo,
        SlotState live,
        Candidate candidate,
        ISlotRuntime runtime,
        CancellationToken cancel
    )
    {
        if (candidate.Environment is not { } given || live.Deployment is not { } deployment)
            return nothingToDo;
        var file = ShellCommand.Quote($"{app.Place.Root}/deployments/{deployment}/app.env");
        var there = await app.MustAsync(
            "compare the environment file with the live one",
            ShellCommand.Script($"sha256sum <{file}"),
            AppHost.Soon,
            cancel
        );
        var text = runtime.EnvironmentText(given);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return there.Output.StartsWith(digest)
            ? nothingToDo
            : new Decision.Refusal(
                ExitCode.VerdictFail,
                $"{candidate.Release} is live with another environment file than this one",
                $"give the release with this environment an id of its own, such as {candidate.Release}-2"
            );
    }
}
