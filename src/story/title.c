/* A story's title: the place it is about and what most reports tell happened there, by whom or to
 * whom where the reports mostly say the same. "Oresk: attack by Northland, flight of residents".
 *
 * A title says things in nobody's name and is read first: what one report of many tells, and who
 * did it by one report's word alone, is not for it. Reports are counted with copies folded.
 */
#include "story/labels.h"

#include "record/sectors.h"

#include <stdlib.h>

enum { TITLE_EVENTS = 3, TALLY_MAX = 64, SHARE_OF_REPORTS = 4, HEADLINE_WEIGHT = 2 };

/* The main happenings of a story as items, those of one text together, so that the last text
 * counted tells whether one is new. */
typedef struct Mains {
    uint32_t *v, n;
    uint32_t *weights; /* beside `v`: how much a crisis is told by it, more in a headline */
} Mains;

/* How often each of some names came and in how many texts; what comes after TALLY_MAX names is not
 * counted. */
typedef struct Tally {
    Str names[TALLY_MAX];
    uint32_t times[TALLY_MAX], texts[TALLY_MAX], last[TALLY_MAX], n, all;
    uint32_t weights[TALLY_MAX]; /* the sum of what each text adds */
} Tally;

static void tally_add(Tally *t, Str name, uint32_t text, uint32_t weight) {
    if (!name.n) return;
    t->all++;
    uint32_t i = 0;
    while (i < t->n && !str_eq(t->names[i], name)) i++;
    if (i == TALLY_MAX) return;
    if (i == t->n) t->names[t->n++] = name;
    t->times[i]++;
    if (t->last[i] == text + 1) return;
    t->texts[i]++;
    t->weights[i] += weight;
    t->last[i] = text + 1;
}

/* Whether name i is told more than name k: by what its texts weigh, in more texts, oftener, else
 * first in byte order. */
static bool tally_before(const Tally *t, uint32_t i, uint32_t k) {
    if (t->weights[i] != t->weights[k]) return t->weights[i] > t->weights[k];
    if (t->texts[i] != t->texts[k]) return t->texts[i] > t->texts[k];
    if (t->times[i] != t->times[k]) return t->times[i] > t->times[k];
    return str_cmp(t->names[i], t->names[k]) < 0;
}

/* The name told most widely; empty where it came less often than `share` in a hundred of all, or in
 * fewer than `texts`. */
static Str tally_top(const Tally *t, uint32_t share, uint32_t texts) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < t->n; i++)
        if (tally_before(t, i, best)) best = i;
    bool enough = t->n && t->times[best] * 100 >= t->all * share && t->texts[best] >= texts;
    return enough ? t->names[best] : S("");
}

