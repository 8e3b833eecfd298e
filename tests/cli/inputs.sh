. "$SOURCE_DIR/tests/cli/cli.sh"

mkdir -p news/deep news/.hidden
printf 'Flood in Derna\n\nTwo people were killed in Derna on Monday, officials said.\n' >news/b.txt
printf '<html><head><title>Dam fails</title></head><body><h1>Dam fails</h1><p>The dam above the town failed on Sunday night, the mayor said, and five houses were destroyed in the flood.</p></body></html>' >news/deep/a.html
printf '{"id":"one","text":"Three people died."}\n{"id":"two","text":"Four people died."}\n' >news/c.jsonl
printf 'secret' >news/.hidden/x.txt
printf '%%PDF-1.4 ...' >news/d.pdf

# a folder: sorted, hidden files skipped, other kinds counted
run 0 extract news
err_has "1 file of other kinds passed over"
[ "$(grep -c '"record":"document"' out)" = 4 ] || fail "four documents"
out_lacks secret
grep '"record":"document"' out | head -n 1 | grep -qF 'news/b.txt' || fail "b.txt comes first"

# one that is named outright and cannot be read is an error; the rest is done
run 3 extract news/d.pdf news/b.txt nothing.txt
err_has "news/d.pdf: "
err_has "nothing.txt: "
out_has "Flood in Derna"
: >empty.txt
printf 'a\000b\000c\001\002' >binary.txt
printf '{"id":"x","text":"Fine."}\n{broken\n{"id":"y"}\n' >broken.jsonl
run 3 extract empty.txt binary.txt broken.jsonl
err_has "empty.txt: "
err_has "binary.txt: "
err_has "broken.jsonl:2: "
err_has "broken.jsonl:3: "
out_has '"source_id":"x"'
printf '{"text":"Fine.","published":"soon"}\n{"text":""}\n{"text":"Fine.","published":"2023-09-20"}\n' >days.jsonl
run 3 extract days.jsonl
err_has 'days.jsonl:1: "published" tells no day'
err_has "days.jsonl:2: there is no text in it"
! grep -q "days.jsonl:3" "$work/err" || fail "a good day is complained of"

# standard input; stdout is data alone
printf 'Three people were killed in Lima.' | { "$SITREP" extract - >out 2>err || fail "stdin"; }
out_has '"uri":null'
err_empty
run 0 extract --quiet news
err_empty

# Windows-1252 is converted, and said
printf 'Caf\351 owners in S\343o Paulo said \223no\224.' >latin.txt
run 0 read latin.txt
out_has 'Café owners in São Paulo said “no”.'
err_has "Windows-1252"

# offsets are the user's own: plain text comes back as it went in
run 0 read --text news/b.txt
out_has "Two people were killed in Derna on Monday, officials said."

# every record under its sentence, with the row that made it; a row of the user's own is used and named
printf 'Oresk denied the report on Monday.\n\nOresk disclaimified the report.\n' >why.txt
run 0 explain why.txt
out_has '[1] Oresk denied the report on Monday.'
out_has 'cue=“denied” content=“the report”'
out_has '← en/cues: deny (verb)'
out_lacks 'disclaimified”'
mkdir -p mine/en
printf '#cue\tword\tstance\tspeech\tclause\tquote\tobject\ndisclaimify\tverb\tdeny\tyes\t90\t90\t90\n' >mine/en/cues.tsv
run 0 explain --tables mine why.txt
out_has '← en/cues: disclaimify (verb)'
