using System.Globalization;

namespace TshActions.Core.Checks;

/// <summary>Whether there is room on a disk, in bytes and in inodes: a disk without either takes no file.</summary>
public static class DiskJudge
{
    /// <param name="warn">A share of 1, reached.</param>
    public static CheckResult Judge(
        string check,
        string path,
        DiskFacts disk,
        double warn,
        double fail
    )
    {
        if (!disk.There)
            return new(check, Finding.Error, $"{path} is not on the host");
        List<(Finding, string)> parts = [One("space", disk.Used)];
        if (!disk.InodesUnlimited)
            parts.Add(One("inodes", disk.Inodes));
        var result = Findings.Worst(check, parts, "");
        return result with { Detail = $"{path}: {result.Detail}" };

        (Finding, string) One(string what, double? used) =>
            used is null ? (Finding.Inconclusive, $"{what} could not be measured")
            : used >= 100 * fail
                ? (
                    Finding.Failed,
                    $"{what} {Percent(used.Value)} used, {Percent(100 * fail)} fails"
                )
            : used >= 100 * warn
                ? (
                    Finding.Warning,
                    $"{what} {Percent(used.Value)} used, {Percent(100 * warn)} warns"
                )
            : (Finding.Passed, $"{what} {Percent(used.Value)} used");
    }

    // Down, so that no number looks like a limit that it has not reached.
    private static string Percent(double percent) =>
        $"{(Math.Floor(percent * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture)} %";
}
