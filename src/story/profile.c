#include "story/profile.h"

#include "base/utf8.h"
#include "story/phrases.h"
#include "story/words.h"

#include <stdlib.h>

enum {
    BAR = 180,         /* per mille of likeness that ties two documents of one day */
    BAR_PER_DAY = 4,   /* more for each day between them … */
    BAR_DAYS_MAX = 40, /* … up to so many */
    NAMES_SHARE = 3,   /* tenths of likeness that names give, the rest is words */
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

LIST_OF(Feature, Features);

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

Day profile_sudden_day(const Profile *p) {
    for (uint32_t i = 0; i < p->n; i++)
        if (!p->v[i].base) return (Day)p->v[i].key;
    return 0;
}

/* ---- likeness */

void profile_weigh(Profile *p, const uint8_t *rarity) {
    p->square[FEATURE_NAME] = p->square[FEATURE_WORD] = 0;
    for (uint32_t k = 0; k < p->n; k++) {
        Feature *f = &p->v[k];
        f->weight = (uint16_t)(f->base * rarity[k]);
        p->square[f->kind] += (uint64_t)f->weight * f->weight;
    }
}

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

uint32_t profile_likeness(const Profile *a, const Profile *b) {
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

uint32_t profile_tie(const Profile *a, const Profile *b) {
    uint32_t score = profile_likeness(a, b), bar = bar_between(a->day, b->day);
    return score < bar ? 0 : score - bar + 1;
}
