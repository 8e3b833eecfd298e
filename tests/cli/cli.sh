# Shared by the command-line tests: sourced, never run alone. SITREP is the program.
# Every check says what it wanted; the first that fails ends the test.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset SITREP_STORE NO_COLOR || true

fail() {
    echo "FAILED: $1" >&2
    [ ! -s "$work/out" ] || { echo "--- stdout"; head -n 40 "$work/out"; } >&2
    [ ! -s "$work/err" ] || { echo "--- stderr"; head -n 40 "$work/err"; } >&2
    exit 1
}

# run CODE ARGUMENT...: the exit code is CODE; output in $work/out and $work/err
run() {
    want=$1
    shift
    got=0
    "$SITREP" "$@" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" = "$want" ] || fail "sitrep $* exited with $got, not $want"
}

out_has() { grep -qF -- "$1" "$work/out" || fail "stdout lacks: $1"; }
out_lacks() { ! grep -qF -- "$1" "$work/out" || fail "stdout has: $1"; }
err_has() { grep -qF -- "$1" "$work/err" || fail "stderr lacks: $1"; }
err_empty() { [ ! -s "$work/err" ] || fail "stderr is not empty"; }
out_empty() { [ ! -s "$work/out" ] || fail "stdout is not empty"; }
same() { cmp -s "$1" "$2" || fail "$1 and $2 differ"; }
