# kill -9 while documents are added: the store opens, is whole, and goes on.
. "$SOURCE_DIR/tests/cli/cli.sh"

i=0
while [ $i -lt 400 ]; do
    printf '{"id":"d%d","text":"In village %d, %d people were killed on Monday, officials said."}\n' $i $i $i
    i=$((i + 1))
done >feed.jsonl
for pause in 0.05 0.1 0.2 0.4; do
    "$SITREP" add -q feed.jsonl &
    pid=$!
    sleep $pause
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
done
run 0 add feed.jsonl
# and while stories are made of them
for pause in 0.05 0.1 0.3; do
    "$SITREP" stories -q >/dev/null &
    pid=$!
    sleep $pause
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
done
run 0 stories --json
[ "$(grep -o '"docs":\[[^]]*\]' out | grep -o '"[0-9a-f]\{10\}"' | sort | uniq | wc -l)" = 400 ] ||
    fail "all 400 documents are in stories"
run 0 export
[ "$(grep -c '"record":"document"' out)" = 400 ] || fail "all 400 documents are there"
sort out | uniq -d | grep -q . && fail "nothing twice"
exit 0
