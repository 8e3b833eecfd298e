/* NEEDS AND ACCESS: what is lacking, damaged, cut or closed, and what is sent, opened or found, by
 * sector: what kind of thing it is, whose and where, in the report's words, and who says so.
 *
 *   note a sentence is told once, by what weighs most in it: a lack before a closed road before aid
 */
#include "report/composing.h"

#include "record/sectors.h"

#include <stdlib.h>

static const char *const sector_order[] = {
    "several sectors", "food",      "water",     "health", "shelter", "power", "telecoms",
    "protection",      "education", "logistics", "cash",   "access",  "other",
};
/* What an appeal asks after; where a section of needs is silent on one, it says so. */
static const char *const core_sectors[] = {"food", "water", "health", "shelter", "protection"};
enum {
    SECTORS = sizeof sector_order / sizeof *sector_order,
    CORE_SECTORS = sizeof core_sectors / sizeof *core_sectors,
    LINES_PER_SECTOR = 8,
    FEW_SECTORS = 2
};

typedef enum NeedRank {
    RANK_LACK,
    RANK_CLOSED,
    RANK_CUT,
    RANK_FOUND,
    RANK_AID,
    RANK_OPEN
} NeedRank;

typedef struct Need {
    const Records *records;
    const Event *event;
    NeedRank rank;
    Str sector;
    uint32_t first;
    Strs more;
} Need;
LIST_OF(Need, Needs);

/* Supplies for soldiers are no relief. */
static bool is_for_armed(const Records *r, const Event *e) {
    const Actor *who = e->recipients.n ? records_actor(r, e->recipients.v[0].actor) : NULL;
    return who && sectors_any(&who->sectors, SECTORS_ARMED);
}

static bool is_military(const Event *e) {
    for (uint32_t i = 0; i < e->context.n; i++)
        if (str_eq(e->context.v[i], S("military"))) return true;
    return false;
}

static bool is_need(const Composing *c, const Records *r, const Event *e) {
    bool kind = e->class == CLASS_NEED || e->class == CLASS_ACCESS || e->class == CLASS_AID ||
                e->class == CLASS_FINDING;
    if (!kind || e->background) return false;
    if (c->options->all) return true;
    if (e->modality == MODALITY_HYPOTHETICAL || document_in_headline(&r->doc, e->head.span))
        return false;
    return e->class != CLASS_AID || (!is_for_armed(r, e) && !(is_military(e) && !e->sector.n));
}

static NeedRank rank_of(const Event *e) {
    switch (e->class) {
    case CLASS_NEED: return e->polarity == POLARITY_NEGATIVE ? RANK_FOUND : RANK_LACK;
    case CLASS_AID: return e->polarity == POLARITY_NEGATIVE ? RANK_LACK : RANK_AID;
    case CLASS_FINDING: return RANK_FOUND;
    default: break;
    }
    return str_eq(e->mode, S("restrict")) ? RANK_CLOSED : e->mode.n ? RANK_OPEN : RANK_CUT;
}

/* What is of many sectors is told once; roads and gates are access, whatever goes over them. */
static Str sector_of(const Event *e) {
    if (e->sector.n > FEW_SECTORS) return S("several sectors");
    bool road = e->sector.n == 1 && str_eq(e->sector.v[0], S("logistics"));
    if (e->class == CLASS_ACCESS && (!e->sector.n || road)) return S("access");
    return e->sector.n ? e->sector.v[0] : S("other");
}

/* ---- words */

/* Adds ", NAME" where the quoted words do not have it. */
static void add_name(Text *t, Str name, Str quote) {
    if (name.n && str_find_nocase(quote, name) == SIZE_MAX) text_format(t, ", %.*s", STR_ARG(name));
}

static Str whose(Composing *c, const Records *r, const Event *e) {
    const Actor *who = e->recipients.n ? records_actor(r, e->recipients.v[0].actor) : NULL;
    Str name = who ? words_without_owner(c, composing_actor_name(c, who)) : S("");
    return words_are_pronoun(c, name) ? S("") : name;
}

static Str where(Composing *c, const Records *r, const Event *e) {
    const Place *place = records_place(r, e->place);
    if (place && place->precision == PRECISION_COUNTRY) return S(""); /* says too little */
    const Entity *known = place ? composing_entity(c, place->head.id) : NULL;
    return known ? known->name : place ? place->name : S("");
}

