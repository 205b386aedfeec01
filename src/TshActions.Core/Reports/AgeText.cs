namespace TshActions.Core.Reports;

/// <summary>How long ago something was, as a person says it: the largest unit of which there are two or more.</summary>
public static class AgeText
{
    extension(TimeSpan age)
    {
        public string AsAge =>
            age switch
            {
                { TotalDays: >= 2 } => $"{Math.Floor(age.TotalDays):0} days",
                { TotalHours: >= 2 } => $"{Math.Floor(age.TotalHours):0} h",
                { TotalMinutes: >= 2 } => $"{Math.Floor(age.TotalMinutes):0} min",
                _ => $"{Math.Max(0, Math.Floor(age.TotalSeconds)):0} s",
            };
    }
}
