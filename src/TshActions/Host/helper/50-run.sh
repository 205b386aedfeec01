
# What may last runs in a session of its own: a command of the team's, a dump. One signal ends all of it, and
# ROOT/run.pid tells which it is after the run that began it has died. Its output waits in files until it has ended, so
# that a connection cut in the middle cannot break it half way.
#
#:   run ROOT TOKEN DEPLOYMENT SECONDS COMMAND  run a command in a deployment's folder with its environment
#:   abandon ROOT                               end what a dead run left running here, and clear away its traces

# When a process began, in ticks since boot; nothing when there is none. With the boot's own id it names a process for
# good, which its number alone does not.
run_began() {
    sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'
}

run_boot() {
    cat /proc/sys/kernel/random/boot_id
}

run_group() {
    cat /proc/[0-9]*/stat 2>/dev/null |
        awk -v group="$1" '{ pid = $1; sub(/^.*\) /, ""); if ($3 == group && $1 != "Z") print pid }'
}

# run_gone LEADER: waits up to five seconds until nothing of the group is left.
run_gone() {
    tries=0
    while [ -n "$(run_group "$1")" ]; do
        [ "$tries" -lt 50 ] || return 1
        tries=$((tries + 1))
        sleep 0.1
    done
}

# The local ports of a group's TCP connections, with commas between them.
run_ports() {
    {
        for process in $(run_group "$1"); do ls -l "/proc/$process/fd" 2>/dev/null; done |
            sed -n 's/^.*socket:\[\([0-9]*\)\]$/socket \1/p'
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null
    } | awk '
        $1 == "socket" { mine[$2] = 1; next }
        $4 == "01" && ($10 in mine) {
            hex = substr($2, length($2) - 3)
            port = 0
            for (i = 1; i <= 4; i++) port = 16 * port + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
            printf "%s%d", comma, port
            comma = ","
        }'
}

# run_end ROOT DEPLOYMENT LEADER BEGAN: TERM, five seconds, KILL. A number that belongs to another process by now is left
# alone; while one process of the group lives, the kernel gives its number to nobody else.
run_end() {
    case $3 in '' | *[!0-9]* | 0 | 1) return 0 ;; esac
    now=$(run_began "$3")
    [ -z "$now" ] || [ "$now" = "$4" ] || return 0
    [ -n "$(run_group "$3")" ] || return 0
    sessions=$(database_sessions "$1" "$2" "$(run_ports "$3")")
    # In these words: dash knows no `-s` before a group, and busybox no `--`.
    kill -TERM "-$3" 2>/dev/null
    if ! run_gone "$3"; then
        kill -KILL "-$3" 2>/dev/null
        run_gone "$3" || return 1
    fi
    database_cut "$1" "$2" "$sessions"
}

# inside ROOT SECONDS KIND DEPLOYMENT WORD...: the leader of the session. Notes itself, then becomes the command, so that
# there is no moment in which the command runs and nobody knows its number.
cmd_inside() {
    root=$1 seconds=$2 kind=$3 deployment=$4
    shift 4
    began=$(run_began $$)
    { echo "$$ $began $(run_boot) $deployment" >"$root/run.pid.next" && mv "$root/run.pid.next" "$root/run.pid"; } 2>/dev/null ||
        die 4 "cannot write $root/run.pid: is the disk full?"
    setsid "$0" overtime "$root" "$deployment" $$ "$began" "$seconds" </dev/null >/dev/null 2>&1 9>&- &
    "inside_$kind" "$root" "$deployment" "$@"
}

# overtime ROOT DEPLOYMENT LEADER BEGAN SECONDS: ends what lasts too long, whether or not anybody still waits for it.
cmd_overtime() {
    left=$5
    while [ "$left" -gt 0 ]; do
        sleep 1
        [ "$(run_began "$3")" = "$4" ] || exit 0
        left=$((left - 1))
    done
    # Not `: >`: a shell ends on the spot when that cannot be written.
    touch "$1/run.late" 2>/dev/null || :
    run_end "$1" "$2" "$3" "$4"
}

