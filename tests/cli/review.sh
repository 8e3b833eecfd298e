# Marks of people: they bear on facts and the report, find their place again after a revision and
# another coding, and are listed when they cannot.
. "$SOURCE_DIR/tests/cli/cli.sh"

mkdir news
printf 'Flood in Derna\n\nDERNA, Libya, Sept 12, 2023 (Agency) - At least 20 people were killed in the flood in Derna on Monday, the mayor said. The Red Crescent said 30 people were injured in Derna.\n' >news/a.txt
printf 'Derna flood toll\n\nDERNA, Libya, Sept 13, 2023 (Agency) - The flood in Derna killed 45 people, the mayor said. Rescuers searched the port of Derna.\n' >news/b.txt
run 0 add news
run 0 report
out_has "nobody has reviewed it"

# who and why are asked for; so is a verb that exists
run 0 facts --measure killed
fact=$(cut -d' ' -f1 out | head -n 1)
story=${fact%%.*}
run 2 review accept "$fact"
run 2 review accept "$fact" --by Ann
run 2 review accept "$fact" --by ' ' --why checked
run 2 review praise "$fact" --by Ann --why fine
run 2 review merge "$fact" --by Ann --why alone
run 4 review accept s0000000000.k00000000 --by Ann --why fine
run 4 review list

# rejected: out of facts and report, counted; accepted: marked
run 0 export
figure=$(grep '"measure":"killed"' out | grep -m1 '"value":20' | sed 's/.*"id":"\([^"]*\)".*/\1/')
[ -n "$figure" ] || fail "a figure to review"
run 0 review reject "$figure" --by "Bob B." --why "an older flood"
err_has "mark 1: reject figure"
run 0 report
out_has "Bob B. reviewed 1 of"
out_has "1 set aside"
out_lacks "   At least 20 people"
run 0 facts --json --measure killed
out_lacks "$figure"
run 0 show "$figure"
out_has "reject by Bob B.: an older flood"
run 0 review list
out_has "on 1 of 1 records"
run 0 diff --since 1
out_has "FIGURES"

# a new revision: the sentence stands elsewhere, ids moved, the mark is in place
printf 'Flood in Derna, updated\n\nDERNA, Libya, Sept 12, 2023 (Agency) - Help is on its way. At least 20 people were killed in the flood in Derna on Monday, the mayor said. The Red Crescent said 30 people were injured in Derna.\n' >news/a.txt
run 0 add news
run 0 review list
out_has "on 1 of 1 records"
run 0 report
out_lacks "   At least 20 people"
# coded anew under a day of the user's: the same
run 0 export
doc=$(grep '"title":"Flood in Derna, updated"' out | sed 's/.*"id":"\([^"]*\)","source_id.*/\1/')
run 0 set "$doc" published=2023-09-14
out_has "DATES MOVED"
run 0 review list
out_has "on 1 of 1 records"

# the text is gone: listed, not lost; the text comes back: so does the mark
printf 'Flood in Derna, again\n\nDERNA, Libya, Sept 12, 2023 (Agency) - The mayor spoke of many dead in the flood in Derna. Help is on its way.\n' >news/a.txt
run 0 add news
run 0 review list
out_has "no longer finds its place: figure"
run 0 review list --json
out_has '"record":"mark"'
cp out marks.jsonl
run 0 review withdraw 1
run 4 review withdraw 1
run 0 review list
out_has "(taken back)"
run 0 report
out_has "nobody has reviewed it"

# marks travel: into another store by an export, once only
printf 'Flood in Derna\n\nDERNA, Libya, Sept 12, 2023 (Agency) - At least 20 people were killed in the flood in Derna on Monday, the mayor said. The Red Crescent said 30 people were injured in Derna.\n' >news/a.txt
run 0 add --store other.db news
run 0 review import --store other.db marks.jsonl
err_has "1 marks read"
run 0 review import --store other.db marks.jsonl
err_has "0 marks read"
run 0 report --store other.db
out_has "1 set aside"
printf '{"record":"mark","verdict":"perhaps"}\n' >bad.jsonl
run 1 review import --store other.db bad.jsonl

# accepted lines are marked in every form
run 0 facts --store other.db --measure killed
fact=$(cut -d' ' -f1 out | head -n 1)
run 0 review accept --store other.db "$fact" --by Ann --why checked
run 0 report --store other.db
out_has "✓ ["
run 0 report --store other.db --format md
out_has "✓"
run 0 report --store other.db --format html
out_has 'class="ok"'
run 0 report --store other.db --json
out_has '"accepted":true'

# stories: one report leaves, and comes back
run 0 stories --store other.db
[ "$(wc -l <out)" = 1 ] || fail "one story"
story=$(cut -d' ' -f1 out)
run 0 export --store other.db
b=$(grep '"title":"Derna flood toll"' out | sed 's/.*"id":"\([^"]*\)","source_id.*/\1/')
run 0 review split --store other.db "$story" "$b" --by Ann --why "another crisis"
run 0 stories --store other.db
[ "$(wc -l <out)" = 2 ] || fail "two stories after the split"
one=$(sed -n 1p out | cut -d' ' -f1)
two=$(sed -n 2p out | cut -d' ' -f1)
run 0 review list --store other.db
split=$(grep split out | cut -d' ' -f1)
run 0 review withdraw --store other.db "$split"
run 0 stories --store other.db
[ "$(wc -l <out)" = 1 ] || fail "one story again"
# a whole report set aside
run 0 review reject --store other.db "$b" --by Ann --why "a hoax"
run 0 report --store other.db
out_has "1 report set aside"
out_lacks "   45 people"
