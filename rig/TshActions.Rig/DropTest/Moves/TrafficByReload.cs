namespace TshActions.Rig.DropTest.Moves;

/// <summary>The switch as most scripts do it: the upstream in a file of its own, renamed into place, then a reload.</summary>
internal sealed class TrafficByReload : ITraffic
{
    public const string Folder = "/etc/nginx/tsh-by-hand";

    private const string Site = "/etc/nginx/sites-enabled/tsh-erp-production";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DropStage _stage;
    private int _port = 8001;

    private TrafficByReload(DropStage stage) => _stage = stage;

    /// <summary>
    /// Stops the old slot in the same line, right behind the reload: the usual mistake. Most times nginx is quick enough
    /// to hide it, so its master is held until clients have met what the exit of a reload proves: nothing.
    /// </summary>
    public bool StopsOld { get; init; }

    public static async Task<ITraffic> CreateAsync(DropStage stage, CancellationToken cancel)
    {
        var traffic = new TrafficByReload(stage);
        await traffic.PutInAsync(cancel);
        return traffic;
    }

    public static async Task<ITraffic> StoppingOldAsync(DropStage stage, CancellationToken cancel)
    {
        var traffic = new TrafficByReload(stage) { StopsOld = true };
        await traffic.PutInAsync(cancel);
        return traffic;
    }

    public async Task MoveAsync(Action stepping, Action stepped, CancellationToken cancel)
    {
        var (old, next) = _port is 8001 ? ("blue", 8011) : ("green", 8001);
        _port = next;
        if (StopsOld)
        {
            await _stage.StartSlotsAsync(cancel);
        }

        stepping();
        await _stage.Vps.ShellAsync(
            StopsOld
                ? SlowMaster($"{PointAt(next)} && nginx -s reload && systemctl stop tsh_erp-{old}")
                : $"{PointAt(next)} && nginx -s reload",
            cancel
        );
        stepped();
    }

    private async Task PutInAsync(CancellationToken cancel)
    {
        await _stage.Vps.ShellAsync($"mkdir -p {Folder} && {PointAt(_port)}", cancel);
        await _stage.Vps.WriteFileAsync(
            Site,
            $$"""
            upstream by_hand { include {{Folder}}/live; keepalive 32; keepalive_timeout 4s; }
            map $http_upgrade $by_hand_connection { default upgrade; '' ''; }
            server {
                listen 80;
                add_header X-By-Hand yes;
                location / {
                    proxy_pass http://by_hand;
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection $by_hand_connection;
                }
            }

            """,
            cancel
        );
        await _stage.Vps.ShellAsync("nginx -t -q && nginx -s reload", cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (!await IsByHandAsync(patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private async Task<bool> IsByHandAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(_stage.Site, "/health"), cancel);
        return answer.Headers.Contains("X-By-Hand");
    }

    /// <summary>The line while nginx's master does not come to it, and until fifty requests more were answered.</summary>
    private static string SlowMaster(string line) =>
        $$"""
            asked() { wc -l </var/log/nginx/access.log; }
            master=$(cat /run/nginx.pid)
            kill -STOP "$master"
            {{line}}
            code=$? from=$(asked) tries=0
            until [ $(($(asked) - from)) -ge 50 ] || [ "$tries" -ge 100 ]; do tries=$((tries + 1)); sleep 0.05; done
            kill -CONT "$master"
            exit "$code"
            """;

    private static string PointAt(int port) =>
        $"echo 'server 127.0.0.1:{port};' >{Folder}/next && mv {Folder}/next {Folder}/live";
}
