namespace TshActions.Core.Alembic.Python;

public enum TokenKind
{
    Name,
    Number,
    Text,
    Sign,
    NewLine,
    Indent,
    Dedent,
}

/// <summary>A word of a Python file.</summary>
/// <param name="Value">Of a text what it says, not how it is written.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1; a tab is one.</param>
/// <param name="Computed">A text that only Python can tell: an f-string with a field in it, bytes.</param>
public readonly record struct Token(
    TokenKind Kind,
    string Value,
    int Line,
    int Column,
    bool Computed = false
)
{
    public bool IsSign(string sign) => Kind is TokenKind.Sign && Value == sign;

    public bool IsWord(string word) => Kind is TokenKind.Name && Value == word;

    public bool Opens => Kind is TokenKind.Sign && Value is "(" or "[" or "{";

    public bool Closes => Kind is TokenKind.Sign && Value is ")" or "]" or "}";
}

/// <summary>From the `#` to the end of the line.</summary>
public readonly record struct Comment(string Text, int Line, int Column);

/// <summary>Something for which Python would refuse the file.</summary>
public readonly record struct Flaw(string What, int Line, int Column);

/// <summary>A file's words; brackets that close stand only where one is open.</summary>
public sealed record Tokens(
    IReadOnlyList<Token> All,
    IReadOnlyList<Comment> Comments,
    IReadOnlyList<Flaw> Flaws
);
