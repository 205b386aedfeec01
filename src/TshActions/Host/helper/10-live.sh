
live_slot() {
    if [ -f "$1/live/green" ]; then echo green; else echo blue; fi
}

# The one invariant: the slot nginx routes to is never stopped, overwritten or removed. A slot that never held a
# deployment serves nobody, so the very first one may go anywhere.
refuse_live() {
    case $2 in blue | green) ;; *) die 2 "no slot $2" ;; esac
    # -L: a live slot whose deployment folder is gone may serve all the same.
    [ "$(live_slot "$1")" = "$2" ] && [ -L "$1/slots/$2" ] &&
        die 9 "$2 is live: refusing to touch it"
    return 0
}
