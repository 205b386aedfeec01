#:   connections PORT                           number of open connections to a slot

# The kernel's own table; works where ss and netstat are missing. State 01 is ESTABLISHED. Where docker sends a port on
# without its proxy, nobody on the host has the slot's side of a connection: then nginx's own side is all there is.
cmd_connections() {
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port="$(printf ':%04X' "$1")" '
            $4 == "01" && substr($2, length($2) - 4) == port { slot++ }
            $4 == "01" && $3 == "0100007F" port { client++ }
            END { print (slot > client ? slot : client) + 0 }'
}

# drained SLOT: waits for running requests, `drain` seconds at most.
drained() {
    until=$(place drain)
    until=$(($(now) + ${until:-0}))
    while [ "$(cmd_connections "$(place "port.$1")")" -gt 0 ] && [ "$(now)" -lt "$until" ]; do
        sleep 0.5
        # Waiting is a sign of life too.
        [ "$(value "$root/lease" token)" != "$token" ] || touch -c "$root/lease"
    done
}
