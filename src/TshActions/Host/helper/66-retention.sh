#: retention: what may go, and what never may
#:   inventory ROOT                             deployments, releases, what became of them, and who needs them
#:   prune ROOT TOKEN                           remove the `deployment NAME` and `release NAME` lines of standard input;
#:                                              what a slot or the open entry needs is refused, whatever the list says
#:

cmd_inventory() {
    root=$1
    [ -d "$root/slots" ] || die 4 "$root/slots is missing: run tsh setup"
    echo "live $(live_slot)"
    keep_slots | sed 's/^/slot /'
    echo "journal $(journal_state)"
    printf 'open.deployment %s\nopen.release %s\n' "$(entry deployment)" "$(entry release)"
    keep_names "$root/deployments" | sed 's/^/deployment /'
    keep_links | sed 's/^/holds /'
    keep_names "$root/releases" | sed 's/^/release /'
    keep_names "$root/bad" | sed 's/^/bad /'
    keep_outcomes
}

# Every slot and what it holds or held: `blue NAME`, `blue.former NAME`.
keep_slots() {
    for slot in blue blue.former green green.former; do
        [ ! -L "$root/slots/$slot" ] || echo "$slot $(deployment_in "$slot")"
    done
}

# Names of our kind only: another one was made by other hands and is left to them.
keep_names() { # FOLDER [TEST…]
    [ -d "$1" ] || return 0
    folder=$1
    shift
    find "$folder" -mindepth 1 -maxdepth 1 ! -name '*[!A-Za-z0-9._-]*' ! -name '[!A-Za-z0-9]*' "$@" | sed 's|.*/||'
}

# `DEPLOYMENT RELEASE` of each, in one pass: thousands are read by one program, not by thousands.
keep_links() {
    [ ! -d "$root/deployments" ] ||
        find "$root/deployments" -mindepth 2 -maxdepth 2 -name release -type l -exec ls -ln {} + |
        sed -n 's|.*/deployments/\([A-Za-z0-9][A-Za-z0-9._-]*\)/release -> .*/\([A-Za-z0-9._-]*\)$|\1 \2|p'
}

# `closed ENDED KIND OUTCOME DEPLOYMENT` of each entry that says all four.
keep_outcomes() {
    [ ! -d "$root/journal/closed" ] || find "$root/journal/closed" -type f ! -name '*.next' -exec awk '
        function tell() { if (("ended" in is) && ("kind" in is) && ("outcome" in is) && ("deployment" in is))
            print "closed", is["ended"], is["kind"], is["outcome"], is["deployment"]
            split("", is) }
        FNR == 1 { tell() }
        { is[$1] = $2 }
        END { tell() }' {} +
}

cmd_prune() {
    require_lease "$1" "$2"
    prune_token=$2
    [ -d "$root/slots" ] || die 4 "$root/slots is missing: run tsh setup"
    state=$(journal_state)
    case $state in none | good) ;; *) die 8 "$root/journal/open is $state: nothing is removed" ;; esac
    prune_needed=" $(keep_slots | sed 's/^[^ ]* //' | tr '\n' ' ') $(entry deployment) "
    prune_used='' prune_code=0
    while read -r kind name || [ -n "$kind" ]; do
        prune_one "$kind" "$name" </dev/null
    done
    prune_leftovers
    # The guard of an open entry may have to run the helper that armed it.
    [ "$state" != none ] || prune_helpers
    prune_closed
    exit "$prune_code"
}

prune_one() { # KIND NAME
    case $2 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) prune_refuse "$1" "$2" 'no name of ours'; return ;; esac
    # Again and again: a run that loses the lease in the middle stops in the middle.
    require_lease "$root" "$prune_token"
    case $1 in
        deployment)
            case $prune_needed in *" $2 "*) prune_refuse "$1" "$2" 'a slot or the open journal entry needs it'; return ;; esac ;;
        release)
            prune_find_used
            case $prune_used in *" $2 "*) prune_refuse "$1" "$2" 'a deployment that stays needs it'; return ;; esac ;;
        *) prune_refuse "$1" "$2" 'neither a deployment nor a release'; return ;;
    esac
    prune_away "$1" "$2"
}

prune_refuse() { # KIND NAME WHY
    echo "refused $1 $2: $3"
    prune_code=9
}

# Releases of deployments that are still there: asked once, when those of the list are gone.
prune_find_used() {
    [ -n "$prune_used" ] ||
        prune_used=" $(keep_links | sed 's/^[^ ]* //' | sort -u | tr '\n' ' ') $(entry release) "
}

# Renamed first: a half removed folder never looks like a whole one. No release can begin with a dot.
prune_away() { # KIND NAME
    gone=$root/${1}s/.$2.gone
    [ -e "$root/${1}s/$2" ] || [ -L "$root/${1}s/$2" ] || { echo "missing $1 $2"; return; }
    if rm -rf "$gone" 2>/dev/null && mv "$root/${1}s/$2" "$gone" && prune_gone "$gone"; then
        echo "removed $1 $2"
    else
        echo "failed $1 $2"
        [ "$prune_code" = 9 ] || prune_code=4
    fi
}

# The image goes before the note of it: a crash between them is made good by the next sweep.
prune_gone() { # PATH
    [ ! -f "$1/image" ] || prune_image "$(head -n 1 "$1/image")"
    rm -rf "$1"
}

# An image goes with the last deployment that names it; docker itself refuses one that a container uses.
prune_image() { # ID
    case $1 in '' | [!a-z0-9]* | *[!a-z0-9:]*) return 0 ;; esac
    for note in "$root"/deployments/*/image; do
        [ ! -f "$note" ] || [ "$(head -n 1 "$note")" != "$1" ] || return 0
    done
    if said=$(docker image rm "$1" 2>&1); then
        echo "removed image $1"
    else
        case $said in *'No such image'*) ;; *) echo "kept image $1: $(printf '%s' "$said" | tr '\n' ' ')" ;; esac
    fi
}

# What a crash left, under names no release can have. An hour old, for a fresh one may still grow.
prune_leftovers() {
    find "$root/deployments" "$root/releases" -mindepth 1 -maxdepth 1 ! -name '*[!A-Za-z0-9._-]*' -mmin +60 \
        \( -name '.*.gone' -o -name '.*.part' \) 2>/dev/null | while read -r old; do
        prune_gone "$old" </dev/null && echo "swept ${old#"$root/"}"
    done
}

prune_helpers() {
    newest=$(readlink "$root/bin/tsh-host")
    # shellcheck disable=SC2012 # names of twelve letters, and the order of time is what is asked for
    ls -t "$root"/bin/tsh-host-???????????? 2>/dev/null | tail -n +3 | while read -r old; do
        case ${old##*/} in "${newest##*/}" | "${0##*/}") continue ;; esac
        rm -f "$old" && echo "removed helper ${old##*/}"
    done
}

# Entries of deployments that are still there stay, however old: they say which one is good.
prune_closed() {
    keep_names "$root/journal/closed" | sort -rn | tail -n +201 | while read -r closed; do
        [ -e "$root/deployments/${closed#*-}" ] || rm -f "$root/journal/closed/$closed"
    done
}
