using System.Text.Json.Serialization;

namespace TshActions.Core.Reports;

public enum Mark
{
    Fine,
    Warning,
    Broken,
}

/// <summary>One thing that was looked at: what, the evidence, and what to do where it is not fine.</summary>
public sealed record Remark(Mark Mark, string What, string Evidence, string Fix = "")
{
    public static Remark Fine(string what, string evidence) => new(Mark.Fine, what, evidence);

    [JsonIgnore]
    public IEnumerable<string> Lines =>
        Fix.Length is 0 ? [First] : [First, $"     {"", Width}  fix: {Fix}"];

    private const int Width = -14;

    private string First => $"  {Sign}  {What, Width}  {Evidence}";

    private string Sign =>
        Mark switch
        {
            Mark.Fine => "✓",
            Mark.Warning => "!",
            _ => "✗",
        };
}
