#: facts of one tick of a bake
#:   tick_facts ROOT SLOT                       what changed in the slot and the other since the last call, as members of JSON
#:

cmd_tick_facts() {
    root=$1 slot=$2
    require_slot "$slot"
    tick_facts "$slot"
}

# tick_facts SLOT: once per tick, in one line: `"restarts":0,"logErr":0,…`. What cannot be measured is left out, and
# nothing is waited for long. Where each log was read to stands in ROOT/gate/facts, so a tick that is skipped loses no
# record and one that is repeated counts none twice; when that cannot be written, records are left for a later tick.
# The first call has no last one: it only finds out where the logs end.
tick_facts() {
    slot=$1
    tick_old=$(other "$slot")
    tick_of="$slot $(deployment_in "$slot") $(run_boot)"
    tick_was='' tick_is="of $tick_of" tick_says=
    if read_file "$root/gate/facts" && [ "$(value_in "$whole" of)" = "$tick_of" ]; then tick_was=$whole; fi

    # shellcheck disable=SC2046 # names without spaces
    tick_seen=$(facts_states $(units_of "$slot") $(units_of "$tick_old"))
    tick_cpu
    tick_disk
    tick_logs
    if [ -n "$tick_seen" ]; then tick_restarts; else tick_keep_as_it_was 'start restarts'; fi
    tick_gauges

    tick_slow=$(place slow)
    tick_clients=$(tick_traffic "$slot" "${tick_slow:-500}") && tick_says=$tick_says,$tick_clients

    mkdir -p "$root/gate" 2>/dev/null
    # Not onto the disk at once, as what must outlive a power cut: a bake does not.
    if { printf '%s\n' "$tick_is" >"$root/gate/facts.next" && mv -f "$root/gate/facts.next" "$root/gate/facts"; } 2>/dev/null; then
        tick_says=$tick_says$tick_counted
    fi
    printf '%s\n' "${tick_says#,}"
}

# facts_forget: before the first tick of a bake.
facts_forget() { rm -f "$root/gate/facts" "$root/gate/traffic"; }

tick_say() { # NAME VALUE
    tick_says="$tick_says,\"$1\":$2"
}

tick_keep() { # LINE
    tick_is=$tick_is$newline$1
}

tick_cpu() {
    facts_cpu
    tick_keep "cpu $facts_cpu"
    tick_share=$(facts_share "$(value_in "$tick_was" cpu)" "$facts_cpu")
    [ -z "$tick_share" ] || tick_say cpu "$tick_share"
    tick_share=$(facts_memory)
    [ -z "$tick_share" ] || tick_say mem "${tick_share#* }"
}

# What the slot itself uses, and the database of both.
tick_gauges() {
    tick_used=$(
        {
            units_of "$slot" | sed 's/^/ours /'
            printf '%s\n' "$tick_seen"
        } | awk '$1 == "ours" { ours[$2]; next } $1 in ours { print $1, $8 }' | slot_usage /sys/fs/cgroup /proc
    )
    [ -z "$tick_used" ] || tick_keep "$(printf '%s\n' "$tick_used" | sed -n '/^used /p')"
    tick_of_all=$({ printf '%s\n' "$tick_used" | slot_shares "$tick_was"; facts_database 3; } | sed 's/^\(.*\) \(.*\)$/"\1":\2/' | tr '\n' ,)
    [ -z "$tick_of_all" ] || tick_say gauges "{${tick_of_all%,}}"
}

# The fullest of those that the slots live on.
tick_disk() {
    tick_share=$(stat -f -c '%b %f %a %c %d' "$root" / /var/lib/docker 2>/dev/null | LC_ALL=C awk '
        $1 - $2 + $3 > 0 { used = 100 * ($1 - $2) / ($1 - $2 + $3); if (used >= disk) disk = used; seen = 1 }
        $4 > 0 { used = 100 * ($4 - $5) / $4; if (used >= inodes) inodes = used; some = 1 }
        END { if (seen) printf ",\"disk\":%.1f", disk; if (some) printf ",\"inodes\":%.1f", inodes }')
    tick_says=$tick_says$tick_share
}

# How often processes of the slot began anew, since their start: by the count of who restarts them, and by the start
# itself, which also changes when somebody restarts them by hand and the count begins at 0 again.
tick_restarts() {
    tick_starts=$(
        {
            units_of "$slot" | sed 's/^/ours /'
            printf '%s\n' "$tick_was" | sed -n '/^start /p; /^restarts /p'
            printf '%s\n' "$tick_seen" | if in_docker; then awk '{ print "now", $1, $7, $6 }'; else
                # One that was stopped keeps the name of its last start.
                awk '$3 != "inactive" && $7 != "-" && $6 != "-" { print "now", $1, $7, $6 }'
            fi
        } | awk '
            $1 == "ours" { ours[$2] = 1 }
            $1 == "restarts" { total = $2 }
            $1 == "start" { id[$2] = $3; count[$2] = $4 }
            $1 == "now" && ($2 in ours) {
                # Seen for the first time: what it restarted until then is its own, too.
                if (!($2 in id)) total += $4
                else if ($4 > count[$2]) total += $4 - count[$2]
                else if ($3 != id[$2]) total++
                id[$2] = $3
                count[$2] = $4
                seen = 1
            }
            END {
                for (unit in id) print "start", unit, id[unit], count[unit]
                if (seen || total > 0) print "restarts", total + 0
            }'
    )
    [ -n "$tick_starts" ] || return 0
    tick_keep "$tick_starts"
    # Of one that was stopped nothing is known that was not known before.
    tick_number=$(value_in "$tick_starts" restarts)
    [ -z "$tick_number" ] || tick_say restarts "$tick_number"
}

# tick_there UNIT: whether there is such a container; a unit is always there.
tick_there() {
    case $newline$tick_seen in *"$newline$1 "*) ;; *) return 1 ;; esac
}

