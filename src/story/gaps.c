/* What the reports themselves leave open: counts without a number, speakers that were cut off,
 * demands nobody answers, promises nobody is seen to keep, disputes the texts do not settle; and
 * what they say themselves that nobody knows, confirms or tells.
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/phrases.h"

static StCode put_gap(Making *m, GapKind kind, Str content, Strs items) {
    if (!items.n) return ST_OK;
    Gap *g = list_push(m->arena, &m->story->gaps, Gap);
    TRY_MEM(g, m->err);
    *g = (Gap){.story = m->story->id, .kind = kind, .items = items};
    Str key = arena_format(m->arena, "%s %.*s", GAP_words[kind], STR_ARG(content));
    g->id = key.p ? making_id(m, 'g', key) : key;
    TRY_MEM(g->id.p, m->err);
    return ST_OK;
}

/* What a reader wants counted: people and what they lost, and not who stood in a street or which
 * shops were shut. */
static bool is_wanted(const Item *i) {
    static const char *const idle[] = {"presence", "protest", "closure", "vote", "work", "money"};
    for (size_t k = 0; k < sizeof idle / sizeof *idle; k++)
        if (str_eq(i->family, str_of(idle[k]))) return false;
    return true;
}

/* Facts that only say "hundreds", "some". */
static StCode find_unstated(Making *m) {
    FactItems *facts;
    TRY(fact_items(m, &facts));
    for (uint32_t i = 0; i < m->story->facts.n; i++) {
        const Fact *fact = &m->story->facts.v[i];
        bool stated =
            fact->kind != FACT_FIGURE || fact->background || !is_wanted(&m->items.v[facts[i].v[0]]);
        for (uint32_t k = 0; !stated && k < facts[i].n; k++) {
            const Figure *f = making_figure(m, &m->items.v[facts[i].v[k]]);
            bool share = str_eq(f->unit, S("percent")); /* "most of them" says how many */
            stated = share || f->value.some ||
                     (f->bounds == BOUND_STATED && (f->low.some || f->high.some));
        }
        if (!stated) TRY(put_gap(m, GAP_UNSTATED_NUMBER, fact->key, fact->items));
    }
    return ST_OK;
}

/* "He", "she", "they": a person who was named where the text was cut off. A "we" is whoever is
 * quoted, an "it" seldom a speaker. */
static bool is_person_pronoun(Making *m, Str word) {
    return word_is_in(m->tables, utf8_fold(m->arena, word), LIST_LOST_PERSON);
}

/* "he said", and the text does not say who. */
static StCode find_lost(Making *m) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        Strs items = {0};
        if (m->leaders[d] != d) continue;
        for (uint32_t i = 0; i < r->claims.n; i++) {
            const ClaimSource *s = r->claims.v[i].source;
            if (s && s->state == SOURCE_UNRESOLVED && !s->actor && r->claims.v[i].speech &&
                !r->claims.v[i].via.n && is_person_pronoun(m, document_cut(&r->doc, s->span)))
                TRY(making_push(m, &items, r->claims.v[i].head.id));
        }
        TRY(put_gap(m, GAP_LOST_SPEAKER, r->doc.id, items));
    }
    return ST_OK;
}

static bool answers(const Event *e) {
    return e->class == CLASS_AGREE || e->class == CLASS_REJECT || e->class == CLASS_CONCEDE ||
           e->class == CLASS_RETREAT || e->class == CLASS_AID || e->class == CLASS_COOPERATE;
}

/* Whether a side is seen to answer anybody after the item: by what it does or by what it says. */
static bool side_answers(const Making *m, uint32_t side, uint32_t to, uint32_t after) {
    for (uint32_t k = 0; k < m->items.n; k++) {
        const Item *i = &m->items.v[k];
        if (k < after && m->items.v[after].doc != i->doc) continue;
        const Event *e = making_event(m, i);
        if (e && i->agent_side == side && answers(e) && e->modality != MODALITY_DEMANDED &&
            (!i->recipient_side || i->recipient_side == to))
            return true;
        const Claim *c = making_claim(m, i);
        if (c && i->side == side && (!i->recipient_side || i->recipient_side == to) &&
            (c->stance == STANCE_REJECT || c->stance == STANCE_DENY || c->stance == STANCE_PROMISE))
            return true;
    }
    return false;
}

/* Whom a demand is made of: the one it names, else whom it is addressed to. */
static uint32_t asked_side(const Making *m, const Item *i) {
    if (i->recipient_side) return i->recipient_side;
    return making_side(m, making_actor(m, i->doc, making_claim(m, i)->addressee));
}

/* Items gathered by a key, in the order in which the keys first come. */
typedef struct Heap {
    Str key;
    Strs items;
} Heap;

typedef struct Heaps {
    Map places;
    Heap *v;
    uint32_t n;
} Heaps;

static StCode heap_add(Making *m, Heaps *heaps, Str key, Str item) {
    uint32_t *place = key.p ? map_at(&heaps->places, key) : NULL;
    TRY_MEM(place, m->err);
    if (!*place) {
        Heap *slot = list_push(m->arena, heaps, Heap);
        TRY_MEM(slot, m->err);
        slot->key = key;
        *place = heaps->n;
    }
    return making_push(m, &heaps->v[*place - 1].items, item);
}

static StCode put_heaps(Making *m, GapKind kind, const Heaps *heaps) {
    for (uint32_t i = 0; i < heaps->n; i++)
        TRY(put_gap(m, kind, heaps->v[i].key, heaps->v[i].items));
    return ST_OK;
}

