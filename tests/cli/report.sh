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
# all is more, never less
run 0 report --width 100 --all
[ "$(wc -l <out)" -ge "$(wc -l <files.txt)" ] || fail "--all is shorter"

# records of two sides that cannot both hold: exit 5
cat >records.jsonl <<'EOF'
{"record":"document","id":"aa","uri":"a.txt","title":"Oresk shelled","lang":"en","published":{"from":"2023-09-20","to":"2023-09-20","basis":"stated","probability":1,"evidence":[]},"text":"Ana Belova said 2 civilians were killed in Oresk."}
EOF
run 0 story records.jsonl
out_has '"record":"story"'
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
