#: slots: only ever the idle one
#:   occupy ROOT TOKEN SLOT DEPLOYMENT          stop an idle slot and let it hold a deployment
#:   start ROOT TOKEN SLOT                      start what an idle slot holds, whatever ran there before
#:   stop ROOT TOKEN SLOT                       stop an idle slot
#:   settle ROOT TOKEN                          let singletons run in the live slot and nowhere else
#:

deployment_in() { # SLOT
    [ ! -L "$root/slots/$1" ] || basename "$(readlink "$root/slots/$1")"
}

release_in() { # SLOT
    [ ! -e "$root/slots/$1/release" ] || basename "$(readlink "$root/slots/$1/release")"
}

# A symlink changes whole or not at all: made beside, then renamed over the old one.
aim() {
    ln -sfn "$2" "$1.next" && mv -T "$1.next" "$1"
}

# processes OVERLAP: the names of the processes beside the web one.
processes() {
    sed -n "s/^overlap\.\([^ ]*\) $1\$/\1/p" "$root/place"
}

# unit PROCESS SLOT: the unit or container of one process; the web process is `web`.
unit() {
    if [ "$1" = web ]; then place "web.$2"; else place "process.$1.$2"; fi
}

in_docker() { [ "$(place runtime)" = docker ]; }

run_unit() { # PROCESS SLOT
    if in_docker; then
        docker_start "$(unit "$1" "$2")" "$(container_arguments "$1" "$2")"
    else
        sudo -n /usr/bin/systemctl restart "$(unit "$1" "$2")" >&2
    fi
}

keep_unit() { # PROCESS SLOT: like run_unit, but what runs already is left alone
    if in_docker; then
        docker_keep "$(unit "$1" "$2")" "$(container_arguments "$1" "$2")"
    else
        sudo -n /usr/bin/systemctl start "$(unit "$1" "$2")" >&2
    fi
}

halt_unit() { # PROCESS SLOT
    if in_docker; then
        docker_stop "$(unit "$1" "$2")" "$(place stop)"
    else
        sudo -n /usr/bin/systemctl stop "$(unit "$1" "$2")" >&2
    fi
}

unit_runs() { # PROCESS SLOT
    if in_docker; then docker_running "$(unit "$1" "$2")"; else systemctl -q is-active "$(unit "$1" "$2")"; fi
}

start_slot() {
    run_unit web "$1" || return
    for process in $(processes allowed); do run_unit "$process" "$1" || return; done
}

keep_slot() {
    keep_unit web "$1" || return
    for process in $(processes allowed); do keep_unit "$process" "$1" || return; done
}

stop_slot() {
    for process in $(processes singleton) $(processes allowed); do halt_unit "$process" "$1" || return; done
    halt_unit web "$1"
}

cmd_occupy() {
    require_lease "$1" "$2"
    slot=$3 deployment=$4
    refuse_live "$slot"
    [ -d "$root/deployments/$deployment/release/" ] || die 4 "no deployment $deployment"
    # Written first: from here on the slot's former release must be given back if this one does not make it.
    locked note took=yes
    stop_slot "$slot" || die 4 "$slot could not be stopped"
    if [ -e "$root/slots/$slot" ]; then
        aim "$root/slots/$slot.former" "$(readlink "$root/slots/$slot")" || die 4 "$(disk_says)"
    fi
    aim "$root/slots/$slot" "../deployments/$deployment" || die 4 "$(disk_says)"
}

cmd_start() {
    require_lease "$1" "$2"
    refuse_live "$3"
    start_slot "$3"
}

cmd_stop() {
    require_lease "$1" "$2"
    refuse_live "$3"
    stop_slot "$3"
}

cmd_settle() {
    require_lease "$1" "$2"
    settle
}

# First out, then in: two of them at once is what a singleton must never be.
settle() {
    slot=$(live_slot)
    idle=$(other "$slot")
    for process in $(processes singleton); do
        halt_unit "$process" "$idle" || return
        [ ! -e "$root/slots/$slot" ] || keep_unit "$process" "$slot" || return
    done
}

# Stops a candidate and gives the slot back to the release that was warm there.
clear_candidate() {
    [ "$(entry took)" = yes ] || return 0
    slot=$(entry to)
    refuse_live "$slot"
    if [ "$(deployment_in "$slot")" = "$(entry deployment)" ]; then
        stop_slot "$slot" || return
        if [ -L "$root/slots/$slot.former" ]; then
            mv -T "$root/slots/$slot.former" "$root/slots/$slot"
        else
            rm -f "$root/slots/$slot"
        fi || return
    fi
    [ ! -e "$root/slots/$slot" ] || keep_slot "$slot"
}
