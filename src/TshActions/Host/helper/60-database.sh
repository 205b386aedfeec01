
# Migrations, once per environment: under the lease, and under a lock in the database itself, which keeps out whoever
# does not ask for the lease. The lock is PostgreSQL's advisory lock (7631720, hashtext('<app>/<environment>')), where
# 7631720 is "tsh" in hexadecimal. A transaction holds it and not a session, so that it also holds behind a pooler; it
# has no snapshot, so it stands in nobody's way.
#
#:   migrate ROOT TOKEN DEPLOYMENT SECONDS WAIT LOCK COMMAND
#:                                              run a migration alone: WAIT seconds for the others' to end, LOCK
#:                                              milliseconds for each lock of its own
#:   address ROOT TOKEN DEPLOYMENT              keep the database's address, given on standard input, for a deployment

# The address of the database, which is a secret, comes over standard input.
cmd_address() {
    require_lease "$1" "$2"
    umask 077
    file="$1/deployments/$3/pg.env"
    { cat >"$file.next" && mv "$file.next" "$file"; } || { rm -f "$file.next"; die 4 "cannot write $file"; }
}

database_enter() {
    # English words, for those that are looked for.
    export PGCONNECT_TIMEOUT=10 LC_ALL=C
    PGAPPNAME="tsh $(database_place "$1")"
    export PGAPPNAME
    set -a
    # shellcheck disable=SC1090 # written by cmd_address
    . "$1/deployments/$2/pg.env"
    set +a
}

# <app>/<environment>, the end of ROOT: the same on every host of the environment.
database_place() {
    echo "$(basename "$(dirname "$1")")/$(basename "$1")"
}

# inside_database ROOT DEPLOYMENT WORD...: a program of PostgreSQL's.
inside_database() {
    database_enter "$1" "$2"
    shift 2
    exec "$@"
}

# A server goes on with a statement whose client has died, and keeps its locks; so its session is ended too.
# database_sessions ROOT DEPLOYMENT PORTS: those of this host's own connections, as rows for database_cut.
database_sessions() {
    [ -n "$3" ] && [ -f "$1/deployments/$2/pg.env" ] && command -v psql >/dev/null || return 0
    (
        database_enter "$1" "$2"
        PGCONNECT_TIMEOUT=2 exec psql -XqAtw -c "SELECT string_agg(format('(%s,%L::timestamptz)', pid, backend_start), ',')
            FROM pg_stat_activity WHERE usename = current_user AND client_addr = inet_client_addr()
            AND pid <> pg_backend_pid() AND client_port IN ($3)"
    ) 2>/dev/null
}

database_cut() {
    [ -n "$3" ] || return 0
    (
        database_enter "$1" "$2"
        PGCONNECT_TIMEOUT=2 exec psql -XqAtw -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE (pid, backend_start) IN ($3)"
    ) >/dev/null 2>&1 || true
}

lock_script() {
    cat <<'SQL'
\set ON_ERROR_STOP on
BEGIN;
SELECT count(set_config(name, '0', true)) AS n FROM pg_settings WHERE name IN
  ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout') \gset
SELECT pg_try_advisory_xact_lock(7631720, hashtext(:'place')) AS free \gset
\if :free
\else
  \set ON_ERROR_STOP off
  SET LOCAL lock_timeout = :'wait';
  SELECT count(*) AS n FROM pg_advisory_xact_lock(7631720, hashtext(:'place')) \gset
  \if :ERROR
    ROLLBACK;
    SELECT format('holder process %s of the database (%s, user %s, from %s, connected since %s)', a.pid,
      coalesce(nullif(a.application_name, ''), 'it gives itself no name'), a.usename,
      coalesce(host(a.client_addr), 'a local socket'), date_trunc('second', a.backend_start))
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 7631720 AND l.objsubid = 2
      AND l.objid = hashtext(:'place')::oid
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
    \quit
  \endif
  \set ON_ERROR_STOP on
\endif
SELECT 'held ' || current_setting('server_version_num');
SQL
}

lock_none() {
    printf 'tsh-host: no advisory lock was taken, for %s; the lease alone keeps others out\n' "$1" >&2
}

# lock_take ROOT DEPLOYMENT WAIT: leaves descriptor 9 open while the lock is held. Whoever inherits it holds the lock too:
# when this helper is killed, the lock lasts exactly as long as the command that goes on without it.
lock_take() {
    locker='' answer=''
    if [ ! -f "$1/deployments/$2/pg.env" ]; then
        lock_none 'this deployment names no PostgreSQL database'
        return
    elif ! command -v psql >/dev/null; then
        lock_none 'this host has no psql (package postgresql-client)'
        return
    fi
    wait=${3}s
    [ "$3" -gt 0 ] || wait=1ms
    rm -f "$1"/run.ask "$1"/run.answer
    mkfifo -m 600 "$1/run.ask" "$1/run.answer" || die 4 "cannot write in $1"
    (
        database_enter "$1" "$2"
        exec setsid psql -XqAtw -v "place=$(database_place "$1")" -v "wait=$wait"
    ) <"$1/run.ask" >"$1/run.answer" 2>"$1/run.psql" &
    locker=$!
    exec 9>"$1/run.ask" 8<"$1/run.answer"
    trap '' PIPE
    lock_script 2>/dev/null >&9
    trap - PIPE
    while read -r answer <&8; do
        case $answer in held* | holder*) break ;; esac
    done
    said=$(cat "$1/run.psql")
    rm -f "$1"/run.ask "$1"/run.answer "$1"/run.psql
    case $answer in
        held*) return ;;
        holder*) die 11 "somebody else migrates this database: after $3 s the lock is still held by ${answer#holder }" ;;
    esac
    case $said in
        *'lock timeout'*) die 11 "somebody else migrated this database: after $3 s the lock was still held" ;;
    esac
    printf '%s\n' "$said" >&2
    die 4 "cannot reach the database for the migrations' lock; psql's own words stand above"
}

lock_give_back() {
    [ -n "$locker" ] || return 0
    trap '' PIPE
    { printf 'COMMIT;\n\\quit\n' >&9; } 2>/dev/null
    trap - PIPE
    exec 9>&- 8<&-
    wait "$locker" || printf 'tsh-host: the advisory lock was lost before the command had ended\n' >&2
}

cmd_migrate() {
    require_lease "$1" "$2"
    lock_take "$1" "$3" "$5"
    # The wait for the database may have outlasted the run.
    require_lease "$1" "$2"
    TSH_PGOPTIONS="-c lock_timeout=$6"
    # From version 14 on a server can look whether its client is still there.
    case $answer in
        'held 1'[4-9]???? | 'held '[2-9]?????) TSH_PGOPTIONS="$TSH_PGOPTIONS -c client_connection_check_interval=1000" ;;
    esac
    export TSH_PGOPTIONS
    run_to_end "$1" "$4" app "$3" "$7"
    lock_give_back
    run_tell "$1" "$4"
    return "$code"
}
