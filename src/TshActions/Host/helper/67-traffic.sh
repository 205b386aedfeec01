#: traffic: what the site's access log says of each slot
#:   traffic ROOT [SLOW [STATE]]                requests, errors and slow answers (over SLOW ms) of the live slot and the
#:                                              other: of all that is in the log, or since STATE was written last
#:

cmd_traffic() {
    root=$1 traffic_said=
    if [ $# -gt 2 ]; then
        traffic_said=$(tick_traffic "$(live_slot)" "$2" "$3") || [ -r "$(log_of)" ] || die 4 "$(log_of) cannot be read: run tsh setup"
    else
        traffic_sum='0 0 0 0 0 0 0 0'
        [ -r "$(log_of)" ] || die 4 "$(log_of) cannot be read: run tsh setup"
        traffic_add "$(log_of)" 0 "$(stat -c %s "$(log_of)")" "$(live_slot)" "${2:-500}"
        traffic_said=$(traffic_member)
    fi
    printf '{%s}\n' "$traffic_said"
}

# tick_traffic SLOT SLOW [STATE]: the member "traffic" of what was answered since the last call, SLOT being the new one;
# an answer that took more than SLOW ms is slow. The first call only marks the place. Nothing, and not 0, when the log
# cannot be read, and until one line, a probe's at least, has proven that nginx writes it.
tick_traffic() {
    traffic_log=$(log_of) traffic_state=${3:-$root/gate/traffic}
    set -- "$1" "$2"
    # shellcheck disable=SC2046 # two numbers
    { [ -f "$traffic_log" ] && [ -r "$traffic_log" ]; } && set -- "$1" "$2" $(stat -c '%i %s' "$traffic_log" 2>/dev/null)
    [ $# = 4 ] || return 1
    traffic_sum='0 0 0 0 0 0 0 0'
    traffic_inode='' traffic_offset=0 traffic_mark='' traffic_was='' traffic_seen=no
    if read_file "$traffic_state"; then
        read -r traffic_inode traffic_offset traffic_mark traffic_seen traffic_was <<END
$whole
END
    fi
    if [ -z "$traffic_mark" ]; then
        traffic_from=$(($4 > 4096 ? $4 - 4096 : 0))
        traffic_add "$traffic_log" "$traffic_from" "$4" "$1" "$2"
        traffic_keep "$3" $(($4 - ${traffic_sum##* })) no ''
        return 1
    fi
    # Once more the one before: a worker may have written to it until it heard of the new one.
    # shellcheck disable=SC2086 # inode, offset and mark
    [ -z "$traffic_was" ] || traffic_rest "$1" "$2" $traffic_was
    traffic_was=
    if ! traffic_fits "$traffic_log" "$3" "$traffic_inode" "$traffic_offset" "$traffic_mark"; then
        traffic_rest "$1" "$2" "$traffic_inode" "$traffic_offset" "$traffic_mark"
        traffic_offset=0
    fi
    traffic_add "$traffic_log" "$traffic_offset" "$4" "$1" "$2"
    # shellcheck disable=SC2086 # numbers
    set -- "$1" "$2" "$3" "$4" $traffic_sum
    [ "${11}" = 0 ] || traffic_seen=yes
    traffic_keep "$3" $(($4 - ${12})) "$traffic_seen" "$traffic_was"
    [ "$traffic_seen" = yes ] || return 1
    traffic_member
}

# Where the next call goes on: the end of the last whole line, by what stands before it. An inode alone is given to
# another file as soon as its own is gone.
traffic_keep() { # INODE OFFSET SEEN WAS
    [ -d "${traffic_state%/*}" ] || mkdir -p "${traffic_state%/*}" 2>/dev/null
    { printf '%s %s %s %s %s\n' "$1" "$2" "$(traffic_print "$traffic_log" "$2")" "$3" "$4" >"$traffic_state.next" &&
        mv -f "$traffic_state.next" "$traffic_state"; } 2>/dev/null || rm -f "$traffic_state.next" "$traffic_state"
}

traffic_print() { # FILE OFFSET
    traffic_back=$(($2 > 256 ? 256 : $2))
    tail -c +$(($2 - traffic_back + 1)) "$1" 2>/dev/null | head -c "$traffic_back" | cksum | tr ' ' -
}

# Whether FILE, which has INODE, is the one that was read up to OFFSET.
traffic_fits() { # FILE INODE INODE_BEFORE OFFSET MARK
    traffic_size=$(stat -c %s "$1" 2>/dev/null) && [ "$traffic_size" -ge "$4" ] || return 1
    if [ "$4" = 0 ]; then [ "$2" = "$3" ]; else [ "$(traffic_print "$1" "$4")" = "$5" ]; fi
}

# What was written to the file of before until it was renamed, or copied and emptied.
traffic_rest() { # SLOT SLOW INODE OFFSET MARK
    for traffic_old in "$traffic_log"[.-]*; do
        traffic_fits "$traffic_old" "$(stat -c %i "$traffic_old" 2>/dev/null)" "$3" "$4" "$5" || continue
        traffic_end=$(stat -c %s "$traffic_old")
        traffic_add "$traffic_old" "$4" "$traffic_end" "$1" "$2"
        traffic_was="$(stat -c %i "$traffic_old") $traffic_end $(traffic_print "$traffic_old" "$traffic_end")"
        return
    done
}

# Adds what stands between two places to the sums: requests, errors and slow answers of the new slot, those of the old
# one, lines of nginx. The last number is how long the half line at the end is. A dot tells a whole line from a half one.
traffic_add() { # FILE FROM TO SLOT SLOW
    traffic_identity=$(place identity)
    traffic_sum=$({ tail -c +$(($2 + 1)) "$1" | head -c $(($3 - $2)); echo .; } 2>/dev/null |
        LC_ALL=C identity="${traffic_identity%%\?*}" awk -v new="$4" -v slow="$5" -v before="$traffic_sum" '
        # Our own questions are no traffic; what the client wrote stands behind the words that are looked at.
        function count(line,   f, n, i, status, last, took, parts, who) {
            n = split(line, f, "\"")
            if (n < 49 || f[2] != "time" || f[6] != "slot" || f[14] != "status" || f[46] != "path" || substr(line, length(line) - 1) != "\"}") return
            lines++
            if (f[10] != "own" || f[12] == "yes") return
            i = index(line, "\"path\":\"") + 8
            if (substr(line, i, length(line) - i - 1) == ENVIRON["identity"]) return
            who = f[8] == new ? 1 : 4
            sum[who]++
            status = f[16] + 0
            last = f[24]
            sub(/.*[ ,:]/, "", last)
            # The client of a 499 went away by itself.
            if (status >= 500 || (last + 0 >= 500 && status != 499)) sum[who + 1]++
            # What is meant to last is not slow.
            if (f[40] == "yes" || status == 101) return
            n = split(f[32], parts, /[ ,:]+/)
            for (i = 1; i <= n; i++) took += parts[i]
            if (took * 1000 > slow + 0) sum[who + 2]++
        }
        BEGIN { split(before, sum, " "); lines = sum[7] }
        NR > 1 { count(line) }
        { line = $0 }
        END {
            for (i = 1; i <= 6; i++) printf "%d ", sum[i]
            print lines + 0, length(line) - 1
        }')
}

traffic_member() {
    # shellcheck disable=SC2086 # numbers
    set -- $traffic_sum
    printf '"traffic":{"new":{"requests":%s,"errors":%s,"slow":%s},"old":{"requests":%s,"errors":%s,"slow":%s}}' "$1" "$2" "$3" "$4" "$5" "$6"
}