# How the environment of a deployment is entered; one per kind. Files are of EnvironmentFile's form.
inside_app() {
    cd "$1/deployments/$2/release/" || die 4 "no deployment $2"
    if in_docker; then
        PGOPTIONS="${PGOPTIONS:+$PGOPTIONS }${TSH_PGOPTIONS:-}"
        export PGOPTIONS
        docker_run_once "$(place once)" "$1/deployments/$2/container.once" "$3"
        exit
    fi
    set -a
    for file in app.env release.env slot.env; do
        # shellcheck disable=SC1090 # written by the deployment itself
        [ ! -f "$1/deployments/$2/$file" ] || . "$1/deployments/$2/$file"
    done
    PGOPTIONS="${PGOPTIONS:+$PGOPTIONS }${TSH_PGOPTIONS:-}"
    set +a
    unset TSH_PGOPTIONS
    [ -n "$PGOPTIONS" ] || unset PGOPTIONS
    shift 2
    exec sh -c "$1"
}

# run_to_end ROOT SECONDS KIND DEPLOYMENT WORD...: leaves the exit code in $code, what it said in run.out and run.err.
run_to_end() {
    if read -r leader began boot _ 2>/dev/null <"$1/run.pid" && [ "$boot" = "$(run_boot)" ] &&
        [ "$(run_began "$leader")" = "$began" ]; then
        die 10 "a command of an earlier run is still running (process $leader): \`tsh-host abandon $1\` ends it"
    fi
    rm -f "$1"/run.late "$1"/run.out "$1"/run.err
    (umask 077 && : >"$1/run.out" && : >"$1/run.err") || die 4 "cannot write in $1"
    # 8 belongs to the talk with the database; 9 goes along: what it keeps is kept until the last process has ended.
    setsid "$0" inside "$@" </dev/null >"$1/run.out" 2>"$1/run.err" 8<&- &
    leader=$!
    # shellcheck disable=SC2064 # this root
    trap "cmd_abandon '$1'; exit 143" TERM INT HUP
    # Some shells tell here that it was terminated.
    { wait "$leader"; } 2>/dev/null
    code=$?
    trap - TERM INT HUP
    # Ended by a signal, it may have left children.
    [ "$code" -le 128 ] || run_end "$1" "$4" "$leader" ''
    rm -f "$1/run.pid"
}

# run_tell ROOT SECONDS: passes on what it said.
run_tell() {
    # Somebody may have abandoned it, and then the files are gone.
    [ ! -f "$1/run.out" ] || cat "$1/run.out"
    [ ! -f "$1/run.err" ] || cat "$1/run.err" >&2
    late=false
    [ ! -f "$1/run.late" ] || late=true
    rm -f "$1/run.out" "$1/run.err" "$1/run.late"
    ! $late || die 124 "it took longer than $2 s and was ended"
}

cmd_run() {
    require_lease "$1" "$2"
    run_to_end "$1" "$4" app "$3" "$5"
    run_tell "$1" "$4"
    # ssh says 255 when its own connection breaks.
    [ "$code" -ne 255 ] || code=254
    return "$code"
}

cmd_abandon() {
    # A run that lost its lease must not end what its successor does.
    [ -z "${2:-}" ] || [ ! -f "$1/lease" ] || [ "$(value "$1/lease" token)" = "$2" ] || return 0
    if read -r leader began boot deployment 2>/dev/null <"$1/run.pid" && [ "$boot" = "$(run_boot)" ]; then
        run_end "$1" "$deployment" "$leader" "$began" || die 4 "process $leader does not end, not even by force"
    fi
    root=$1
    # Its client is gone, and the container goes on.
    ! in_docker || docker_end_once "$(place once)"
    rm -rf "$1"/run.* "$1"/backups/*.part "$1/images/login"
}
