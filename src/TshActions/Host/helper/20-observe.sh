#: look
#:   observe ROOT                               what nginx, the slots, the journal and the lease say: `key value` lines
#:   environment ROOT                           the environment file of the release that is live
#:

cmd_observe() {
    root=$1
    # nginx takes as long as all the rest, and needs nothing of it.
    observe_configuration &
    observe_beside=$!
    # Half an answer must not look like a whole one.
    observe_rest=$(observe_state) || die 4 'the look at the host came to no end'
    wait "$observe_beside" || die 4 "the look at nginx came to no end"
    printf '%s\n' "$observe_rest"
}

cmd_environment() {
    root=$1
    environment_of=$(deployment_in "$(live_slot)")
    [ -n "$environment_of" ] || die 4 'no release is live'
    cat "$root/deployments/$environment_of/app.env"
}

observe_configuration() {
    if conf=$(sudo -n /usr/sbin/nginx -T 2>&1); then
        echo 'nginx ok'
        printf '%s\n' "$conf" | nginx_scope
    elif ! sudo -n -l /usr/sbin/nginx -T >/dev/null 2>&1; then
        echo 'nginx forbidden'
    else
        echo 'nginx broken'
        printf '%s\n' "$conf" | grep -E '\[(emerg|crit|alert|error)\]' | head -n 3 | sed 's/^/nginx-says /'
    fi
}

observe_state() {
    live_now=$(live_slot)
    if [ -d "$root/live" ]; then echo "live $live_now"; fi
    observe_nginx
    # shellcheck disable=SC2046 # names without spaces
    running=$newline$(running_of $(units_of blue) $(units_of green))$newline
    observe_slot blue
    observe_slot green
    observe_history
}

# What nginx is, and what it runs: its files may say something else.
observe_nginx() {
    nginx_build=$(/usr/sbin/nginx -V 2>&1)
    nginx_version=${nginx_build#*nginx/}
    echo "nginx.version ${nginx_version%%[!0-9.]*}"
    if by_reload; then
        echo "reload $(app_of "$root") $(environment_of "$root")"
        echo "running $(reload_runs)"
    elif [ ! -r /proc/1/stat ]; then
        echo 'running unseen'
    elif nginx_master >/dev/null; then
        echo 'running yes'
    else
        echo 'running down'
    fi
}

observe_slot() {
    if [ -e "$root/slots/$1" ]; then
        echo "$1.deployment $(deployment_in "$1")"
        echo "$1.release $(release_in "$1")"
    fi
    echo "$1.unit $(activity web "$1")"
    for process in $(processes singleton) $(processes allowed); do
        echo "$1.process $process $(activity "$process" "$1")"
    done
}

activity() { # PROCESS SLOT
    case $running in *"$newline$(unit "$1" "$2")$newline"*) echo active ;; *) echo inactive ;; esac
}

observe_history() {
    if [ -f "$root/lease" ]; then
        sed -n -e 's/^\(owner\|run\|parked\) /lease.&/p' "$root/lease"
        echo "lease.left $(lease_left)"
    fi
    echo "live.schema $(schema_of "$(deployment_in "$live_now")")"
    echo "journal $(journal_state)"
    print_entry
    [ ! -f "$root/record" ] || sed 's/^/record./' "$root/record"
    for mark in "$root"/bad/*; do
        case $mark in *.next | *'*') continue ;; esac
        read_file "$mark" && echo "bad ${mark##*/} ${whole%%"$newline"*}"
    done
    observe_kept
}

# What a rollback could go to by name: confirmed once and still whole, newest first. One program reads all entries:
# somebody may be waiting for a rollback.
observe_kept() {
    [ -d "$root/journal/closed" ] || return 0
    # shellcheck disable=SC2012,SC2016 # names of our own making, whose order is what is wanted; awk's own $1
    (cd "$root/journal/closed" && ls -r | head -n 50 | xargs -r awk '
        function tell() { if (is["outcome"] == "confirmed" && !told[is["deployment"]]++) print is["deployment"]
            split("", is) }
        FNR == 1 { tell() }
        !($1 in is) { is[$1] = $2 }
        END { tell() }') | while read -r kept; do
        [ ! -d "$root/deployments/$kept/release/" ] ||
            echo "kept $kept $(target "$root/deployments/$kept/release")"
    done
}
