# Every input of this folder gives exactly the records beside it, and the examples their report.
# After a change that is meant to alter them: sh scripts/update-golden
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$SOURCE_DIR/tests/golden"
bad=0
check() {
    if ! diff -u "$1" "$2" >"$work/diff"; then
        echo "differs from $1:"
        head -n 20 "$work/diff" | cut -c 1-300
        bad=1
    fi
}
for input in *.txt *.html vote.jsonl; do
    "$SITREP" extract -q "$input" >"$work/records"
    check "$input.records.jsonl" "$work/records"
done
"$SITREP" report -q --width 100 ../../examples/news >"$work/report"
check report.expected "$work/report"
exit $bad
