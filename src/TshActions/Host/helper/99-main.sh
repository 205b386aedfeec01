
# Every function `cmd_NAME` is the command NAME.
name=${1:-}
[ $# -gt 0 ] && shift
if command -v "cmd_$name" >/dev/null; then
    "cmd_$name" "$@"
else
    sed -n 's/^#: \{0,1\}//p' "$0"
    exit 2
fi
