/* Any bytes → a document → records that keep their promises → JSON lines that read back as the same
 * → stories and a report.
 *
 * A text stands for itself. Bytes that begin with one past 0x7F have two in front that choose the
 * kind of input and when memory runs out. */
#include "api/engine.h"
#include "read/read.h"
#include "record_promises.h"
#include "record/record_json.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static const Engine *open_engine(void) {
    static Engine engine;
    StErr err = {0};
    if (!engine.extractor) must(engine_open(DATA_FOLDER, NULL, &engine, &err) == ST_OK, err.what);
    return &engine;
}

static void check_promises(const Records *r) {
    Arena scratch = {0};
    long fault = st_fault_after;
    st_fault_after = -1;
    const char *broken = records_broken(r, &scratch);
    must(!broken, broken);
    arena_drop(&scratch);
    st_fault_after = fault;
}

/* What is written reads back, and writes the same bytes. */
static StCode check_writing(const Records *r, Arena *a, RecordsList *back) {
    Text first = {.arena = a}, second = {.arena = a};
    StErr err = {0};
    TRY(records_write(r, a, &first));
    StCode code = records_read(text_str(&first), a, back, &err);
    must(code == ST_OK || code == ST_NOMEM, err.what);
    TRY(code);
    must(back->n == 1, "one document");
    TRY(records_write(back->v[0], a, &second));
    must(str_eq(text_str(&first), text_str(&second)), "the same bytes again");
    return ST_OK;
}

static StCode run(const Input *in, ReportFormat format, Arena *a, StErr *err) {
    const Engine *e = open_engine();
    Document doc;
    Records r;
    RecordsList docs;
    Stories stories;
    Str notice;
    Text out = {.arena = a};
    ReportOptions options = {
        .tables = e->tables, .format = format, .width = REPORT_WIDTH_DEFAULT, .all = true};
    TRY(read_document(in, e->tables, a, &doc, &notice, err));
    TRY(extract_document(e->extractor, &doc, a, &r, err));
    check_promises(&r);
    TRY(check_writing(&r, a, &docs));
    TRY(stories_make(&docs, e->tables, a, &stories, err));
    return report_write(&docs, &stories, &options, a, &out, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    open_engine();
    Input in = {.bytes = {(const char *)data, size}, .path = S("a")};
    long fault = -1;
    if (size && data[0] == '{') in.kind = INPUT_JSONL;
    if (size > 2 && data[0] > 0x7F) {
        in.kind = (InputKind)(data[0] & 3);
        in.bytes = str_from(in.bytes, 2);
        long steps = data[0] >> 2 & 31;
        fault = steps ? steps << (data[1] & 15) : -1;
    }
    Arena a = {.limit = 1u << 30};
    StErr err = {0};
    st_fault_after = fault;
    StCode code = run(&in, (ReportFormat)(size & 3), &a, &err);
    bool spent = fault > 0 && st_fault_after == 0;
    st_fault_after = -1;
    must((code == ST_NOMEM) == spent, "out of memory, and only then");
    arena_drop(&a);
    return 0;
}
