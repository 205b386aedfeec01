namespace TshActions.Core.Alembic.Python;

/// <summary>The statements of a file, with their blocks.</summary>
public sealed class StatementParser
{
    private static readonly HashSet<string> Blocks =
    [
        "def",
        "class",
        "if",
        "elif",
        "else",
        "for",
        "while",
        "with",
        "try",
        "except",
        "finally",
    ];

    private static readonly HashSet<string> Simple =
    [
        "return",
        "raise",
        "pass",
        "del",
        "assert",
        "global",
        "nonlocal",
        "break",
        "continue",
        "yield",
        "await",
    ];

    private readonly IReadOnlyList<Token> _tokens;
    private int _at;

    private StatementParser(IReadOnlyList<Token> tokens) => _tokens = tokens;

    public static IReadOnlyList<Statement> Parse(Tokens tokens)
    {
        var parser = new StatementParser(tokens.All);
        var statements = new List<Statement>();
        while (parser._at < parser._tokens.Count)
        {
            statements.AddRange(parser.Block());
            parser._at++;
        }

        return statements;
    }

    /// <summary>Up to the end of the block, which it leaves standing.</summary>
    private List<Statement> Block()
    {
        var statements = new List<Statement>();
        while (_at < _tokens.Count && _tokens[_at].Kind is not TokenKind.Dedent)
        {
            if (_tokens[_at].Kind is TokenKind.NewLine)
                _at++;
            else if (_tokens[_at].Kind is TokenKind.Indent)
                statements.AddRange(Indented());
            else
                Line(statements);
        }

        return statements;
    }

    private List<Statement> Indented()
    {
        _at++;
        var body = Block();
        _at++;
        return body;
    }

    private void Line(List<Statement> statements)
    {
        var from = _at;
        while (_at < _tokens.Count && _tokens[_at].Kind is not TokenKind.NewLine)
            _at++;
        var to = _at;
        _at++;
        if (_tokens[from].IsWord("async") && from + 1 < to)
            from++;
        var colon = Find(":", from, to);
        if (!Heads(from, to, colon))
        {
            statements.AddRange(Parts(from, to));
            return;
        }

        var body = Parts(colon + 1, to);
        if (body.Count is 0 && _at < _tokens.Count && _tokens[_at].Kind is TokenKind.Indent)
            body = Indented();
        var first = _tokens[from];
        var named = first.Value is "def" or "class";
        statements.Add(
            new(
                first.Value,
                first,
                named && from + 1 < colon ? _tokens[from + 1].Value : "",
                [],
                named ? null : Value(from + 1, colon),
                [],
                body
            )
        );
    }

    private bool Heads(int from, int to, int colon) =>
        colon >= 0
        && _tokens[from].Kind is TokenKind.Name
        && (
            Blocks.Contains(_tokens[from].Value)
            || (
                _tokens[from].Value is "match" or "case"
                && colon > from + 1
                && _at < _tokens.Count
                && (colon < to - 1 || _tokens[_at].Kind is TokenKind.Indent)
                && Find("=", from, to) < 0
            )
        );

    private List<Statement> Parts(int from, int to)
    {
        var parts = new List<Statement>();
        while (from < to)
        {
            var end = Find(";", from, to) is >= 0 and var found ? found : to;
            if (end > from)
                parts.Add(Part(from, end));
            from = end + 1;
        }

        return parts;
    }

    private Statement Part(int from, int to)
    {
        var first = _tokens[from];
        if (first.IsWord("import") || first.IsWord("from"))
            return new(first.Value, first, "", [], null, Importing.Of(_tokens, from, to), []);
        if (first.Kind is TokenKind.Name && Simple.Contains(first.Value))
            return new(first.Value, first, "", [], Value(from + 1, to), [], []);
        var targets = new List<string>();
        var at = from;
        for (var sign = Assign(at, to); sign >= 0; sign = Assign(at, to))
        {
            var annotation = Find(":", at, sign);
            targets.AddRange(Names(at, annotation >= 0 ? annotation : sign));
            at = sign + 1;
        }

        if (targets.Count is 0 && Find(":", from, to) is > 0)
            return new("", first, "", [], null, [], []);
        return new("", first, "", targets, Value(at, to), [], []);
    }

    /// <summary>Of `a.b, c = …` the name c: only whole names are remembered.</summary>
    private IEnumerable<string> Names(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var alone =
                (at == from || !_tokens[at - 1].IsSign("."))
                && (at + 1 >= to || _tokens[at + 1].IsSign(",") || _tokens[at + 1].Closes);
            if (_tokens[at].Kind is TokenKind.Name && alone)
                yield return _tokens[at].Value;
        }
    }

    private Expression? Value(int from, int to) =>
        from < to ? ExpressionParser.Parse(_tokens, from, to) : null;

    private int Assign(int from, int to) => Find("=", from, to);

    private int Find(string sign, int from, int to)
    {
        var open = 0;
        for (var at = from; at < to; at++)
        {
            open +=
                _tokens[at].Opens ? 1
                : _tokens[at].Closes ? -1
                : 0;
            if (open is 0 && _tokens[at].IsSign(sign))
                return at;
        }

        return -1;
    }
}
