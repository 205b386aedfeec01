using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Core.Nginx;

/// <summary>
/// The files of a site whose traffic moves by a reload: one upstream whose `server` line is included. The team writes
/// `proxy_pass http://UpstreamName;` itself, includes <see cref="LivePath"/> in an upstream of its own, or takes the
/// same include line as with the flag file. Only root writes any of these, and only the line that names the slot changes.
/// </summary>
public sealed record ReloadSite(Site Site)
{
    /// <summary>Without a slot's name: which slot it is stands in <see cref="LivePath"/>.</summary>
    public string UpstreamName => Site.Name;

    /// <summary>What nginx includes. Not `.conf`, or the team's include line would take it into a `server` block.</summary>
    public string LivePath => $"{Folder}/live.upstream";

    /// <summary>What <see cref="LivePath"/> becomes when the slot is live; `tsh-host reload` adds its stamp.</summary>
    public string SlotPath(Slot slot) => $"{Folder}/{slot.Name}.upstream";

    public string SlotText(Slot slot) =>
        $"""
            # Written by `tsh setup` for {Site.App}, {Site.Environment}: {slot.Name}.
            server 127.0.0.1:{(slot is Slot.Blue ? Site.BluePort : Site.GreenPort)};

            """;

    /// <summary>For the `http` context.</summary>
    public string Upstream =>
        $$"""
            {{Site.Heading}}
            # `tsh-host reload {{Site.App}} {{Site.Environment}} SLOT` writes live.upstream and has nginx read it.
            upstream {{UpstreamName}} {
                include {{LivePath}};
                keepalive 32;
                keepalive_timeout {{Site.KeepAlive.AsUnit}};
            }
            {{Site.ConnectionMap}}
            {{Site.AccessLog.Format}}

            """;

    /// <summary>For the team's `server` block, where it does not write its own `proxy_pass`.</summary>
    public string Routes =>
        $$"""
            {{Site.Heading}}
            {{Site.AccessLog.AtServer}}{{Site.Location(UpstreamName)}}

            """;

    private string Folder => $"/etc/nginx/tsh/{Site.App}/{Site.Environment}";
}
