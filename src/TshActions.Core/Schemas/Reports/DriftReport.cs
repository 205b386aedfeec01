using TshActions.Core.Schemas.Ignores;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>All that one comparison found; what is written of it says nothing else.</summary>
/// <param name="Migrations">Null where nothing says what either side should be.</param>
/// <param name="FailOn">The lowest severity that fails.</param>
/// <param name="Compared">Number of things within schemas that both sides were looked at for.</param>
/// <param name="WithoutMigrations">Why the migrations, which there are, could not be asked.</param>
/// <param name="Elsewhere">Things in schemas that are not owned, by schema.</param>
public sealed record DriftReport(
    DriftSide Production,
    DriftSide Staging,
    DriftSide? Migrations,
    IReadOnlyList<DriftRow> Rows,
    IgnoreOutcome Ignores,
    Severity FailOn,
    int Compared,
    IReadOnlyDictionary<string, int> Elsewhere,
    string? WithoutMigrations = null
)
{
    public IEnumerable<DriftRow> Failing =>
        Rows.Where(row => row.Finding.Ignored is null && row.Finding.Severity >= FailOn);

    public bool IsDrift => Failing.Any();
}

/// <param name="Name">The environment's, or `migrations`.</param>
/// <param name="Source">Where it was read: `live`, `snapshot schema.jsonl`, `alembic at 3f2a…`.</param>
public sealed record DriftSide(string Name, string Source, CatalogHead Head);

/// <summary>One finding with the three values and the ways out.</summary>
/// <param name="Touched">The migration that last spoke of the object; null where none is known.</param>
/// <param name="OnProduction">What would make production as it should be, to be read and never run by us; null where there is no safe text.</param>
/// <param name="OnStaging">The same for staging.</param>
public sealed record DriftRow(
    Standing Standing,
    Finding Finding,
    MigrationFile? Touched = null,
    string? OnProduction = null,
    string? OnStaging = null
);

/// <param name="Path">From the repository's root.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record MigrationFile(string Path, int Line);
