using System.Security.Cryptography;
using System.Text;

namespace TshActions.Core.Schemas.Verdicts;

/// <summary>A difference's name over runs: of what differs and how, never of the values, which may change meanwhile.</summary>
public static class Fingerprint
{
    private const int Bytes = 16;

    /// <returns>32 hexadecimal digits in small letters.</returns>
    public static string Of(Difference difference)
    {
        var (kind, schema, name, part) = difference.Id;
        var text = new StringBuilder();
        foreach (
            var piece in (string?[])
                [kind, schema, name, part, difference.Attribute, $"{difference.Change}"]
        )
            // With its length before it no piece can end in another place.
            text.Append(piece is null ? "-" : $"{piece.Length}:{piece}");
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes)
        );
    }
}
