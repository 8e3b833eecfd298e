#include "story/grouping.h"

#include "base/utf8.h"
#include "story/phrases.h"
#include "story/words.h"

#include <stdlib.h>

enum {
    BAR = 180,           /* per mille of likeness that ties two documents of one day */
    BAR_PER_DAY = 4,     /* more for each day between them … */
    BAR_DAYS_MAX = 40,   /* … up to so many */
    NAMES_SHARE = 3,     /* tenths of likeness that names give, the rest is words */
    SUDDEN_DAYS = 3,     /* sudden happenings farther apart are two */
    AVERAGE_MEMBERS = 6, /* looked at from each */
    HEAVIEST = 24,       /* features by which documents meet */
    HITS_MIN = 3,        /* features that two must share to be likened, where many are met */
    MEET_WINDOW = 20,    /* documents before it that one meets by one feature */
    WORD_LETTERS_MIN = 3,
    WORD_WEIGHT = 4,
    FIGURE_WEIGHT = 8,
    FIGURE_MIN = 4,      /* smaller ones are in every report */
    HEAD_PARAGRAPHS = 2, /* news comes first: headline and so many paragraphs … */
    HEAD_TIMES = 2,      /* … weigh so much more */
    COUNTRY_WEIGHT = 3,
    PLACE_WEIGHT = 10,
    STATE_WEIGHT = 2,
    ACTOR_WEIGHT = 8,
    DATE_WEIGHT = 6,
    DATED_DAYS_MAX = 31, /* a publication date vaguer than that is none */
    TIMES_MAX = 4        /* a feature named oftener weighs no more */
};

/* Likeness of two stories' members, on average, for them to join: by how many the smaller has. A
 * single report joins easily; two stories with several reports each would be alike in more than
 * their country and its ministers if they were one. */
static const uint32_t average_bars[] = {75, 140, 200};

LIST_OF(Feature, Features);

typedef struct Edge {
    uint32_t a, b, score;
} Edge;
LIST_OF(Edge, Edges);

/* The documents that have a feature, as places in `order`, ascending. */
typedef struct Bearers {
    uint32_t key, n; /* n 0: an empty slot */
    uint32_t start;  /* in Links.docs */
} Bearers;

typedef struct Links {
    Bearers *slots; /* open addressing by key */
    uint32_t mask;  /* slots less one */
    uint32_t *docs;
} Links;

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
} Grouping;

static int by_u64(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static int by_key(const void *x, const void *y) {
    const Feature *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->base < b->base) - (a->base > b->base); /* the heaviest first */
}

