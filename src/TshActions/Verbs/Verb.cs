using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>One input of a verb. The same name is the key under `with:`, the option `--name` and `INPUT_NAME`.</summary>
/// <param name="Default">What absent or empty means; null where that is an error or simply empty.</param>
/// <param name="Secret">Never an option, because arguments of a program can be read by anybody on the machine.</param>
/// <param name="Switch">`true` or `false`; as an option it needs no value.</param>
/// <param name="Allowed">Null where any text will do.</param>
/// <param name="Unless">The input with which a required one is not needed.</param>
public sealed record Input(
    string Name,
    string About,
    string? Default = null,
    bool Required = false,
    bool Secret = false,
    bool Switch = false,
    Allowed? Allowed = null,
    string? Unless = null
);

public sealed record Output(string Name, string About);

/// <summary>
/// One verb: what it takes, what it gives, and its story. This table is the one place; `action.yml`, `--help` and the
/// READMEs are checked against it.
/// </summary>
/// <param name="IsAction">Whether a workflow can use it; set-up and status are for a person at a terminal.</param>
public sealed record Verb(
    string Name,
    string About,
    bool IsAction,
    IReadOnlyList<Input> Inputs,
    IReadOnlyList<Output> Outputs,
    Func<VerbRun, CancellationToken, Task<Ending>> Tell
);
