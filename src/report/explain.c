#include "report/explain.h"

#include "base/utf8.h"
#include "know/tables.h"

#include <stdlib.h>

enum { CELL_BYTES_MAX = 48, TEXT_BYTES_MAX = 160 };

typedef struct Explaining {
    const Records *r;
    Text *out;
} Explaining;

/* ---- parts of a line */

static void put(const Explaining *e, const char *words) {
    text_add_c(e->out, words);
}

/* Cut at a character's end. */
static void put_short(const Explaining *e, Str s, size_t most) {
    bool cut = s.n > most;
    while (cut && most && ((unsigned char)s.p[most] & 0xC0) == 0x80) most--;
    utf8_add_printable(e->out, cut ? (Str){s.p, most} : s);
    if (cut) put(e, "…");
}

static void put_span(const Explaining *e, Span s) {
    put(e, "“");
    put_short(e, document_cut(&e->r->doc, s), TEXT_BYTES_MAX);
    put(e, "”");
}

static void put_word(const Explaining *e, Str word) {
    if (word.n) text_format(e->out, " %.*s", STR_ARG(word));
}

static void put_field(const Explaining *e, const char *name, Str value) {
    if (!value.n) return;
    text_format(e->out, " %s=", name);
    put_short(e, value, CELL_BYTES_MAX);
}

static void put_actor(const Explaining *e, const char *name, Ref ref) {
    const Actor *a = records_actor(e->r, ref);
    if (a) put_field(e, name, a->name);
}

/* "← en/cues: deny (verb)": the row by its key and the cell beside it. */
static void put_rows(const Explaining *e, const RecordHead *h) {
    for (uint32_t i = 0; i < MADE_ROWS_MAX && h->made[i].row; i++) {
        const Table *t = h->made[i].table;
        uint32_t row = h->made[i].row - 1;
        Str name = table_name(t), second = table_cell(t, row, 1);
        text_format(e->out, "%s %.*s: ", i ? " +" : "  ←", STR_ARG(name));
        put_short(e, table_cell(t, row, 0), CELL_BYTES_MAX);
        if (!second.n) continue;
        put(e, " (");
        put_short(e, second, CELL_BYTES_MAX);
        put(e, ")");
    }
    put(e, "\n");
}

/* ---- records */

static void put_days(const Explaining *e, const char *name, Days d) {
    char from[11] = "", to[11] = "";
    if (!days_some(d)) return;
    if (d.from) day_format(d.from, from);
    if (d.to) day_format(d.to, to);
    text_format(e->out, d.from == d.to ? " %s=%s" : " %s=%s…%s", name, from, to);
}

static void put_number(const Explaining *e, const char *name, Number n) {
    if (n.some) text_format(e->out, " %s=%lld", name, (long long)(n.milli / 1000));
}

static void explain_actor(const Explaining *e, Ref ref) {
    const Actor *a = records_actor(e->r, ref);
    put_span(e, a->head.span);
    put_field(e, "name", a->name);
    put_word(e, WORD_OF(ACTOR, a->kind));
    put_field(e, "country", a->country);
    for (uint32_t i = 0; i < a->sectors.n; i++) put_word(e, a->sectors.v[i]);
    put_field(e, "title", a->title);
    put_actor(e, "represents", a->represents);
    text_format(e->out, " mentions=%u", a->mentions.n);
}

static void explain_place(const Explaining *e, Ref ref) {
    const Place *p = records_place(e->r, ref);
    put_span(e, p->head.span);
    put_word(e, WORD_OF(PRECISION, p->precision));
    put_field(e, "country", p->country);
    put_field(e, "known", p->known);
    text_format(e->out, " mentions=%u", p->mentions.n);
}

static void explain_time(const Explaining *e, Ref ref) {
    const Time *t = records_time(e->r, ref);
    put_span(e, t->head.span);
    put_word(e, WORD_OF(TIMEX, t->timex));
    put_field(e, "value", t->value);
    put_days(e, "days", t->days);
    put_word(e, WORD_OF(TIME_BASIS, t->basis));
}

static void explain_figure(const Explaining *e, Ref ref) {
    const Figure *f = records_figure(e->r, ref);
    put_span(e, f->head.span);
    put_field(e, "measure", f->measure);
    put_number(e, "low", f->low);
    put_number(e, "high", f->high);
    put_word(e, WORD_OF(QUANT, f->quantifier));
    put_field(e, "unit", f->unit);
    if (f->scope) put_field(e, "scope", WORD_OF(SCOPE, f->scope));
    put_word(e, WORD_OF(STATUS, f->status));
    const Place *p = records_place(e->r, f->place);
    if (p) put_field(e, "place", p->name);
    put_word(e, WORD_OF(VOICE, f->voice));
}

