#include "made_records.h"

#include "base/hash.h"

#include <inttypes.h>

enum {
    REPORTS_A_CRISIS = 25, /* on average */
    CRISES_AT_ONCE = 40,
    REPORTS_A_DAY = 400,
    REPRINT_PERCENT = 20,
    REPRINT_BACK = 60, /* of one of so many reports before */
    WORDS = 20000,     /* of the language */
    WORDS_OF_CRISIS = 160,
    PLACES_OF_CRISIS = 8,
    ACTORS_OF_CRISIS = 10,
    COUNTRIES = 190,
    SENTENCES_MIN = 10,
    SENTENCES_MORE = 12,
    FIRST_DAY = 737000 /* 2018 */
};

typedef struct Random {
    uint64_t state;
} Random;

static Random random_of(uint64_t a, uint64_t b, uint64_t c) {
    return (Random){hash_spread(hash_spread(hash_spread(a) ^ b) ^ (c * 0x9e3779b97f4a7c15u))};
}

static uint32_t below(Random *r, uint32_t n) {
    r->state += 0x9e3779b97f4a7c15u;
    return (uint32_t)(((hash_spread(r->state) >> 32) * n) >> 32);
}

/* Small numbers more often: about as words are used. */
static uint32_t skewed(Random *r, uint32_t n) {
    uint64_t x = below(r, 1u << 16);
    return (uint32_t)((x * x >> 16) * x / (1u << 16) * n >> 16);
}

/* A pronounceable word for a number, the same for ever. */
static void add_word(Text *t, uint32_t word, bool name) {
    static const char *const heads[] = {"b", "d", "f", "g", "k", "l", "m",  "n",
                                        "p", "r", "s", "t", "v", "z", "st", "tr"};
    static const char *const tails[] = {"a", "e", "i", "o", "u", "an", "or", "el"};
    uint64_t h = hash_spread(word + (name ? 1u << 24 : 0));
    uint32_t syllables = 2 + (uint32_t)(h % 3);
    for (uint32_t i = 0; i < syllables; i++, h >>= 7) {
        const char *head = heads[h % 16];
        if (!i && name)
            text_add_char(t, (char)(head[0] - 32));
        else
            text_add_char(t, head[0]);
        text_add_c(t, head + 1);
        text_add_c(t, tails[(h >> 4) % 8]);
    }
    text_format(t, "%s", word > 127 ? tails[hash_spread(word) % 8] : "");
}

static Str word_of(Arena *a, uint32_t word, bool name) {
    Text t = {.arena = a};
    add_word(&t, word, name);
    return text_str(&t);
}

StCode made_words_open(Arena *a, MadeWords *out) {
    out->v = arena_new(a, Str, WORDS);
    if (!out->v) return ST_NOMEM;
    for (uint32_t i = 0; i < WORDS; i++) out->v[i] = word_of(a, i, false);
    return a->spent ? ST_NOMEM : ST_OK;
}

/* ---- a document while it is made */

typedef struct Writing {
    const MadeWords *words;
    Arena *a;
    Random r;
    uint64_t seed;
    uint32_t crisis;
    Day day;
    Text text;
    Records *out;
    Spans sentences;
} Writing;

static uint32_t crisis_word(const Writing *w, uint32_t i) {
    Random r = random_of(w->seed, w->crisis, 1000 + i);
    return 200 + below(&r, WORDS - 200);
}

static uint32_t crisis_name(const Writing *w, uint32_t i) {
    return w->crisis * 64 + i;
}

static Span say(Writing *w, Str words) {
    if (w->text.n && w->text.p[w->text.n - 1] != ' ' && w->text.p[w->text.n - 1] != '\n')
        text_add_char(&w->text, ' ');
    uint32_t start = (uint32_t)w->text.n;
    text_add(&w->text, words);
    return (Span){start, (uint32_t)w->text.n};
}

static void say_words(Writing *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool own = below(&w->r, 100) < 35;
        uint32_t word = own ? crisis_word(w, skewed(&w->r, WORDS_OF_CRISIS)) : skewed(&w->r, WORDS);
        say(w, w->words->v[word]);
    }
}

/* Within a degree of the middle of a crisis. */
static int32_t around(uint64_t middle, uint32_t name) {
    return (int32_t)(middle + hash_spread(name) % 1000000);
}

