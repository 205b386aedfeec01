namespace TshActions.Core.Checks;

/// <summary>Text of somebody else's, fit for one line of ours.</summary>
public static class Excerpt
{
    private const int Most = 80;

    public static string Of(string text)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        return line.Length <= Most ? line : line[..Most] + "…";
    }
}
