#: the switch by reload: as root, for sites whose configuration may hold nothing but an upstream's include
#:   reload APP ENVIRONMENT SLOT                have nginx route to SLOT; done only when its workers do
#:   workers                                    nginx's workers: `worker PID START`, and `leaving` for one that only ends
#:

# Where only root writes: SLOT.upstream says where a slot is, live.upstream is what nginx includes.
upstreams() {
    upstreams_app=${root%/*}
    printf '/etc/nginx/tsh/%s/%s\n' "${upstreams_app##*/}" "${root##*/}"
}

# nginx's own configuration says by which of the two ways traffic moves; set-up replaces this file whole.
by_reload() {
    reload_folder=$(upstreams)
    reload_of=${reload_folder#/etc/nginx/tsh/}
    grep -Fqs "include $reload_folder/live.upstream;" "/etc/nginx/conf.d/tsh-${reload_of%/*}_${reload_of#*/}.conf"
}

# live.upstream is SLOT.upstream and a last line `# SLOT since TICK of BOOT`. Anything else was written by other hands.
reload_says() {
    folder=$(upstreams)
    stamp=$(tail -n 1 "$folder/live.upstream" 2>/dev/null)
    said=${stamp#\# }
    said=${said%% *}
    case $said in blue | green) ;; *) said=none ;; esac
    if { cat "$folder/$said.upstream" && printf '%s\n' "$stamp"; } 2>/dev/null | cmp -s - "$folder/live.upstream"; then
        echo "$said"
    else
        echo unknown
    fi
}

# What nginx runs: the slot live.upstream names when every worker that accepts began after that was written; or
# `older`, `down`, `unknown`, or `unseen` where the processes of others are hidden.
reload_runs() {
    said=$(reload_says)
    [ "$said" != unknown ] || { echo unknown; return; }
    [ -r /proc/1/stat ] || { echo unseen; return; }
    master=$(nginx_master) || { echo down; return; }
    tail -n 1 "$(upstreams)/live.upstream" | {
        read -r _ _ _ tick _ boot
        # After a reboot every worker has read what stands there now.
        [ "$boot" = "$(boot_id)" ] || tick=0
        if all_fresh "$(generation "$master" "$tick")"; then echo "$said"; else echo older; fi
    }
}

boot_id() { cat /proc/sys/kernel/random/boot_id; }

# Now, on the clock that a process's start is counted by: no other clock is comparable to the last digit.
tick() { awk '{ sub(/^.*\) /, ""); print $20 }' /proc/self/stat; }

# pass TICK: no worker of before can have begun in the same instant.
pass() { until [ "$(tick)" -gt "$1" ]; do :; done; }

# The master's number, from the file nginx keeps it in; nothing when it does not run.
nginx_master() {
    nginx_build=${nginx_build:-$(/usr/sbin/nginx -V 2>&1)}
    main=$(nginx_setting conf-path)
    file=$(sed -n 's/^[[:space:]]*pid[[:space:]]\{1,\}\([^;[:space:]]*\)[[:space:]]*;.*/\1/p' "${main:-/etc/nginx/nginx.conf}" 2>/dev/null | tail -n 1)
    [ -n "$file" ] || file=$(nginx_setting pid-path)
    master=$(cat "${file:-/run/nginx.pid}" 2>/dev/null)
    case $(title "${master:-none}") in 'nginx: master process'*) echo "$master" ;; *) return 1 ;; esac
}

# As nginx was configured when it was built.
nginx_setting() {
    case $nginx_build in *" --$1="*) ;; *) return 0 ;; esac
    setting=${nginx_build#*" --$1="}
    printf '%s\n' "${setting%%[" $newline"]*}"
}

title() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null; }

# A worker bears its title from the moment it accepts, and changes it when it stops accepting.
nginx_workers() { # MASTER
    cat /proc/[0-9]*/stat 2>/dev/null |
        awk -v master="$1" '{ pid = $1; sub(/^.*\) /, ""); if ($2 == master) print pid, $20 }' |
        while read -r pid start; do
            case $(title "$pid") in
                'nginx: worker process is shutting down'*) echo "$pid $start leaving" ;;
                'nginx: worker process'*) echo "$pid $start" ;;
            esac
        done
}

# generation MASTER TICK: how many workers accept that began after TICK, how many older ones do, how many only end.
generation() {
    nginx_workers "$1" | awk -v tick="$2" '
        $3 == "leaving" { leaving++; next }
        $2 > tick { fresh++; next }
        { older++ }
        END { print fresh + 0, older + 0, leaving + 0 }'
}

all_fresh() {
    case $1 in '0 '*) return 1 ;; *' 0 '*) return 0 ;; *) return 1 ;; esac
}

cmd_workers() {
    master=$(nginx_master) || die 45 'nginx does not run: start it (systemctl start nginx)'
    nginx_workers "$master" | sed 's/^/worker /'
}