static int by_weight(const void *x, const void *y) {
    const Feature *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static int by_score(const void *x, const void *y) {
    const Edge *a = x, *b = y;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* ---- profiles */

StCode profile_maker_open(const Tables *tables, Arena *a, ProfileMaker *g) {
    *g = (ProfileMaker){.sudden = tables_get(tables, "en/sudden")};
    const Table *t = tables_get(tables, "en/common_words");
    Strs words = {0};
    for (uint32_t i = 0; t && i < table_rows(t); i++) {
        Str row = table_cell(t, i, 0), word;
        while (str_split(&row, '|', &word)) {
            Str *slot = list_push(a, &words, Str);
            if (!slot) return ST_NOMEM;
            *slot = word;
        }
    }
    g->common = arena_new(a, uint64_t, words.n);
    if (!g->common) return ST_NOMEM;
    g->common_count = words.n;
    for (uint32_t i = 0; i < words.n; i++) g->common[i] = word_hash(words.v[i]);
    if (words.n) qsort(g->common, words.n, sizeof *g->common, by_u64);
    return ST_OK;
}

static StCode add_feature(Arena *a, Features *list, FeatureKind kind, char space, Str name,
                          uint32_t weight) {
    Str folded = utf8_fold(a, name);
    Feature *f = list_push(a, list, Feature);
    if (!f || !folded.p) return ST_NOMEM;
    uint64_t key = str_hash(folded) * 31 + (uint64_t)(unsigned char)space;
    *f = (Feature){.key = (uint32_t)(key >> 32), .base = (uint8_t)weight, .kind = (uint8_t)kind};
    return ST_OK;
}

static uint32_t times_named(uint32_t mentions) {
    return mentions == 0 ? 1 : mentions > TIMES_MAX ? TIMES_MAX : mentions;
}

/* A name of its own, not "the ministry" or "two civilians". */
static bool is_named(const Actor *p) {
    if (p->known.n) return true;
    if (!p->name.n || p->kind == ACTOR_POPULATION) return false;
    for (uint32_t i = 0; i < p->mentions.n; i++)
        if (p->mentions.v[i].how == HOW_NAME || p->mentions.v[i].how == HOW_METONYM) return true;
    return false;
}

/* Where the head of the text ends. */
static uint32_t head_end(const Document *doc) {
    uint32_t end = 0, paragraphs = 0;
    for (uint32_t i = 0; i < doc->blocks.n && paragraphs < HEAD_PARAGRAPHS; i++) {
        const Block *b = &doc->blocks.v[i];
        paragraphs += b->kind == BLOCK_PARAGRAPH;
        end = b->span.end;
    }
    return end;
}

static uint32_t weight_of_name(uint32_t weight, uint32_t mentions, bool in_head) {
    return weight * times_named(mentions) * (in_head ? HEAD_TIMES : 1);
}

static StCode add_names(const Records *r, Arena *a, Features *list) {
    uint32_t head = head_end(&r->doc);
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *p = &r->places.v[i];
        bool country = p->precision == PRECISION_COUNTRY;
        uint32_t weight = weight_of_name(country ? COUNTRY_WEIGHT : PLACE_WEIGHT, p->mentions.n,
                                         p->head.span.start < head);
        TRY(add_feature(a, list, FEATURE_NAME, 'p', p->known.n ? p->known : p->name, weight));
    }
    for (uint32_t i = 0; i < r->actors.n; i++) {
        const Actor *p = &r->actors.v[i];
        if (!is_named(p)) continue;
        uint32_t weight = weight_of_name(p->kind == ACTOR_STATE ? STATE_WEIGHT : ACTOR_WEIGHT,
                                         p->mentions.n, p->head.span.start < head);
        TRY(add_feature(a, list, FEATURE_NAME, 'a', p->known.n ? p->known : p->name, weight));
    }
    for (uint32_t i = 0; i < r->times.n; i++) {
        Str v = r->times.v[i].value; /* 2023-09-19 or XXXX-09-19: the day without its year */
        if (v.n != 10 || v.p[4] != '-' || v.p[7] != '-' || v.p[8] == 'X') continue;
        TRY(add_feature(a, list, FEATURE_NAME, 'd', str_from(v, 5), DATE_WEIGHT));
    }
    return ST_OK;
}

static StCode add_figures(const Records *r, Arena *a, Features *list) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (!f->measure.n || !f->value.some || f->value.milli < FIGURE_MIN * 1000) continue;
        Str name = arena_format(a, "%.*s %lld", STR_ARG(f->measure), (long long)f->value.milli);
        if (!name.p) return ST_NOMEM;
        TRY(add_feature(a, list, FEATURE_NAME, 'f', name, FIGURE_WEIGHT));
    }
    return ST_OK;
}

/* ---- sudden happenings */

static bool is_harm(const Event *e) {
    return (e->class == CLASS_ASSAULT || e->class == CLASS_DISASTER ||
            e->class == CLASS_CASUALTY) &&
           !e->background && e->modality == MODALITY_ACTUAL && e->polarity == POLARITY_POSITIVE;
}

static bool is_military(const Event *e) {
    for (uint32_t i = 0; i < e->context.n; i++)
        if (str_eq(e->context.v[i], S("military"))) return true;
    return false;
}

