. "$SOURCE_DIR/tests/cli/cli.sh"

# Our own tables are without a fault.
run 0 check-tables "$SOURCE_DIR/tables"
out_empty

# All faults of a folder, each with file, line and column.
mkdir -p "$work/bad/world" "$work/bad/mine"
printf '#names\tcountry\tlat\tlon\tcolour\nA|B\tGEO\t1\t2\nC\tXYZ\t1\t2\nD\tGEO\t91\t2\n||\tGEO\n\tGEO\nE\tGEO\t1\t2\t3\t4\n' >"$work/bad/world/regions.tsv"
printf '#names\tcountry\tsectors\tfrom\tto\nA B\tGEO\tgov\tyesterday\n' >"$work/bad/world/officeholders.tsv"
printf '#a\tb\nx\ty\n' >"$work/bad/mine/notes.tsv"
printf 'x\ty\n' >"$work/bad/world/groups.tsv"
run 1 check-tables "$work/bad"
out_has "world/regions.tsv:3:2: no code of a country in ISO 3166-1: XYZ"
out_has "world/regions.tsv:4:3: no latitude"
out_has "world/regions.tsv:5:1: an empty key"
out_has "world/regions.tsv:7:6: more cells than columns"
out_has "world/regions.tsv:1:5: the table has no such column"
out_has "world/officeholders.tsv:2:3: no code of a sector, as GOV: gov"
out_has "world/officeholders.tsv:2:4: no day, as 2023-09-20: yesterday"
out_has "mine/notes.tsv:1:1: sitrep has no such table"
out_has "world/groups.tsv:1:1: no header line that names the columns"
run 1 extract --tables "$work/bad" "$work/none.txt"
err_has ":1: no header line"
run 1 check-tables "$work/no-such-folder"

# A row of one's own counts before ours, and the rest of the table stays.
mkdir -p "$work/mine/world"
printf '#names\tcountry\tlat\tlon\tfeature\nQuxland\tGEO\t41.7\t44.8\tarea\n' >"$work/mine/world/regions.tsv"
run 0 check-tables "$work/mine"
printf 'Shelling was reported in Quxland and in Abkhazia on Monday.\n' >"$work/report.txt"
run 0 extract --tables "$work/mine" "$work/report.txt"
out_has '"name":"Quxland","known":"region/Quxland"'
out_has '"name":"Abkhazia","known":"region/Abkhazia"'

# A gazetteer of one's own takes the place of ours.
printf '77\tQuxville\tQuxville\t\t12.5\t-7.25\tP\tPPL\tML\t\t08\t\t\t\t1200\t\t300\tAfrica/Bamako\t2020-01-01\n' >"$work/dump.txt"
run 0 gazetteer build --out "$work/mine/world.tables" "$work/dump.txt"
err_has "1 places of 1 rows"
printf 'Two people were killed in Quxville in Quxland.\n' >"$work/report.txt"
run 0 extract --tables "$work/mine" "$work/report.txt"
out_has '"known":"city/77","geonames":77,"lat":12.5,"lon":-7.25,"country":"MLI"'
out_has '"known":"region/Quxland"'
run 0 extract --tables "$work/mine/world.tables" "$work/report.txt"
out_has '"known":"city/77"'
printf '77\tQuxville\n' >>"$work/dump.txt"
run 1 gazetteer build --out "$work/none.tables" "$work/dump.txt"
err_has "dump.txt:2:2: 2 columns instead of the 19 of a GeoNames dump"
[ ! -e "$work/none.tables" ] || fail "half a gazetteer was left"
run 1 gazetteer build "$work/no-such-file"
run 2 gazetteer make "$work/dump.txt"
printf 'not a table' >"$work/broken.tables"
run 1 extract --tables "$work/broken.tables" "$work/report.txt"
err_has "broken.tables: the table file is damaged"
