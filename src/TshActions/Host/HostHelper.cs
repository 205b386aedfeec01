using System.Security.Cryptography;
using System.Text;

namespace TshActions.Host;

/// <summary>
/// The POSIX sh file carried inside the program, named by its content so that it is uploaded once. In the source tree
/// it stands in parts, one idea each (<c>Host/helper</c>); on the host it is one file.
/// </summary>
public static class HostHelper
{
    private const string Parts = "tsh-host/";

    public static string Text { get; } = Read();

    public static string FileName { get; } =
        $"tsh-host-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12]}";

    private static string Read()
    {
        var assembly = typeof(HostHelper).Assembly;
        var parts = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Parts))
            .Order(StringComparer.Ordinal);
        return string.Concat(
            parts.Select(part =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(part)!);
                return reader.ReadToEnd();
            })
        );
    }
}
