# Two states of the store: by run, by day of publication, and what a day set by the user moves.
. "$SOURCE_DIR/tests/cli/cli.sh"

mkdir one two
printf 'Flood in Derna\n\nDERNA, Libya, Sept 12, 2023 (Agency) - The flood in Derna killed 20 people, the mayor said.\n' >one/a.txt
printf 'Derna flood toll grows\n\nDERNA, Libya, Sept 14, 2023 (Agency) - The flood in Derna killed 45 people, the mayor said. The governor denied that the dam in Derna was neglected.\n' >two/b.txt

run 0 add one
run 0 diff
out_has "run 1     add         1 in"
run 4 diff --since 1
out_empty
err_has "nothing new"
run 4 diff --since 99
err_has "no run 99"
run 2 diff --since yesterday
run 0 add two
run 0 diff --since 1
out_has "NEW REPORTS"
out_has "Derna flood toll grows"
out_has "20 → 20 to 45"
cp out by_run
# every line of a change is cited
grep '^ •' out | grep -v '\[[0-9]*:[0-9]*\]$' >bare || true
run 0 diff --since 1 --json
grep -q '"kind":"bullet","cells":\[[^]]*\],"tag":null,"cites":\[\]' out && fail "a change without a citation"
run 0 diff --since 2023-09-13
out_has "Derna flood toll grows"
out_has "20 → 20 to 45"
run 4 diff --since 2023-10-01
run 4 diff --since 1 --story s0000000000
run 0 diff --since 1 --format html --out diff.html
grep -q "<h2>FIGURES" diff.html || fail "HTML"
# never the clock: the same again
run 0 diff --since 1
same out by_run
# the report says what is new
run 0 report --since 2023-09-13
out_has "NEW SINCE 2023-09-13"
out_has "20 → 20 to 45"

# and since a run: the same changes, and only the new report's figures
run 0 report --since 1
out_has "NEW SINCE run 1"
out_has "20 → 20 to 45"
sed -n '/^KEY FIGURES/,/^[A-Z]* *$/p' out | grep -q "~*12 Sep" && fail "an older figure"
run 2 report --since 1 two
err_has "only a store has runs"

# a revision: the old report is gone, the new one is there
printf 'Derna flood toll grows\n\nDERNA, Libya, Sept 14, 2023 (Agency) - The flood in Derna killed 50 people, the mayor said.\n' >two/b.txt
run 0 add two
run 0 diff --since 2
out_has "(revised)"
out_has "(replaced by a revision)"
out_has "20 to 45 → 20 to 50"

# removed: text and all
run 0 export
id=$(grep '"record":"document"' out | grep 'grows' | sed 's/.*"id":"\([^"]*\)","source_id.*/\1/')
run 0 remove "$id"
run 0 diff --since 3
out_has "REMOVED FROM THE STORE"
out_has "$id"

# a store that was made while nothing was counted is not changed by looking
cp sitrep.db before.db
run 0 diff --since 1
run 0 diff
