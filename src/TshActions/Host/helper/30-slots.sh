#: slots: only ever the idle one
#:   occupy ROOT TOKEN SLOT DEPLOYMENT          stop an idle slot and let it hold a deployment
#:   start ROOT TOKEN SLOT                      start what an idle slot holds, whatever ran there before
#:   stop ROOT TOKEN SLOT                       stop an idle slot
#:   settle ROOT TOKEN                          let singletons run in the live slot and nowhere else
#:

# target LINK: the last word of where it leads.
target() { target=$(readlink "$1") && printf '%s\n' "${target##*/}"; }

deployment_in() { # SLOT
    [ ! -L "$root/slots/$1" ] || target "$root/slots/$1"
}

release_in() { # SLOT
    [ ! -e "$root/slots/$1/release" ] || target "$root/slots/$1/release"
}

# A symlink changes whole or not at all: made beside, then renamed over the old one.
aim() {
    ln -sfn "$2" "$1.next" && mv -T "$1.next" "$1"
}

# processes OVERLAP: the names of the processes beside the web one.
processes() {
    while IFS= read -r process_line; do
        case $process_line in "overlap."*" $1") ;; *) continue ;; esac
        process_line=${process_line#overlap.}
        printf '%s\n' "${process_line% *}"
    done <"$root/place"
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

units_of() { # SLOT
    for process in web $(processes singleton) $(processes allowed); do unit "$process" "$1"; done
}

# running_of UNIT…: those that run, asked for at once.
running_of() {
    if in_docker; then
        docker container inspect --format '{{.Name}} {{.State.Running}} {{.State.Restarting}}' "$@" 2>/dev/null |
            sed -n 's|^/\(.*\) true false$|\1|p'
    else
        systemctl is-active "$@" | while read -r state; do
            case $state in active | reloading | refreshing) printf '%s\n' "$1" ;; esac
            shift
        done
    fi
}

# alone_in_slots FUNCTION…: one at a time starts, stops or moves processes. A command whose run is gone goes on by
# itself, and what the guard starts must not be what that is about to stop.
alone_in_slots() {
    [ -r "$root/slots" ] || die 4 "$root/slots is missing: run tsh setup"
    exec 7<"$root/slots"
    await_lock 7 300 'starting or stopping processes'
    "$@"
    alone_code=$?
    exec 7<&-
    return "$alone_code"
}

# Asked before each process: the one before took its time, and meanwhile lease and traffic may have gone elsewhere.
still_ours() { # SLOT
    require_lease "$root" "$token"
    refuse_live "$1"
}

start_slot() {
    for process in web $(processes allowed); do
        still_ours "$1"
        run_unit "$process" "$1" || return
    done
}

keep_slot() {
    keep_unit web "$1" || return
    for process in $(processes allowed); do keep_unit "$process" "$1" || return; done
}

stop_slot() {
    for process in $(processes singleton) $(processes allowed) web; do
        still_ours "$1"
        halt_unit "$process" "$1" || return
    done
}

# What still runs there had the time of a drain when traffic left. What the stop cuts is told.
empty_slot() { # SLOT
    open_there=$(cmd_connections "$(place "port.$1")")
    stop_slot "$1" || return
    [ "$open_there" -eq 0 ] || echo "cut $open_there"
}

cmd_occupy() {
    require_lease "$1" "$2"
    slot=$3 deployment=$4
    refuse_live "$slot"
    [ -d "$root/deployments/$deployment/release/" ] || die 4 "no deployment $deployment"
    holding remember_former "$slot" "$deployment"
    record_spec "$deployment" || die 4 "$root/deployments cannot be written: $(disk_says)"
    alone_in_slots empty_slot "$slot" || die 4 "$slot could not be stopped"
    holding fill_slot "$slot" "$deployment"
}

# Written first: from here on the slot's former release must be given back if this one does not make it. Only once: a
# second try, after an answer that got lost, would remember the candidate itself.
remember_former() { # SLOT DEPLOYMENT
    [ "$(journal_state)" = good ] || die 8 'there is no open entry to write into'
    [ "$1 $2" = "$(entry to) $(entry deployment)" ] || die 8 "the journal's entry is about $(entry deployment) in $(entry to), not $2 in $1"
    [ "$(entry took)" != yes ] || return 0
    if [ -e "$root/slots/$1" ]; then
        aim "$root/slots/$1.former" "$(readlink "$root/slots/$1")" || die 4 "$root/slots cannot be written: $(disk_says)"
    else
        rm -f "$root/slots/$1.former"
    fi
    note took=yes
}

# Asked again, for the stop before it takes its time: another may have the lease by now, and this slot the traffic.
fill_slot() { # SLOT DEPLOYMENT
    refuse_live "$1"
    aim "$root/slots/$1" "../deployments/$2" || die 4 "$root/slots cannot be written: $(disk_says)"
}

cmd_start() {
    require_lease "$1" "$2"
    alone_in_slots start_slot "$3" || return
    ! in_docker || docker_await "$(unit web "$3")" "$(boot_time)"
}

cmd_stop() {
    require_lease "$1" "$2"
    alone_in_slots stop_slot "$3"
}

cmd_settle() {
    require_lease "$1" "$2"
    settle
}

# First out, then in: two of them at once is what a singleton must never be.
settle() { [ -z "$(processes singleton)" ] || alone_in_slots settle_now; }

settle_now() {
    settle_in=$(live_slot)
    case $settle_in in blue | green) ;; *) return 0 ;; esac
    settle_out=$(other "$settle_in")
    for process in $(processes singleton); do
        halt_unit "$process" "$settle_out" || return
        [ ! -e "$root/slots/$settle_in" ] || keep_unit "$process" "$settle_in" || return
    done
}

# Stops a candidate and gives the slot back to the release that was warm there.
clear_candidate() {
    [ "$(entry took)" != yes ] || alone_in_slots clear_slot "$(entry to)"
}

clear_slot() { # SLOT
    refuse_live "$1"
    if [ "$(deployment_in "$1")" = "$(entry deployment)" ]; then
        empty_slot "$1" || return
        holding give_slot_back "$1" || return
    fi
    [ -e "$root/slots/$1" ] || return 0
    keep_slot "$1" && return
    ! in_docker || docker_answers || return
    # It waited there and served nobody; the entry must end all the same, or nothing could be deployed any more.
    alert "$(release_in "$1"), which waited in $1, does not start any more"
}

# Asked again under the lock, as fill_slot does.
give_slot_back() { # SLOT
    [ "$(deployment_in "$1")" = "$(entry deployment)" ] || return 0
    refuse_live "$1"
    if [ -L "$root/slots/$1.former" ]; then
        mv -T "$root/slots/$1.former" "$root/slots/$1"
    else
        rm -f "$root/slots/$1"
    fi
}
