#include "story/happening.h"

#include "story/phrases.h"

static Str cell_of(const Tables *tables, const char *table, Str key, const char *column) {
    const Table *t = tables ? tables_get(tables, table) : NULL;
    char folded[TABLE_KEY_MAX];
    if (!t || key.n > sizeof folded) return S("");
    for (size_t i = 0; i < key.n; i++) /* classes and kinds are ASCII */
        folded[i] = (char)(key.p[i] >= 'A' && key.p[i] <= 'Z' ? key.p[i] + 32 : key.p[i]);
    uint32_t row = table_find(t, (Str){folded, key.n}, 0);
    return row ? table_cell(t, row - 1, table_column(t, column)) : S("");
}

/* The cell of the class with its mode; of the class alone where there is no row for both. */
static Str event_cell(const Tables *tables, EventClass class, Str mode, const char *column,
                      Arena *a) {
    Str word = WORD_OF(CLASS, class);
    if (mode.n) {
        Str key = arena_format(a, "%.*s %.*s", STR_ARG(word), STR_ARG(mode));
        if (!key.p || cell_of(tables, "en/event_labels", key, "noun").n)
            return cell_of(tables, "en/event_labels", key, column);
    }
    return cell_of(tables, "en/event_labels", word, column);
}

/* The mode by which it is told: its own, or a closer one by the words that tell of it. */
static Str told_mode(const Tables *tables, const Happening *h, Arena *a) {
    const Table *t = tables ? tables_get(tables, "en/happening_words") : NULL;
    Str event = WORD_OF(CLASS, h->class);
    if (h->mode.n) event = arena_format(a, "%.*s %.*s", STR_ARG(event), STR_ARG(h->mode));
    if (!t || !h->trigger.n || !event.p) return h->mode;
    int column = table_column(t, "event");
    uint32_t row = h->object.n ? phrase_first_of(t, h->object, column, event, a) : 0;
    if (!row) row = phrase_first_of(t, h->trigger, column, event, a);
    return row ? table_cell(t, row - 1, table_column(t, "mode")) : h->mode;
}

Str happening_noun(const Tables *tables, const Happening *h, Arena *a) {
    const Table *disasters = tables ? tables_get(tables, "en/disaster_nouns") : NULL;
    bool plain = disasters && h->class == CLASS_DISASTER && !h->mode.n;
    uint32_t row = plain ? phrase_first(disasters, h->after.n ? h->after : h->trigger, a) : 0;
    if (plain && !row) row = phrase_first(disasters, h->before, a);
    if (row) return table_cell(disasters, row - 1, table_column(disasters, "noun"));
    Str noun = event_cell(tables, h->class, told_mode(tables, h, a), "noun", a);
    return noun.n ? noun : WORD_OF(CLASS, h->class);
}

Str happening_thing(const Tables *tables, Str kind) {
    return cell_of(tables, "en/object_labels", kind, "label");
}

/* Where it was. A flight is told by the place it is from or goes to, where the text tells these
 * apart. */
static void add_place(Text *t, const Happening *h) {
    bool told = str_eq(h->place, h->recipient) || str_eq(h->place, h->agent);
    bool speech = h->class == CLASS_REQUEST || h->class == CLASS_ACCUSE ||
                  h->class == CLASS_REJECT || h->class == CLASS_THREATEN;
    if (!h->place.n || told || speech) return; /* of what is said the place is the matter's */
    if (h->class == CLASS_DISPLACE && h->way.n)
        text_format(t, " %.*s %.*s", STR_ARG(h->way), STR_ARG(h->place));
    else
        text_format(t, h->class == CLASS_DISPLACE ? " (%.*s)" : " in %.*s", STR_ARG(h->place));
}

/* What was visited without a host is the place itself. */
static bool goes_to_place(const Happening *h) {
    return h->class == CLASS_CONSULT && str_eq(h->mode, S("visit")) && !h->recipient.n &&
           !h->thing.n;
}

/* "Northland attacked Southland": false when the table has no verb for these fields. */
static bool add_deed(Text *t, const Tables *tables, const Happening *h, Arena *a) {
    bool place = goes_to_place(h) && h->place.n;
    Str whom = h->recipient.n ? h->recipient : place ? h->place : S("");
    const char *column = whom.n ? "whom" : h->thing.n ? "what" : "alone";
    Str verb = event_cell(tables, h->class, told_mode(tables, h, a), column, a);
    if (!verb.n) return false;
    text_format(t, "%.*s %.*s", STR_ARG(h->agent), STR_ARG(verb));
    if (whom.n || h->thing.n) text_format(t, " %.*s", STR_ARG(whom.n ? whom : h->thing));
    if (!place) add_place(t, h);
    return true;
}

