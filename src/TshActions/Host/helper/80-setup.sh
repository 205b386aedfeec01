
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

cmd_install() {
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
