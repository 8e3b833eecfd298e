/* When the undated documents were published, worked out from the whole story. Every clue is soft:
 * it gives points to the days it fits and takes some from those it does not, and what speaks
 * against the chosen day is kept as well as what speaks for it.
 *
 *   src  weekday arithmetic over ISO weeks; the clues are those of extract's times (TIMEX3)
 */
#include "story/beliefs.h"

#include "extract/times_redate.h"

enum {
    DAYS_AROUND = 60, /* looked at before the first day named and after the last */
    DAYS_MAX = 450,   /* days looked at in all */
    YEARS_MAX = 12,
    YEARS_TRIED = 12,    /* from the last that a text names on, … */
    YEARS_FEW = 4,       /* … of stories whose documents by days by days are more than … */
    YEAR_WORK = 1 << 22, /* … so many */
    YEAR_ELSE = 5,       /* points taken from a year that is none of them, as well as it fits */
    YEAR_SURE = 500      /* per mille: a document's own answer is taken for its year */
};

typedef struct Placing {
    Making *m;
    Clues *clues;     /* by document */
    bool *open;       /* by document: to be dated */
    Day *known;       /* by document: its day, 0 when open */
    Beliefs b;        /* of the best year */
    uint32_t certain; /* share of that year, per mille */
} Placing;

/* ---- which days and years */

/* False when nothing names a day. */
static bool days_to_look_at(const Placing *p, Beliefs *b) {
    Day first = 0, last = 0, counted = 0;
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        Day own = p->known[d];
        for (uint32_t i = 0; i <= p->clues[d].n; i++) {
            const Clue *c = i < p->clues[d].n ? &p->clues[d].v[i] : NULL;
            bool named =
                c && (c->kind == CLUE_DATELINE || c->kind == CLUE_PAST || c->kind == CLUE_FUTURE);
            if (c && c->kind == CLUE_AFTER && c->days.to > counted) counted = c->days.to;
            Day day = !c ? own : named ? clue_day(c, b->year, 0) : 0;
            if (!day) continue;
            if ((!first || day < first) && !(c && c->planned)) first = day;
            if (day > last) last = day;
        }
    }
    if (!first) return false;
    b->from = first - (counted > DAYS_AROUND ? counted : DAYS_AROUND);
    b->to = last + (counted > DAYS_AROUND ? counted : DAYS_AROUND);
    if (b->to - b->from > DAYS_MAX) b->from = b->to - DAYS_MAX;
    return b->from > 0;
}

static void note_year(int years[YEARS_MAX], uint32_t *n, Day day) {
    int year, month, of_month;
    if (!day) return;
    day_split(day, &year, &month, &of_month);
    for (uint32_t i = 0; i < *n; i++)
        if (years[i] == year) return;
    if (*n < YEARS_MAX) years[(*n)++] = year;
}

/* What a document alone allows, where that is within a year: it may well be the year it speaks
 * of. */
static Day own_day(const Published *own) {
    bool one = own && own->days.from && own->days.to && own->days.to - own->days.from < 60;
    return one ? own->days.from : 0;
}

/* A story of so many documents is cheap enough to be made for many years. */
static int32_t years_tried(const Placing *p) {
    uint64_t days = 2 * DAYS_AROUND;
    return p->m->docs.n * days * days > YEAR_WORK ? YEARS_FEW : YEARS_TRIED;
}

/* Points of a year so many years after the last one named, as counted in dated news. */
static int32_t year_points(int32_t after) {
    return after == 0 ? 0 : after == 1 ? -1 : after <= 6 ? -4 : -5;
}

/* Years that documents are known to be of, else the last year that a text names and those after it:
 * news that speaks of a war "in 2020" is of then or of some years later, and weekdays tell which.
 * `named` is that last year, 0 where the year is known. */
static uint32_t candidate_years(const Placing *p, int years[YEARS_MAX], int *named) {
    uint32_t n = 0;
    Day last = 0, own_last = 0;
    for (uint32_t d = 0; d < p->m->docs.n; d++) note_year(years, &n, p->known[d]);
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        const Published *own = p->m->docs.v[d]->doc.published;
        Day day = own_day(own);
        if (day && own->probability >= YEAR_SURE) note_year(years, &n, day);
        if (day > last) last = day;
        if (day > own_last) own_last = day;
        const Times *times = &p->m->docs.v[d]->times;
        for (uint32_t i = 0; i < times->n; i++)
            if (times->v[i].days.from > last && times->v[i].basis == TIME_BASIS_EXPLICIT)
                last = times->v[i].days.from;
    }
    if (n || !last) return n;
    int month, day;
    /* what a document allows by itself has weighed that "1 January 2024" is still to come */
    day_split(own_last ? own_last : last, named, &month, &day);
    for (int32_t i = 0; i < years_tried(p); i++) years[n++] = *named + i;
    return n;
}

/* ---- what is written */

/* What all clues at one place of the text give together; 0 at a place that was had before. */
static int32_t points_at(const Placing *p, uint32_t doc, uint32_t at, Day day) {
    const Clues *clues = &p->clues[doc];
    Span span = clues->v[at].span;
    int32_t points = 0;
    for (uint32_t i = 0; i < clues->n; i++) {
        if (clues->v[i].span.start != span.start || clues->v[i].span.end != span.end) continue;
        if (i < at) return 0;
        points += clue_points(&clues->v[i], day, beliefs_anchor(&p->b, &clues->v[i]), p->b.year);
    }
    return points;
}