/* The last day that the document gives to the sudden happening it tells of, 0 where it tells of
 * none, names no day, or is of a war: there each day has its explosions. */
static StCode add_sudden(const ProfileMaker *maker, const Records *r, Arena *a, Features *list) {
    bool sudden = false;
    Day last = 0;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (is_military(e)) return ST_OK;
        if (!is_harm(e)) continue;
        Str trigger = document_cut(&r->doc, e->head.span);
        bool bomb = str_eq(e->mode, S("explosives")) || str_eq(e->mode, S("suicide-attack"));
        sudden = sudden || bomb || phrase_first(maker->sudden, trigger, a) > 0;
        Days days = e->time ? e->time->days : (Days){0, 0};
        if (days.from == days.to && days.from > last) last = days.from;
    }
    if (!sudden || !last) return ST_OK;
    Feature *f = list_push(a, list, Feature);
    if (!f) return ST_NOMEM;
    *f = (Feature){.key = (uint32_t)last, .kind = FEATURE_NAME};
    return ST_OK;
}

static Day sudden_day(const Profile *p) {
    for (uint32_t i = 0; i < p->n; i++)
        if (!p->v[i].base) return (Day)p->v[i].key;
    return 0;
}

static StCode add_words(const ProfileMaker *g, const Document *doc, Arena *a, Features *list) {
    WordReader reader = {.doc = doc};
    uint32_t head = head_end(doc);
    for (Word w; word_next(&reader, &w);) {
        bool in_head = reader.at <= head;
        if (w.number || w.letters < WORD_LETTERS_MIN ||
            bsearch(&w.hash, g->common, g->common_count, sizeof *g->common, by_u64))
            continue;
        Feature *f = list_push(a, list, Feature);
        if (!f) return ST_NOMEM;
        *f = (Feature){.key = (uint32_t)(w.hash >> 32),
                       .base = in_head ? WORD_WEIGHT * HEAD_TIMES : WORD_WEIGHT,
                       .kind = FEATURE_WORD};
    }
    return ST_OK;
}

/* One feature a key, the weights of its mentions added up to TIMES_MAX words' worth. */
static uint32_t merge_features(Feature *v, uint32_t n) {
    qsort(v, n, sizeof *v, by_key);
    uint32_t out = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (out && v[out - 1].key == v[i].key) {
            bool more = v[i].kind == FEATURE_WORD && v[out - 1].base < WORD_WEIGHT * TIMES_MAX;
            if (more)
                v[out - 1].base = (uint8_t)(v[out - 1].base + WORD_WEIGHT / 2);
            else if (v[out - 1].base < v[i].base)
                v[out - 1].base = v[i].base;
        } else
            v[out++] = v[i];
    }
    return out;
}

/* 0 where it is not known to the month. */
static Day day_of_document(const Document *doc) {
    const Published *p = doc->published;
    bool known = p && p->days.from && p->days.to && p->days.to - p->days.from <= DATED_DAYS_MAX;
    return known ? p->days.from : 0;
}

StCode profile_make(const ProfileMaker *maker, const Records *r, Arena *a, Profile *out) {
    Arena scratch = {0};
    Features list = {0};
    *out = (Profile){.day = day_of_document(&r->doc)};
    StCode code = add_names(r, &scratch, &list);
    if (code == ST_OK) code = add_figures(r, &scratch, &list);
    if (code == ST_OK) code = add_sudden(maker, r, &scratch, &list);
    if (code == ST_OK) code = add_words(maker, &r->doc, &scratch, &list);
    uint32_t n = code == ST_OK && list.n ? merge_features(list.v, list.n) : 0;
    out->v = arena_new(a, Feature, n);
    if (!out->v) code = ST_NOMEM;
    if (code == ST_OK && n) memcpy(out->v, list.v, n * sizeof *out->v);
    if (code == ST_OK) out->n = n;
    arena_drop(&scratch);
    return code;
}

