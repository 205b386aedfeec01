# slot_usage CGROUPS PROC: `NAME PID` lines in, and for each whose process has a cgroup of its own, what the kernel counted for it:
#
#   used NAME MICROSECONDS PROCESSORS AT     of processor time, since its start; how many it may use; seconds since the boot
#   held NAME PERCENT                        memory that cannot simply be taken back, of its limit or else of the host
#
# By cgroup of version 2, and of version 1 where there is no other. What shares a cgroup with the rest of the host cannot
# be told from it, and is left out.
slot_usage() {
    LC_ALL=C awk -v tree="$1" -v proc="$2" '
        function first(path,   line) { line = ""; getline line <path; close(path); return line }
        function member(path, name,   line, word, value) {
            value = ""
            while ((getline line <path) > 0) { split(line, word, /[ :]+/); if (word[1] == name) { value = word[2]; break } }
            close(path)
            return value
        }
        # Into `of`: the path of each controller, and under "" the one of version 2.
        function places(pid,   line, at, names, n, i, file) {
            split("", of)
            file = proc "/" pid "/cgroup"
            while ((getline line <file) > 0) {
                sub(/^[0-9]+:/, "", line)
                at = index(line, ":")
                n = split(substr(line, 1, at - 1), names, /,/)
                if (n == 0) { n = 1; names[1] = "" }
                for (i = 1; i <= n; i++) of[names[i]] = substr(line, at + 1)
            }
            close(file)
        }
        function own(controller) { return of[controller] != "" && of[controller] != "/" }
        function tell(name, used, allowed) {
            if (used ~ /^[0-9]+$/ && allowed > 0) printf "used %s %.0f %s %s\n", name, used, allowed, uptime
        }
        function hold(name, held, back, limit) {
            if (held !~ /^[0-9]+$/ || total <= 0) return
            if (limit !~ /^[0-9]+$/ || limit + 0 <= 0 || limit + 0 > total) limit = total
            held = held > back + 0 ? held - back : 0
            printf "held %s %.1f\n", name, 100 * held / limit
        }
        BEGIN {
            total = member(proc "/meminfo", "MemTotal") * 1024
            split(first(proc "/uptime"), up, / /)
            uptime = up[1]
            file = proc "/stat"
            while ((getline line <file) > 0) if (line ~ /^cpu[0-9]/) cores++
        }
        NF == 2 && $2 ~ /^[1-9][0-9]*$/ {
            places($2)
            if (own("")) {
                at = tree of[""]
                allowed = cores
                if (split(first(at "/cpu.max"), word, / /) == 2 && word[1] ~ /^[0-9]+$/) allowed = word[1] / word[2]
                tell($1, member(at "/cpu.stat", "usage_usec"), allowed)
                hold($1, first(at "/memory.current"), member(at "/memory.stat", "inactive_file"), first(at "/memory.max"))
            }
            if (own("cpuacct")) {
                allowed = cores
                quota = first(tree "/cpu" of["cpu"] "/cpu.cfs_quota_us")
                if (quota > 0) allowed = quota / first(tree "/cpu" of["cpu"] "/cpu.cfs_period_us")
                used = first(tree "/cpuacct" of["cpuacct"] "/cpuacct.usage")
                if (used != "") tell($1, sprintf("%.0f", used / 1000), allowed)
            }
            if (own("memory")) {
                at = tree "/memory" of["memory"]
                hold($1, first(at "/memory.usage_in_bytes"), member(at "/memory.stat", "total_inactive_file"), first(at "/memory.limit_in_bytes"))
            }
        }'
}

# slot_shares BEFORE: `used` and `held` lines in, and of the process that is nearest to its limit: `slot-cpu PERCENT` since
# the `used` lines of BEFORE, and `slot-memory PERCENT`. A process that began anew has no share of the time before.
slot_shares() {
    { printf '%s\n' "$1" | sed -n 's/^used /was /p'; cat; } | LC_ALL=C awk '
        $1 == "was" { was[$2] = $3; at[$2] = $5 }
        $1 == "used" && ($2 in was) && $3 >= was[$2] && $5 > at[$2] {
            share = 100 * ($3 - was[$2]) / (1e6 * ($5 - at[$2]) * $4)
            if (share >= busy) busy = share
            seen = 1
        }
        $1 == "held" { if ($3 >= full) full = $3; some = 1 }
        END { if (seen) printf "slot-cpu %.1f\n", busy; if (some) printf "slot-memory %.1f\n", full }'
}
