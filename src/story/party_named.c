#include "story/party_named.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"
#include "story/parties.h"
#include "story/phrases.h"
#include "story/relations.h"

enum { PARTIES_MAX = 4 }; /* that the words of one speaker name */

/* The organs of a state and the bodies of one trade stand together. */
static bool of_one_kind(const Making *m, uint32_t x, uint32_t y) {
    const SectorSet kinds = SECTOR(COP) | SECTOR(MIL) | SECTOR(OPP) | SECTOR(LAB) | SECTOR(REB) |
                            SECTOR(BUS) | SECTOR(LEG) | SECTOR(JUD);
    if (m->entities[x - 1].actor_kind == ACTOR_PERSON &&
        m->entities[y - 1].actor_kind == ACTOR_PERSON)
        return false; /* two of one trade */
    Str one = m->entities[x - 1].country, other = m->entities[y - 1].country;
    if (one.n && other.n && !str_eq(one, other)) return false; /* two armies */
    return (sectors_set(&m->entities[x - 1].sectors) & sectors_set(&m->entities[y - 1].sectors) &
            kinds) != 0;
}

/* Whether a word of four letters or more of who speaks stands in a stretch of the other's words:
 * "the company", "the port company TPV". */
static bool names_words(Making *m, Str text, Str source) {
    enum { TELLING = 4 };
    const Table *titles = tables_get(m->tables, "en/titles");
    Str word, folded = utf8_fold(m->arena, source), said = utf8_fold(m->arena, text);
    while (str_split(&folded, ' ', &word)) {
        if (str_ends(word, S(","))) word.n--;
        if (str_ends(word, S("'s"))) word.n -= 2;
        if (str_ends(word, S("'"))) word.n--; /* "the farmers' union" */
        if (word.n < TELLING || (titles && table_find(titles, word, 0))) continue;
        for (Str rest = said; rest.n;) {
            size_t at = str_find(rest, word);
            if (at == SIZE_MAX) break;
            Str behind = str_from(rest, at + word.n);
            bool starts = at == 0 || rest.p[at - 1] == ' ';
            if (starts && (!behind.n || !(behind.p[0] >= 'a' && behind.p[0] <= 'z') ||
                           str_starts(behind, S("s "))))
                return true;
            rest = behind;
        }
    }
    return false;
}

/* "The strikers", of the union; not of two of one trade. */
static bool names_thing(Making *m, Str text, const Item *i, const Item *other) {
    Str own = item_source(m, i), source = utf8_fold(m->arena, item_source(m, other)), word;
    Str mine = utf8_fold(m->arena, own), said = utf8_fold(m->arena, text);
    while (str_split(&source, ' ', &word)) {
        Str thing = making_cell(m, "en/same_things", word, "thing");
        Str rest = said, other_word, self = mine, own_word;
        bool shared = !thing.n;
        while (!shared && str_split(&self, ' ', &own_word))
            shared = str_eq(making_cell(m, "en/same_things", own_word, "thing"), thing);
        while (!shared && str_split(&rest, ' ', &other_word))
            if (str_eq(making_cell(m, "en/same_things", other_word, "thing"), thing)) return true;
    }
    return false;
}

/* The word before a place of a text, folded; empty at its beginning. */
static Str word_before(const Making *m, Str text, size_t at) {
    Str before = str_trim(utf8_fold(m->arena, (Str){text.p, at}));
    size_t from = before.n;
    while (from > 0 && before.p[from - 1] != ' ') from--;
    return str_from(before, from);
}

/* "In Kampala", "to Kherson": only where it was. */
static bool is_where(const Making *m, const Document *d, Span within, uint32_t at) {
    Str word = word_before(m, document_cut(d, within), at - within.start);
    return word_is_in(m->tables, word, LIST_STATE_LOCATIVE) || str_eq(word, S("to")) ||
           str_eq(word, S("from"));
}

/* "Kampala", "Uganda", of who speaks for that state to somebody of another. */
static bool names_country(const Making *m, const Item *i, Span span, const Item *other) {
    const Records *r = m->docs.v[i->doc];
    if (!other->speaker || !i->speaker) return false;
    Str country = m->entities[other->speaker - 1].country;
    if (!country.n || str_eq(country, m->entities[i->speaker - 1].country)) return false;
    for (uint32_t p = 0; p < r->places.n; p++)
        for (uint32_t k = 0; k < r->places.v[p].mentions.n; k++)
            if (span_has(span, r->places.v[p].mentions.v[k]) &&
                str_eq(r->places.v[p].country, country) &&
                !is_where(m, &r->doc, span, r->places.v[p].mentions.v[k].start))
                return true;
    return false;
}

/* ---- by the part in the quarrel */

typedef struct PartyWords {
    Str v[PARTIES_MAX];
    uint32_t n;
} PartyWords;

static bool has_party(const PartyWords *w, Str party) {
    for (uint32_t i = 0; i < w->n; i++)
        if (str_eq(w->v[i], party)) return true;
    return false;
}