/* "attack by Northland on Southland in Oresk (planned)" */
static void add_noun(Text *t, const Tables *tables, const Happening *h, Arena *a) {
    bool place = goes_to_place(h) && h->place.n;
    Str whom = h->recipient.n ? h->recipient : h->thing.n ? h->thing : place ? h->place : S("");
    Str of = event_cell(tables, h->class, told_mode(tables, h, a), "of", a);
    if (h->polarity == POLARITY_NEGATIVE) text_add_c(t, "no ");
    text_add(t, happening_noun(tables, h, a));
    if (h->agent.n) text_format(t, " by %.*s", STR_ARG(h->agent));
    if (whom.n) text_format(t, " %.*s %.*s", STR_ARG(of.n ? of : S("of")), STR_ARG(whom));
    if (!place) add_place(t, h);
    if (h->modality != MODALITY_ACTUAL) text_format(t, " (%s)", MODALITY_words[h->modality]);
}

uint32_t happening_weight(const Tables *tables, const Happening *h, Arena *a) {
    Str cell = event_cell(tables, h->class, told_mode(tables, h, a), "weight", a);
    return cell.n == 1 && cell.p[0] > '0' && cell.p[0] <= '9' ? (uint32_t)(cell.p[0] - '0') : 0;
}

/* ---- of a document's event */

enum { WORDS_AROUND = 3 };

static bool ends_part(char c) {
    return c == ',' || c == ';' || c == ':' || c == '.';
}

/* A trigger with the few words of its sentence before it. */
static Str words_before(const Document *doc, Span sentence, Span trigger) {
    Span at = trigger;
    for (int words = 0; at.start > sentence.start; at.start--) {
        char c = doc->text.p[at.start - 1];
        if (ends_part(c) || (c == ' ' && ++words > WORDS_AROUND)) break;
    }
    return document_cut(doc, at);
}

/* With those behind it: "outbreak of yellow fever". */
static Str words_behind(const Document *doc, Span sentence, Span trigger) {
    Span at = trigger;
    for (int words = 0; at.end < sentence.end; at.end++) {
        char c = doc->text.p[at.end];
        if (ends_part(c) || (c == ' ' && ++words > WORDS_AROUND)) break;
    }
    return document_cut(doc, at);
}

Happening happening_of(const Document *doc, const Event *e) {
    return (Happening){.class = e->class,
                       .mode = e->mode,
                       .trigger = document_cut(doc, e->head.span),
                       .before = words_before(doc, e->sentence, e->head.span),
                       .after = words_behind(doc, e->sentence, e->head.span),
                       .object = e->objects.n ? document_cut(doc, e->objects.v[0].span) : S("")};
}

/* ---- where a movement goes */

enum { WAY_WORDS = 8, WAY_BYTES = 24 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 || c == '-';
}

static Str way_by_word(const Table *t, Str word) {
    char folded[WAY_BYTES];
    if (word.n > sizeof folded) return S("");
    for (size_t i = 0; i < word.n; i++)
        folded[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
    uint32_t row = table_find(t, (Str){folded, word.n}, 0);
    return row ? table_cell(t, row - 1, table_column(t, "way")) : S("");
}

/* By the nearest word before `at` that tells a way; only what may be skipped stands between. */
static Str way_before(const Table *t, Str text, uint32_t from, uint32_t at) {
    for (int i = 0; i < WAY_WORDS; i++) {
        uint32_t end = at;
        while (end > from && text.p[end - 1] == ' ') end--;
        at = end;
        while (at > from && is_letter(text.p[at - 1])) at--;
        if (at == end) return S(""); /* a mark, or the sentence's beginning */
        Str way = way_by_word(t, (Str){text.p + at, end - at});
        if (!str_eq(way, S("skip"))) return way;
    }
    return S("");
}

Str happening_way(const Tables *tables, const Document *doc, const Place *place, Span sentence,
                  Span trigger) {
    const Table *t = tables ? tables_get(tables, "en/ways") : NULL;
    Span best = {0, 0};
    uint32_t nearest = UINT32_MAX;
    for (uint32_t i = 0; t && place && i < place->mentions.n; i++) {
        Span at = place->mentions.v[i];
        uint32_t gap = at.start > trigger.end ? at.start - trigger.end : trigger.start - at.end;
        if (!span_has(sentence, at) || gap >= nearest) continue;
        nearest = gap;
        best = at;
    }
    return nearest == UINT32_MAX ? S("") : way_before(t, doc->text, sentence.start, best.start);
}

/* The palace that was taken is not whom the coup was against. */
static bool is_seat_of_power(const Tables *tables, Str name, Arena *a) {
    const Table *t = tables ? tables_get(tables, "en/happening_words") : NULL;
    uint32_t row =
        t && name.n ? phrase_first_of(t, name, table_column(t, "event"), S("COERCE seize"), a) : 0;
    return row && str_eq(table_cell(t, row - 1, table_column(t, "mode")), S("coup"));
}

Str happening_words(const Tables *tables, const Happening *told, Arena *a) {
    Text t = {.arena = a};
    Happening own = *told;
    const Happening *h = &own;
    if (own.class == CLASS_COERCE && str_eq(told_mode(tables, told, a), S("coup"))) {
        own.thing = S("");
        if (is_seat_of_power(tables, own.recipient, a)) own.recipient = S("");
    }
    bool done = h->polarity == POLARITY_POSITIVE && h->modality == MODALITY_ACTUAL && h->agent.n;
    if (!done || !add_deed(&t, tables, h, a)) add_noun(&t, tables, h, a);
    return t.failed ? (Str){NULL, 0} : text_str(&t);
}
