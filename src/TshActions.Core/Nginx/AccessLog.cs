namespace TshActions.Core.Nginx;

/// <summary>
/// The site's access log as tsh reads it: which slot answered what, how soon. One line of JSON for each request that
/// reached a slot; no address, no cookie, no query. The words of nginx come first and the client's last, so that a
/// reader never has to look into those.
/// </summary>
public sealed record AccessLog(Site Site)
{
    /// <summary>Of its own folder, or the host's rotation would give it back to a group that may read all logs.</summary>
    public string Path => $"/var/log/tsh/{Site.App}_{Site.Environment}.log";

    public string RotationPath => $"/etc/logrotate.d/tsh-{Site.App}_{Site.Environment}";

    /// <summary>The user and group of the file before are kept: only `create` without words does that.</summary>
    public string Rotation =>
        $$"""
            {{Site.Heading}}
            {{Path}} {
                daily
                maxsize 100M
                rotate 3
                missingok
                notifempty
                compress
                delaycompress
                create
                postrotate
                    [ ! -s /run/nginx.pid ] || kill -USR1 "$(cat /run/nginx.pid)"
                endscript
            }

            """;

    public string FolderPath => $"/etc/tmpfiles.d/tsh-{Site.App}_{Site.Environment}.conf";

    /// <summary>
    /// Made before nginx looks for it, at every start of the host too: without the folder nginx would not start. The
    /// deploy user's group may read it, nobody else; nginx gives it to its own user when it opens it anew.
    /// </summary>
    public string Folder(string group) =>
        $"""
            {Site.Heading}
            d /var/log/tsh 0755 root root -
            f {Path} 0640 - {group} -

            """;

    /// <summary>One write for each line: what was answered can be counted at once.</summary>
    public string Line => $"access_log {Path} {Site.Name} if=${Site.Name}_slot;";

    /// <summary>
    /// For the `http` context. The slot is told by its port: after an `error_page` nginx has forgotten what the rewrite
    /// of the first request had chosen, and where the team passes to a slot itself there is no other sign.
    /// </summary>
    internal string Format =>
        $$"""
            # What each slot answered, for the gate: no address, no cookie, no query.
            map $upstream_addr ${{Site.Name}}_slot {
                default '';
                "~(^|[ ,])127\.0\.0\.1:{{Site.BluePort}}($|[ ,])" blue;
                "~(^|[ ,])127\.0\.0\.1:{{Site.GreenPort}}($|[ ,])" green;
            }
            map $http_user_agent ${{Site.Name}}_own {
                default no;
                "~^tsh-probe/1$" yes;
            }
            map $upstream_http_content_type ${{Site.Name}}_stream {
                default no;
                "~^text/event-stream" yes;
            }
            map $request_uri ${{Site.Name}}_path {
                default '';
                "~^([^?]{0,256})" $1;
            }
            log_format {{Site.Name}} escape=json '{"time":"$msec","slot":"${{Site.Name}}_slot","own":"${{Site.Name}}_own",'
                '"status":"$status","upstream":"$upstream_addr","upstream_status":"$upstream_status",'
                '"request_time":"$request_time","upstream_response_time":"$upstream_response_time",'
                '"upstream_header_time":"$upstream_header_time","stream":"${{Site.Name}}_stream",'
                '"method":"$request_method","path":"${{Site.Name}}_path"}';{{AtHttp}}
            """;

    internal string AtServer => Site.Log is LogPlace.Server ? $"{Line}\n" : "";

    internal string AtLocation => Site.Log is LogPlace.Location ? $"\n    {Line}" : "";

    private string AtHttp =>
        Site.Log switch
        {
            LogPlace.Http { Default: { } theirs } =>
                $"\n# What nginx writes while nobody asks for a log.\naccess_log {theirs} combined;\n{Line}",
            LogPlace.Http => $"\n{Line}",
            _ => "",
        };
}
