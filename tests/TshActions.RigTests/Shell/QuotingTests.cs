using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Shell;

namespace TshActions.RigTests.Shell;

/// <summary>What one quoting function says is asked of the shells that have to read it.</summary>
public sealed class QuotingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Gen<string> Letters = Gen.OneOf(
        Gen.Elements([.. "az09_./:@%+,=-~ '\"\\$`!*?[]{}()<>|&;#^\t\n\r\x01\x7f"])
            .Select(letter => $"{letter}"),
        // What is no character by itself (a lone surrogate) cannot be an argument of any program.
        Gen.Choose(1, 0x10ffff).Where(Rune.IsValid).Select(code => new Rune(code).ToString()),
        Gen.Elements("$(touch x)", "`id`", "-n", "--", "'\\''", "\\0", "%s", "\r\n", "${IFS}", "!!")
    );

    private static readonly Gen<string> Words =
        from length in Gen.Choose(0, 10)
        from letters in Letters.ArrayOf(length)
        select string.Concat(letters);

    private static readonly Arbitrary<string[]> Lists = (
        from count in Gen.Choose(1, 40)
        from words in Words.ArrayOf(count)
        select words
    ).ToArbitrary();

    [Fact]
    public void Any_words_come_back_byte_for_byte_from_sh() =>
        Prop.ForAll(Lists, words => Comes_back("/bin/sh", [], words)).QuickCheckThrowOnFailure();

    [Fact]
    public void And_from_bash() => Ask_another_shell("bash");

    [Fact]
    public void And_from_busybox() => Ask_another_shell("busybox", "sh");

    [Fact]
    public void A_shell_that_is_given_bare_words_is_caught() =>
        Printed("/bin/sh", [], "printf '%s\\0' two words $(echo 1)")
            .ShouldBe("two\0words\01\0"u8.ToArray());

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    [InlineData("it's\0")]
    public void A_word_with_a_nul_is_refused(string word) =>
        Should.Throw<ArgumentException>(() => ShellCommand.Of("printf", "%s\\0", word));

    private static void Ask_another_shell(string shell, params string[] first)
    {
        if (
            !Environment
                .GetEnvironmentVariable("PATH")!
                .Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, shell)))
        )
            Missing.Report($"{shell} is not installed: apt-get install {shell}");
        // One process for all: this is the same question to another shell.
        var words = Words.Sample(400).ToArray();

        Comes_back(shell, first, words).ShouldBeTrue();
    }

    private static bool Comes_back(string shell, string[] first, string[] words)
    {
        var expected = words.SelectMany(word => Encoding.UTF8.GetBytes(word).Append((byte)0));
        return Printed(shell, first, ShellCommand.Of(["printf", "%s\\0", .. words]).Line)
            .SequenceEqual(expected);
    }

    private static byte[] Printed(string shell, string[] first, string line)
    {
        var start = new ProcessStartInfo(shell, [.. first, "-c", line])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit(Patience).ShouldBeTrue($"{shell} does not end");
        return bytes.ToArray();
    }
}
