using TshActions.Core.Preflight;
using TshActions.Core.Releases;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>What an environment is known by, from the inputs of a run.</summary>
internal static class Marks
{
    /// <exception cref="BadInput">The environment file cannot be read.</exception>
    public static EnvironmentMarks Of(VerbRun run)
    {
        var place = run.FindPlaces()[0];
        return EnvironmentMarks.Of(
            File(run),
            place.Manifest.Database.Variable,
            [.. place.Environment.Hosts.Select(host => host.Address)],
            PrivateKeyText.Fingerprint(run.Inputs["ssh-key"])
        );
    }

    /// <returns>Null where none was given.</returns>
    /// <exception cref="BadInput">It is no environment file.</exception>
    public static EnvironmentFile? File(VerbRun run)
    {
        if (run.Inputs["env-file"] is not { Length: > 0 } text)
            return null;
        var (file, problems) = EnvironmentFile.Parse(text);
        foreach (var value in SecretValues.Of(file))
            run.Story.Hide(value);
        return problems.Count is 0
            ? file
            : throw new BadInput(
                $"`env-file` cannot be read: {string.Join("; ", problems)}",
                "write KEY=VALUE lines"
            );
    }
}
