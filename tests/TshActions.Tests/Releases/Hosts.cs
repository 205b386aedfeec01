using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Tests.Releases;

/// <summary>Hosts that kept a history: one told deployment by deployment, and any by chance.</summary>
internal static class Hosts
{
    /// <param name="deployments">Oldest first: release and what became of it; `good` or anything else.</param>
    /// <param name="live">Release whose newest deployment is live in blue.</param>
    /// <param name="warm">Release whose newest deployment waits in green, or null.</param>
    public static HostInventory With(
        IReadOnlyList<(string Release, bool Good)> deployments,
        string live,
        string? warm = null
    )
    {
        var held = deployments
            .Select((one, at) => new HeldDeployment(Name(at, one.Release), one.Release))
            .ToList();
        List<SlotPointer> pointers = [new(Slot.Blue, false, Last(live))];
        if (warm is not null)
            pointers.Add(new SlotPointer(Slot.Green, false, Last(warm)));
        return new HostInventory(
            Slot.Blue,
            held,
            [.. deployments.Select(one => one.Release).Distinct()],
            pointers,
            new HashSet<string>(),
            new OpenEntry.None(),
            [
                .. deployments.Select(
                    (one, at) => new ClosedEntry(1_000 + at, Name(at, one.Release), one.Good)
                ),
            ]
        );

        string Last(string release) => held.Last(one => one.Release == release).Name;
    }

    public static string Name(int at, string release) => $"20251114T{at:000000}Z-{release}";

    /// <summary>Few names, so that chance makes slots, entries and folders meet, or point at nothing.</summary>
    public static Arbitrary<HostInventory> Any { get; } =
        (
            from live in Gen.Elements(Slot.Blue, Slot.Green)
            from deployments in Deployments.ListOf()
            from releases in Releases.ListOf()
            from pointers in Pointers.ListOf()
            from bad in Releases.ListOf()
            from open in Opens
            from closed in Entries.ListOf()
            select new HostInventory(
                live,
                [.. deployments.DistinctBy(held => held.Name)],
                [.. releases.Distinct()],
                [.. pointers.DistinctBy(pointer => (pointer.Slot, pointer.Former))],
                bad.Take(2).ToHashSet(),
                open,
                [.. closed]
            )
        ).ToArbitrary();

    public static Arbitrary<int> Counts { get; } = Gen.Choose(0, 5).ToArbitrary();

    private static Gen<string> Releases => Gen.Choose(0, 11).Select(number => $"r{number}");

    private static Gen<string> Names => Gen.Choose(0, 19).Select(number => $"d{number:00}");

    private static Gen<HeldDeployment> Deployments =>
        from name in Names
        from release in Gen.Frequency(
            (15, Releases.Select(string? (release) => release)),
            (1, Gen.Constant((string?)null))
        )
        select new HeldDeployment(name, release);

    private static Gen<SlotPointer> Pointers =>
        from slot in Gen.Elements(Slot.Blue, Slot.Green)
        from former in Gen.Elements(true, false)
        from name in Names
        select new SlotPointer(slot, former, name);

    private static Gen<OpenEntry> Opens =>
        Gen.Frequency(
            (4, Gen.Constant<OpenEntry>(new OpenEntry.None())),
            (
                4,
                from name in Names
                from release in Releases
                select (OpenEntry)new OpenEntry.About(name, release)
            ),
            (1, Gen.Constant<OpenEntry>(new OpenEntry.Unreadable()))
        );

    private static Gen<ClosedEntry> Entries =>
        from ended in Gen.Choose(0, 50)
        from name in Names
        from good in Gen.Elements(true, true, false)
        select new ClosedEntry(ended, name, good);
}
