using TshActions.Core.Nginx;
using TshActions.Host;

namespace TshActions.Verbs;

/// <summary>What set-up's files take from the host itself.</summary>
/// <param name="Log">Where our access log may be asked for.</param>
/// <param name="Group">The deploy user's: it may read that log.</param>
internal sealed record HostTraits(LogPlace Log, string Group)
{
    /// <summary>Reads what `tsh-host traits` or `tsh-host doctor` printed.</summary>
    public static HostTraits Read(string output, string user)
    {
        var said = HostLines.Read(output);
        return new(
            LogPlace.Of(said["log.place"].FirstOrDefault(), said["log.default"].FirstOrDefault()),
            said["group"].FirstOrDefault() is { Length: > 0 } group ? group : user
        );
    }
}
