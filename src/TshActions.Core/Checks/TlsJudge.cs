namespace TshActions.Core.Checks;

/// <summary>From when until when a certificate is valid.</summary>
public sealed record Validity(DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Lifetime => Until - From;
}

/// <summary>What a handshake showed.</summary>
/// <param name="Leaf">The site's own certificate.</param>
/// <param name="Soonest">
/// Of the verified chain, the one that expires first; null when no chain could be verified. Not of all that were
/// presented: a cross-signed chain may carry an expired root that nobody needs (blackbox_exporter#340).
/// </param>
/// <param name="Wrong">Why it is not to be trusted; empty when it is.</param>
public sealed record Certificate(Validity Leaf, Validity? Soonest, IReadOnlyList<string> Wrong);

/// <summary>How long the site's certificate will do.</summary>
public static class TlsJudge
{
    public static Judged Judge(Check.Tls check, Certificate certificate, DateTimeOffset now)
    {
        var leaf = certificate.Leaf;
        if (leaf.Until <= now)
            return Judged.Failed(
                $"expired {Days(now - leaf.Until)} ago, on {leaf.Until:yyyy-MM-dd}"
            );
        if (certificate.Wrong.Count > 0)
            return Judged.Failed(string.Join("; ", certificate.Wrong));

        var soonest = certificate.Soonest ?? leaf;
        var left = soonest.Until - now;
        // ACME clients renew with a third of the life left, so a healthy certificate of 45 days has 30 or fewer for
        // half of its life.
        var wanted =
            check.Strict || check.Warn < soonest.Lifetime / 3 ? check.Warn : soonest.Lifetime / 3;
        var has = Said(leaf, soonest, left);
        if (left < check.Fail)
            return Judged.Failed($"{has}, fewer than {Days(check.Fail)}");
        if (left > wanted)
            return Judged.Passed($"{has}, more than {Days(wanted)}");
        return check.Strict
            ? Judged.Failed($"{has}, not more than {Days(wanted)}")
            : Judged.Warning($"{has}, not more than {Days(wanted)}: was it renewed?");
    }

    private static string Said(Validity leaf, Validity soonest, TimeSpan left)
    {
        var whose = soonest == leaf ? "" : " (of its issuer's certificate)";
        return $"{Days(left)} left of {Days(soonest.Lifetime)}{whose}";
    }

    private static string Days(TimeSpan span) => $"{Math.Floor(span.TotalDays):0} d";
}