# Whether the web process of a slot runs.
tick_runs() { # SLOT
    case $newline$tick_seen in
        *"$newline$(unit web "$1") true false "* | *"$newline$(unit web "$1") loaded active "*) ;;
        *) return 1 ;;
    esac
}

# Errors since the last call; those of the old slot only while it runs.
tick_logs() {
    tick_counted=
    LOG_ALLOW=
    if read_file "$root/gate/allow"; then LOG_ALLOW=$whole; fi
    LOG_OPEN=$tick_was
    export LOG_ALLOW LOG_OPEN
    if in_docker; then tick_docker_logs; else tick_journal; fi
}

# All units of both slots in one look: each further one would cost as much again.
tick_journal() {
    log_readable || return 0
    tick_cursor=$(value_in "$tick_was" cursor)
    if [ -z "$tick_cursor" ]; then
        tick_cursor=$(facts_ask 3 journalctl -q -o json --output-fields=PRIORITY -n 1 | sed -n 's/.*"__CURSOR" *: *"\([^"]*\)".*/\1/p')
        [ -z "$tick_cursor" ] || tick_keep "cursor $tick_cursor"
        return
    fi
    # Not --after-cursor: asked for some units alone, it loses the first record where the cursor is another unit's.
    LOG_AFTER=$tick_cursor
    export LOG_AFTER
    # shellcheck disable=SC2046 # names without spaces
    tick_log=$(
        {
            facts_ask 3 journalctl -q -a -o json --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT --cursor="$tick_cursor" \
                $(units_of "$slot" | sed 's/^/_SYSTEMD_UNIT=/') $(units_of "$tick_old" | sed 's/^/_SYSTEMD_UNIT=/') || echo broken
        } | log_count journal
    )
    tick_next=$(value_in "$tick_log" cursor)
    tick_keep "cursor ${tick_next:-$tick_cursor}"
    tick_keep_open "$tick_log"
    [ "$tick_log" != broken ] || return 0
    tick_count logErr "$slot" "$tick_log"
    ! tick_runs "$tick_old" || tick_count oldLogErr "$tick_old" "$tick_log"
}

# Slot by slot: where one container cannot be read, the whole slot is read again by a later tick.
tick_docker_logs() {
    tick_heard=
    tick_docker_slot logErr "$slot"
    tick_docker_slot oldLogErr "$tick_old"
    tick_keep_open "$tick_heard"
}

tick_docker_slot() { # NAME SLOT
    tick_all='' tick_cursors='' tick_fresh='' tick_before=''
    for tick_name in $(units_of "$2"); do
        tick_after=$(value_in "$tick_was" "cursor.$tick_name")
        # Its first tick, or none that found it: all that it says from now on is news.
        [ -n "$tick_after" ] || { tick_fresh=yes tick_after=$(date -u +%Y-%m-%dT%H:%M:%S.000000000Z); }
        tick_before="$tick_before${newline}cursor.$tick_name $tick_after"
    done
    tick_log=broken
    if [ -z "$tick_fresh" ] && tick_there "$(unit web "$2")"; then
        for tick_name in $(units_of "$2"); do
            tick_after=$(value_in "$tick_was" "cursor.$tick_name") tick_log=
            if tick_there "$tick_name"; then
                LOG_AFTER=$tick_after
                export LOG_AFTER
                tick_log=$(docker_log 3 "$tick_after" "$tick_name" | log_count docker "$tick_name")
                case $newline$tick_log in *"${newline}broken") tick_log=broken; break ;; esac
            fi
            tick_next=$(value_in "$tick_log" cursor)
            tick_cursors="$tick_cursors${newline}cursor.$tick_name ${tick_next:-$tick_after}"
            tick_all=$tick_all$newline$tick_log
        done
    fi
    if [ "$tick_log" = broken ]; then
        tick_is=$tick_is$tick_before
        return 0
    fi
    tick_is=$tick_is$tick_cursors tick_heard=$tick_heard$tick_all
    if [ "$1" = logErr ] || tick_runs "$2"; then tick_count "$1" "$2" "$tick_all"; fi
}

# A record that is open stays so until its log goes on.
tick_keep_open() { # LOG
    tick_open=$(printf '%s\nnow\n%s\n' "$(printf '%s\n' "$tick_was" | sed -n '/^open /p')" "$1" | awk '
        $1 == "now" && NF == 1 { now = 1 }
        $1 == "open" && !now { open[$2] = $3 }
        $1 == "open" && now { fresh[$2] = $3 }
        $1 == "lines" && $3 > 0 { spoke[$2] = 1 }
        END {
            for (unit in open) if (!(unit in spoke)) print "open", unit, open[unit]
            for (unit in fresh) print "open", unit, fresh[unit]
        }')
    [ -z "$tick_open" ] || tick_keep "$tick_open"
}

tick_keep_as_it_was() { # WORD…
    for tick_word in $1; do
        tick_line=$(printf '%s\n' "$tick_was" | sed -n "/^$tick_word /p")
        [ -z "$tick_line" ] || tick_keep "$tick_line"
    done
}

tick_count() { # NAME SLOT LOG
    tick_number=$(
        {
            units_of "$2" | sed 's/^/unit /'
            printf '%s\n' "$3"
        } | awk '$1 == "unit" { ours[$2] = 1 } $1 == "errors" && ($2 in ours) { n += $3 } END { print n + 0 }'
    )
    tick_counted="$tick_counted,\"$1\":$tick_number"
}
