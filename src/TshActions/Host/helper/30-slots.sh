
# A symlink changes whole or not at all: made beside, then renamed over the old one.
aim() {
    ln -sfn "$2" "$1.next" && mv -T "$1.next" "$1"
}

cmd_point() {
    root=$1 slot=$2 deployment=$3
    refuse_live "$root" "$slot"
    [ -d "$root/deployments/$deployment/release" ] || die 4 "no deployment $deployment"
    if [ -e "$root/slots/$slot" ]; then
        aim "$root/slots/$slot.former" "$(readlink "$root/slots/$slot")"
    fi
    aim "$root/slots/$slot" "../deployments/$deployment"
}

cmd_restore() {
    root=$1 slot=$2 deployment=$3
    refuse_live "$root" "$slot"
    if [ "$(basename "$(readlink "$root/slots/$slot")")" = "$deployment" ]; then
        if [ -e "$root/slots/$slot.former" ]; then
            mv -T "$root/slots/$slot.former" "$root/slots/$slot"
        else
            rm -f "$root/slots/$slot"
        fi
    fi
    [ ! -e "$root/slots/$slot" ] || basename "$(readlink "$root/slots/$slot/release")"
}

# The unit of a slot bears the slot's name.
require_unit() {
    case $2 in *"$1"*) ;; *) die 2 "$2 is no unit of slot $1" ;; esac
}

cmd_start() {
    refuse_live "$1" "$2"
    require_unit "$2" "$3"
    sudo -n /usr/bin/systemctl restart "$3"
}

cmd_stop() {
    refuse_live "$1" "$2"
    require_unit "$2" "$3"
    sudo -n /usr/bin/systemctl stop "$3"
}
