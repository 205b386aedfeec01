using System.Security.Cryptography;
using System.Text;

namespace TshActions.Host;

/// <summary>The POSIX sh file carried inside the program, named by its content so that it is uploaded once.</summary>
public static class HostHelper
{
    public static string Text { get; } = Read();

    public static string FileName { get; } =
        $"tsh-host-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12]}";

    private static string Read()
    {
        using var stream = typeof(HostHelper).Assembly.GetManifestResourceStream("tsh-host.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
