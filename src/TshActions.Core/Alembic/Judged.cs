using TshActions.Core.Journal;

namespace TshActions.Core.Alembic;

/// <summary>What was decided of an operation, and why in one line.</summary>
public readonly record struct Judged(BackwardCompatible Answer, string Why)
{
    internal static Judged Yes(string why) => new(BackwardCompatible.Yes, why);

    internal static Judged No(string why) => new(BackwardCompatible.No, why);

    internal static Judged Unknown(string why) => new(BackwardCompatible.Unknown, why);
}
