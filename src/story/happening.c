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

Str happening_noun(const Tables *tables, const Happening *h, Arena *a) {
    const Table *disasters = tables ? tables_get(tables, "en/disaster_nouns") : NULL;
    uint32_t row = disasters && h->class == CLASS_DISASTER && !h->mode.n
                       ? phrase_first(disasters, h->trigger, a)
                       : 0;
    if (row) return table_cell(disasters, row - 1, table_column(disasters, "noun"));
    Str noun = event_cell(tables, h->class, h->mode, "noun", a);
    return noun.n ? noun : WORD_OF(CLASS, h->class);
}

Str happening_thing(const Tables *tables, Str kind) {
    return cell_of(tables, "en/object_labels", kind, "label");
}

/* Where it was. A flight is told by the place it is from or goes to, which the fields do not tell
 * apart. */
static void add_place(Text *t, const Happening *h) {
    bool told = str_eq(h->place, h->recipient) || str_eq(h->place, h->agent);
    bool speech = h->class == CLASS_REQUEST || h->class == CLASS_ACCUSE ||
                  h->class == CLASS_REJECT || h->class == CLASS_THREATEN;
    if (!h->place.n || told || speech) return; /* of what is said the place is the matter's */
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
    Str verb = event_cell(tables, h->class, h->mode, column, a);
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
    Str of = event_cell(tables, h->class, h->mode, "of", a);
    if (h->polarity == POLARITY_NEGATIVE) text_add_c(t, "no ");
    text_add(t, happening_noun(tables, h, a));
    if (h->agent.n) text_format(t, " by %.*s", STR_ARG(h->agent));
    if (whom.n) text_format(t, " %.*s %.*s", STR_ARG(of.n ? of : S("of")), STR_ARG(whom));
    if (!place) add_place(t, h);
    if (h->modality != MODALITY_ACTUAL) text_format(t, " (%s)", MODALITY_words[h->modality]);
}

Str happening_words(const Tables *tables, const Happening *h, Arena *a) {
    Text t = {.arena = a};
    bool done = h->polarity == POLARITY_POSITIVE && h->modality == MODALITY_ACTUAL && h->agent.n;
    if (!done || !add_deed(&t, tables, h, a)) add_noun(&t, tables, h, a);
    return t.failed ? (Str){NULL, 0} : text_str(&t);
}
