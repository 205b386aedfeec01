using TshActions.Processes;

namespace TshActions.Host;

/// <summary>Tells the helper's own refusals from what a command that it ran said: the last line bears its name.</summary>
internal static class HelperWords
{
    private const string Name = "tsh-host: ";

    extension(ProcessResult result)
    {
        /// <summary>Why the helper gave up, or null when it was the command that failed.</summary>
        public string? Refusal =>
            !result.Succeeded
            && result.Error.TrimEnd('\n').Split('\n')[^1] is var last
            && last.StartsWith(Name)
                ? last[Name.Length..]
                : null;
    }
}
