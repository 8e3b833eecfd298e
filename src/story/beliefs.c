#include "story/beliefs.h"

enum {
    POINT = BELIEF_POINT,
    BIT = 2 * POINT,
    UNITS = 40, /* bits of a whole weight */
    NEVER = -UNITS * BIT,
    UNLIKELY = 12 * BIT, /* so far behind the likeliest, a day is left out */
    ROUNDS = 4,
    SHIFT_ROUNDS = 3,
    FEW_ROUNDS = 2, /* of large stories: documents by days by days are more than … */
    ROUND_WORK = 1 << 23,
    SHIFT_WORK = 1 << 22, /* … and so many that joint shifts may cost */
    LONG_DAYS = 200,      /* looked at in a long story */
    UNSURE = 300,         /* per mille: a wider answer is better than a day */
    GAP_NEAR = 2          /* days from report to report of one story, nothing to wonder at */
};

uint64_t belief_weight(int32_t log) {
    if (log <= NEVER) return 0;
    uint64_t bits = (uint64_t)-log / BIT, rest = (uint64_t)-log % BIT;
    return ((1ull << UNITS) / (2 * BIT) * (2 * BIT - rest)) >> bits;
}

int32_t belief_log(uint64_t weight) {
    int32_t bits = 0;
    if (!weight) return NEVER;
    while (weight >> bits > 1) bits++;
    uint64_t rest = weight - (1ull << bits);
    return (bits - UNITS) * BIT + (int32_t)(bits > 7 ? rest >> (bits - 7) : rest << (7 - bits));
}

/* So that the largest is 0: sums of many weights keep their bits. */
static int32_t rebase(int32_t *logs, int32_t n) {
    int32_t most = INT32_MIN;
    for (int32_t i = 0; i < n; i++) most = logs[i] > most ? logs[i] : most;
    for (int32_t i = 0; i < n; i++) logs[i] = logs[i] - most < NEVER ? NEVER : logs[i] - most;
    return most;
}

/* So that all weigh one; the logarithm of what they weighed. */
static int32_t normalise(int32_t *logs, int32_t n) {
    int32_t most = rebase(logs, n);
    uint64_t sum = 0;
    for (int32_t i = 0; i < n; i++) sum += belief_weight(logs[i]);
    int32_t all = belief_log(sum);
    for (int32_t i = 0; i < n; i++) logs[i] = logs[i] <= NEVER ? NEVER : logs[i] - all;
    return most + all;
}

/* ---- what it says of the others */

static Days days_of_anchor(const Beliefs *b, const Clue *c, Day other) {
    if (!c->other_time) return (Days){other, other};
    return clue_when(c->other_time, c->other_planned, other, b->year);
}

/* By the likeliest days of the other; its other days say nothing. */
static int32_t anchored_log(const Beliefs *b, const Clue *c, Day day) {
    uint64_t sum = 0, rest = belief_weight(0);
    for (int k = 0; k < GUESSES; k++) {
        const Guess *g = &b->guesses[c->other].v[k];
        uint64_t share = belief_weight(g->log);
        if (g->log < b->guesses[c->other].v[0].log - UNLIKELY) break;
        int32_t points = clue_points(c, day, days_of_anchor(b, c, g->day), b->year);
        sum += belief_weight(g->log - 16 * BIT + points * POINT);
        rest -= share < rest ? share : rest;
    }
    sum += belief_weight(belief_log(rest) - 16 * BIT);
    return belief_log(sum) + 16 * BIT;
}

static void find_guesses(const Beliefs *b, uint32_t doc) {
    Guess *best = b->guesses[doc].v;
    for (int k = 0; k < GUESSES; k++) best[k] = (Guess){0, NEVER};
    for (int32_t i = 0; i < b->days; i++) {
        Guess g = {b->from + i, b->day[doc][i]};
        for (int k = 0; k < GUESSES; k++)
            if (g.log > best[k].log) {
                Guess other = best[k];
                best[k] = g;
                g = other;
            }
    }
}

/* Of each day the weight that the likeliest document gives it, and the next likeliest. */
static void find_nearest(Beliefs *b) {
    for (int32_t i = 0; i < b->days; i++) {
        b->nearest[i] = b->second[i] = NEVER;
        b->nearest_of[i] = UINT32_MAX;
        for (uint32_t d = 0; d < b->m->docs.n; d++) {
            int32_t log = b->day[d][i];
            if (log > b->nearest[i]) {
                b->second[i] = b->nearest[i];
                b->nearest[i] = log;
                b->nearest_of[i] = d;
            } else if (log > b->second[i]) {
                b->second[i] = log;
            }
        }
    }
}

