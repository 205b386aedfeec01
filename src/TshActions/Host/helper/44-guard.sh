#:   guard ROOT                                 wait beside a run, and resolve its entry when it falls silent
#:

# On a host with systemd the guard is a unit, which a reboot brings back; elsewhere a process of its own session.
has_systemd() { [ -d /run/systemd/system ] && [ -n "$(place guard)" ]; }

start_guard() {
    if has_systemd; then
        sudo -n /usr/bin/systemctl restart "$(place guard)" >&2 || die 4 'the guard could not be started: run tsh setup'
    else
        # The one of the entry before may still be there.
        ! guard_runs || kill -TERM "-${guard_pid:?}"
        # 7 and 9 are locks: who inherits one keeps it.
        setsid sh "$0" guard "$root" </dev/null >/dev/null 2>>"$root/guard.log" 7<&- 9<&- &
        echo "$! $(run_began $!)" | write "$root/guard.pid" || die 4 "the guard cannot be noted down: $(disk_says)"
    fi
}

guard_runs() {
    if has_systemd; then
        systemctl -q is-active "$(place guard)"
    else
        guard_pid='' guard_began=''
        { read -r guard_pid guard_began <"$root/guard.pid"; } 2>/dev/null
        [ -n "$guard_began" ] && [ "$(run_began "$guard_pid")" = "$guard_began" ]
    fi
}

cmd_guard() {
    root=$1 guard_pause=2 guard_told='' token=''
    # In shells of their own, here and below: nobody would start the guard again.
    (settle_missing)
    while [ "$(journal_state)" = good ] && [ "$(entry phase)" != held ]; do
        lease_from_now
        left=$(lease_left)
        if [ "$left" -gt 0 ] && ! guard_died; then
            [ "$left" -lt 2 ] || left=2
            sleep "$left"
        else
            guard_resolves || {
                sleep "$guard_pause"
                [ "$guard_pause" -ge 60 ] || guard_pause=$((guard_pause * 2))
            }
        fi
    done
    case $(journal_state) in damaged | newer) alert "$root/journal/open is $(journal_state), so nothing unconfirmed is taken back: look with tsh status" ;; esac
    # After a reboot nobody else would start them, whatever became of the entry.
    (settle_missing)
}

# Singletons do not start at boot: which slot is live is known only then.
settle_missing() {
    for process in $(processes singleton); do
        if ! unit_runs "$process" "$(live_slot)" || unit_runs "$process" "$(other "$(live_slot)")"; then
            settle
            return
        fi
    done
}

# By number, age and boot: its lease ends with it, not 15 minutes later.
guard_name() { # PID
    printf 'guard-%s-%s-%s' "$1" "$(run_began "$1")" "$(run_boot)"
}

# Whether the lease is that of a guard which is no more.
guard_died() {
    holds=$(value "$root/lease" token)
    case $holds in guard-*) ;; *) return 1 ;; esac
    died=${holds#guard-}
    died=${died%%-*}
    [ "$holds" != "$(guard_name "$died")" ]
}

guard_resolves() {
    token=$(guard_name $$)
    (locked guard_takes) || return
    [ -n "$guard_told" ] || alert "run $(entry run) fell silent while bringing $(entry release); resolving what it left"
    guard_told=yes
    (resolve '') >&2
    resolve_code=$?
    (locked give_up "$token")
    return "$resolve_code"
}

guard_takes() {
    [ "$(lease_left)" -eq 0 ] || guard_died || return 1
    # On a full disk the dead run's lease cannot be replaced, only be written over where it stands: the run that may
    # come back must be shut out, and traffic must go back all the same.
    write_lease "$token" guard "$(entry run)" 900 ||
        as_lines "token=$token" owner=guard ttl=900 1<>"$root/lease" || :
}
