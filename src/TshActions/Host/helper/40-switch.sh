
cmd_switch() {
    [ -d "$1/live" ] || die 4 "$1/live is missing: run tsh setup"
    case $2 in
        green) true >"$1/live/green.next" && mv "$1/live/green.next" "$1/live/green" ;;
        blue) rm -f "$1/live/green" ;;
        *) die 2 "no slot $2" ;;
    esac || die 4 "cannot write the flag in $1/live"
    [ "$(live_slot "$1")" = "$2" ] || die 4 "the flag in $1/live does not say $2"
}
