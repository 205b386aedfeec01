#: the slot's own log
#:   log ROOT SLOT LAST [ALLOW…]                the last lines of each process since its start: lines, errors, samples
#:

# log_count FROM [KEY]: reads journald's JSON lines (FROM is journal) or `docker logs --timestamps` of the container KEY
# and prints, for each unit or container: `lines`, `errors`, `kinds`, `excused`, `sample`, `open` and `cursor` lines. A line
# `broken` says that the reading failed: told when nothing was read before it.
# An error is a record of priority err and above, or one whose first level word says so: programs that know nothing of
# journald log everything as info. An exception prints many lines and is one record. In the environment: LOG_ALLOW texts
# that excuse a record, a line each; LOG_OPEN the `open` lines of the look before, so that a record that was cut in two
# is not counted twice; LOG_AFTER the cursor of the last record seen, or the timestamp up to which docker's lines were.
log_count() {
    LC_ALL=C awk -v from="$1" -v key="${2:-}" '
        function text_of(json,   raw, bytes, n, i, c) {
            if (match(json, /"MESSAGE" ?: ?"([^"\\]|\\.)*"/)) {
                raw = substr(json, RSTART, RLENGTH - 1)
                sub(/^"MESSAGE" ?: ?"/, "", raw)
                gsub(/\\\\/, "\001", raw)
                gsub(/\\n/, "\n", raw)
                gsub(/\\t/, "\t", raw)
                gsub(/\\u[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]/, "", raw)
                gsub(/\\/, "", raw)
                gsub(/\001/, "\\", raw)
                return raw
            }
            # What is no plain text comes as its bytes: an escape that colours a word is enough.
            if (!match(json, /"MESSAGE" ?: ?\[[0-9, ]*\]/)) return ""
            raw = substr(json, RSTART, RLENGTH - 1)
            sub(/^.*\[/, "", raw)
            n = split(raw, bytes, /[, ]+/)
            raw = ""
            for (i = 1; i <= n && i <= 4000; i++) { c = bytes[i] + 0; if (c > 0) raw = raw sprintf("%c", c) }
            return raw
        }
        function field(json, name) {
            if (!match(json, "\"" name "\" ?: ?\"[^\"]*\"")) return ""
            json = substr(json, RSTART, RLENGTH - 1)
            sub(/^.*"/, "", json)
            return json
        }
        # 2 an error, 1 anything else that is known as a level, 0 no level.
        function rank(word) {
            word = tolower(word)
            if (word ~ /^(error|err|critical|crit|fatal|fail|severe|panic|emerg|emergency|alert)$/) return 2
            return word ~ /^(trace|trce|debug|dbug|verbose|info|information|notice|warn|warning|success)$/
        }
        function level(head,   lower, word, words, n, i, bracket, after) {
            lower = tolower(head)
            if (head ~ /^[ \t]*[{]/) {
                if (!match(lower, /"(level|severity|levelname|log\.level|@l|loglevel|log_level|lvl)" *: *("[a-z]+"|[0-9]+)/)) return 1
                word = substr(lower, RSTART, RLENGTH)
                sub(/^.*: */, "", word)
                # By number: of syslog and GELF to 7, of pino and bunyan from 10 on.
                if (word ~ /^[0-9]/) return word + 0 <= 7 ? (word + 0 <= 3 ? 2 : 1) : (word + 0 >= 50 ? 2 : 1)
                gsub(/"/, "", word)
                return rank(word) == 2 ? 2 : 1
            }
            if (match(lower, /(^|[ \t])(level|lvl|severity)="?[a-z]+/)) {
                word = substr(lower, RSTART, RLENGTH)
                sub(/^.*="?/, "", word)
                if (rank(word)) return rank(word)
            }
            if (head ~ /^[EF][0-9][0-9][0-9][0-9] [0-9]/) return 2
            if (head ~ /^[IW][0-9][0-9][0-9][0-9] [0-9]/) return 1
            gsub(/\|/, " | ", head)
            gsub(/\]\[/, "] [", head)
            n = split(substr(head, 1, 200), words, /[ \t]+/)
            for (i = 1; i <= n && i <= 9; i++) {
                word = words[i]
                bracket = word ~ /^(\[|\(|<)[A-Za-z]+(\]|\)|>)/
                sub(/^[^A-Za-z0-9\/.]+/, "", word)
                if (!match(word, /^[A-Za-z]+/)) continue
                after = substr(word, RLENGTH + 1, 1)
                if (after ~ /[0-9_.\/=-]/) continue
                word = substr(word, 1, RLENGTH)
                if (rank(word) && (word == toupper(word) || bracket || i == 1 && (after == "[" || after == ":"))) return rank(word)
            }
            return 0
        }
        function exception(head) { return head ~ /^([A-Za-z_][A-Za-z0-9_]*[.$\/])*[A-Za-z_][A-Za-z0-9_]*(Error|Exception|Fault)(:|$)/ }
        function failed(head) {
            return exception(head) || head ~ /^Traceback \(most recent call last\)/ ||
                head ~ /^(Unhandled exception|Exception in thread|panic: |thread .* panicked|Segmentation fault)/ ||
                head ~ /UnhandledPromiseRejection/
        }
        function goes_on(k, head) {
            if (head == "") return 1
            if (head ~ /^[ \t]/) { fresh[k] = 0; return 1 }
            if (level(head)) return 0
            if (head ~ /^Traceback /) { if (!(fresh[k] || chain[k])) return 0; trace[k] = 1; chain[k] = fresh[k] = 0; return 1 }
            if (head ~ /^(During handling of the above|The above exception was)/) { chain[k] = 1; fresh[k] = 0; return 1 }
            if (head ~ /^(Caused by|Suppressed|--->|--- End of|at |\.\.\. |\]|\)|\})/) { fresh[k] = 0; return 1 }
            if ((trace[k] || fresh[k]) && head ~ /^[A-Za-z_][A-Za-z0-9_.$]*(:|$)/) { trace[k] = fresh[k] = 0; return 1 }
            return 0
        }
        function excuses(text,   i) {
            for (i = 1; i <= allowed; i++) if (index(text, allow[i])) return 1
            return 0
        }
        function finish(k,   kind) {
            if (open[k] && !told[k]) {
                if (fine[k]) excused[k]++
                else {
                    errors[k]++
                    kind = head_of[k]
                    gsub(/[0-9a-f]*[0-9][0-9a-f-]*/, "#", kind)
                    if (!((k, kind) in known)) {
                        known[k, kind] = 1
                        if (++kinds[k] <= 5) sample[k, kinds[k]] = head_of[k]
                    }
                }
            }
            open[k] = fresh[k] = trace[k] = chain[k] = told[k] = 0
        }
        function take(k, text, priority,   head, bad) {
            if (!(k in lines)) { lines[k] = 0; order[++count] = k }
            lines[k]++
            gsub(/\033\[[0-9;?]*[A-Za-z]/, "", text)
            head = text
            sub(/\n.*$/, "", head)
            gsub(/[\001-\010\013-\037\177]/, "", head)
            if (open[k] && goes_on(k, head)) { if (excuses(text)) fine[k] = 1; return }
            finish(k)
            # .NET says the level in one line and indents the words below it.
            if (calm[k] && head ~ /^[ \t]/ && (priority == "" || priority + 0 > 3)) return
            bad = level(head)
            calm[k] = bad == 1
            if (!(bad == 2 || priority != "" && priority + 0 <= 3 || bad == 0 && failed(head))) return
            open[k] = fresh[k] = 1
            trace[k] = head ~ /^Traceback /
            if (trace[k]) fresh[k] = 0
            fine[k] = excuses(text)
            head_of[k] = substr(head, 1, 300)
        }
        BEGIN {
            n = split(ENVIRON["LOG_ALLOW"], given, /\n/)
            for (i = 1; i <= n; i++) if (given[i] != "") allow[++allowed] = given[i]
            n = split(ENVIRON["LOG_OPEN"], given, /\n/)
            for (i = 1; i <= n; i++) if (split(given[i], word, / /) == 3 && word[1] == "open") {
                open[word[2]] = told[word[2]] = 1
                fresh[word[2]] = index(word[3], "f") > 0
                trace[word[2]] = index(word[3], "t") > 0
                chain[word[2]] = index(word[3], "c") > 0
            }
            after = ENVIRON["LOG_AFTER"]
            if (from == "docker") { lines[key] = 0; order[++count] = key }
        }
        # Half a line is what a reader leaves that was ended in the middle.
        from == "journal" && /^[{].*[}]$/ {
            unit = field($0, "_SYSTEMD_UNIT")
            if (after != "" && field($0, "__CURSOR") == after) next
            if (field($0, "__CURSOR") != "") cursor = field($0, "__CURSOR")
            if (unit != "") take(unit, text_of($0), field($0, "PRIORITY"))
        }
        $1 == "broken" && NF == 1 { broken = 1 }
        from == "docker" && /^[0-9][0-9][0-9][0-9]-[^ ]*Z/ {
            if (after != "" && $1 "" <= after "") next
            cursor = $1
            take(key, substr($0, length($1) + 2), "")
        }
        END {
            for (k in open) if (open[k]) {
                flags = "o" (fresh[k] ? "f" : "") (trace[k] ? "t" : "") (chain[k] ? "c" : "")
                print "open", k, flags
                finish(k)
            }
            for (i = 1; i <= count; i++) {
                k = order[i]
                print "lines", k, lines[k]
                print "errors", k, errors[k] + 0
                print "kinds", k, kinds[k] + 0
                print "excused", k, excused[k] + 0
                for (j = 1; j <= kinds[k] && j <= 5; j++) print "sample", k, sample[k, j]
            }
            if (cursor != "") print "cursor", cursor
            else if (broken) print "broken"
        }'
}

# Without the group systemd-journal only a part of the journal is seen, and no part is to be taken for the whole.
log_readable() {
    for journal in /var/log/journal/*/system.journal /run/log/journal/*/system.journal; do
        [ ! -r "$journal" ] || return 0
    done
    return 1
}

# facts_ask SECONDS COMMAND…: what hangs is not waited for.
facts_ask() {
    timeout "$@" 2>/dev/null
}

# docker_log SECONDS SINCE CONTAINER [OPTION…]: what it wrote to either output.
docker_log() {
    docker_log_time=$1 docker_log_since=$2 docker_log_name=$3
    shift 3
    timeout "$docker_log_time" docker logs --timestamps --since "$docker_log_since" "$@" "$docker_log_name" 2>&1 || echo broken
}

# log_since UNIT LAST: of this start alone; what the run before it said is not held against it.
log_since() {
    if in_docker; then
        log_start=$(facts_ask 5 docker container inspect --format '{{.State.Running}} {{.State.FinishedAt}} {{.State.StartedAt}}' "$1") || return 1
        docker_log 10 "$(log_anchor "$log_start")" "$1" --tail "$2" | log_count docker "$1"
    else
        log_start=$(facts_ask 5 systemctl show -p InvocationID "$1") && [ "$log_start" != InvocationID= ] || return 1
        { facts_ask 10 journalctl -q -a -o json --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT -n "$2" \
            "_SYSTEMD_UNIT=$1" "_SYSTEMD_INVOCATION_ID=${log_start#InvocationID=}" || echo broken; } | log_count journal
    fi
}

# log_anchor "RUNNING FINISHED STARTED": the time from which on lines are of this start. docker notes a start a moment
# after the program has begun to write, and an end a moment before its last lines are read: the middle between them.
log_anchor() {
    log_finished=${1#* } log_started=${1##* }
    log_finished=${log_finished% *}
    case $1 in
        *' 0001-'*) echo 0; return ;;
        true*) ;;
        *) echo "$log_started"; return ;;
    esac
    if log_from=$(date -u -d "$log_finished" +%s%N 2>/dev/null) && log_to=$(date -u -d "$log_started" +%s%N 2>/dev/null); then
        log_from=$(((log_from + log_to) / 2))
        printf '%d.%09d\n' $((log_from / 1000000000)) $((log_from % 1000000000))
    else
        echo "$log_finished"
    fi
}

cmd_log() {
    root=$1 slot=$2 last=$3
    require_slot "$slot"
    shift 3
    LOG_ALLOW=$(printf '%s\n' "$@")
    export LOG_ALLOW
    facts_reach || return 0
    in_docker || log_readable || {
        echo "unseen - $(id -un) may not read the journal: run \`tsh setup\` again, it puts the user into the group systemd-journal"
        return 0
    }
    for process in web $(processes allowed); do
        log_unit=$(unit "$process" "$slot")
        log_told=$(log_since "$log_unit" "$last") || { echo "unseen $process $log_unit was never started"; continue; }
        printf '%s\n' "$log_told" | sed -n "s/^\(lines\|errors\|kinds\|excused\|sample\) [^ ]*/\1 $process/p"
        case $newline$log_told in
            *"${newline}broken") echo "unseen $process its log cannot be read" ;;
            *"${newline}lines "*) ;;
            *) echo "lines $process 0" ;;
        esac
    done
}
