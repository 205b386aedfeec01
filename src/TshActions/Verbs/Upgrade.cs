using TshActions.Core.Init;
using TshActions.Core.Reports;
using TshActions.Init;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>`tsh init --upgrade`: a manifest of an older version, converted in place, the old one beside it.</summary>
internal static class Upgrade
{
    private const string Old = $"{InitPlan.Manifest}.old";

    /// <exception cref="BadInput">There is nothing to convert, or only the team can say what is meant.</exception>
    public static Ending Tell(VerbRun run)
    {
        if (Others(run) is [_, ..] others)
            throw new BadInput(
                $"`upgrade` converts the manifest and does nothing else, and there are: {string.Join(", ", others)}",
                "leave them out, or leave `--upgrade` out"
            );
        run.At(InitPlan.Manifest);
        run.Live = "as before: no host was asked";
        var text =
            CheckoutReader.TextOf(run.InWorkspace(InitPlan.Manifest))
            ?? throw new BadInput(
                $"there is no manifest at {InitPlan.Manifest}",
                "call this in the folder of your repository; `tsh init` writes a first one"
            );
        switch (ManifestUpgrade.Of(text))
        {
            case Upgraded.Refused(var problems):
                throw Refused(run, problems, "mend it, then run this again; nothing was changed");
            case Upgraded.Converted(var now, var left):
                run.Story.Show(InitPlan.Manifest, LineDiff.Of(text, now));
                run.Story.Say("");
                return left.Count > 0
                    ? throw Refused(
                        run,
                        left,
                        "it would look as shown above, with these problems left: mend them in the old one, then run this again; nothing was changed"
                    )
                    : Write(run, text, now);
            default:
                return run.End(
                    ExitCode.Passed,
                    $"it is of the present version, {ManifestVersion.Current}, already; nothing was changed",
                    "nothing"
                );
        }
    }

    private static List<string> Others(VerbRun run) =>
        [
            .. RepositoryVerbs
                .Init.Inputs.Where(input => !input.Switch && run.Inputs[input.Name].Length > 0)
                .Select(input => $"`{input.Name}`"),
        ];

    private static Ending Write(VerbRun run, string text, string now)
    {
        if (run.Inputs.IsOn("plan-only"))
            return Init.Shown(run);
        if ((CheckoutReader.TextOf(run.InWorkspace(Old)) ?? text) != text)
            throw new BadInput(
                $"{Old} is there already, with another manifest in it",
                "move it away, then run this again; nothing was changed"
            );
        FileWriter.Write(run, Old, text, replace: true);
        FileWriter.Write(run, InitPlan.Manifest, now, replace: true);
        return run.End(
            ExitCode.Passed,
            $"it is of version {ManifestVersion.Current} now; the old one is {Old}",
            "look through the difference above, commit it, and remove the old one"
        );
    }

    private static BadInput Refused(VerbRun run, IReadOnlyList<Problem> problems, string advice)
    {
        foreach (var problem in problems)
            run.Story.Say(problem.Text(InitPlan.Manifest));
        return new(
            $"{InitPlan.Manifest} cannot be converted as it stands: {problems.Count} problem{(problems.Count is 1 ? "" : "s")}, listed above",
            advice
        );
    }
}