/* "Lack, Oresk: “…”"; "no damage: “…”" of what was looked for and not found; "lack (food, water,
 * health): …" of what is of several sectors, "… (also health)" of what is of two. */
static Str need_words(Composing *c, const Need *need) {
    const Records *r = need->records;
    const Event *e = need->event;
    const Strs *all = &e->sector;
    Text t = {.arena = c->a};
    Str quote = words_of_part(c, r, e), noun = words_of_noun(c, r, e);
    if (e->polarity == POLARITY_NEGATIVE)
        text_format(&t, "No %.*s", STR_ARG(noun));
    else
        text_add(&t, words_capital(c, noun));
    Str who = whose(c, r, e), at = where(c, r, e);
    add_name(&t, who, quote);
    if (!str_eq(who, at)) add_name(&t, at, quote);
    for (uint32_t i = 0; all->n > FEW_SECTORS && i < all->n; i++)
        text_format(&t, "%s%.*s%s", i ? ", " : " (", STR_ARG(all->v[i]), i + 1 < all->n ? "" : ")");
    text_format(&t, ": %.*s", STR_ARG(quote));
    if (e->modality != MODALITY_ACTUAL) text_format(&t, " (%s)", MODALITY_words[e->modality]);
    for (uint32_t i = 0; all->n == FEW_SECTORS && i < all->n; i++)
        if (!str_eq(all->v[i], need->sector)) text_format(&t, " (also %.*s)", STR_ARG(all->v[i]));
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static Str speaker_of(Composing *c, const Records *r, const Event *e) {
    Ref claim = statement_outermost(r, e->claim);
    return words_of_speaker(c, r, claim ? VOICE_CLAIM : VOICE_OUTLET, claim);
}

static Str need_day(Composing *c, const Records *r, const Event *e) {
    Ref claim = statement_outermost(r, e->claim);
    if (e->time && days_some(e->time->days)) return words_of_days(c, e->time->days, false);
    if (claim) return words_of_claim_day(c, r, records_claim(r, claim));
    bool worked_out;
    Days days = composing_published(c, r, &worked_out);
    return days.from == days.to ? words_of_days(c, days, worked_out) : S("");
}

static void need_line(Composing *c, const Need *need) {
    Line *line = composing_line(c, LINE_ROW, S(""));
    const Records *r = need->records;
    line->cells[0] = need_words(c, need);
    line->cells[1] = need_day(c, r, need->event);
    line->cells[2] = speaker_of(c, r, need->event);
    composing_cite(c, line, need->event->head.id);
    composing_cite_all(c, line, &need->more);
}

/* ---- which */

/* What is only asked for or promised is told once of a speaker, a doer and the sectors: reports
 * repeat it. */
static Str key_of(Composing *c, const Records *r, const Event *e, Str sentence) {
    if (e->modality == MODALITY_ACTUAL || !e->claim) return sentence;
    Text t = {.arena = c->a};
    bool brief = c->brief;
    c->brief = true;
    Str who = speaker_of(c, r, e);
    c->brief = brief;
    const Actor *doer = e->agents.n ? records_actor(r, e->agents.v[0].actor) : NULL;
    text_format(&t, "%d %d %.*s %.*s", (int)e->class, (int)e->modality, STR_ARG(who),
                STR_ARG(doer ? composing_actor_name(c, doer) : S("")));
    for (uint32_t i = 0; i < e->sector.n; i++) text_format(&t, " %.*s", STR_ARG(e->sector.v[i]));
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static bool is_weightier(const Need *a, const Need *b) {
    return a->rank < b->rank || (a->rank == b->rank && a->event->sector.n > b->event->sector.n);
}

/* `old`, or NULL: what was met first under the same key. In its own sentence the weightier one takes
 * its place; another sentence that says the same is cited with it. */
static void add_need(Composing *c, Needs *out, Need *old, Need need) {
    bool same = old && old->event->sentence.start == need.event->sentence.start;
    if (old && same && is_weightier(&need, old)) {
        need.first = old->first;
        need.more = old->more;
        *old = need;
    } else if (old && (!same || old->records != need.records)) {
        Str *more = list_push(c->a, &old->more, Str);
        if (more) *more = need.event->head.id;
        c->failed = c->failed || !more;
    } else if (!old) {
        Need *slot = list_push(c->a, out, Need);
        need.first = out->n;
        if (slot) *slot = need;
        c->failed = c->failed || !slot;
    }
}

/* Copies share a sentence; of several needs in one the weightiest stands. */
static void gather(Composing *c, Needs *out) {
    Map at = {.arena = c->a};
    for (uint32_t d = 0; d < c->story->docs.n; d++) {
        Found f = record_index_find(&c->index, c->story->docs.v[d]);
        for (uint32_t i = 0; f.records && i < f.records->events.n; i++) {
            const Event *e = &f.records->events.v[i];
            if (!is_need(c, f.records, e)) continue;
            Str key = key_of(c, f.records, e, document_cut(&f.records->doc, e->sentence));
            uint32_t *place = map_at(&at, key);
            if (!place || c->failed) {
                c->failed = true;
                return;
            }
            add_need(
                c, out, *place ? &out->v[*place - 1] : NULL,
                (Need){
                    .records = f.records, .event = e, .rank = rank_of(e), .sector = sector_of(e)});
            if (!*place) *place = out->n;
        }
    }
}

static int by_rank(const void *a, const void *b) {
    const Need *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static bool tells_sector(const Needs *needs, Str sector) {
    for (uint32_t i = 0; i < needs->n; i++)
        for (uint32_t k = 0; k < needs->v[i].event->sector.n; k++)
            if (str_eq(needs->v[i].event->sector.v[k], sector)) return true;
    return false;
}

/* "nothing told of water, shelter", where some are told of. */
static Str silence(Composing *c, const Needs *needs) {
    Text t = {.arena = c->a};
    uint32_t n = 0;
    for (int i = 0; i < CORE_SECTORS; i++)
        if (!tells_sector(needs, str_of(core_sectors[i])))
            text_format(&t, "%s%s", n++ ? ", " : "nothing told of ", core_sectors[i]);
    c->failed = c->failed || t.failed;
    return n && n + FEW_SECTORS <= CORE_SECTORS ? text_str(&t) : S("");
}

static void sector_lines(Composing *c, const Needs *needs, Str sector) {
    uint32_t lines = 0;
    for (uint32_t i = 0; i < needs->n; i++) {
        if (!str_eq(needs->v[i].sector, sector)) continue;
        if (lines == LINES_PER_SECTOR && !c->options->all) break;
        if (!lines++) composing_line(c, LINE_GROUP, words_capital(c, sector));
        need_line(c, &needs->v[i]);
    }
}

void compose_needs(Composing *c) {
    Needs needs = {NULL, 0};
    gather(c, &needs);
    if (!needs.n) return;
    qsort(needs.v, needs.n, sizeof *needs.v, by_rank);
    uint32_t before = c->out->lines.n;
    composing_line(c, LINE_SECTION, S("NEEDS AND ACCESS"))->cells[1] = silence(c, &needs);
    for (int i = 0; i < SECTORS; i++) {
        Str sector = str_of(sector_order[i]);
        if (str_eq(sector, S("other")) && !c->options->all) continue;
        sector_lines(c, &needs, sector);
    }
    composing_end_section(c, before);
}

/* ---- in short */

/* The lack that is of most sectors, the latest of equals. */
void compose_short_need(Composing *c) {
    Needs needs = {NULL, 0};
    gather(c, &needs);
    const Need *best = NULL;
    for (uint32_t i = 0; i < needs.n; i++) {
        const Need *need = &needs.v[i];
        const Claim *claim = records_claim(need->records, need->event->claim);
        if (claim && claim->stance == STANCE_ACCUSE) continue; /* a reproach */
        bool lack = need->rank == RANK_LACK && need->event->modality == MODALITY_ACTUAL &&
                    str_eq(words_of_noun(c, need->records, need->event), S("lack"));
        if (!lack || !need->event->sector.n) continue;
        if (!best || need->event->sector.n >= best->event->sector.n) best = need;
    }
    if (!best) return;
    Str what = words_of_part(c, best->records, best->event);
    Str who = speaker_of(c, best->records, best->event);
    Line *line = composing_line(
        c, LINE_BULLET, composing_format(c, "Lacking: %.*s (%.*s)", STR_ARG(what), STR_ARG(who)));
    composing_cite(c, line, best->event->head.id);
}
