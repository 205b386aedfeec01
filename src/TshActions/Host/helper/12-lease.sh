#: lease: who may change things now
#:   take ROOT TOKEN OWNER RUN SECONDS [seize]  become the one; takes over a dead lease, adopts one its OWNER parked
#:   renew ROOT TOKEN                           say that the run is alive
#:   park ROOT TOKEN                            leave it to the next verb of the same OWNER
#:   release ROOT TOKEN                         give it back; an unfinished entry is then the guard's
#:

# It ends SECONDS after the file was last touched. Renewing needs no room on the disk.
lease_left() {
    touched=$(stat -c %Y "$root/lease" 2>/dev/null) || { echo 0; return; }
    seconds=$(value "$root/lease" ttl)
    # Not a number: its writer is still at it, or died over it.
    case $seconds in '' | *[!0-9]*) seconds=30 ;; esac
    left=$((touched + seconds - $(now)))
    [ "$left" -le "$seconds" ] || left=$seconds
    [ "$left" -gt 0 ] || left=0
    echo "$left"
}

# The clock was set back: nobody can tell how long ago the lease was touched, so it counts from now. Not where the
# lease is only looked at: looking changes nothing.
lease_from_now() {
    touched=$(stat -c %Y "$root/lease" 2>/dev/null) || return 0
    [ "$touched" -le "$(now)" ] || touch -c "$root/lease"
}

holder() {
    printf 'run %s of %s' "$(value "$root/lease" run)" "$(value "$root/lease" owner)"
}

write_lease() { # TOKEN OWNER RUN SECONDS
    as_lines "token=$1" "owner=$2" "run=$3" "ttl=$4" | write "$root/lease"
}

# Every command that changes something begins with this: a run that lost the lease is shut out.
require_lease() {
    root=$1 token=$2
    [ -n "$token" ] || die 2 'no token given'
    [ "$(value "$root/lease" token)" = "$token" ] || {
        [ -f "$root/lease" ] || die 7 "the lease of this run is gone; it was given up or taken over"
        die 7 "the lease is not this run's any more; it belongs to $(holder)"
    }
    [ "$(lease_left)" -gt 0 ] || die 7 'the lease ran out before it was renewed'
}

# holding FUNCTION…: under the lock, and with the lease of `token`: nobody took over between the look and the act.
holding() { locked with_lease "$@"; }

with_lease() {
    require_lease "$root" "$token"
    # Here, so that what follows need not add up the same entry again.
    read_journal
    "$@"
}

cmd_take() {
    root=$1
    [ -d "$root/journal" ] || die 4 "$root/journal is missing: run tsh setup"
    locked take "$2" "$3" "$4" "$5" "${6:-}"
}

take() {
    was=$(value "$root/lease" owner) was_run=$(value "$root/lease" run)
    how=taken
    if [ -f "$root/lease" ]; then
        lease_from_now
        left=$(lease_left)
        if [ "$left" -eq 0 ] || guard_died; then
            how=expired
        elif [ "$(value "$root/lease" token)" = "$1" ]; then
            how=kept
        elif [ "$was" = "$2" ] && [ "$(value "$root/lease" parked)" = yes ]; then
            how=adopted
        elif [ "$5" = seize ]; then
            how=seized
        else
            echo "lease held"
            echo "lease.owner $was"
            echo "lease.run $was_run"
            echo "lease.left $left"
            exit 7
        fi
    fi
    case $(journal_state) in
        newer) die 8 "the journal was written by a newer tsh; use that version, or a newer one" ;;
        damaged) echo "journal damaged $(set_damaged_aside)" ;;
    esac
    write_lease "$1" "$2" "$3" "$4" || die 4 "the lease cannot be written to $root: $(disk_says)"
    keep_room
    echo "lease $how"
    [ "$how" = taken ] || printf 'lease.owner %s\nlease.run %s\n' "$was" "$was_run"
    print_entry
}

disk_says() {
    df -Pk "$root" | awk 'NR == 2 { print "disk " $5 " full, " $4 " kB free" }'
}

cmd_renew() {
    require_lease "$1" "$2"
    # -c: given up in this very moment, it must not come back as an empty one that nobody owns.
    touch -c "$root/lease"
}

cmd_park() {
    root=$1 token=$2
    holding park || die 4 "the lease cannot be written to $root: $(disk_says)"
}

park() {
    { grep -v '^parked ' "$root/lease"; echo 'parked yes'; } | write "$root/lease"
}

cmd_release() {
    root=$1
    locked give_up "$2"
}

give_up() {
    [ "$(value "$root/lease" token)" != "$1" ] || rm -f "$root/lease"
}
