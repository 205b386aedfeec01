#: journal: what the run is about to do, written before it does it
#:   begin ROOT TOKEN KEY=VALUE…                open the entry of a deployment or rollback, and start the guard
#:   note ROOT TOKEN KEY=VALUE…                 write something into the open entry
#:

# A file is `tsh-journal 1`, `key value` lines, and the checksum of all of them: what is torn or touched is noticed.
journal_state() {
    file=$root/journal/open
    [ -e "$file" ] || { echo none; return; }
    case $(head -n 1 "$file") in
        'tsh-journal 1') ;;
        'tsh-journal '[0-9]*) echo newer; return ;;
        *) echo damaged; return ;;
    esac
    if [ "$(tail -n 1 "$file")" = "end $(sed '$d' "$file" | cksum)" ]; then echo good; else echo damaged; fi
}

# entry KEY: from the open entry; nothing unless that is whole.
entry() {
    [ ! -e "$root/journal/open" ] || [ "$(journal_state)" != good ] || value "$root/journal/open" "$1"
}

print_entry() {
    [ "$(journal_state)" = good ] && sed -e '1d' -e '$d' -e 's/^/open./' "$root/journal/open"
    return 0
}

write_entry() { # < key value lines
    lines=$(cat)
    {
        printf 'tsh-journal 1\n%s\n' "$lines"
        printf 'end %s\n' "$(printf 'tsh-journal 1\n%s\n' "$lines" | cksum)"
    } | write "$root/journal/open"
}

set_damaged_aside() {
    aside=damaged-$(now)
    mv "$root/journal/open" "$root/journal/$aside" && echo "$aside"
}

# KEY=VALUE words as lines; a value is one line.
as_lines() {
    for pair in "$@"; do
        printf '%s %s\n' "${pair%%=*}" "$(printf '%s' "${pair#*=}" | tr '\n' ' ')"
    done
}

set_entry() { # KEY=VALUE…: over the values that stand there
    kept=$(sed -e '1d' -e '$d' "$root/journal/open")
    for pair in "$@"; do
        kept=$(printf '%s\n' "$kept" | grep -v "^${pair%%=*} ")
    done
    { printf '%s\n' "$kept"; as_lines "$@"; } | write_entry
}

cmd_begin() {
    require_lease "$1" "$2"
    shift 2
    locked begin "$@"
    start_guard
}

begin() {
    # Held and fixed forward: the new deployment is the decision somebody was asked for.
    [ "$(entry phase)" != held ] || close_entry left-live
    [ "$(journal_state)" = none ] || die 8 'the journal has an unfinished entry: resolve it first'
    as_lines "$@" "phase=preparing" "began=$(now)" | write_entry || die 4 "the journal cannot be written: $(disk_says)"
    # Nobody is served by a slot that never held a release, so there is no way back to it.
    [ -L "$root/slots/$(entry from)" ] || set_entry silence=hold
}

cmd_note() {
    require_lease "$1" "$2"
    shift 2
    locked note "$@"
}

note() {
    [ "$(journal_state)" = good ] || die 8 'there is no open entry to write into'
    set_entry "$@" || die 4 "the journal cannot be written: $(disk_says)"
}

# Closed entries are history: what was live when, and which releases were ever confirmed.
close_entry() { # OUTCOME
    set_entry "outcome=$1" "ended=$(now)"
    write_record
    mv -f "$root/journal/open" "$root/journal/closed/$(entry_id)" || die 4 "the journal entry cannot be closed: $(disk_says)"
}

entry_id() { echo "$(value "$root/journal/open" began)-$(value "$root/journal/open" deployment)"; }

# What the last run left live. nginx is believed when they differ, but somebody should know that they do.
write_record() {
    slot=$(live_slot)
    printf 'live %s\ndeployment %s\nat %s\n' "$slot" "$(deployment_in "$slot")" "$(now)" | write "$root/record"
}

# A release that was taken back is not one to go back to. Deploying it again and confirming it clears its name.
mark_bad() { # RELEASE REASON
    mkdir -p "$root/bad" && printf '%s\n' "$2" | write "$root/bad/$1"
}
