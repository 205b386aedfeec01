namespace TshActions.RigTests.Host;

/// <summary>The helper removes what it is told to, and never what is needed, whatever it is told.</summary>
public sealed class PruneTests
{
    public static TheoryData<string> Shells => ["dash", "busybox"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_is_named_goes_and_the_rest_stays(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "r4");
        await host.AddAsync("d5", "r5");

        // The last line has no end: a list may have been cut there.
        var ran = await host.PruneAsync(
            "deployment d4\nrelease r4\nrelease r9\nrelease r5\ndeployment d5"
        );

        ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "removed deployment d4",
                "removed release r4",
                "missing release r9",
                "refused release r5: a deployment that stays needs it",
                "removed deployment d5",
            ]);
        ran.ExitCode.ShouldBe(9);
        host.Names("deployments").ShouldBe(["d1", "d2", "d3"]);
        host.Names("releases").ShouldBe(["r1", "r2", "r3", "r5"]);
        // Once more, and the order of the two does not matter any longer.
        var again = await host.PruneAsync("release r5\ndeployment d5\n");
        (again.ExitCode, again.Output).ShouldBe((0, "removed release r5\nmissing deployment d5\n"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_a_slot_holds_or_may_get_back_is_refused(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "r4");

        var ran = await host.PruneAsync(
            "deployment d3\ndeployment d2\ndeployment d1\nrelease r3\nrelease r2\nrelease r1\ndeployment d4\n"
        );

        ran.ExitCode.ShouldBe(9);
        ran.Output.Split('\n').Count(line => line.StartsWith("refused ")).ShouldBe(6);
        ran.Output.ShouldContain("removed deployment d4");
        host.Names("deployments").ShouldBe(["d1", "d2", "d3"]);
        host.Names("releases").ShouldBe(["r1", "r2", "r3", "r4"]);
        (await host.ShellAsync($"cat {host.Root}/slots/blue/release/inner/file")).ShouldBe("3\n");

        // The other half of the proof: what refused them was the slot that pointed there.
        await host.ShellAsync($"rm {host.Root}/slots/green.former");
        (await host.PruneAsync("deployment d1\nrelease r1\n")).Output.ShouldBe(
            "removed deployment d1\nremoved release r1\n"
        );
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_the_open_journal_entry_is_about_is_refused(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "other");
        await host.ShellAsync($"mkdir {host.Root}/releases/r4");
        await host.OpenEntryAsync("d4", "r4");

        var ran = await host.PruneAsync("deployment d4\nrelease r4\n");

        ran.Output.ShouldBe(
            "refused deployment d4: a slot or the open journal entry needs it\nrefused release r4: a deployment that stays needs it\n"
        );
        ran.ExitCode.ShouldBe(9);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Names_that_are_none_of_ours_are_refused_and_lead_nowhere(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $"cd {host.Root}/..; mkdir -p staging/releases/r1 'production/releases/two words' production/releases/-rf"
        );
        string[] strange =
        [
            "..",
            ".",
            "../../staging/releases/r1",
            "r1/inner",
            "two words",
            "-rf",
            "*",
            "r?",
            "$(id)",
            ".hidden",
            "",
            "r1\r",
            "ä",
        ];
        var before = await host.ShellAsync($"cd {host.Root}/..; find . | sort");

        var ran = await host.PruneAsync(
            string.Concat(strange.Select(name => $"release {name}\n"))
                + "releases r1\nnothing\n\n../slots blue\n"
        );

        ran.ExitCode.ShouldBe(9);
        ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(line => line.StartsWith("refused "));
        (await host.ShellAsync($"cd {host.Root}/..; find . | sort")).ShouldBe(before);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Without_the_lease_or_with_a_damaged_journal_nothing_is_removed(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "r4");

        (await host.HelpAsync("prune", host.Root, "another token")).ExitCode.ShouldBe(7);
        await host.OpenEntryAsync("d9", "r9");
        await host.ShellAsync($"echo torn >>{host.Root}/journal/open");
        var ran = await host.PruneAsync("deployment d4\n");

        (ran.ExitCode, ran.Output).ShouldBe((8, ""));
        host.Names("deployments").ShouldContain("d4");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Leftovers_of_crashes_are_swept_when_they_are_old_and_nobody_s(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "named.part");
        await host.ShellAsync(
            $"""
            cd {host.Root}
            mkdir -p releases/.old.part/x releases/.old.gone/x deployments/.old.gone releases/.new.part releases/.new.gone deployments/d5.part
            touch -d '2020-01-01 00:00' releases/.old.part releases/.old.gone deployments/.old.gone deployments/d5.part releases/named.part
            """
        );

        var ran = await host.PruneAsync("");

        ran.ExitCode.ShouldBe(0);
        ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "swept deployments/.old.gone",
                "swept releases/.old.gone",
                "swept releases/.old.part",
            ]);
        host.Names("releases").ShouldBe([".new.gone", ".new.part", "named.part", "r1", "r2", "r3"]);
        // No upload is made among the deployments, so a name there only looks like one.
        host.Names("deployments").ShouldBe(["d1", "d2", "d3", "d4", "d5.part"]);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Old_helpers_and_old_entries_go_and_those_in_use_stay(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $"""
            cd {host.Root}
            for n in 1 2 3 4 5; do touch -d "2020-01-0$n 00:00" bin/tsh-host-00000000000$n; done
            touch bin/other
            ln -s tsh-host-000000000001 bin/tsh-host
            n=1000; while [ $n -lt 1250 ]; do echo x >journal/closed/$n-gone$n; n=$((n + 1)); done
            echo x >journal/closed/999-d1
            """
        );
        await host.OpenEntryAsync("d4", "r4");
        (await host.PruneAsync("")).Output.ShouldBe("");
        host.Names("bin").Count().ShouldBe(7);
        host.Names("journal/closed").Count().ShouldBe(201);

        await host.ShellAsync($"rm {host.Root}/journal/open");
        (await host.PruneAsync("")).ExitCode.ShouldBe(0);

        host.Names("bin")
            .ShouldBe([
                "other",
                "tsh-host",
                "tsh-host-000000000001",
                "tsh-host-000000000004",
                "tsh-host-000000000005",
            ]);
        host.Names("journal/closed")
            .ShouldBe([.. Enumerable.Range(1_050, 200).Select(n => $"{n}-gone{n}"), "999-d1"]);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_removal_cut_short_leaves_no_folder_that_looks_whole(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.AddAsync("d4", "r4");
        // A file that will not go, as a full or read-only disk has them: the folder has its other name by then.
        await host.ShellAsync(
            $"mkdir {host.Root}/releases/r4/stuck; mount -t tmpfs none {host.Root}/releases/r4/stuck 2>/dev/null || exit 3"
        );
        try
        {
            var ran = await host.PruneAsync("deployment d4\nrelease r4\n");

            ran.ExitCode.ShouldBe(4);
            ran.Output.ShouldBe("removed deployment d4\nfailed release r4\n");
            host.Names("releases").ShouldBe([".r4.gone", "r1", "r2", "r3"]);
            (await host.HelpAsync("inventory", host.Root)).Output.ShouldNotContain("r4");
        }
        finally
        {
            await host.ShellAsync(
                $"umount {host.Root}/releases/.r4.gone/stuck || umount {host.Root}/releases/r4/stuck"
            );
        }
    }
}
