#!/bin/sh
# tsh-host: what must be atomic on the host, or be read in one round trip, or outlive the run that began it.
# Plain POSIX sh for dash and busybox, run by the deploy user. Carried inside tsh and made of the parts beside this
# one, in the order of their names. ROOT is the folder of one app in one environment.
#
#: tsh-host: the part of tsh that lives on the host
#:
set -u

die() {
    code=$1
    shift
    printf 'tsh-host: %s\n' "$*" >&2
    exit "$code"
}

newline='
'

# value FILE KEY: the first value of a `key value` file; nothing where file or key are missing. The shell reads it
# itself, here and below: on the way of a rollback each program that is started counts.
value() {
    {
        while IFS= read -r value_line || [ -n "$value_line" ]; do
            case $value_line in "$2 "*) printf '%s\n' "${value_line#"$2 "}"; return ;; esac
        done <"$1"
    } 2>/dev/null
}

# value_in TEXT KEY: the same of what was read before.
value_in() {
    value_rest=$newline$1$newline
    case $value_rest in *"$newline$2 "*) ;; *) return 0 ;; esac
    value_rest=${value_rest#*"$newline$2 "}
    printf '%s\n' "${value_rest%%"$newline"*}"
}

# What comes in, to its end, into `whole`.
read_whole() {
    whole=
    while IFS= read -r whole_line; do whole=$whole$whole_line$newline; done
    whole=$whole$whole_line
}

# read_file FILE: into `whole`, without the end of the last line. Opened once: who replaces it cannot tear it.
read_file() {
    { read_whole <"$1"; } 2>/dev/null || return 1
    whole=${whole%"$newline"}
}

# What tsh wrote about this app: names, ports, the kind of its slots.
place() { value "$root/place" "$1"; }

now() { date +%s; }

# Onto the disk itself. Where sync knows no files (old busybox) everything is written out.
flush() { sync "$1" 2>/dev/null || sync; }

# write FILE < content: whole or not at all, also over a power cut. Where the disk is full, room that was kept for this
# is given up: it must be possible to leave a release that has filled the disk.
write() {
    read_whole
    until write_once "$1"; do
        give_room "$1" || return 1
    done
}

# What did not fit gives its room back.
write_once() {
    { printf '%s' "$whole" >"$1.next" && flush "$1.next" && mv -f "$1.next" "$1"; } 2>/dev/null || { rm -f "$1.next"; return 1; }
}

# give_room FILE: only for what lies in the app's own folder. Root writes elsewhere, and would follow whatever link was
# laid there.
give_room() {
    case $1 in "${root:-/nowhere}"/*) ;; *) return 1 ;; esac
    for kept_room in "$root"/reserve/*; do
        [ ! -f "$kept_room" ] || { rm -f "$kept_room" && return; }
    done
    return 1
}

# Eight pieces, because whatever fills the disk may take what was given up before the next write. Of noise, or a file
# system that compresses would keep no room for it.
keep_room() {
    [ -d "$root/reserve" ] || mkdir -p "$root/reserve" 2>/dev/null || return 0
    for room in 1 2 3 4 5 6 7 8; do
        [ -f "$root/reserve/$room" ] || dd if=/dev/urandom of="$root/reserve/$room" bs=8192 count=1 2>/dev/null ||
            { rm -f "$root/reserve/$room"; return 0; }
    done
}

# await_lock DESCRIPTOR SECONDS DOING: not flock -w, the one of busybox has none.
await_lock() {
    lock_tries=0
    until flock -n "$1"; do
        lock_tries=$((lock_tries + 1))
        [ "$lock_tries" -lt $(($2 * 10)) ] || die 4 "another command has been $3 for $2 s"
        sleep 0.1
    done
}

# Runs a function while no other tsh-host changes anything under ROOT. The kernel frees the lock of a process that
# dies, and the folder itself is what is locked: nothing to create, nothing left behind.
locked() {
    command -v flock >/dev/null || die 4 'flock is missing on this host (package util-linux)'
    # Asked first: a shell ends on the spot, with a code of its own, when `exec` cannot open something.
    [ -r "$root" ] || die 4 "$root is missing: run tsh setup"
    exec 9<"$root"
    await_lock 9 20 "busy with $root"
    "$@"
    lock_code=$?
    exec 9<&-
    return "$lock_code"
}
