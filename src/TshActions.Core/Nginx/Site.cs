using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Core.Nginx;

/// <summary>
/// The two files that let nginx pick the slot for each request. Both upstreams stand there for good; the flag file
/// alone decides, so a switch needs no reload and cannot drop a connection.
/// </summary>
/// <param name="KeepAlive">
/// How long an idle upstream connection stays open. It must end before the application closes it (uvicorn and Node
/// close after 5 s), or a POST can meet a connection that is just being closed and become a 502.
/// </param>
public sealed record Site(
    string App,
    string Environment,
    int BluePort,
    int GreenPort,
    string FlagPath,
    TimeSpan KeepAlive
)
{
    /// <summary>Where our access log is asked for; the host's own configuration decides.</summary>
    public LogPlace Log { get; init; } = new LogPlace.Http();

    public AccessLog AccessLog => new(this);

    /// <summary>What every name inside nginx begins with.</summary>
    public string Name => $"tsh_{App}__{Environment}".Replace('-', '_');

    public string UpstreamsPath => $"/etc/nginx/conf.d/tsh-{App}_{Environment}.conf";

    public string RoutesPath => $"/etc/nginx/tsh/{App}/{Environment}/site.conf";

    /// <summary>The line a team puts into its own `server { … }` block. The glob lets nginx start before set-up.</summary>
    public string IncludeLine => $"include /etc/nginx/tsh/{App}/{Environment}/*.conf;";

    public string UpstreamName(Slot slot) => $"{Name}_{slot.Name}";

    /// <summary>For the `http` context: one upstream per slot.</summary>
    public string Upstreams =>
        $$"""
            {{Heading}}
            upstream {{UpstreamName(Slot.Blue)}} {
                server 127.0.0.1:{{BluePort}};
                keepalive 32;
                keepalive_timeout {{KeepAlive.AsUnit}};
            }
            upstream {{UpstreamName(Slot.Green)}} {
                server 127.0.0.1:{{GreenPort}};
                keepalive 32;
                keepalive_timeout {{KeepAlive.AsUnit}};
            }
            {{ConnectionMap}}
            {{AccessLog.Format}}

            """;

    /// <summary>For the team's `server` block: the flag picks the slot, per request.</summary>
    public string Routes =>
        $$"""
            {{Heading}}
            {{AccessLog.AtServer}}# {{FlagPath}} is the switch: there, green is live; not there, blue is.
            set ${{Name}}_live blue;
            if (-f {{FlagPath}}) {
                set ${{Name}}_live green;
            }
            {{Location($"{Name}_${Name}_live")}}

            """;

    internal string Heading =>
        $"# Written by `tsh setup` for {App}, {Environment}. Set-up writes it again; edit .github/tsh.yml instead.";

    /// <summary>A websocket keeps its connection; any other request leaves it to `keepalive`.</summary>
    internal string ConnectionMap =>
        $$"""
            map $http_upgrade ${{Name}}_connection {
                default upgrade;
                '' '';
            }
            """;

    internal string Location(string upstream) =>
        $$"""
            location / {
                proxy_pass http://{{upstream}};
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection ${{Name}}_connection;{{AccessLog.AtLocation}}
            }
            """;
}
