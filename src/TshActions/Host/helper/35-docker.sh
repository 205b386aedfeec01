#: containers of slots
#:   container_says NAME LINES                  state and last lines of a container
#:

# Containers of slots. NAME is a container's name, ARGUMENTS a file with the arguments of `docker create` or
# `docker run`, one a line, as the deployment wrote it. These functions say what is wrong and return 4; what to do then
# is the caller's to decide.

docker_wrong() {
    printf 'tsh-host: %s\n' "$*" >&2
    return 4
}

docker_answers() {
    command -v docker >/dev/null || { docker_wrong "docker is not installed here: install it, then run \`tsh setup\` again"; return; }
    docker_said=$(docker version --format '{{.Server.Version}}' 2>&1) && return 0
    case $docker_said in
        *'permission denied'*) docker_wrong "$(id -un) may not use docker: run \`tsh setup\` again, it puts the user into the group docker" ;;
        *) docker_wrong "the docker daemon does not answer: start it with \`systemctl start docker\`, and see \`journalctl -u docker\` for why it went. $docker_said" ;;
    esac
}

# One field of a container; nothing when there is no such container.
docker_field() {
    docker container inspect --format "$2" "$1" 2>/dev/null
}

docker_there() {
    [ -n "$(docker_field "$1" '{{.Id}}')" ]
}

# 0 it runs, 1 it does not or is not there, 4 docker does not answer. A container between two restarts does not run.
docker_running() {
    case $(docker_field "$1" '{{.State.Running}} {{.State.Restarting}}') in
        'true false') return 0 ;;
        '') docker_answers || return ;;
    esac
    return 1
}

# Asks the program to end and gives it SECONDS. It is no error when there is nothing to stop.
docker_stop() {
    docker_answers || return
    docker_there "$1" || return 0
    docker_said=$(docker stop --time "$2" "$1" 2>&1 >/dev/null) || docker_wrong "container $1 does not stop: $docker_said"
}

# A container of this name that somebody else made is not ours to remove.
docker_ours() {
    docker_there "$1" || return 0
    docker_labels=$(docker_field "$1" 'sh.tsh.app={{index .Config.Labels "sh.tsh.app"}} sh.tsh.environment={{index .Config.Labels "sh.tsh.environment"}}')
    [ "$docker_labels" = "$(sed -n 's/^sh\.tsh\.app=.*/&/p' "$2") $(sed -n 's/^sh\.tsh\.environment=.*/&/p' "$2")" ] ||
        docker_wrong "a container named $1 is here that tsh did not make for this environment: rename it with \`docker rename $1 $1-old\`, or choose another \`runtime.container\`"
}

docker_has_image() { # ARGUMENTS
    [ -f "$1" ] || { docker_wrong "$1 is missing: the deployment is not whole, deploy the release again"; return; }
    docker_image=$(sed -n '/^sha256:[0-9a-f]\{64\}$/{p;q;}' "$1")
    docker image inspect "$docker_image" >/dev/null 2>&1 ||
        docker_wrong "the image $docker_image of this deployment is not here any more: deploy the release again"
}

# Ends what has the name, with the time it was promised, and removes it with the volumes that have no name.
docker_remove() {
    docker_there "$1" || return 0
    docker stop "$1" >/dev/null 2>&1
    docker_said=$(docker rm --force --volumes "$1" 2>&1 >/dev/null) || docker_wrong "container $1 cannot be removed: $docker_said"
}

# docker_start NAME ARGUMENTS: whatever has the name goes first. The caller has made sure that it is not the live slot's.
docker_start() {
    docker_name=$1
    docker_answers && docker_has_image "$2" && docker_ours "$1" "$2" && docker_remove "$1" || return
    docker_file=$2
    set --
    while IFS= read -r docker_word; do set -- "$@" "$docker_word"; done <"$docker_file"
    docker_said=$(docker create "$@" 2>&1 >/dev/null) || { docker_wrong "docker does not create $docker_name: $docker_said"; return; }
    docker_said=$(docker start "$docker_name" 2>&1 >/dev/null) && return 0
    case $docker_said in
        *'port is already allocated'* | *'address already in use'*)
            docker_wrong "the port of $docker_name is taken by another program on this host (\`ss -ltnp\` tells by which). $docker_said" ;;
        *) docker_wrong "docker does not start $docker_name: $docker_said" ;;
    esac
}

# docker_keep NAME ARGUMENTS: like docker_start, but a container of the same deployment that runs is left alone.
docker_keep() {
    if docker_running "$1" &&
        grep -Fqx "$(docker_field "$1" 'sh.tsh.deployment={{index .Config.Labels "sh.tsh.deployment"}}')" "$2"; then
        return 0
    fi
    docker_start "$1" "$2"
}

# docker_await NAME SECONDS: until it is healthy, or runs where it has no health check.
docker_await() {
    docker_left=$2
    while :; do
        docker_state=$(docker_field "$1" '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}')
        case $docker_state in
            'running ' | 'running healthy') return 0 ;;
            'running starting') ;;
            *) docker_wrong "container $1 is ${docker_state:-not there}. $(docker_says "$1" 20)"; return ;;
        esac
        docker_left=$((docker_left - 1))
        [ "$docker_left" -ge 0 ] || { docker_wrong "container $1 is not healthy after $2 s. $(docker_says "$1" 20)"; return; }
        sleep 1
    done
}

# docker_says NAME LINES: what a person would ask: state, restarts, out of memory, health, last lines.
docker_says() {
    docker container inspect --format 'status {{.State.Status}}, exit code {{.State.ExitCode}}, restarts {{.RestartCount}}, out of memory {{.State.OOMKilled}}, health {{if .State.Health}}{{.State.Health.Status}}{{else}}no check{{end}}{{if .State.Error}}
docker: {{.State.Error}}{{end}}
image {{.Image}}, user {{if .Config.User}}{{.Config.User}}{{else}}root{{end}}, started {{.State.StartedAt}}, finished {{.State.FinishedAt}}{{if .State.Health}}{{range .State.Health.Log}}
health check: exit code {{.ExitCode}} {{printf "%.200s" .Output}}{{end}}{{end}}' "$1" 2>&1
    docker logs --timestamps --tail "$2" "$1" 2>&1
}

# docker_run_once NAME ARGUMENTS COMMAND: the team's own command, by the shell of the slot's image. NAME lets a later run
# end it, because the client may be gone while the container goes on.
docker_run_once() {
    docker_answers && docker_has_image "$2" && docker_ours "$1" "$2" || return
    docker_end_once "$1"
    docker_file=$2 docker_command=$3
    set --
    while IFS= read -r docker_word; do set -- "$@" "$docker_word"; done <"$docker_file"
    docker run "$@" "$docker_command" </dev/null
}

docker_end_once() { # NAME
    docker rm --force --volumes "$1" >/dev/null 2>&1
    return 0
}

# container_arguments PROCESS SLOT: the file a deployment wrote for it; the web process is `web`.
container_arguments() {
    if [ "$1" = web ]; then echo "$root/slots/$2/container.$2"; else echo "$root/slots/$2/container.$2-$1"; fi
}

cmd_container_says() {
    docker_answers || exit
    docker_says "$1" "$2"
}
