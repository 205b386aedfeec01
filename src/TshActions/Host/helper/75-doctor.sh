#: doctor: whether all is there that tsh needs of this host, for the user who asks
#:   doctor ROOT PATHS COMMANDS                 `key value` lines; of PATHS the checksums, of COMMANDS whether sudo allows
#:                                              them: one a line
#:   logged ROOT FROM                           how many of our own questions the site's log has behind the byte FROM
#:

# Nothing is written, and what is asked reads nothing that comes in: the helper itself may come in there.
cmd_doctor() {
    root=$1
    PATH=$PATH:/usr/sbin:/sbin
    echo "clock $(now)"
    echo "user $(id -un)"
    echo "group $(id -gn)"
    [ ! -d "$root" ] || { [ -w "$root" ] && echo 'root writable' || echo 'root foreign'; }
    for doctor_helper in "$root"/bin/tsh-host-*; do [ ! -x "$doctor_helper" ] || echo "helper ${doctor_helper##*/}"; done
    printf '%s\n' "$2" | while read -r path; do sha256sum "$path"; done 2>/dev/null | sed 's/^/sum /'
    printf '%s\n' "$3" | while read -r command; do
        # shellcheck disable=SC2086 # the words of one command
        if sudo -n -l $command </dev/null >/dev/null 2>&1; then echo "right yes $command"; else echo "right no $command"; fi
    done
    doctor_tools
    doctor_log
    doctor_servers
    doctor_disk
    (cmd_observe "$root" 2>/dev/null)
    nginx_build=$(nginx -V 2>&1)
    echo "log.default $(nginx_setting http-log-path)"
    nginx_master >/dev/null && echo 'nginx.runs yes'
    echo end
}

doctor_tools() {
    for tool in awk bash curl docker flock gzip journalctl logrotate nginx psql sha256sum sudo systemctl systemd-run tar timeout; do
        if command -v "$tool" >/dev/null; then echo "tool $tool"; fi
    done
    # shellcheck disable=SC2016 # bash's own
    echo "bash $(bash -c 'echo "${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}"' 2>/dev/null </dev/null)"
}

doctor_log() {
    [ -e "$(log_of)" ] || return 0
    echo 'log.file there'
    [ -r "$(log_of)" ] || return 0
    echo 'log.file readable'
    echo "log.size $(stat -c %s "$(log_of)")"
}

doctor_servers() {
    echo "systemd $(systemctl is-system-running 2>/dev/null </dev/null)"
    echo "logrotate.timer $(systemctl is-active logrotate.timer 2>/dev/null </dev/null)"
    [ ! -x /etc/cron.daily/logrotate ] || echo 'logrotate.cron there'
    if command -v docker >/dev/null; then
        if said=$(docker version -f '{{.Server.Version}}' 2>&1 </dev/null); then echo "docker $said"; else echo "docker.says $(printf '%s' "$said" | tr '\n' ' ')"; fi
    fi
    # Words of process 1 stand in the system's journal alone, not in the user's own.
    if journalctl -q -n 1 -o cat _PID=1 </dev/null 2>/dev/null | grep -q .; then echo 'journal.readable yes'; fi
}

# In hundredths of what there is.
doctor_disk() {
    at=$root
    while [ ! -d "$at" ]; do at=${at%/*}; [ -n "$at" ] || at=/; done
    df -P "$at" 2>/dev/null | awk 'NR == 2 { sub(/%/, "", $5); print "disk.used " $5; printf "disk.free %.0f\n", $4 * 1024 }'
    df -Pi "$at" 2>/dev/null | awk 'NR == 2 && $5 ~ /%/ { sub(/%/, "", $5); print "inodes.used " $5 }'
}

# nginx writes a line when the answer has gone: a moment after that has come.
cmd_logged() {
    root=$1 tries=0 found=0
    while [ "$tries" -lt 20 ]; do
        found=$(tail -c +$(($2 + 1)) "$(log_of)" 2>/dev/null | grep -c '"own":"yes"')
        [ "$found" = 0 ] || break
        tries=$((tries + 1))
        sleep 0.1
    done
    echo "logged $found"
}