static Ref place_of(Writing *w, uint32_t i, Span at) {
    Records *r = w->out;
    Str name = word_of(w->a, i ? crisis_name(w, i) : w->crisis % COUNTRIES, true);
    for (uint32_t k = 0; k < r->places.n; k++)
        if (str_eq(r->places.v[k].name, name)) {
            Span *m = list_push(w->a, &r->places.v[k].mentions, Span);
            if (m) *m = at;
            return k + 1;
        }
    Place *p = list_push(w->a, &r->places, Place);
    if (!p) return 0;
    *p = (Place){.head.span = at,
                 .name = name,
                 .country = arena_format(w->a, "C%02u", w->crisis % COUNTRIES),
                 .precision = i ? PRECISION_POINT : PRECISION_COUNTRY,
                 .located = i != 0,
                 .lat = around(hash_spread(w->crisis) % 120000000, crisis_name(w, i)) - 60000000,
                 .lon = around(hash_spread(w->crisis + 7) % 360000000, crisis_name(w, i) + 7) -
                        180000000};
    Span *m = list_push(w->a, &p->mentions, Span);
    if (m) *m = at;
    return r->places.n;
}

static Ref actor_of(Writing *w, uint32_t i, Span at) {
    Records *r = w->out;
    Str name = document_cut(&(Document){.text = text_str(&w->text)}, at);
    name = arena_copy(w->a, name);
    for (uint32_t k = 0; k < r->actors.n; k++)
        if (str_eq(r->actors.v[k].name, name)) {
            Mention *m = list_push(w->a, &r->actors.v[k].mentions, Mention);
            if (m) *m = (Mention){at, HOW_NAME};
            return k + 1;
        }
    Actor *x = list_push(w->a, &r->actors, Actor);
    if (!x) return 0;
    *x = (Actor){.head.span = at,
                 .name = name,
                 .kind = i < 3 ? ACTOR_ORGANISATION : ACTOR_PERSON,
                 .country = arena_format(w->a, "C%02u", w->crisis % COUNTRIES)};
    Str *sector = list_push(w->a, &x->sectors, Str);
    if (sector) *sector = i < 3 ? S("GOV") : S("CVL");
    Mention *m = list_push(w->a, &x->mentions, Mention);
    if (m) *m = (Mention){at, HOW_NAME};
    return r->actors.n;
}

/* "NAME SURNAME said that WORDS in PLACE 45 killed WORDS." with a record for each part. */
static void say_claim(Writing *w, uint32_t sentence_at) {
    static const char *const measures[] = {"killed", "injured", "displaced", "homeless"};
    static const EventClass classes[] = {CLASS_CASUALTY, CLASS_ASSAULT, CLASS_DISASTER,
                                         CLASS_DISPLACE, CLASS_AID,     CLASS_NEED};
    Records *r = w->out;
    uint32_t who = below(&w->r, ACTORS_OF_CRISIS), where = below(&w->r, PLACES_OF_CRISIS);
    Text name = {.arena = w->a};
    add_word(&name, crisis_name(w, 16 + who), true);
    text_add_char(&name, ' ');
    add_word(&name, crisis_name(w, 40 + who % 4), true);
    Span speaker = say(w, text_str(&name));
    Ref actor = actor_of(w, who, speaker);
    Span cue = say(w, S("said"));
    uint32_t content = (uint32_t)w->text.n + 1;
    say_words(w, 4 + below(&w->r, 6));
    Str place_name = word_of(w->a, where ? crisis_name(w, where) : w->crisis % COUNTRIES, true);
    Span at = say(w, place_name);
    Ref place = place_of(w, where, at);
    const char *measure = measures[below(&w->r, 4)];
    uint32_t value = 1 + below(&w->r, 40) + (uint32_t)(w->day % 30) * 5;
    Span number = say(w, arena_format(w->a, "%u", value));
    Span trigger = say(w, str_of(measure));
    say_words(w, 3 + below(&w->r, 6));
    uint32_t end = (uint32_t)w->text.n;
    Claim *claim = list_push(w->a, &r->claims, Claim);
    Event *event = list_push(w->a, &r->events, Event);
    Figure *figure = list_push(w->a, &r->figures, Figure);
    if (!claim || !event || !figure) return;
    Span sentence = {sentence_at, end};
    *claim = (Claim){.head.span = speaker, .sentence = sentence, .cue = cue, .speech = true};
    claim->source = arena_new(w->a, ClaimSource, 1);
    if (claim->source) *claim->source = (ClaimSource){speaker, actor, SOURCE_NAMED};
    Span *said = list_push(w->a, &claim->content, Span);
    if (said) *said = (Span){content, end};
    *event = (Event){.head.span = trigger,
                     .sentence = sentence,
                     .class = classes[below(&w->r, 6)],
                     .place = place,
                     .claim = r->claims.n};
    event->time = arena_new(w->a, EventTime, 1);
    if (event->time) *event->time = (EventTime){{w->day - 1, w->day - 1}, WHEN_DAY};
    *figure = (Figure){.head.span = number,
                       .sentence = sentence,
                       .measure = str_of(measure),
                       .value = number_of(value),
                       .low = number_of(value),
                       .high = number_of(value),
                       .unit = S("person"),
                       .place = place,
                       .event = r->events.n,
                       .voice = VOICE_CLAIM,
                       .claim = r->claims.n};
}

