namespace TshActions.Core.Init;

/// <summary>All files, in the order in which they are told and written.</summary>
public sealed record InitPlan(IReadOnlyList<PlannedFile> Files, IReadOnlyList<string> LeftToYou)
{
    public const string Manifest = ".github/tsh.yml";

    /// <summary>Those that are written at all, and so may be replaced.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        Manifest,
        .. Caller.All.Select(caller => caller.Path).Distinct(),
        PullRequestTemplate.Path,
        SettingsFile.Path,
        SetupGuide.Path,
    ];

    /// <param name="ours">Our callers and the ruleset, by name.</param>
    /// <param name="existing">Texts of those of <see cref="Paths"/> that are there.</param>
    /// <param name="notes">What is left to the team beside what the files show.</param>
    public static InitPlan Of(
        Answers answers,
        IReadOnlyDictionary<string, string> ours,
        IReadOnlyDictionary<string, string> existing,
        IReadOnlyList<OtherWorkflow> workflows,
        IReadOnlySet<string> replace,
        IEnumerable<string> notes
    )
    {
        List<PlannedFile> files =
        [
            Planned(Manifest, "what this application is", ManifestDraft.Of(answers)),
            .. Caller
                .All.Where(caller => caller.For(answers.Found))
                .Select(caller =>
                    Planned(caller.Path, caller.Why, caller.Fit(ours[caller.Source], answers))
                ),
            Planned(
                PullRequestTemplate.Path,
                "what a pull request says",
                PullRequestTemplate.Of(answers)
            ),
            SettingsOf(answers, existing.GetValueOrDefault(SettingsFile.Path)),
            Planned(
                SetupGuide.Path,
                "what to set up on GitHub and the hosts",
                SetupGuide.Of(answers, ours["branch-rules.json"])
            ),
        ];
        files.AddRange(
            workflows
                .Where(workflow => files.TrueForAll(file => file.Path != workflow.Path))
                .Select(workflow => new PlannedFile(
                    workflow.Path,
                    FileState.Theirs,
                    workflow.Deploys is { } sign ? $"deploys, too: `{sign}`" : "not touched",
                    null
                ))
        );
        return new(files, [.. Left(files, existing, workflows), .. notes]);

        PlannedFile Planned(string path, string why, string text) =>
            PlannedFile.Of(path, why, text, existing.GetValueOrDefault(path), replace);
    }

    private static PlannedFile SettingsOf(Answers answers, string? existing) =>
        SettingsFile.With(answers, existing) switch
        {
            Settings.Merged(var text, _) when existing is null => new(
                SettingsFile.Path,
                FileState.New,
                "what a coding agent may do here",
                text
            ),
            Settings.Merged(_, []) => new(
                SettingsFile.Path,
                FileState.Same,
                "what a coding agent may do here",
                null
            ),
            Settings.Merged(var text, var added) => new(
                SettingsFile.Path,
                FileState.Adds,
                "keeps all it has, and gets",
                text
            )
            {
                Added = added,
            },
            Settings.Unreadable(var why) => new(
                SettingsFile.Path,
                FileState.Differs,
                $"stays as it is: {why}",
                null
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static IEnumerable<string> Left(
        List<PlannedFile> files,
        IReadOnlyDictionary<string, string> existing,
        IReadOnlyList<OtherWorkflow> workflows
    )
    {
        var manifest = files[0].Text ?? existing[Manifest];
        foreach (var (line, number) in manifest.Split('\n').Select((line, at) => (line, at + 1)))
            if (line.Contains(ManifestDraft.Mark))
                yield return $"{Manifest}:{number + 1}: {line.Trim()[ManifestDraft.Mark.Length..]}";
        foreach (var file in files.Where(file => file.Text?.Contains(Caller.Missing) is true))
            yield return $"{file.Path}: your tests; until then its job `test` fails";
        foreach (var file in files.Where(file => file.State is FileState.Differs))
            yield return file.Path is SettingsFile.Path
                ? $"{file.Path}: mend it and run again, then what it lacks is added"
                : $"{file.Path}: there with other content, and left alone; `--replace {file.Path}` writes ours";
        foreach (var workflow in workflows.Where(workflow => workflow.Deploys is not null))
            yield return $"{workflow.Path}: deploys on a push to the same branches (`{workflow.Deploys}`): take that out before the first deployment";
    }
}
