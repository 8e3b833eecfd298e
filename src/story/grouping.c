#include "story/grouping.h"

#include "story/bearers.h"
#include "story/edges.h"
#include "story/likeness.h"

#include <stdlib.h>

enum {
    SUDDEN_DAYS = 3,     /* sudden happenings farther apart are two */
    AVERAGE_MEMBERS = 6, /* looked at from each */
    NEWS_LEAST = 24,     /* documents that the news has, however few there are of it */
    HEAVIEST = 24,       /* features by which documents meet */
    HITS_MIN = 3,        /* features that two must share to be likened, where many are met */
    MEET_WINDOW = 20     /* documents before it that one meets by one feature */
};

/* A single report joins a story when it is so much like its members on average; two stories of
 * several reports each when every report has, on average, one so much like it in the other: reports
 * of two episodes of a strike need not all be much alike, and a round-up of the week does not tie what
 * else it tells of. Per mille, and more for each doubling of the documents that there are: among
 * thousands, many are alike in their country and its ministers. */
enum { SINGLE = 75, SINGLE_PER_DOUBLING = 4, SEVERAL = 150, ALL = 85, SEVERAL_PER_DOUBLING = 8 };

static uint32_t single_bar(uint32_t among) {
    return SINGLE + SINGLE_PER_DOUBLING * likeness_doublings(among);
}

typedef struct Grouping {
    Arena *a;
    Profile *all; /* of every document */
    uint32_t all_count;
    uint32_t *order;    /* documents that lead their copies, by date, then as given */
    uint32_t n;         /* of these */
    Profile **profiles; /* by place in `order` */
    Links links;
    Edges edges;
    uint32_t *parent;
    uint32_t *next, *last, *count; /* members of a story as a chain from its root */
    Days *sudden;                  /* by root: the sudden happenings it tells of */
    Ties *ties, apart;             /* or NULL; what did not join, the likest first */
    Arena *kept;                   /* of `ties` */
} Grouping;

static int by_weight(const void *x, const void *y) {
    const Feature *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static uint32_t log2_floor(uint32_t n) {
    uint32_t log = 0;
    while (n >>= 1) log++;
    return log;
}

/* Rarity: 2 for what all have, one more for each halving of those that have it. A handful of
 * documents is taken for a part of the news of some days: what two of ten have in common is rare. */
static StCode weigh_rarity(Grouping *g) {
    uint32_t among = g->n > NEWS_LEAST ? g->n : NEWS_LEAST, most = 0;
    for (uint32_t i = 0; i < g->n; i++)
        if (g->profiles[i]->n > most) most = g->profiles[i]->n;
    uint8_t *rarity = arena_new(g->a, uint8_t, most);
    if (!rarity) return ST_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        Profile *p = g->profiles[i];
        for (uint32_t k = 0; k < p->n; k++) {
            uint32_t n = bearers_of(&g->links, p->v[k].key)->n;
            /* what one document alone has says nothing of which others are like it */
            rarity[k] = (uint8_t)(2 + (n > 1 ? log2_floor(among / n) : 0));
        }
        likeness_weigh(p, rarity);
    }
    return ST_OK;
}

/* ---- who is like whom */

static StCode like_met(Grouping *g, uint32_t doc, const uint32_t *met, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t tie = likeness_tie(g->profiles[met[i]], g->profiles[doc], g->n);
        if (!tie) continue;
        Edge *e = list_push(g->a, &g->edges, Edge);
        if (!e) return ST_NOMEM;
        *e = (Edge){met[i], doc, tie};
    }
    return ST_OK;
}

/* How many of the ascending `docs` are below `d`. */
static uint32_t bearers_before(const uint32_t *docs, uint32_t n, uint32_t d) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (docs[mid] < d)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Who stands just before `d` under its heaviest features, and under how many of them. */
static uint32_t meet(const Grouping *g, uint32_t d, const Feature *heavy, uint32_t *hits,
                     uint32_t *met) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->profiles[d]->n && k < HEAVIEST; k++) {
        const Bearers *b = bearers_of(&g->links, heavy[k].key);
        const uint32_t *docs = g->links.docs + b->start;
        uint32_t at = bearers_before(docs, b->n, d);
        for (uint32_t back = 0; back < MEET_WINDOW && at > 0; back++) {
            uint32_t other = docs[--at];
            if (hits[other]++ == 0) met[n++] = other;
        }
    }
    return n;
}

