using TshActions.Rig.Erp;

namespace TshActions.RigTests.Erp;

public sealed class ErpReleaseTests
{
    [Fact]
    public async Task A_release_is_the_sample_with_its_switches()
    {
        var folder = Directory.CreateTempSubdirectory("tsh-rig-erp-");
        var switches = new ErpSwitches
        {
            NeverHealthy = true,
            SickAfter = TimeSpan.FromSeconds(90),
            Flap = TimeSpan.FromSeconds(60),
            Slow = TimeSpan.FromMilliseconds(250),
            ErrorRate = 0.05,
            LeakyLog = true,
            IgnoreSigterm = true,
            CrashAtStart = true,
            Drop = ["/orders", "/ws"],
        };

        await ErpRelease.BuildAsync(
            folder.FullName,
            switches,
            TestContext.Current.CancellationToken
        );
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "switches.env"));
        var files = folder
            .GetFiles("*", SearchOption.AllDirectories)
            .Select(file => file.FullName)
            .ToList();
        folder.Delete(recursive: true);

        lines.ShouldBe([
            "ERP_NEVER_HEALTHY=1",
            "ERP_SICK_AFTER=90",
            "ERP_FLAP=60",
            "ERP_SLOW=250",
            "ERP_ERROR_RATE=0.05",
            "ERP_LEAKY_LOG=1",
            "ERP_IGNORE_SIGTERM=1",
            "ERP_CRASH_AT_START=1",
            "ERP_DROP=/orders,/ws",
        ]);
        files.ShouldContain(Path.Combine(folder.FullName, "erp", "main.py"));
        files.ShouldContain(Path.Combine(folder.FullName, "alembic.ini"));
        files.ShouldNotContain(file => file.Contains("__pycache__"));
    }

    [Fact]
    public void Nothing_switched_on_is_an_empty_file() =>
        ErpSwitches.None.ToEnvironmentFile().ShouldBeEmpty();
}
