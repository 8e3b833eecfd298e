#include "report/composing.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

Str composing_format(Composing *c, const char *fmt, ...) {
    char buffer[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(buffer, sizeof buffer, fmt, args);
    va_end(args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof buffer ? (size_t)n : sizeof buffer - 1;
    while (length && utf8_valid_until((Str){buffer, length}) < length)
        length--; /* cut in a character */
    Str s = arena_copy(c->a, (Str){buffer, length});
    if (!s.p) c->failed = true;
    return s;
}

Line *composing_line(Composing *c, LineKind kind, Str first) {
    Line *line = list_push(c->a, &c->out->lines, Line);
    if (!line) {
        c->failed = true;
        line = &c->lost;
    }
    *line = (Line){.kind = kind, .cells = {first}}; /* one taken back may have stood here */
    return line;
}

void composing_end_section(Composing *c, uint32_t heading) {
    if (c->out->lines.n == heading + 1) c->out->lines.n = heading;
}

static void note_id(Composing *c, Line *line, Str id) {
    Str *slot = list_push(c->a, &line->ids, Str);
    if (slot)
        *slot = id;
    else
        c->failed = true;
}

static void cite_sentence(Composing *c, Line *line, const Records *r, uint32_t sentence) {
    uint32_t report = composing_number(c, r->doc.id);
    if (!report || !sentence) return;
    for (uint32_t i = 0; i < line->cites.n; i++)
        if (line->cites.v[i].report == report && line->cites.v[i].sentence == sentence) return;
    Cite *cite = list_push(c->a, &line->cites, Cite);
    Str key = composing_format(c, "%u:%u", report, sentence);
    uint32_t *seen = cite && key.p ? map_at(&c->cited, key) : NULL;
    if (!seen) {
        c->failed = true;
        return;
    }
    *cite = (Cite){report, sentence};
    if (*seen) return;
    CitedSentence *cited = list_push(c->a, &c->out->cited, CitedSentence);
    if (!cited) {
        c->failed = true;
        return;
    }
    *cited = (CitedSentence){*cite, document_cut(&r->doc, r->doc.sentences.v[sentence - 1])};
    *seen = c->out->cited.n;
}

void composing_cite(Composing *c, Line *line, Str record_id) {
    Found f = record_index_find(&c->index, record_id);
    if (!f.records || f.kind == RECORD_DOCUMENT) return;
    note_id(c, line, record_id);
    const Reviews *reviews = c->options->reviews;
    line->accepted += reviews && map_get(&reviews->accepted, record_id);
    RecordHead *head = records_head(f.records, f.kind, f.ref);
    cite_sentence(c, line, f.records, document_sentence_at(&f.records->doc, head->span.start));
}

void composing_cite_all(Composing *c, Line *line, const Strs *record_ids) {
    for (uint32_t i = 0; i < record_ids->n; i++) composing_cite(c, line, record_ids->v[i]);
}

void composing_cite_byte(Composing *c, Line *line, Str doc_id, uint32_t byte) {
    Found f = record_index_find(&c->index, doc_id);
    if (f.records) cite_sentence(c, line, f.records, document_sentence_at(&f.records->doc, byte));
}

void composing_cite_point(Composing *c, Line *line, Str doc_id, int32_t point) {
    Found f = record_index_find(&c->index, doc_id);
    TextMap map;
    if (!f.records || point < 0) return;
    if (text_map_make(f.records->doc.text, c->a, &map) != ST_OK) {
        c->failed = true;
        return;
    }
    uint32_t byte = text_map_byte(&map, (uint32_t)point);
    cite_sentence(c, line, f.records, document_sentence_at(&f.records->doc, byte));
}

uint32_t composing_number(const Composing *c, Str doc_id) {
    return map_get(&c->numbers, doc_id);
}

Str composing_leader(const Composing *c, Str doc_id) {
    uint32_t at = map_get(&c->leader_of, doc_id);
    return at ? c->story->copies.v[at - 1].v[0] : doc_id;
}

bool composing_word_in(Composing *c, Str word, WordList list) {
    Str folded = utf8_fold(c->a, word);
    c->failed = c->failed || (!folded.p && word.n);
    return word_is_in(c->options->tables, folded, list);
}

bool composing_is_copy(const Composing *c, Str doc_id) {
    return !str_eq(composing_leader(c, doc_id), doc_id);
}

Days composing_published(const Composing *c, const Records *r, bool *worked_out) {
    const Published *p = r->doc.published;
    *worked_out = false;
    if (p && p->basis != PUBLISHED_INFERRED) return p->days;
    *worked_out = true;
    uint32_t at = map_get(&c->dating_of, r->doc.id);
    if (at) return c->story->datings.v[at - 1].days;
    return p ? p->days : (Days){0, 0};
}

const Entity *composing_entity(const Composing *c, Str id) {
    uint32_t at = map_get(&c->entity_of, id);
    return at ? &c->story->entities.v[at - 1] : NULL;
}

Str composing_actor_name(const Composing *c, const Actor *actor) {
    const Entity *e = composing_entity(c, actor->head.id);
    return e && e->name.n ? e->name : actor->name;
}

static int by_place(const void *a, const void *b) {
    const Document *x = &(*(Records *const *)a)->doc, *y = &(*(Records *const *)b)->doc;
    int c = str_cmp(x->uri, y->uri);
    if (!c) c = str_cmp(x->source_id, y->source_id);
    return c ? c : str_cmp(x->id, y->id);
}

/* Reports are numbered by path, whatever order they came in. */
bool composing_number_as(Composing *c, const RecordsList *docs) {
    Records **sorted = arena_new(c->a, Records *, docs->n);
    if (!sorted) return false;
    for (uint32_t i = 0; i < docs->n; i++) sorted[i] = docs->v[i];
    if (docs->n) qsort(sorted, docs->n, sizeof *sorted, by_place);
    c->numbers = (Map){.arena = c->a};
    for (uint32_t i = 0; i < docs->n; i++) map_set(&c->numbers, sorted[i]->doc.id, i + 1);
    return !c->numbers.failed;
}

void composing_enter(Composing *c, const Story *s) {
    c->story = s;
    c->entity_of = (Map){.arena = c->a};
    c->dating_of = (Map){.arena = c->a};
    c->leader_of = (Map){.arena = c->a};
    c->grown = (Map){.arena = c->a};
    for (uint32_t i = 0; i < s->entities.n; i++)
        for (uint32_t k = 0; k < s->entities.v[i].members.n; k++)
            map_set(&c->entity_of, s->entities.v[i].members.v[k], i + 1);
    for (uint32_t i = 0; i < s->datings.n; i++) map_set(&c->dating_of, s->datings.v[i].doc, i + 1);
    for (uint32_t i = 0; i < s->copies.n; i++)
        for (uint32_t k = 0; k < s->copies.v[i].n; k++)
            map_set(&c->leader_of, s->copies.v[i].v[k], i + 1);
    c->failed = c->failed || c->entity_of.failed || c->dating_of.failed || c->leader_of.failed;
    int month, day;
    c->year = 0;
    if (s->days.to) day_split(s->days.to, &c->year, &month, &day);
}

bool composing_begin(Composing *c, const RecordsList *docs, const ReportOptions *options, Arena *a,
                     Report *out) {
    static const Story no_story;
    *c = (Composing){.docs = docs,
                     .options = options,
                     .a = a,
                     .out = out,
                     .story = &no_story,
                     .cited = {.arena = a}};
    return record_index_make(docs, a, &c->index) == ST_OK && composing_number_as(c, docs);
}
