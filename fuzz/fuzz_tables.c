/* A damaged table blob → refused, or answers that stay inside it.
 *
 * The input is a list of damages to a good blob, four bytes each: place (two), value, unused; what
 * is left of it cuts the blob's end. */
#include "know/tables.h"
#include "know/tables_compile.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

static Str good_blob(void) {
    static Str blob;
    static Arena a;
    if (blob.p) return blob;
    char folder[] = "/tmp/sitrep-fuzz-XXXXXX", path[64];
    must(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/t.tsv", folder);
    FILE *f = fopen(path, "wb");
    must(f != NULL);
    fputs("#names\tcountry:word\tlat:number\tnote\n", f);
    for (int i = 0; i < 200; i++)
        fprintf(f, "place %d|other-%d name|same\tC%d\t%d\tnote %d\n", i, i, i % 7, i * 100 - 9000,
                i);
    fclose(f);
    must(tables_compile(folder, &a, &blob, NULL) == ST_OK);
    remove(path);
    remove(folder);
    return blob;
}

static void touch(Str s) {
    unsigned sum = 0;
    for (size_t i = 0; i < s.n; i++) sum += (unsigned char)s.p[i];
    must(sum <= s.n * 255);
}

static void ask(const Table *t) {
    static const Str words[] = {STR("other"), STR("-"), STR("12"), STR("name")};
    static const Str keys[] = {STR("place 7"), STR("same"), STR("other-199 name"), STR("none")};
    touch(table_name(t));
    touch(table_match(t, words, 4).key);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        uint32_t last = 0;
        for (uint32_t r = 0; (r = table_find(t, keys[k], r)); last = r)
            must(r > last && r <= table_rows(t));
    }
    for (uint32_t r = 0; r < table_rows(t) && r < 20; r++)
        for (int c = -1; c <= (int)table_columns(t); c++) {
            touch(table_cell(t, r, c));
            table_number(t, r, c);
        }
    must(table_column(t, "no such") < (int)table_columns(t));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str good = good_blob();
    char *copy = malloc(good.n);
    must(copy != NULL);
    memcpy(copy, good.p, good.n);
    size_t n = good.n;
    for (; size >= 4; data += 4, size -= 4)
        copy[(size_t)(data[0] | data[1] << 8) % good.n] = (char)data[2];
    if (size == 3) n -= (size_t)(data[0] | data[1] << 8) % good.n;
    Tables *tables, *over;
    StErr err;
    if (tables_open_bytes((Str){copy, n}, &tables, &err) == ST_OK) {
        for (uint32_t i = 0; i < tables_count(tables); i++) ask(tables_at(tables, i));
        if (tables_open_bytes(good, &over, &err) == ST_OK &&
            tables_lay(tables, over, &err) == ST_OK)
            for (uint32_t i = 0; i < tables_count(tables); i++) ask(tables_at(tables, i));
        tables_close(tables);
    }
    free(copy);
    return 0;
}
