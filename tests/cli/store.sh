. "$SOURCE_DIR/tests/cli/cli.sh"

mkdir news
printf 'Flood in Derna\n\nDERNA, Libya, Sept 12, 2023 (Agency) - At least 20 people were killed in the flood in Derna on Monday, the mayor said.\n' >news/a.txt
printf 'Bridge lost\n\nThe bridge over the river was destroyed on Monday, the Red Crescent said.\n' >news/b.txt

run 4 stories
err_has "no store at sitrep.db"
run 0 add news
err_has "2 added, 0 new revisions, 0 already there: sitrep.db"
run 0 add news
err_has "0 added, 0 new revisions, 2 already there"
for again in ./news// "$PWD/news" "$PWD/./news/a.txt $PWD/news/b.txt"; do
    # shellcheck disable=SC2086
    run 0 add $again
    err_has "0 added, 0 new revisions, 2 already there"
done
run 0 search bridge river
out_has "[bridge] over the [river]"
id=$(cut -c1-10 out)
run 4 search volcano
out_empty
run 0 show "$id"
out_has "[1] Bridge lost"
ln -s loop.db loop.db
run 1 facts --store loop.db
err_has "loop.db: "
run 4 facts --store none.db
err_has "no store at none.db"
run 4 show 0000000000
err_has "no record 0000000000"

# what the text leaves out
run 0 set "$id" outlet="Coast Daily" published=2023-09-12
run 0 show "$id"
out_has "Coast Daily"
out_has "12 Sep 2023"
run 2 set "$id" colour=red
run 2 set "$id" published=soon
run 0 export
grep -F "$id" out | grep -qF '"published":{"from":"2023-09-12"' || fail "published is kept"

# a changed file is a new revision, the user's word stays, the old text is kept
printf 'Bridge lost\n\nTwo bridges over the river were destroyed on Monday, the Red Crescent said.\n' >news/b.txt
run 0 add news
err_has "0 added, 1 new revisions, 1 already there"
run 0 search "two bridges"
new=$(cut -c1-10 out)
[ "$new" != "$id" ] || fail "a new revision has a new id"
run 0 show "$new"
out_has "Coast Daily"
run 4 search '"bridge over"'
run 0 remove "$new"
run 4 search bridges

# a CSV tells what texts do not say
printf 'outlet,path,published\r\n"Hill, Post",a.txt,2023-09-13\r\n' >meta.csv
run 0 add --store other.db --meta meta.csv news/a.txt
run 0 export --store other.db
out_has '"outlet":"Hill, Post"'
printf 'path,published\na.txt,soon\n' >meta.csv
run 1 add --store other.db --meta meta.csv news/a.txt
err_has "meta.csv:2: published is not a day"

# why a story's reports are one, and all grouped anew
run 0 stories --store other.db
story=$(head -n 1 out | cut -d' ' -f1)
run 0 stories --store other.db --story "$story" --json
out_has '"bonds":['
run 0 stories --store other.db --regroup
err_has "nothing moved"
run 2 facts --regroup

# exports
run 2 export --format csv
run 0 export --format csv --out tables
head -n 1 tables/document.csv | grep -q '^id,source_id,uri' || fail "document.csv has its columns"
run 0 export --format geojson --out map.json
grep -q '"type":"FeatureCollection"' map.json || fail "GeoJSON"
SITREP_STORE=other.db "$SITREP" stories >out || fail "SITREP_STORE"

# a store that cannot be written is asked, not changed; root may write all, and becomes nobody here
chmod a+rx "$work"
mkdir shelf
cp other.db shelf/kept.db
chmod a+r shelf/kept.db
chmod a-w shelf/kept.db shelf
if [ "$(id -u)" = 0 ]; then
    command=$SITREP
    printf '#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups "%s" "$@"\n' "$command" >nobody
    chmod a+rx nobody
    SITREP=$work/nobody
fi
if "$SITREP" --version >/dev/null 2>&1; then
    run 0 stories --store shelf/kept.db
    out_has "$story"
    err_empty
    run 1 remove "$story" --store shelf/kept.db
    err_has "the store cannot be written"
    [ "$(ls shelf)" = kept.db ] || fail "nothing is left beside a store that cannot be written"
fi
SITREP=${command:-$SITREP}
chmod u+w shelf

# a file that is no store is left alone
printf 'no database at all, only text that is long enough to be looked at' >text.db
cp text.db before.db
run 1 add --store text.db news
same text.db before.db
