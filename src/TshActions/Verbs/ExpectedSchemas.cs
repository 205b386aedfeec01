using TshActions.Core.Alembic;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Reports;
using TshActions.Drift;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>What the migrations say of both sides.</summary>
/// <param name="Expectation">Null where there are none, or the manifest wants none asked.</param>
/// <param name="Tried">Of the revisions between the sides those that went up, down and up again.</param>
internal sealed record ExpectedSchemas(Expectation? Expectation, IReadOnlyList<Reversibility> Tried)
{
    private static readonly TimeSpan Room = TimeSpan.FromMinutes(5);

    public static async Task<ExpectedSchemas> AskAsync(
        VerbRun run,
        DeployManifest manifest,
        ComparedSide host,
        (Catalog Production, Catalog Staging) sides,
        IReadOnlyList<Revision> between,
        ReadOptions options,
        CancellationToken cancel
    )
    {
        if (
            manifest.Drift.Scratch is ScratchHost.None
            || manifest.Migrations is not { } migrations
            || (!IsStamped(sides.Production) && !IsStamped(sides.Staging))
        )
            return new(null, []);
        if (Missing(manifest, host, sides) is { } missing)
            return Unknown(missing);
        if (AlembicCommand.Of(migrations.Command) is not { } alembic)
            return Unknown(
                $"`migrations.command` is `{migrations.Command}`, and known is only what ends with `alembic upgrade head`"
            );
        ExpectedSchemas? asked = null;
        await run.Story.StepAsync(
            "Run the migrations on a PostgreSQL of their own",
            async () =>
            {
                try
                {
                    asked = await AskAsync(
                        run,
                        host,
                        migrations,
                        alembic,
                        sides,
                        between,
                        options,
                        cancel
                    );
                    return (true, (asked.Expectation as Expectation.Known)?.Source ?? "");
                }
                catch (ActionException error)
                {
                    run.Story.Foreign("what was said", error.Foreign);
                    asked = Unknown(error.Message);
                    return (false, error.Message);
                }
            }
        );
        return asked!;
    }

    private static async Task<ExpectedSchemas> AskAsync(
        VerbRun run,
        ComparedSide host,
        MigrationSpec migrations,
        AlembicCommand alembic,
        (Catalog Production, Catalog Staging) sides,
        IReadOnlyList<Revision> between,
        ReadOptions options,
        CancellationToken cancel
    )
    {
        var like = host.Role is "production" ? sides.Production : sides.Staging;
        var owner = RoleNames.CommonestOwner(sides.Production) ?? "postgres";
        await using var remote = await host.ConnectAsync(cancel);
        await using var scratch = await Scratch.BeginAsync(
            remote,
            host.Place!,
            like.Head,
            owner,
            RoleNames.In(sides.Production).Union(RoleNames.In(sides.Staging)),
            (2 * migrations.Timeout) + Room,
            run.Story.Hide,
            cancel
        );
        var alone = new MigrationsAlone(scratch, alembic, migrations.Timeout, options);
        var (ours, theirs) = (sides.Production.Head.Revisions!, sides.Staging.Head.Revisions!);
        var atProduction = alone.AtAsync("production", ours, cancel);
        var atStaging = ours.ToHashSet().SetEquals(theirs)
            ? atProduction
            : alone.AtAsync("staging", theirs, cancel);
        await Task.WhenAll(atProduction, atStaging);
        var known = new Expectation.Known(
            await atProduction,
            await atStaging,
            owner,
            $"`{alembic.Beginning}` on {remote.Name}"
        );
        return Stranger(known, sides) is { } strange
            ? Unknown(strange)
            : new(known, await Stairway.ClimbAsync(alone, known.Production, between, cancel));
    }

    private static string? Missing(
        DeployManifest manifest,
        ComparedSide host,
        (Catalog Production, Catalog Staging) sides
    ) =>
        !host.HasHost
            ? $"there is no way to a host to run them on: give `{host.Role}-ssh-key`, or set `drift.scratch`"
        : !IsStamped(sides.Production)
            ? $"{manifest.Drift.Production} has no row in alembic_version"
        : !IsStamped(sides.Staging) ? $"{manifest.Drift.Staging} has no row in alembic_version"
        : null;

    /// <summary>Where a database has a `search_path` of its own, the same migrations make things elsewhere.</summary>
    private static string? Stranger(
        Expectation.Known known,
        (Catalog Production, Catalog Staging) sides
    )
    {
        var tables = known
            .Production.Facts.Keys.Where(id => id is { Kind: "table", Name: not "alembic_version" })
            .ToList();
        var there = tables.Count(sides.Production.Facts.ContainsKey);
        return there * 2 < tables.Count
            ? $"of the {tables.Count} tables they make only {there} are on production under the same name; is there a `search_path` of its own?"
            : null;
    }

    private static bool IsStamped(Catalog catalog) => catalog.Head.Revisions is { Count: > 0 };

    private static ExpectedSchemas Unknown(string why) => new(new Expectation.Unknown(why), []);
}
