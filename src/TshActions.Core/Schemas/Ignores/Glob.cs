namespace TshActions.Core.Schemas.Ignores;

/// <summary>`*` stands for any letters, `?` for one; everything else for itself.</summary>
public static class Glob
{
    public static bool IsMatch(string glob, string text)
    {
        var (at, mark) = (0, 0);
        var star = -1;
        for (var pattern = 0; at < text.Length || pattern < glob.Length; )
        {
            if (pattern < glob.Length && glob[pattern] is '*')
            {
                (star, mark) = (pattern++, at);
                continue;
            }

            if (
                at < text.Length
                && pattern < glob.Length
                && (glob[pattern] is '?' || glob[pattern] == text[at])
            )
            {
                pattern++;
                at++;
                continue;
            }

            // The last star takes one letter more.
            if (star < 0 || mark >= text.Length)
                return false;
            pattern = star + 1;
            at = ++mark;
        }

        return true;
    }
}
