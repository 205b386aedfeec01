using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TshActions.Core.Images;

/// <summary>The sha256 of something, which is its name wherever it goes: an image, a layer, a manifest.</summary>
public readonly partial record struct Digest
{
    private const string Prefix = "sha256:";

    private Digest(string hex) => Hex = hex;

    /// <summary>64 lower-case hexadecimal digits; also the file name of a layer on its way.</summary>
    public string Hex { get; }

    /// <summary>As docker writes it: <c>sha256:…</c>.</summary>
    public string Text => Prefix + Hex;

    /// <summary>Enough of it for a person.</summary>
    public string Short => Hex[..12];

    /// <summary>The digest written as <c>sha256:</c> and 64 digits, or null.</summary>
    public static Digest? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? ParseHex(text[Prefix.Length..]) : null;

    public static Digest? ParseHex(string hex) => Pattern().IsMatch(hex) ? new Digest(hex) : null;

    public static Digest Of(ReadOnlySpan<byte> content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public override string ToString() => Text;

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Pattern();
}
