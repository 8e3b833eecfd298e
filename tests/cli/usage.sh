. "$SOURCE_DIR/tests/cli/cli.sh"

run 0 --help
out_has "Examples:"
out_has "report     a situation report"
[ "$(grep -n Examples "$work/out" | cut -d: -f1)" -lt "$(grep -n Commands "$work/out" | cut -d: -f1)" ] ||
    fail "examples do not come first"
run 0 --version
out_has "sitrep 0."
run 2
out_empty
run 2 frobnicate
err_has "no such command: frobnicate"
for command in read parse extract story report add remove set stories facts claims events timeline \
    disputes search show export check-tables gazetteer; do
    run 0 $command --help
    out_has "Examples:"
    run 2 $command --no-such-option
    err_has "no such option: --no-such-option"
done
run 0 help add
out_has "sitrep add PATH..."
run 0 help
out_has "Commands:"
run 2 help frobnicate
err_has "no such command: frobnicate"
run 2 add
err_has "usage: sitrep add PATH..."
run 2 extract --threads 0
err_has "--threads takes a whole number"
run 2 extract --from pdf
err_has "--from takes one of: auto, text, html, jsonl"
run 2 extract --published yesterday
err_has "--published takes a day"
run 2 report --format pdf x
err_has "--format takes one of"
run 2 report --width 1000000 x
run 2 extract --tables
err_has "an argument is missing after --tables"
