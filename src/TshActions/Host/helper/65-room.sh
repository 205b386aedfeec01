#: room: whether two slots fit at once
#:   room ROOT [DEPLOYMENT]                     what the host has to spare and what the slots use: memory, disk, database;
#:                                              the database is asked with DEPLOYMENT's pg.env, else the live one's
#:

cmd_room() {
    root=$1
    live=$(live_slot)
    asks=${2:-$(deployment_in "$live")}
    awk '$1 == "MemAvailable:" { printf "memory.available %.0f\n", $2 * 1024 }
        $1 == "SwapFree:" { printf "swap.free %.0f\n", $2 * 1024 }' /proc/meminfo
    awk '{ printf "files.free %.0f\n", $3 - $1 }' /proc/sys/fs/file-nr
    room_slot "$live" live
    room_slot "$(other "$live")" idle
    room_disk "$root" root
    if [ "$(place runtime)" = docker ]; then room_docker; fi
    room_database "$root/deployments/$asks/pg.env" "$(other "$live")"
}

# Free for one who is not root. A file system that makes inodes as it needs them says that it has 0 in all.
room_disk() { # PATH NAME
    stat -f -c '%a %S %d %c' "$1" 2>/dev/null | awk -v of="$2" '{
        printf "disk.%s %.0f\n", of, $1 * $2
        if ($4 > 0) printf "inodes.%s %.0f\n", of, $3; else printf "inodes.%s unlimited\n", of
    }'
}

room_docker() {
    store=$(docker info -f '{{.LiveRestoreEnabled}} {{.DockerRootDir}}' 2>/dev/null) && [ -n "$store" ] || return 0
    echo "docker.live-restore ${store%% *}"
    if pgrep -x docker-proxy >/dev/null; then echo 'docker.proxy running'; fi
    store=${store#* }
    room_disk "$store" docker
    [ "$(stat -c %d "$store" 2>/dev/null)" != "$(stat -c %d "$root")" ] || echo 'docker.disk shared'
}

# What runs in a slot while the other one runs too: a singleton moves only after the switch.
room_units() { # SLOT
    for process in web $(processes allowed); do unit "$process" "$1"; done
}

# A slot's use in whole, or no line: a part of it would be taken for the whole.
room_slot() { # SLOT NAME
    sum=0 unit=''
    for unit in $(room_units "$1"); do
        used=$(room_memory "$unit") || return 0
        sum=$((sum + used))
    done
    [ -z "$unit" ] || echo "$2.memory $sum"
}

# Bytes a unit cannot give back: the kernel's count less the file cache it would drop first, else the sum of its
# processes. One that rests uses nothing.
room_memory() { # UNIT
    [ "$(place runtime)" = systemd ] || return 1 # what a container uses is docker's to tell
    group=$(room_group "$1") || return 1
    [ -n "$group" ] || { echo 0; return 0; }
    used=$(systemctl show -p MemoryCurrent "$1")
    used=${used#MemoryCurrent=}
    case $used in
        '' | *[!0-9]* | 18446744073709551615) room_resident "$group" ;;
        *) echo $((used - $(room_cache "$group"))) ;;
    esac
}

room_cache() { # GROUP
    cat "/sys/fs/cgroup/memory$1/memory.stat" "/sys/fs/cgroup$1/memory.stat" 2>/dev/null | awk '
        $1 == "inactive_file" { own = $2 } $1 == "total_inactive_file" { all = $2 }
        END { printf "%.0f\n", all == "" ? own : all }'
}

room_resident() { # GROUP
    pids=$(room_pids "$1") || return 1
    for pid in $pids; do cat "/proc/$pid/status" 2>/dev/null; done |
        awk '$1 == "VmRSS:" { kb += $2 } END { printf "%.0f\n", kb * 1024 }'
}

# Nothing for a unit that does not run.
room_group() { # UNIT
    said=$(systemctl show -p ControlGroup "$1" 2>/dev/null) && echo "${said#ControlGroup=}"
}

room_pids() { # GROUP
    for tree in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
        [ -f "$tree$1/cgroup.procs" ] || continue
        find "$tree$1" -name cgroup.procs -exec cat {} +
        return
    done
    return 1
}

room_database() { # PG.ENV IDLE_SLOT
    room_said=$(room_connections "$1")
    printf '%s\n' "$room_said"
    case $room_said in *database.now*) ;; *) return 0 ;; esac
    port=$(sed -n 's/^PGPORT="\{0,1\}\([0-9]\{1,5\}\)"\{0,1\}$/\1/p' "$1")
    echo "database.idle $(room_held "$2" "${port:-5432}")"
}

# The password is in the environment of psql alone. Sessions of other roles show no kind, only role and database.
room_connections() { # PG.ENV, and room_patience: seconds for the whole answer
    [ -f "$1" ] || { echo 'database unknown no deployment on the host says how to ask it'; return 0; }
    command -v psql >/dev/null || { echo 'database unknown psql is not installed on the host'; return 0; }
    said=$(
        set -a
        # shellcheck disable=SC1090 # written by the deployment itself
        . "$1"
        PGCONNECT_TIMEOUT=5 PGOPTIONS='-c statement_timeout=5s' timeout "${room_patience:-12}" psql -XAtqw -F ' ' 2>&1 <<'SQL'
select 'is', current_setting('max_connections'),
    current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true), '0')::int,
    (select count(*) from pg_stat_activity where datid is not null and usesysid is not null
        and coalesce(backend_type, 'client backend') = 'client backend' and pid <> pg_backend_pid())
SQL
    )
    case $said in
        'is '*) ;;
        *) printf 'database unknown %s\n' "$(printf '%s' "$said" | tr '\n' ' ')"; return 0 ;;
    esac
    printf '%s\n' "$said" | awk '{ print "database.max", $2; print "database.reserved", $3; print "database.now", $4 }'
}

# Connections by TCP that the idle slot holds to the database: they end before the candidate starts.
room_held() { # SLOT PORT
    [ "$(place runtime)" = systemd ] || { echo 0; return 0; }
    for unit in $(room_units "$1"); do
        group=$(room_group "$unit")
        [ -n "$group" ] || continue
        for pid in $(room_pids "$group"); do ls -ln "/proc/$pid/fd" 2>/dev/null; done
    done | sed -n 's/.*socket:\[\([0-9]*\)\]$/\1/p' | cat - /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port="$(printf ':%04X' "$2")" 'NF == 1 { own[$1] = 1 }
            NF > 9 && $4 == "01" && substr($3, length($3) - 4) == port && ($10 in own) { n++ }
            END { print n + 0 }'
}
