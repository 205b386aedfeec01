#: facts: what the host itself says of a slot
#:   facts ROOT SLOT PATH                       its processes, the disk that holds PATH, and how busy the host is
#:

cmd_facts() {
    root=$1 slot=$2
    require_slot "$slot"
    facts_cpu
    facts_before=$facts_cpu
    sleep 0.5 &
    facts_wait=$!
    facts_processes
    facts_disk "$3" path
    facts_disk / root
    facts_memory
    facts_database 5
    wait "$facts_wait"
    facts_cpu
    facts_share "$facts_before" "$facts_cpu" | sed 's/^/cpu /'
}

# Whether whoever runs the slots can be asked at all; else an `unseen` line that says what to do.
facts_reach() {
    if ! in_docker; then
        facts_ask 5 systemctl show -p Version >/dev/null || { echo "unseen - systemd does not answer"; return 1; }
    elif ! command -v docker >/dev/null; then
        echo "unseen - docker is not installed here"
        return 1
    else
        facts_said=$(timeout 5 docker version --format '{{.Server.Version}}' 2>&1) && return 0
        case $facts_said in
            *'permission denied'*) echo "unseen - $(id -un) may not use docker: run \`tsh setup\` again, it puts the user into the group docker" ;;
            *) echo "unseen - the docker daemon does not answer" ;;
        esac
        return 1
    fi
}

# Singletons are where traffic is, and elsewhere rest by design: one that rests is not told.
facts_processes() {
    facts_reach || return 0
    facts_look
}

# unit PROCESS LOAD ACTIVE SUB RESULT RESTARTS INVOCATION PID SINCE…
# container PROCESS RUNNING RESTARTING HEALTH OUT_OF_MEMORY RESTARTS STARTED PID
facts_look() {
    # shellcheck disable=SC2046 # names without spaces
    facts_said=$newline$(facts_states $(units_of "$slot"))$newline
    for process in web $(processes allowed) $(processes singleton); do
        facts_name=$(unit "$process" "$slot")
        facts_line=
        case $facts_said in
            *"$newline$facts_name "*)
                facts_line=${facts_said#*"$newline$facts_name "}
                facts_line=${facts_line%%"$newline"*}
                ;;
        esac
        case $(place "overlap.$process")-$facts_line in
            singleton- | 'singleton-false false '* | singleton-*' inactive '*) ;;
            *-) echo "absent $process $facts_name" ;;
            *) echo "$(facts_kind) $process $facts_line" ;;
        esac
    done
}

facts_kind() { if in_docker; then echo container; else echo unit; fi; }

# facts_states UNIT…: a line for each, with its name before what `unit` and `container` say above.
facts_states() {
    if in_docker; then
        facts_ask 5 docker container inspect --format '{{.Name}} {{.State.Running}} {{.State.Restarting}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}} {{.State.OOMKilled}} {{.RestartCount}} {{.State.StartedAt}} {{.State.Pid}}' "$@" | sed 's|^/||'
        return 0
    fi
    # systemd tells of one after the other with an empty line between them, each in an order of its own.
    facts_ask 5 systemctl show -p LoadState,ActiveState,SubState,Result,NRestarts,InvocationID,MainPID,ExecMainStartTimestamp "$@" |
        awk -v names="$*" '
            BEGIN { split(names, name, " ") }
            function or_none(word) { return word == "" ? "-" : word }
            function tell() {
                if (!("LoadState" in is)) return
                print name[++n], is["LoadState"], is["ActiveState"], is["SubState"], or_none(is["Result"]),
                    or_none(is["NRestarts"]), or_none(is["InvocationID"]), or_none(is["MainPID"]), is["ExecMainStartTimestamp"]
                split("", is)
            }
            $0 == "" { tell(); next }
            { at = index($0, "="); is[substr($0, 1, at - 1)] = substr($0, at + 1) }
            END { tell() }'
}

# As df has it: of what one who is not root could use. A file system that makes inodes as it needs them has no share.
facts_disk() { # PATH NAME
    facts_said=$(stat -f -c '%b %f %a %c %d' "$1" 2>/dev/null) || { echo "disk $2 missing"; return 0; }
    printf '%s\n' "$facts_said" | LC_ALL=C awk -v of="$2" '{
        if ($1 - $2 + $3 > 0) printf "disk %s %.2f\n", of, 100 * ($1 - $2) / ($1 - $2 + $3)
        if ($4 > 0) printf "inodes %s %.2f\n", of, 100 * ($4 - $5) / $4; else print "inodes", of, "unlimited"
    }'
}

facts_memory() {
    LC_ALL=C awk '$1 == "MemTotal:" { all = $2 } $1 == "MemAvailable:" { free = $2; seen = 1 }
        END { if (seen && all > 0) printf "memory %.1f\n", 100 * (1 - free / all) }' /proc/meminfo
}

# Into facts_cpu: what the host's processors did since the boot, and of that what was work.
facts_cpu() {
    facts_cpu=
    read -r _ user nice system idle waiting hard soft stolen _ </proc/stat 2>/dev/null || return 0
    facts_cpu="$((user + nice + system + hard + soft + stolen)) $((user + nice + system + hard + soft + stolen + idle + waiting))"
}

facts_share() { # BEFORE AFTER
    printf '%s %s\n' "$1" "$2" | LC_ALL=C awk 'NF == 4 && $4 > $2 && $3 >= $1 { printf "%.1f\n", 100 * ($3 - $1) / ($4 - $2) }'
}

# Of what is left for those who are not superusers, whoever uses it: both slots hold a pool during a bake.
facts_database() { # SECONDS
    for facts_of in "$slot" "$(other "$slot")"; do
        facts_pg=$root/deployments/$(deployment_in "$facts_of")/pg.env
        [ -f "$facts_pg" ] || continue
        room_patience=$1
        room_connections "$facts_pg" | LC_ALL=C awk '
            $1 == "database.max" { max = $2 } $1 == "database.reserved" { max -= $2 } $1 == "database.now" { now = $2; seen = 1 }
            # There is no seat left to ask from: the answer all the same.
            $2 == "unknown" && /too many clients already|remaining connection slots are reserved/ { now = max = seen = 1 }
            END { if (seen && max > 0) printf "connections %.1f\n", 100 * now / max }'
        return
    done
}