/* What one side accuses another of is not for a title. */
static bool is_alleged(const Making *m, const Item *i, const Event *e) {
    const Claim *c = records_claim(m->docs.v[i->doc], e->claim);
    return c &&
           (c->stance == STANCE_ACCUSE || c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

/* Who comes to see: the United Nations, a mission. Other visits and talks come with every crisis.
 */
static bool is_mission(const Making *m, const Item *i) {
    return i->agent && str_eq(i->mode, S("visit")) && !i->recipient &&
           sectors_any(&m->entities[i->agent - 1].sectors, SECTOR(IGO));
}

static bool is_main(const Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    if (!e || i->background || e->polarity != POLARITY_POSITIVE) return false;
    if (e->class == CLASS_CONSULT)
        return is_mission(m, i) &&
               (e->modality == MODALITY_ACTUAL || e->modality == MODALITY_PLANNED);
    bool talks = str_eq(e->mode, S("discontinue")); /* who left the table is no crisis */
    return e->modality == MODALITY_ACTUAL && !talks && !is_alleged(m, i, e);
}

/* Whose deed it is: said by the outlet, or by himself. Nobody lies about where a mission went. */
static bool names_itself(const Item *i) {
    return !i->claimed || (i->side && i->side == i->agent_side) || i->class == CLASS_CONSULT;
}

/* "Arrest by France" in Nice: where a country's own police, courts and ministries act, that they are
 * its own goes without saying. That they attack there does not. */
static bool at_home(const Making *m, const Item *i) {
    if (i->class == CLASS_ASSAULT) return false;
    const EntityInfo *info = &m->entities[i->agent - 1];
    bool official =
        info->actor_kind == ACTOR_STATE || sectors_any(&info->sectors, SECTORS_OF_STATE);
    return official && i->country.n && str_eq(i->country, info->country);
}

/* A party by its side's name where that is a state's or a body's, other organised actors by their
 * own. A person's deed is no title, and no state protests. */
static Str party_name(Making *m, const Item *i) {
    if (!i->agent || at_home(m, i)) return S("");
    const EntityInfo *info = &m->entities[i->agent - 1];
    bool state = info->actor_kind == ACTOR_STATE;
    if (i->class == CLASS_PROTEST && state) return S("");
    if (info->actor_kind == ACTOR_PERSON) return S("");
    Str name = i->agent_side ? making_side_name(m, i->agent_side) : making_entity_name(m, i->agent);
    bool plain = !i->agent_side && !info->named;
    return plain || str_starts(name, S("The ")) || str_starts(name, S("the ")) ? S("") : name;
}

/* Who is said to have fled. */
static Str people_name(const Making *m, const Item *i) {
    uint32_t who = i->recipient ? i->recipient : i->agent;
    Str name = who && m->entities[who - 1].actor_kind == ACTOR_POPULATION
                   ? making_entity_name(m, who)
                   : S("");
    bool digit = false;
    for (size_t k = 0; k < name.n; k++) digit |= name.p[k] >= '0' && name.p[k] <= '9';
    return str_find_char(name, ' ') != SIZE_MAX && !digit ? name : S(""); /* "people" are any */
}

typedef struct Heading {
    EventClass class;
    Str noun, link, who;
} Heading;

/* In how many texts somebody must be named: two, where there are as many. */
static uint32_t texts_needed(const Making *m) {
    return m->story->independent < 2 ? 1 : 2;
}

/* "attack", "by", "Northland": who did what is called so. */
static StCode make_heading(Making *m, const Mains *mains, EventClass class, Heading *out) {
    enum { ANY = 0, MOSTLY = 50 };
    Tally *nouns = arena_new(m->arena, Tally, 2), *who = nouns ? nouns + 1 : NULL;
    Str *own = arena_new(m->arena, Str, mains->n);
    TRY_MEM(nouns && own, m->err);
    for (uint32_t k = 0; k < mains->n; k++) {
        const Item *i = &m->items.v[mains->v[k]];
        if (i->class != class) continue;
        own[k] = label_event_noun(m, i);
        TRY_MEM(own[k].p, m->err);
        bool generic = class == CLASS_DISASTER && str_eq(own[k], S("disaster"));
        if (!generic) tally_add(nouns, own[k], m->leaders[i->doc], mains->weights[k]);
    }
    out->class = class;
    out->noun = class == CLASS_CASUALTY ? S("casualties") : tally_top(nouns, ANY, 1);
    if (!out->noun.n) out->noun = S("disaster"); /* of no kind that is told */
    for (uint32_t k = 0; k < mains->n; k++) {
        const Item *i = &m->items.v[mains->v[k]];
        bool named = str_eq(own[k], out->noun) || class == CLASS_ASSAULT;
        if (!own[k].p || !named || class == CLASS_DISASTER) continue;
        if (class == CLASS_DISPLACE)
            tally_add(who, people_name(m, i), m->leaders[i->doc], 1);
        else if (names_itself(i))
            tally_add(who, party_name(m, i), m->leaders[i->doc], 1);
    }
    out->who = tally_top(who, MOSTLY, texts_needed(m));
    out->link = class == CLASS_DISPLACE ? S("of") : S("by");
    return ST_OK;
}

/* "attack and seizure by Northland, flight of residents" */
static void add_headings(Text *out, const Heading *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool last = i + 1 == n || !v[i].who.n || !str_eq(v[i].who, v[i + 1].who);
        bool shared = i && v[i].who.n && str_eq(v[i].who, v[i - 1].who);
        text_add_c(out, !i ? "" : shared && last ? " and " : ", ");
        text_add(out, v[i].noun);
        if (v[i].who.n && last)
            text_format(out, " %.*s %.*s", STR_ARG(v[i].link), STR_ARG(v[i].who));
    }
}

/* ---- how much is told of what */

typedef struct Told {
    uint32_t texts, last, heads, last_head; /* heads: of the texts, those with it in the headline */
    uint32_t weight, last_weight;           /* the weightiest of each text, added up */
    uint32_t most;                          /* the weightiest of all */
    bool done;
} Told;

static void count_told(const Making *m, const Mains *mains, Told told[CLASS_COUNT]) {
    for (uint32_t k = 0; k < mains->n; k++) {
        const Item *i = &m->items.v[mains->v[k]];
        const Event *e = making_event(m, i);
        Told *t = &told[i->class];
        uint32_t text = m->leaders[i->doc] + 1, weight = mains->weights[k];
        t->done |= e->modality == MODALITY_ACTUAL;
        if (t->last != text) {
            t->last = text;
            t->last_weight = 0;
            t->texts++;
        }
        if (weight > t->most) t->most = weight;
        if (weight > t->last_weight) {
            t->weight += weight - t->last_weight;
            t->last_weight = weight;
        }
        if (t->last_head == text || !document_in_headline(&m->docs.v[i->doc]->doc, e->head.span))
            continue;
        t->last_head = text;
        t->heads++;
    }
}

/* Of those told as much the one that weighs most in any text. */
static uint32_t weight_told(const Told *t) {
    enum { MOST_MAX = 16 };
    return t->weight * MOST_MAX + t->most;
}

/* 0 where it is told by too few: by one text of several, or by less than a share of many; a headline
 * counts as much as a text. */
static uint32_t told_weight(const Making *m, const Told *t) {
    uint32_t all = m->story->independent, told = t->texts + t->heads;
    bool enough = all < 2 || (told > 1 && told * SHARE_OF_REPORTS >= all);
    return t->done && enough ? weight_told(t) : 0;
}

/* The heaviest of them, CLASS_COUNT for none. Casualties come with everything and head only what
 * has nothing else. */
static EventClass heaviest(const uint32_t weights[CLASS_COUNT], bool nothing_yet) {
    EventClass best = CLASS_COUNT;
    for (int c = 0; c < CLASS_COUNT; c++)
        if (c != CLASS_CASUALTY && weights[c] &&
            (best == CLASS_COUNT || weights[c] > weights[best]))
            best = (EventClass)c;
    return best == CLASS_COUNT && nothing_yet && weights[CLASS_CASUALTY] ? CLASS_CASUALTY : best;
}

/* Where no two texts tell of one class, what one tells must do. */
static void weigh_classes(const Making *m, const Told told[CLASS_COUNT],
                          uint32_t weights[CLASS_COUNT]) {
    bool some = false;
    for (int c = 0; c < CLASS_COUNT; c++) {
        weights[c] = told_weight(m, &told[c]);
        some |= weights[c] && c != CLASS_CASUALTY;
    }
    for (int c = 0; !some && c < CLASS_COUNT; c++)
        weights[c] = told[c].done ? weight_told(&told[c]) : 0;
}

/* More in a headline. */
static uint32_t weight_of(Making *m, const Item *i) {
    uint32_t weight = is_main(m, i) ? label_event_weight(m, i) : 0;
    bool head =
        weight && document_in_headline(&m->docs.v[i->doc]->doc, making_event(m, i)->head.span);
    return head ? weight + HEADLINE_WEIGHT : weight;
}

/* Sorted by text by counting: `first` of each text, then filled. */
static StCode find_mains(Making *m, Mains *out) {
    uint32_t *first = arena_new(m->arena, uint32_t, m->docs.n + 1);
    uint32_t *weights = arena_new(m->arena, uint32_t, m->items.n);
    out->v = arena_new(m->arena, uint32_t, m->items.n);
    out->weights = arena_new(m->arena, uint32_t, m->items.n);
    TRY_MEM(first && weights && out->v && out->weights, m->err);
    for (uint32_t k = 0; k < m->items.n; k++) {
        weights[k] = weight_of(m, &m->items.v[k]);
        if (weights[k]) first[m->leaders[m->items.v[k].doc] + 1]++;
    }
    for (uint32_t d = 0; d < m->docs.n; d++) first[d + 1] += first[d];
    out->n = first[m->docs.n];
    for (uint32_t k = 0; k < m->items.n; k++) {
        if (!weights[k]) continue;
        uint32_t at = first[m->leaders[m->items.v[k].doc]]++;
        out->v[at] = k;
        out->weights[at] = weights[k];
    }
    return ST_OK;
}

static StCode make_headings(Making *m, Heading headings[TITLE_EVENTS], uint32_t *n) {
    uint32_t weights[CLASS_COUNT];
    Told told[CLASS_COUNT] = {0};
    Mains mains = {0};
    TRY(find_mains(m, &mains));
    count_told(m, &mains, told);
    weigh_classes(m, told, weights);
    *n = 0;
    for (EventClass best; *n < TITLE_EVENTS && (best = heaviest(weights, !*n)) != CLASS_COUNT;) {
        weights[best] = 0;
        TRY(make_heading(m, &mains, best, &headings[*n]));
        bool same = false; /* "explosion" of two classes */
        for (uint32_t i = 0; i < *n; i++) same |= str_eq(headings[i].noun, headings[*n].noun);
        /* who took something is what matters of it */
        bool vague =
            best == CLASS_COERCE && !headings[*n].who.n && str_eq(headings[*n].noun, S("seizure"));
        *n += !same && !vague;
    }
    return ST_OK;
}

/* What one party did stands together: "offensive and capture by Northland, flight". */
static void order_headings(Heading v[TITLE_EVENTS], uint32_t n) {
    bool apart = n == TITLE_EVENTS && v[0].who.n && str_eq(v[0].who, v[2].who) &&
                 !str_eq(v[0].who, v[1].who);
    Heading last = v[TITLE_EVENTS - 1];
    if (!apart) return;
    v[2] = v[1];
    v[1] = last;
}

/* Whether the text names the place, and not only where its reporter sits. */
static bool is_named(const Document *d, const Place *place) {
    for (uint32_t i = 0; i < place->mentions.n; i++) {
        bool dateline = false;
        for (uint32_t k = 0; k < d->blocks.n && !dateline; k++)
            dateline = d->blocks.v[k].kind == BLOCK_DATELINE &&
                       span_has(d->blocks.v[k].span, place->mentions.v[i]);
        if (!dateline) return true;
    }
    return false;
}

/* The place that most texts name, of these the one named most, a country only where nothing else
 * is: the list of entities has the weightiest first. */
static StCode title_place(Making *m, uint32_t *out) {
    const Story *s = m->story;
    uint32_t *texts = arena_new(m->arena, uint32_t, s->entities.n + 1);
    uint32_t *last = arena_new(m->arena, uint32_t, s->entities.n + 1);
    TRY_MEM(texts && last, m->err);
    for (uint32_t d = 0; d < m->docs.n; d++) {
        if (m->leaders[d] != d) continue;
        for (Ref p = 1; p <= m->docs.v[d]->places.n; p++) {
            uint32_t place = making_place(m, d, p);
            if (!place || last[place] == d + 1) continue;
            if (!is_named(&m->docs.v[d]->doc, &m->docs.v[d]->places.v[p - 1])) continue;
            last[place] = d + 1;
            texts[place]++;
        }
    }
    uint32_t best = 0;
    for (uint32_t i = 0; i < s->entities.n; i++) {
        if (s->entities.v[i].kind != ENTITY_PLACE) continue;
        bool country = m->entities[i].country_wide;
        bool best_country = best && m->entities[best - 1].country_wide;
        bool more = best && texts[i + 1] > texts[best];
        if (!best || (best_country && !country) || (best_country == country && more)) best = i + 1;
    }
    *out = best;
    return ST_OK;
}

StCode story_title(Making *m) {
    Heading headings[TITLE_EVENTS + 1] = {0};
    uint32_t n, at = 0;
    TRY(make_headings(m, headings, &n));
    order_headings(headings, n);
    TRY(title_place(m, &at));
    Text events = {.arena = m->arena};
    add_headings(&events, headings, n);
    Str place = making_entity_name(m, at);
    /* one report's own headline says more */
    bool lone = m->story->independent == 1 && m->docs.v[0]->doc.title.n;
    Text t = {.arena = m->arena};
    text_format(&t, "%.*s%s%.*s", STR_ARG(place), place.n && events.n ? ": " : "", (int)events.n,
                events.p ? events.p : "");
    TRY_MEM(!t.failed && !events.failed, m->err);
    Str own = m->docs.v[0]->doc.title;
    m->story->title = t.n && !lone ? text_str(&t) : own.n ? own : S("untitled");
    return ST_OK;
}
