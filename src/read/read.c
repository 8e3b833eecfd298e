#include "read/read.h"

#include "read/date_text.h"
#include "base/utf8.h"
#include "read/digest.h"
#include "read/encoding.h"
#include "read/filetype.h"
#include "read/html_article.h"
#include "read/json_line.h"
#include "read/language.h"
#include "read/reading.h"
#include "read/text_blocks.h"

StCode reading_add_block(Reading *r, BlockKind kind, Span span) {
    if (!span_some(span)) return ST_OK;
    Block *b = list_push(r->arena, &r->doc->blocks, Block);
    TRY_MEM(b, r->err);
    *b = (Block){kind, span};
    return ST_OK;
}

Str reading_fold(Reading *r, Str s) {
    Str folded = utf8_fold(r->arena, s);
    if (folded.p) return folded;
    r->starved = true;
    return S("");
}

/* The bytes of one document with what came beside them. */
typedef struct Source {
    Str raw, text; /* as stored; as decoded */
    bool html;
    JsonLine given; /* keys of the line, or the caller's word */
} Source;

static StCode source_of_line(const Input *in, Arena *a, Source *s, StErr *err) {
    TRY(json_line_read(in->bytes, a, &s->given, err));
    s->raw = s->text = s->given.content;
    s->html = s->given.html;
    if (str_trim(s->text).n == 0) return st_fail(err, ST_NOT_FOUND, 0, "there is no text in it");
    return ST_OK;
}

static StCode source_of_file(const Input *in, Arena *a, Source *s, Str *notice, StErr *err) {
    FileType type = filetype_of_bytes(in->bytes);
    if (type.kind == INPUT_AUTO && type.advice)
        return st_fail(err, ST_UNSUPPORTED, 0, "%s", type.advice);
    s->raw = in->bytes;
    TRY(encoding_decode(in->bytes, a, &s->text, notice, err));
    FileType named = filetype_of_name(in->path);
    s->html = in->kind == INPUT_HTML ||
              (in->kind == INPUT_AUTO && (type.kind == INPUT_HTML || named.kind == INPUT_HTML));
    return ST_OK;
}

static Str first_of(Str x, Str y) {
    return x.p ? x : y;
}

static StCode describe(Reading *r, const Input *in, const Source *s, Str *notice) {
    Document *d = r->doc;
    const JsonLine *given = &s->given;
    d->source_id = given->id;
    d->uri = first_of(given->uri, in->kind == INPUT_JSONL ? (Str){NULL, 0} : in->path);
    d->outlet = first_of(in->outlet, given->outlet);
    d->title = first_of(in->title, given->title);
    if (given->lang.n >= 2) d->lang = (Str){given->lang.p, 2};
    Str when = first_of(in->published, given->published);
    Day day = when.p ? date_text_find(r, when, false, NULL) : 0;
    if (day) {
        d->published = arena_new(r->arena, Published, 1);
        TRY_MEM(d->published, r->err);
        *d->published = (Published){{day, day}, PUBLISHED_META, 1000, {0}};
    } else if (when.n) {
        *notice = S("\"published\" tells no day and is left out");
    }
    return digest_make(s->raw, first_of(given->id, in->path), r->arena, &d->sha256, &d->id, r->err);
}

/* The map leads into the decoded page; the stored one begins with its mark, or is in another
 * encoding, and then there is no map. */
static void map_to_raw(const Source *s, SourceMap *map) {
    bool inside = s->text.p >= s->raw.p && s->text.p + s->text.n <= s->raw.p + s->raw.n;
    if (!inside) *map = (SourceMap){0};
    for (uint32_t i = 0; i < map->n; i++) map->v[i].raw_start += (uint32_t)(s->text.p - s->raw.p);
}

static StCode read_source(const Input *in, const Tables *tables, Arena *a, Document *out,
                          Str *notice, StErr *err) {
    if (in->bytes.n > READ_BYTES_MAX)
        return st_fail(err, ST_LIMIT, READ_BYTES_MAX, "larger than %d MiB", READ_BYTES_MAX >> 20);
    Source s = {0};
    if (in->kind == INPUT_JSONL)
        TRY(source_of_line(in, a, &s, err));
    else
        TRY(source_of_file(in, a, &s, notice, err));
    Reading r = {.tables = tables, .arena = a, .doc = out, .err = err};
    TRY(describe(&r, in, &s, notice));
    out->text = s.text;
    Lines lines = {0};
    if (s.html)
        TRY(html_article_read(&r, s.text, &lines));
    else
        TRY(lines_split(&r, &lines));
    map_to_raw(&s, &out->source_map);
    TRY(text_blocks_find(&r, &lines));
    if (!out->lang.p) TRY(language_find(&r, out->text, &out->lang));
    return r.starved || a->spent ? st_fail(err, ST_NOMEM, 0, "out of memory") : ST_OK;
}

StCode read_document(const Input *in, const Tables *tables, Arena *a, Document *out, Str *notice,
                     StErr *err) {
    *out = (Document){0};
    *notice = S("");
    StCode code = read_source(in, tables, a, out, notice, err);
    if (code != ST_OK) {
        *out = (Document){0};
        *notice = S("");
    }
    return code;
}
