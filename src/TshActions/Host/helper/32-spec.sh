#: spec: what a deployment is made of, so that going back finds what was left
#:   differs ROOT DEPLOYMENT                    what of a deployment is not as it was recorded, one line each:
#:                                              `changed FILE`, `gone IMAGE`, `unit NAME`, or `unrecorded`
#:

digest() { sha256sum | cut -c 1-64; }

# Everything that a start of the deployment reads: `name digest` lines.
spec_of() { # DEPLOYMENT
    for file in app.env release.env image container.blue container.green container.blue-* container.green-* container.once; do
        case $file in *'*') continue ;; esac
        [ ! -f "$root/deployments/$1/$file" ] || printf '%s %s\n' "$file" "$(digest <"$root/deployments/$1/$file")"
    done
    [ ! -f "$root/deployments/$1/release/.tsh-sums" ] || echo "files $(digest <"$root/deployments/$1/release/.tsh-sums")"
    in_docker || [ ! -d /run/systemd/system ] || for slot in blue green; do
        for process in web $(processes singleton) $(processes allowed); do
            printf 'unit:%s %s\n' "$(unit "$process" "$slot")" "$(unit_text "$process" "$slot" | digest)"
        done
    done
}

# With what was dropped in beside it.
unit_text() { # PROCESS SLOT
    # shellcheck disable=SC2046 # paths of systemd's, without spaces
    set -- $(systemctl show -p FragmentPath -p DropInPaths "$(unit "$1" "$2")" 2>/dev/null | sed 's/^[A-Za-z]*=//')
    [ $# -eq 0 ] || cat "$@" 2>/dev/null
}

# Once, when a slot takes the deployment for the first time: whatever is there later is held against it.
record_spec() { # DEPLOYMENT
    [ -f "$root/deployments/$1/spec" ] || (cd "$root/deployments/$1" && spec_of "$1") | write "$root/deployments/$1/spec"
}

cmd_differs() {
    root=$1
    differs "$2"
}

differs() { # DEPLOYMENT
    [ -d "$root/deployments/$1/release/" ] || die 4 "no deployment $1"
    [ -f "$root/deployments/$1/spec" ] || { echo unrecorded; return 0; }
    now_is=$(cd "$root/deployments/$1" && spec_of "$1")
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
