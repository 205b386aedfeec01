# One question to a slot, and its answer as JSON. bash asks: it reads the clock and talks TCP without starting a program,
# so nothing but the slot lies between the request and the answer. dash only reads these lines, which are in its grammar.

require_prober() {
    command -v setsid >/dev/null || die 4 'setsid is missing on this host (package util-linux)'
    for needed in timeout head truncate; do
        command -v "$needed" >/dev/null || die 4 "$needed is missing on this host (package coreutils)"
    done
    command -v bash >/dev/null || die 4 'bash is missing on this host (package bash)'
    # shellcheck disable=SC2016 # expanded by that shell
    bash -c '[ "${BASH_VERSINFO:-0}" -ge 5 ]' || die 4 'bash is older than 5.0 on this host (package bash)'
    case $(LC_ALL=C bash -c ': <>/dev/tcp/127.0.0.1/9' 2>&1) in
        *'No such file'*) die 4 'bash cannot open /dev/tcp on this host (package bash of Debian or Ubuntu can)' ;;
    esac
}

# Orders are `key value` lines, with a line for each probe:
#
#   interval MS       from one tick to the next           samples MS, pace MS, within MS
#   ticks COUNT       after the last one the watch ends     the same of a baseline: how often each probe is asked, from
#   release NAME      noted down only; may be missing       one time to the next, and how long all may take
#   timeout MS        for one answer
#   header NAME       bears the release's name in an answer
#   host NAME         what the request says it wants to talk to
#   new SLOT PORT
#   old SLOT PORT     asked the same at the same time; missing where there is none
#   probe NAME STATUS PATH
#   end               the last line: what was cut on its way is no order
#
# What is not a name, number or path of ours is refused, so that no line of a recording can be made of it.
read_orders() { # TEXT KEY…: numbers it must have
    orders=$1
    shift
    case $orders in *"${newline}end" | *"${newline}end$newline") ;; *) die 2 'the orders have no end' ;; esac
    for key in timeout "$@"; do
        case $(value_in "$orders" "$key") in
            '' | *[!0-9]* | 0* | ??????????*) die 2 "the orders give no number for \`$key\`" ;;
        esac
    done
    timeout=$(value_in "$orders" timeout)
    header=$(order_word header) && host=$(order_word host) && expected=$(order_word release) || exit
    [ -n "$header" ] || die 2 'the orders name no header'
    [ -n "$host" ] || die 2 'the orders name no host'
    read_side new && new=$slot new_port=$port
    [ -n "$new" ] || die 2 'the orders name no new slot'
    read_side old && old=$slot old_port=$port
    read_probes
}

order_word() { # KEY
    word=$(value_in "$orders" "$1")
    case $word in *[!]A-Za-z0-9._:[-]*) die 2 "the orders' \`$1\` is not one word" ;; esac
    printf '%s\n' "$word"
}

read_side() { # KEY
    slot=$(value_in "$orders" "$1")
    port=${slot##* } slot=${slot%% *}
    [ -n "$slot" ] || return 0
    require_slot "$slot"
    case $port in '' | *[!0-9]* | 0* | ??????*) die 2 "the orders give no port for \`$1\`" ;; esac
}

