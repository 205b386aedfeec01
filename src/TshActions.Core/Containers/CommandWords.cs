using System.Text;

namespace TshActions.Core.Containers;

/// <summary>A command line split into words as a POSIX shell would, with quotes and backslashes but no expansion.</summary>
public abstract record CommandWords
{
    public sealed record Split(IReadOnlyList<string> Words) : CommandWords;

    public sealed record Unreadable(string Reason) : CommandWords;

    public static CommandWords Of(string command)
    {
        List<string> words = [];
        StringBuilder? word = null;
        for (var at = 0; at < command.Length; at++)
        {
            var letter = command[at];
            if (char.IsWhiteSpace(letter))
            {
                Close();
            }
            else if (letter is '\'' or '"')
            {
                var end = letter is '\'' ? command.IndexOf('\'', at + 1) : EndOfDouble(at + 1);
                if (end < 0)
                    return new Unreadable($"the quote {letter} is not closed");
                Open()
                    .Append(
                        letter is '\'' ? command[(at + 1)..end] : Unescape(command[(at + 1)..end])
                    );
                at = end;
            }
            else if (letter is '\\')
            {
                if (++at == command.Length)
                    return new Unreadable("it ends with a backslash");
                Open().Append(command[at]);
            }
            else
            {
                Open().Append(letter);
            }
        }

        Close();
        return words.Count is 0 ? new Unreadable("it is empty") : new Split(words);

        StringBuilder Open() => word ??= new StringBuilder();

        void Close()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }

        int EndOfDouble(int from)
        {
            for (var at = from; at < command.Length; at++)
                if (command[at] is '"')
                    return at;
                else if (command[at] is '\\')
                    at++;
            return -1;
        }
    }

    private static string Unescape(string inside)
    {
        var text = new StringBuilder();
        for (var at = 0; at < inside.Length; at++)
        {
            // XCU 2.2.3: within double quotes a backslash quotes these and is itself before anything else.
            if (inside[at] is '\\' && at + 1 < inside.Length && "\"\\$`".Contains(inside[at + 1]))
                at++;
            text.Append(inside[at]);
        }

        return text.ToString();
    }
}
