# What a report is asked for: a contradiction that fails, all rows, every format, many documents.
. "$SOURCE_DIR/tests/cli/cli.sh"

mkdir news
printf 'Shelling of Oresk\n\nORESK, Sept 20, 2023 (Agency) - Two civilians were killed in the shelling, the human rights ombudsman Ana Belova said on Wednesday. "Two civilians were killed and 23 were wounded," she said.\n' >news/a.txt
run 0 report --fail-on contradiction news
run 2 report --fail-on quarrels news
for format in text md html json; do
    run 0 report --format $format news
    [ -s out ] || fail "a report as $format"
done
run 0 report --format html "$SOURCE_DIR/examples/news"
out_has "<svg"
out_lacks "<script"
out_lacks "<link"
out_lacks "<img"
# files and the store give the same report
run 0 report --width 100 "$SOURCE_DIR/examples/news"
cp out files.txt
run 0 add "$SOURCE_DIR/examples/news"
run 0 report --width 100
same out files.txt
# a story by its id, what cannot be read, what is not there
run 0 stories
run 0 show "$(head -n 1 out | cut -d' ' -f1)"
out_has "R1  "
# what a report cites: the sentence and what was found there; a report; of one story only
cite=$(grep -v '^Cites' files.txt | grep -o '\[[0-9]*:[0-9]*\]' | head -n 1 | tr -d '[]')
run 0 show "$cite"
out_has ":${cite#*:}] "
id=$(sed -n 's/^\[\([0-9a-f]*\):.*/\1/p' out)
run 0 show "$id"
cp out document.txt
run 0 show "R${cite%:*}"
same out document.txt
run 4 show 99:1
run 4 show 1:999
run 3 report nothing-there
run 4 facts --measure frobnicated
err_has "displaced"
run 4 claims --actor frobnicated
err_has "nothing matched"
# all is more, never less
run 0 report --width 100 --all
[ "$(wc -l <out)" -ge "$(wc -l <files.txt)" ] || fail "--all is shorter"

# two sides that cannot both hold: exit 5, the report printed all the same; set aside, it is none
mkdir war
printf 'Strikes on Stepanakert\n\nSTEPANAKERT, Sept 20, 2023 (Agency) - The shelling of Stepanakert killed two civilians and wounded 23, the Armenian human rights ombudsman said on Wednesday. Armenia accused Azerbaijan of attacking Nagorno-Karabakh.\n' >war/a.txt
printf 'Aliyev speaks of Nagorno-Karabakh\n\nBAKU, Sept 21, 2023 (Agency) - President Ilham Aliyev of Azerbaijan said that civilians were not harmed in the operation in Nagorno-Karabakh. Shelling of Stepanakert stopped on Wednesday, he said.\n' >war/b.txt
run 5 report --fail-on contradiction war
out_has "CONTRADICTION"
run 0 report war
run 0 add --store war.db war
run 5 report --store war.db --fail-on contradiction
run 0 disputes --store war.db
dispute=$(grep contradiction out | cut -d' ' -f1)
run 0 review reject --store war.db "$dispute" --by Ann --why "other civilians"
run 0 report --store war.db --fail-on contradiction
out_has "Ann reviewed"

# record lines: a story of them, broken ones, none
run 0 extract war
cp out records.jsonl
run 0 story records.jsonl
cp out story.jsonl
{ grep '"record":"document"' records.jsonl; grep -v '"record":"document"' records.jsonl; } >mixed.jsonl
run 0 story mixed.jsonl
same out story.jsonl
printf '%s\n' '{"record":"actor","id":"zz.a0-1","doc":"zz"}' >bad.jsonl
run 1 story bad.jsonl
printf '' >empty.jsonl
run 4 story empty.jsonl

# more documents than one report can hold: the list of stories, and one of them
i=0
while [ $i -lt 2001 ]; do
    printf '{"id":"d%d","text":"No news.","lang":"xx"}\n' $i
    i=$((i + 1))
done >many.jsonl
run 0 report many.jsonl
err_has "too many documents for one report"
out_has "STORIES"

# a day that is only bounded dates nothing
printf 'The garrison of Oresk kept more than 3,000 men there after the agreement of 2020, the minister said.\n' >bound.txt
run 0 report bound.txt
out_has "no day, not before 1 Jan 2020"
out_lacks "Period"
