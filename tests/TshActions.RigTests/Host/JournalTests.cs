using System.Diagnostics;

namespace TshActions.RigTests.Host;

/// <summary>What a run is about to do stands on the disk before it does it, and what is damaged there is noticed.</summary>
public sealed class JournalTests
{
    private const string Token = KeptFolder.Token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shells => ["dash", "busybox"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task It_knows_of_a_switch_before_the_switch(string shell)
    {
        using var host = await OpenAsync(shell);
        await host.ShellAsync($"cd {host.Root}; rm -r live; echo 'no folder' >live");

        var ran = await SwitchAsync(host);

        (ran.ExitCode, ran.Error).ShouldBe(
            (4, $"tsh-host: {host.Root}/live is missing: run tsh setup\n")
        );
        (await host.ShellAsync($"cat {host.Root}/journal/open")).ShouldContain("\nphase armed\n");
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Shells))]
    public async Task Torn_at_any_byte_or_with_any_byte_turned_it_is_damaged(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OpenEntryAsync("d2", "r2");
        var whole = await File.ReadAllBytesAsync(Path.Combine(host.Root, "journal/open"), Cancel);
        var variants = Path.Combine(host.Root, "variants");
        Directory.CreateDirectory(variants);
        for (var at = 0; at < whole.Length; at++)
        {
            await File.WriteAllBytesAsync($"{variants}/torn-{at:000}", whole[..at], Cancel);
            foreach (var bit in new byte[] { 0x01, 0x20, 0x80, whole[at] })
            {
                byte[] turned = [.. whole];
                turned[at] ^= bit;
                await File.WriteAllBytesAsync(
                    $"{variants}/turned-{at:000}-{bit:x2}",
                    turned,
                    Cancel
                );
            }
        }

        await File.WriteAllBytesAsync($"{variants}/whole", whole, Cancel);
        await File.WriteAllBytesAsync($"{variants}/twice", [.. whole, .. whole], Cancel);
        var ran = await host.InHelperAsync(
            $"""
            root={host.Root}
            for variant in $root/variants/*; do
                cp "$variant" "$root/journal/open"
                echo "$(journal_state) ${"{"}variant##*/{"}"}"
            done
            """
        );

        ran.ExitCode.ShouldBe(0, ran.Error);
        // All of its lines are there without the last line's end, or with that turned into nothing.
        ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("damaged "))
            .ShouldBe([
                $"good torn-{whole.Length - 1:000}",
                $"good turned-{whole.Length - 1:000}-0a",
                "good whole",
            ]);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task One_that_is_being_written_is_never_taken_for_a_damaged_one(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OpenEntryAsync("d2", "r2");

        var ran = await host.InHelperAsync(
            $$"""
            root={{host.Root}}
            (n=0; while [ -e "$root/live" ]; do n=$((n + 1)); set_entry "n=$n"; done) &
            n=0
            while [ "$n" -lt 150 ]; do n=$((n + 1)); journal_state; done | sort | uniq -c
            rmdir "$root/live"
            wait
            """
        );

        ran.Output.Trim().ShouldBe("150 good");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_damaged_one_is_set_aside_and_said(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        foreach (var text in new[] { "", "tsh-journal", "tsh-journal 0\nphase armed", "#!/bin/sh" })
        {
            await host.ShellAsync(
                $"cd {host.Root}; rm -f journal/damaged*; printf '{text}' >journal/open"
            );

            var took = await host.HelpAsync("take", host.Root, Token, "tests", "run 1", "600");

            took.ExitCode.ShouldBe(0, took.Error);
            took.Output.ShouldStartWith("journal damaged damaged-");
            took.Output.ShouldNotContain("open.");
            var aside = host.Names("journal")
                .Where(name => name != "closed")
                .ShouldHaveSingleItem();
            (await host.ShellAsync($"cat {host.Root}/journal/{aside}")).ShouldBe(
                text.Replace("\\n", "\n")
            );
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_newer_one_is_left_alone(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $"cd {host.Root}/journal; printf 'tsh-journal 2\\nphase something\\n' >open; printf 'end %s\\n' \"$(cksum <open)\" >>open"
        );
        var before = await host.ShellAsync($"cat {host.Root}/journal/open");

        foreach (var command in new[] { "resolve", "reclaim", "take" })
        {
            var ran = await host.HelpAsync(
                command,
                host.Root,
                Token,
                command is "take" ? "tests" : "",
                "run 1",
                "600"
            );
            ran.ExitCode.ShouldBe(8, command);
            ran.Error.ShouldContain("written by a newer tsh");
        }

        (await host.ShellAsync($"cat {host.Root}/journal/open")).ShouldBe(before);
        // Turned bits do not make it newer.
        await host.ShellAsync($"sed -i 's/something/somethinh/' {host.Root}/journal/open");
        (await host.HelpAsync("inventory", host.Root)).Output.ShouldContain("journal damaged\n");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Whatever_stands_in_a_value_it_comes_back_on_one_line(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        (string Given, string Kept)[] values =
        [
            ("", ""),
            ("a=b=c", "a=b=c"),
            ("  spaces at both ends  ", "  spaces at both ends  "),
            ("two\nlines\n", "two lines "),
            ("\nphase armed\nend 1 2\n", " phase armed end 1 2 "),
            (
                "it's \"quoted\" `id` $(id) $HOME ${HOME}",
                "it's \"quoted\" `id` $(id) $HOME ${HOME}"
            ),
            ("%s %n \\n \\\\ \\0", "%s %n \\n \\\\ \\0"),
            ("tab\tand\rreturn", "tab\tand\rreturn"),
            ("* ? [a-z] ~ & | ; < >", "* ? [a-z] ~ & | ; < >"),
            ("Größe ½″ 日本 🚀", "Größe ½″ 日本 🚀"),
            ("-n", "-n"),
            (new string('x', 5000), new string('x', 5000)),
        ];

        var began = await host.HelpAsync([
            "begin",
            host.Root,
            Token,
            "from=blue",
            .. values.Select((value, number) => $"v{number}={value.Given}"),
        ]);
        began.ExitCode.ShouldBe(0, began.Error);
        // Each once more, over the value that stands there.
        foreach (var number in new[] { 4, 5, 6, 10 })
            (
                await host.HelpAsync("note", host.Root, Token, $"v{number}={values[number].Given}")
            ).ExitCode.ShouldBe(0);

        var said = (
            await host.HelpAsync("take", host.Root, Token, "tests", "run 1", "600")
        ).Output.Split('\n');

        foreach (var (number, value) in values.Index())
            said.Where(line => line.StartsWith($"open.v{number} "))
                .ShouldBe([$"open.v{number} {value.Kept}"]);
        said.ShouldContain("open.phase preparing");
        await EndAsync(host);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task None_is_begun_that_would_leave_a_slot_which_is_not_live(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var begun = await host.HelpAsync("begin", host.Root, Token, "from=green", "to=blue");

        (begun.ExitCode, begun.Error).ShouldBe(
            (
                11,
                "tsh-host: blue is live, another slot than a moment ago: somebody else moves traffic here; nothing was changed\n"
            )
        );
        host.Names("journal").ShouldBe(["closed"]);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Leftovers_of_a_crash_are_no_entries(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $"cd {host.Root}; echo half >journal/open.next; echo half >lease.next; echo half >record.next; mkdir -p bad; echo half >bad/r2.next; ln -s nowhere slots/green.next"
        );

        (
            await host.HelpAsync("take", host.Root, Token, "tests", "run 1", "600")
        ).Output.ShouldNotContain("half");
        (await host.HelpAsync("inventory", host.Root)).Output.ShouldContain("journal none\n");
        (await host.HelpAsync("observe", host.Root)).Output.ShouldNotContain("half");
        await BeginAsync(host);
        (await SwitchAsync(host)).ExitCode.ShouldBe(0);
        var confirmed = await host.HelpAsync("confirm", host.Root, Token);

        confirmed.ExitCode.ShouldBe(0, confirmed.Error);
        host.Names("journal").ShouldBe(["closed"]);
        host.Names(".").ShouldNotContain(name => name.EndsWith(".next"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_cannot_be_written_on_a_full_disk_is_not_done(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OnSmallDiskAsync();
        await host.FillDiskAsync();
        var begun = await host.HelpAsync("begin", host.Root, Token, "from=blue", "to=green");
        (begun.ExitCode, begun.Error).ShouldBe(
            (4, "tsh-host: the journal cannot be written: disk 100% full, 0 kB free\n")
        );
        host.Names("journal").ShouldBe(["closed"]);
        await host.ShellAsync($"rm {host.Root}/full");
        await BeginAsync(host);
        await host.FillDiskAsync();

        var ran = await SwitchAsync(host);

        (ran.ExitCode, ran.Error).ShouldBe(
            (
                4,
                "tsh-host: the journal cannot be written: disk 100% full, 0 kB free; traffic was not moved\n"
            )
        );
        host.Names("live").ShouldBeEmpty();
        (await host.ShellAsync($"cat {host.Root}/journal/open")).ShouldContain("phase preparing");
        await EndAsync(host);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_disk_that_something_filled_stops_no_run_that_moves_traffic(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OnSmallDiskAsync();
        host.Names("reserve").Count().ShouldBe(8);
        await BeginAsync(host);
        await host.FillDiskBesideAsync();

        (await SwitchAsync(host)).ExitCode.ShouldBe(0);
        // Greedy as well: what was given up is gone before the next write.
        await host.ShellAsync($"! head -c 9M /dev/zero >{host.Root}/more 2>/dev/null");
        var confirmed = await host.HelpAsync("confirm", host.Root, Token);

        confirmed.ExitCode.ShouldBe(0, confirmed.Error);
        host.Names("journal/closed").Count().ShouldBe(1);
        host.Names("reserve").Count().ShouldBeLessThan(8);
        await host.ShellAsync($"rm {host.Root}/full {host.Root}/more");
        var again = await host.HelpAsync("take", host.Root, Token, "tests", "run 1", "600");
        again.ExitCode.ShouldBe(0, again.Error);
        host.Names("reserve").Count().ShouldBe(8);
        await EndAsync(host);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_release_goes_back_on_a_full_disk_and_is_not_confirmed_there(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OnSmallDiskAsync();
        var port = KeptFolder.FreePort();
        using var blue = Process.Start(
            "/usr/bin/busybox",
            ["httpd", "-f", "-p", $"127.0.0.1:{port}", "-h", host.Root]
        );
        await BeginAsync(host, port);
        (await SwitchAsync(host)).ExitCode.ShouldBe(0);
        await host.FillDiskAsync();

        var confirmed = await host.HelpAsync("confirm", host.Root, Token);
        confirmed.ExitCode.ShouldBe(4);
        confirmed.Error.ShouldEndWith("0 kB free; the release is not confirmed\n");
        var held = await host.HelpAsync("hold", host.Root, Token, "why");
        held.ExitCode.ShouldBe(4);
        var reverted = await host.HelpAsync("revert", host.Root, Token, "why");
        reverted.ExitCode.ShouldBe(0, reverted.Error);
        host.Names("live").ShouldBe(["blue"]);
        var resolved = await host.HelpAsync("resolve", host.Root, Token);

        resolved.ExitCode.ShouldBe(0, resolved.Error);
        host.Names("journal").ShouldBe(["closed"]);
        host.Names("journal/closed").Count().ShouldBe(1);
        blue.Kill();
    }

    /// <summary>An entry of which `d2`, which green holds, is the candidate.</summary>
    private static async Task<KeptFolder> OpenAsync(string shell)
    {
        var host = await KeptFolder.MakeAsync(shell);
        await BeginAsync(host);
        return host;
    }

    private static async Task BeginAsync(KeptFolder host, int port = 1)
    {
        await host.ShellAsync(
            $"printf 'tsh-place 1\\napp erp\\nenvironment production\\nruntime systemd\\nidentity /\\nport.blue {port}\\nport.green 1\\n' >{host.Root}/place"
        );
        var begun = await host.HelpAsync(
            "begin",
            host.Root,
            Token,
            "kind=deploy",
            "release=r2",
            "deployment=d2",
            "from=blue",
            "to=green",
            "silence=revert"
        );
        begun.ExitCode.ShouldBe(0, begun.Error);
    }

    private static Task<Processes.ProcessResult> SwitchAsync(KeptFolder host) =>
        host.HelpAsync("switch", host.Root, Token, "green");

    private static Task<string> EndAsync(KeptFolder host) =>
        host.ShellAsync($"rm -f {host.Root}/journal/open");
}
