/* Relations that set one account against another, gathered by the question they are about, with
 * each side's position. Questions are made of fields by questions.tsv and allegations.tsv.
 */
#include "story/relations.h"

#include "story/labels.h"
#include "story/quoting.h"
#include "story/spelling.h"

#include <stdlib.h>
#include <string.h>

typedef struct Quarrel {
    Str key, question;
    Dispute *dispute;
    bool about_none; /* somebody says "none": counts answer yes or no */
    uint32_t same, differs;
    uint32_t first; /* item, for the order */
} Quarrel;
LIST_OF(Quarrel, Quarrels);

static bool quarrels(RelationType t) {
    return t == RELATION_CONTRADICTS || t == RELATION_OPEN || t == RELATION_DENIES ||
           t == RELATION_ACCUSES_BACK || t == RELATION_SELF_CONTRADICTION;
}

static Str topic_question(const Making *m, Str topic) {
    const Table *t = tables_get(m->tables, "en/allegations");
    int column = t ? table_column(t, "topic") : -1;
    for (uint32_t i = 0; column >= 0 && i < table_rows(t); i++)
        if (str_eq(table_cell(t, i, column), topic))
            return table_cell(t, i, table_column(t, "question"));
    return S("");
}

/* The first event that a claim is about, as an item, an event itself; NULL when there is none. */
static const Item *first_event(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (!c) return i;
    for (uint32_t k = 0; k < c->about.n; k++) {
        if (c->about.v[k].kind != RECORD_EVENT) continue;
        uint32_t at = making_item(m, i->doc, RECORD_EVENT, c->about.v[k].ref);
        if (at && m->items.v[at - 1].class != CLASS_ACCUSE &&
            m->items.v[at - 1].class != CLASS_REJECT)
            return &m->items.v[at - 1];
    }
    return NULL;
}

/* "Blamed the rebels of the Blue Hills": nothing is said but who it was. */
static bool names_only(const Records *r, const Claim *said) {
    enum { NAME_WORDS = 7 };
    const Actor *party = records_actor(r, said->target);
    if (said->stance != STANCE_ACCUSE || !party || said->content.n != 1) return false;
    Span content = said->content.v[0];
    bool begins = false;
    for (uint32_t i = 0; i < party->mentions.n; i++)
        begins |= span_has(content, party->mentions.v[i].span) &&
                  party->mentions.v[i].span.start <= content.start + strlen("the ");
    return begins && spelling_words(document_cut(&r->doc, content)) <= NAME_WORDS;
}

/* "Is it true: “he had fallen from a container”?": of what nothing but its own words tells the
 * matter. Who says so stands with the positions. */
static Str words_question(Making *m, const Item *i) {
    enum { ASKED_WORDS = 12 };
    const Claim *said = making_claim(m, i);
    const Records *r = m->docs.v[i->doc];
    if (!said || !(making_entity_name(m, i->speaker).n || making_side_name(m, i->side).n))
        return S("");
    const Actor *party = records_actor(r, said->target ? said->target : said->addressee);
    Str of = party && quote_begins_with_party(r, said) ? party->name : S("");
    Str what = quote_claim(r, said, ASKED_WORDS, m->arena);
    if (!what.n) return what;
    if (!of.n && names_only(r, said)) return arena_format(m->arena, "Was it %.*s?", STR_ARG(what));
    if (of.n && quote_points_only(m->tables, what, m->arena)) /* "accused the army of it" */
        return arena_format(m->arena, "Was it %.*s?", STR_ARG(of));
    return arena_format(m->arena, "Is it true%s%.*s: %.*s?", of.n ? " of " : "", STR_ARG(of),
                        STR_ARG(what));
}

static StCode ask_claims(Making *m, const Item *a, const Item *b, RelationType type, Quarrel *q) {
    Str topic = b->topic.n ? b->topic : a->topic;
    if (a->matter.n && str_eq(a->matter, b->matter) && !str_eq(a->topic, b->topic)) {
        q->question = making_cell(m, "en/questions", a->matter, "question");
        q->key = arena_format(m->arena, "matter %.*s", STR_ARG(a->matter));
        TRY_MEM(q->key.p, m->err);
        if (q->question.n) return ST_OK;
    }
    q->key = arena_format(m->arena, "topic %.*s", STR_ARG(topic));
    q->question = topic.n ? topic_question(m, topic) : S("");
    if (q->question.n) return ST_OK;
    const Item *event = first_event(m, b);
    if (event)
        q->question = label_question_row(m, WORD_OF(CLASS, event->class), event->mode, event);
    const Claim *said = making_claim(m, b);
    bool asks = event || (said && said->stance == STANCE_ACCUSE) || type == RELATION_CONTRADICTS;
    if (!q->question.n && asks) q->question = words_question(m, b);
    q->key = q->question;
    TRY_MEM(q->key.p && q->question.p, m->err);
    return ST_OK;
}

