/* Comparable items under one key. An item joins a fact when no field of theirs differs: the fact
 * carries what its items say together, so that an item without a place may stand with one that has
 * it, but two that name different places never meet by way of a third. The most telling items come
 * first, so that the order of the documents does not matter.
 */
#include "story/compare.h"
#include "story/labels.h"

#include <stdlib.h>

enum {
    EVENT_SAME_MIN = 2, /* of the telling fields, so many must agree */
    TELLING_VALUE = 6,  /* five and fewer are often counted twice in a text */
    TOLL_TIMES = 10     /* so many times another is far from it */
};

static const uint32_t fields_telling = FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PLACE) |
                                       FIELD_BIT(PERIOD) | FIELD_BIT(OBJECT);
static const uint32_t fields_of_speech =
    FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PERIOD);
/* what may differ between a fact's items */
static const uint32_t fields_free =
    FIELD_BIT(AS_OF) | FIELD_BIT(SPEAKER) | FIELD_BIT(SIDE) | FIELD_BIT(VALUE);

LIST_OF(uint32_t, Numbers);

typedef struct Draft {
    Item common; /* what the items say together */
    Numbers members;
    uint32_t next; /* 1 + next draft of the bucket */
    Apart *apart;  /* splits that people made, of all members */
} Draft;
LIST_OF(Draft, Drafts);

typedef struct Gathering {
    Making *m;
    Drafts drafts;
    Map buckets;     /* what must be equal → 1 + first draft */
    uint32_t *order; /* items, the most telling first */
    /* what people decided, of each item: */
    Apart **apart;
    uint32_t *merged;   /* 1 + review */
    uint32_t *draft_of; /* 1 + draft of each review's items */
} Gathering;

/* ---- which fact an item joins */

static Str bucket_key(Making *m, const Item *i) {
    if (i->kind == RECORD_FIGURE)
        return arena_format(m->arena, "f.%.*s.%.*s.%.*s.%.*s", STR_ARG(i->like), STR_ARG(i->unit),
                            STR_ARG(i->group), STR_ARG(i->thing));
    if (i->kind == RECORD_CLAIM)
        return arena_format(m->arena, "c.%.*s.%u", STR_ARG(i->topic), i->recipient_side);
    const Event *e = making_event(m, i);
    return arena_format(m->arena, "e.%d.%d.%d", (int)i->class, (int)e->polarity, (int)e->modality);
}

static uint32_t bits_count(uint32_t bits) {
    uint32_t n = 0;
    for (; bits; bits &= bits - 1) n++;
    return n;
}

/* Two figures of one document that are not one: the same speaker gives two values, or two speakers
 * give one small value that nothing ties to one occurrence ("two killed" here, "two killed" there).
 * A value that seldom comes about by chance ties them by itself. */
static bool two_in_one_document(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    if (a->speaker == b->speaker && a->claimed == b->claimed)
        return figures_disjoint(x, y) && a->said.from == b->said.from;
    bool small = figure_least(x).milli < (int64_t)TELLING_VALUE * 1000;
    return small && figures_equal(x, y) && !(x->event && x->event == y->event);
}

/* Tolls that exclude each other need something that says they are of one happening, a place, a day,
 * a disaster or a kind of attack: four killed by a mine and 192 in an offensive are no growing
 * toll. */
static bool two_tolls(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    if (!str_eq(a->family, S("harm")) || !figures_disjoint(x, y)) return false;
    int64_t p = figure_least(x).milli, q = figure_least(y).milli;
    if (p < q * TOLL_TIMES && q < p * TOLL_TIMES) return false;
    Comparison c = compare_figures(m, a, b);
    bool kind = str_find_char(a->occurrence, ' ') != SIZE_MAX ||
                str_starts(a->occurrence, WORD_OF(CLASS, CLASS_DISASTER));
    uint32_t ties = FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | (kind ? FIELD_BIT(OCCURRENCE) : 0);
    return !(c.same & ties);
}

