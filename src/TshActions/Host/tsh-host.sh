#!/bin/sh
# tsh-host: what must be atomic on the host, or be read in one round trip. Plain POSIX sh, run by the deploy user.
#
#   observe ROOT ROUTES UNIT_BLUE UNIT_GREEN   what nginx, the slots and their units say, as `key value` lines
#   point ROOT SLOT DEPLOYMENT                 let an idle slot hold a deployment; remembers what it held before
#   restore ROOT SLOT DEPLOYMENT               if an idle slot holds DEPLOYMENT, give back what it held before
#   start ROOT SLOT UNIT                       start what an idle slot holds, whatever ran there before
#   stop ROOT SLOT UNIT                        stop an idle slot
#   switch ROOT SLOT                           make SLOT live: the flag file is the switch
#   connections PORT                           number of open connections to a slot
#   run ROOT DEPLOYMENT COMMAND                run a command in a deployment's release folder with its environment
#   install STAGE                              set-up, as root: check and put the staged files in place
#
# The flag ROOT/live/green is what nginx looks at: there, green is live; not there, blue is.
set -u

die() {
    code=$1
    shift
    printf 'tsh-host: %s\n' "$*" >&2
    exit "$code"
}

live_slot() {
    if [ -f "$1/live/green" ]; then echo green; else echo blue; fi
}

# The one invariant: the slot nginx routes to is never stopped, overwritten or removed. A slot that never held a
# deployment serves nobody, so the very first one may go anywhere.
refuse_live() {
    case $2 in blue | green) ;; *) die 2 "no slot $2" ;; esac
    # -L: a live slot whose deployment folder is gone may serve all the same.
    [ "$(live_slot "$1")" = "$2" ] && [ -L "$1/slots/$2" ] &&
        die 9 "$2 is live: refusing to touch it"
    return 0
}

observe() {
    root=$1 routes=$2
    if ! sudo -n -l /usr/sbin/nginx -T >/dev/null 2>&1; then
        echo 'nginx forbidden'
    elif conf=$(sudo -n /usr/sbin/nginx -T 2>&1); then
        echo 'nginx ok'
        if printf '%s\n' "$conf" | grep -Fqx "# configuration file $routes:"; then echo 'site included'; else echo 'site missing'; fi
    else
        echo 'nginx broken'
        printf '%s\n' "$conf" | grep -E '\[(emerg|crit|alert|error)\]' | head -n 3 | sed 's/^/nginx-says /'
    fi
    if [ -d "$root/live" ]; then echo "live $(live_slot "$root")"; fi
    observe_slot blue "$3"
    observe_slot green "$4"
}

observe_slot() {
    if [ -e "$root/slots/$1" ]; then
        echo "$1.deployment $(basename "$(readlink "$root/slots/$1")")"
        echo "$1.release $(basename "$(readlink "$root/slots/$1/release")")"
    fi
    echo "$1.unit $(systemctl is-active "$2")"
}

# A symlink changes whole or not at all: made beside, then renamed over the old one.
aim() {
    ln -sfn "$2" "$1.next" && mv -T "$1.next" "$1"
}

point() {
    root=$1 slot=$2 deployment=$3
    refuse_live "$root" "$slot"
    [ -d "$root/deployments/$deployment/release" ] || die 4 "no deployment $deployment"
    if [ -e "$root/slots/$slot" ]; then
        aim "$root/slots/$slot.former" "$(readlink "$root/slots/$slot")"
    fi
    aim "$root/slots/$slot" "../deployments/$deployment"
}

restore() {
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

start() {
    refuse_live "$1" "$2"
    require_unit "$2" "$3"
    sudo -n /usr/bin/systemctl restart "$3"
}

stop() {
    refuse_live "$1" "$2"
    require_unit "$2" "$3"
    sudo -n /usr/bin/systemctl stop "$3"
}

switch() {
    [ -d "$1/live" ] || die 4 "$1/live is missing: run tsh setup"
    case $2 in
        green) true >"$1/live/green.next" && mv "$1/live/green.next" "$1/live/green" ;;
        blue) rm -f "$1/live/green" ;;
        *) die 2 "no slot $2" ;;
    esac || die 4 "cannot write the flag in $1/live"
    [ "$(live_slot "$1")" = "$2" ] || die 4 "the flag in $1/live does not say $2"
}

# The kernel's own table; works where ss and netstat are missing. State 01 is ESTABLISHED.
connections() {
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port="$(printf ':%04X' "$1")" '$4 == "01" && substr($2, length($2) - 4) == port { n++ } END { print n + 0 }'
}

