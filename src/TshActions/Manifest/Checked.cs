namespace TshActions.Manifest;

/// <summary>A part of the manifest that fits its shape, with the defaults of absent keys filled in.</summary>
public sealed class Checked
{
    private readonly Dictionary<string, Checked> _keys = [];

    public Checked(int line, int column, string? text = null) =>
        (Line, Column, Value) = (line, column, text);

    public int Line { get; }

    public int Column { get; }

    /// <summary>It stands in the file; otherwise it is a default.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>What stands there, where the shape leaves that free.</summary>
    public YamlTree? Tree { get; init; }

    public List<Checked> Items { get; } = [];

    public IReadOnlyDictionary<string, Checked> Keys => _keys;

    /// <summary>The text of a scalar; empty where something else stands, which the check has said already.</summary>
    public string Text => Value ?? "";

    public int Number => int.Parse(Text);

    public TimeSpan Duration => Scalars.DurationOf(Text);

    /// <summary>In bytes.</summary>
    public long Size => Scalars.SizeOf(Text);

    public double Amount => Scalars.AmountOf(Text);

    public double Percent => Scalars.PercentOf(Text);

    public bool IsOn => Text is "true";

    private string? Value { get; }

    /// <summary>The part under a key that is there or has a default.</summary>
    public Checked this[string key] => _keys[key];

    public Checked? Find(string key) => _keys.GetValueOrDefault(key);

    public Problem Problem(string what, string fix) => new(Line, Column, what, fix);

    internal void Add(string key, Checked value) => _keys[key] = value;
}
