namespace TshActions.Core.Alembic.Python;

/// <summary>Values out of words. Operators are not understood: what they join is told as computed.</summary>
internal sealed class ExpressionParser
{
    private const int Deepest = 60;

    private static readonly HashSet<string> Joining =
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "for",
        "async",
        "await",
        "lambda",
        "yield",
        "from",
        "as",
    ];

    private readonly IReadOnlyList<Token> _tokens;
    private readonly int _to;
    private int _at;

    private ExpressionParser(IReadOnlyList<Token> tokens, int from, int to) =>
        (_tokens, _at, _to) = (tokens, from, to);

    public static Expression Parse(IReadOnlyList<Token> tokens, int from, int to)
    {
        var parser = new ExpressionParser(tokens, from, to);
        var (items, commas) = parser.Items(0);
        var span = new Span(tokens, from, to);
        return items.Count is 1 && !commas ? items[0] : new Expression.Sequence(span, items);
    }

    private bool Ended => _at >= _to || _tokens[_at].Closes;

    private (List<Expression> Items, bool Commas) Items(int depth)
    {
        var items = new List<Expression>();
        var commas = false;
        while (!Ended)
        {
            if (_tokens[_at].IsSign(","))
            {
                commas = true;
                _at++;
                continue;
            }

            items.Add(Item(depth));
        }

        return (items, commas);
    }

    private Expression Item(int depth)
    {
        var from = _at;
        var parts = new List<Expression>();
        var signs = new List<string>();
        while (!Ended && !_tokens[_at].IsSign(","))
        {
            var token = _tokens[_at];
            var joins =
                token.Kind is TokenKind.Sign ? !token.Opens
                : token.Kind is TokenKind.Name ? Joining.Contains(token.Value)
                : token.Kind is TokenKind.NewLine or TokenKind.Indent or TokenKind.Dedent;
            if (!joins)
            {
                parts.Add(Primary(depth));
                continue;
            }

            signs.Add(token.Value);
            _at++;
        }

        var span = new Span(_tokens, from, _at);
        if (parts.Count is 1 && signs.Count is 0)
            return parts[0];
        return
            parts.Count is not 0
            && signs.Count == parts.Count - 1
            && signs.All(sign => sign is "+")
            && parts.All(part => part is Expression.Text)
            ? new Expression.Text(
                span,
                string.Concat(parts.Cast<Expression.Text>().Select(text => text.Value))
            )
            : new Expression.Computed(span, parts);
    }

    private Expression Primary(int depth)
    {
        var from = _at;
        var value = Atom(depth);
        while (_at < _to)
        {
            var token = _tokens[_at];
            if (token.IsSign(".") && _at + 1 < _to && _tokens[_at + 1].Kind is TokenKind.Name)
            {
                var part = _tokens[_at + 1].Value;
                _at += 2;
                var span = new Span(_tokens, from, _at);
                value = value is Expression.Name name
                    ? new Expression.Name(span, $"{name.Path}.{part}")
                    : new Expression.Member(span, value, part);
            }
            else if (token.IsSign("("))
            {
                var arguments = Arguments(depth + 1);
                value = new Expression.Call(new(_tokens, from, _at), value, arguments);
            }
            else if (token.IsSign("["))
            {
                var inside = Enclosed(depth + 1).Items;
                value = new Expression.Computed(new(_tokens, from, _at), [value, .. inside]);
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private Expression Atom(int depth)
    {
        var from = _at;
        var token = _tokens[_at];
        if (token.Opens)
        {
            var (items, commas) = Enclosed(depth + 1);
            return token.IsSign("(") && items.Count is 1 && !commas
                ? items[0]
                : new Expression.Sequence(new(_tokens, from, _at), items);
        }

        _at++;
        if (token.Kind is TokenKind.Text)
        {
            while (_at < _to && _tokens[_at].Kind is TokenKind.Text)
                _at++;
            var texts = _tokens.Skip(from).Take(_at - from).ToList();
            return texts.Any(text => text.Computed)
                ? new Expression.Computed(new(_tokens, from, _at), [])
                : new Expression.Text(
                    new(_tokens, from, _at),
                    string.Concat(texts.Select(text => text.Value))
                );
        }

        var span = new Span(_tokens, from, _at);
        return token.Kind switch
        {
            TokenKind.Number => new Expression.Number(span, token.Value),
            _ when token.Value is "True" or "False" or "None" => new Expression.Constant(
                span,
                token.Value
            ),
            _ => new Expression.Name(span, token.Value),
        };
    }

    private List<Argument> Arguments(int depth)
    {
        var arguments = new List<Argument>();
        if (depth > Deepest)
            return [new(null, TooDeep())];
        for (_at++; !Ended; )
        {
            if (_tokens[_at].IsSign(","))
            {
                _at++;
                continue;
            }

            var named =
                _tokens[_at].Kind is TokenKind.Name
                && _at + 1 < _to
                && _tokens[_at + 1].IsSign("=");
            var keyword = named ? _tokens[_at].Value : null;
            _at += named ? 2 : 0;
            // Unpacked arguments may be any: they have no name, and their place says nothing.
            var unpacks = !Ended && (_tokens[_at].IsSign("*") || _tokens[_at].IsSign("**"));
            arguments.Add(new(unpacks ? "*" : keyword, Item(depth)));
        }

        Close();
        return arguments;
    }

    private (List<Expression> Items, bool Commas) Enclosed(int depth)
    {
        if (depth > Deepest)
            return ([TooDeep()], true);
        _at++;
        var items = Items(depth);
        Close();
        return items;
    }

    /// <summary>A bracket that is never closed ends with the file.</summary>
    private void Close() => _at = Math.Min(_at + 1, _to);

    /// <summary>Stands for what is not read any more: a call of nobody knows what.</summary>
    private Expression.Call TooDeep()
    {
        var from = _at;
        var open = 0;
        do
        {
            open +=
                _tokens[_at].Opens ? 1
                : _tokens[_at].Closes ? -1
                : 0;
            _at++;
        } while (_at < _to && open > 0);
        var span = new Span(_tokens, from, _at);
        return new(span, new Expression.Name(span, "(nested too deeply to be read)"), []);
    }
}
