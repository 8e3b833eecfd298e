#include "story/deeds.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/burdens.h"
#include "story/deed_clause.h"
#include "story/deed_words.h"
#include "story/rebuttals.h"

/* ---- kinds */

static const Table *kinds_of(const Making *m) {
    return tables_get(m->tables, "en/deed_kinds");
}

Str deed_cell(const Making *m, uint32_t kind, const char *column) {
    const Table *t = kinds_of(m);
    return t && kind ? table_cell(t, kind - 1, table_column(t, column)) : S("");
}

bool deed_is_of(const Making *m, const Deed *d, uint32_t kind) {
    Str implied = deed_cell(m, d->kind, "implies"), other = deed_cell(m, kind, "deed"), one;
    if (d->kind == kind) return true;
    while (str_split(&implied, ' ', &one))
        if (str_eq(one, other)) return true;
    return false;
}

/* By its class and mode; 0 where these tell no deed. */
static uint32_t kind_of_event(const Making *m, const Event *e) {
    const Table *t = kinds_of(m);
    Str word = WORD_OF(CLASS, e->class);
    Str key = arena_format(m->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(e->mode));
    Str folded = key.p ? utf8_fold(m->arena, key) : S("");
    return t && e->mode.n && folded.n ? table_find(t, folded, 0) : 0;
}

/* ---- who, where, when */

static void add_doer(Doers *d, uint32_t who) {
    for (uint32_t i = 0; i < d->n; i++)
        if (d->v[i] == who) return;
    if (who && d->n < DOERS_MAX) d->v[d->n++] = who;
}

/* "And", a comma: one more of whom the same is said follows. */
static bool are_joined(const Telling *t, uint32_t from, uint32_t to) {
    enum { JOINT_BYTES = 24 };
    Str between = document_cut(&t->r->doc, (Span){from, to});
    return between.n <= JOINT_BYTES && (str_find(between, S(" and ")) != SIZE_MAX ||
                                        str_find(between, S(" with ")) != SIZE_MAX);
}

/* The first actor of whom a stretch speaks, and who is joined to him. */
static void put_actors(const Telling *t, Span span, Doers *out) {
    uint32_t from = span.start, last = 0;
    for (bool more = true; more && out->n < DOERS_MAX;) {
        Span best = {UINT32_MAX, UINT32_MAX};
        uint32_t who = 0;
        for (Ref ref = 1; ref <= t->r->actors.n; ref++) {
            const Mentions *mentions = &t->r->actors.v[ref - 1].mentions;
            for (uint32_t k = 0; k < mentions->n; k++) {
                Span s = mentions->v[k].span;
                if (s.start < from || s.end > span.end || s.start >= best.start) continue;
                best = s;
                who = making_actor(t->m, t->who->doc, ref);
            }
        }
        more = who && (!last || are_joined(t, last, best.start));
        if (more) add_doer(out, who);
        if (more) from = last = best.end;
    }
}

/* The finest place named in a stretch; 1 + entity. */
static uint32_t place_in(const Telling *t, Span span) {
    for (Ref ref = 1; ref <= t->r->places.n; ref++) {
        const Place *p = &t->r->places.v[ref - 1];
        for (uint32_t k = 0; k < p->mentions.n; k++)
            if (span_has(span, p->mentions.v[k]) && p->precision != PRECISION_COUNTRY)
                return making_place(t->m, t->who->doc, ref);
    }
    return 0;
}

/* Of the first place named in a stretch. */
static Str country_in(const Telling *t, Span span) {
    uint32_t first = UINT32_MAX;
    Str country = S("");
    for (Ref ref = 1; ref <= t->r->places.n; ref++) {
        const Place *p = &t->r->places.v[ref - 1];
        for (uint32_t k = 0; k < p->mentions.n; k++)
            if (span_has(span, p->mentions.v[k]) && p->mentions.v[k].start < first) {
                first = p->mentions.v[k].start;
                country = p->country;
            }
    }
    return country;
}

static Days window_in(const Telling *t, Span span) {
    for (uint32_t i = 0; i < t->r->times.n; i++) {
        const Time *time = &t->r->times.v[i];
        if (!span_has(span, time->head.span)) continue;
        Days dated = t->m->time_days[t->who->doc][i];
        return dated.from ? dated : time->days;
    }
    return (Days){0, 0};
}

/* "Had been burned down": who stands before it suffered it. */
static bool is_suffered(const Telling *t, Span before) {
    Statement words;
    deed_clause_words(t, before, &words);
    return words.n && word_is_in(t->m->tables, words.v[words.n - 1], LIST_BE);
}

