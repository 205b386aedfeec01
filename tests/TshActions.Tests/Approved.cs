using System.Runtime.CompilerServices;

namespace TshActions.Tests;

/// <summary>
/// Holds a text against the approved file beside the test. `APPROVE=1` rewrites the file for review in the diff; in CI
/// nothing is ever rewritten.
/// </summary>
internal static class Approved
{
    public static void Check(
        string text,
        [CallerMemberName] string name = "",
        [CallerFilePath] string file = ""
    ) =>
        CheckFile(
            text,
            $"{Path.ChangeExtension(Repository.Source(file), null)}.{name}.approved.txt"
        );

    public static void CheckFile(string text, string approved)
    {
        var received = approved.Replace(".approved.txt", "") + ".received.txt";
        if (IsSet("APPROVE") && !IsSet("CI"))
            File.WriteAllText(approved, text);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        if (!IsSet("CI"))
            File.WriteAllText(received, text);
        Assert.Fail(
            $"{Path.GetFileName(approved)} {FirstDifference(expected, text)}\nRun with APPROVE=1 if the new text is right."
        );
    }

    private static string FirstDifference(string expected, string received)
    {
        var (old, now) = (expected.Split('\n'), received.Split('\n'));
        var at = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"differs in line {at + 1}:\n  approved: {Line(old, at)}\n  received: {Line(now, at)}";
    }

    private static string Line(string[] lines, int at) =>
        at < lines.Length ? $"`{lines[at]}`" : "(the text ends before)";

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        && value is not ("0" or "false");
}