static void say_sentence(Writing *w) {
    uint32_t start = (uint32_t)w->text.n + (w->text.n ? 1 : 0);
    if (below(&w->r, 100) < 45)
        say_claim(w, start);
    else
        say_words(w, 14 + below(&w->r, 14));
    text_add_char(&w->text, '.');
    Span *s = list_push(w->a, &w->sentences, Span);
    if (s) *s = (Span){start, (uint32_t)w->text.n};
}

static void write_text(Writing *w, uint32_t text_number, uint32_t skip, uint32_t leave) {
    w->r = random_of(w->seed, text_number, 2);
    uint32_t n = SENTENCES_MIN + below(&w->r, SENTENCES_MORE);
    for (uint32_t i = 0; i + leave < n; i++) {
        if (i < skip) {
            /* what is cut off takes its turn, so that the rest stays the same text */
            Writing lost = *w;
            Records none = {0};
            lost.text = (Text){.arena = w->a};
            lost.out = &none;
            lost.sentences = (Spans){NULL, 0};
            say_sentence(&lost);
            w->r = lost.r;
            continue;
        }
        say_sentence(w);
    }
}

static uint32_t crisis_of(uint64_t seed, uint32_t number) {
    Random r = random_of(seed, number, 3);
    return number / REPORTS_A_CRISIS + skewed(&r, CRISES_AT_ONCE);
}

StCode made_document(const MadeWords *words, uint64_t seed, uint32_t number, Arena *a, Made *out) {
    Random r = random_of(seed, number, 4);
    uint32_t text = number, back = 1 + below(&r, REPRINT_BACK), skip = 0, leave = 0;
    if (below(&r, 100) < REPRINT_PERCENT && back <= number) {
        Random other = random_of(seed, number - back, 4);
        below(&other, REPRINT_BACK);
        if (below(&other, 100) >= REPRINT_PERCENT) text = number - back; /* not of a reprint */
    }
    if (text != number) {
        skip = below(&r, 2);
        leave = below(&r, 3);
    }
    *out = (Made){.crisis = crisis_of(seed, text), .text = text};
    Writing w = {.words = words,
                 .a = a,
                 .seed = seed,
                 .crisis = out->crisis,
                 .day = FIRST_DAY + (Day)(number / REPORTS_A_DAY),
                 .text = {.arena = a},
                 .out = &out->records};
    Day day = w.day;
    w.day = FIRST_DAY + (Day)(text / REPORTS_A_DAY);
    write_text(&w, text, skip, leave);
    Document *d = &out->records.doc;
    *d = (Document){.id = arena_format(a, "%010" PRIx64, hash_spread(seed ^ number) >> 24),
                    .uri = arena_format(a, "made/%u.txt", number),
                    .outlet = arena_format(a, "Outlet %u", number % 97),
                    .title = words->v[crisis_word(&w, number % 40)],
                    .lang = S("en"),
                    .text = text_str(&w.text),
                    .sentences = w.sentences};
    d->published = arena_new(a, Published, 1);
    if (!d->published || !d->text.p || !d->id.p) return ST_NOMEM;
    *d->published = (Published){{day, day}, PUBLISHED_STATED, 1000, {NULL, 0}};
    return a->spent ? ST_NOMEM : records_assign_ids(&out->records, a);
}
