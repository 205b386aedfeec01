using TshActions.Core.Promotions;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;
using TshActions.Manifest;
using TshActions.Promotions;

namespace TshActions.Verbs;

/// <summary>Keeps the pull request open that brings what passed on staging to production, or back what production alone has.</summary>
internal static class Promote
{
    private const string Hotfix = "hotfix";

    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlaces()[0];
        run.Live = "not looked at: this verb speaks to GitHub alone";
        var production = place.Environment;
        if (production.Requires is not { } required)
            throw new BadInput(
                $"{production.Name} requires no other environment, so nothing is promoted to it",
                "name the environment that has `requires`"
            );
        var staging = place.Manifest.Environments.First(one => one.Name == required);
        using var api = run.GitHub();
        var pulls = new PullRequests(api);
        var look = new PromotionLook(api, place.Manifest, run.Time.GetUtcNow());
        return run.Inputs["direction"] is "back"
            ? await BackAsync(run, pulls, look, production, staging, cancel)
            : await ForwardAsync(run, pulls, look, staging, production, cancel);
    }

    private static async Task<Ending> ForwardAsync(
        VerbRun run,
        PullRequests pulls,
        PromotionLook look,
        EnvironmentSpec staging,
        EnvironmentSpec production,
        CancellationToken cancel
    )
    {
        OpenPull? open = null;
        Promotion? promotion = null;
        await run.Story.StepAsync(
            $"Look at what {staging.Branch} has that {production.Branch} lacks",
            async () =>
            {
                open = await pulls.FindAsync(staging.Branch, production.Branch, cancel);
                promotion = await look.ForwardAsync(
                    staging,
                    production,
                    open?.Labels.Any(label => label.Name is Hotfix) is true,
                    cancel
                );
                return promotion is null
                    ? "nothing"
                    : $"{promotion.Commits.Count + promotion.Untold} commits, {promotion.Files.Count} files; {promotion.Proof.Evidence}";
            }
        );
        if (promotion is null)
            return Nothing(run, open, $"{production.Branch} has all of {staging.Branch}");
        var title = open is null || IsOurs(open.Title) ? promotion.Title : open.Title;
        return await KeepAsync(
            run,
            pulls,
            open,
            new(
                title,
                PromotionBody.Write(promotion, open?.Body ?? ""),
                staging.Branch,
                production.Branch
            ),
            "let people tick what only they can, then merge it",
            cancel
        );
    }

    private static bool IsOurs(string title) =>
        title.StartsWith(Promotion.Prefix, StringComparison.Ordinal)
        || title.StartsWith("Hotfix: ", StringComparison.Ordinal)
            && title.Contains(" from ", StringComparison.Ordinal);

    private static async Task<Ending> BackAsync(
        VerbRun run,
        PullRequests pulls,
        PromotionLook look,
        EnvironmentSpec production,
        EnvironmentSpec staging,
        CancellationToken cancel
    )
    {
        OpenPull? open = null;
        BackMerge? back = null;
        await run.Story.StepAsync(
            $"Look at what {production.Branch} has that {staging.Branch} lacks",
            async () =>
            {
                open = await pulls.FindAsync(production.Branch, staging.Branch, cancel);
                back = await look.BackAsync(production, staging, cancel);
                return back is null
                    ? "nothing"
                    : $"{back.Commits.Count} commits, {back.Files} files differ";
            }
        );
        if (back is null)
            return Nothing(run, open, $"{staging.Branch} has all of {production.Branch}");
        if (open is not null && await pulls.GetAsync(open.Number, cancel) is { } seen)
            back = back with { Conflicts = seen.Mergeable is { } can ? !can : null };
        return await KeepAsync(
            run,
            pulls,
            open,
            new(back.Title, back.Body, production.Branch, staging.Branch),
            back.Conflicts is true
                ? $"it conflicts: merge {production.Branch} into {staging.Branch} on your machine, as its description says"
                : "merge it with a merge commit",
            cancel
        );
    }

    private static Ending Nothing(VerbRun run, OpenPull? open, string why)
    {
        run.Output("verdict", "pass");
        run.Output("changed", "false");
        run.Output("pull-request", open is null ? "" : $"{open.Number}");
        return run.End(
            ExitCode.Passed,
            why,
            open is null ? "nothing" : $"close #{open.Number}: nothing is left of it"
        );
    }

    private static async Task<Ending> KeepAsync(
        VerbRun run,
        PullRequests pulls,
        OpenPull? open,
        NewPull wanted,
        string next,
        CancellationToken cancel
    )
    {
        run.Output("verdict", "pass");
        var same =
            open is not null && open.Title == wanted.Title && Text(open.Body) == Text(wanted.Body);
        run.Story.Show(
            "Pull request",
            $"{(open is null ? "to open" : same ? $"#{open.Number}, as it should be" : $"#{open.Number}, to be written anew")}: {wanted.Title}\n\n{wanted.Body}"
        );
        if (run.Inputs.IsOn("plan-only"))
        {
            run.Output("changed", "false");
            return run.End(ExitCode.Passed, "the plan is shown above; nothing was changed", next);
        }
        if (!same)
            await run.Story.StepAsync(
                open is null ? "Open the pull request" : $"Update #{open.Number}",
                async () =>
                {
                    var made = open ?? await pulls.CreateAsync(wanted, cancel);
                    // One that another run opened meanwhile says what that run knew.
                    open =
                        made.Title == wanted.Title && Text(made.Body) == Text(wanted.Body)
                            ? made
                            : await pulls.UpdateAsync(
                                made.Number,
                                new(wanted.Title, wanted.Body),
                                cancel
                            );
                    return $"#{open.Number} {open.HtmlUrl}";
                }
            );
        run.Output("changed", same ? "false" : "true");
        run.Output("pull-request", $"{open!.Number}");
        run.Output("url", open.HtmlUrl);
        return run.End(
            ExitCode.Passed,
            $"#{open.Number} {(same ? "is as it should be" : "says what there is to know")}: {wanted.Title}",
            next
        );
    }

    /// <summary>GitHub keeps other line ends than it was given.</summary>
    private static string Text(string? body) => (body ?? "").ReplaceLineEndings("\n").TrimEnd();
}