static StCode ask_figures(Making *m, const Pair *p, Quarrel *q) {
    const Item *a = &m->items.v[p->a], *b = &m->items.v[p->b];
    bool none = figure_is_none(making_figure(m, a)) || figure_is_none(making_figure(m, b));
    bool shares = p->type == RELATION_SELF_CONTRADICTION;
    Item shown = *b;
    if (!(p->compared.same & FIELD_BIT(PLACE))) shown.place = 0; /* only where both say it */
    Str matter = none || shares ? shown.family : shown.measure;
    Str detail = none || shares ? b->group : S("");
    q->about_none = none;
    q->key = arena_format(m->arena, "figure %.*s %.*s %.*s %d", STR_ARG(matter), STR_ARG(b->group),
                          STR_ARG(b->thing), none);
    q->question = label_question(m, matter, detail, &shown);
    TRY_MEM(q->key.p && q->question.p, m->err);
    return ST_OK;
}

static StCode ask_events(Making *m, const Item *a, const Item *b, Quarrel *q) {
    const Item *shown = b->place ? b : a;
    if (a->class != b->class) { /* a finding against a deed */
        q->key = S("infrastructure");
        q->question = label_question(m, S("infrastructure"), S(""), shown);
        TRY_MEM(q->question.p, m->err);
        return ST_OK;
    }
    q->question = label_question_row(m, WORD_OF(CLASS, b->class), b->mode, shown);
    uint32_t said = making_item(m, b->doc, RECORD_CLAIM, making_event(m, b)->claim);
    if (!q->question.n && said) q->question = words_question(m, &m->items.v[said - 1]);
    if (!q->question.n) q->question = label_question(m, WORD_OF(CLASS, b->class), b->mode, shown);
    q->key = q->question;
    TRY_MEM(q->question.p, m->err);
    return ST_OK;
}

static StCode ask(Making *m, const Pair *p, Quarrel *q) {
    const Item *a = &m->items.v[p->a], *b = &m->items.v[p->b];
    if (a->kind == RECORD_CLAIM) return ask_claims(m, a, b, p->type, q);
    return a->kind == RECORD_FIGURE ? ask_figures(m, p, q) : ask_events(m, a, b, q);
}

/* "yes", "no", "back", or the figure. */
static Str position_of(Making *m, const Pair *p, uint32_t item, const Quarrel *q) {
    const Item *i = &m->items.v[item];
    if (i->kind == RECORD_CLAIM) {
        const Item *other = &m->items.v[item == p->a ? p->b : p->a];
        if (p->type == RELATION_ACCUSES_BACK && !str_eq(i->topic, other->topic))
            return S("accuses");
        if (p->type == RELATION_ACCUSES_BACK && item == p->a) return S("back");
        Stance s = making_claim(m, i)->stance;
        if (p->type == RELATION_CONTRADICTS) return item == p->a ? S("no") : S("yes");
        return s == STANCE_DENY || s == STANCE_REJECT ? S("no") : S("yes");
    }
    if (i->kind == RECORD_EVENT)
        return making_event(m, i)->polarity == POLARITY_NEGATIVE ? S("no") : S("yes");
    const Figure *f = making_figure(m, i);
    Str value = label_value(m, f);
    if (f->status == STATUS_DENIED && !figure_is_none(f)) /* "there were never nine" */
        return arena_format(m->arena, "not %.*s", STR_ARG(value));
    if (!q->about_none) {
        Str label = p->type == RELATION_SELF_CONTRADICTION
                        ? making_cell(m, "en/measure_families", i->measure, "label")
                        : S("");
        return label.n ? arena_format(m->arena, "%.*s %.*s", STR_ARG(value), STR_ARG(label))
                       : value;
    }
    Str label = making_cell(m, "en/measure_families", i->measure, "label");
    return figure_is_none(f)
               ? S("no")
               : arena_format(m->arena, "yes: %.*s %.*s", STR_ARG(value), STR_ARG(label));
}