static StCode put_evidence(Placing *p, uint32_t doc, Day day, Dating *out) {
    Making *m = p->m;
    const Document *d = &m->docs.v[doc]->doc;
    const Clues *clues = &p->clues[doc];
    TextMap map;
    TRY_MEM(text_map_make(d->text, m->arena, &map) == ST_OK, m->err);
    for (uint32_t i = 0; i < clues->n; i++) {
        Span span = clues->v[i].span;
        int32_t points = span_some(span) ? points_at(p, doc, i, day) : 0;
        if (!points) continue;
        Evidence *slot = list_push(m->arena, points > 0 ? &out->evidence : &out->against, Evidence);
        TRY_MEM(slot, m->err);
        *slot = (Evidence){d->id, (int32_t)text_map_point(&map, span.start),
                           (int32_t)text_map_point(&map, span.end)};
    }
    return ST_OK;
}

/* The document's relative times, now that the day they hang on is known. */
static StCode put_times(Making *m, uint32_t doc, Day day, Dating *out) {
    const Times *times = &m->docs.v[doc]->times;
    Time *dated = arena_new(m->arena, Time, times->n + 1);
    TRY_MEM(dated && times_redate(times, day, m->arena, dated) == ST_OK, m->err);
    for (uint32_t i = 0; i < times->n; i++) {
        if (days_some(times->v[i].days) || !dated[i].days.from || !dated[i].days.to) continue;
        m->time_days[doc][i] = dated[i].days;
        DatedTime *slot = list_push(m->arena, &out->times, DatedTime);
        TRY_MEM(slot, m->err);
        *slot = (DatedTime){dated[i].head.id, dated[i].value, dated[i].days};
    }
    return ST_OK;
}

static StCode put_dating(Placing *p, uint32_t doc) {
    Making *m = p->m;
    uint32_t share;
    Days days = beliefs_days(&p->b, doc, &share);
    const Document *d = &m->docs.v[doc]->doc;
    Dating *out = list_push(m->arena, &m->story->datings, Dating);
    TRY_MEM(out, m->err);
    *out = (Dating){.story = m->story->id, .doc = d->id, .days = days};
    out->probability = share * p->certain / 1000;
    out->id = making_id(m, 'w', d->id);
    TRY_MEM(out->id.p, m->err);
    m->days[doc] = days;
    Day best = p->b.guesses[doc].v[0].day;
    TRY(put_evidence(p, doc, best, out));
    return put_times(m, doc, best, out);
}

/* What is known: stated dates stay, inferred ones are looked at again. False when all are known. */
static StCode begin(Placing *p, bool *any) {
    Making *m = p->m;
    uint32_t n = m->docs.n;
    p->clues = arena_new(m->arena, Clues, n);
    p->known = arena_new(m->arena, Day, n);
    p->open = arena_new(m->arena, bool, n);
    m->time_days = arena_new(m->arena, Days *, n);
    TRY_MEM(p->clues && p->known && p->open && m->time_days, m->err);
    for (uint32_t d = 0; d < n; d++) {
        m->time_days[d] = arena_new(m->arena, Days, m->docs.v[d]->times.n);
        TRY_MEM(m->time_days[d], m->err);
        const Published *own = m->docs.v[d]->doc.published;
        p->open[d] = !own || own->basis == PUBLISHED_INFERRED;
        *any |= p->open[d];
        if (own) m->days[d] = own->days;
        if (own && !p->open[d]) p->known[d] = own->days.from;
    }
    return *any ? clues_find(m, p->open, p->clues) : ST_OK;
}

/* What a fit weighs beside the best one. */
static uint64_t fit_weight(int64_t fit, int64_t best) {
    return belief_weight(fit - best < INT16_MIN ? INT16_MIN : (int32_t)(fit - best)) >> 20;
}

/* The year in which all fits best, and how much better than in the others. */
static StCode choose_year(Placing *p) {
    int years[YEARS_MAX] = {0}, named = 0;
    int64_t fits[YEARS_MAX], fit = 0, loose = INT64_MIN;
    uint32_t tried = 0, count = candidate_years(p, years, &named);
    for (uint32_t i = 0; i < count; i++) {
        Beliefs b = {.m = p->m, .clues = p->clues, .open = p->open, .known = p->known};
        b.year = years[i];
        if (!days_to_look_at(p, &b)) continue;
        TRY(beliefs_make(&b));
        int64_t here = b.fit + (named ? year_points(b.year - named) : 0) * BELIEF_POINT;
        if (b.fit > loose) loose = b.fit;
        bool worse = here < fit || (here == fit && b.year > p->b.year);
        if (!p->b.m || !worse) p->b = b, fit = here;
        fits[tried++] = here;
    }
    uint64_t all = named && tried ? fit_weight(loose - YEAR_ELSE * BELIEF_POINT, fit) : 0;
    for (uint32_t i = 0; i < tried; i++) all += fit_weight(fits[i], fit);
    if (p->b.m) TRY(beliefs_shift(&p->b));
    if (all) p->certain = (uint32_t)(1000 * fit_weight(fit, fit) / all);
    return ST_OK;
}

StCode story_date_documents(Making *m) {
    Placing p = {.m = m};
    bool any = false;
    TRY(begin(&p, &any));
    if (!any) return ST_OK;
    TRY(choose_year(&p));
    for (uint32_t d = 0; p.b.m && d < m->docs.n; d++)
        if (p.open[d] && p.clues[d].n) TRY(put_dating(&p, d));
    return ST_OK;
}
