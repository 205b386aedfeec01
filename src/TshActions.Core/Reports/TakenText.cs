namespace TshActions.Core.Reports;

/// <summary>How long something took, as a person says it: two units at most.</summary>
public static class TakenText
{
    extension(TimeSpan took)
    {
        public string AsTaken =>
            took switch
            {
                { TotalHours: >= 1 } => $"{Math.Floor(took.TotalHours):0} h {took.Minutes} min",
                { TotalMinutes: >= 1 } => $"{took.Minutes} min {took.Seconds} s",
                _ => $"{Math.Max(0, Math.Floor(took.TotalSeconds)):0} s",
            };
    }
}