/* Leaves those that met it only by chance, and clears the counts. */
static uint32_t keep_often(uint32_t *hits, uint32_t *met, uint32_t n) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t other = met[i];
        if (hits[other] >= HITS_MIN || n <= MEET_WINDOW) met[kept++] = other;
        hits[other] = 0;
    }
    return kept;
}

static StCode find_document_edges(Grouping *g, uint32_t d, uint32_t *hits, uint32_t *met,
                                  Arena *scratch) {
    const Profile *p = g->profiles[d];
    Feature *heavy = arena_new(scratch, Feature, p->n);
    if (!heavy) return ST_NOMEM;
    if (p->n) memcpy(heavy, p->v, p->n * sizeof *heavy);
    if (p->n) qsort(heavy, p->n, sizeof *heavy, by_weight);
    uint32_t n = meet(g, d, heavy, hits, met);
    return like_met(g, d, met, keep_often(hits, met, n));
}

static StCode find_edges(Grouping *g) {
    uint32_t *hits = arena_new(g->a, uint32_t, g->n), *met = arena_new(g->a, uint32_t, g->n);
    if (!hits || !met) return ST_NOMEM;
    Arena scratch = {0};
    StCode code = ST_OK;
    for (uint32_t d = 0; d < g->n && code == ST_OK; d++) {
        code = find_document_edges(g, d, hits, met, &scratch);
        arena_reset(&scratch);
    }
    arena_drop(&scratch);
    return code;
}

/* ---- stories */

/* Members of a story, evenly taken: at most AVERAGE_MEMBERS. */
static uint32_t take_members(const Grouping *g, uint32_t root, uint32_t out[AVERAGE_MEMBERS]) {
    uint32_t n = 0, step = (g->count[root] + AVERAGE_MEMBERS - 1) / AVERAGE_MEMBERS, at = 0;
    for (uint32_t i = root;; i = g->next[i], at++) {
        if (at % step == 0 && n < AVERAGE_MEMBERS) out[n++] = i;
        if (i == g->last[root]) return n;
    }
}

/* Two stories' members, and how alike each of the one is to each of the other. */
typedef struct Meeting {
    uint32_t n, m, v[AVERAGE_MEMBERS][AVERAGE_MEMBERS];
} Meeting;

static Meeting let_meet(const Grouping *g, uint32_t x, uint32_t y) {
    uint32_t a[AVERAGE_MEMBERS], b[AVERAGE_MEMBERS];
    Meeting t = {.n = take_members(g, x, a), .m = take_members(g, y, b)};
    for (uint32_t i = 0; i < t.n; i++)
        for (uint32_t k = 0; k < t.m; k++)
            t.v[i][k] = likeness_of(g->profiles[a[i]], g->profiles[b[k]]);
    return t;
}

