#: watches: what the gate goes by is measured here, and kept here, whatever becomes of the connection
#:   watch ROOT TOKEN NAME <ORDERS              record ticks into ROOT/gate/NAME.ndjson; the watch before it ends. It goes
#:                                              on until its last tick, or until the lease is not this run's any more
#:   watched ROOT NAME LINE                     whether it runs, or why it ended; its whole lines from LINE on, the first is 1
#:   unwatch ROOT TOKEN NAME                    end it
#:   baseline ROOT <ORDERS                      ask one slot the same questions in a row; a line for each time
#:

# tick_facts SLOT: what else is known of a tick of the new slot. If there is a function of this name, it is called once in
# each tick, after the last probe was sent and beside those that have not answered, in bash and in a process group of its
# own. It prints members of a JSON object on one line, as `"cpu":31.5,"mem":48.0`, with no comma at either end; or nothing.
# What is longer than 3,500 bytes is left out, and so is what was not said when the time of the probes is over: then all of
# its group is killed. What it starts must end by itself, too: when the watch is ended in the middle of a tick nobody waits
# for it.

cmd_watch() {
    require_lease "$1" "$2"
    name=$3
    require_watch_name
    require_prober
    read_whole
    # In a shell of its own: what it finds is for the one that asks.
    (read_orders "$whole" interval ticks) || exit
    # What reads the journal on its way reads it into `whole`, too.
    watch_orders=$whole
    holding begin_watch
}

require_watch_name() {
    case $name in '' | .* | *[!A-Za-z0-9._-]*) die 2 "$name is no name of a watch" ;; esac
    watch=$root/gate/$name
}

# Asked for twice, because the answer got lost, it is one watch.
begin_watch() {
    orders=$watch_orders
    if [ -e "$watch.ndjson" ]; then
        read_file "$watch.orders"
        { [ "$whole" = "${orders%"$newline"}" ] && watch_runs && [ "$watch_name" = "$name" ]; } ||
            die 2 "there is a recording $name already"
        return 0
    fi
    end_watch replaced
    { mkdir -p "$root/gate" && printf '%s' "$orders" >"$watch.orders" && watch_ends "$name" running && : >"$watch.ndjson"; } 2>/dev/null ||
        { forget_watch "$name"; die 4 "$root/gate cannot be written: $(disk_says)"; }
    forget_old_watches
    facts_forget
    # 7 and 9 are locks: who inherits one keeps it.
    LC_ALL=C setsid bash "$0" watching "$root" "$token" "$name" </dev/null >/dev/null 2>&1 7<&- 9<&- &
    echo "$! $(run_began $!) $(run_boot) $name" | write "$root/gate/now" ||
        { kill -TERM "$!"; forget_watch "$name"; die 4 "$root/gate cannot be written: $(disk_says)"; }
}

# The last five stay, for whoever wants to know why a release went.
forget_old_watches() {
    # shellcheck disable=SC2012 # names of ours
    ls -t "$root/gate" | sed -n 's/\.ndjson$//p' | sed '1,5d' | while IFS= read -r old_watch; do forget_watch "$old_watch"; done
}

forget_watch() { rm -f "$root/gate/$1.ndjson" "$root/gate/$1.orders" "$root/gate/$1.end"; }

# One word, always as long as the one before and written over it, which needs no room on a full disk.
watch_ends() { # NAME WORD
    printf '%-8s\n' "$2" 1<>"$root/gate/$1.end"
}

watch_word() { # NAME
    watch_said=died
    { read -r watch_said <"$root/gate/$1.end"; } 2>/dev/null
    printf '%s\n' "$watch_said"
}

# Into `watch_name` and `watch_pid`: the one that runs. False where none does.
watch_runs() {
    watch_pid='' watch_began='' watch_boot='' watch_name=''
    { read -r watch_pid watch_began watch_boot watch_name <"$root/gate/now"; } 2>/dev/null
    [ -n "$watch_name" ] && [ "$watch_boot" = "$(run_boot)" ] && [ "$(run_began "$watch_pid")" = "$watch_began" ]
}

# The word first: who looks in between must not take it for one that died.
end_watch() { # WORD
    watch_runs || return 0
    [ "$(watch_word "$watch_name")" != running ] || watch_ends "$watch_name" "$1"
    kill -TERM "-$watch_pid" 2>/dev/null
    run_gone "$watch_pid" || { kill -KILL "-$watch_pid" 2>/dev/null; run_gone "$watch_pid"; }
}

cmd_unwatch() {
    require_lease "$1" "$2"
    name=$3
    require_watch_name
    holding end_this_watch
}

end_this_watch() {
    if watch_runs && [ "$watch_name" = "$name" ]; then end_watch stopped; fi
}

# `watch WORD LINES`: running, complete, stopped, replaced, lease (lost) or died. Asked for before the lines are counted:
# of one that has ended, all are there then.
cmd_watched() {
    root=$1 name=$2
    require_watch_name
    case $3 in '' | *[!0-9]* | 0*) die 2 "$3 is no line" ;; esac
    [ -f "$watch.ndjson" ] || die 4 "there is no recording $name"
    word=$(watch_word "$name")
    if [ "$word" = running ] && ! { watch_runs && [ "$watch_name" = "$name" ]; }; then
        word=$(watch_word "$name")
        [ "$word" != running ] || word=died
    fi
    lines=$(wc -l <"$watch.ndjson")
    echo "watch $word $lines"
    # What has no end yet is not a line.
    [ "$3" -gt "$lines" ] || sed -n "$3,${lines}p" "$watch.ndjson"
}