/* Reports of one story lie near each other: a point is taken for each doubling of the gap. */
static int32_t gap_log(const Beliefs *b, uint32_t doc, int32_t at) {
    int32_t best = NEVER;
    for (int32_t i = 0; i < b->days; i++) {
        int32_t log = b->nearest_of[i] == doc ? b->second[i] : b->nearest[i];
        if (log <= best) continue;
        for (int32_t gap = i > at ? i - at : at - i; gap > GAP_NEAR; gap /= 2) log -= POINT;
        if (log > best) best = log;
    }
    return best;
}

/* ---- the beginning */

/* It tells of the beginning as to come. */
static bool begins_ahead(const Beliefs *b, uint32_t doc) {
    const Clues *clues = &b->clues[doc];
    for (uint32_t i = 0; i < clues->n; i++)
        if (clues->v[i].kind == CLUE_BEGAN && clues->v[i].planned) return true;
    return false;
}

static void hit_days(const Beliefs *b, Days days, int32_t points) {
    int32_t from = days.from < b->from ? 0 : days.from - b->from;
    int32_t to = days.to > b->to ? b->days - 1 : days.to - b->from;
    for (int32_t i = from; i <= to; i++)
        if (points > b->hit[i]) b->hit[i] = points;
}

static Days clue_here(const Beliefs *b, const Clue *c, Day day) {
    return c->time ? clue_when(c->time, c->planned, day, b->year) : (Days){day, day};
}

/* Of several days that a document may name as that of the beginning, or count from, one is it. */
static void add_hits(const Beliefs *b, uint32_t doc, ClueKind kind, Day day) {
    bool some = false;
    for (uint32_t i = 0; i < b->clues[doc].n; i++) {
        const Clue *c = &b->clues[doc].v[i];
        Days here = c->kind == kind ? clue_here(b, c, day) : (Days){0, 0};
        int32_t middle = (c->days.from + c->days.to) / 2, weight = (int32_t)c->weight;
        if (!here.from) continue;
        for (int32_t k = 0; k < b->days && !some; k++) b->hit[k] = 0;
        some = true;
        if (kind == CLUE_AFTER) {
            hit_days(b, (Days){here.from - c->days.to, here.to - c->days.from}, weight - 1);
            here = (Days){here.from - middle, here.to - middle};
        }
        hit_days(b, here, weight);
    }
    for (int32_t k = 0; k < b->days && some; k++) b->row[k] += b->hit[k];
}

/* Points for each day that the story may have begun on, if the document is of `day`. */
static void began_row(const Beliefs *b, uint32_t doc, Day day) {
    const Clues *clues = &b->clues[doc];
    bool ahead = begins_ahead(b, doc);
    for (int32_t i = 0; i < b->days; i++) {
        int32_t lag = day - b->from - i;
        b->row[i] = lag >= 0 ? b->lags[lag] : ahead ? 0 : clue_lag_points(-1);
    }
    add_hits(b, doc, CLUE_BEGAN, day);
    add_hits(b, doc, CLUE_AFTER, day);
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        if (c->kind != CLUE_OVER && c->kind != CLUE_AMID) continue;
        Days here = clue_here(b, c, day);
        if (!here.from) continue;
        for (int32_t k = here.to < b->from ? 0 : here.to - b->from; k < b->days; k++)
            b->row[k] += clue_points(c, day, (Days){b->from + k, b->from + k}, b->year);
    }
}

/* One document beside what the others say of the beginning; how well it fits there. */
static int32_t weigh_document(Beliefs *b, uint32_t doc) {
    int32_t *day = b->day[doc], *told = b->told[doc], *began = b->began;
    int32_t first = b->open[doc] ? 0 : b->known[doc] - b->from,
            last = b->open[doc] ? b->days - 1 : first;
    for (int32_t i = 0; i < b->days; i++) began[i] -= told[i], b->sum[i] = 0;
    int32_t base = began[0], lost = rebase(day, b->days);
    uint64_t others = 0;
    for (int32_t i = 1; i < b->days; i++) base = began[i] > base ? began[i] : base;
    for (int32_t i = 0; i < b->days; i++) others += belief_weight(began[i] - base);
    for (int32_t x = first; x <= last; x++) {
        if (day[x] < -UNLIKELY) day[x] = NEVER;
        if (day[x] <= NEVER) continue;
        uint64_t all = 0;
        began_row(b, doc, b->from + x);
        for (int32_t i = 0; i < b->days; i++) {
            int32_t row = b->row[i] * POINT - 16 * BIT;
            all += belief_weight(began[i] - base + row);
            b->sum[i] += belief_weight(day[x] + row);
        }
        day[x] += belief_log(all);
    }
    int32_t fit = lost + normalise(day, b->days) - belief_log(others);
    for (int32_t i = 0; i < b->days; i++) told[i] = belief_log(b->sum[i]);
    rebase(told, b->days);
    for (int32_t i = 0; i < b->days; i++) began[i] += told[i];
    return fit;
}

