
cmd_observe() {
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
