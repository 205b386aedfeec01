#: emergency, by hand on the host, without GitHub: sudo tsh-host COMMAND APP ENVIRONMENT
#:   rollback APP ENVIRONMENT [force]           give the traffic back to the previous release
#:   status APP ENVIRONMENT                     what is live, what waits, who works here
#:   recover APP ENVIRONMENT [force]            resolve what a dead run left

# Root changes nothing here: the app's own user does, with the rights set-up gave it.
enter() { # COMMAND APP ENVIRONMENT…
    root=/var/lib/tsh/$2/$3
    [ -f "$root/place" ] || die 2 "no app $2 with an environment $3 here; there are: $(cd /var/lib/tsh 2>/dev/null && echo */*)"
    [ "$(id -u)" -eq 0 ] || return 0
    exec runuser -u "$(stat -c %U "$root")" -- sh "$0" "$@"
}

cmd_status() {
    enter status "$@"
    cmd_observe "$root"
}

lay_hands_on() { # [force]
    token=hands-$$
    [ "${1:-}" != force ] || seize=seize
    said=$(locked take "$token" "$(id -un)@$(hostname)" "on the host, by hand" 120 "${seize:-}")
    code=$?
    [ "$code" -ne 7 ] || die 7 "$(printf '%s\n' "$said" | sed -n 's/^lease.run //p') works here now, and is heard again within $(printf '%s\n' "$said" | sed -n 's/^lease.left //p') s. To shut it out add: force"
    [ "$code" -eq 0 ] || exit "$code"
}

cmd_recover() {
    enter recover "$@"
    lay_hands_on "${3:-}"
    resolve ''
    code=$?
    locked write_record
    locked give_up "$token"
    say_live
    exit "$code"
}

say_live() {
    slot=$(live_slot)
    echo "live now: $slot ($(release_in "$slot"))"
}

cmd_rollback() {
    enter rollback "$@"
    began=$(now)
    live=$(live_slot)
    lay_hands_on "${3:-}"
    resolve revert 'rolled back by hand on the host'
    # An unconfirmed release is taken back by its own journal entry; that was the rollback.
    [ "$(live_slot)" = "$live" ] || { locked give_up "$token"; say_live; exit 0; }
    roll_back "${3:-}"
    code=$?
    locked give_up "$token"
    say_live
    [ "$code" -ne 0 ] || echo "took: $(($(now) - began)) s"
    exit "$code"
}

roll_back() {
    slot=$(other "$live")
    release=$(release_in "$slot")
    [ -n "$release" ] || { echo "there is nothing to roll back to: $slot holds no release" >&2; return 1; }
    if [ "$1" != force ]; then
        [ ! -f "$root/bad/$release" ] || { echo "$release was taken back before: $(head -n 1 "$root/bad/$release"). To go there all the same add: force" >&2; return 1; }
        [ "$(schema_of "$(deployment_in "$live")")" != no ] || { echo "the migrations of $(release_in "$live") are not backward compatible, so $release may break on today's database. To go there all the same add: force" >&2; return 1; }
    fi
    locked begin kind=rollback "release=$release" "deployment=$(deployment_in "$slot")" "from=$live" "to=$slot" \
        silence=hold owner=hands "run=by hand on the host" "reason=by hand"
    start_guard
    if ! answers "$slot" 60; then
        locked close_entry aborted
        echo "$slot does not answer on port $(place "port.$slot"), so it gets no traffic" >&2
        return 6
    fi
    locked switch_armed "$slot" && settle && locked confirm
}

# What was said of a deployment's migrations when it came.
schema_of() { # DEPLOYMENT
    for closed in "$root"/journal/closed/*-"$1"; do
        [ ! -f "$closed" ] || value "$closed" schema
    done | tail -n 1
}
