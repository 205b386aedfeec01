using TshActions.Rig.Docker;

namespace TshActions.Rig.KillMatrix;

/// <summary>
/// What is on the host, read from its files and processes without any help of the program under test.
/// </summary>
public sealed class HostSight
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";

    private const string Look = """
        cd /var/lib/tsh/tsh-erp/production || exit 1
        echo "flags $(ls live | grep -c -x -e green -e blue)"
        runs() {
            if grep -qx 'runtime docker' place; then
                if [ "$(docker inspect -f '{{.State.Running}}' "tsh_erp_app_$1" 2>/dev/null)" = true ]; then echo active; else echo inactive; fi
            else
                systemctl is-active "tsh_erp-$1"
            fi
        }
        if [ -f live/green ]; then echo live green; else echo live blue; fi
        for slot in blue green; do
            [ -e "slots/$slot/release" ] && {
                echo "$slot.deployment $(basename "$(readlink "slots/$slot")")"
                echo "$slot.release $(basename "$(readlink "slots/$slot/release")")"
            }
            echo "$slot.unit $(runs "$slot")"
        done
        entry=$(cat journal/open 2>/dev/null) && { echo "open yes"; printf '%s\n' "$entry" | sed 's/^/open./'; }
        newest=$(ls journal/closed | sort -n | tail -n 1)
        [ -z "$newest" ] || sed 's/^/closed./' "journal/closed/$newest"
        # It may be given back between two looks.
        touched=$(stat -c %Y lease 2>/dev/null) && sed 's/^/lease./' lease 2>/dev/null && echo "lease.age $(($(date +%s) - touched))"
        for mark in bad/*; do [ -f "$mark" ] && echo "bad $(basename "$mark")"; done
        for file in journal/closed/*; do
            grep -qx 'outcome confirmed' "$file" 2>/dev/null || continue
            held=$(sed -n 's/^deployment //p' "$file")
            [ -d "deployments/$held/release/" ] && echo "kept $(sed -n 's/^release //p' "$file")"
        done
        exit 0
        """;

    private readonly ILookup<string, string> _said;

    private HostSight(string output) =>
        _said = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words.ElementAtOrDefault(1) ?? "");

    /// <summary>0 or 1; more say two things at once.</summary>
    public int Flags => int.Parse(this["flags"]);

    public string Live => this["live"];

    public string Idle => Live is "blue" ? "green" : "blue";

    public string LiveRelease => this[$"{Live}.release"];

    public string IdleRelease => this[$"{Idle}.release"];

    public bool IdleRuns => this[$"{Idle}.unit"] is "active";

    public bool IsOpen => this["open"] is "yes";

    public string Phase => this["open.phase"];

    public string LastOutcome => this["closed.outcome"];

    /// <summary>When traffic was taken back by the last finished entry, to the second; null when it was not.</summary>
    public DateTimeOffset? Reverted =>
        long.TryParse(this["closed.reverted"], out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The newest finished entry, as far as it says which slot and deployment must be live after it.</summary>
    public string? JournalTrouble
    {
        get
        {
            var (slot, must) = LastOutcome switch
            {
                "confirmed" or "rolled-back" or "left-live" => (
                    this["closed.to"],
                    this["closed.deployment"]
                ),
                "aborted" or "reverted" => (this["closed.from"], ""),
                _ => ("", ""),
            };
            return IsOpen || slot.Length is 0 ? null
                : slot != Live
                    ? $"the journal's last entry ({LastOutcome}) says {slot}, and {Live} is live"
                : must.Length > 0 && must != this[$"{Live}.deployment"]
                    ? $"the journal's last entry says {must}, and {Live} holds {this[$"{Live}.deployment"]}"
                : null;
        }
    }

    /// <summary>Null when there is no lease.</summary>
    public int? LeaseAge => int.TryParse(this["lease.age"], out var age) ? age : null;

    public int LeaseTtl => int.TryParse(this["lease.ttl"], out var ttl) ? ttl : 0;

    public string LeaseOwner => this["lease.owner"];

    public IReadOnlyCollection<string> Bad => [.. _said["bad"]];

    public IReadOnlyCollection<string> Kept => [.. _said["kept"].Distinct()];

    public override string ToString() =>
        $"live {Live} ({LiveRelease}), {Idle} ({IdleRelease}, {this[$"{Idle}.unit"]}), {(IsOpen ? $"open entry {Phase} of {this["open.release"]}" : $"last entry {LastOutcome}")}, {(LeaseAge is { } age ? $"lease of {LeaseOwner} {age} s old of {LeaseTtl}" : "no lease")}";

    private string this[string key] => _said[key].FirstOrDefault() ?? "";

    public static async Task<HostSight> TakeAsync(Vps vps, CancellationToken cancel) =>
        new(await vps.ShellAsync(Look, cancel));
}
