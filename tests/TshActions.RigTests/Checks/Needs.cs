namespace TshActions.RigTests.Checks;

/// <summary>Where the slot's database is said to be.</summary>
internal static class Needs
{
    public static Task PointAsync(FactsHost rig, string password) =>
        rig.Vps.ShellAsync(
            $"""
            cat >{FactsHost.Root}/deployments/d1/pg.env <<'END'
            PGHOST="127.0.0.1"
            PGPORT="5432"
            PGUSER="erp"
            PGDATABASE="erp_production"
            PGPASSWORD="{password}"
            END
            chown deploy {FactsHost.Root}/deployments/d1/pg.env
            """,
            TestContext.Current.CancellationToken
        );
}
