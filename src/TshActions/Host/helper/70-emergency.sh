#: emergency, by hand on the host, without GitHub: sudo tsh-host COMMAND APP ENVIRONMENT
#:   rollback APP ENVIRONMENT [force]           give the traffic back to the previous release
#:   status APP ENVIRONMENT                     what is live, what waits, who works here
#:   recover APP ENVIRONMENT [force]            resolve what a dead run left

# Root changes nothing here: the app's own user does, with the rights set-up gave it.
enter() { # COMMAND APP ENVIRONMENT…
    [ $# -ge 3 ] || die 2 "write: tsh-host $1 APP ENVIRONMENT"
    root=/var/lib/tsh/$2/$3
    [ -f "$root/place" ] || die 2 "no app $2 with an environment $3 here; there are: $(cd /var/lib/tsh 2>/dev/null && echo */*)"
    owner=$(stat -c %U "$root")
    [ "$(id -un)" != "$owner" ] || return 0
    [ "$(id -u)" -eq 0 ] || die 2 "this is for root or $owner: sudo tsh-host $1 $2 $3"
    # Where root stands its user may not be let in.
    case $0 in /*) self=$0 ;; *) self=$PWD/$0 ;; esac
    cd /
    exec runuser -u "$owner" -- sh "$self" "$@"
}

cmd_status() {
    enter status "$@"
    cmd_observe "$root"
}

lay_hands_on() { # [force]
    token=hands-$$-$(run_began $$)
    seize=''
    [ "${1:-}" != force ] || seize=seize
    # Set before: whatever ends this gives the lease back.
    trap 'locked give_up "$token"' EXIT
    trap 'exit 130' INT HUP TERM
    said=$(locked take "$token" "$(id -un)@$(uname -n)" "on the host, by hand" 600 "$seize")
    taken=$?
    [ "$taken" -ne 7 ] || die 7 "$(printf '%s\n' "$said" | sed -n 's/^lease.run //p') works here now, and is heard again within $(printf '%s\n' "$said" | sed -n 's/^lease.left //p') s. To shut it out add: force"
    [ "$taken" -eq 0 ] || exit "$taken"
}

cmd_recover() {
    enter recover "$@"
    lay_hands_on "${3:-}"
    (resolve '')
    resolve_code=$?
    (accept)
    accept_code=$?
    say_live
    [ "$resolve_code" -ne 0 ] || resolve_code=$accept_code
    exit "$resolve_code"
}

say_live() {
    slot=$(live_slot)
    echo "live now: $slot ($(release_in "$slot"))"
}

cmd_rollback() {
    enter rollback "$@"
    start=$(now)
    lay_hands_on "${3:-}"
    live=$(live_slot)
    may_go_back "${3:-}" || exit
    ended=$(resolve revert 'rolled back by hand on the host') ||
        die 4 'the entry of the run before could not be brought to its end: its words stand above'
    printf '%s\n' "$ended"
    # An unconfirmed release is taken back by its own journal entry, and a rollback that stopped half way is completed
    # by its own: that was the rollback.
    case ${ended##*resolved } in
        rolled-back) live='' ;;
        held) die 6 "$(entry from) does not answer on port $(place "port.$(entry from)"), so it gets no traffic" ;;
    esac
    if [ "$(live_slot)" = "$live" ]; then
        roll_back "${3:-}" || { back_code=$?; say_live; exit "$back_code"; }
    fi
    say_live
    echo "took: $(($(now) - start)) s"
}

# Of a release that nobody confirmed yet the open entry says whether the one before fits the database still.
may_go_back() { # [force]
    case $(entry phase) in armed | held) ;; *) return 0 ;; esac
    [ "$1" = force ] || [ "$(live_slot)" != "$(entry to)" ] || [ "$(entry kind)" = rollback ] || may_leave "$(entry schema)" "$(entry release)"
}

may_leave() { # SCHEMA RELEASE
    [ "$1" = no ] || return 0
    echo "the migrations of $2 are not backward compatible, so the release before it may break on today's database. To go there all the same add: force" >&2
    return 1
}

roll_back() { # [force]
    slot=$(other "$live")
    release=$(release_in "$slot")
    [ -n "$release" ] || { echo "there is nothing to roll back to: $slot holds no release" >&2; return 1; }
    if [ "$1" != force ]; then
        [ ! -f "$root/bad/$release" ] || { echo "$release was taken back before: $(head -n 1 "$root/bad/$release"). To go there all the same add: force" >&2; return 1; }
        may_leave "$(schema_of "$(deployment_in "$live")")" "$(release_in "$live")" || return
        is_as_left "$slot" "$release" || return
    fi
    holding begin kind=rollback "release=$release" "deployment=$(deployment_in "$slot")" "from=$live" "to=$slot" \
        silence=hold owner=hands "run=by hand on the host" "reason=by hand"
    if ! (start_guard) || ! answers "$slot" "$(boot_time)"; then
        holding close_entry aborted
        echo "$slot does not answer on port $(place "port.$slot"), or has no guard, so it gets no traffic" >&2
        return 6
    fi
    holding switch_armed "$slot"
    settle || echo 'the singletons could not follow the traffic: see systemctl status' >&2
    holding confirm
}

is_as_left() { # SLOT RELEASE
    other_now=$(differs "$(deployment_in "$1")" | grep -E '^(changed|gone) ' | tr '\n' ' ')
    [ -n "$other_now" ] || return 0
    echo "$2 is not what passed its gate: ${other_now% }. To go there all the same add: force" >&2
    return 1
}

# What was said of a deployment's migrations when it came.
schema_of() { # DEPLOYMENT
    for closed in "$root"/journal/closed/*-"$1"; do
        # The name of another may end in this one.
        [ "$(value "$closed" deployment)" != "$1" ] || value "$closed" schema
    done | tail -n 1
}
