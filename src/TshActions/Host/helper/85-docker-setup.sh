#:   grant_docker USER                          set-up, as root: see that docker is usable and let USER use it
#:

# To be in the group docker is to have root's rights on this host: who may start a container may mount / into it.
cmd_grant_docker() {
    docker_answers || exit
    getent group docker >/dev/null || die 4 "docker is here and the group docker is not: create it with \`groupadd --system docker\`, then restart docker"
    id -nG "$1" | tr ' ' '\n' | grep -Fqx docker || usermod -aG docker "$1" || die 4 "$1 cannot be put into the group docker"
    docker version --format 'docker {{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}}'
}
