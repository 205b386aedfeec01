using TshActions.Core.Preflight;
using TshActions.Core.Reports;

namespace TshActions.Preflight;

/// <summary>Reads the critical paths of the checkout for what is not finished.</summary>
internal static class PathScan
{
    public static RowFinding Of(string workspace, IReadOnlyList<string> paths)
    {
        if (paths.Count is 0)
            return new RowFinding.Good("no critical path is named");
        var missing = paths.Where(path => !Path.Exists(Path.Combine(workspace, path))).ToList();
        if (missing.Count > 0)
            return new RowFinding.Bad(
                $"not there: {string.Join(", ", missing)}",
                "mend `preflight.critical-paths`, or check the repository out before this step"
            );
        var files = paths.SelectMany(path => TextFiles.In(workspace, path)).ToList();
        var marks = files
            .SelectMany(file =>
                TodoMarks
                    .Lines(file.Text.Split('\n'))
                    .Select(line => new RowPlace(
                        file.Path,
                        line,
                        "Not finished, and it is deployed to clients"
                    ))
            )
            .ToList();
        return marks.Count is 0
            ? new RowFinding.Good($"{files.Count} files read")
            : new RowFinding.Bad(
                $"{marks.Count}: {FewText.Of([.. marks.Select(mark => $"{mark.Path}:{mark.Line}")])}",
                "finish it, or say in a ticket what is left"
            )
            {
                Places = marks,
            };
    }
}
