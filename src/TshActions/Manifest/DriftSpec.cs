using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Ignores;

namespace TshActions.Manifest;

/// <summary>What schema-drift-check compares and what it lets pass.</summary>
/// <param name="Schemas">Globs of what the application owns; empty: all.</param>
/// <param name="Revisions">Folder of Alembic's revision files; null: where they usually are.</param>
/// <param name="Scratch">Whose host runs the migrations on a PostgreSQL of their own.</param>
/// <param name="Roles">Staging's names of roles with production's.</param>
/// <param name="Timeout">Most that one question to a database may take.</param>
public sealed record DriftSpec(
    string Production,
    string Staging,
    IReadOnlyList<string> Schemas,
    string? Revisions,
    ScratchHost Scratch,
    Severity FailOn,
    bool IncludeRoles,
    IReadOnlyDictionary<string, string> Roles,
    TimeSpan Timeout,
    IReadOnlyList<IgnoreRule> Ignore
);
