using TshActions.Core.Journal;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>One host of the fleet during a run.</summary>
internal sealed record Member(AppHost App, Prober Prober, IRemoteHost Remote) : IAsyncDisposable
{
    public string Name => App.Name;

    /// <summary>` on NAME` where the environment has several hosts.</summary>
    public string On { get; init; } = "";

    /// <summary>The right to change it; null until it is taken, and in runs that only look.</summary>
    public Lease? Lease { get; set; }

    /// <summary>Whether this run told the host something else of the app than it knew before.</summary>
    public bool ToldAnew { get; set; }

    /// <summary>What a person should know of this host before a plan is carried out.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Whether what is live there waited, when the lease was taken, to be confirmed or taken back.</summary>
    public bool IsUnconfirmed => Lease?.Open is { IsUnconfirmed: true };

    /// <summary>What this run did about it, in the words of an ending; null: nothing yet.</summary>
    public string? Settled { get; set; }

    /// <summary>Whether only a person may take it back: the release before does not fit the database any more.</summary>
    public bool MustNotGoBack => Lease?.Open is { IsUnconfirmed: true, HoldsOnSilence: true };

    /// <summary>Whether its guard takes traffic back when nobody hears it any more.</summary>
    public bool GoesBackWhenSilent =>
        Lease?.Open is { IsUnconfirmed: true, HoldsOnSilence: false, Phase: Phase.Armed };

    /// <summary>What becomes of it when nobody hears it any more.</summary>
    public string WhenSilent =>
        $"the host was not heard again. "
        + (
            GoesBackWhenSilent
                ? $"Its guard takes the traffic back to {Lease!.Open!.From.Name} within {App.Place.Manifest.Lease.TotalSeconds:0} s"
                : "What is live there stays"
        );

    /// <summary>What is live where the run ends before the unconfirmed release is confirmed or taken back.</summary>
    public string Unsettled =>
        Settled is { } done ? $"{done}{On}"
        : Lease?.Open is not { } open ? $"unknown{On}"
        : GoesBackWhenSilent
            ? $"{open.To.Name} ({open.Release}){On} until the host's guard takes the traffic back to {open.From.Name}, which it does now unless the release was confirmed or held"
        : $"{open.To.Name} ({open.Release}){On}, unconfirmed, and it stays";

    public async ValueTask DisposeAsync()
    {
        if (Lease is not null)
            await Lease.DisposeAsync();
        Prober.Dispose();
        await Remote.DisposeAsync();
    }
}