static uint32_t greater(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static bool alike_on_average(const Grouping *g, uint32_t x, uint32_t y) {
    Meeting t = let_meet(g, x, y);
    uint32_t all = 0, best_of_x = 0, best_of_y = 0, best[AVERAGE_MEMBERS] = {0};
    for (uint32_t i = 0; i < t.n; i++) {
        uint32_t most = 0;
        for (uint32_t k = 0; k < t.m; k++) {
            all += t.v[i][k];
            most = greater(most, t.v[i][k]);
            best[k] = greater(best[k], t.v[i][k]);
        }
        best_of_x += most;
    }
    if (t.n == 1 || t.m == 1) return all >= single_bar(g->n) * t.n * t.m;
    for (uint32_t k = 0; k < t.m; k++) best_of_y += best[k];
    uint32_t more = SEVERAL_PER_DOUBLING * likeness_doublings(g->n), bar = SEVERAL + more;
    return all >= (ALL + more) * t.n * t.m && best_of_x >= bar * t.n && best_of_y >= bar * t.m;
}

/* Both tell of sudden happenings, and of different ones. */
static bool are_of_other_days(Days a, Days b) {
    return a.from && b.from && (a.from > b.to + SUDDEN_DAYS || b.from > a.to + SUDDEN_DAYS);
}

/* Of two that tell of one happening, the days that both give, so that a report which names another
 * happening beside it opens the story to no third; or all, where none is in both. */
static Days both_days(Days a, Days b) {
    if (!a.from) return b;
    if (!b.from) return a;
    Days in_both = {a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
    if (in_both.from <= in_both.to) return in_both;
    return (Days){in_both.to, in_both.from};
}

static StCode note_tie(Grouping *g, const Edge *e, TieKind kind) {
    if (!g->ties) return ST_OK;
    bool joined = kind == TIE_JOINED;
    Tie *slot = joined ? list_push(g->kept, g->ties, Tie) : list_push(g->a, &g->apart, Tie);
    if (!slot) return ST_NOMEM;
    *slot = (Tie){.kind = kind, .a = e->a, .b = e->b};
    if (kind != TIE_OTHER_DAYS) return ST_OK;
    slot->day_a = g->sudden[edge_root(g->parent, e->a)].from;
    slot->day_b = g->sudden[edge_root(g->parent, e->b)].from;
    return ST_OK;
}

/* `near` holds the roots a story is told apart from already; false when it has this one, or
 * enough. */
static bool take_near(uint32_t *near, uint32_t root) {
    for (int i = 0; i < APART_MOST; i++) {
        if (near[i] == root + 1) return false;
        if (near[i]) continue;
        near[i] = root + 1;
        return true;
    }
    return false;
}

/* Of what did not join, what is apart in the end; all places become documents. */
static StCode keep_ties(Grouping *g) {
    uint32_t *near = arena_new(g->a, uint32_t, (uint64_t)g->n * APART_MOST);
    if (!near) return ST_NOMEM;
    for (uint32_t i = 0; i < g->apart.n; i++) {
        const Tie *tie = &g->apart.v[i];
        uint32_t x = edge_root(g->parent, tie->a), y = edge_root(g->parent, tie->b);
        if (x == y || !take_near(near + (uint64_t)x * APART_MOST, y)) continue;
        take_near(near + (uint64_t)y * APART_MOST, x);
        Tie *slot = list_push(g->kept, g->ties, Tie);
        if (!slot) return ST_NOMEM;
        *slot = *tie;
    }
    for (uint32_t i = 0; i < g->ties->n; i++) {
        Tie *tie = &g->ties->v[i];
        tie->likeness = likeness_of(g->profiles[tie->a], g->profiles[tie->b]);
        tie->a = g->order[tie->a];
        tie->b = g->order[tie->b];
    }
    return ST_OK;
}

static StCode join_stories(Grouping *g) {
    for (uint32_t i = 0; i < g->n; i++) {
        g->parent[i] = g->next[i] = g->last[i] = i;
        g->count[i] = 1;
    }
    if (g->edges.n) qsort(g->edges.v, g->edges.n, sizeof *g->edges.v, edge_by_score);
    for (uint32_t i = 0; i < g->edges.n; i++) {
        uint32_t x = edge_root(g->parent, g->edges.v[i].a),
                 y = edge_root(g->parent, g->edges.v[i].b);
        if (x == y) continue;
        TieKind kind = are_of_other_days(g->sudden[x], g->sudden[y]) ? TIE_OTHER_DAYS
                       : !alike_on_average(g, x, y)                  ? TIE_UNLIKE
                                                                     : TIE_JOINED;
        TRY(note_tie(g, &g->edges.v[i], kind));
        if (kind != TIE_JOINED) continue;
        uint32_t top = x < y ? x : y, low = x < y ? y : x;
        g->sudden[top] = both_days(g->sudden[x], g->sudden[y]);
        g->parent[low] = top;
        g->next[g->last[top]] = low;
        g->last[top] = g->last[low];
        g->count[top] += g->count[low];
    }
    return g->ties ? keep_ties(g) : ST_OK;
}

typedef struct Dated {
    Day day;
    uint32_t doc;
} Dated;

static int by_day(const void *x, const void *y) {
    const Dated *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

/* What copies say of the days, their leader need not say: the earliest counts. */
static void share_days(Grouping *g, const uint32_t *leaders, Days *sudden) {
    for (uint32_t i = 0; i < g->all_count; i++) {
        Profile *leader = &g->all[leaders[i]];
        Day day = g->all[i].day;
        Days happened = profile_sudden_days(&g->all[i]), *of_leader = &sudden[leaders[i]];
        if (day && (!leader->day || day < leader->day)) leader->day = day;
        if (happened.from && (!of_leader->from || happened.from < of_leader->from))
            *of_leader = happened;
    }
}

static StCode order_documents(Grouping *g, const uint32_t *leaders) {
    Dated *dated = arena_new(g->a, Dated, g->all_count);
    g->order = arena_new(g->a, uint32_t, g->all_count);
    if (!dated || !g->order) return ST_NOMEM;
    for (uint32_t i = 0; i < g->all_count; i++) {
        if (leaders[i] != i) continue;
        dated[g->n++] = (Dated){g->all[i].day, i};
    }
    if (g->n) qsort(dated, g->n, sizeof *dated, by_day);
    for (uint32_t i = 0; i < g->n; i++) g->order[i] = dated[i].doc;
    return ST_OK;
}

static StCode group(Grouping *g, const uint32_t *leaders, uint32_t *stories) {
    Days *sudden = arena_new(g->a, Days, g->all_count);
    if (!sudden) return ST_NOMEM;
    share_days(g, leaders, sudden);
    TRY(order_documents(g, leaders));
    g->sudden = arena_new(g->a, Days, g->n);
    g->profiles = arena_new(g->a, Profile *, g->n);
    g->parent = arena_new(g->a, uint32_t, g->n);
    g->next = arena_new(g->a, uint32_t, g->n);
    g->last = arena_new(g->a, uint32_t, g->n);
    g->count = arena_new(g->a, uint32_t, g->n);
    if (!g->sudden || !g->profiles || !g->parent || !g->next || !g->last || !g->count)
        return ST_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        g->profiles[i] = &g->all[g->order[i]];
        g->sudden[i] = sudden[g->order[i]];
    }
    TRY(bearers_find(g->profiles, g->n, g->a, &g->links));
    TRY(weigh_rarity(g));
    TRY(find_edges(g));
    TRY(join_stories(g));
    for (uint32_t i = 0; i < g->n; i++) stories[g->order[i]] = g->order[edge_root(g->parent, i)];
    for (uint32_t i = 0; i < g->all_count; i++)
        if (leaders[i] != i) stories[i] = stories[leaders[i]];
    return ST_OK;
}

StCode grouping_divide(Profile *profiles, uint32_t n, const uint32_t *leaders, Arena *a,
                       uint32_t **stories, Ties *ties, StErr *err) {
    *stories = arena_new(a, uint32_t, n);
    TRY_MEM(*stories, err);
    if (ties) *ties = (Ties){NULL, 0};
    Arena scratch = {0};
    Grouping g = {.a = &scratch, .all = profiles, .all_count = n, .ties = ties, .kept = a};
    StCode code = group(&g, leaders, *stories);
    arena_drop(&scratch);
    if (code == ST_OK) return ST_OK;
    *stories = NULL;
    return st_fail(err, code, 0, "%s", st_code_text(code));
}

StCode grouping_make(const RecordsList *docs, const uint32_t *leaders, const Tables *tables,
                     Arena *a, uint32_t **stories, Ties *ties, StErr *err) {
    Arena scratch = {0};
    ProfileMaker maker;
    *stories = NULL;
    Profile *profiles = arena_new(&scratch, Profile, docs->n);
    StCode code = profiles ? profile_maker_open(tables, &scratch, &maker) : ST_NOMEM;
    for (uint32_t i = 0; i < docs->n && code == ST_OK; i++)
        code = profile_make(&maker, docs->v[i], &scratch, &profiles[i]);
    code = code == ST_OK ? grouping_divide(profiles, docs->n, leaders, a, stories, ties, err)
                         : st_fail(err, code, 0, "%s", st_code_text(code));
    arena_drop(&scratch);
    return code;
}

/* ---- one document beside stories that are grouped already */

bool grouping_belongs(const Profile *p, const Profile *members, uint32_t n, uint32_t among) {
    Days own = profile_sudden_days(p);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (are_of_other_days(own, profile_sudden_days(&members[i]))) return false;
        sum += likeness_of(p, &members[i]);
    }
    return n && sum >= single_bar(among) * n;
}