/* ---- all together */

/* An open document that says what another says. */
static bool is_copy(const Beliefs *b, uint32_t doc) {
    const Clues *clues = &b->clues[doc];
    for (uint32_t i = 0; b->open[doc] && i < clues->n; i++)
        if (clues->v[i].kind == CLUE_COPY) return true;
    return false;
}

static void weigh_own(Beliefs *b, uint32_t doc, bool others) {
    const Clues *clues = &b->clues[doc];
    bool copy = others && is_copy(b, doc); /* its words are the other's */
    for (int32_t x = 0; x < b->days; x++) {
        int32_t log = copy ? 0 : b->own[doc][x];
        for (uint32_t i = 0; others && i < clues->n; i++) {
            const Clue *c = &clues->v[i];
            if (c->kind >= CLUE_TIE && c->kind < CLUE_BEGAN) log += anchored_log(b, c, b->from + x);
        }
        b->day[doc][x] = log + (others && !copy && b->m->docs.n > 1 ? gap_log(b, doc, x) : 0);
    }
}

/* The days looked at have an end, and a dated document may lie before them. */
static bool in_view(const Beliefs *b, uint32_t doc) {
    return b->open[doc] || (b->known[doc] >= b->from && b->known[doc] <= b->to);
}

static StCode make_state(Beliefs *b) {
    Arena *a = b->m->arena;
    uint32_t n = b->m->docs.n, days = (uint32_t)b->days;
    b->day = arena_new(a, int32_t *, n), b->told = arena_new(a, int32_t *, n);
    b->began = arena_new(a, int32_t, days);
    TRY_MEM(b->day && b->told && b->began, b->m->err);
    for (uint32_t d = 0; d < n; d++) {
        b->day[d] = arena_new(a, int32_t, days), b->told[d] = arena_new(a, int32_t, days);
        TRY_MEM(b->day[d] && b->told[d], b->m->err);
    }
    return ST_OK;
}

static StCode begin(Beliefs *b) {
    Arena *a = b->m->arena;
    uint32_t n = b->m->docs.n, days = (uint32_t)b->days;
    b->own = arena_new(a, int32_t *, n), b->guesses = arena_new(a, Guesses, n);
    b->row = arena_new(a, int32_t, days), b->hit = arena_new(a, int32_t, days);
    b->lags = arena_new(a, int32_t, days);
    b->nearest = arena_new(a, int32_t, days), b->second = arena_new(a, int32_t, days);
    b->nearest_of = arena_new(a, uint32_t, days), b->sum = arena_new(a, uint64_t, days);
    TRY_MEM(b->own && b->guesses && b->lags && b->row && b->hit && b->nearest && b->second &&
                b->nearest_of && b->sum,
            b->m->err);
    for (int32_t i = 0; i < b->days; i++) b->lags[i] = clue_lag_points(i);
    for (uint32_t d = 0; d < n; d++) {
        b->own[d] = arena_new(a, int32_t, days);
        TRY_MEM(b->own[d], b->m->err);
        for (int32_t i = 0; i < b->days; i++)
            b->own[d][i] = b->open[d] ? clues_points(&b->clues[d], b->from + i, b->year) * POINT
                                      : (b->from + i == b->known[d] ? 0 : NEVER);
        weigh_own(b, d, false);
        if (in_view(b, d)) normalise(b->day[d], b->days);
        find_guesses(b, d);
    }
    return ST_OK;
}

static void weigh_all(Beliefs *b, int rounds) {
    for (int round = 0; round < rounds; round++) {
        find_nearest(b);
        b->fit = 0;
        for (uint32_t d = 0; d < b->m->docs.n; d++) {
            if (!in_view(b, d)) continue;
            weigh_own(b, d, b->open[d]);
            int32_t fit = is_copy(b, d) ? normalise(b->day[d], b->days) : weigh_document(b, d);
            if (b->open[d]) b->fit += fit;
            find_guesses(b, d);
        }
    }
}

/* ---- documents that hang together move together */

static void copy_state(const Beliefs *from, Beliefs *to) {
    for (uint32_t d = 0; d < from->m->docs.n; d++)
        for (int32_t i = 0; i < from->days; i++) {
            to->day[d][i] = from->day[d][i];
            to->told[d][i] = from->told[d][i];
        }
    for (int32_t i = 0; i < from->days; i++) to->began[i] = from->began[i];
    to->fit = from->fit;
}

