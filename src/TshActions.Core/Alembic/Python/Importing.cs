namespace TshActions.Core.Alembic.Python;

/// <summary>What names an import brings in, and what they stand for.</summary>
internal static class Importing
{
    public static IReadOnlyList<(string Name, string Path)> Of(
        IReadOnlyList<Token> tokens,
        int from,
        int to
    )
    {
        var words = tokens.Skip(from).Take(to - from).ToList();
        var module = "";
        var at = 1;
        var named = words[0].IsWord("from");
        if (named)
        {
            module = Path(words, ref at) + ".";
            at++;
        }

        var imports = new List<(string, string)>();
        while (at < words.Count)
        {
            if (words[at].Kind is not TokenKind.Name || words[at].IsWord("import"))
            {
                at++;
                continue;
            }

            var path = Path(words, ref at);
            var name = named ? path : path.Split('.')[0];
            var whole = named ? module + path : name;
            if (at + 1 < words.Count && words[at].IsWord("as"))
            {
                name = words[at + 1].Value;
                whole = module + path;
                at += 2;
            }

            imports.Add((name, whole));
        }

        return imports;
    }

    private static string Path(List<Token> words, ref int at)
    {
        var path = "";
        for (; at < words.Count; at++)
        {
            var joins = path.Length is 0 || path.EndsWith('.') || words[at].IsSign(".");
            var fits =
                words[at].Kind is TokenKind.Name
                    ? joins && !words[at].IsWord("import")
                    : words[at].IsSign(".");
            if (!fits)
                break;
            path += words[at].Value;
        }

        return path;
    }
}
