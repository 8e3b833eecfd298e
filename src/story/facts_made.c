/* A draft made a fact: its key and label, its range, who states it and how many of these speak for
 * themselves, and where it was.
 */
#include "story/facts_draft.h"
#include "story/labels.h"

#include <stdlib.h>

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

/* Whether a copy says again what the text it is of says: nobody speaks twice by that. */
static bool is_echo(const Making *m, const bool *heard, uint32_t doc) {
    return m->leaders[doc] != doc && heard[m->leaders[doc]];
}

static StCode put_values(Making *m, Fact *fact, const Draft *d, const bool *heard) {
    Number most = {0, false};
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        const Figure *f = making_figure(m, i);
        widen(&fact->low, &fact->high, f, false);
        fact->latest = figure_least(f);
        if (f->low.some && !f->high.some && (!most.some || f->low.milli > most.milli))
            most = f->low;
        if (i->side && !is_echo(m, heard, i->doc)) TRY(put_range(m, fact, i->side, f));
    }
    fact->high = closed_top(fact->high, most);
    return ST_OK;
}

/* Speakers, and how many speak for themselves: who is quoted in many reports is one. */
static StCode put_speakers(Making *m, Fact *fact, const Draft *d, const bool *heard) {
    Strs origins = {0};
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *i = &m->items.v[d->members.v[k]];
        if (is_echo(m, heard, i->doc)) continue;
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

StCode fact_put(Making *m, Draft *d, bool *heard) {
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
    for (uint32_t k = 0; k < d->members.n; k++) heard[m->items.v[d->members.v[k]].doc] = true;
    if (f->kind == FACT_FIGURE) TRY(put_values(m, f, d, heard));
    TRY(put_speakers(m, f, d, heard));
    for (uint32_t k = 0; k < d->members.n; k++) heard[m->items.v[d->members.v[k]].doc] = false;
    return ST_OK;
}