/* One gap for each two sides. */
static StCode find_demands(Making *m) {
    Heaps heaps = {.places = {.arena = m->arena}};
    for (uint32_t k = 0; k < m->items.n; k++) {
        const Item *i = &m->items.v[k];
        const Claim *c = making_claim(m, i);
        if (!c || !i->side || (c->stance != STANCE_DEMAND && c->stance != STANCE_REQUEST)) continue;
        uint32_t to = asked_side(m, i);
        if (!to || to == i->side || side_answers(m, to, i->side, k)) continue;
        Str key = arena_format(m->arena, "%.*s %.*s", STR_ARG(making_side_id(m, i->side)),
                               STR_ARG(making_side_id(m, to)));
        TRY(heap_add(m, &heaps, key, i->id));
    }
    return put_heaps(m, GAP_UNANSWERED_DEMAND, &heaps);
}

static bool realised(const Making *m, uint32_t item) {
    for (uint32_t i = 0; i < m->pair_count; i++)
        if (m->pairs[i].type == RELATION_REALISES && m->pairs[i].b == item) return true;
    return false;
}

/* Promises whose deeds no report tells as done; one gap for each side. */
static StCode find_promises(Making *m) {
    Heaps heaps = {.places = {.arena = m->arena}};
    for (uint32_t k = 0; k < m->items.n; k++) {
        const Item *i = &m->items.v[k];
        const Claim *c = making_claim(m, i);
        if (!c || !i->side || c->stance != STANCE_PROMISE) continue;
        bool done = false;
        for (uint32_t n = 0; n < c->about.n; n++) {
            uint32_t at = making_item(m, i->doc, c->about.v[n].kind, c->about.v[n].ref);
            done |= at && realised(m, at - 1);
        }
        if (!done) TRY(heap_add(m, &heaps, making_side_id(m, i->side), i->id));
    }
    return put_heaps(m, GAP_UNVERIFIED_PROMISE, &heaps);
}

static StCode find_open(Making *m) {
    for (uint32_t i = 0; i < m->story->disputes.n; i++) {
        const Dispute *d = &m->story->disputes.v[i];
        if (d->status != DISPUTE_OPEN && d->status != DISPUTE_SELF_CONTRADICTION) continue;
        Strs items = {0};
        for (uint32_t k = 0; k < d->positions.n; k++)
            for (uint32_t n = 0; n < d->positions.v[k].items.n; n++)
                TRY(making_push_once(m, &items, d->positions.v[k].items.v[n]));
        TRY(put_gap(m, GAP_OPEN_DISPUTE, d->question, items));
    }
    return ST_OK;
}

/* ---- "it was not clear how many": in so many words */

static bool is_told(const Document *d, Span sentence) {
    for (uint32_t i = 0; i < d->blocks.n && d->blocks.v[i].span.start < sentence.end; i++)
        if (d->blocks.v[i].kind == BLOCK_PARAGRAPH && span_has(d->blocks.v[i].span, sentence))
            return true;
    return d->blocks.n == 0;
}

static StCode put_unknown(Making *m, const Records *r, Span sentence, const TextMap *map) {
    Gap *g = list_push(m->arena, &m->story->gaps, Gap);
    TRY_MEM(g, m->err);
    *g = (Gap){.story = m->story->id, .kind = GAP_STATED_UNKNOWN};
    Evidence *at = list_push(m->arena, &g->evidence, Evidence);
    TRY_MEM(at, m->err);
    *at = (Evidence){r->doc.id, (int32_t)text_map_point(map, sentence.start),
                     (int32_t)text_map_point(map, sentence.end)};
    Str key = arena_format(m->arena, "%s %.*s %u", GAP_words[g->kind], STR_ARG(r->doc.id),
                           sentence.start);
    g->id = key.p ? making_id(m, 'g', key) : key;
    TRY_MEM(g->id.p, m->err);
    for (uint32_t i = 0; i < r->figures.n; i++)
        if (span_has(sentence, r->figures.v[i].head.span))
            TRY(making_push(m, &g->items, r->figures.v[i].head.id));
    for (uint32_t i = 0; i < r->events.n; i++)
        if (span_has(sentence, r->events.v[i].head.span))
            TRY(making_push(m, &g->items, r->events.v[i].head.id));
    return ST_OK;
}

static StCode find_stated(Making *m, Arena *scratch) {
    const Table *t = tables_get(m->tables, "en/unknowns");
    for (uint32_t d = 0; t && d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        TextMap map = {0};
        bool mapped = false;
        for (uint32_t i = 0; m->leaders[d] == d && i < r->doc.sentences.n; i++) {
            Span sentence = r->doc.sentences.v[i];
            if (!is_told(&r->doc, sentence)) continue;
            if (!phrase_first(t, document_cut(&r->doc, sentence), scratch)) continue;
            if (!mapped) TRY(text_map_make(r->doc.text, m->arena, &map));
            mapped = true;
            TRY(put_unknown(m, r, sentence, &map));
        }
        TRY_MEM(!scratch->spent, m->err);
        arena_reset(scratch);
    }
    return ST_OK;
}

static StCode find_unknowns(Making *m) {
    Arena scratch = {0};
    StCode code = find_stated(m, &scratch);
    arena_drop(&scratch);
    return code;
}

StCode story_find_gaps(Making *m) {
    TRY(find_unknowns(m));
    TRY(find_unstated(m));
    TRY(find_lost(m));
    TRY(find_demands(m));
    TRY(find_promises(m));
    return find_open(m);
}
