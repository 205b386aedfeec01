namespace TshActions.Rig.Forge;

/// <summary>What somebody may do who holds it.</summary>
/// <param name="Login">Who GitHub says did it.</param>
/// <param name="Permissions">Scope to level, as in a workflow's `permissions:`; reading metadata is always allowed.</param>
public sealed record Token(
    string Text,
    string Login,
    IReadOnlyDictionary<string, string> Permissions
)
{
    public bool May(string scope, string level) =>
        scope is "metadata"
        || Permissions.GetValueOrDefault(scope) is { } held && (held == level || held is "write");
}