/* What is said again is another saying unless it is of the same day. */
static bool is_speech(EventClass class) {
    return class == CLASS_ACCUSE || class == CLASS_REJECT || class == CLASS_REQUEST ||
           class == CLASS_THREATEN;
}

/* "An attack" need not be the attack on the depot: of two events both or none must say whom or what
 * it was done to, unless they are of one day. */
static bool half_told(const Item *a, const Item *b, Comparison c) {
    if (!str_eq(a->mode, b->mode)) return true;
    bool whom = (a->recipient != 0) != (b->recipient != 0);
    bool what = (a->thing.n != 0) != (b->thing.n != 0);
    return (whom || what) && !(c.same & FIELD_BIT(PERIOD));
}

static bool may_join(const Gathering *g, const Draft *d, const Item *i) {
    const Making *m = g->m;
    if (i->kind == RECORD_CLAIM) return true;
    if (i->background != d->common.background) return false;
    if (i->kind == RECORD_EVENT) {
        Comparison c = compare_events(m, i, &d->common);
        if (c.differs & ~fields_free) return false;
        if (is_speech(i->class)) return (c.same & fields_of_speech) == fields_of_speech;
        return !half_told(i, &d->common, c) &&
               bits_count(c.same & fields_telling) >= EVENT_SAME_MIN;
    }
    Comparison c = compare_figures(m, i, &d->common);
    if (c.differs & ~fields_free) return false;
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *other = &m->items.v[d->members.v[k]];
        if (other->doc == i->doc && two_in_one_document(m, other, i)) return false;
        if (two_tolls(m, other, i)) return false;
    }
    return true;
}

static void take_over(Item *common, const Item *i) {
    if (i->place && (!common->place || (common->place_far && !i->place_far))) {
        common->place = i->place;
        common->country = i->country;
        common->place_far = i->place_far;
    }
    if (!common->population.n) common->population = i->population;
    bool one = common->scope == SCOPE_CUMULATIVE && i->scope == SCOPE_INCIDENT;
    if (!common->scope || one) common->scope = i->scope; /* the total is of one occurrence */
    if (days_some(i->window) &&
        (!days_some(common->window) || (common->window_far && !i->window_far))) {
        common->window = i->window;
        common->window_far = i->window_far;
    }
    if (i->occurrence.n && (common->occurrence_far || !common->occurrence.n) > i->occurrence_far) {
        common->occurrence = i->occurrence;
        common->occurrence_far = false;
    } else if (i->occurrence.n > common->occurrence.n &&
               common->occurrence_far == i->occurrence_far)
        common->occurrence = i->occurrence;
    if (!common->agent) common->agent = i->agent, common->agent_side = i->agent_side;
    if (!common->recipient)
        common->recipient = i->recipient, common->recipient_side = i->recipient_side;
    if (!common->mode.n) common->mode = i->mode;
    if (!common->thing.n) common->thing = i->thing;
}

static StCode read_reviews(Gathering *g) {
    Making *m = g->m;
    uint32_t reviews = m->reviews ? m->reviews->list.n : 0;
    g->apart = arena_new(m->arena, Apart *, m->items.n);
    g->merged = arena_new(m->arena, uint32_t, m->items.n);
    g->draft_of = arena_new(m->arena, uint32_t, reviews + 1);
    TRY_MEM(g->apart && g->merged && g->draft_of, m->err);
    TRY_MEM(reviews_of_things(m->reviews, &m->item_at, m->arena, g->apart, g->merged) == ST_OK,
            m->err);
    return ST_OK;
}

/* The draft that a review puts the item into, 0 where none does. */
static uint32_t draft_by_review(const Gathering *g, uint32_t item) {
    uint32_t at = g->draft_of[g->merged[item]];
    return at && g->drafts.v[at - 1].common.kind == g->m->items.v[item].kind ? at : 0;
}