/* ---- who has a feature */

/* The slot of a key, or the empty one where it belongs. */
static Bearers *bearers_of(const Links *links, uint32_t key) {
    uint32_t i = (key * 2654435769u) & links->mask;
    while (links->slots[i].n && links->slots[i].key != key) i = (i + 1) & links->mask;
    return &links->slots[i];
}

/* Slots for `least` keys, at most half of them taken. */
static StCode links_room(Grouping *g, uint64_t least) {
    uint64_t size = 64;
    while (size < least * 2) size *= 2;
    if (size > UINT32_MAX) return ST_LIMIT;
    g->links.slots = arena_new(g->a, Bearers, size);
    g->links.mask = (uint32_t)(size - 1);
    return g->links.slots ? ST_OK : ST_NOMEM;
}

/* Doubles the slots. */
static StCode links_grow(Grouping *g) {
    Links old = g->links;
    TRY(links_room(g, (uint64_t)old.mask + 1));
    for (uint64_t i = 0; i <= old.mask; i++)
        if (old.slots[i].n) *bearers_of(&g->links, old.slots[i].key) = old.slots[i];
    return ST_OK;
}

static StCode count_bearers(Grouping *g, uint64_t *links) {
    uint64_t keys = 0;
    *links = 0;
    TRY(links_room(g, 1024));
    for (uint32_t i = 0; i < g->n; i++) {
        const Profile *p = g->profiles[i];
        for (uint32_t k = 0; k < p->n; k++) {
            if (keys * 2 >= g->links.mask) TRY(links_grow(g));
            Bearers *b = bearers_of(&g->links, p->v[k].key);
            if (!b->n++) keys++;
            b->key = p->v[k].key;
        }
        *links += p->n;
    }
    return *links > UINT32_MAX ? ST_LIMIT : ST_OK;
}

/* Each feature's documents, ascending. */
static StCode make_links(Grouping *g) {
    uint64_t links;
    TRY(count_bearers(g, &links));
    g->links.docs = arena_new(g->a, uint32_t, links);
    if (!g->links.docs) return ST_NOMEM;
    uint32_t start = 0;
    for (uint64_t i = 0; i <= g->links.mask; i++) {
        g->links.slots[i].start = start; /* moves to its end while the list is filled */
        start += g->links.slots[i].n;
    }
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < g->profiles[i]->n; k++)
            g->links.docs[bearers_of(&g->links, g->profiles[i]->v[k].key)->start++] = i;
    for (uint64_t i = 0; i <= g->links.mask; i++) g->links.slots[i].start -= g->links.slots[i].n;
    return ST_OK;
}

static uint32_t log2_floor(uint32_t n) {
    uint32_t log = 0;
    while (n >>= 1) log++;
    return log;
}

/* Weights × rarity: 2 for what all have, one more for each halving of those that have it. */
static void weigh_rarity(Grouping *g) {
    for (uint32_t i = 0; i < g->n; i++) {
        Profile *p = g->profiles[i];
        p->square[FEATURE_NAME] = p->square[FEATURE_WORD] = 0;
        for (uint32_t k = 0; k < p->n; k++) {
            Feature *f = &p->v[k];
            uint32_t n = bearers_of(&g->links, f->key)->n;
            /* what one document alone has says nothing of which others are like it */
            uint32_t rarity = 2 + (n > 1 ? log2_floor(g->n / n) : 0);
            f->weight = (uint16_t)(f->base * rarity);
            p->square[f->kind] += (uint64_t)f->weight * f->weight;
        }
    }
}

/* ---- likeness */

static uint64_t root_floor(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = 1ull << 31; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= n) root |= bit;
    return root;
}

static uint32_t cosine(uint64_t dot, uint64_t a, uint64_t b) {
    uint64_t length = root_floor(a) * root_floor(b);
    return length ? (uint32_t)(dot * 1000 / length) : 0;
}