static void put_doer(const Telling *t, Deed *d, uint32_t row) {
    const Table *table = tables_get(t->m->tables, "en/deeds");
    Str where = table_cell(table, row - 1, table_column(table, "doer"));
    bool behind = str_eq(where, S("behind"));
    if (str_eq(where, S("within"))) {
        put_actors(t, d->at, &d->doers);
        d->subject = d->at;
        return;
    }
    Span span = {d->clause.start, d->at.start};
    Str rest = document_cut(&t->r->doc, (Span){d->at.end, d->clause.end});
    bool passive = str_starts(rest, S(" by "));
    if ((behind || is_suffered(t, span)) && !passive) return;
    if (passive) span = (Span){d->at.end, d->clause.end};
    put_actors(t, span, &d->doers);
    Statement words;
    deed_clause_words(t, span, &words);
    bool nobody = words.n && word_is_in(t->m->tables, words.v[0], LIST_NO_SUBJECT);
    bool pronoun = words.n && word_is_in(t->m->tables, words.v[0], LIST_ACCOUNT_PERSONAL);
    if (!d->self && (d->doers.n || (!nobody && !pronoun))) d->subject = span;
}

/* ---- reading */

static StCode push_deed(const Telling *t, Deeds *out, Deed d) {
    if (t->only_no && !d.no) return ST_OK;
    d.item = t->item;
    Deed *slot = list_push(t->m->arena, out, Deed);
    TRY_MEM(slot, t->m->err);
    *slot = d;
    return ST_OK;
}

/* The event of what is read that a stretch tells; NULL where there is none. */
static const Item *event_at(const Telling *t, Span at) {
    for (Ref ref = 1; ref <= t->r->events.n; ref++) {
        if (!span_overlaps(t->r->events.v[ref - 1].head.span, at)) continue;
        uint32_t item = making_item(t->m, t->who->doc, RECORD_EVENT, ref);
        if (item) return &t->m->items.v[item - 1];
    }
    return NULL;
}

static bool is_done(const Making *m, const Item *i) {
    return making_event(m, i)->modality == MODALITY_ACTUAL;
}

static void put_event(const Telling *t, Deed *d, const Item *i) {
    const Event *e = making_event(t->m, i);
    if (e->agents.n || e->recipients.n) d->doers.n = 0;
    if (e->agents.n)
        d->subject = e->agents.v[0].span;
    else if (e->recipients.n)
        d->subject = (Span){0, 0}; /* whom it is done to */
    for (uint32_t k = 0; k < e->agents.n; k++)
        add_doer(&d->doers, making_actor(t->m, i->doc, e->agents.v[k].actor));
    if (d->self) d->doers.n = 0, d->subject = (Span){0, 0};
    d->victim = i->recipient;
    if (i->place && !t->m->entities[i->place - 1].country_wide) d->place = i->place;
    if (i->window.from) d->window = i->window;
    d->no |= making_event(t->m, i)->polarity == POLARITY_NEGATIVE;
}

static Deed deed_at(const Telling *t, Span at, uint32_t kind) {
    Deed d = {.kind = kind, .at = at};
    d.clause = deed_clause(t, at);
    d.no = deed_is_undone(t, at, d.clause);
    d.some = deed_is_of_some(t, at, d.clause);
    d.so_far = deed_is_so_far(t, d.clause);
    d.self = deed_is_own(t, at, d.clause);
    d.place = place_in(t, d.clause);
    d.window = window_in(t, d.clause);
    return d;
}

/* "Under fire on its own soil": a noun and what begins behind it. */
static bool is_noun(const Telling *t, Span at, Span clause) {
    Statement before;
    deed_clause_words(t, (Span){clause.start, at.start}, &before);
    Str last = before.n ? before.v[before.n - 1] : S("");
    Str first = document_cut(&t->r->doc, at), word;
    return str_split(&first, ' ', &word) && first.n && !str_ends(word, S("ing")) &&
           !str_eq(last, S("to")) && word_is_in(t->m->tables, last, LIST_ACCOUNT_PREPOSITION);
}

/* By the words of the table; what an event tells there tells who did it. Of a report's own voice only
 * those of its event. */
static StCode read_phrases(const Telling *t, const Event *own, Deeds *out) {
    const Table *table = tables_get(t->m->tables, "en/deeds");
    Str text = document_cut(&t->r->doc, t->words);
    size_t at = 0, end = 0;
    uint32_t row;
    while ((row = deed_words_next(t->m, text, &at, &end)) != 0) {
        Span span = {t->words.start + (uint32_t)at, t->words.start + (uint32_t)end};
        if (own && !span_overlaps(own->head.span, span)) continue;
        Str name = table_cell(table, row - 1, table_column(table, "deed"));
        uint32_t kind = kinds_of(t->m) ? table_find(kinds_of(t->m), name, 0) : 0;
        const Item *event = event_at(t, span);
        Deed d = deed_at(t, span, kind);
        bool verb = str_eq(table_cell(table, row - 1, table_column(table, "doer")), S("before"));
        if (!kind || deed_is_supposed(t, span, d.clause) || (verb && is_noun(t, span, d.clause)) ||
            (event && !is_done(t->m, event)))
            continue;
        put_doer(t, &d, row);
        bool tells_no = table_cell(table, row - 1, table_column(table, "no")).n > 0;
        d.no = (d.no != tells_no) != t->denied;
        if (event) put_event(t, &d, event);
        if (t->denied && !d.no) continue;
        d.country = country_in(t, (Span){d.at.end, d.clause.end});
        TRY(push_deed(t, out, d));
    }
    return ST_OK;
}

