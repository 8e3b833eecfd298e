#include "sitrep.h"

#include "api/engine.h"
#include "read/read.h"
#include "record/record_json.h"
#include "report/report.h"

#include <stdlib.h>

struct sitrep {
    Engine engine;
};

const char *sitrep_version(void) {
    return SITREP_VERSION;
}

static sitrep_code code_of(StCode code) {
    switch (code) {
    case ST_OK: return SITREP_OK;
    case ST_NOMEM: return SITREP_NO_MEMORY;
    case ST_LIMIT: return SITREP_LIMIT;
    case ST_BAD_TEXT: return SITREP_BAD_TEXT;
    case ST_BAD_FORMAT: return SITREP_BAD_FORMAT;
    case ST_BAD_ARGUMENT: return SITREP_BAD_ARGUMENT;
    case ST_UNSUPPORTED: return SITREP_UNSUPPORTED;
    case ST_NOT_FOUND: return SITREP_NOT_FOUND;
    case ST_IO: return SITREP_IO;
    case ST_STORE:
    case ST_STOPPED: return SITREP_FAILED;
    }
    return SITREP_FAILED;
}

static sitrep_code give_error(StCode code, const StErr *from, sitrep_error *to) {
    if (to) {
        *to = (sitrep_error){.code = code_of(code), .at = from->at};
        Str what = str_of(from->what[0] ? from->what : st_code_text(code));
        if (what.n >= sizeof to->what) what.n = sizeof to->what - 1;
        memcpy(to->what, what.p, what.n);
    }
    return code_of(code);
}

/* A copy that outlives the arena. */
static StCode give_out(const Text *text, char **out, size_t *size, StErr *err) {
    TRY_MEM(!text->failed, err);
    char *copy = malloc(text->n + 1);
    TRY_MEM(copy, err);
    if (text->n) memcpy(copy, text->p, text->n);
    copy[text->n] = '\0';
    *out = copy;
    *size = text->n;
    return ST_OK;
}

sitrep_code sitrep_open(const char *data_folder, sitrep **out, sitrep_error *err) {
    StErr e = {0};
    *out = NULL;
    sitrep *s = calloc(1, sizeof *s);
    if (!s) return give_error(ST_NOMEM, &e, err);
    StCode code = engine_open(data_folder, NULL, &s->engine, &e);
    if (code != ST_OK) {
        free(s);
        return give_error(code, &e, err);
    }
    *out = s;
    return SITREP_OK;
}

void sitrep_close(sitrep *s) {
    if (!s) return;
    engine_close(&s->engine);
    free(s);
}

void sitrep_free(char *out) {
    free(out);
}

static StCode extract(const sitrep *s, const sitrep_input *in, Arena *a, Text *out, StErr *err) {
    static const InputKind kinds[] = {INPUT_AUTO, INPUT_TEXT, INPUT_HTML, INPUT_JSONL};
    if (!in->bytes || (unsigned)in->kind > SITREP_JSON)
        return st_fail(err, ST_BAD_ARGUMENT, 0, "no bytes, or no such kind of input");
    Input input = {.bytes = {in->bytes, in->size},
                   .path = str_of(in->path),
                   .kind = kinds[in->kind],
                   .line = in->kind == SITREP_JSON,
                   .outlet = str_of(in->outlet),
                   .title = str_of(in->title),
                   .published = str_of(in->published)};
    Document doc;
    Records records;
    Str notice;
    TRY(read_document(&input, s->engine.tables, a, &doc, &notice, err));
    TRY(extract_document(s->engine.extractor, &doc, a, &records, err));
    TRY_MEM(records_write(&records, a, out) == ST_OK, err);
    return ST_OK;
}

sitrep_code sitrep_extract(const sitrep *s, const sitrep_input *input, char **out, size_t *size,
                           sitrep_error *err) {
    Arena a = {0};
    Text text = {.arena = &a};
    StErr e = {0};
    *out = NULL;
    *size = 0;
    StCode code = extract(s, input, &a, &text, &e);
    if (code == ST_OK) code = give_out(&text, out, size, &e);
    arena_drop(&a);
    return code == ST_OK ? SITREP_OK : give_error(code, &e, err);
}

static StCode compare(const sitrep *s, Str records, Arena *a, RecordsList *docs, Stories *stories,
                      StErr *err) {
    TRY(records_read(records, a, docs, err));
    return stories_make(docs, s->engine.tables, a, stories, err);
}

sitrep_code sitrep_story(const sitrep *s, const char *records, size_t records_size, char **out,
                         size_t *size, sitrep_error *err) {
    Arena a = {0};
    Text text = {.arena = &a};
    StErr e = {0};
    RecordsList docs;
    Stories stories;
    *out = NULL;
    *size = 0;
    StCode code = compare(s, (Str){records, records_size}, &a, &docs, &stories, &e);
    if (code == ST_OK) code = stories_write(&stories, &text);
    if (code == ST_OK) code = give_out(&text, out, size, &e);
    arena_drop(&a);
    return code == ST_OK ? SITREP_OK : give_error(code, &e, err);
}

sitrep_code sitrep_report(const sitrep *s, const char *records, size_t records_size,
                          sitrep_format format, unsigned width, char **out, size_t *size,
                          sitrep_error *err) {
    static const ReportFormat formats[] = {REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML, REPORT_JSON};
    Arena a = {0};
    Text text = {.arena = &a};
    StErr e = {0};
    RecordsList docs;
    Stories stories;
    *out = NULL;
    *size = 0;
    if ((unsigned)format > SITREP_FORMAT_JSON) return give_error(ST_BAD_ARGUMENT, &e, err);
    ReportOptions options = {.tables = s->engine.tables,
                             .format = formats[format],
                             .width = width ? width : REPORT_WIDTH_DEFAULT};
    StCode code = compare(s, (Str){records, records_size}, &a, &docs, &stories, &e);
    if (code == ST_OK) code = report_write(&docs, &stories, &options, &a, &text, &e);
    if (code == ST_OK) code = give_out(&text, out, size, &e);
    arena_drop(&a);
    return code == ST_OK ? SITREP_OK : give_error(code, &e, err);
}
