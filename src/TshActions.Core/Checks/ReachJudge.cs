using TshActions.Core.Reports;

namespace TshActions.Core.Checks;

/// <summary>Whether a port took a connection, by the helper's one word for what became of it.</summary>
public static class ReachJudge
{
    public static CheckResult Judge(
        string check,
        string address,
        int port,
        string word,
        TimeSpan timeout
    )
    {
        var at = $"{address}:{port}";
        return word switch
        {
            "open" => new(check, Finding.Passed, $"{at} takes connections"),
            "refused" => new(check, Finding.Failed, $"{at} refused the connection"),
            "silent" => new(check, Finding.Failed, $"{at} gave no answer within {timeout.AsLimit}"),
            "unreachable" => new(check, Finding.Failed, $"{at} cannot be reached from the host"),
            "unknown" => new(check, Finding.Error, $"the host knows no {address}"),
            _ when word.StartsWith("unasked ") => new(
                check,
                Finding.Error,
                word["unasked ".Length..]
            ),
            _ => new(check, Finding.Inconclusive, $"the host did not tell whether {at} answers"),
        };
    }
}
