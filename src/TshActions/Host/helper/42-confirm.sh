#: confirm or revert: the end of every entry
#:   confirm ROOT TOKEN                         the release stays; closes the entry
#:   hold ROOT TOKEN REASON                     the release stays for now and nothing reverts by itself
#:   revert ROOT TOKEN REASON                   traffic goes back at once; the slot is cleared later
#:   resolve ROOT TOKEN [revert REASON]         bring an unfinished entry to its end
#:   accept ROOT TOKEN                          put on record what nginx does
#:   reclaim ROOT TOKEN                         after a step that died: resolve what it left and free its lease
#:   guard ROOT                                 wait beside a run, and resolve its entry when it falls silent
#:   settled ROOT                               wait until the guard has resolved what a run left to it
#:

cmd_confirm() {
    require_lease "$1" "$2"
    locked confirm
}

confirm() {
    [ "$(entry phase)" = armed ] || [ "$(entry phase)" = held ] || die 8 "there is nothing to confirm: the entry is $(entry phase)"
    [ "$(live_slot)" = "$(entry to)" ] || die 8 "$(entry to) is not live, so it cannot be confirmed"
    if [ "$(entry kind)" = rollback ]; then
        finish_rollback
    else
        rm -f "$root/bad/$(entry release)"
        close_entry confirmed
    fi
}

# The release that was left is not one to come back to.
finish_rollback() {
    left=$(release_in "$(entry from)")
    [ -z "$left" ] || mark_bad "$left" "rolled back by $(entry run): $(entry reason)"
    close_entry rolled-back
}

cmd_hold() {
    require_lease "$1" "$2"
    locked hold "$3"
}

hold() {
    set_entry phase=held "reason=$1"
    alert "$(entry release) is live in $(entry to) without being confirmed, and stays: $1"
}

alert() { logger -t tsh -p user.alert -- "$(place app) $(place environment): $1" 2>/dev/null || printf '%s\n' "$1" >&2; }

cmd_revert() {
    require_lease "$1" "$2"
    case $(entry phase) in armed | held) ;; *) return 0 ;; esac
    [ "$(live_slot)" = "$(entry to)" ] || return 0
    answers "$(entry from)" 3 || die 4 "$(entry from) does not answer, so traffic cannot go back to it"
    locked revert "$3"
    settle
}

# Effect before record where the disk is full: a journal that cannot be written must not keep a bad release live.
revert() {
    back=$(entry from) bad=$(entry release)
    set_entry "reason=$1" || :
    route_to "$back"
    set_entry phase=reverted "reverted=$(now)" || :
    # A rollback that is called off says nothing against the release it was to go back to.
    [ "$(entry kind)" = rollback ] || mark_bad "$bad" "taken back: $1" || :
}

cmd_resolve() {
    require_lease "$1" "$2"
    resolve "${3:-}" "${4:-}"
}

cmd_accept() {
    require_lease "$1" "$2"
    locked write_record
}

# Another token means that somebody else goes on with it, or that all is done.
cmd_reclaim() {
    root=$1
    [ "$(value "$root/lease" token)" = "$2" ] || { echo 'resolved nothing'; return 0; }
    touch "$root/lease"
    resolve revert 'the step that brought it ended without confirming it'
    code=$?
    locked give_up "$2"
    return "$code"
}

