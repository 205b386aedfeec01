using TshActions.Backups;
using static TshActions.RigTests.Database.DatabaseBench;

namespace TshActions.RigTests.Database;

/// <summary>Real dumps of a real database, and each way in which one can be none.</summary>
public sealed class BackupTests(DatabaseBench bench) : IClassFixture<DatabaseBench>
{
    private const string Folder = Root + "/backups";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_backup_can_be_restored()
    {
        await StartWithAsync(rows: 1000);

        var made = await MakeAsync("first");

        made.LastBytes.ShouldBe(0);
        (
            await bench.AsDeployAsync($"stat -c '%a %s' {Folder} {Folder}/first.dump; ls {Folder}")
        ).ShouldMatch($@"\A700 \d+\n600 {made.Bytes}\nfirst.dump\z");
        (await bench.AsDeployAsync($"sha256sum < {Folder}/first.dump")).ShouldStartWith(
            made.Sha256
        );
        await bench.Vps.ShellAsync(
            $"su postgres -c 'createdb restored' && su postgres -c 'pg_restore -d restored' < {Folder}/first.dump",
            Cancel
        );
        (await bench.SqlAsync("select count(*), sum(i) from goods", "restored")).ShouldBe(
            "1000|500500"
        );
        await bench.SqlAsync("drop database restored", "postgres");
        var list = await new Backup(bench.Host).ListAsync(Cancel);
        list.Files.ShouldHaveSingleItem().Bytes.ShouldBe(made.Bytes);
        list.Age.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_tiny_one_is_refused_with_both_sizes_unless_that_is_allowed()
    {
        await StartWithAsync(rows: 20_000);
        var first = await MakeAsync("first");
        await bench.SqlAsync("truncate goods");

        var failed = await Should.ThrowAsync<ActionException>(() => MakeAsync("second"));

        failed.Message.ShouldMatch(
            $"has [0-9]+ bytes, less than 50 % of the last one's {first.Bytes}"
        );
        failed.Advice.ShouldContain("backup.min-size");
        (await FilesAsync()).ShouldBe("first.dump");
        (await MakeAsync("second", minSize: 0)).LastBytes.ShouldBe(first.Bytes);
    }

    /// <summary>pg_dump says that all went well, and yet the file is short: its head alone looks whole.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_dump_cut_short_is_found()
    {
        await StartWithAsync(rows: 20_000);
        await InsteadOfAsync(
            "pg_dump",
            $"""
            for last; do :; done
            /usr/lib/postgresql/15/bin/pg_dump "$@" && truncate -s -1000 "$last" && cp "$last" /tmp/short && pg_restore --list /tmp/short >/tmp/list
            """,
            async () =>
            {
                var failed = await Should.ThrowAsync<ActionException>(() => MakeAsync("first"));

                failed.Message.ShouldContain("pg_restore failed");
                failed.Foreign.ShouldContain("end of file");
                (await FilesAsync()).ShouldBe("");
                (await bench.AsDeployAsync("cat /tmp/list")).ShouldContain(
                    "TABLE DATA public goods"
                );
            }
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_disk_that_gets_full_or_would_get_full_leaves_no_half_a_backup()
    {
        await StartWithAsync(rows: 60_000);
        await bench.Vps.ShellAsync(
            $"mkdir {Folder} && mount -t tmpfs -o size=1M tmpfs {Folder} && chown deploy {Folder}",
            Cancel
        );
        try
        {
            var full = await Should.ThrowAsync<ActionException>(() => MakeAsync("first"));
            full.Message.ShouldContain("the disk is full: 1048576 bytes were free");
            (await FilesAsync()).ShouldBe("");

            await bench.AsDeployAsync($"head -c 600000 /dev/urandom > {Folder}/old.dump");
            var tight = await Should.ThrowAsync<ActionException>(() => MakeAsync("first"));
            tight.Message.ShouldMatch(
                "the disk has [0-9]+ bytes free, and the last backup has 600000"
            );
            (await FilesAsync()).ShouldBe("old.dump");
        }
        finally
        {
            await bench.Vps.ShellAsync($"umount {Folder}", Cancel);
        }
    }

    /// <summary>The server says through a small relay that it is of a newer version; all else is real.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_pg_dump_older_than_the_server_is_told()
    {
        await StartWithAsync(rows: 10);
        await bench.Vps.WriteFileAsync("/opt/newer.py", NewerServer, Cancel);
        await bench.Vps.ShellAsync(
            "systemd-run -q --unit newer python3 /opt/newer.py; until ss -ltn | grep -q :5499; do sleep 0.1; done",
            Cancel
        );
        await bench.AsDeployAsync(
            $"sed -i 's/^PGPORT=.*/PGPORT=\"5499\"/' {Root}/deployments/{Deployment}/pg.env; echo 'PGSSLMODE=\"disable\"' >> {Root}/deployments/{Deployment}/pg.env"
        );
        try
        {
            var failed = await Should.ThrowAsync<ActionException>(() => MakeAsync("first"));

            failed.Message.ShouldMatch(
                "pg_dump of this host is older than the server: server version: 95\\..*; pg_dump version: 15\\."
            );
        }
        finally
        {
            await bench.Vps.ShellAsync("systemctl stop newer", Cancel);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Old_backups_go_and_the_newest_never_does()
    {
        await StartWithAsync(rows: 10);
        await bench.AsDeployAsync(
            $"mkdir -m 700 {Folder}; for days in 50 40 30 20 1; do : > {Folder}/b$days.dump; touch -d \"$days days ago\" {Folder}/b$days.dump; done"
        );
        var backup = new Backup(bench.Host);

        (await backup.PruneAsync(2, TimeSpan.FromDays(25), Cancel)).ShouldBe(["b50", "b40", "b30"]);
        (await FilesAsync()).ShouldBe("b1.dump b20.dump");
        (await backup.PruneAsync(0, TimeSpan.Zero, Cancel)).ShouldBe(["b20"]);
        (await backup.PruneAsync(0, TimeSpan.Zero, Cancel)).ShouldBe([]);
        var forced = await bench.Host.Remote.RunAsync(
            bench.Host.Change("prune_backups", "b1"),
            Patience,
            Cancel
        );
        forced.ExitCode.ShouldBe(9);
        (await FilesAsync()).ShouldBe("b1.dump");
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_database_or_its_programs_there_is_no_backup_and_it_says_so()
    {
        await StartWithAsync(rows: 10);
        await bench.Vps.ShellAsync("mv /usr/bin/pg_restore /usr/bin/pg_restore.away", Cancel);
        try
        {
            (
                await Should.ThrowAsync<ActionException>(() => MakeAsync("first"))
            ).Message.ShouldContain("this host has no pg_dump and pg_restore");
        }
        finally
        {
            await bench.Vps.ShellAsync("mv /usr/bin/pg_restore.away /usr/bin/pg_restore", Cancel);
        }

        await bench.AsDeployAsync($"rm {Root}/deployments/{Deployment}/pg.env");
        (await Should.ThrowAsync<ActionException>(() => MakeAsync("first"))).Message.ShouldContain(
            "names no PostgreSQL database"
        );
    }

    private const string NewerServer = """
        import socket, threading
        def pump(source, target, change):
            try:
                while data := source.recv(65536):
                    target.sendall(data.replace(b"server_version\x0015.", b"server_version\x0095.") if change else data)
            except OSError:
                pass
            for end in (source, target):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        listener = socket.create_server(("127.0.0.1", 5499))
        while True:
            client, _ = listener.accept()
            server = socket.create_connection(("127.0.0.1", 5432))
            threading.Thread(target=pump, args=(client, server, False), daemon=True).start()
            threading.Thread(target=pump, args=(server, client, True), daemon=True).start()
        """;

    private async Task StartWithAsync(int rows)
    {
        await bench.StartFreshAsync();
        await bench.SqlAsync(
            $"set role erp; create table goods as select i, md5(i::text) || md5((-i)::text) as name from generate_series(1, {rows}) i"
        );
    }

    private Task<BackupMade> MakeAsync(string name, double minSize = 0.5) =>
        new Backup(bench.Host).MakeAsync(Deployment, name, minSize, Patience, Cancel);

    private async Task<string> FilesAsync() =>
        (await bench.AsDeployAsync($"ls {Folder}")).Replace('\n', ' ');

    private async Task InsteadOfAsync(string program, string script, Func<Task> act)
    {
        await bench.Vps.WriteFileAsync(
            $"/usr/local/bin/{program}",
            $"#!/bin/sh\n{script}\n",
            Cancel
        );
        await bench.Vps.ShellAsync($"chmod 755 /usr/local/bin/{program}", Cancel);
        try
        {
            await act();
        }
        finally
        {
            await bench.Vps.ShellAsync($"rm /usr/local/bin/{program}", Cancel);
        }
    }
}
