#:   scope ROOT                                 what nginx's configuration says about the site, as `key value` lines

# The whole configuration as nginx would read it now, or its words why it will not.
nginx_reads() {
    if [ "$(id -u)" = 0 ]; then /usr/sbin/nginx -T 2>&1; else sudo -n /usr/sbin/nginx -T 2>&1; fi
}

cmd_scope() {
    root=$1
    conf=$(nginx_reads) || die 51 'nginx refuses its own configuration'
    printf '%s\n' "$conf" | nginx_scope
    nginx_build=$(/usr/sbin/nginx -V 2>&1)
    echo "log.default $(nginx_setting http-log-path)"
}

# The site's access log, as set-up makes it.
log_of() { printf '/var/log/tsh/%s_%s.log\n' "$(app_of "$root")" "$(environment_of "$root")"; }

# Reads `nginx -T` the way nginx reads its files: words, quotes, comments, blocks, and includes in their places. So a
# directive is found in the block where it counts and nowhere else. Our server blocks are those that include site.conf,
# and those that pass to an upstream which includes live.upstream.
# C: a byte is a character, or long lines take their time in UTF-8.
nginx_scope() {
    LC_ALL=C awk -v flag="$root/live/green" -v folder="$(upstreams)" -v name="$(upstream_of "$root")" \
        -v access="$(log_of)" -v conf="/etc/nginx/conf.d/tsh-$(app_of "$root")_$(environment_of "$root").conf" '
    function matches(file, pattern,   i, c, ere, inside) {
        if (pattern !~ /^\//) pattern = prefix pattern
        if (pattern !~ /[*?[]/) return file == pattern
        for (i = 1; i <= length(pattern); i++) {
            c = substr(pattern, i, 1)
            if (inside) { if (c == "]") inside = 0; ere = ere (c == "!" && substr(ere, length(ere)) == "[" ? "^" : c) }
            else if (c == "[") { inside = 1; ere = ere c }
            else if (c == "*") ere = ere "[^/]*"
            else if (c == "?") ere = ere "[^/]"
            else if (c ~ /[A-Za-z0-9_\/-]/) ere = ere c
            else ere = ere "\\" c
        }
        return file ~ ("^" ere "$")
    }
    # Ours may be asked for by the team too; what our own files ask for besides repeats the default.
    function hear(rest,   level) {
        level = block[depth] == "http" ? "http" : block[depth] == "server" ? server : block[depth] == "location" ? server " within" : ""
        if (level == "") return
        if (index(rest, access " ") == 1) asks[level, "ours"] = 1
        else if (here == conf || here == folder "/site.conf") return
        else if (rest ~ /^off( |$)/) asks[level, "off"] = 1
        else asks[level, "theirs"] = 1
    }
    # Where our log may be asked for, whether it is, and whether it silences one of theirs.
    function tell_log(   s, all, own, off, bare, reached, hidden, at) {
        for (s = 1; s <= servers; s++) if ((s in site) || (s in asked)) {
            all++
            if ((s, "off") in asks) off++; else if ((s, "theirs") in asks) own++; else bare++
            at = (s, "ours") in asks
            if ((s " within", "ours") in asks || (at && !((s, "off") in asks))) reached++
            else if (!at && !((s, "theirs") in asks) && !((s, "off") in asks) && ("http", "ours") in asks && !(("http", "off") in asks)) reached++
            if (at && !((s, "theirs") in asks) && !((s, "off") in asks) && !(("http", "off") in asks)) hidden = 1
        }
        at = "http"
        if (all && own == all) at = "server"
        else if (all && off == all) at = "location"
        else if (all && bare == all && ("http", "off") in asks) at = "server"
        else if (!(("http", "theirs") in asks) && !(("http", "off") in asks)) at = "default"
        print "log.place " at
        print "log.format " (format ? "there" : "missing")
        print "log.reach " (!all || !reached ? "none" : reached == all ? "all" : "some")
        if (hidden) print "log.hides theirs"
    }
    function say(directive, rest,   i) {
        if (directive == "access_log") hear(rest)
        if (directive == "log_format" && index(rest, name " ") == 1) format = 1
        if (directive == "include") {
            if (server && matches(folder "/site.conf", rest)) asked[server] = 1
            for (i = 1; i <= files; i++) if (matches(order[i], rest)) read_file(order[i])
        } else if (depth == 0) main[directive] = rest
        else if (block[depth] == "http") http[directive] = rest
        else if (block[depth] == "upstream") upstream[title[depth], directive] = rest
        else if (block[depth] == "server") own[server, directive] = rest
        if (directive ~ /_pass$/ && server) { pass[++passes] = rest; passer[passes] = server }
    }
    function begin(kind, rest) {
        block[++depth] = depth > 1 && block[1] != "http" ? "other" : kind
        title[depth] = rest
        if (block[depth] == "server") { server = ++servers; at[depth] = server }
        if (block[depth] == "upstream") ups[++upstreams] = rest
        if (kind == "if" && server && index(rest, "-f " flag ")")) by_flag = 1
    }
    function finish() {
        if (block[depth] == "server") server = 0
        depth--
    }
    function read_file(file,   n, i, c, line, size, word, has, quote, words, first, back) {
        if (reading[file]) return
        reading[file] = 1
        back = here
        here = file
        if (file == folder "/site.conf" && server) site[server] = 1
        if (file == folder "/live.upstream" && block[depth] == "upstream") ours[title[depth]] = by_include = 1
        for (n = 1; n <= lines[file]; n++) {
            line = text[file, n] "\n"
            size = length(line)
            for (i = 1; i <= size; i++) {
                c = substr(line, i, 1)
                if (quote != "") {
                    if (c == "\\") word = word substr(line, ++i, 1)
                    else if (c == quote) quote = ""
                    else word = word c
                    continue
                }
                if (c == "#" && !has) break
                if (!has && (c == "\"" || c == "\047")) { quote = c; has = 1; continue }
                if (c == "\\") { word = word c substr(line, ++i, 1); has = 1; continue }
                if (c ~ /[ \t\r\n;]/ || (c == "{" && substr(word, length(word)) != "$") || (c == "}" && !has)) {
                    if (has) {
                        if (!words++) first = word
                        else rest[file] = rest[file] (words > 2 ? " " : "") word
                        word = ""; has = 0
                    }
                    if (c == ";" && words) say(first, rest[file])
                    else if (c == "{") begin(first, rest[file])
                    else if (c == "}") finish()
                    if (c ~ /[;{}]/) { words = 0; rest[file] = "" }
                    continue
                }
                word = word c
                has = 1
            }
        }
        reading[file] = 0
        here = back
    }
    function scoped(s, directive) { return (s, directive) in own ? own[s, directive] : http[directive] }
    /^# configuration file .*:$/ {
        file = substr($0, 22, length($0) - 22)
        order[++files] = file
        if (files == 1) { prefix = file; sub(/[^\/]*$/, "", prefix) }
        next
    }
    file != "" { text[file, ++lines[file]] = $0 }
    END {
        if (files) read_file(order[1])
        for (i = 1; i <= passes; i++) {
            to = pass[i]
            sub(/^[a-z]+:\/\//, "", to)
            sub(/[\/:].*$/, "", to)
            if (to in ours) site[passer[i]] = 1
        }
        minimum = -1
        for (s = 1; s <= servers; s++) if (s in site) {
            found = 1
            cache = scoped(s, "open_file_cache")
            if (cache != "" && cache != "off" && cached == "") {
                cached = cache
                valid = scoped(s, "open_file_cache_valid")
            }
            least = scoped(s, "keepalive_min_timeout")
            if (minimum == -1 || least == "") minimum = least
        }
        print "site " (found ? "included" : "missing")
        tell_log()
        if (by_include) print "switch reload"; else if (by_flag) print "switch file"
        if (cached != "") {
            print "nginx.open_file_cache " cached
            print "nginx.open_file_cache_valid " (valid == "" ? "60s" : valid)
        }
        if (minimum != -1 && minimum != "") print "nginx.keepalive_min_timeout " minimum
        if ("worker_shutdown_timeout" in main) print "nginx.worker_shutdown_timeout " main["worker_shutdown_timeout"]
        for (i = 1; i <= upstreams; i++) {
            u = ups[i]
            if (((u in ours) || u == name "_blue" || u == name "_green") && (u, "keepalive") in upstream)
                print "nginx.upstream " u " " ((u, "keepalive_timeout") in upstream ? upstream[u, "keepalive_timeout"] : "60s")
        }
    }'
}

# Names that follow from ROOT, which is /var/lib/tsh/<app>/<environment>.
environment_of() { printf '%s\n' "${1##*/}"; }
app_of() { app_of=${1%/*} && printf '%s\n' "${app_of##*/}"; }
upstream_of() { printf 'tsh_%s__%s\n' "$(app_of "$1")" "$(environment_of "$1")" | tr - _; }
