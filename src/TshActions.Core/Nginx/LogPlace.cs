namespace TshActions.Core.Nginx;

/// <summary>
/// Where the line of our access log may stand so that the team's own log goes on. A level of nginx with an `access_log`
/// of its own hears nothing of the levels above, and `off` silences all of its level.
/// </summary>
public abstract record LogPlace
{
    private LogPlace() { }

    /// <summary>Beside the `http` block's own; also where nobody can say yet, because it can never cost a line of theirs.</summary>
    /// <param name="Default">Log that nginx writes as long as nobody asks for one: with ours it must be asked for.</param>
    public sealed record Http(string? Default = null) : LogPlace;

    /// <summary>Beside the `server` block's own, or where the `http` block wants none.</summary>
    public sealed record Server : LogPlace;

    /// <summary>In our `location`, because the `server` block wants none.</summary>
    public sealed record Location : LogPlace;

    /// <summary>As `tsh-host scope` says it.</summary>
    public static LogPlace Of(string? said, string? defaultLog) =>
        said switch
        {
            "server" => new Server(),
            "location" => new Location(),
            "default" when defaultLog is { Length: > 0 } => new Http(defaultLog),
            _ => new Http(),
        };
}
