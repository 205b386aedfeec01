using System.Text;

namespace TshActions.Core.Init;

/// <summary>A name as the manifest wants it, made of whatever a folder or a package is called.</summary>
public static class AppName
{
    private const int Longest = 40;

    public static string From(string text)
    {
        // Of `@scope/name` the name.
        var own = Checkout.NameOf(text).ToLowerInvariant();
        var name = new StringBuilder();
        foreach (var letter in own)
            if (char.IsAsciiLetterLower(letter) || name.Length > 0 && char.IsAsciiDigit(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] is not '-')
                name.Append('-');
        var cut = name.ToString(0, Math.Min(name.Length, Longest)).Trim('-');
        return cut.Length is 0 ? "app" : cut;
    }
}