# Before the switch: the candidate goes. After it, unconfirmed: traffic goes back. Confirmed: nothing is left to do.
resolve() { # [revert REASON]: asked for by a person or a run, not by silence
    case $(journal_state) in
        none) echo 'resolved nothing'; return 0 ;;
        good) ;;
        *) echo "resolved nothing $(set_damaged_aside)"; return 0 ;;
    esac
    print_entry
    if [ "$(entry phase)" = armed ] || { [ "$(entry phase)" = held ] && [ "$1" = revert ]; }; then
        if [ "$(live_slot)" != "$(entry to)" ]; then
            locked set_entry phase=preparing
        elif [ "$(entry kind)" = rollback ]; then
            locked finish_rollback && settle && echo 'resolved rolled-back'
            return
        elif [ "$1" != revert ] && [ "$(entry silence)" = hold ]; then
            locked hold 'the run that brought it fell silent, and the release before it does not fit the database any more'
            echo 'resolved held'
            return
        elif ! answers "$(entry from)" 60; then
            locked hold "$(entry from) does not answer, so traffic cannot go back to it"
            echo 'resolved held'
            return
        else
            locked revert "${2:-the run that brought it fell silent}"
            settle
        fi
    fi
    case $(entry phase) in
        held) echo 'resolved held' ;;
        reverted)
            drained "$(entry to)"
            clear_candidate || return
            locked close_entry reverted && echo 'resolved reverted'
            ;;
        *)
            # The migration of a dead run would go on under the release it leaves.
            (cmd_abandon "$root") || return
            clear_candidate || return
            locked close_entry aborted && echo 'resolved aborted'
            ;;
    esac
}

# answers SLOT TRIES: started if need be, and given time to boot, as after a reboot of the host. Any status is an
# answer: a database that is down makes both releases unwell, and is no reason to keep an unconfirmed one.
answers() {
    unit_runs web "$1" || keep_slot "$1"
    tries=0
    while [ "$(ask "$(place "port.$1")" "$(place identity)")" = 000 ]; do
        tries=$((tries + 1))
        [ "$tries" -lt "$2" ] || return 1
        sleep 1
    done
}

# ask PORT PATH: the status of one GET on loopback; 000 when nobody answered. A bare Debian has no curl.
ask() {
    if command -v curl >/dev/null; then
        curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:$1$2"
    elif command -v wget >/dev/null; then
        wget -q -S -O /dev/null -T 5 "http://127.0.0.1:$1$2" 2>&1 | awk '/^ *HTTP\// { code = $2 } END { printf "%s", code ? code : "000" }'
    else
        # shellcheck disable=SC2016 # expanded by that shell
        timeout 5 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0" && printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$1" >&3 && head -n 1 <&3' "$1" "$2" 2>/dev/null |
            awk '{ code = $2 } END { printf "%s", code ? code : "000" }'
    fi
}

# On a host with systemd the guard is a unit, which a reboot brings back; elsewhere a process of its own session.
has_systemd() { [ -d /run/systemd/system ] && [ -n "$(place guard)" ]; }

start_guard() {
    if has_systemd; then
        sudo -n /usr/bin/systemctl restart "$(place guard)" >&2 || die 4 'the guard could not be started: run tsh setup'
    else
        setsid sh "$0" guard "$root" </dev/null >/dev/null 2>>"$root/guard.log" &
        echo $! >"$root/guard.pid"
    fi
}

guard_runs() {
    if has_systemd; then systemctl -q is-active "$(place guard)"; else kill -0 "$(cat "$root/guard.pid" 2>/dev/null)" 2>/dev/null; fi
}

cmd_guard() {
    root=$1
    tries=0
    while [ "$(journal_state)" = good ] && [ "$(entry phase)" != held ] && [ "$tries" -lt 20 ]; do
        left=$(lease_left)
        if [ "$left" -gt 0 ]; then
            [ "$left" -lt 2 ] || left=2
            sleep "$left"
        else
            guard_resolves || { tries=$((tries + 1)); sleep 3; }
        fi
    done
    # After a reboot nobody else would start them.
    [ "$(journal_state)" != none ] || settle
}

guard_resolves() {
    token=guard-$$
    locked guard_takes "$token" || return
    alert "run $(entry run) fell silent while bringing $(entry release); resolving what it left"
    resolve '' >&2
    code=$?
    locked give_up "$token"
    return "$code"
}

guard_takes() {
    [ "$(lease_left)" -eq 0 ] || return 1
    # On a full disk the dead run's lease cannot be replaced; traffic must go back all the same.
    write_lease "$1" guard "$(entry run)" 900 || :
}

cmd_settled() {
    root=$1
    tries=0
    while [ "$(journal_state)" = good ] && [ "$(entry phase)" != held ] && [ "$tries" -lt 600 ]; do
        tries=$((tries + 1))
        sleep 0.2
    done
    print_entry
}
