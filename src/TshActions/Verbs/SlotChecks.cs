using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>Asks the checks of one host, of the application and of the host itself.</summary>
internal sealed class SlotChecks(VerbRun run, Member member)
{
    // An answer that was wrong once, just after a start, is asked for again; a scenario counts its own tries.
    private const int Tries = 3;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly HostChecks _host = new(member.App);

    private GatePolicy Gate => member.App.Place.Environment.Gate;

    private IReadOnlyList<Check> All => Gate.Checks;

    /// <summary>Every check of a moment, also after one has failed.</summary>
    public async Task<IReadOnlyList<CheckResult>> AskAllAsync(
        Slot slot,
        string release,
        CancellationToken cancel
    )
    {
        List<CheckResult> results = [];
        foreach (var check in All.Where(check => check.Moment is not Moment.AfterSwitch))
        {
            var result = await AskAsync(check, slot, release, cancel);
            for (
                var tries = 1;
                tries < Tries
                    && check is not (Check.Walk or Check.Logs)
                    && result.Finding is Finding.Failed or Finding.Error;
                tries++
            )
            {
                await Task.Delay(Between, run.Time, cancel);
                result = await AskAsync(check, slot, release, cancel);
            }

            results.Add(result);
            run.Story.Say($"  {Sign(check, result)} {result.Check}: {result.Detail}{member.On}");
        }

        return results;
    }

    /// <summary>What the gauges of the bake say already now; it warns and keeps nobody from traffic.</summary>
    public async Task<IReadOnlyList<CheckResult>> ForecastAsync(Slot slot, CancellationToken cancel)
    {
        var gauges = Gate.Bake.Gauges.Where(GaugeForecast.CanTell).ToList();
        if (gauges.Count is 0)
            return [];
        var facts = await _host.LookAsync(slot, member.App.Place.Root, cancel);
        List<CheckResult> results = [.. gauges.Select(gauge => GaugeForecast.Judge(gauge, facts))];
        foreach (var result in results.Where(result => result.Finding is not Finding.Passed))
            run.Story.Say($"  ! {result.Check}: {result.Detail}{member.On}");
        return results;
    }

    public async Task<CheckResult> AskAsync(
        Check check,
        Slot slot,
        string release,
        CancellationToken cancel
    )
    {
        if (AppChecks.Asks(check))
            return await new AppChecks(
                member.Remote,
                member.App.Place,
                run.Secrets(check is Check.Walk walk ? walk.Secrets : []),
                run.Time
            ).AskAsync(check, slot, release, cancel);
        var answered = await _host.AskAsync(check, slot, Gate.Timeout, cancel);
        foreach (var exhibit in answered.Foreign)
            run.Story.Foreign(exhibit.Title, exhibit.Text);
        return answered.Result;
    }

    /// <summary>What keeps a slot from traffic: closed, so that what was not found to be well is not.</summary>
    public IReadOnlyList<CheckResult> Blocking(IReadOnlyList<CheckResult> results) =>
        [
            .. results.Where(result =>
                result.Finding is not (Finding.Passed or Finding.Warning)
                && All.First(check => check.Name == result.Check).OnFailure is Weight.Fail
            ),
        ];

    private static string Sign(Check check, CheckResult result) =>
        result.Finding switch
        {
            Finding.Passed => "✓",
            Finding.Failed
            or Finding.Error
            or Finding.Inconclusive when check.OnFailure is Weight.Fail => "✗",
            _ => "!",
        };
}
