#include "story/profile.h"

#include "base/utf8.h"
#include "record/sectors.h"
#include "story/phrases.h"
#include "story/spelling.h"
#include "story/words.h"

#include <stdlib.h>

enum {
    WORD_LETTERS_MIN = 3,
    WORD_WEIGHT = 4,
    FIGURE_WEIGHT = 8,
    FIGURE_MIN = 4,      /* smaller ones are in every report */
    HEAD_PARAGRAPHS = 2, /* news comes first: headline and so many paragraphs … */
    HEAD_TIMES = 2,      /* … weigh so much more */
    COUNTRY_WEIGHT = 3,
    DIVISION_WEIGHT = 5,
    PLACE_WEIGHT = 10,
    STATE_WEIGHT = 2,
    ACTOR_WEIGHT = 8,
    DATE_WEIGHT = 6,
    DATED_DAYS_MAX = 31,     /* a publication date vaguer than that is none */
    DATED_PROBABILITY = 500, /* nor is one less likely, per mille */
    TIMES_MAX = 4,           /* a feature named oftener weighs no more */
    RARE_SHARE = 120         /* per cent of a word's weight that one which no table knows has */
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
    *g = (ProfileMaker){.tables = tables,
                        .sudden = tables_get(tables, "en/sudden"),
                        .disasters = tables_get(tables, "en/disaster_nouns")};
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

/* A name of a `space`; those of places and of actors are one, as a ship is taken for either. */
static StCode add_feature(Arena *a, Features *list, FeatureKind kind, char space, Str name,
                          uint32_t weight) {
    static const uint64_t golden = 0x9e3779b97f4a7c15u; /* tells spaces apart in the upper bits */
    Str folded = utf8_fold(a, name);
    Feature *f = list_push(a, list, Feature);
    if (!f || !folded.p) return ST_NOMEM;
    uint64_t key = str_hash(folded) + (uint64_t)(unsigned char)space * golden;
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

static bool is_common(const ProfileMaker *g, uint64_t hash) {
    return bsearch(&hash, g->common, g->common_count, sizeof *g->common, by_u64);
}

/* "Police", "Sheriff's Office": a name in a headline only. */
static bool is_common_name(const ProfileMaker *g, Str name) {
    uint32_t at = 0;
    for (Word w; word_scan(name, &at, &w);)
        if (w.letters >= WORD_LETTERS_MIN && !is_common(g, w.hash)) return false;
    return true;
}

/* ---- places */

/* Countries, seas and what has several countries in it. */
static bool is_wide(const Place *p) {
    return p->precision == PRECISION_COUNTRY || (p->located && !p->country.n);
}

static uint32_t weight_of_place(const Place *p) {
    return is_wide(p)                          ? COUNTRY_WEIGHT
           : str_eq(p->feature, S("division")) ? DIVISION_WEIGHT
                                               : PLACE_WEIGHT;
}

/* Where a town lies; of capitals so much is told that happens elsewhere that they say nothing. */
static StCode add_site(const Place *p, Arena *a, Features *list) {
    enum { TENTH = 100000, SOUTH = 900, WEST = 1800 };
    if (p->precision != PRECISION_POINT || !p->located || str_eq(p->feature, S("capital")))
        return ST_OK;
    Feature *f = list_push(a, list, Feature);
    if (!f) return ST_NOMEM;
    int32_t row = p->lat / TENTH + SOUTH, column = p->lon / TENTH + WEST;
    *f = (Feature){.key = (uint32_t)(row * SITE_ROW + column), .kind = FEATURE_SITE};
    return ST_OK;
}

/* Where a happening may be: news of anywhere is told in capitals, and a province holds many. */
static bool is_scene(const Place *p) {
    return !str_eq(p->feature, S("capital")) && !str_eq(p->feature, S("division"));
}

/* By its name, and by what it is known as: a town that is taken for its province, or for a namesake
 * abroad, is still half of what the other report has. */
static StCode add_place(const Place *p, uint32_t head, Arena *a, Features *list) {
    if (p->country.n) TRY(add_feature(a, list, FEATURE_COUNTRY, 'c', p->country, 0));
    uint32_t weight = weight_of_name(weight_of_place(p), p->mentions.n, p->head.span.start < head);
    if (is_wide(p))
        return add_feature(a, list, FEATURE_NAME, 'p', p->known.n ? p->known : p->name, weight);
    TRY(add_feature(a, list, FEATURE_PLACE, 'p', p->name, weight));
    if (p->known.n) TRY(add_feature(a, list, FEATURE_PLACE, 'k', p->known, weight / 2));
    if (p->head.span.start < head && is_scene(p))
        TRY(add_feature(a, list, FEATURE_SCENE, 's', p->name, 0));
    return add_site(p, a, list);
}

/* ---- actors */

/* Presidents and ministers that the whole world knows: they speak of everything. */
static bool is_leader(const Actor *p) {
    return p->kind == ACTOR_PERSON && p->known.n && sectors_any(&p->sectors, SECTOR(GOV));
}

/* People by their last name, however it is spelt: reports name them in full once, or not at all. */
static StCode add_actor(const ProfileMaker *g, const Actor *p, uint32_t head, Arena *a,
                        Features *list) {
    bool everywhere = p->kind == ACTOR_STATE || is_leader(p);
    uint32_t weight = weight_of_name(everywhere ? STATE_WEIGHT : ACTOR_WEIGHT, p->mentions.n,
                                     p->head.span.start < head);
    if (p->known.n) return add_feature(a, list, FEATURE_NAME, 'k', p->known, weight);
    Str name = p->name;
    if (p->kind == ACTOR_PERSON) name = spelling_last_word(name);
    if (is_common_name(g, name)) return ST_OK;
    if (p->kind == ACTOR_PERSON) name = spelling_sounds(g->tables, utf8_fold(a, name), a);
    return add_feature(a, list, everywhere ? FEATURE_NAME : FEATURE_ACTOR, 'p', name, weight);
}

static StCode add_names(const ProfileMaker *g, const Records *r, Arena *a, Features *list) {
    uint32_t head = head_end(&r->doc);
    for (uint32_t i = 0; i < r->places.n; i++) TRY(add_place(&r->places.v[i], head, a, list));
    for (uint32_t i = 0; i < r->actors.n; i++)
        if (is_named(&r->actors.v[i])) TRY(add_actor(g, &r->actors.v[i], head, a, list));
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

/* 0 where it is not known to the month, or more likely wrong than right. */
static Day day_of_document(const Document *doc) {
    const Published *p = doc->published;
    bool known = p && p->days.from && p->days.to && p->days.to - p->days.from <= DATED_DAYS_MAX &&
                 p->probability >= DATED_PROBABILITY;
    return known ? p->days.from : 0;
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

static bool is_sudden(const ProfileMaker *maker, const Records *r, const Event *e, Arena *a) {
    Str trigger = document_cut(&r->doc, e->head.span);
    return str_eq(e->mode, S("explosives")) || str_eq(e->mode, S("suicide-attack")) ||
           phrase_first(maker->sudden, trigger, a) > 0;
}

static StCode add_sudden_day(Day day, Arena *a, Features *list) {
    Feature *f = list_push(a, list, Feature);
    if (!f) return ST_NOMEM;
    *f = (Feature){.key = (uint32_t)day, .kind = FEATURE_SUDDEN};
    return ST_OK;
}

/* What an inquiry heard today of a ship that sank in June: to the sinking is given the day of the
 * hearing, while its own is written out. */
static bool looks_back(const Document *doc, const Times *times, Day sudden) {
    enum { TOLD_WITHIN = 1, EARLIER = 4, BACK_MOST = 100 };
    Day published = day_of_document(doc);
    if (!published || sudden + TOLD_WITHIN < published) return false;
    for (uint32_t i = 0; i < times->n; i++) {
        const Time *t = &times->v[i];
        Day ago = published - t->days.from;
        if (t->days.from && t->days.from == t->days.to && t->basis != TIME_BASIS_RELATIVE &&
            ago >= EARLIER && ago <= BACK_MOST)
            return true;
    }
    return false;
}

/* The first and the last day that the document gives to the sudden happening it tells of; where it
 * gives none to the happening itself, the last day of what it did to people. None where it is of a
 * war: there each day has its explosions. */
static StCode add_sudden(const ProfileMaker *maker, const Records *r, Arena *a, Features *list) {
    bool sudden = false;
    Day last_harm = 0;
    Days own = {0, 0};
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (is_military(e)) return ST_OK;
        if (!is_harm(e)) continue;
        bool of_it = is_sudden(maker, r, e, a);
        sudden |= of_it;
        Days days = e->time ? e->time->days : (Days){0, 0};
        if (!days.from || days.from != days.to) continue;
        if (days.from > last_harm) last_harm = days.from;
        if (of_it && (!own.from || days.from < own.from)) own.from = days.from;
        if (of_it && days.from > own.to) own.to = days.from;
    }
    if (!sudden || !last_harm || looks_back(&r->doc, &r->times, own.to ? own.to : last_harm))
        return ST_OK;
    if (!own.from) return add_sudden_day(last_harm, a, list);
    TRY(add_sudden_day(own.from, a, list));
    return add_sudden_day(own.to, a, list);
}

/* A flood is no cholera, told by the same agency in the same form. */
static StCode add_disasters(const ProfileMaker *g, const Document *doc, Arena *a, Features *list) {
    Str head = {doc->text.p, head_end(doc)};
    size_t at = 0, end = 0;
    for (uint32_t row; (row = phrase_next(g->disasters, head, a, &at, &end));)
        TRY(add_feature(a, list, FEATURE_DISASTER, 'n', table_cell(g->disasters, row - 1, 1), 0));
    return ST_OK;
}

/* ---- words */

/* How a document writes a word: until it is weighed, kept as the feature's weight. */
enum { WRITTEN_SMALL = 1, WRITTEN_RARE = 2 };

/* A capital that neither the sentence nor the manner of headlines asks for. */
static bool is_name(const Document *doc, const WordReader *reader, const Word *w) {
    bool headline = reader->block <= doc->blocks.n && reader->block &&
                    doc->blocks.v[reader->block - 1].kind == BLOCK_HEADLINE;
    if (headline || w->at < 2 || doc->text.p[w->at - 1] != ' ') return false;
    return str_find_char(S(".!?:;"), doc->text.p[w->at - 2]) == SIZE_MAX &&
           !(doc->text.p[reader->at - 1] >= 'A' && doc->text.p[reader->at - 1] <= 'Z');
}

/* A town of the map is in everything that its paper tells. */
static bool is_on_map(const Records *r, uint32_t at) {
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *p = &r->places.v[i];
        for (uint32_t k = 0; p->located && k < p->mentions.n; k++)
            if (p->mentions.v[k].start <= at && at < p->mentions.v[k].end) return true;
    }
    return false;
}

/* Neither where it says nothing: at the beginning of a sentence, in a headline, in capitals. */
static StCode how_written(const ProfileMaker *g, const Records *r, const WordReader *reader,
                          const Word *w, Arena *a, uint16_t *out) {
    unsigned length;
    const Document *doc = reader->doc;
    *out = 0;
    if (!utf8_is_upper(utf8_at(doc->text, w->at, &length))) {
        *out = WRITTEN_SMALL;
        return ST_OK;
    }
    if (!is_name(doc, reader, w)) return ST_OK;
    Str folded = utf8_fold(a, (Str){doc->text.p + w->at, reader->at - w->at});
    if (!folded.p) return ST_NOMEM;
    if (!tables_have_word(g->tables, folded) && !is_on_map(r, w->at)) *out = WRITTEN_RARE;
    return ST_OK;
}

static StCode add_words(const ProfileMaker *g, const Records *r, Arena *a, Features *list) {
    const Document *doc = &r->doc;
    WordReader reader = {.doc = doc};
    uint32_t head = head_end(doc);
    for (Word w; word_next(&reader, &w);) {
        bool in_head = reader.at <= head;
        bool common = is_common(g, w.hash) || is_common(g, w.stem);
        if (w.number || w.letters < WORD_LETTERS_MIN || common) continue;
        Feature *f = list_push(a, list, Feature);
        if (!f) return ST_NOMEM;
        *f = (Feature){.key = (uint32_t)(w.stem >> 32),
                       .base = in_head ? WORD_WEIGHT * HEAD_TIMES : WORD_WEIGHT,
                       .kind = FEATURE_WORD};
        TRY(how_written(g, r, &reader, &w, a, &f->weight));
    }
    return ST_OK;
}

/* One feature a key, the weights of its mentions added up to TIMES_MAX words' worth. */
static uint32_t merge_features(Feature *v, uint32_t n) {
    qsort(v, n, sizeof *v, by_key);
    uint32_t out = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (out && v[out - 1].key == v[i].key && v[out - 1].kind == v[i].kind) {
            if (v[i].kind == FEATURE_WORD) v[out - 1].weight |= v[i].weight;
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

static void mark_rare_words(Feature *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].kind == FEATURE_WORD && v[i].weight == WRITTEN_RARE) {
            v[i].kind = FEATURE_RARE_WORD;
            v[i].base = (uint8_t)(v[i].base * RARE_SHARE / 100);
        }
        v[i].weight = 0;
    }
}

StCode profile_make(const ProfileMaker *maker, const Records *r, Arena *a, Profile *out) {
    Arena scratch = {0};
    Features list = {0};
    *out = (Profile){.day = day_of_document(&r->doc)};
    StCode code = add_names(maker, r, &scratch, &list);
    if (code == ST_OK) code = add_figures(r, &scratch, &list);
    if (code == ST_OK) code = add_sudden(maker, r, &scratch, &list);
    if (code == ST_OK) code = add_disasters(maker, &r->doc, &scratch, &list);
    if (code == ST_OK) code = add_words(maker, r, &scratch, &list);
    uint32_t n = code == ST_OK && list.n ? merge_features(list.v, list.n) : 0;
    mark_rare_words(list.v, n);
    out->v = arena_new(a, Feature, n);
    if (!out->v) code = ST_NOMEM;
    if (code == ST_OK && n) memcpy(out->v, list.v, n * sizeof *out->v);
    if (code == ST_OK) out->n = n;
    arena_drop(&scratch);
    return code;
}

Days profile_sudden_days(const Profile *p) {
    Days days = {0, 0};
    for (uint32_t i = 0; i < p->n; i++) {
        if (p->v[i].kind != FEATURE_SUDDEN) continue;
        Day day = (Day)p->v[i].key;
        if (!days.from || day < days.from) days.from = day;
        if (day > days.to) days.to = day;
    }
    return days;
}
