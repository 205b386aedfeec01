namespace TshActions.Core.Reports;

/// <summary>A duration as nginx and systemd read it: whole seconds, or milliseconds where there are some.</summary>
public static class DurationText
{
    extension(TimeSpan time)
    {
        public string AsUnit =>
            time.Milliseconds is 0 ? $"{time.TotalSeconds:0}s" : $"{time.TotalMilliseconds:0}ms";
    }
}
