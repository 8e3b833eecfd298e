/* What other documents say of the day one was published on: copies, and the happenings they share,
 * which tie their dates.
 */
#include "story/dating.h"

enum {
    TIES_MAX = 12,    /* of one happening */
    TIES_OF_TIME = 3, /* of one time told */
    TIE = 5,          /* points; … */
    TIE_LONG = 2, /* … of a story whose dated reports lie farther apart: things happen again */
    LONG_DAYS = 60,
    TIE_AGAIN = 2 /* of what is tied by the beginning as well */
};

typedef struct Sharing {
    Making *m;
    TellingSet tellings;
    Clues *clues;    /* by document */
    uint32_t *voice; /* by document: who speaks for its copies, of a known day if there is */
    bool *told;      /* by document: it has a CLUE_NOT_BEFORE */
    uint32_t tie;    /* weight of a CLUE_TIE */
} Sharing;

/* A dateline's day is known but for its year. */
static StCode find_days(Sharing *s) {
    const Making *m = s->m;
    s->tellings.day = arena_new(m->arena, Day, m->docs.n);
    TRY_MEM(s->tellings.day, m->err);
    s->tellings.year = TELLINGS_ANY_YEAR;
    for (uint32_t d = m->docs.n; d-- > 0;) {
        int month, day;
        s->tellings.day[d] = s->tellings.open[d] ? 0 : m->days[d].from;
        if (s->tellings.day[d]) day_split(s->tellings.day[d], &s->tellings.year, &month, &day);
    }
    for (uint32_t d = 0; d < m->docs.n; d++)
        for (uint32_t i = 0; s->tellings.open[d] && i < s->clues[d].n; i++)
            if (s->clues[d].v[i].kind == CLUE_DATELINE)
                s->tellings.day[d] = clue_day(&s->clues[d].v[i], s->tellings.year, 0);
    return ST_OK;
}

static uint32_t weight_of_ties(const Sharing *s) {
    Day first = 0, last = 0;
    for (uint32_t d = 0; d < s->m->docs.n; d++) {
        Day day = s->tellings.open[d] ? 0 : s->tellings.day[d];
        if (!day) continue;
        if (!first || day < first) first = day;
        if (day > last) last = day;
    }
    return last - first > LONG_DAYS ? TIE_LONG : TIE;
}

static StCode find_voices(Sharing *s) {
    const Making *m = s->m;
    s->voice = arena_new(m->arena, uint32_t, m->docs.n);
    TRY_MEM(s->voice, m->err);
    for (uint32_t d = 0; d < m->docs.n; d++) s->voice[d] = m->leaders[d];
    for (uint32_t d = m->docs.n; d-- > 0;)
        if (s->tellings.day[d]) s->voice[m->leaders[d]] = d;
    for (uint32_t d = 0; d < m->docs.n; d++) s->voice[d] = s->voice[m->leaders[d]];
    return ST_OK;
}

/* A copy is of the day of the text it is one with. */
static StCode find_copies(Sharing *s) {
    for (uint32_t d = 0; d < s->m->docs.n; d++)
        if (s->tellings.open[d] && s->voice[d] != d)
            TRY(clues_add(s->m, &s->clues[d], (Clue){.kind = CLUE_COPY, .other = s->voice[d]}));
    return ST_OK;
}

/* Many that tell of a happening tell of it from one another: they are no more than a few. */
static bool tied_enough(const Sharing *s, const Telling *h, const Telling *x) {
    const Clues *have = &s->clues[h->doc];
    uint32_t n = 0;
    for (uint32_t i = 0; i < have->n; i++) {
        const Clue *c = &have->v[i];
        if (c->kind != CLUE_TIE || c->time != h->time) continue;
        if (++n == TIES_OF_TIME || s->voice[c->other] == s->voice[x->doc]) return true;
    }
    return false;
}

/* The time is tied to the beginning of the story, and by it to all that tell of that. */
static bool tied_to_beginning(const Clues *clues, const Time *t) {
    for (uint32_t i = 0; i < clues->n; i++)
        if (clues->v[i].kind == CLUE_BEGAN && clues->v[i].time == t &&
            clues->v[i].weight >= CLUE_BEGAN_SURE)
            return true;
    return false;
}

static StCode tie(Sharing *s, const Telling *h, const Telling *x) {
    Clue c = {.span = h->event->head.span,
              .planned = h->event->modality == MODALITY_PLANNED,
              .other = x->doc,
              .other_time = x->time,
              .other_planned = x->event->modality == MODALITY_PLANNED};
    if (h->time) {
        if (tied_enough(s, h, x)) return ST_OK;
        c.kind = CLUE_TIE;
        c.weight = tied_to_beginning(&s->clues[h->doc], h->time) ? TIE_AGAIN : s->tie;
        c.span = h->time->head.span;
        c.time = h->time;
    } else if (h->event->modality == MODALITY_ACTUAL && x->known && !c.other_planned) {
        c.kind = CLUE_NOT_BEFORE;
    } else {
        return ST_OK;
    }
    return clues_add(s->m, &s->clues[h->doc], c);
}

static StCode find_ties(Sharing *s) {
    for (uint32_t i = 0; i < s->tellings.all.n; i++) {
        const Telling *h = &s->tellings.all.v[i];
        uint32_t ties = 0;
        if (!s->tellings.open[h->doc] || !telling_is_once(&s->tellings, h)) continue;
        for (uint32_t k = 0; k < s->tellings.all.n && ties < TIES_MAX; k++) {
            const Telling *x = &s->tellings.all.v[k];
            if (s->voice[x->doc] == s->voice[h->doc] || !x->time ||
                !tellings_same(&s->tellings, h, x))
                continue;
            ties++;
            bool told = !h->time && s->told[h->doc]; /* once is enough */
            if (!told) TRY(tie(s, h, x));
            if (!h->time && x->known) s->told[h->doc] = true;
        }
    }
    return ST_OK;
}

StCode clues_find_shared(Making *m, const bool *open, Clues *by_document) {
    Sharing s = {.m = m, .tellings = {.m = m, .open = open}, .clues = by_document};
    TRY(find_days(&s));
    s.tie = weight_of_ties(&s);
    TRY(find_voices(&s));
    TRY(clues_find_growth(m, open, s.voice, by_document));
    TRY(tellings_find(&s.tellings));
    s.told = arena_new(m->arena, bool, m->docs.n);
    TRY_MEM(s.told, m->err);
    TRY(clues_find_onset(&s.tellings, by_document));
    TRY(find_copies(&s));
    return find_ties(&s);
}
