
# A dump counts when it is whole: read back to its end, on the disk, and only then under its name.
#
#:   backup ROOT TOKEN DEPLOYMENT SECONDS NAME MIN_PERCENT
#:                                              dump the deployment's database to backups/NAME.dump; less than
#:                                              MIN_PERCENT of the last one is an error
#:   backups ROOT                               the backups, oldest first: name, bytes, time; and what time it is here
#:   read_backup ROOT NAME                      a backup's content
#:   prune_backups ROOT TOKEN NAME...           remove backups, but never the newest

backup_name() {
    case $1 in '' | .* | -* | *[!A-Za-z0-9._-]*) die 2 "no name of a backup: $1" ;; esac
}

backup_table() {
    for dump in "$1"/backups/*.dump; do
        [ ! -f "$dump" ] || echo "$(basename "$dump" .dump) $(wc -c <"$dump") $(stat -c %Y "$dump")"
    done | LC_ALL=C sort -k 3,3n -k 1,1
}

cmd_backups() {
    echo "now $(date +%s)"
    backup_table "$1" | sed 's/^/backup /'
}

cmd_read_backup() {
    backup_name "$2"
    exec cat "$1/backups/$2.dump"
}

cmd_prune_backups() {
    root=$1
    require_lease "$1" "$2"
    shift 2
    newest=$(backup_table "$root" | tail -n 1 | cut -d' ' -f1)
    for name in "$@"; do
        backup_name "$name"
        [ "$name" != "$newest" ] || die 9 "$name is the newest backup: refusing to remove it"
        rm -f "$root/backups/$name.dump"
    done
}

# backup_fail PART WORDS: nothing half made stays.
backup_fail() {
    rm -f "$1"
    shift
    die 4 "$@"
}

backup_space() {
    df -Pk "$1" | awk 'NR == 2 { printf "%.0f\n", $4 * 1024 }'
}

# backup_step ROOT SECONDS DEPLOYMENT PART WORD...: one program of PostgreSQL's, which must succeed.
backup_step() {
    root=$1 seconds=$2 deployment=$3 part=$4
    shift 4
    run_to_end "$root" "$seconds" database "$deployment" "$@"
    [ "$code" -ne 0 ] || { rm -f "$root"/run.out "$root"/run.err "$root"/run.late; return; }
    rm -f "$part"
    why="$1 failed (exit code $code); its own words stand above"
    if grep -q 'server version mismatch' "$root/run.err"; then
        why="$1 of this host is older than the server: $(sed -n 's/^.*detail: //p' "$root/run.err"). Install the server's own postgresql-client"
    elif grep -q 'No space left' "$root/run.err"; then
        why="the disk is full: $(backup_space "$root/backups") bytes were free once the unfinished backup was away"
    fi
    run_tell "$root" "$seconds"
    die 4 "$why"
}

cmd_backup() {
    root=$1 deployment=$3 seconds=$4 name=$5 percent=$6
    require_lease "$root" "$2"
    backup_name "$name"
    [ -f "$root/deployments/$deployment/pg.env" ] ||
        die 4 "this deployment names no PostgreSQL database, so there is nothing to back up"
    if ! command -v pg_dump || ! command -v pg_restore; then
        die 4 'this host has no pg_dump and pg_restore: install postgresql-client of the version of the server'
    fi >/dev/null
    umask 077
    folder=$root/backups part=$root/backups/$name.dump.part
    { mkdir -p "$folder" && rm -f "$folder"/*.part; } || die 4 "cannot write in $folder"
    [ ! -e "$folder/$name.dump" ] || die 4 "there is a backup $name already"
    last=$(backup_table "$root" | tail -n 1 | cut -d' ' -f2)
    # A full disk would stop the database itself: better no dump than one that fills it.
    free=$(backup_space "$folder")
    [ "$free" -gt "${last:-0}" ] ||
        die 4 "the disk has $free bytes free, and the last backup has $last: free some, or keep fewer backups"

    backup_step "$root" "$seconds" "$deployment" "$part" pg_dump -Fc -w --lock-wait-timeout=60000 -f "$part"
    # A list reads only the head of the file; a dump cut short shows when all of it is read.
    backup_step "$root" "$seconds" "$deployment" "$part" pg_restore -f /dev/null "$part"
    bytes=$(wc -c <"$part")
    [ $((${last:-0} * percent / 100)) -le "$bytes" ] ||
        backup_fail "$part" "the backup has $bytes bytes, less than $percent % of the last one's $last"
    sync "$part" 2>/dev/null || sync
    mv "$part" "$folder/$name.dump" || backup_fail "$part" "cannot write $folder/$name.dump"
    sync "$folder" 2>/dev/null || sync
    printf 'backup.name %s\nbackup.bytes %s\nbackup.last-bytes %s\nbackup.sha256 %s\n' \
        "$name" "$bytes" "${last:-0}" "$(sha256sum <"$folder/$name.dump" | cut -d' ' -f1)"
}
