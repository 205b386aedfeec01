#: journal: what the run is about to do, written before it does it
#:   begin ROOT TOKEN KEY=VALUE…                open the entry of a deployment or rollback, and start the guard
#:   note ROOT TOKEN KEY=VALUE…                 write something into the open entry
#:

# A file is `tsh-journal 1`, `key value` lines, and the checksum of all of them: what is torn or touched is noticed.
# Later formats keep the first line and the last. Read at once: a writer in between cannot tear what is looked at.
read_journal() { # into journal_text and journal_is
    journal_is=none
    if ! journal_text=$(cat "$root/journal/open" 2>/dev/null); then
        [ -e "$root/journal/open" ] || return 0
        # It came a moment ago, or cannot be read at all.
        journal_text=$(cat "$root/journal/open" 2>/dev/null)
    fi
    journal_is=damaged
    [ "${journal_text##*"$newline"}" = "end $(printf '%s\n' "${journal_text%"$newline"*}" | cksum)" ] || return 0
    case ${journal_text%%"$newline"*} in
        'tsh-journal 1') journal_is=good ;;
        *[!0-9]0 | 'tsh-journal '*[!0-9]*) ;;
        'tsh-journal '[0-9]*) journal_is=newer ;;
    esac
}

newline='
'

journal_state() {
    read_journal
    echo "$journal_is"
}

# entry KEY: from the open entry; nothing unless that is whole.
entry() {
    read_journal
    [ "$journal_is" != good ] || printf '%s\n' "$journal_text" | sed -n "/^$1 /{s///p;q;}"
}

print_entry() {
    read_journal
    [ "$journal_is" != good ] || printf '%s\n' "$journal_text" | sed -e '1d' -e '$d' -e 's/^/open./'
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
    read_journal
    [ "$journal_is" = good ] || return 1
    kept=$(printf '%s\n' "$journal_text" | sed -e '1d' -e '$d')
    for pair in "$@"; do
        kept=$(printf '%s\n' "$kept" | grep -v "^${pair%%=*} ")
    done
    { printf '%s\n' "$kept"; as_lines "$@"; } | write_entry
}

cmd_begin() {
    require_lease "$1" "$2"
    shift 2
    holding begin "$@"
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
    holding note "$@"
}

note() {
    [ "$(journal_state)" = good ] || die 8 'there is no open entry to write into'
    set_entry "$@" || die 4 "the journal cannot be written: $(disk_says)"
}

# Closed entries are history: what was live when, and which releases were ever confirmed.
close_entry() { # OUTCOME
    # On a full disk an entry may end without a word of how, as long as it ends: only "this one is good" must be on record.
    set_entry "outcome=$1" "ended=$(now)" || [ "$1" != confirmed ] ||
        die 4 "the journal cannot be written: $(disk_says); the release is not confirmed"
    # One of before would say that traffic was moved by hand.
    write_record || rm -f "$root/record"
    mv -f "$root/journal/open" "$root/journal/closed/$(entry_id)" || die 4 "the journal entry cannot be closed: $(disk_says)"
}

entry_id() { echo "$(entry began)-$(entry deployment)"; }

# What the last run left live. nginx is believed when they differ, but somebody should know that they do.
write_record() {
    live_now=$(live_slot)
    printf 'live %s\ndeployment %s\nat %s\n' "$live_now" "$(deployment_in "$live_now")" "$(now)" | write "$root/record"
}

# A release that was taken back is not one to go back to. Deploying it again and confirming it clears its name.
mark_bad() { # RELEASE REASON
    mkdir -p "$root/bad" && printf '%s\n' "$2" | tr '\n' ' ' | sed 's/ $//' | write "$root/bad/$1"
}
