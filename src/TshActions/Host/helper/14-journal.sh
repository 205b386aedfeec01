#: journal: what the run is about to do, written before it does it
#:   begin ROOT TOKEN KEY=VALUE…                open the entry of a deployment or rollback, and start the guard
#:   note ROOT TOKEN KEY=VALUE…                 write something into the open entry
#:

# A file is `tsh-journal 1`, `key value` lines, and the checksum of all of them: what is torn or touched is noticed.
# Later formats keep the first line and the last.
read_journal() { # into journal_text and journal_is
    journal_is=none
    if ! read_file "$root/journal/open"; then
        [ -e "$root/journal/open" ] || return 0
        # It came a moment ago, or cannot be read at all.
        read_file "$root/journal/open" || whole=
    fi
    journal_text=$whole
    [ -z "${journal_sound:-}" ] || [ "$journal_text" != "$journal_sound" ] || { journal_is=good; return 0; }
    journal_is=damaged
    [ "${journal_text##*"$newline"}" = "end $(printf '%s\n' "${journal_text%"$newline"*}" | cksum)" ] || return 0
    case ${journal_text%%"$newline"*} in
        'tsh-journal 1') journal_is=good journal_sound=$journal_text ;;
        *[!0-9]0 | 'tsh-journal '*[!0-9]*) ;;
        'tsh-journal '[0-9]*) journal_is=newer ;;
    esac
}

journal_state() {
    read_journal
    echo "$journal_is"
}

# entry KEY: from the open entry; nothing unless that is whole.
entry() {
    read_journal
    [ "$journal_is" != good ] || value_in "$journal_text" "$1"
}

print_entry() {
    read_journal
    [ "$journal_is" != good ] || printf '%s\n' "$journal_text" | sed -e '1d' -e '$d' -e 's/^/open./'
}

write_entry() { # LINES
    entry_text="tsh-journal 1$newline$1"
    entry_text="$entry_text${newline}end $(printf '%s\n' "$entry_text" | cksum)"
    printf '%s\n' "$entry_text" | write "$root/journal/open" || return
    journal_sound=$entry_text
}

set_damaged_aside() {
    aside=damaged-$(now)
    mv "$root/journal/open" "$root/journal/$aside" && echo "$aside"
}

# KEY=VALUE words as lines; a value is one line.
as_lines() {
    for pair in "$@"; do
        case $pair in *"$newline"*) pair=$(printf '%s' "$pair" | tr '\n' ' ') ;; esac
        printf '%s %s\n' "${pair%%=*}" "${pair#*=}"
    done
}

set_entry() { # KEY=VALUE…: over the values that stand there
    read_journal
    [ "$journal_is" = good ] || return 1
    entry_rest=${journal_text#*"$newline"} entry_kept=
    entry_rest=${entry_rest%"$newline"*}$newline
    while [ -n "$entry_rest" ]; do
        entry_line=${entry_rest%%"$newline"*}
        entry_rest=${entry_rest#*"$newline"}
        for pair in "$@"; do
            case $entry_line in "${pair%%=*} "*) continue 2 ;; esac
        done
        entry_kept=$entry_kept$entry_line$newline
    done
    write_entry "$entry_kept$(as_lines "$@")"
}

cmd_begin() {
    root=$1 token=$2
    shift 2
    holding begin "$@"
    start_guard
}

begin() {
    begin_says=$(as_lines "$@") begin_live=$(live_slot)
    begin_from=$(value_in "$begin_says" from)
    # A slot that never held a release serves nobody: it cannot be left, and there is no way back to it.
    [ "$begin_live" = "$begin_from" ] || [ ! -L "$root/slots/$begin_from" ] ||
        die 11 "$begin_live is live, another slot than a moment ago: somebody else moves traffic here; nothing was changed"
    # Held and fixed forward: the new deployment is the decision somebody was asked for.
    [ "$(entry phase)" != held ] || close_entry left-live
    [ "$(journal_state)" = none ] || die 8 'the journal has an unfinished entry: resolve it first'
    write_entry "$begin_says$newline$(as_lines "phase=preparing" "began=$(now)")" || die 4 "the journal cannot be written: $(disk_says)"
    [ -L "$root/slots/$begin_from" ] || set_entry silence=hold
}

cmd_note() {
    root=$1 token=$2
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
    [ "$1" != confirmed ] || rm -f "$root/bad/$(entry release)"
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
