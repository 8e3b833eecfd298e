#include "story/relations.h"

#include "know/word_lists.h"
#include "story/labels.h"
#include "story/spelling.h"

#include <stdlib.h>

StCode pairs_add(Making *m, Pairs *pairs, Pair pair) {
    Pair *slot = list_push(m->arena, pairs, Pair);
    TRY_MEM(slot, m->err);
    *slot = pair;
    return ST_OK;
}

Str item_source(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    Ref ref = i->kind == RECORD_CLAIM    ? i->ref
              : i->kind == RECORD_FIGURE ? making_figure(m, i)->claim
                                         : making_event(m, i)->claim;
    const Claim *c = records_claim(r, ref);
    return c && c->source ? document_cut(&r->doc, c->source->span) : S("");
}

/* Nobody is known by "he" alone. */
static bool is_pronoun(Str source) {
    static const char *const list[] = {"he",  "she",  "they",  "it", "this", "that", "who",
                                       "one", "some", "which", "we", "i",    "many", "others"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_eq_nocase(source, str_of(list[i]))) return true;
    return false;
}

/* "The mayor of Oresk": ends in no surname. */
static bool ends_in_place(const Making *m, Str source) {
    Str word;
    while (str_split(&source, ' ', &word))
        if (word_is_in(m->tables, word, LIST_LOCATED)) return true;
    return false;
}

/* "Maj Hurtado" and "Major Rodriguez Hurtado" are one. */
static bool one_surname(const Making *m, Str x, Str y) {
    Str a = spelling_last_word(x), b = spelling_last_word(y);
    bool name = a.n && a.p[0] >= 'A' && a.p[0] <= 'Z' && x.p[0] <= 'Z' && y.p[0] <= 'Z';
    return name && !ends_in_place(m, x) && !ends_in_place(m, y) && a.n < x.n && b.n < y.n &&
           str_eq_nocase(a, b);
}

bool one_speaker(const Making *m, const Item *a, const Item *b) {
    Str x = item_source(m, a), y = item_source(m, b);
    return (a->speaker && a->speaker == b->speaker) || (x.n && y.n && one_surname(m, x, y));
}

bool two_speakers(const Making *m, const Item *a, const Item *b) {
    if (a->side && a->side == b->side) return false;
    Str x = item_source(m, a), y = item_source(m, b);
    if (x.n && y.n && one_surname(m, x, y)) return false;
    if (a->speaker && b->speaker) return a->speaker != b->speaker;
    return x.n && y.n && !is_pronoun(x) && !is_pronoun(y) && !str_eq_nocase(x, y);
}

uint32_t sentences_between(const Making *m, const Item *a, const Item *b) {
    if (a->doc != b->doc) return UINT32_MAX;
    const Records *r = m->docs.v[a->doc];
    uint32_t x = document_sentence_at(&r->doc, records_head(r, a->kind, a->ref)->span.start);
    uint32_t y = document_sentence_at(&r->doc, records_head(r, b->kind, b->ref)->span.start);
    return x > y ? x - y : y - x;
}

uint32_t sentences_apart(const Making *m, const Item *a, const Item *b) {
    return two_speakers(m, a, b) ? sentences_between(m, a, b) : UINT32_MAX;
}

StCode fact_items(Making *m, FactItems **out) {
    uint32_t facts = m->story->facts.n;
    FactItems *v = arena_new(m->arena, FactItems, facts);
    TRY_MEM(v, m->err);
    for (uint32_t i = 0; i < m->items.n; i++)
        if (m->fact_of[i]) v[m->fact_of[i] - 1].n++;
    for (uint32_t i = 0; i < facts; i++) {
        v[i].v = arena_new(m->arena, uint32_t, v[i].n);
        TRY_MEM(v[i].v, m->err);
        v[i].n = 0;
    }
    for (uint32_t i = 0; i < m->items.n; i++) {
        FactItems *f = m->fact_of[i] ? &v[m->fact_of[i] - 1] : NULL;
        if (f) f->v[f->n++] = i;
    }
    *out = v;
    return ST_OK;
}

/* Which of two relations found for one pair stays: the one that says more. */
static const int type_rank[RELATION_COUNT] = {
    [RELATION_SELF_CONTRADICTION] = 0,
    [RELATION_CONTRADICTS] = 1,
    [RELATION_DENIES] = 2,
    [RELATION_ACCUSES_BACK] = 3,
    [RELATION_REVISES] = 4,
    [RELATION_REALISES] = 5,
    [RELATION_OPEN] = 6,
    [RELATION_REFINES] = 7,
    [RELATION_AGREES] = 8,
    [RELATION_DIFFERENT_SCOPE] = 9,
};

static uint32_t least(const Pair *p) {
    return p->a < p->b ? p->a : p->b;
}
static uint32_t most(const Pair *p) {
    return p->a < p->b ? p->b : p->a;
}

