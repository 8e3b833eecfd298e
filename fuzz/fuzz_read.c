/* Any bytes → a document that keeps its promises, or a counted refusal.
 *
 * The first byte chooses the kind of input and when memory runs out; the rest is the input. */
#include "base/utf8.h"
#include "read/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

static const Tables *open_tables(void) {
    static Tables *tables;
    StErr err;
    if (!tables) must(tables_open(TABLES_BLOB, &tables, &err) == ST_OK);
    return tables;
}

static bool on_boundary(Str text, uint32_t at) {
    return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void check_blocks(const Document *d) {
    uint32_t floor = 0;
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        Span s = d->blocks.v[i].span;
        must(s.start >= floor && s.start < s.end && s.end <= d->text.n);
        must(on_boundary(d->text, s.start) && on_boundary(d->text, s.end));
        must(d->blocks.v[i].kind < BLOCK_COUNT);
        floor = s.end;
    }
}

/* Every run of the map leads to the same bytes in the page. */
static void check_map(const Document *d, Str raw) {
    uint32_t floor = 0;
    for (uint32_t i = 0; i < d->source_map.n; i++) {
        SourceRun run = d->source_map.v[i];
        must(run.length > 0 && run.text_start >= floor);
        must((uint64_t)run.text_start + run.length <= d->text.n);
        must((uint64_t)run.raw_start + run.length <= raw.n);
        must(memcmp(d->text.p + run.text_start, raw.p + run.raw_start, run.length) == 0);
        floor = run.text_start + run.length;
    }
}

static void check_document(const Document *d, const Input *in) {
    must(d->text.n > 0 && utf8_valid_until(d->text) == d->text.n);
    must(d->id.n == 10 && d->sha256.n == 64);
    const Str fields[] = {d->title, d->byline, d->outlet, d->uri, d->lang, d->source_id};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        must(utf8_valid_until(fields[i]) == fields[i].n);
    for (uint32_t i = 0; i < d->agencies.n; i++)
        must(utf8_valid_until(d->agencies.v[i]) == d->agencies.v[i].n);
    check_blocks(d);
    if (d->published) must(d->published->days.from > 0 && d->published->days.to <= DAY_MAX);
    if (d->published)
        for (uint32_t i = 0; i < d->published->evidence.n; i++)
            must(d->published->evidence.v[i].start < d->published->evidence.v[i].end &&
                 d->published->evidence.v[i].end <= d->text.n);
    if (in->kind != INPUT_JSONL) check_map(d, in->bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    const Tables *tables = open_tables();
    Input in = {.bytes = {(const char *)data + 1, size - 1}, .kind = (InputKind)(data[0] & 3)};
    Arena a = {.limit = 256u << 20};
    Document d;
    Str notice;
    StErr err;
    st_fault_after = data[0] >> 2 ? (data[0] >> 2) * 7 : -1;
    StCode code = read_document(&in, tables, &a, &d, &notice, &err);
    st_fault_after = -1;
    if (code == ST_OK)
        check_document(&d, &in);
    else
        must(!d.text.p && !d.blocks.n && err.what[0]);
    arena_drop(&a);
    return 0;
}