static StCode put_item(Gathering *g, uint32_t item) {
    Making *m = g->m;
    const Item *i = &m->items.v[item];
    Str key = bucket_key(m, i);
    uint32_t *first = key.p ? map_at(&g->buckets, key) : NULL;
    TRY_MEM(first, m->err);
    uint32_t last = 0, at = *first, decided = draft_by_review(g, item);
    while (!decided && at &&
           (reviews_apart(g->drafts.v[at - 1].apart, g->apart[item]) ||
            !may_join(g, &g->drafts.v[at - 1], i))) {
        last = at;
        at = g->drafts.v[at - 1].next;
    }
    if (decided) at = decided;
    if (!at) {
        Draft *d = list_push(m->arena, &g->drafts, Draft);
        TRY_MEM(d, m->err);
        d->common = *i;
        at = g->drafts.n;
        if (last)
            g->drafts.v[last - 1].next = at;
        else
            *first = at;
    }
    Draft *d = &g->drafts.v[at - 1];
    take_over(&d->common, i);
    d->apart = reviews_chain(d->apart, g->apart[item]);
    if (g->merged[item]) g->draft_of[g->merged[item]] = at;
    uint32_t *slot = list_push(m->arena, &d->members, uint32_t);
    TRY_MEM(slot, m->err);
    *slot = item;
    return ST_OK;
}

/* ---- which items make facts, and in which order */

static bool makes_fact(const Making *m, const Item *i) {
    if (i->kind == RECORD_FIGURE) {
        const Figure *f = making_figure(m, i);
        bool rejected = f->status == STATUS_DENIED && f->value.some; /* "and not five" */
        return !rejected && (f->part_of == 0 || i->group.n);
    }
    if (i->kind == RECORD_EVENT) return i->agent || i->recipient || i->place || i->thing.n;
    Stance stance = making_claim(m, i)->stance;
    return i->topic.n && (stance == STANCE_ACCUSE || stance == STANCE_ASSERT) && i->recipient_side;
}

/* How much an item says of what it belongs to. */
static uint32_t tells(const Item *i) {
    bool said[] = {i->place && !i->place_far,
                   days_some(i->window) && !i->window_far,
                   i->scope != SCOPE_NONE,
                   i->population.n,
                   i->occurrence.n && !i->occurrence_far,
                   i->agent,
                   i->recipient,
                   i->mode.n,
                   i->thing.n};
    uint32_t n = 0;
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) n += said[k];
    return n;
}

typedef struct Ranked {
    uint32_t tells, item;
} Ranked;