static StCode put_position(Making *m, Dispute *d, const Pair *p, uint32_t item, const Quarrel *q) {
    Str side = making_side_id(m, m->items.v[item].side), what = position_of(m, p, item, q);
    TRY_MEM(what.p, m->err);
    Position *position = NULL;
    for (uint32_t i = 0; i < d->positions.n; i++)
        if (str_eq(d->positions.v[i].side, side) && str_eq(d->positions.v[i].position, what))
            position = &d->positions.v[i];
    if (!position) {
        position = list_push(m->arena, &d->positions, Position);
        TRY_MEM(position, m->err);
        *position = (Position){.side = side, .position = what};
    }
    return making_push_once(m, &position->items, m->items.v[item].id);
}

static DisputeStatus status_of(RelationType t) {
    switch (t) {
    case RELATION_CONTRADICTS: return DISPUTE_CONTRADICTION;
    case RELATION_ACCUSES_BACK: return DISPUTE_ACCUSED_ON_BOTH_SIDES;
    case RELATION_DENIES: return DISPUTE_DENIED;
    case RELATION_SELF_CONTRADICTION: return DISPUTE_SELF_CONTRADICTION;
    default: return DISPUTE_OPEN;
    }
}

/* Of a dispute's relations the one that weighs most gives its status. */
static int status_weight(DisputeStatus s) {
    static const int weights[DISPUTE_COUNT] = {
        [DISPUTE_CONTRADICTION] = 5, [DISPUTE_ACCUSED_ON_BOTH_SIDES] = 4,
        [DISPUTE_DENIED] = 3,        [DISPUTE_SELF_CONTRADICTION] = 2,
        [DISPUTE_OPEN] = 1,
    };
    return weights[s];
}

static StCode put_pair(Making *m, Quarrels *list, Map *places, const Pair *p) {
    Quarrel q = {.same = UINT32_MAX, .first = p->a < p->b ? p->a : p->b};
    TRY(ask(m, p, &q));
    if (!q.question.n) return ST_OK; /* nothing says what it is about */
    uint32_t *place = map_at(places, q.key);
    TRY_MEM(place, m->err);
    if (!*place) {
        q.dispute = arena_new(m->arena, Dispute, 1);
        Quarrel *slot = list_push(m->arena, list, Quarrel);
        TRY_MEM(slot && q.dispute, m->err);
        *q.dispute =
            (Dispute){.story = m->story->id, .question = q.question, .status = status_of(p->type)};
        *slot = q;
        *place = list->n;
    }
    Quarrel *at = &list->v[*place - 1];
    if (status_weight(status_of(p->type)) > status_weight(at->dispute->status))
        at->dispute->status = status_of(p->type);
    if (q.first < at->first) at->first = q.first;
    at->same &= p->compared.same;
    at->differs |= p->compared.differs;
    TRY(put_position(m, at->dispute, p, p->b, at));
    return put_position(m, at->dispute, p, p->a, at);
}

static int by_weight(const void *x, const void *y) {
    const Quarrel *a = x, *b = y;
    int p = status_weight(a->dispute->status), q = status_weight(b->dispute->status);
    if (p != q) return p > q ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return str_cmp(a->key, b->key);
}

StCode story_gather_disputes(Making *m) {
    Quarrels list = {0};
    Map places = {.arena = m->arena};
    for (uint32_t i = 0; i < m->pair_count; i++)
        if (quarrels(m->pairs[i].type)) TRY(put_pair(m, &list, &places, &m->pairs[i]));
    if (list.n) qsort(list.v, list.n, sizeof *list.v, by_weight);
    for (uint32_t i = 0; i < list.n; i++) {
        Dispute *d = list_push(m->arena, &m->story->disputes, Dispute);
        TRY_MEM(d, m->err);
        *d = *list.v[i].dispute;
        d->id = making_id(m, 'd', list.v[i].key);
        TRY_MEM(d->id.p, m->err);
        TRY(compared_names(m, list.v[i].same, &d->same));
        TRY(compared_names(m, list.v[i].differs & ~list.v[i].same, &d->differs));
    }
    return ST_OK;
}