static int by_pair(const void *x, const void *y) {
    const Pair *p = x, *q = y;
    if (least(p) != least(q)) return least(p) < least(q) ? -1 : 1;
    if (most(p) != most(q)) return most(p) < most(q) ? -1 : 1;
    if (p->type != q->type) return type_rank[p->type] < type_rank[q->type] ? -1 : 1;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    return (p->change > q->change) - (p->change < q->change);
}

/* "none against 2; same population, place; other side" */
static Str reason_of(Making *m, const Pair *p) {
    const Item *a = &m->items.v[p->a], *b = &m->items.v[p->b];
    Str fields = compared_reason(m, p->compared);
    if (!fields.p || a->kind != RECORD_FIGURE || b->kind != RECORD_FIGURE) return fields;
    Str x = label_value(m, making_figure(m, a)), y = label_value(m, making_figure(m, b));
    if (!x.p || !y.p) return (Str){NULL, 0};
    bool alike = p->type == RELATION_AGREES || p->type == RELATION_REFINES;
    return arena_format(m->arena, "%.*s %s %.*s; %.*s", STR_ARG(x),
                        p->type == RELATION_REVISES ? "after"
                        : alike                     ? "beside"
                                                    : "against",
                        STR_ARG(y), STR_ARG(fields));
}

static StCode put_relation(Making *m, const Pair *p) {
    Relation *r = list_push(m->arena, &m->story->relations, Relation);
    TRY_MEM(r, m->err);
    *r = (Relation){.story = m->story->id,
                    .a = m->items.v[p->a].id,
                    .b = m->items.v[p->b].id,
                    .type = p->type,
                    .change = p->change};
    Str content = arena_format(m->arena, "%.*s %.*s", STR_ARG(r->a), STR_ARG(r->b));
    r->id = content.p ? making_id(m, 'r', content) : content;
    r->reason = reason_of(m, p);
    TRY_MEM(r->id.p && r->reason.p, m->err);
    TRY(compared_names(m, p->compared.same, &r->same));
    return compared_names(m, p->compared.differs, &r->differs);
}

/* A denial answers one claim of its own report: an accusation rather than another, the last before
 * it. */
static bool answers_better(const Making *m, const Pair *p, const Pair *q) {
    const Item *x = &m->items.v[p->b], *y = &m->items.v[q->b];
    const Claim *c = making_claim(m, x), *d = making_claim(m, y);
    if (!c || !d) return c != NULL;
    if ((c->stance == STANCE_ACCUSE) != (d->stance == STANCE_ACCUSE))
        return c->stance == STANCE_ACCUSE;
    return x->ref > y->ref;
}

static bool is_own_answer(const Making *m, const Pair *p) {
    return p->type == RELATION_DENIES && m->items.v[p->a].doc == m->items.v[p->b].doc;
}

static StCode drop_weaker_answers(Making *m, Pairs *pairs) {
    uint32_t *best = arena_new(m->arena, uint32_t, m->items.n); /* 1 + pair */
    TRY_MEM(best || !m->items.n, m->err);
    for (uint32_t i = 0; i < pairs->n; i++) {
        const Pair *p = &pairs->v[i];
        if (!is_own_answer(m, p)) continue;
        uint32_t *slot = &best[p->a];
        if (!*slot || answers_better(m, p, &pairs->v[*slot - 1])) *slot = i + 1;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < pairs->n; i++) {
        Pair p = pairs->v[i];
        if (!is_own_answer(m, &p) || best[p.a] == i + 1) pairs->v[n++] = p;
    }
    pairs->n = n;
    return ST_OK;
}

StCode story_relate(Making *m) {
    Pairs pairs = {0};
    TRY(relate_figures(m, &pairs));
    TRY(relate_claims(m, &pairs));
    TRY(relate_rejoinders(m, &pairs));
    TRY(relate_counts(m, &pairs));
    TRY(relate_statements(m, &pairs));
    TRY(relate_accounts(m, &pairs));
    TRY(relate_deeds(m, &pairs));
    TRY(relate_such(m, &pairs));
    TRY(relate_unaccepted(m, &pairs));
    TRY(relate_within(m, &pairs));
    TRY(relate_charges(m, &pairs));
    TRY(relate_thrown_back(m, &pairs));
    TRY(drop_weaker_answers(m, &pairs));
    TRY(denials_in_own_words(m, &pairs));
    TRY(relate_concord(m, &pairs));
    TRY(relate_events(m, &pairs));
    if (pairs.n) qsort(pairs.v, pairs.n, sizeof *pairs.v, by_pair);
    uint32_t n = 0;
    for (uint32_t i = 0; i < pairs.n; i++) {
        const Pair *p = &pairs.v[i], *last = n ? &pairs.v[n - 1] : NULL;
        if (last && least(last) == least(p) && most(last) == most(p)) continue;
        pairs.v[n++] = *p;
        TRY(put_relation(m, &pairs.v[n - 1]));
    }
    m->pairs = pairs.v;
    m->pair_count = n;
    return ST_OK;
}
