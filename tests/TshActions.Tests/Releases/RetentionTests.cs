using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Tests.Releases;

/// <summary>Cases that cost other tools' users their way back.</summary>
public class RetentionTests
{
    [Fact]
    public void Five_failed_deployments_do_not_delete_the_good_one()
    {
        var host = Hosts.With(
            [
                ("good", true),
                ("next", true),
                ("bad1", false),
                ("bad2", false),
                ("bad3", false),
                ("bad4", false),
                ("bad5", false),
            ],
            live: "next",
            warm: "bad5"
        );

        var plan = Retention.Decide(host, 1);

        Gone(plan, RetainedKind.Release).ShouldBe(["bad1", "bad2", "bad3", "bad4"]);
        plan.Keep.ShouldContain(
            new Kept(RetainedKind.Deployment, Hosts.Name(0, "good"), "good release 1 of 1 to keep")
        );
    }

    [Fact]
    public void The_last_good_one_stays_when_what_is_live_was_never_confirmed()
    {
        var host = Hosts.With([("good", true), ("live", false), ("warm", false)], "live", "warm");

        var plan = Retention.Decide(host, 0);

        plan.Remove.ShouldBeEmpty();
        plan.Keep.ShouldContain(
            new Kept(RetainedKind.Deployment, Hosts.Name(0, "good"), "the last good one")
        );
    }

    [Fact]
    public void A_release_that_was_taken_back_is_no_good_one_even_if_it_was_confirmed_once()
    {
        var host = Hosts.With([("one", true), ("two", true), ("three", true)], "three") with
        {
            Bad = new HashSet<string> { "two" },
        };

        Gone(Retention.Decide(host, 1), RetainedKind.Release).ShouldBe(["two"]);
    }

    [Fact]
    public void What_was_gone_back_to_counts_from_that_moment()
    {
        var host = Hosts.With(
            [("one", true), ("two", true), ("three", true), ("four", true)],
            "four"
        );
        var rolledBackTo = host with
        {
            Closed = [.. host.Closed, new ClosedEntry(2_000, Hosts.Name(0, "one"), Good: true)],
        };

        Gone(Retention.Decide(host, 1), RetainedKind.Release).ShouldBe(["one", "two"]);
        Gone(Retention.Decide(rolledBackTo, 1), RetainedKind.Release).ShouldBe(["two", "three"]);
    }

    [Fact]
    public void A_release_deployed_twice_is_kept_once_and_in_its_newest_deployment()
    {
        var host = Hosts.With(
            [("one", true), ("two", true), ("two", true), ("three", true)],
            "three"
        );

        var plan = Retention.Decide(host, 2);

        plan.Remove.ShouldBe([
            new Removal(
                RetainedKind.Deployment,
                Hosts.Name(1, "two"),
                "older than the good ones to keep"
            ),
        ]);
    }

    [Fact]
    public void A_release_that_a_failed_and_a_live_deployment_share_stays()
    {
        var host = Hosts.With([("same", false), ("same", true)], live: "same");

        var plan = Retention.Decide(host, 0);

        plan.Remove.Single().Line.ShouldBe($"deployment {Hosts.Name(0, "same")}");
    }

    [Fact]
    public void What_is_being_deployed_stays_before_any_slot_points_at_it()
    {
        var host = Hosts.With([("live", true), ("new", false)], "live") with
        {
            Open = new OpenEntry.About(Hosts.Name(1, "new"), "new"),
        };
        Retention.Decide(host, 0).Remove.ShouldBeEmpty();

        // The release comes before its deployment's folder does.
        var uploaded = host with
        {
            Deployments = [host.Deployments[0]],
        };
        Retention.Decide(uploaded, 0).Remove.ShouldBeEmpty();
        // The other half of the proof: without the entry it would go.
        Retention
            .Decide(uploaded with { Open = new OpenEntry.None() }, 0)
            .Remove.Single()
            .Line.ShouldBe("release new");
    }

    [Fact]
    public void A_deployment_that_stays_but_does_not_tell_its_release_saves_them_all()
    {
        var host = Hosts.With([("one", true), ("two", true)], "two");
        var blind = host with
        {
            Deployments = [host.Deployments[0], host.Deployments[1] with { Release = null }],
            Bad = new HashSet<string> { "one" },
        };

        Gone(Retention.Decide(blind, 0), RetainedKind.Release).ShouldBeEmpty();
        Gone(Retention.Decide(blind, 0), RetainedKind.Deployment).ShouldNotBeEmpty();
    }

    [Fact]
    public void Thousands_of_leftovers_go_and_what_is_needed_stays()
    {
        var history = Enumerable
            .Range(0, 5_000)
            .Select(number => ($"r{number}", number % 10 is 0))
            .ToList();

        var plan = Retention.Decide(Hosts.With(history, "r4990", "r4999"), 3);

        plan.Keep.Where(kept => kept.Kind is RetainedKind.Release)
            .Select(kept => kept.Name)
            .ShouldBe(["r4960", "r4970", "r4980", "r4990", "r4999"]);
        plan.Remove.Count.ShouldBe(2 * 4_995);
    }

    [Fact]
    public void A_host_where_nothing_was_ever_confirmed_keeps_what_its_slots_hold()
    {
        var host = Hosts.With([("a", false), ("b", false), ("c", false)], "b", "c") with
        {
            Closed = [],
        };

        Gone(Retention.Decide(host, 5), RetainedKind.Release).ShouldBe(["a"]);
    }

    [Fact]
    public void Every_reason_is_told_in_plain_words()
    {
        var host = Hosts.With(
            [
                ("oldest", true),
                ("older", true),
                ("back", true),
                ("former", true),
                ("failed", false),
                ("warm", true),
                ("live", true),
                ("open", false),
            ],
            "live",
            "warm"
        );
        host = host with
        {
            Pointers =
            [
                .. host.Pointers,
                new SlotPointer(Slot.Green, Former: true, Hosts.Name(3, "former")),
            ],
            Bad = new HashSet<string> { "back" },
            Open = new OpenEntry.About(Hosts.Name(7, "open"), "open"),
            Deployments = [.. host.Deployments, new HeldDeployment("20251114T999999Z-lost", null)],
            Releases = [.. host.Releases, "stray"],
        };

        var plan = Retention.Decide(host, 2);

        Approved.Check(
            string.Concat(
                plan.Keep.Select(kept => $"keep   {kept.Kind} {kept.Name}: {kept.Reason}\n")
            ) + string.Concat(plan.Remove.Select(gone => $"remove {gone.Line}: {gone.Reason}\n"))
        );
    }

    private static IEnumerable<string> Gone(RetentionPlan plan, RetainedKind kind) =>
        plan.Remove.Where(gone => gone.Kind == kind).Select(gone => gone.Name);
}
