#include "story/bonds.h"

#include <stdlib.h>

enum { SHARED_MOST = 5, SHARED_FOUND = 64, FIGURE_LEAST = 4 };

/* What both documents have, as it is called, and how much it says. */
typedef struct Shared {
    Str words;
    uint32_t weight;
} Shared;

typedef struct Sharing {
    Shared v[SHARED_FOUND];
    uint32_t n;
    Arena *a;
    bool failed;
} Sharing;

static void share(Sharing *s, Str words, uint32_t weight) {
    for (uint32_t i = 0; i < s->n; i++)
        if (str_eq(s->v[i].words, words)) return;
    if (s->n < SHARED_FOUND && words.n) s->v[s->n++] = (Shared){words, weight};
}

static int by_weight(const void *x, const void *y) {
    const Shared *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return str_cmp(a->words, b->words);
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static bool same_name(Str known, Str name, Str other_known, Str other_name) {
    return known.n || other_known.n ? str_eq(known, other_known) : str_eq_nocase(name, other_name);
}

/* Towns before people and bodies, countries and their governments last. */
static void share_places(Sharing *s, const Records *a, const Records *b) {
    for (uint32_t i = 0; i < a->places.n; i++)
        for (uint32_t k = 0; k < b->places.n; k++) {
            const Place *x = &a->places.v[i], *y = &b->places.v[k];
            bool country = x->precision == PRECISION_COUNTRY;
            if (same_name(x->known, x->name, y->known, y->name))
                share(s, x->name, (country ? 0 : 300) + least(x->mentions.n, y->mentions.n));
        }
}

static void share_actors(Sharing *s, const Records *a, const Records *b) {
    for (uint32_t i = 0; i < a->actors.n; i++)
        for (uint32_t k = 0; k < b->actors.n; k++) {
            const Actor *x = &a->actors.v[i], *y = &b->actors.v[k];
            bool named = x->mentions.n && x->mentions.v[0].how != HOW_NOMINAL;
            if (x->kind == ACTOR_POPULATION || (!named && !x->known.n)) continue;
            if (same_name(x->known, x->name, y->known, y->name))
                share(s, x->name,
                      (x->kind == ACTOR_STATE ? 0 : 200) + least(x->mentions.n, y->mentions.n));
        }
}

static void share_figures(Sharing *s, const Records *a, const Records *b) {
    for (uint32_t i = 0; i < a->figures.n; i++)
        for (uint32_t k = 0; k < b->figures.n; k++) {
            const Figure *x = &a->figures.v[i], *y = &b->figures.v[k];
            if (!x->measure.n || !x->value.some || x->value.milli < FIGURE_LEAST * 1000 ||
                !y->value.some || x->value.milli != y->value.milli ||
                !str_eq(x->measure, y->measure))
                continue;
            Str words = arena_format(s->a, "%.*s %lld", STR_ARG(x->measure),
                                     (long long)(x->value.milli / 1000));
            s->failed |= !words.p;
            share(s, words, 250);
        }
}

static void add_shared(Text *t, const Records *a, const Records *b, Arena *arena) {
    Sharing s = {.a = arena};
    share_places(&s, a, b);
    share_actors(&s, a, b);
    share_figures(&s, a, b);
    if (s.n) qsort(s.v, s.n, sizeof *s.v, by_weight);
    for (uint32_t i = 0; i < s.n && i < SHARED_MOST; i++) {
        text_add_c(t, i ? ", " : ": ");
        text_add(t, s.v[i].words);
    }
    if (!s.n) text_add_c(t, ": by their words only");
    t->failed |= s.failed;
}

static void add_day(Text *t, const char *before, Day day) {
    char words[11];
    day_format(day, words);
    text_format(t, "%s%s", before, words);
}

StCode bonds_add(Bonds *bonds, const Tie *tie, const Records *a, const Records *b, Arena *arena) {
    Text t = {.arena = arena};
    text_format(&t, "alike by %u %%", (tie->likeness + 5) / 10);
    add_shared(&t, a, b, arena);
    if (tie->kind == TIE_OTHER_DAYS) {
        add_day(&t, "; but sudden happenings of two days, ",
                tie->day_a < tie->day_b ? tie->day_a : tie->day_b);
        add_day(&t, " and ", tie->day_a > tie->day_b ? tie->day_a : tie->day_b);
    }
    if (tie->kind == TIE_UNLIKE) text_add_c(&t, "; but the rest of the reports are not alike");
    Bond *slot = list_push(arena, bonds, Bond);
    if (!slot || t.failed) return ST_NOMEM;
    *slot = (Bond){.kind = tie->kind == TIE_JOINED ? BOND_JOINED : BOND_APART,
                   .a = a->doc.id,
                   .b = b->doc.id,
                   .reason = text_str(&t)};
    return ST_OK;
}