/* The open documents of `cut` and of later days, all so many days later; what they say of the
 * beginning is asked anew. False when none moves. */
static bool shift_from(Beliefs *b, Day cut, int32_t by) {
    bool any = false;
    for (uint32_t d = 0; d < b->m->docs.n; d++) {
        if (!b->open[d] || b->guesses[d].v[0].day < cut) continue;
        int32_t *day = b->day[d], *told = b->told[d];
        for (int32_t k = 0; k < b->days; k++) {
            int32_t i = by > 0 ? b->days - 1 - k : k, from = i - by;
            day[i] = from < 0 || from >= b->days ? NEVER : day[from];
            b->began[i] -= told[i];
            told[i] = 0;
        }
        any = true;
        find_guesses(b, d);
    }
    return any;
}

static uint64_t work_of(const Beliefs *b) {
    return (uint64_t)b->m->docs.n * (uint64_t)b->days * (uint64_t)b->days;
}

/* What two documents tell of each other keeps both in a week that does not fit either: the best of
 * some joint shifts is taken, as long as one fits better. */
static void shift_all(Beliefs *b, Beliefs *kept, Beliefs *best) {
    static const int32_t shifts[] = {7, -7};
    for (uint64_t left = SHIFT_WORK / (work_of(b) + 1); left > 0;) {
        copy_state(b, kept);
        copy_state(b, best);
        for (uint32_t d = 0; d < b->m->docs.n && left > 0; d++) {
            Day cut = b->open[d] ? b->guesses[d].v[0].day : 0;
            for (size_t i = 0; cut && i < 2 && left > 0; i++, left--) {
                if (shift_from(b, cut, shifts[i])) weigh_all(b, SHIFT_ROUNDS);
                if (b->fit > best->fit) copy_state(b, best);
                copy_state(kept, b);
                for (uint32_t k = 0; k < b->m->docs.n; k++) find_guesses(b, k);
            }
        }
        if (best->fit <= kept->fit) return;
        copy_state(best, b);
        for (uint32_t k = 0; k < b->m->docs.n; k++) find_guesses(b, k);
    }
}

StCode beliefs_make(Beliefs *b) {
    b->days = b->to - b->from + 1;
    TRY(make_state(b));
    TRY(begin(b));
    weigh_all(b, work_of(b) > ROUND_WORK ? FEW_ROUNDS : ROUNDS);
    return ST_OK;
}

StCode beliefs_shift(Beliefs *b) {
    Beliefs kept = *b, best = *b;
    TRY(make_state(&kept));
    TRY(make_state(&best));
    shift_all(b, &kept, &best);
    return ST_OK;
}

/* Clues were found to be surer than their points say, but for those of a long story: of many days
 * some fit by chance. */
static uint64_t final_weight(const Beliefs *b, const int32_t *logs, int32_t at, int32_t best) {
    int32_t log = logs[at] - logs[best];
    return belief_weight(b->days > LONG_DAYS ? log : log * 3 / 2);
}

/* The days beside the best one that are hardly worse; what they weigh, per mille. */
static uint32_t widen(const Beliefs *b, uint32_t doc, int32_t best, int32_t worse, Days *out) {
    const int32_t *logs = b->day[doc];
    int32_t from = best, to = best;
    uint64_t all = 0, sum = 0;
    while (from > 0 && logs[from - 1] >= logs[best] - worse) from--;
    while (to + 1 < b->days && logs[to + 1] >= logs[best] - worse) to++;
    for (int32_t i = 0; i < b->days; i++) all += final_weight(b, logs, i, best);
    for (int32_t i = from; i <= to; i++) sum += final_weight(b, logs, i, best);
    *out = (Days){b->from + from, b->from + to};
    return (uint32_t)((sum >> 20) * 1000 / ((all >> 20) + 1));
}

Days beliefs_days(const Beliefs *b, uint32_t doc, uint32_t *share) {
    const int32_t *logs = b->day[doc];
    int32_t best = 0;
    for (int32_t i = 1; i < b->days; i++)
        if (logs[i] > logs[best]) best = i;
    Days days;
    *share = widen(b, doc, best, POINT / 2, &days);
    if (*share < UNSURE) *share = widen(b, doc, best, POINT, &days);
    return days;
}

Days beliefs_anchor(const Beliefs *b, const Clue *c) {
    if (c->kind < CLUE_BEGAN) {
        Day other = b->guesses[c->other].v[0].day;
        return other ? days_of_anchor(b, c, other) : (Days){0, 0};
    }
    int32_t best = 0;
    for (int32_t i = 1; i < b->days; i++)
        if (b->began[i] > b->began[best]) best = i;
    return (Days){b->from + best, b->from + best};
}