static int by_telling(const void *x, const void *y) {
    const Ranked *a = x, *b = y;
    if (a->tells != b->tells) return a->tells > b->tells ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static StCode gather(Gathering *g) {
    Making *m = g->m;
    Ranked *ranked = arena_new(m->arena, Ranked, m->items.n);
    TRY_MEM(ranked, m->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->items.n; i++)
        if (makes_fact(m, &m->items.v[i])) ranked[n++] = (Ranked){tells(&m->items.v[i]), i};
    if (n) qsort(ranked, n, sizeof *ranked, by_telling);
    for (uint32_t i = 0; i < n; i++) TRY(put_item(g, ranked[i].item));
    return ST_OK;
}

/* ---- a draft made a fact */

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static Str fact_key(Making *m, const Item *c) {
    Str place = making_entity_name(m, c->place);
    char from[11] = "", to[11] = "";
    if (c->window.from) day_format(c->window.from, from);
    if (c->window.to) day_format(c->window.to, to);
    Str whom = making_entity_name(m, c->recipient);
    if (c->kind == RECORD_FIGURE)
        return arena_format(m->arena, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%s|%.*s|%s|%s",
                            STR_ARG(c->measure), STR_ARG(c->unit), STR_ARG(c->group),
                            STR_ARG(whom.n ? whom : c->thing), STR_ARG(c->population),
                            STR_ARG(place), c->scope ? SCOPE_words[c->scope] : "",
                            STR_ARG(c->occurrence), from, to);
    Str agent = making_side_name(m, c->agent_side),
        recipient = making_side_name(m, c->recipient_side);
    if (!agent.n) agent = making_entity_name(m, c->agent);
    if (!recipient.n) recipient = making_entity_name(m, c->recipient);
    if (c->kind == RECORD_CLAIM)
        return arena_format(m->arena, "%.*s|%.*s", STR_ARG(c->topic), STR_ARG(recipient));
    const Event *e = making_event(m, c);
    return arena_format(m->arena, "%s|%.*s|%s|%s|%.*s|%.*s|%.*s|%.*s|%s|%s", CLASS_words[c->class],
                        STR_ARG(c->mode), POLARITY_words[e->polarity], MODALITY_words[e->modality],
                        STR_ARG(agent), STR_ARG(recipient), STR_ARG(c->thing), STR_ARG(place), from,
                        to);
}

static void widen(Number *low, Number *high, const Figure *f, bool first) {
    if (f->bounds != BOUND_STATED) return;
    if (f->low.some && (first || !low->some || f->low.milli < low->milli)) *low = f->low;
    if (f->high.some && (first || !high->some || f->high.milli > high->milli)) *high = f->high;
}

/* An open bound above all stated ones leaves the top open. */
static Number closed_top(Number high, Number most) {
    return high.some && most.some && most.milli > high.milli ? (Number){0, false} : high;
}

static StCode put_range(Making *m, Fact *fact, uint32_t side, const Figure *f) {
    Str id = making_side_id(m, side);
    SideRange *r = NULL;
    for (uint32_t i = 0; i < fact->by_side.n; i++)
        if (str_eq(fact->by_side.v[i].side, id)) r = &fact->by_side.v[i];
    bool first = !r;
    if (first) {
        r = list_push(m->arena, &fact->by_side, SideRange);
        TRY_MEM(r, m->err);
        r->side = id;
    }
    widen(&r->low, &r->high, f, first);
    r->latest = figure_least(f);
    return ST_OK;
}

static StCode put_values(Making *m, Fact *fact, const Draft *d) {
    Number most = {0, false};
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        const Figure *f = making_figure(m, i);
        widen(&fact->low, &fact->high, f, false);
        fact->latest = figure_least(f);
        if (f->low.some && !f->high.some && (!most.some || f->low.milli > most.milli))
            most = f->low;
        if (i->side) TRY(put_range(m, fact, i->side, f));
    }
    fact->high = closed_top(fact->high, most);
    return ST_OK;
}

/* Speakers, and how many speak for themselves: who is quoted in many reports is one. */
static StCode put_speakers(Making *m, Fact *fact, const Draft *d) {
    Strs origins = {0};
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        Str name = making_entity_name(m, i->speaker);
        if (name.n) TRY(making_push_once(m, &fact->speakers, name));
        Str text = m->docs.v[m->leaders[i->doc]]->doc.id;
        Str side = making_side_id(m, i->side);
        TRY(making_push_once(m, &origins, side.n ? side : name.n ? name : text));
    }
    fact->independent = origins.n;
    return ST_OK;
}

static FactKind kind_of(const Making *m, const Draft *d) {
    if (d->common.kind == RECORD_FIGURE) return FACT_FIGURE;
    if (d->common.kind == RECORD_CLAIM) return FACT_ALLEGATION;
    if (d->common.class == CLASS_FINDING) return FACT_FINDING;
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        const Claim *c = records_claim(m->docs.v[i->doc], making_event(m, i)->claim);
        if (!c || c->stance != STANCE_ACCUSE) return FACT_EVENT;
    }
    return FACT_ALLEGATION;
}

static Str fact_label(Making *m, const Item *common) {
    if (common->kind == RECORD_FIGURE) return label_figure(m, common);
    if (common->kind == RECORD_EVENT) return label_event(m, common);
    Str side = making_side_name(m, common->recipient_side);
    Text t = {.arena = m->arena};
    for (size_t i = 0; i < common->topic.n; i++)
        text_add_char(&t, common->topic.p[i] == '_' ? ' ' : common->topic.p[i]);
    text_format(&t, ": %.*s", STR_ARG(side));
    return t.failed ? (Str){NULL, 0} : text_str(&t);
}

