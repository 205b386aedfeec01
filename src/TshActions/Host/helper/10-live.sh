
# nginx looks for the flag at each request: there, green is live; not there, blue is. Where a reload moves traffic, the
# file that nginx includes names the slot, or nobody knows it.
live_slot() {
    if by_reload; then reload_says; elif [ -f "$root/live/green" ]; then echo green; else echo blue; fi
}

other() { if [ "$1" = blue ]; then echo green; else echo blue; fi; }

require_slot() {
    case $1 in blue | green) ;; *) die 2 "no slot $1" ;; esac
}

# The one invariant: the slot nginx routes to is never stopped, overwritten or removed, and neither is the slot that
# traffic would go back to. A slot that never held a deployment serves nobody, so the very first one may go anywhere.
refuse_live() {
    require_slot "$1"
    # -L: a live slot whose deployment folder is gone may serve all the same.
    [ -L "$root/slots/$1" ] || return 0
    [ "$(live_slot)" != "$1" ] || die 9 "$1 is live: refusing to touch it"
    ! by_reload || case $(reload_runs) in
        blue | green | down) ;;
        *) die 9 "nginx may run another slot than its files say: refusing to touch $1" ;;
    esac
    [ "$(entry phase)" != armed ] || [ "$(entry kind)" != deploy ] || [ "$(entry from)" != "$1" ] ||
        die 9 "$1 is where an unconfirmed release would be taken back to: refusing to touch it"
}
