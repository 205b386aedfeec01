#: switch: traffic moves
#:   switch ROOT TOKEN SLOT                     make SLOT live; until it is confirmed, silence takes it back
#:

cmd_switch() {
    root=$1 token=$2
    require_slot "$3"
    holding switch_armed "$3"
}

switch_armed() {
    case $1 in "$(entry from)" | "$(entry to)") ;; *) die 8 "the journal's entry says nothing of $1" ;; esac
    [ "$1" != "$(entry to)" ] || [ "$(deployment_in "$1")" = "$(entry deployment)" ] ||
        die 8 "$1 does not hold $(entry deployment), which the journal's entry is about: traffic was not moved"
    # It may have died a moment ago, and systemd takes its time to bring it back.
    guard_runs || { start_guard && guard_runs; } ||
        die 4 'the guard does not run, so nobody would take an unproven release back: traffic was not moved'
    set_entry phase=armed "armed=$(now)" || die 4 "the journal cannot be written: $(disk_says); traffic was not moved"
    route_to "$1"
}

# By the flag it is one rename within one folder: it needs no room on the disk, and nothing is ever half switched.
route_to() {
    if [ "$(live_slot)" = "$1" ]; then
        :
    elif by_reload; then
        # Root's file may lie on the same full disk, and cannot have the room that is kept for ours.
        until sudo -n /usr/local/sbin/tsh-host reload "$(place app)" "$(place environment)" "$1" >&2; do
            [ $? -eq 55 ] || die 4 "nginx did not take $1"
            give_room "$root/live" || die 4 "nginx did not take $1"
        done
    else
        flag_to "$1"
    fi
    [ "$(live_slot)" = "$1" ] || die 4 "$1 is not live, whatever the switch said"
}

flag_to() {
    [ -d "$root/live" ] || die 4 "$root/live is missing: run tsh setup"
    case $1 in
        green)
            # Not `: >`: a shell ends on the spot when that cannot be written.
            { [ -e "$root/live/blue" ] || touch "$root/live/blue"; } && mv -f "$root/live/blue" "$root/live/green"
            ;;
        blue) mv -f "$root/live/green" "$root/live/blue" ;;
    esac || die 4 "cannot change the flag in $root/live"
}
