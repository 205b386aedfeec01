using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Releases;

namespace TshActions.Tests.Releases;

/// <summary>What holds on every host, however strange its history: thousands of them by chance.</summary>
public class RetentionLaws
{
    [Fact]
    public void What_a_slot_holds_or_may_get_back_stays() =>
        Holds(
            (host, plan) =>
                host.Pointers.All(pointer =>
                    !Removed(plan, RetainedKind.Deployment, pointer.Deployment)
                )
        );

    [Fact]
    public void What_the_open_journal_entry_is_about_stays() =>
        Holds(
            (host, plan) =>
                host.Open is not OpenEntry.About(var deployment, var release)
                || (
                    !Removed(plan, RetainedKind.Deployment, deployment)
                    && !Removed(plan, RetainedKind.Release, release)
                )
        );

    [Fact]
    public void While_the_journal_cannot_be_read_everything_stays() =>
        Holds(
            (host, plan) =>
                host.Open is not OpenEntry.Unreadable
                || (
                    plan.Remove.Count is 0
                    && plan.Keep.Count == host.Deployments.Count + host.Releases.Count
                )
        );

    [Fact]
    public void The_last_good_one_stays_however_few_are_kept() =>
        Holds(
            (host, plan) =>
                Good(host).FirstOrDefault() is not { } last
                || !Removed(plan, RetainedKind.Deployment, last.Name)
        );

    [Fact]
    public void So_many_good_releases_stay_beside_those_in_the_slots() =>
        Holds(
            (host, plan, releases) =>
            {
                var inSlots = host
                    .Deployments.Where(held =>
                        host.Pointers.Any(pointer =>
                            !pointer.Former && pointer.Deployment == held.Name
                        )
                    )
                    .Select(held => held.Release);
                var owed = Good(host)
                    .Select(held => held.Release)
                    .Distinct()
                    .Except(inSlots)
                    .Take(releases);
                return owed.All(release =>
                    Good(host)
                        .Any(held =>
                            held.Release == release
                            && !Removed(plan, RetainedKind.Deployment, held.Name)
                        )
                );
            }
        );

    [Fact]
    public void A_deployment_that_stays_has_its_release() =>
        Holds(
            (host, plan) =>
                host
                    .Deployments.Where(held => !Removed(plan, RetainedKind.Deployment, held.Name))
                    .All(held =>
                        held.Release is null || !Removed(plan, RetainedKind.Release, held.Release)
                    )
        );

    [Fact]
    public void Failed_deployments_take_no_good_ones_place() =>
        Prop.ForAll(
                Hosts.Any,
                Hosts.Counts,
                (host, releases) =>
                {
                    var failed = Enumerable
                        .Range(0, 7)
                        .Select(number => new HeldDeployment($"z{number}", $"failed{number}"))
                        .ToList();
                    var crowded = host with
                    {
                        Deployments = [.. host.Deployments, .. failed],
                        Releases = [.. host.Releases, .. failed.Select(held => held.Release!)],
                        Closed =
                        [
                            .. host.Closed,
                            .. failed.Select(held => new ClosedEntry(
                                9_999,
                                held.Name,
                                Good: false
                            )),
                        ],
                    };
                    return Retention
                        .Decide(host, releases)
                        .Keep.All(kept => Retention.Decide(crowded, releases).Keep.Contains(kept));
                }
            )
            .Check(Many);

    [Fact]
    public void Everything_is_told_once_with_a_reason_and_nothing_else() =>
        Holds(
            (host, plan) =>
            {
                var told = plan
                    .Keep.Select(kept => (kept.Kind, kept.Name, kept.Reason))
                    .Concat(plan.Remove.Select(gone => (gone.Kind, gone.Name, gone.Reason)))
                    .ToList();
                var there = host
                    .Deployments.Select(held => (RetainedKind.Deployment, held.Name))
                    .Concat(host.Releases.Select(release => (RetainedKind.Release, release)));
                return told.All(one => one.Reason.Length > 0)
                    && told.Select(one => (one.Kind, one.Name))
                        .Order()
                        .SequenceEqual(there.Order());
            }
        );

    [Fact]
    public void What_is_left_has_nothing_more_to_lose() =>
        Holds(
            (host, plan, releases) =>
            {
                var after = host with
                {
                    Deployments =
                    [
                        .. host.Deployments.Where(held =>
                            !Removed(plan, RetainedKind.Deployment, held.Name)
                        ),
                    ],
                    Releases =
                    [
                        .. host.Releases.Where(release =>
                            !Removed(plan, RetainedKind.Release, release)
                        ),
                    ],
                };
                return Retention.Decide(after, releases).Remove.Count is 0;
            }
        );

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static void Holds(Func<HostInventory, RetentionPlan, bool> law) =>
        Holds((host, plan, _) => law(host, plan));

    private static void Holds(Func<HostInventory, RetentionPlan, int, bool> law) =>
        Prop.ForAll(
                Hosts.Any,
                Hosts.Counts,
                (host, releases) => law(host, Retention.Decide(host, releases), releases)
            )
            .Check(Many);

    private static bool Removed(RetentionPlan plan, RetainedKind kind, string name) =>
        plan.Remove.Any(gone => gone.Kind == kind && gone.Name == name);

    /// <summary>Said again in other words than the decision's own: newest end first, then the later name.</summary>
    private static List<HeldDeployment> Good(HostInventory host) =>
        [
            .. from held in host.Deployments
            where held.Release is not null && !host.Bad.Contains(held.Release)
            let ends = host.Closed.Where(entry => entry.Good && entry.Deployment == held.Name)
            where ends.Any()
            orderby ends.Max(entry => entry.Ended) descending, held.Name descending
            select held,
        ];
}