run() {
    cd "$1/deployments/$2/release/" || die 4 "no deployment $2"
    set -a
    # shellcheck disable=SC1090 # written by the deployment itself
    . "$1/deployments/$2/app.env"
    # shellcheck disable=SC1090
    . "$1/deployments/$2/slot.env"
    set +a
    exec sh -c "$3"
}

workers() {
    cat "/proc/$1/task/$1/children" 2>/dev/null
}

# A reload that exits 0 may still have failed; new worker processes are the proof that it happened.
reload_nginx() {
    master=$(cat /run/nginx.pid 2>/dev/null) || die 45 'nginx does not run: start it, then run set-up again'
    before=$(workers "$master")
    nginx -s reload || return 1
    tries=0
    while [ "$tries" -lt 50 ]; do
        for worker in $(workers "$master"); do
            case " $before " in *" $worker "*) ;; *) return 0 ;; esac
        done
        tries=$((tries + 1))
        sleep 0.1
    done
    return 1
}

# Validates a copy of the whole configuration with the staged files laid over it: the live files stay untouched
# until nginx has said yes.
check_beside() {
    copy=$(mktemp -d /tmp/tsh-nginx.XXXXXX) || return 1
    # -L: Debian's sites-enabled are links with absolute targets, which would lead back to the live files.
    cp -aL /etc/nginx/. "$copy/"
    cp -a "$1/etc/nginx/." "$copy/"
    grep -rlIF /etc/nginx/ "$copy" | while read -r file; do sed -i "s#/etc/nginx/#$copy/#g" "$file"; done
    nginx -t -c "$copy/nginx.conf" 2>&1 | sed "s#$copy/#/etc/nginx/#g" >"$1.says"
    grep -q 'test is successful' "$1.says"
    verdict=$?
    rm -rf "$copy"
    return "$verdict"
}

install_files() {
    stage=$1
    nginx -t >"$stage.says" 2>&1 || { cat "$stage.says" >&2; die 41 'nginx refuses its own configuration already'; }
    check_beside "$stage" || { cat "$stage.says" >&2; die 42 'nginx would refuse the new files; nothing was changed'; }
    for file in "$stage"/etc/sudoers.d/*; do
        visudo -cqf "$file" >&2 || die 43 "sudo would refuse ${file#"$stage"}; nothing was changed"
    done

    kept=$(mktemp -d /var/tmp/tsh-kept.XXXXXX) || die 4 'no place to keep the old files'
    (cd "$stage" && find etc -type f) | while read -r file; do
        cmp -s "$stage/$file" "/$file" && continue
        if [ -f "/$file" ]; then
            mkdir -p "$kept/$(dirname "$file")" && cp -a "/$file" "$kept/$file"
        else
            echo "$file" >>"$kept.new"
        fi
        mkdir -p "/$(dirname "$file")"
        mode=644
        case $file in etc/sudoers.d/*) mode=440 ;; esac
        { install -m "$mode" "$stage/$file" "/$file.tsh-next" && mv -T "/$file.tsh-next" "/$file"; } ||
            { rm -f "/$file.tsh-next"; echo "/$file could not be written" >>"$kept.failed"; }
    done
    systemctl daemon-reload
    for unit in "$stage"/etc/systemd/system/*; do systemctl -q enable "$(basename "$unit")"; done
    if [ ! -f "$kept.failed" ] && nginx -t >"$stage.says" 2>&1 && reload_nginx >>"$stage.says" 2>&1; then
        rm -rf "$kept" "$kept.new" "$stage.says"
        return 0
    fi
    [ ! -f "$kept.failed" ] || cp "$kept.failed" "$stage.says"
    # File by file: the modes of the folders in between are the host's own.
    (cd "$kept" && find etc -type f 2>/dev/null) | while read -r file; do cp -a "$kept/$file" "/$file"; done
    [ ! -f "$kept.new" ] || while read -r file; do
        case $file in etc/systemd/system/*) systemctl -q disable "$(basename "$file")" ;; esac
        rm -f "/$file"
    done <"$kept.new"
    systemctl daemon-reload
    nginx -s reload
    cat "$stage.says" >&2
    rm -rf "$kept" "$kept.new" "$kept.failed" "$stage.says"
    die 44 'the new files did not take; the old ones are back'
}

command=${1:-}
[ $# -gt 0 ] && shift
case $command in
    observe | point | restore | start | stop | switch | connections | run) "$command" "$@" ;;
    install) install_files "$@" ;;
    *) sed -n '2,15s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
