#:   run ROOT TOKEN DEPLOYMENT COMMAND          run a command in a deployment's release folder with its environment
#:   abandon ROOT TOKEN                         end a command that its run left behind
#:

# In a process group of its own, whose number is on record: whoever comes after a dead run can end it.
cmd_run() {
    require_lease "$1" "$2"
    cd "$root/deployments/$3/release/" || die 4 "no deployment $3"
    set -a
    # shellcheck disable=SC1090 # written by the deployment itself
    . "$root/deployments/$3/app.env"
    # shellcheck disable=SC1090
    . "$root/deployments/$3/release.env"
    set +a
    setsid sh -c "$4" &
    echo "$! $(started_at $!)" >"$root/run.pid"
    wait $!
    code=$?
    rm -f "$root/run.pid"
    exit "$code"
}

# Field 22 of /proc/PID/stat: a number that was given to another process since is not ours to kill.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

cmd_abandon() {
    require_lease "$1" "$2"
    abandon
}

abandon() {
    [ -s "$root/run.pid" ] || return 0
    read -r pid since <"$root/run.pid"
    if [ -n "$since" ] && [ "$(started_at "$pid")" = "$since" ]; then
        kill -TERM -- "-$pid" 2>/dev/null
        tries=0
        while kill -0 -- "-$pid" 2>/dev/null && [ "$tries" -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
        kill -KILL -- "-$pid" 2>/dev/null
    fi
    rm -f "$root/run.pid"
}