static void read_parties(const Making *m, Str text, PartyWords *out) {
    const Table *t = tables_get(m->tables, "en/party_words");
    size_t at = 0, end = 0;
    uint32_t row;
    while (t && out->n < PARTIES_MAX && (row = phrase_next(t, text, m->arena, &at, &end)) != 0) {
        Str party = table_cell(t, row - 1, table_column(t, "party"));
        bool own = word_is_in(m->tables, word_before(m, text, at), LIST_WHOSE);
        if (!own && !has_party(out, party)) out->v[out->n++] = party;
    }
}

/* By its sector: a company whose name does not tell that it is one. */
static void read_sectors(const Making *m, const EntityInfo *e, PartyWords *out) {
    const Table *t = tables_get(m->tables, "en/party_words");
    int party = t ? table_column(t, "party") : -1, sector = t ? table_column(t, "sector") : -1;
    for (uint32_t row = 0; t && row < table_rows(t) && out->n < PARTIES_MAX; row++) {
        Str code = table_cell(t, row, sector);
        for (uint32_t k = 0; code.n && k < e->sectors.n; k++)
            if (str_eq(e->sectors.v[k], code) && !has_party(out, table_cell(t, row, party)))
                out->v[out->n++] = table_cell(t, row, party);
    }
}

/* By the words of the source, else by those that name him elsewhere: "Cabrera", the governor; by whom
 * he speaks for, and what they are. */
static PartyWords parties_of(const Making *m, const Item *i) {
    PartyWords w = {.n = 0};
    read_parties(m, item_source(m, i), &w);
    if (w.n || !i->speaker) return w;
    uint32_t body = m->entities[i->speaker - 1].represents;
    if (body) read_parties(m, making_entity_name(m, body), &w);
    read_sectors(m, &m->entities[i->speaker - 1], &w);
    const Entity *e = &m->story->entities.v[i->speaker - 1];
    for (uint32_t k = 0; k < e->office.n; k++) read_parties(m, e->office.v[k].title, &w);
    for (uint32_t k = 0; k < e->variants.n && !w.n; k++) read_parties(m, e->variants.v[k], &w);
    return w;
}

/* "The foremen", of who speaks for the company, said by who does not. */
static bool names_part(const Making *m, Str text, const Item *i, const Item *other) {
    PartyWords named = {.n = 0}, own, others;
    read_parties(m, text, &named);
    if (!named.n) return false;
    own = parties_of(m, i);
    others = parties_of(m, other);
    for (uint32_t k = 0; k < named.n; k++)
        if (has_party(&others, named.v[k]) && !has_party(&own, named.v[k])) return true;
    return false;
}

bool claim_names_party(Making *m, const Item *i, Span span, const Item *other) {
    uint32_t doc = i->doc;
    bool one_side = i->side && i->side == other->side; /* then only by name */
    const Records *r = m->docs.v[doc];
    for (Ref ref = 1; other->speaker && ref <= r->actors.n; ref++) {
        uint32_t who = making_actor(m, doc, ref);
        if (!who) continue;
        bool side = !one_side && other->side && making_side(m, who) == other->side;
        bool same = who == other->speaker || side || of_one_kind(m, who, other->speaker);
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        for (uint32_t k = 0; same && k < mentions->n; k++)
            if (span_has(span, mentions->v[k].span)) return true;
    }
    return names_country(m, i, span, other) ||
           names_thing(m, document_cut(&r->doc, span), i, other) ||
           names_part(m, document_cut(&r->doc, span), i, other) ||
           names_words(m, document_cut(&r->doc, span), item_source(m, other));
}

bool claim_content_names_party(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; c && k < c->content.n; k++)
        if (claim_names_party(m, i, c->content.v[k], other)) return true;
    return false;
}

bool claims_of_one_party(const Making *m, const Item *a, const Item *b) {
    if (!a->speaker || !b->speaker) return false;
    return party_answers_for(m, a->speaker, b->speaker) || of_one_kind(m, a->speaker, b->speaker);
}

/* "We", "our men". */
static bool names_us(const Making *m, Str text) {
    Str words = utf8_fold(m->arena, text), word;
    while (str_split(&words, ' ', &word))
        if (word_is_in(m->tables, word, LIST_FIRST_PLURAL)) return true;
    return false;
}

bool claim_names_itself(Making *m, const Item *i, Span span) {
    const Records *r = m->docs.v[i->doc];
    for (Ref ref = 1; i->speaker && ref <= r->actors.n; ref++) {
        uint32_t who = making_actor(m, i->doc, ref);
        bool side = who && i->side && making_side(m, who) == i->side &&
                    m->entities[who - 1].actor_kind != ACTOR_PERSON; /* a mayor and a minister */
        if (!who || (who != i->speaker && !side)) continue;
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        for (uint32_t k = 0; k < mentions->n; k++)
            if (span_has(span, mentions->v[k].span)) return true;
    }
    return names_us(m, document_cut(&r->doc, span)) ||
           names_words(m, document_cut(&r->doc, span), item_source(m, i));
}
