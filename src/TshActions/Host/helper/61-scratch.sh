
# A PostgreSQL of its own, for what the migrations alone would make: of the version that is compared, without a port, in a
# folder that only the deploy user can list, and gone after SECONDS whatever becomes of the run. It is never the database
# of an environment: what it holds came from nowhere, and goes nowhere.
#
#:   scratch ROOT SECONDS MAJOR COLLATE CTYPE ENCODING OWNER ROLE...
#:                                              begin one with two empty databases, production and staging; its
#:                                              superuser is OWNER, and it knows these other roles; prints its folder
#:                                              and its password
#:   scratch_run ROOT FOLDER SECONDS COMMAND NAME=VALUE...
#:                                              run a command as the live release would, with these variables over its
#:                                              own; {password} in a value stands for the scratch's
#:   scratch_end FOLDER                         end it; nothing of it stays

# scratch_programs MAJOR: the folder of a server's programs, as Debian, Red Hat and Alpine keep them.
scratch_programs() {
    for programs in "/usr/lib/postgresql/$1/bin" "/usr/pgsql-$1/bin" "/usr/libexec/postgresql$1"; do
        [ ! -x "$programs/initdb" ] || { echo "$programs"; return; }
    done
    return 1
}

cmd_scratch() {
    seconds=$2 major=$3 collate=$4 ctype=$5 encoding=$6 owner=$7
    shift 7
    programs=$(scratch_programs "$major") ||
        die 5 "this host has no server programs of PostgreSQL $major (package postgresql-$major)"
    umask 077
    scratch=$(mktemp -d /tmp/tsh-scratch.XXXXXX) || die 4 'cannot write in /tmp'
    [ "$(backup_space "$scratch")" -gt 300000000 ] || scratch_fail 'less than 300 MB are free in /tmp'
    # Its socket is for whoever has the password: a container's user is another than this one.
    chmod 711 "$scratch"
    head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$scratch/password"
    "$programs/initdb" -D "$scratch/data" -U "$owner" -A scram-sha-256 --pwfile="$scratch/password" -E "$encoding" \
        --lc-collate="$collate" --lc-ctype="$ctype" --lc-messages=C --no-sync >"$scratch/log" 2>&1 || scratch_fail "initdb failed"
    cat >>"$scratch/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$scratch'
shared_buffers = 16MB
max_connections = 20
wal_level = minimal
max_wal_senders = 0
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
CONF
    {
        for role in "$@"; do
            printf 'CREATE ROLE "%s"\n' "$(printf %s "$role" | sed 's/"/""/g')"
        done
        printf 'CREATE DATABASE %s\n' production staging
    } | "$programs/postgres" --single -D "$scratch/data" postgres >>"$scratch/log" 2>&1 || scratch_fail "its roles cannot be made"
    # shellcheck disable=SC2016 # its own arguments
    setsid sh -c 'timeout -s QUIT "$1" nice -n 10 "$2/postgres" -D "$3/data" >>"$3/log" 2>&1; rm -rf "$3"' \
        tsh-scratch "$seconds" "$programs" "$scratch" </dev/null >/dev/null 2>&1 &
    tries=0
    until [ "$(sed -n '8{s/ *$//;p;}' "$scratch/data/postmaster.pid" 2>/dev/null)" = ready ]; do
        [ "$tries" -lt 300 ] || scratch_fail 'it does not start'
        tries=$((tries + 1))
        sleep 0.1
    done
    printf 'folder %s\npassword %s\n' "$scratch" "$(cat "$scratch/password")"
}

scratch_fail() { # WORDS
    said=$(tail -n 5 "$scratch/log" 2>/dev/null)
    cmd_scratch_end "$scratch"
    die 4 "no PostgreSQL could be begun for the migrations: $1${said:+. $said}"
}

cmd_scratch_end() {
    case ${1#/tmp/tsh-scratch.} in '' | *[!A-Za-z0-9]*) die 2 "no scratch: $1" ;; esac
    read -r leader _ 2>/dev/null <"$1/data/postmaster.pid" && kill -QUIT "$leader" 2>/dev/null
    tries=0
    while [ -n "${leader:-}" ] && [ -d "$1" ] && [ "$tries" -lt 50 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    rm -rf "$1"
}

cmd_scratch_run() {
    root=$1 scratch=$2 seconds=$3 command=$4
    shift 4
    deployment=$(deployment_in "$(live_slot)")
    [ -n "$deployment" ] || die 4 'no release is live'
    cd "$root/deployments/$deployment/release/" || die 4 "no deployment $deployment"
    if ! in_docker; then
        set -a
        for file in app.env release.env slot.env; do
            # shellcheck disable=SC1090 # written by the deployment itself
            [ ! -f "$root/deployments/$deployment/$file" ] || . "$root/deployments/$deployment/$file"
        done
        set +a
    fi
    read -r password <"$scratch/password" || [ -n "$password" ]
    names=''
    for pair in "$@"; do
        text=${pair#*=}
        case $text in *'{password}'*) text=${text%%'{password}'*}$password${text#*'{password}'} ;; esac
        export "${pair%%=*}=$text"
        names="$names ${pair%%=*}"
    done
    export PYTHONDONTWRITEBYTECODE=1
    if in_docker; then
        scratch_in_docker "$root/deployments/$deployment/container.once"
    # Where the kernel allows it there is no network at all, so that nothing but the scratch can be meant.
    elif unshare --map-current-user --net true 2>/dev/null; then
        exec timeout "$seconds" nice -n 10 unshare --map-current-user --net sh -c "$command" </dev/null
    else
        exec timeout "$seconds" nice -n 10 sh -c "$command" </dev/null
    fi
}

# scratch_in_docker ARGUMENTS: as docker_run_once, but without a network, without the application's volumes, and under a
# name of its own.
scratch_in_docker() {
    docker_answers && docker_has_image "$1" || exit
    docker_file=$1 docker_name=$(basename "$scratch")-$$ docker_skip=''
    set --
    while IFS= read -r docker_word; do
        case $docker_skip in
            name) set -- "$@" --name "$docker_name" ;;
            network) set -- "$@" --network none ;;
            volume) ;;
            *)
                case $docker_word in
                    --name | --network | --volume) docker_skip=${docker_word#--}; continue ;;
                    --entrypoint)
                        set -- "$@" --volume "$scratch:$scratch"
                        for docker_variable in $names; do set -- "$@" --env "$docker_variable"; done
                        ;;
                esac
                set -- "$@" "$docker_word"
                ;;
        esac
        docker_skip=''
    done <"$docker_file"
    docker rm --force --volumes "$docker_name" >/dev/null 2>&1
    timeout "$seconds" docker run "$@" "$command" </dev/null
    docker_code=$?
    docker_end_once "$docker_name"
    exit "$docker_code"
}
