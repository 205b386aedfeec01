using TshActions.Core.Init;
using TshActions.Core.Reports;
using TshActions.Init;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>
/// Prepares a repository: says what it found, shows which files it would write, writes them, and says what is left to
/// the team. A file of theirs is never overwritten unless they name it.
/// </summary>
internal static class Init
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        if (run.Inputs.IsOn("upgrade"))
            return Upgrade.Tell(run);

        run.Live = "as before: no host was asked";
        var checkout = CheckoutReader.Read(run.InWorkspace("."));
        run.At(checkout.Remote ?? "this folder");
        var replace = Names(run.Inputs["replace"]);
        var search = AppSearch.In(checkout, run.Inputs["path"]);
        List<string> wrong = [.. WrongNames(replace), .. Wrong(search, run.Inputs["path"])];
        var kept = Kept(run, replace, wrong);
        if (kept is null)
            wrong.AddRange(Unusable(checkout, run.Inputs));
        else
            wrong.AddRange(KeptManifest.Contradicted(kept, run.Inputs));
        if (search is not AppSearch.One(var found) || wrong.Count > 0)
            throw new BadInput(
                string.Join("; ", wrong),
                "mend what is named, then run this again; nothing was written"
            );

        var sites = NginxSites.In(checkout);
        var reader = new AnswersReader(checkout, found, sites);
        var keys = new HostKeys(run);
        var answers = kept is not null ? reader.FromManifest(kept) : reader.FromInputs(run.Inputs);
        run.At(
            string.Join(
                ", ",
                new[] { answers.App, found.Folder, checkout.Remote }.Where(part =>
                    part is { Length: > 0 }
                )
            )
        );
        run.Story.Say($"Found: {found.Text}");
        if (kept is null && !run.Inputs.IsOn("plan-only"))
            answers = await keys.PinAsync(answers, cancel);

        var plan = InitPlan.Of(
            answers,
            OurFiles.All,
            Existing(run),
            [
                .. checkout
                    .Texts.Where(file => file.Key.StartsWith(".github/workflows/"))
                    .OrderBy(file => file.Key, StringComparer.Ordinal)
                    .Select(file =>
                        OtherWorkflow.Of(
                            file.Key,
                            file.Value,
                            answers.Environments.Select(one => one.Branch)
                        )
                    ),
            ],
            replace,
            [.. keys.Left, .. InitNotes.Of(answers, sites, checkout.Branches)]
        );
        Show(run, plan);
        return run.Inputs.IsOn("plan-only") ? Shown(run) : Write(run, plan);
    }

    /// <summary>With plan-only all ends here.</summary>
    public static Ending Shown(VerbRun run) =>
        run.End(
            ExitCode.Passed,
            "the plan is shown above; nothing was changed",
            "run without plan-only to carry it out"
        );

    private static HashSet<string> Names(string list) =>
        [
            .. list.Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
        ];

    /// <summary>The manifest that is there and stays; null where a new one is written.</summary>
    private static DeployManifest? Kept(VerbRun run, HashSet<string> replace, List<string> wrong)
    {
        if (replace.Contains(InitPlan.Manifest) || !run.IsThere(InitPlan.Manifest))
            return null;
        try
        {
            return run.ReadManifest(InitPlan.Manifest);
        }
        catch (BadInput error)
        {
            wrong.Add(error.Message);
            return null;
        }
    }

    private static IEnumerable<string> WrongNames(IEnumerable<string> replace)
    {
        // A file that is only ever added to is never overwritten.
        var ours = InitPlan.Paths.Where(path => path is not SettingsFile.Path).ToList();
        if (replace.Except(ours).ToList() is [_, ..] others)
            yield return $"`replace` names {string.Join(", ", others)}; it may name: {string.Join(", ", ours)}";
    }

    /// <summary>Of a new manifest: what no single input shows.</summary>
    private static IEnumerable<string> Unusable(Checkout checkout, Inputs inputs)
    {
        var branch = AnswersReader.Branch(checkout, inputs, "production");
        if (AnswersReader.Branch(checkout, inputs, "staging") == branch)
            yield return $"staging and production both deploy from `{branch}`: give each its own, with `--staging-branch` or `--production-branch`";
        foreach (var name in InitNotes.Called)
            if (
                inputs[$"{name}-host-key-fingerprint"].Length > 0
                && inputs[$"{name}-host"].Length is 0
            )
                yield return $"`{name}-host-key-fingerprint` is of no host: name it with `--{name}-host`";
    }

    private static IEnumerable<string> Wrong(AppSearch search, string path) =>
        search switch
        {
            AppSearch.Several(var apps) =>
            [
                $"the repository has several applications: name one with `--path`: {Named(apps)}",
            ],
            AppSearch.NoSuchFolder(var apps) =>
            [
                $"`path` is `{path}`, and there is no such folder{(apps.Count is 0 ? "" : $"; applications lie in: {Named(apps)}")}",
            ],
            _ => [],
        };

    private static string Named(IEnumerable<FoundApp> apps) =>
        string.Join(
            ", ",
            apps.Select(app => $"{(app.Folder.Length is 0 ? "." : app.Folder)} ({app.Language})")
        );

    private static Dictionary<string, string> Existing(VerbRun run) =>
        InitPlan
            .Paths.Where(run.IsThere)
            .ToDictionary(path => path, path => CheckoutReader.TextOf(run.InWorkspace(path)) ?? "");

    private static void Show(VerbRun run, InitPlan plan)
    {
        run.Story.Show("Files", $"Plan:\n{PlannedFile.Table(plan.Files)}");
        run.Story.Show(
            "Left to you",
            $"Left to you:\n{string.Join('\n', plan.LeftToYou.Select((left, at) => $"  {at + 1}. {left}"))}"
        );
    }

    private static Ending Write(VerbRun run, InitPlan plan)
    {
        var written = 0;
        foreach (var file in plan.Files)
            if (file.Text is { } text)
            {
                FileWriter.Write(run, file.Path, text, file.State is not FileState.New);
                written++;
            }

        return run.End(
            ExitCode.Passed,
            written is 0
                ? "there was nothing to write; nothing was changed"
                : $"{written} file{(written is 1 ? "" : "s")} written",
            $"1. do what is left to you, listed above; 2. follow {SetupGuide.Path}; 3. commit on a branch and open a pull request"
        );
    }
}