# As root it believes nothing that somebody else could have written.
require_root_owned() {
    [ "$(id -u)" = 0 ] || die 2 'this is for root: sudo tsh-host reload APP ENVIRONMENT SLOT'
    for path in "$@"; do
        [ -e "$path" ] || die 4 "$path is missing: run tsh setup"
        [ -z "$(find "$path" -prune \( ! -user 0 -o -perm -020 -o -perm -002 \))" ] ||
            die 4 "$path can be written by others than root: \`chown root:root\` it, \`chmod go-w\` it, then run again"
    done
}

# One reload at a time on this host, whichever app it is for: whose workers are whose would not be known.
only_reload() {
    exec 8>/run/tsh-nginx.lock || die 4 '/run/tsh-nginx.lock cannot be written'
    tries=0
    until flock -n 8; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || die 4 'another reload of nginx has been busy for 30 s'
        sleep 0.1
    done
}

cmd_reload() {
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    case $1$2 in *[!a-z0-9-]*) die 2 "no app $1 or no environment $2" ;; esac
    root=/var/lib/tsh/$1/$2 slot=$3
    require_slot "$slot"
    folder=$(upstreams)
    require_root_owned /etc/nginx "$folder" "$folder/$slot.upstream" "$folder/live.upstream"
    only_reload
    master=$(nginx_master) || die 45 'nginx does not run: start it (systemctl start nginx), then run again'
    work=$(mktemp -d /run/tsh-reload.XXXXXX) || die 4 'no place in /run for the check'
    trap 'rm -rf "$work"' EXIT
    # Begun is ended: a caller that goes away must not leave files and workers apart.
    trap '' HUP INT TERM PIPE
    reload_to
}

# Checked as it stands first: whoever broke it is not to be looked for here. Then beside, and only then in its place.
reload_to() {
    conf=$(/usr/sbin/nginx -T 2>&1) || { blamed "$conf"; die 51 'nginx refuses its own configuration already; nothing was changed'; }
    printf '%s\n' "$conf" | grep -Fqx "# configuration file $folder/live.upstream:" ||
        die 52 "nginx does not read $folder/live.upstream: run tsh setup; nothing was changed"
    was=$(reload_says)
    [ "$was" != "$slot" ] || [ "$(reload_runs)" != "$slot" ] || { echo "nginx runs $slot already"; return 0; }
    mkdir -p "$work/stage$folder"
    cp "$folder/$slot.upstream" "$work/stage$folder/live.upstream" || die 4 'no room in /run'
    cp "$folder/live.upstream" "$work/was" || die 4 'no room in /run'
    check_beside "$work/stage" || { cat "$work/stage.says" >&2; die 52 "nginx would refuse $slot; nothing was changed"; }
    since=$(tick)
    { cat "$folder/$slot.upstream" && echo "# $slot since $since of $(boot_id)"; } | write "$folder/live.upstream" ||
        { rm -f "$folder/live.upstream.next"; die 55 "$folder/live.upstream cannot be written; nothing was changed"; }
    pass "$since"
    nginx_follows "$since" && { echo "nginx runs $slot: $generation"; return 0; }
    refused=$?
    write "$folder/live.upstream" <"$work/was" || die 54 "$folder/live.upstream cannot be written back: it names $slot, and nginx does not follow"
    [ "$refused" != 1 ] || die 53 "nginx could not take the new configuration and runs the one before; live.upstream says $was again"
    since=$(tick)
    pass "$since"
    nginx_follows "$since" && die 53 "nginx did not follow; live.upstream says $was again, and nginx runs that"
    die 54 "nginx does not follow a reload; live.upstream says $was again, and its workers are those of before"
}

# nginx_follows TICK: has nginx read its files again. 0 once workers that began after TICK accept, and no older one
# does: exit code 0 of the reload says nothing, it only sends a signal. 1 if nginx said no, 2 if nothing came of it.
nginx_follows() {
    log=$(readlink "/proc/$master/fd/2") from=1
    [ -f "$log" ] && from=$(($(wc -c <"$log") + 1))
    /usr/sbin/nginx -s reload >"$work/says" 2>&1 || { blamed "$(cat "$work/says")"; return 1; }
    tries=0
    while [ "$tries" -lt 200 ]; do
        generation=$(generation "$master" "$1")
        if all_fresh "$generation"; then
            generation="${generation%% *} new workers, ${generation##* } of before only end what they began"
            return 0
        fi
        # nginx tries a port five times, half a second apart: only its last word counts.
        if [ -f "$log" ] && tail -c "+$from" "$log" | grep -F '[emerg]' | grep -F " $master#" >"$work/says" && grep -qv 'bind() to' "$work/says"; then
            blamed "$(cat "$work/says")"
            return 1
        fi
        tries=$((tries + 1))
        sleep 0.05
    done
    return 2
}

# nginx's own words, those that matter, to standard error.
blamed() {
    printf '%s\n' "$1" | grep -E '\[(emerg|crit|alert)\]' | sed -e 's/^[^[]*//' -e 's/ [0-9]*#[0-9]*://' | awk '!said[$0]++' | head -n 5 >&2
}
