#: confirm or revert: the end of every entry
#:   confirm ROOT TOKEN                         the release stays; closes the entry
#:   hold ROOT TOKEN REASON                     the release stays for now and nothing reverts by itself
#:   revert ROOT TOKEN REASON                   traffic goes back at once; the slot is cleared later
#:   accept ROOT TOKEN                          put on record what nginx does, and have that slot run

cmd_confirm() {
    root=$1 token=$2
    holding confirm
}

confirm() {
    case $(entry phase) in
        armed | held) ;;
        '') die 8 'there is nothing to confirm: no entry is open' ;;
        *) die 8 "there is nothing to confirm: the entry is $(entry phase)" ;;
    esac
    [ "$(live_slot)" = "$(entry to)" ] || die 8 "$(entry to) is not live, so it cannot be confirmed"
    if [ "$(entry kind)" = rollback ]; then
        finish_rollback
    else
        close_entry confirmed
    fi
}

# The release that was left is not one to come back to; the one that was wanted, by force perhaps, is.
finish_rollback() {
    rm -f "$root/bad/$(entry release)"
    left=$(release_in "$(entry from)")
    [ -z "$left" ] || mark_bad "$left" "rolled back by $(entry run): $(entry reason)" || :
    close_entry rolled-back
}

cmd_hold() {
    require_lease "$1" "$2"
    case $(entry phase) in armed | held) ;; *) die 8 'there is nothing to hold: no release is live without being confirmed' ;; esac
    holding hold "$3" || die 4 "the journal cannot be written: $(disk_says); silence takes the release back all the same"
}

hold() {
    alert "$(entry release) is live in $(entry to) without being confirmed, and stays: $1"
    # First: the record is what the next run believes of this one's end.
    write_record || rm -f "$root/record"
    set_entry phase=held "reason=$1"
}

alert() { logger -t tsh -p user.alert -- "$(place app) $(place environment): $1" 2>/dev/null || printf '%s\n' "$1" >&2; }

cmd_revert() {
    require_lease "$1" "$2"
    case $(entry phase) in armed | held) ;; *) return 0 ;; esac
    [ "$(live_slot)" = "$(entry to)" ] || return 0
    answers "$(entry from)" 3 || die 4 "$(entry from) does not answer, so traffic cannot go back to it"
    holding revert "$3"
    settle || die 4 "traffic is back in $(entry from), but the singletons could not follow it"
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

cmd_accept() {
    require_lease "$1" "$2"
    accept
}

# Traffic that was moved by hand took nothing along, and may lead to a slot that was stopped. Nothing that serves ends here.
accept() {
    holding write_record || die 4 "the record cannot be written: $(disk_says)"
    accepted=$(live_slot)
    [ -e "$root/slots/$accepted" ] || return 0
    { keep_slot "$accepted" && answers "$accepted" "$(boot_time)"; } ||
        die 4 "$accepted is live, and does not answer on port $(place "port.$accepted")"
    settle || die 4 "the singletons could not be moved to $accepted, which is live"
}
