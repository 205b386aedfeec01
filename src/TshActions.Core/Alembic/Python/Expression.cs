using System.Text;

namespace TshActions.Core.Alembic.Python;

/// <summary>A value as it is written; nothing is worked out.</summary>
public abstract record Expression(Span Span)
{
    public int Line => Span.First.Line;

    public int Column => Span.First.Column;

    public sealed record Text(Span Span, string Value) : Expression(Span);

    public sealed record Number(Span Span, string Value) : Expression(Span);

    /// <summary>`True`, `False` or `None`.</summary>
    public sealed record Constant(Span Span, string Value) : Expression(Span);

    /// <param name="Path">With its dots: `op.add_column`.</param>
    public sealed record Name(Span Span, string Path) : Expression(Span);

    /// <summary>A part of something that is not a plain name: `op.get_bind().execute`.</summary>
    public sealed record Member(Span Span, Expression Of, string Part) : Expression(Span);

    public sealed record Call(Span Span, Expression Callee, IReadOnlyList<Argument> Arguments)
        : Expression(Span);

    /// <summary>A tuple, list, set or dictionary.</summary>
    public sealed record Sequence(Span Span, IReadOnlyList<Expression> Items) : Expression(Span);

    /// <summary>Whatever only Python can work out.</summary>
    /// <param name="Parts">The values it is worked out from.</param>
    public sealed record Computed(Span Span, IReadOnlyList<Expression> Parts) : Expression(Span);
}

/// <param name="Keyword">Null for one that is known by its place.</param>
public sealed record Argument(string? Keyword, Expression Value);

/// <summary>Words that stand together.</summary>
/// <param name="To">The first behind them.</param>
public readonly record struct Span(IReadOnlyList<Token> Tokens, int From, int To)
{
    private const int Longest = 120;

    public Token First => From < Tokens.Count ? Tokens[From] : new(TokenKind.NewLine, "", 1, 1);

    /// <summary>On one line, without comments, at most 120 characters.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var at = From; at < To && text.Length <= Longest; at++)
        {
            var token = Tokens[at];
            var spaced =
                at > From
                && (Tokens[at - 1].IsSign(",") || (IsWordy(token) && IsWordy(Tokens[at - 1])));
            text.Append(spaced ? " " : "");
            text.Append(token.Kind is TokenKind.Text ? $"'{Flat(token.Value)}'" : token.Value);
        }

        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
    }

    private static bool IsWordy(Token token) => token.Kind is not TokenKind.Sign;

    private static string Flat(string text) =>
        new([.. text.Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)]);
}
