#: spec: what a deployment is made of, so that going back finds what was left
#:   differs ROOT DEPLOYMENT                    what of a deployment is not as it was recorded, one line each:
#:                                              `changed FILE`, `gone IMAGE`, `unit NAME`, or `unrecorded`
#:

digest() { sha256sum | { read -r digest _ && echo "$digest"; }; }

# Everything that a start of the deployment reads: `name digest` lines.
spec_of() { # DEPLOYMENT
    (cd "$root/deployments/$1" && digests app.env release.env image container.* release/.tsh-sums)
    # shellcheck disable=SC2046 # names without spaces
    in_docker || [ ! -d /run/systemd/system ] || unit_digests $(units_of blue) $(units_of green)
}

digests() { # FILE…: of those that are there
    for file in "$@"; do
        shift
        [ ! -f "$file" ] || set -- "$@" "$file"
    done
    [ $# -eq 0 ] || sha256sum "$@" | sed 's|^\([0-9a-f]*\)  \(.*\)$|\2 \1|; s|^release/\.tsh-sums |files |'
}

# Of each unit with what was dropped in beside it. systemctl tells of one after the other, an empty line between them.
unit_digests() { # UNIT…
    { systemctl show -p FragmentPath -p DropInPaths "$@" 2>/dev/null && echo; } | while read -r unit_says; do
        case $unit_says in
            *=*) unit_files="${unit_files:-} ${unit_says#*=}" ;;
            *)
                # shellcheck disable=SC2086 # paths of systemd's, without spaces
                printf 'unit:%s %s\n' "$1" "$(cat /dev/null ${unit_files:-} 2>/dev/null | digest)"
                unit_files=
                shift
                ;;
        esac
    done
}

# Once, when a slot takes the deployment for the first time: whatever is there later is held against it.
record_spec() { # DEPLOYMENT
    [ -f "$root/deployments/$1/spec" ] || spec_of "$1" | write "$root/deployments/$1/spec"
}

cmd_differs() {
    root=$1
    differs "$2"
}

differs() { # DEPLOYMENT
    [ -d "$root/deployments/$1/release/" ] || die 4 "no deployment $1"
    [ -f "$root/deployments/$1/spec" ] || { echo unrecorded; return 0; }
    now_is=$(spec_of "$1")
    while read -r name was; do
        case $newline$now_is$newline in *"$newline$name $was$newline"*) continue ;; esac
        case $name in
            unit:*) echo "unit ${name#unit:}" ;;
            files) echo "changed release/.tsh-sums" ;;
            *) echo "changed $name" ;;
        esac
    done <"$root/deployments/$1/spec"
    # What the release came with; what the app writes beside it is its own.
    [ ! -f "$root/deployments/$1/release/.tsh-sums" ] ||
        (cd "$root/deployments/$1/release/" && sha256sum -c .tsh-sums 2>/dev/null) | sed -n 's|^\(\./\)*\(.*\): FAILED.*$|changed release/\2|p' | head -n 5
    image=$(cat "$root/deployments/$1/image" 2>/dev/null)
    [ -z "$image" ] || docker image inspect "$image" >/dev/null 2>&1 || echo "gone $image"
}
