using TshActions.Core.Slots;

namespace TshActions.Core.Releases;

/// <summary>
/// Decides what of a host's releases may go. What is live, warm, remembered by a slot, in the open journal entry or the
/// last good one never goes; failed deployments take no good one's place.
/// </summary>
public static class Retention
{
    /// <param name="releases">Good releases kept beside those the slots need; 0 or more.</param>
    public static RetentionPlan Decide(HostInventory host, int releases)
    {
        if (host.Open is OpenEntry.Unreadable)
            return RetentionPlan.KeepAll(host, "the open journal entry cannot be read");

        Dictionary<string, string> needed = [];
        foreach (var pointer in host.Pointers)
            needed.TryAdd(pointer.Deployment, Words(pointer, host.Live));
        var open = host.Open as OpenEntry.About;
        if (open is not null)
            needed.TryAdd(open.Deployment, "the open journal entry is about it");
        var good = Good(host);
        KeepGood(host, good, releases, needed);
        var wasGood = good.Select(held => held.Name).ToHashSet();

        List<Kept> keep = [];
        List<Removal> remove = [];
        foreach (var held in host.Deployments)
            if (needed.TryGetValue(held.Name, out var reason))
                keep.Add(new Kept(RetainedKind.Deployment, held.Name, reason));
            else
                remove.Add(
                    new Removal(RetainedKind.Deployment, held.Name, WhyNot(host, held, wasGood))
                );

        var users = host
            .Deployments.Where(held => needed.ContainsKey(held.Name))
            .ToLookup(held => held.Release, held => held.Name);
        // One that must stay and does not tell its release may need any of them.
        var unsure = users[null].FirstOrDefault();
        foreach (var release in host.Releases)
            if (users[release].FirstOrDefault() is { } user)
                keep.Add(new Kept(RetainedKind.Release, release, $"{user} needs it"));
            else if (open?.Release == release)
                keep.Add(
                    new Kept(RetainedKind.Release, release, "the open journal entry is about it")
                );
            else if (unsure is not null)
                keep.Add(new Kept(RetainedKind.Release, release, $"{unsure} may need it"));
            else
                remove.Add(
                    new Removal(RetainedKind.Release, release, "no deployment that stays needs it")
                );
        return new RetentionPlan(keep, remove);
    }

    private static void KeepGood(
        HostInventory host,
        IReadOnlyList<HeldDeployment> good,
        int releases,
        Dictionary<string, string> needed
    )
    {
        if (good is [var last, ..])
            needed.TryAdd(last.Name, "the last good one");
        var inSlots = host
            .Pointers.Where(pointer => !pointer.Former)
            .Select(pointer => pointer.Deployment)
            .ToHashSet();
        var held = host.Deployments.Where(deployment => inSlots.Contains(deployment.Name));
        var slotReleases = held.Select(deployment => deployment.Release).ToHashSet();
        var number = 0;
        // Each release once, in the deployment that was good last: another one of it differs in its environment only.
        foreach (
            var spare in good.DistinctBy(spare => spare.Release)
                .Where(spare => !slotReleases.Contains(spare.Release))
                .Take(releases)
        )
            needed.TryAdd(spare.Name, $"good release {++number} of {releases} to keep");
    }

    /// <summary>Newest end first; of one second, the later name.</summary>
    private static IReadOnlyList<HeldDeployment> Good(HostInventory host)
    {
        var ended = host
            .Closed.Where(entry => entry.Good)
            .GroupBy(entry => entry.Deployment)
            .ToDictionary(group => group.Key, group => group.Max(entry => entry.Ended));
        return
        [
            .. host
                .Deployments.Where(held =>
                    held.Release is { } release
                    && ended.ContainsKey(held.Name)
                    && !host.Bad.Contains(release)
                )
                .OrderByDescending(held => ended[held.Name])
                .ThenByDescending(held => held.Name, StringComparer.Ordinal),
        ];
    }

    private static string WhyNot(
        HostInventory host,
        HeldDeployment held,
        HashSet<string> wasGood
    ) =>
        held.Release is null ? "its release is gone"
        : host.Bad.Contains(held.Release) ? "its release was taken back"
        : wasGood.Contains(held.Name) ? "older than the good ones to keep"
        : "it never was confirmed";

    private static string Words(SlotPointer pointer, Slot live) =>
        (pointer.Former, pointer.Slot == live) switch
        {
            (true, _) => $"{pointer.Slot.Name} held it before and may get it back",
            (false, true) => $"live in {pointer.Slot.Name}",
            (false, false) => $"warm in {pointer.Slot.Name}",
        };
}
