namespace TshActions.Core.Alembic;

/// <summary>One call in a body, with what it does to the database.</summary>
/// <param name="Name">`add_column`; of what is not Alembic's the called name.</param>
/// <param name="May">It stands under a condition.</param>
/// <param name="Source">As it is written, on one line.</param>
/// <param name="Autocommit">Outside the transaction: in an `autocommit_block`.</param>
/// <param name="Effects">Never empty: what cannot be told is <see cref="Effect.Unknown"/>.</param>
public sealed record Operation(
    string Name,
    int Line,
    bool May,
    string Source,
    bool Autocommit,
    IReadOnlyList<Effect> Effects
);
