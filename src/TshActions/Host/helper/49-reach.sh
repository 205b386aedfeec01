#: what a slot needs, asked from the host
#:   reach ADDRESS PORT SECONDS                 one word: open, refused, silent, unknown, or why it cannot be asked
#:   exec ROOT TOKEN SLOT SECONDS COMMAND       run a command with the environment of what the slot holds

# /bin/sh cannot open a connection: bash can. The words go as arguments, never into its text.
cmd_reach() {
    command -v bash >/dev/null || { echo 'unasked bash is not installed on this host'; return 0; }
    # shellcheck disable=SC2016 # for the bash that is started
    reach_says=$(LC_ALL=C timeout "$3" bash -c ': <>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>&1)
    reach_code=$?
    case $reach_code-$reach_says in
        0-*) echo open ;;
        124-* | *'timed out'*) echo silent ;;
        *'onnection refused'*) echo refused ;;
        *'not known'* | *'name resolution'* | *'nvalid host'* | *'No address'*) echo unknown ;;
        *) echo unreachable ;;
    esac
}

cmd_exec() {
    require_lease "$1" "$2"
    require_slot "$3"
    [ -L "$root/slots/$3" ] || die 4 "$3 holds no deployment"
    cmd_run "$1" "$2" "$(deployment_in "$3")" "$4" "$5"
}
