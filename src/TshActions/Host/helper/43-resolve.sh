#:   resolve ROOT TOKEN [revert REASON]         bring an unfinished entry to its end
#:   reclaim ROOT TOKEN                         after a step that died: resolve what it left and free its lease

cmd_resolve() {
    require_lease "$1" "$2"
    resolve "${3:-}" "${4:-}"
}

# Another token means that somebody else goes on with it, or that all is done.
cmd_reclaim() {
    root=$1 token=$2
    locked lengthen_lease || { echo 'resolved nothing'; return 0; }
    (resolve revert 'the step that brought it ended without confirming it')
    resolve_code=$?
    locked give_up "$token"
    return "$resolve_code"
}

# Nobody renews it from here on, and stops may outlast what the run had asked for.
lengthen_lease() {
    [ "$(value "$root/lease" token)" = "$token" ] || return 1
    { grep -v '^ttl ' "$root/lease"; echo 'ttl 900'; } | write "$root/lease" || touch -c "$root/lease"
}

# Before the switch: the candidate goes. After it, unconfirmed: traffic goes back. Confirmed: nothing is left to do.
# Each step may be the second of its kind, after one that died over it.
resolve() { # [revert REASON]: asked for by a person or a run, not by silence
    case $(journal_state) in
        none) echo 'resolved nothing'; return 0 ;;
        good) ;;
        newer) die 8 'the journal was written by a newer tsh; use that version, or a newer one' ;;
        *) echo "resolved nothing $(holding set_damaged_aside)"; return 0 ;;
    esac
    print_entry
    # It died between the word and the end of it.
    if [ "$(entry outcome)" = confirmed ] && [ "$1" != revert ]; then
        holding close_entry confirmed && echo 'resolved confirmed'
        return
    fi
    was=$(entry phase)
    if [ "$was" = armed ] || { [ "$was" = held ] && [ "$1" = revert ]; }; then
        if [ "$(live_slot)" != "$(entry to)" ]; then
            # Not said where the disk is full: it is only a note then.
            holding set_entry phase=preparing || :
            was=left
        elif [ "$(entry kind)" = rollback ]; then
            holding finish_rollback && settle && echo 'resolved rolled-back'
            return
        elif [ "$1" != revert ] && [ "$(entry silence)" = hold ]; then
            holding hold 'the run that brought it fell silent, and the release before it does not fit the database any more' &&
                echo 'resolved held'
            return
        elif [ ! -L "$root/slots/$(entry from)" ]; then
            holding hold "no release was live before it" && echo 'resolved held'
            return
        elif ! answers "$(entry from)" "$(boot_time)"; then
            holding hold "$(entry from) does not answer, so traffic cannot go back to it" && echo 'resolved held'
            return
        else
            holding revert "${2:-the run that brought it fell silent}"
            was=reverted
            settle
        fi
    fi
    case $was in
        held) echo 'resolved held' ;;
        reverted | left)
            drained "$(entry to)"
            clear_candidate || return
            if [ "$was" = left ]; then was=aborted; fi
            holding close_entry "$was" && echo "resolved $was"
            ;;
        *)
            # The migration of a dead run would go on under the release it leaves.
            (cmd_abandon "$root") || return
            clear_candidate || return
            holding close_entry aborted && echo 'resolved aborted'
            ;;
    esac
}

# How long a slot may take to answer, as the manifest says.
boot_time() {
    boot_seconds=$(place start)
    echo "${boot_seconds:-60}"
}

# answers SLOT SECONDS: started if need be, and given time to boot, as after a reboot of the host. Any status is an
# answer: a database that is down makes both releases unwell, and is no reason to keep an unconfirmed one.
answers() {
    unit_runs web "$1" || keep_slot "$1"
    answer_until=$(($(now) + $2))
    while [ "$(ask "$(place "port.$1")" "$(place identity)")" = 000 ]; do
        [ "$(now)" -lt "$answer_until" ] || return 1
        sleep 0.5
    done
}

# ask PORT PATH: the status of one GET on loopback; 000 when nobody answered. A bare Debian has no curl.
ask() {
    if command -v curl >/dev/null; then
        curl -s --noproxy '*' -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:$1$2"
    elif command -v wget >/dev/null; then
        http_proxy='' timeout 5 wget -q -S -O /dev/null "http://127.0.0.1:$1$2" 2>&1 | awk '/^ *HTTP\// { code = $2 } END { printf "%s", code ? code : "000" }'
    else
        # shellcheck disable=SC2016 # expanded by that shell
        timeout 5 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0" && printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$1" >&3 && head -n 1 <&3' "$1" "$2" 2>/dev/null |
            awk '{ code = $2 } END { printf "%s", code ? code : "000" }'
    fi
}