static void explain_claim(const Explaining *e, Ref ref) {
    const Claim *c = records_claim(e->r, ref);
    put_word(e, WORD_OF(STANCE, c->stance));
    if (!c->speech) put(e, " unspoken");
    put(e, " source=");
    if (c->source)
        put_span(e, c->source->span);
    else
        put(e, "none");
    if (c->source) put_actor(e, "actor", c->source->actor);
    if (span_some(c->cue)) {
        put(e, " cue=");
        put_span(e, c->cue);
    }
    put(e, " content=");
    for (uint32_t i = 0; i < c->content.n; i++) {
        if (i) put(e, " … ");
        put_span(e, c->content.v[i]);
    }
    put_actor(e, "target", c->target);
    put_actor(e, "addressee", c->addressee);
    for (uint32_t i = 0; i < c->via.n; i++) {
        put(e, " via=");
        put_span(e, c->via.v[i].span);
    }
    for (uint32_t i = 0; i < c->answers.n; i++)
        put_field(e, "answers", records_head(e->r, RECORD_CLAIM, c->answers.v[i])->id);
}

static void put_roles(const Explaining *e, const char *name, Roles roles) {
    for (uint32_t i = 0; i < roles.n; i++) {
        const Actor *a = records_actor(e->r, roles.v[i].actor);
        put_field(e, name, a ? a->name : document_cut(&e->r->doc, roles.v[i].span));
    }
}

static void explain_event(const Explaining *e, Ref ref) {
    const Event *v = records_event(e->r, ref);
    put_span(e, v->head.span);
    put_word(e, WORD_OF(CLASS, v->class));
    put_word(e, v->mode);
    put_roles(e, "agent", v->agents);
    put_roles(e, "recipient", v->recipients);
    for (uint32_t i = 0; i < v->objects.n; i++) put_field(e, "object", v->objects.v[i].kind);
    const Place *p = records_place(e->r, v->place);
    if (p) put_field(e, "place", p->name);
    if (v->time) put_days(e, "time", v->time->days);
    put_word(e, WORD_OF(MODALITY, v->modality));
    if (v->polarity == POLARITY_NEGATIVE) put(e, " negative");
    if (v->background) put(e, " background");
}

/* ---- documents */

typedef struct ExplainedKind {
    RecordKind kind;
    const char *name;
    void (*line)(const Explaining *e, Ref ref);
} ExplainedKind;

static const ExplainedKind kinds[] = {
    {RECORD_ACTOR, "actor", explain_actor}, {RECORD_PLACE, "place", explain_place},
    {RECORD_TIME, "time", explain_time},    {RECORD_CLAIM, "claim", explain_claim},
    {RECORD_EVENT, "event", explain_event}, {RECORD_FIGURE, "figure", explain_figure},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct Explained {
    uint32_t start, kind;
    Ref ref;
} Explained;

static int by_start(const void *a, const void *b) {
    const Explained *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->ref > y->ref) - (x->ref < y->ref);
}

static Explained *in_text_order(const Records *r, Arena *a, uint32_t *n) {
    *n = 0;
    for (uint32_t k = 0; k < KINDS; k++) *n += records_list(r, kinds[k].kind).n;
    Explained *all = arena_new(a, Explained, *n);
    uint32_t at = 0;
    for (uint32_t k = 0; all && k < KINDS; k++)
        for (Ref ref = 1; ref <= records_list(r, kinds[k].kind).n; ref++)
            all[at++] = (Explained){records_head(r, kinds[k].kind, ref)->span.start, k, ref};
    if (all && *n) qsort(all, *n, sizeof *all, by_start);
    return all;
}

static void explain_until(const Explaining *e, const Explained *all, uint32_t n, uint32_t *next,
                          uint32_t end) {
    for (; *next < n && all[*next].start < end; ++*next) {
        const ExplainedKind *k = &kinds[all[*next].kind];
        text_format(e->out, "    %-6s ", k->name);
        k->line(e, all[*next].ref);
        put_rows(e, records_head(e->r, k->kind, all[*next].ref));
    }
}

StCode explain_write(const Records *r, Arena *a, Text *out) {
    Explaining e = {r, out};
    uint32_t n, next = 0;
    Explained *all = in_text_order(r, a, &n);
    if (!all) return ST_NOMEM;
    text_format(out, "%.*s ", STR_ARG(r->doc.id));
    utf8_add_printable(out, r->doc.title);
    put(&e, "\n");
    for (uint32_t i = 0; i < r->doc.sentences.n; i++) {
        Span s = r->doc.sentences.v[i];
        explain_until(&e, all, n, &next, s.start); /* of a line that is no sentence */
        text_format(out, "\n[%u] ", i + 1);
        utf8_add_printable(out, document_cut(&r->doc, s));
        put(&e, "\n");
        explain_until(&e, all, n, &next, s.end);
    }
    explain_until(&e, all, n, &next, UINT32_MAX);
    put(&e, "\n");
    return out->failed ? ST_NOMEM : ST_OK;
}
