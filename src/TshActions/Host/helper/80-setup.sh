#: set-up, as root
#:   install STAGE ROOT                         check the staged files and put them in place
#:   traits ROOT USER                           what those files take from the host: `key value` lines

# Validates a copy of the whole configuration with the staged files laid over it: the live files stay untouched
# until nginx has said yes. In memory and for root alone: keys of certificates may be among them.
check_beside() (
    copy=$(mktemp -d /run/tsh-nginx.XXXXXX) || return 1
    trap 'rm -rf "$copy"' EXIT
    # -L: Debian's sites-enabled are links with absolute targets, which would lead back to the live files.
    cp -aL /etc/nginx/. "$copy/"
    cp -a "$1/etc/nginx/." "$copy/"
    grep -rlIF /etc/nginx/ "$copy" | while read -r file; do sed -i "s#/etc/nginx/#$copy/#g" "$file"; done
    nginx -t -c "$copy/nginx.conf" 2>&1 | sed "s#$copy/#/etc/nginx/#g" >"$1.says"
    grep -q 'test is successful' "$1.says"
)

# The slot that traffic goes to stays the one it goes to, also when the way of switching is another from now on.
keep_live() { # STAGE
    folder=$(upstreams)
    slot=$(live_slot)
    if by_reload; then
        case $(reload_runs) in
            blue | green | down) ;;
            *) die 46 "nginx may run another slot than $folder/live.upstream names: say which with \`tsh-host reload $(app_of "$root") $(environment_of "$root") SLOT\`, then run set-up again; nothing was changed" ;;
        esac
    fi
    if [ -f "$1$folder/$slot.upstream" ]; then
        if ! by_reload || ! cmp -s "$1$folder/$slot.upstream" "$folder/$slot.upstream" || [ ! -f "$folder/live.upstream" ]; then
            { cat "$1$folder/$slot.upstream" && echo "# $slot since $(tick) of $(boot_id)"; } >"$1$folder/live.upstream"
        fi
    elif by_reload; then
        # By the user whose folder it is: root follows no link that another could have laid there.
        su -s /bin/sh "$(stat -c %U "$root")" -c "cd $root/live && if [ $slot = green ]; then : >green; else rm -f green; fi" ||
            die 46 "$root/live cannot be written; nothing was changed"
    fi
}

cmd_traits() {
    root=$1
    echo "group $(id -gn "$2" 2>/dev/null)"
    cmd_scope "$root"
}

# nginx opens its logs already to check the files that ask for them.
make_log() {
    log_before=no
    [ ! -e "$(log_of)" ] || log_before=yes
    systemd-tmpfiles --create "$stage"/etc/tmpfiles.d/*.conf >&2 || die 4 "$(log_of) cannot be made; nothing was changed"
}

unmake_log() {
    [ "$log_before" = yes ] || { rm -f "$(log_of)"; rmdir /var/log/tsh 2>/dev/null; }
}

cmd_install() {
    stage=$1 root=$2 work=$1
    only_reload
    master=$(nginx_master) || die 45 'nginx does not run: start it (systemctl start nginx), then run set-up again'
    nginx -t >"$stage.says" 2>&1 || { cat "$stage.says" >&2; die 41 'nginx refuses its own configuration already'; }
    keep_live "$stage"
    make_log
    check_beside "$stage" || { cat "$stage.says" >&2; unmake_log; die 42 'nginx would refuse the new files; nothing was changed'; }
    for file in "$stage"/etc/sudoers.d/*; do
        visudo -cqf "$file" >&2 || { unmake_log; die 43 "sudo would refuse ${file#"$stage"}; nothing was changed"; }
    done

    kept=$(mktemp -d /var/tmp/tsh-kept.XXXXXX) || die 4 'no place to keep the old files'
    (cd "$stage" && find etc usr -type f) | while read -r file; do
        cmp -s "$stage/$file" "/$file" && continue
        if [ -f "/$file" ]; then
            mkdir -p "$kept/$(dirname "$file")" && cp -a "/$file" "$kept/$file"
        else
            echo "$file" >>"$kept.new"
        fi
        mkdir -p "/$(dirname "$file")"
        mode=644
        case $file in etc/sudoers.d/*) mode=440 ;; usr/local/sbin/*) mode=755 ;; esac
        { install -m "$mode" "$stage/$file" "/$file.tsh-next" && mv -T "/$file.tsh-next" "/$file"; } ||
            { rm -f "/$file.tsh-next"; echo "/$file could not be written" >>"$kept.failed"; }
    done
    systemctl daemon-reload
    for unit in "$stage"/etc/systemd/system/*; do systemctl -q enable "$(basename "$unit")"; done
    if [ ! -f "$kept.failed" ] && nginx -t >"$stage.says" 2>&1 && since=$(tick) && pass "$since" && nginx_follows "$since" 2>>"$stage.says"; then
        by_reload || rm -f "$(upstreams)"/*.upstream
        rm -rf "$kept" "$kept.new" "$stage.says"
        return 0
    fi
    [ ! -f "$kept.failed" ] || cp "$kept.failed" "$stage.says"
    # File by file: the modes of the folders in between are the host's own.
    (cd "$kept" && find etc usr -type f 2>/dev/null) | while read -r file; do cp -a "$kept/$file" "/$file"; done
    [ ! -f "$kept.new" ] || while read -r file; do
        case $file in etc/systemd/system/*) systemctl -q disable "$(basename "$file")" ;; esac
        rm -f "/$file"
    done <"$kept.new"
    systemctl daemon-reload
    nginx -s reload
    unmake_log
    cat "$stage.says" >&2
    rm -rf "$kept" "$kept.new" "$kept.failed" "$stage.says"
    die 44 'the new files did not take; the old ones are back'
}