# The watch itself, in bash and in a session of its own.
cmd_watching() {
    root=$1 token=$2 name=$3
    require_watch_name
    read_file "$watch.orders" || exit 4
    read_orders "$whole" interval ticks
    interval=$(value_in "$orders" interval) ticks=$(value_in "$orders" ticks)
    ready_to_ask
    kept=0 tick=0 checked=0
    uptime_now
    begin=$up
    clock_now
    seconds "$interval" && every=$text
    seconds "$timeout"
    seconds_of_clock=${at%??????}.${at#"${at%??????}"}
    record "{\"watch\":\"$name\",\"begin\":$seconds_of_clock,\"interval\":$every,\"timeout\":$text${expected:+",\"expected\":\"$expected\""}}"
    while [ "$tick" -lt "$ticks" ]; do
        due=$((begin + tick * interval / 10))
        until_due
        # The machine slept, or the tick before took too long: this one is missing, and none comes in a hurry.
        if [ $((up - due)) -le $((interval / 20 + 10)) ]; then
            make_tick
            seconds $((tick * interval))
            record "{\"t\":$text,\"probes\":{${said_new#,}}${said_old:+",\"control\":{${said_old#,}}"}$said_facts}"
        fi
        tick=$((tick + 1))
    done
    watch_ends "$name" complete
}

# Between the ticks alone: what looks after the lease is not to be measured along.
until_due() {
    uptime_now
    while :; do
        [ $((up - checked)) -lt 200 ] || {
            (require_lease "$root" "$token") 2>/dev/null || { watch_ends "$name" lease; exit; }
            uptime_now
            checked=$up
        }
        [ "$up" -lt "$due" ] || return 0
        if [ $((due - up)) -gt 200 ]; then pause $((up + 200)); else pause "$due"; fi
    done
}

# New and old in turn and a moment apart: quick answers do not get in each other's way, and slow ones are waited for at
# the same time.
make_tick() {
    said_new='' said_old='' said_facts='' pending=' '
    # shellcheck disable=SC2086 # words, and none of them is a pattern here
    set -- $probes
    uptime_now
    at_once=$up
    while [ $# -ge 3 ]; do
        ask_slot new "$new_port" "$1" "$2" "$3"
        next_one
        [ -z "$old" ] || { ask_slot old "$old_port" "$1" "$2" "$3"; next_one; }
        shift 3
    done
    ! command -v tick_facts >/dev/null || ask_facts
    hear $((at_once + timeout / 10 + 20))
}

next_one() {
    at_once=$((at_once + 3))
    pause "$at_once"
}

# In a group of its own, so that all of it can be ended.
ask_facts() {
    set -m
    (
        facts=$(tick_facts "$new" 2>/dev/null)
        facts=${facts%%"$newline"*}
        # What is half said must not take the answers of the tick with it.
        case $facts in *[:,][,'}']* | [,:]* | *[,:]) facts='' ;; esac
        [ "${#facts}" -le 3500 ] || facts=''
        printf '%s facts/all %s\n' "$tick" "$facts" >&5
    ) 2>/dev/null &
    set +m
    pending="${pending}facts/all=$! "
}

# A line that does not fit is missing whole, and the next may fit again.
record() { # LINE
    if printf '%s\n' "$1" >>"$watch.ndjson"; then
        kept=$((kept + ${#1} + 1))
    else
        truncate -s "$kept" "$watch.ndjson"
    fi 2>/dev/null
}

seconds() { # MILLISECONDS: into `text`
    text=$(($1 / 1000))
    [ $(($1 % 1000)) -eq 0 ] || { text=$((1000 + $1 % 1000)); text=$(($1 / 1000)).${text#1}; }
}

cmd_baseline() {
    require_prober
    LC_ALL=C exec bash "$0" sampling
}

# The line of the last time is at minus one pace: the next one would be at 0, which is the bake's.
cmd_sampling() {
    read_whole
    read_orders "$whole" samples pace within
    samples=$(value_in "$orders" samples) pace=$(value_in "$orders" pace)
    ready_to_ask
    uptime_now
    begin=$up tick=0 over=$((up + $(value_in "$orders" within) / 10))
    while [ "$tick" -lt "$samples" ] && [ "$up" -lt "$over" ]; do
        said_new='' said_old='' pending=' '
        # shellcheck disable=SC2086 # words, and none of them is a pattern here
        set -- $probes
        while [ $# -ge 3 ]; do
            ask_slot new "$new_port" "$1" "$2" "$3"
            uptime_now
            hear $((up + timeout / 10 + 20))
            shift 3
        done
        seconds $(((samples - tick) * pace))
        printf '{"t":-%s,"probes":{%s}}\n' "$text" "${said_new#,}" || exit
        tick=$((tick + 1))
        [ "$tick" -eq "$samples" ] || pause $((begin + tick * pace / 10))
    done
}