/* A place that an item of a fact names itself (0: none), and in which report, copies folded. */
typedef struct Named {
    uint32_t place, report;
} Named;

static int by_place_report(const void *x, const void *y) {
    const Named *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return (a->report > b->report) - (a->report < b->report);
}

/* Where a toll was taken: the place that most of its reports name, a country only where nothing in it
 * is named. A town that fewer than half of them
 * name is one report's detail ("died in a hospital in the capital"). */
static StCode settle_place(const Making *m, Draft *d) {
    uint32_t n = d->members.n, best = 0, most = 0, count = 0, reports = 0;
    Named *v = arena_new(m->arena, Named, 2 * n);
    TRY_MEM(v, m->err);
    for (uint32_t k = 0; k < n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        v[k] = (Named){i->place_far ? 0 : i->place, m->leaders[i->doc]};
        v[n + k] = (Named){0, m->leaders[i->doc]};
    }
    qsort(v, 2 * n, sizeof *v, by_place_report);
    for (uint32_t k = 0; k < 2 * n; k++) {
        bool again = k && v[k].place == v[k - 1].place;
        if (again && v[k].report == v[k - 1].report) continue;
        count = again ? count + 1 : 1;
        if (!v[k].place) {
            reports = count;
            continue;
        }
        bool wide = m->entities[v[k].place - 1].country_wide;
        bool from_wide = best && m->entities[best - 1].country_wide;
        if (wide == from_wide || !best ? count > most : from_wide) best = v[k].place, most = count;
    }
    if (!most) return ST_OK; /* all from afar */
    bool detail = m->entities[best - 1].point && most * 2 < reports;
    d->common.place = detail ? 0 : best;
    return ST_OK;
}

static StCode put_fact(Making *m, Draft *d) {
    qsort(d->members.v, d->members.n, sizeof *d->members.v, by_number);
    if (str_eq(d->common.family, S("harm"))) TRY(settle_place(m, d));
    Fact *f = list_push(m->arena, &m->story->facts, Fact);
    TRY_MEM(f, m->err);
    *f = (Fact){.story = m->story->id,
                .kind = kind_of(m, d),
                .key = fact_key(m, &d->common),
                .label = fact_label(m, &d->common),
                .background = d->common.background};
    TRY_MEM(f->key.p && f->label.p, m->err);
    f->id = making_id(m, 'k', f->key);
    TRY_MEM(f->id.p, m->err);
    for (uint32_t k = 0; k < d->members.n; k++) {
        m->fact_of[d->members.v[k]] = m->story->facts.n;
        TRY(making_push(m, &f->items, m->items.v[d->members.v[k]].id));
    }
    if (f->kind == FACT_FIGURE) TRY(put_values(m, f, d));
    return put_speakers(m, f, d);
}

/* Figures first, then by key: the order of the printed story's facts. */
static int by_first_member(const void *x, const void *y) {
    const Draft *a = x, *b = y;
    if (a->common.kind != b->common.kind) return a->common.kind < b->common.kind ? -1 : 1;
    if (a->common.background != b->common.background) return a->common.background ? 1 : -1;
    uint32_t p = a->members.v[0], q = b->members.v[0];
    return (p > q) - (p < q);
}

StCode story_gather_facts(Making *m) {
    Gathering g = {.m = m, .buckets = {.arena = m->arena}};
    TRY(read_reviews(&g));
    TRY(gather(&g));
    for (uint32_t i = 0; i < g.drafts.n; i++)
        qsort(g.drafts.v[i].members.v, g.drafts.v[i].members.n, sizeof(uint32_t), by_number);
    if (g.drafts.n) qsort(g.drafts.v, g.drafts.n, sizeof(Draft), by_first_member);
    for (uint32_t i = 0; i < g.drafts.n; i++) TRY(put_fact(m, &g.drafts.v[i]));
    return ST_OK;
}