static bool is_read(const Deeds *out, uint32_t item, Span at) {
    for (uint32_t i = out->n; i-- > 0 && out->v[i].item == item;)
        if (span_overlaps(out->v[i].at, at)) return true;
    return false;
}

/* By the events that no words of the table told. */
static StCode read_events(const Telling *t, Deeds *out) {
    for (Ref ref = 1; ref <= t->r->events.n; ref++) {
        const Event *e = &t->r->events.v[ref - 1];
        uint32_t kind = span_has(t->words, e->head.span) ? kind_of_event(t->m, e) : 0;
        uint32_t item = kind ? making_item(t->m, t->who->doc, RECORD_EVENT, ref) : 0;
        if (!item || !is_done(t->m, &t->m->items.v[item - 1]) ||
            is_read(out, t->item, e->head.span))
            continue;
        Deed d = deed_at(t, e->head.span, kind);
        bool undone = d.no || t->denied;
        put_event(t, &d, &t->m->items.v[item - 1]);
        if (t->denied && !d.no) continue; /* "denied a part in the raid": there was one */
        if (d.no && !undone) continue;    /* "gave no figures of the dead" */
        TRY(push_deed(t, out, d));
    }
    return ST_OK;
}

static bool states(const Claim *c) {
    return c->speech && (c->stance == STANCE_ASSERT || c->stance == STANCE_ACCUSE ||
                         c->stance == STANCE_CONFIRM || c->stance == STANCE_WARN ||
                         c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

/* "Denied that", "reports that … are false", "does not accept that": what it tells is not so. */
static bool denies_matter(Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    Statement words = {.n = 0};
    if (c->stance != STANCE_REJECT) return c->stance == STANCE_DENY;
    statement_of_claim(m, i, &words);
    return rebuttal_tells_matter(m, &words) ||
           (words.n && word_is_in(m->tables, words.v[0], LIST_DENIED_CLAUSE));
}

/* A headline, a heading in the text: told once more below. */
static bool repeats_text(const Making *m, const Item *i) {
    const Document *d = &m->docs.v[i->doc]->doc;
    Span at = records_head(m->docs.v[i->doc], i->kind, i->ref)->span;
    Str sentence = str_trim(document_cut(d, document_sentence_span(d, at.start)));
    char last = sentence.n ? sentence.p[sentence.n - 1] : '.';
    bool letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
    return document_in_headline(d, at) || letter;
}

static StCode read_claim(Making *m, uint32_t item, Deeds *out) {
    const Item *i = &m->items.v[item];
    const Claim *c = making_claim(m, i);
    if (!states(c) || !c->source || !claim_is_said(m, i) || repeats_text(m, i)) return ST_OK;
    Telling t = {.m = m, .item = item, .who = i, .r = m->docs.v[i->doc]};
    t.denied = denies_matter(m, i);
    t.only_no = c->stance == STANCE_REJECT && !t.denied;
    for (uint32_t k = 0; k < c->content.n; k++) {
        t.words = c->content.v[k];
        TRY(read_phrases(&t, NULL, out));
        TRY(read_events(&t, out));
    }
    return ST_OK;
}

/* What the report itself tells. */
static StCode read_event(Making *m, uint32_t item, Deeds *out) {
    const Item *i = &m->items.v[item];
    const Event *e = making_event(m, i);
    uint32_t kind = kind_of_event(m, e);
    if (e->claim || !is_done(m, i) || repeats_text(m, i)) return ST_OK;
    Telling t = {.m = m, .item = item, .who = i, .r = m->docs.v[i->doc], .words = e->sentence};
    if (!kind) return e->background ? ST_OK : read_phrases(&t, e, out);
    Deed d = deed_at(&t, e->head.span, kind);
    put_event(&t, &d, i);
    return push_deed(&t, out, d);
}

StCode deeds_read(Making *m, Deeds *out) {
    *out = (Deeds){0};
    for (uint32_t i = 0; i < m->items.n; i++) {
        if (m->items.v[i].kind == RECORD_CLAIM) TRY(read_claim(m, i, out));
        if (m->items.v[i].kind == RECORD_EVENT) TRY(read_event(m, i, out));
    }
    return ST_OK;
}
