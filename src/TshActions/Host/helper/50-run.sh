
cmd_run() {
    cd "$1/deployments/$2/release/" || die 4 "no deployment $2"
    set -a
    # shellcheck disable=SC1090 # written by the deployment itself
    . "$1/deployments/$2/app.env"
    # shellcheck disable=SC1090
    . "$1/deployments/$2/slot.env"
    set +a
    exec sh -c "$3"
}
