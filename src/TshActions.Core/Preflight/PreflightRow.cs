namespace TshActions.Core.Preflight;

public enum RowState
{
    Pass,
    Warn,
    Fail,

    /// <summary>It should hold and could not be looked into.</summary>
    Unknown,

    Superseded,

    Manual,
}

/// <summary>One line of the checklist with its evidence.</summary>
/// <param name="Fix">Empty where nothing is to be done.</param>
public sealed record PreflightRow(
    string Id,
    string Title,
    RowState State,
    string Evidence,
    string Fix
)
{
    public static PreflightRow Of(RowSpec spec, RowWeight weight, RowFinding finding) =>
        finding switch
        {
            RowFinding.Good good => new(spec.Id, spec.Title, RowState.Pass, good.Evidence, ""),
            RowFinding.Superseded by => new(
                spec.Id,
                spec.Title,
                RowState.Superseded,
                by.Evidence,
                ""
            ),
            RowFinding.Manual manual => new(
                spec.Id,
                spec.Title,
                RowState.Manual,
                manual.Evidence,
                ""
            ),
            RowFinding.Bad bad => new(
                spec.Id,
                spec.Title,
                weight is RowWeight.Fail ? RowState.Fail : RowState.Warn,
                bad.Evidence,
                bad.Fix
            ),
            RowFinding.Blind blind => new(
                spec.Id,
                spec.Title,
                weight is RowWeight.Fail ? RowState.Unknown : RowState.Warn,
                blind.Evidence,
                blind.Fix
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(finding)),
        };
}
