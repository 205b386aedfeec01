namespace TshActions.Core.Alembic.Python;

/// <summary>
/// Python's words, lines and indentation, as far as a migration needs them. It reads any text and never gives up; what
/// Python would refuse is told as a flaw.
/// </summary>
public sealed class Tokenizer
{
    /// <summary>Python's own limit of nested blocks.</summary>
    private const int DeepestIndent = 100;
    private const int Tab = 8;

    private static readonly string[] Pairs =
    [
        "->",
        ":=",
        "**",
        "//",
        "==",
        "!=",
        "<=",
        ">=",
        "+=",
        "-=",
        "*=",
        "/=",
        "%=",
        "|=",
        "&=",
        "^=",
        "<<",
        ">>",
    ];

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private readonly List<Comment> _comments = [];
    private readonly List<Flaw> _flaws = [];
    private readonly Stack<int> _indents = new([0]);
    private readonly Stack<Token> _open = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private Tokenizer(string text) => _text = text;

    public static Tokens Read(string text) =>
        new Tokenizer(text.TrimStart('\uFEFF').Replace("\r\n", "\n").Replace('\r', '\n')).Read();

    private int Column => _at - _lineStart + 1;

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private Tokens Read()
    {
        var fresh = true;
        while (_at < _text.Length)
        {
            if (fresh)
                Indent();
            fresh = false;
            if (_at >= _text.Length)
                break;
            switch (_text[_at])
            {
                case '\n':
                    fresh = EndLine();
                    break;
                case ' ' or '\t' or '\f':
                    _at++;
                    break;
                case '#':
                    Comment();
                    break;
                case '\\' when Peek(1) is '\n':
                    _at++;
                    NextLine();
                    break;
                case '"' or '\'':
                    Text("");
                    break;
                default:
                    Word();
                    break;
            }
        }

        Add(TokenKind.NewLine, "");
        foreach (var open in _open)
            _flaws.Add(new($"`{open.Value}` is never closed", open.Line, open.Column));
        for (; _indents.Count > 1; _indents.Pop())
            Add(TokenKind.Dedent, "");
        return new(_tokens, _comments, _flaws);
    }

    private void Add(TokenKind kind, string value) => _tokens.Add(new(kind, value, _line, Column));

    private void NextLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }

    /// <returns>Whether a new statement begins.</returns>
    private bool EndLine()
    {
        var inside = _open.Count > 0;
        // A line of nothing, or of a comment alone, ends no statement.
        if (!inside && _tokens.Count > 0 && _tokens[^1].Kind is not TokenKind.NewLine)
            Add(TokenKind.NewLine, "");
        NextLine();
        return !inside;
    }

    private void Indent()
    {
        var width = 0;
        for (; Peek() is ' ' or '\t' or '\f'; _at++)
            width = Peek() switch
            {
                '\t' => (width / Tab + 1) * Tab,
                '\f' => 0,
                _ => width + 1,
            };
        if (_at >= _text.Length || Peek() is '\n' or '#')
            return;
        if (width > _indents.Peek())
        {
            if (_indents.Count > DeepestIndent)
            {
                _flaws.Add(new("blocks are nested too deeply", _line, Column));
                return;
            }

            _indents.Push(width);
            Add(TokenKind.Indent, "");
            return;
        }

        for (; width < _indents.Peek(); _indents.Pop())
            Add(TokenKind.Dedent, "");
        if (width != _indents.Peek())
            _flaws.Add(new("the indentation fits no block before it", _line, Column));
    }

    private void Comment()
    {
        var end = _text.IndexOf('\n', _at);
        end = end < 0 ? _text.Length : end;
        _comments.Add(new(_text[_at..end], _line, Column));
        _at = end;
    }

    private void Text(string prefix)
    {
        var (line, column, from) = (_line, Column - prefix.Length, _at);
        var read = TextLiteral.Scan(_text, _at, prefix);
        _tokens.Add(new(TokenKind.Text, read.Value, line, column, read.Computed));
        if (!read.Closed)
            _flaws.Add(new("a string is never closed", line, column));
        for (var at = _text.IndexOf('\n', from, read.End - from); at >= 0; )
        {
            _line++;
            _lineStart = at + 1;
            at = _text.IndexOf('\n', at + 1, read.End - at - 1);
        }

        _at = read.End;
    }

    private void Word()
    {
        var from = _at;
        var first = Peek();
        if (char.IsLetter(first) || first is '_')
        {
            while (char.IsLetterOrDigit(Peek()) || Peek() is '_')
                _at++;
            var word = _text[from.._at];
            if (Peek() is '"' or '\'' && word.Length <= 2 && word.All("rRbBuUfFtT".Contains))
                Text(word);
            else
                _tokens.Add(new(TokenKind.Name, word, _line, from - _lineStart + 1));
            return;
        }

        if (char.IsAsciiDigit(first) || (first is '.' && char.IsAsciiDigit(Peek(1))))
        {
            while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '.')
                _at++;
            _tokens.Add(new(TokenKind.Number, _text[from.._at], _line, from - _lineStart + 1));
            return;
        }

        Sign();
    }

    private void Sign()
    {
        var pair = Pairs.FirstOrDefault(pair =>
            _text.AsSpan(_at).StartsWith(pair, StringComparison.Ordinal)
        );
        var token = new Token(TokenKind.Sign, pair ?? _text[_at].ToString(), _line, Column);
        _at += token.Value.Length;
        if (token.Opens)
            _open.Push(token);
        if (token.Closes && !(_open.TryPeek(out var open) && Fits(open.Value, token.Value)))
        {
            _flaws.Add(new($"`{token.Value}` closes nothing", token.Line, token.Column));
            return;
        }

        if (token.Closes)
            _open.Pop();
        _tokens.Add(token);
    }

    private static bool Fits(string open, string close) =>
        (open, close) is ("(", ")") or ("[", "]") or ("{", "}");
}