# Into `probes`: name, status and path of each, with a space between all of them.
read_probes() {
    probes=''
    left=$newline$orders$newline
    while :; do
        case $left in *"${newline}probe "*) ;; *) break ;; esac
        left=${left#*"${newline}probe "}
        probe=${left%%"$newline"*}
        left=$newline${left#*"$newline"}
        case ${probe%% *} in '' | *[!A-Za-z0-9._-]*) die 2 'a probe of the orders has no proper name' ;; esac
        probe_path=${probe#* }
        case ${probe_path%% *} in [1-5][0-9][0-9]) ;; *) die 2 "the probe ${probe%% *} expects no status" ;; esac
        case ${probe_path#* } in /*) ;; *) die 2 "the probe ${probe%% *} has no path" ;; esac
        case ${probe_path#* } in *[!!-~]*) die 2 "the path of the probe ${probe%% *} is not escaped" ;; esac
        probes="$probes $probe"
    done
    [ -n "$probes" ] || die 2 'the orders name no probe'
}

# ready_to_ask: two pipes without a name, so that nothing of it needs room on a disk. Answers come through 5; through 6
# nothing ever comes, which makes a pause without starting a program.
ready_to_ask() {
    set -f
    cr=$(printf '\r')
    # Without regard to case: nobody starts a program to compare headers.
    header_glob=$(printf '%s' "$header" | awk '{
        for (i = 1; i <= length($0); i++) printf "[%s%s]", toupper(substr($0, i, 1)), tolower(substr($0, i, 1))
    }')
    silence="no answer within $(printf '%s' "$timeout" | awk '{ print $1 / 1000 }') s"
    # In dash this would not even be a sentence.
    eval 'exec 5<> <(:) 6<> <(:)'
}

# The kernel's own clock, in hundredths of a second, into `up`: nobody sets it.
uptime_now() {
    read -r up _ </proc/uptime
    up=${up%.*}${up#*.}
}

pause() { # UNTIL
    while uptime_now; [ "$up" -lt "$1" ]; do
        hundredths=$((100 + ($1 - up) % 100))
        # shellcheck disable=SC3045 # bash runs this
        read -r -t "$((($1 - up) / 100)).${hundredths#1}" -u 6 _ || :
    done
}

# ask SIDE PORT NAME STATUS PATH: in a process of its own, which a connection that hangs cannot outlive. It is `pending`
# until it was heard of.
ask_slot() {
    # shellcheck disable=SC2031 # each in its own process
    (ask_now "$@" 2>/dev/null) &
    pending="$pending$1/$3=$! "
}

# hear UNTIL: waits for the answers of this tick, into `said_new`, `said_old` and `said_facts`. Who has not answered by
# then did not answer in time.
hear() {
    while uptime_now; [ "$pending" != ' ' ] && [ "$up" -lt "$1" ]; do
        hundredths=$((100 + ($1 - up) % 100))
        # shellcheck disable=SC3045 # bash runs this
        IFS=' ' read -r -t "$((($1 - up) / 100)).${hundredths#1}" -u 5 said_tick side answer || continue
        # What was asked in an earlier tick is no answer any more.
        [ "$said_tick" = "$tick" ] || continue
        case $pending in *" $side="*) heard "$side" "$answer" ;; esac
    done
    while [ "$pending" != ' ' ]; do
        late=${pending# }
        late=${late%%=*}
        number=${pending#*=}
        end_late "${number%% *}" "$late"
        case $late in facts/*) heard "$late" '' ;; *) heard "$late" "{\"ok\":false,\"ms\":$timeout,\"why\":\"$silence\"}" ;; esac
    done
}

heard() { # SIDE/NAME ANSWER
    rest=${pending#*" $1="}
    pending="${pending%%" $1="*} ${rest#* }"
    case $1 in
        new/*) said_new="$said_new,\"${1#*/}\":$2" ;;
        old/*) said_old="$said_old,\"${1#*/}\":$2" ;;
        facts/*) [ -z "$2" ] || said_facts=",$2" ;;
    esac
}

# Only what is still a child of this process: its number may be somebody else's by now.
end_late() { # NUMBER SIDE/NAME
    # shellcheck disable=SC3045 # bash runs this
    case "$newline$(jobs -pr)$newline" in *"$newline$1$newline"*) ;; *) return 0 ;; esac
    # Or its end would be told on stderr.
    # shellcheck disable=SC3044 # bash runs this
    disown "$1" 2>/dev/null
    case $2 in facts/*) kill -KILL "-$1" ;; *) kill -KILL "$1" ;; esac 2>/dev/null
}

# The process that asks.

clock_now() {
    # shellcheck disable=SC3028 # bash runs this
    at=$EPOCHREALTIME
    at=${at%.*}${at#*.}
}

ask_now() { # SIDE PORT NAME STATUS PATH
    trap '' PIPE
    side=$1 port=$2 name=$3 wanted=$4 status='' version='' why=''
    request="GET $5 HTTP/1.1$cr${newline}Host: $host$cr${newline}User-Agent: tsh-probe/1$cr${newline}Connection: close$cr$newline$cr$newline"
    clock_now
    sent=$at ends=$((at + timeout * 1000))
    # shellcheck disable=SC3025 # bash runs this
    talk 3<>"/dev/tcp/127.0.0.1/$port" || {
        clock_now
        took=$((at - sent))
        why='connection refused'
        tell
    }
}

# Told before the body is taken, a little of it, so that the slot does not find the line cut: that would be an error in
# its log, of our making.
talk() {
    why=''
    talk_now
    tell
    exec timeout 1 head -c 65536 <&3 >/dev/null
}

talk_now() {
    printf '%s' "$request" >&3 || { clock_now; took=$((at - sent)) why='closed without an answer'; return; }
    clock_now
    sent=$at
    while :; do
        hear_status || return
        hear_headers || return
        # Only a word before the answer.
        case $status in 1??) status='' version='' ;; *) break ;; esac
    done
    [ "$status" = "$wanted" ] || why="status $status, not $wanted"
}

# The clock is read when the first byte has come.
hear_status() {
    patience || return
    # shellcheck disable=SC3045 # bash runs this
    IFS= read -r -t "$patience" -N 1 -u 3 first
    came=$?
    clock_now
    took=$((at - sent))
    [ "$came" -eq 0 ] || { nothing_came "$came"; return 1; }
    hear_line || return
    case $first$line in
        HTTP/[0-9].[0-9]' '[1-5][0-9][0-9] | HTTP/[0-9].[0-9]' '[1-5][0-9][0-9]' '*) ;;
        *) why='what it answered is not HTTP'; return 1 ;;
    esac
    status=${line#* }
    status=${status%%[!0-9]*}
}

hear_headers() {
    size=0 piece=no
    while :; do
        after_piece=$piece
        hear_line || return
        size=$((size + ${#line} + 2))
        [ "$size" -le 32768 ] || { why='more than 32 kB of headers'; return 1; }
        [ "$after_piece" = no ] || continue
        case $line in
            '') return 0 ;;
            $header_glob:*) [ -n "$version" ] || keep_version "${line#*:}" ;;
        esac
    done
}

# Up to 128 characters that can be in the name of a release; all others are dropped.
keep_version() {
    said=$1
    while [ -n "$said" ] && [ "${#version}" -lt 128 ]; do
        letter=${said%"${said#?}"}
        said=${said#?}
        case $letter in [A-Za-z0-9._-]) version=$version$letter ;; esac
    done
}

# A long line comes in pieces.
hear_line() {
    patience || return
    # shellcheck disable=SC3045 # bash runs this
    IFS= read -r -t "$patience" -n 8192 -u 3 line || { nothing_came $?; return 1; }
    piece=no
    [ "${#line}" -lt 8192 ] || piece=yes
    line=${line%"$cr"}
}

# How long may still be waited, in seconds for `read`.
patience() {
    clock_now
    patience=$((ends - at))
    [ "$patience" -gt 0 ] || { nothing_came 142; return 1; }
    micros=$((1000000 + patience % 1000000))
    patience=$((patience / 1000000)).${micros#1}
}

nothing_came() { # CODE: of `read`, more than 128 when it was too late
    status='' version=''
    if [ "${1:-0}" -gt 128 ]; then why=$silence took=$((timeout * 1000)); else why='closed without an answer'; fi
}

tell() {
    [ "$took" -ge 0 ] || took=0
    micros=$((1000 + took % 1000))
    if [ -z "$why" ]; then answer='{"ok":true'; else answer='{"ok":false'; fi
    answer="$answer,\"ms\":$((took / 1000)).${micros#1}"
    [ -z "$status" ] || answer="$answer,\"status\":$status"
    [ -z "$version" ] || answer="$answer,\"version\":\"$version\""
    [ -z "$why" ] || answer="$answer,\"why\":\"$why\""
    printf '%s %s/%s %s}\n' "$tick" "$side" "$name" "$answer" >&5
}
