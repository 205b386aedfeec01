
# Containers of slots. NAME is a container's name, ARGUMENTS a file with the arguments of `docker create` or
# `docker run`, one a line, as the deployment wrote it.

docker_answers() {
    command -v docker >/dev/null || die 4 "docker is not installed here: install it, then run \`tsh setup\` again"
    said=$(docker version --format '{{.Server.Version}}' 2>&1) && return 0
    case $said in
        *'permission denied'*) die 4 "$(id -un) may not use docker: run \`tsh setup\` again, it puts the user into the group docker" ;;
        *) die 4 "the docker daemon does not answer: start it with \`systemctl start docker\`, and see \`journalctl -u docker\` for why it went. It said: $said" ;;
    esac
}

# One field of a container; status 1 when there is no such container.
docker_field() {
    docker container inspect --format "$2" "$1" 2>/dev/null
}

# 0 it runs, 1 it does not or is not there, 2 docker does not answer. A container between two restarts does not run.
docker_running() {
    case $(docker_field "$1" '{{.State.Running}} {{.State.Restarting}}') in
        'true false') return 0 ;;
        '') docker version >/dev/null 2>&1 || return 2 ;;
    esac
    return 1
}

# Asks the program to end and gives it SECONDS. It is no error when there is nothing to stop.
docker_stop() {
    docker_answers
    [ -n "$(docker_field "$1" '{{.Id}}')" ] || return 0
    said=$(docker stop --time "$2" "$1" 2>&1 >/dev/null) || die 4 "container $1 does not stop: $said"
}

# A container of this name that somebody else made is not ours to remove.
docker_require_ours() {
    owner=$(docker_field "$1" '{{index .Config.Labels "sh.tsh.app"}} {{index .Config.Labels "sh.tsh.environment"}}') || return 0
    expected="$(sed -n 's/^sh\.tsh\.app=//p' "$2") $(sed -n 's/^sh\.tsh\.environment=//p' "$2")"
    [ "$owner" = "$expected" ] ||
        die 4 "a container named $1 is here that tsh did not make for this environment: rename it with \`docker rename $1 $1-old\`, or choose another \`runtime.container\`"
}

docker_require_image() {
    image=$(sed -n '/^sha256:[0-9a-f]\{64\}$/{p;q;}' "$1")
    docker image inspect "$image" >/dev/null 2>&1 ||
        die 4 "the image $image of this deployment is not here any more: deploy the release again"
}

# Ends what has the name, with the time it was promised, and removes it with the volumes that have no name.
docker_remove() {
    [ -n "$(docker_field "$1" '{{.Id}}')" ] || return 0
    docker stop "$1" >/dev/null 2>&1
    said=$(docker rm -f -v "$1" 2>&1 >/dev/null) || die 4 "container $1 cannot be removed: $said"
}

# The caller has made sure that the container is not of the live slot.
docker_start() {
    docker_name=$1 docker_file=$2
    docker_answers
    [ -f "$docker_file" ] || die 4 "$docker_file is missing: the deployment is not whole, deploy the release again"
    docker_require_image "$docker_file"
    docker_require_ours "$docker_name" "$docker_file"
    docker_remove "$docker_name"
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done <"$docker_file"
    said=$(docker create "$@" 2>&1 >/dev/null) || die 4 "docker does not create $docker_name: $said"
    said=$(docker start "$docker_name" 2>&1 >/dev/null) && return 0
    case $said in
        *'port is already allocated'* | *'address already in use'*)
            die 4 "the port of $docker_name is taken by another program on this host (\`ss -ltnp\` tells by which): $said" ;;
        *) die 4 "docker does not start $docker_name: $said" ;;
    esac
}

# Until it is healthy, or runs where it has no health check; at most SECONDS.
docker_await() {
    tries=$2
    while :; do
        state=$(docker_field "$1" '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}')
        case $state in
            'running ' | 'running healthy') return 0 ;;
            'running starting') ;;
            *) die 4 "container $1 is ${state:-not there}; the lines below are its own
$(docker_says "$1" 20)" ;;
        esac
        tries=$((tries - 1))
        [ "$tries" -ge 0 ] || die 4 "container $1 is not healthy after $2 s; the lines below are its own
$(docker_says "$1" 20)"
        sleep 1
    done
}

# What a person would ask: state, restarts, out of memory, health, last lines.
docker_says() {
    docker container inspect --format 'status {{.State.Status}}, exit code {{.State.ExitCode}}, restarts {{.RestartCount}}, out of memory {{.State.OOMKilled}}, health {{if .State.Health}}{{.State.Health.Status}}{{else}}no check{{end}}{{if .State.Error}}
docker: {{.State.Error}}{{end}}
image {{.Image}}, user {{if .Config.User}}{{.Config.User}}{{else}}root{{end}}, started {{.State.StartedAt}}, finished {{.State.FinishedAt}}{{if .State.Health}}{{range .State.Health.Log}}
health check: exit code {{.ExitCode}} {{printf "%.200s" .Output}}{{end}}{{end}}' "$1" 2>&1
    docker logs --timestamps --tail "$2" "$1" 2>&1
}

# docker_run_once NAME ARGUMENTS WORD…: the team's own command in a container like the slot's. The name lets a later
# run end it: the client may be gone while the container goes on.
docker_run_once() {
    docker_name=$1 docker_file=$2
    shift 2
    docker_answers
    docker_require_image "$docker_file"
    docker_end_once "$docker_name"
    # The file's words first, then the command's.
    docker_words=$#
    while IFS= read -r word; do set -- "$@" "$word"; done <"$docker_file"
    while [ "$docker_words" -gt 0 ]; do
        word=$1
        shift
        set -- "$@" "$word"
        docker_words=$((docker_words - 1))
    done
    docker run "$@"
}

docker_end_once() {
    docker rm -f -v "$1" >/dev/null 2>&1
    return 0
}