/* 0 … 1000 */
static uint32_t likeness(const Profile *a, const Profile *b) {
    uint64_t dot[2] = {0, 0};
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->v[i].key < b->v[k].key)
            i++;
        else if (a->v[i].key > b->v[k].key)
            k++;
        else {
            dot[a->v[i].kind] += (uint64_t)a->v[i].weight * b->v[k].weight;
            i++, k++;
        }
    }
    uint32_t words = cosine(dot[FEATURE_WORD], a->square[FEATURE_WORD], b->square[FEATURE_WORD]);
    uint32_t names = cosine(dot[FEATURE_NAME], a->square[FEATURE_NAME], b->square[FEATURE_NAME]);
    return (names * NAMES_SHARE + words * (10 - NAMES_SHARE)) / 10;
}

static uint32_t bar_between(Day a, Day b) {
    if (!a || !b) return BAR;
    uint32_t days = (uint32_t)(a < b ? b - a : a - b);
    return BAR + BAR_PER_DAY * (days > BAR_DAYS_MAX ? BAR_DAYS_MAX : days);
}

static StCode like_met(Grouping *g, uint32_t doc, const uint32_t *met, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t score = likeness(g->profiles[met[i]], g->profiles[doc]);
        uint32_t bar = bar_between(g->profiles[met[i]]->day, g->profiles[doc]->day);
        if (score < bar) continue;
        Edge *e = list_push(g->a, &g->edges, Edge);
        if (!e) return ST_NOMEM;
        *e = (Edge){met[i], doc, score - bar};
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

static uint32_t root_of(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/* Members of a story, evenly taken: at most AVERAGE_MEMBERS. */
static uint32_t take_members(const Grouping *g, uint32_t root, uint32_t out[AVERAGE_MEMBERS]) {
    uint32_t n = 0, step = (g->count[root] + AVERAGE_MEMBERS - 1) / AVERAGE_MEMBERS, at = 0;
    for (uint32_t i = root;; i = g->next[i], at++) {
        if (at % step == 0 && n < AVERAGE_MEMBERS) out[n++] = i;
        if (i == g->last[root]) return n;
    }
}

static bool alike_on_average(const Grouping *g, uint32_t x, uint32_t y) {
    uint32_t a[AVERAGE_MEMBERS], b[AVERAGE_MEMBERS];
    uint32_t n = take_members(g, x, a), m = take_members(g, y, b), sum = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++) sum += likeness(g->profiles[a[i]], g->profiles[b[k]]);
    uint32_t least = n < m ? n : m, steps = sizeof average_bars / sizeof *average_bars;
    return sum >= average_bars[least < steps ? least - 1 : steps - 1] * n * m;
}

/* Both tell of sudden happenings, and of different ones. */
static bool told_apart(const Grouping *g, uint32_t x, uint32_t y) {
    Days a = g->sudden[x], b = g->sudden[y];
    return a.from && b.from && (a.from > b.to + SUDDEN_DAYS || b.from > a.to + SUDDEN_DAYS);
}

static Days both_days(Days a, Days b) {
    if (!a.from) return b;
    if (!b.from) return a;
    return (Days){a.from < b.from ? a.from : b.from, a.to > b.to ? a.to : b.to};
}

static void join_stories(Grouping *g) {
    for (uint32_t i = 0; i < g->n; i++) {
        g->parent[i] = g->next[i] = g->last[i] = i;
        g->count[i] = 1;
    }
    if (g->edges.n) qsort(g->edges.v, g->edges.n, sizeof *g->edges.v, by_score);
    for (uint32_t i = 0; i < g->edges.n; i++) {
        uint32_t x = root_of(g->parent, g->edges.v[i].a), y = root_of(g->parent, g->edges.v[i].b);
        if (x == y || told_apart(g, x, y) || !alike_on_average(g, x, y)) continue;
        uint32_t top = x < y ? x : y, low = x < y ? y : x;
        g->sudden[top] = both_days(g->sudden[x], g->sudden[y]);
        g->parent[low] = top;
        g->next[g->last[top]] = low;
        g->last[top] = g->last[low];
        g->count[top] += g->count[low];
    }
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
static void share_days(Grouping *g, const uint32_t *leaders, Day *sudden) {
    for (uint32_t i = 0; i < g->all_count; i++) {
        Profile *leader = &g->all[leaders[i]];
        Day day = g->all[i].day, happened = sudden_day(&g->all[i]);
        if (day && (!leader->day || day < leader->day)) leader->day = day;
        if (happened && (!sudden[leaders[i]] || happened < sudden[leaders[i]]))
            sudden[leaders[i]] = happened;
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
    Day *sudden = arena_new(g->a, Day, g->all_count);
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
        g->sudden[i] = (Days){sudden[g->order[i]], sudden[g->order[i]]};
    }
    TRY(make_links(g));
    weigh_rarity(g);
    TRY(find_edges(g));
    join_stories(g);
    for (uint32_t i = 0; i < g->n; i++) stories[g->order[i]] = g->order[root_of(g->parent, i)];
    for (uint32_t i = 0; i < g->all_count; i++)
        if (leaders[i] != i) stories[i] = stories[leaders[i]];
    return ST_OK;
}

StCode grouping_divide(Profile *profiles, uint32_t n, const uint32_t *leaders, Arena *a,
                       uint32_t **stories, StErr *err) {
    *stories = arena_new(a, uint32_t, n);
    TRY_MEM(*stories, err);
    Arena scratch = {0};
    Grouping g = {.a = &scratch, .all = profiles, .all_count = n};
    StCode code = group(&g, leaders, *stories);
    arena_drop(&scratch);
    if (code == ST_OK) return ST_OK;
    *stories = NULL;
    return st_fail(err, code, 0, "%s", st_code_text(code));
}

StCode grouping_make(const RecordsList *docs, const uint32_t *leaders, const Tables *tables,
                     Arena *a, uint32_t **stories, StErr *err) {
    Arena scratch = {0};
    ProfileMaker maker;
    *stories = NULL;
    Profile *profiles = arena_new(&scratch, Profile, docs->n);
    StCode code = profiles ? profile_maker_open(tables, &scratch, &maker) : ST_NOMEM;
    for (uint32_t i = 0; i < docs->n && code == ST_OK; i++)
        code = profile_make(&maker, docs->v[i], &scratch, &profiles[i]);
    code = code == ST_OK ? grouping_divide(profiles, docs->n, leaders, a, stories, err)
                         : st_fail(err, code, 0, "%s", st_code_text(code));
    arena_drop(&scratch);
    return code;
}

/* ---- one document beside stories that are grouped already */

void profile_weigh(Profile *p, const uint8_t *rarity) {
    p->square[FEATURE_NAME] = p->square[FEATURE_WORD] = 0;
    for (uint32_t k = 0; k < p->n; k++) {
        Feature *f = &p->v[k];
        f->weight = (uint16_t)(f->base * rarity[k]);
        p->square[f->kind] += (uint64_t)f->weight * f->weight;
    }
}

uint32_t profile_tie(const Profile *a, const Profile *b) {
    uint32_t score = likeness(a, b), bar = bar_between(a->day, b->day);
    return score < bar ? 0 : score - bar + 1;
}

bool profile_belongs(const Profile *p, const Profile *members, uint32_t n) {
    Day own = sudden_day(p);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        Day other = sudden_day(&members[i]);
        Day apart = own < other ? other - own : own - other;
        if (own && other && apart > SUDDEN_DAYS) return false;
        sum += likeness(p, &members[i]);
    }
    return n && sum >= average_bars[0] * n;
}
