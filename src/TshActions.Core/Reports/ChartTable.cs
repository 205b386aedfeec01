namespace TshActions.Core.Reports;

/// <summary>Names, sparklines and figures in columns as wide as they need.</summary>
/// <param name="width">Of the sparklines.</param>
internal sealed class ChartTable(int width)
{
    private readonly List<(string? Name, string Chart, string[] Figures)> _rows = [];

    public bool HasRows => _rows.Exists(row => row.Name is not null);

    public void Row(string name, string chart, params string[] figures) =>
        _rows.Add((name, chart, figures));

    /// <summary>Something without a name: a ruler, a marker.</summary>
    public void Line(string chart, params string[] figures) => _rows.Add((null, chart, figures));

    public IEnumerable<string> Lines()
    {
        var name = _rows.Max(row => row.Name?.Length ?? 0);
        // Under a heading each; a row with a single figure says a sentence and sets no width.
        var columns = _rows.Max(row => row.Figures.Length);
        var widths = Enumerable
            .Range(0, columns)
            .Select(column =>
                _rows.Max(row => row.Figures.Length > 1 ? row.Figures[column].Length : 0)
            )
            .ToList();
        return _rows.Select(row =>
            $"{(row.Name ?? "").PadRight(name)}  {row.Chart.PadRight(width)}{Figures(row.Figures)}"
        );

        string Figures(string[] figures) =>
            figures.Length is 1
                ? figures[0]
                : string.Concat(
                    figures.Select((figure, column) => "  " + figure.PadLeft(widths[column]))
                );
    }
}
