namespace TshActions.Core.Reports;

/// <summary>A time limit in words a person reads.</summary>
public static class LimitText
{
    extension(TimeSpan time)
    {
        /// <summary>Whole seconds, from two minutes on with minutes: 90 s, 10 min, 3 min 20 s.</summary>
        public string AsLimit =>
            time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} s"
            : time.Seconds is 0 ? $"{Math.Floor(time.TotalMinutes):0} min"
            : $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds} s";
    }
}
