namespace TshActions.Rig.Forge;

/// <summary>The requests of this hour.</summary>
public sealed class Hour
{
    public int Limit { get; set; } = 1000;

    public int Used { get; set; }

    public DateTimeOffset Reset { get; set; }

    public bool IsUsedUp => Used >= Limit;

    /// <summary>A new hour begins when the old one is over.</summary>
    public void Roll(DateTimeOffset now)
    {
        if (now < Reset)
            return;
        Used = 0;
        Reset = now + TimeSpan.FromHours(1);
    }
}
