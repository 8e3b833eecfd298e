#include "story/burdens.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"
#include "story/parties.h"
#include "story/phrases.h"
#include "story/relations.h"

enum {
    BEFORE_BYTES = 60, /* from a subject to the word of blame */
    BEHIND_BYTES = 40,
    OPENING_BYTES =
        48,       /* in which a denial names whose charge it denies, an accusation whom it is of */
    CUE_BACK = 40 /* bytes before a cue in which its auxiliaries stand */
};

/* The organs of a state and the bodies of one trade stand together. */
static bool of_one_kind(const Making *m, uint32_t x, uint32_t y) {
    const SectorSet kinds = SECTOR(COP) | SECTOR(MIL) | SECTOR(OPP) | SECTOR(LAB) | SECTOR(REB) |
                            SECTOR(BUS) | SECTOR(LEG) | SECTOR(JUD);
    if (m->entities[x - 1].actor_kind == ACTOR_PERSON &&
        m->entities[y - 1].actor_kind == ACTOR_PERSON)
        return false; /* two of one trade */
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

/* "Kampala", "Uganda", of who speaks for that state to somebody of another. */
static bool names_country(const Making *m, const Item *i, Span span, const Item *other) {
    const Records *r = m->docs.v[i->doc];
    if (!other->speaker || !i->speaker) return false;
    Str country = m->entities[other->speaker - 1].country;
    if (!country.n || str_eq(country, m->entities[i->speaker - 1].country)) return false;
    for (uint32_t p = 0; p < r->places.n; p++)
        for (uint32_t k = 0; k < r->places.v[p].mentions.n; k++)
            if (span_has(span, r->places.v[p].mentions.v[k]) &&
                str_eq(r->places.v[p].country, country))
                return true;
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
           names_words(m, document_cut(&r->doc, span), item_source(m, other));
}

/* "Three guerrillas had been killed": who stands before it suffered the deed. */
static bool is_suffered(Making *m, Str before) {
    static const char *const list[] = {" been", " were", " was", " being", " are", " is", " be"};
    Str words = str_trim(utf8_fold(m->arena, before));
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_ends(words, str_of(list[i]))) return true;
    return false;
}

/* "Should the party keep up its attacks": nothing is said of it. */
static bool is_supposed(Making *m, Str before) {
    Str words = utf8_fold(m->arena, before), word;
    while (str_split(&words, ' ', &word))
        if (statement_word_modal(word)) return true;
    return false;
}

/* The same in one stretch of what `i` says, whose subject may stand as far before as `from`. */
static bool burdened_in(Making *m, const Item *i, Span span, uint32_t from, const Item *other) {
    const Table *t = tables_get(m->tables, "en/blame_words");
    Str text = document_cut(&m->docs.v[i->doc]->doc, span);
    size_t at = 0, end = 0;
    uint32_t row;
    while ((row = phrase_next(t, text, m->arena, &at, &end)) != 0) {
        Span before = {from, span.start + (uint32_t)at};
        Span behind = {span.start + (uint32_t)end, span.start + (uint32_t)end + BEHIND_BYTES};
        if (before.end - before.start > BEFORE_BYTES) before.start = before.end - BEFORE_BYTES;
        if (behind.end > span.end) behind.end = span.end;
        if (is_supposed(m, document_cut(&m->docs.v[i->doc]->doc, before))) continue;
        bool deed = str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("deed"));
        bool suffered = deed && is_suffered(m, document_cut(&m->docs.v[i->doc]->doc, before));
        bool whose = str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("guilt"));
        if (!suffered && claim_names_party(m, i, before, other)) return true;
        if (whose && claim_names_party(m, i, behind, other)) return true;
    }
    return false;
}

bool claim_content_names_party(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; c && k < c->content.n; k++)
        if (claim_names_party(m, i, c->content.v[k], other)) return true;
    return false;
}

/* Of one side only who is named himself. */
static bool is_party(const Making *m, const Item *i, bool own, uint32_t entity, uint32_t side) {
    if (entity && entity == i->speaker) return true;
    return !own && ((side && side == i->side) || party_answers_for(m, i->speaker, entity));
}

/* An attack, a seizure or the like that the claim tells of the party as done. */
static bool tells_deed(const Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->about.n; k++) {
        if (c->about.v[k].kind != RECORD_EVENT) continue;
        uint32_t at = making_item(m, i->doc, RECORD_EVENT, c->about.v[k].ref);
        const Item *deed = at ? &m->items.v[at - 1] : NULL;
        const Event *e = deed ? making_event(m, deed) : NULL;
        if (e && (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE) &&
            e->polarity == POLARITY_POSITIVE && e->modality == MODALITY_ACTUAL &&
            is_party(m, other, false, deed->agent, deed->agent_side))
            return true;
    }
    return false;
}

/* "Accused the followers of the mayor", not "condemned the murder of the mayor" nor "the action of the
 * north against the mayor". */
static bool opens_with_party(Making *m, const Item *i, const Item *other) {
    const Records *r = m->docs.v[i->doc];
    const Claim *c = making_claim(m, i);
    const Actor *target = records_actor(r, c->target);
    Span opening = c->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    for (uint32_t k = 0; target && k < target->mentions.n; k++)
        if (span_has(opening, target->mentions.v[k].span))
            return claim_names_party(m, i, target->mentions.v[k].span, other);
    return !phrase_first(tables_get(m->tables, "en/blame_words"), document_cut(&r->doc, opening),
                         m->arena) &&
           str_find(document_cut(&r->doc, opening), S(" against ")) == SIZE_MAX &&
           claim_names_party(m, i, opening, other);
}

Burden claim_burdens(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    if (!c || !c->content.n) return BURDEN_NONE;
    bool own = i->side && i->side == other->side; /* of one side only by name */
    if (c->stance == STANCE_ACCUSE && is_party(m, other, own, i->recipient, i->recipient_side))
        return BURDEN_CHARGE;
    if (!own && tells_deed(m, i, other)) return BURDEN_DEED;
    for (uint32_t k = 0; k < c->content.n; k++)
        if (burdened_in(m, i, c->content.v[k], c->content.v[0].start, other)) return BURDEN_WORDS;
    return c->stance == STANCE_ACCUSE && !own && opens_with_party(m, i, other) ? BURDEN_CHARGE
                                                                               : BURDEN_NONE;
}

bool claim_has_blame(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Table *t = tables_get(m->tables, "en/blame_words");
    for (uint32_t k = 0; t && k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[i->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

/* ---- claims that are made */

static bool in_word(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || c == '\'' || c == '-';
}

/* The last word of a text, folded, cut off it; empty at a comma or a mark. */
static Str last_word(Str *text) {
    while (text->n && text->p[text->n - 1] == ' ') text->n--;
    size_t at = text->n;
    while (at > 0 && in_word(text->p[at - 1])) at--;
    Str word = str_from(*text, at);
    text->n = at;
    return word;
}

/* "Has never", "neither confirmed nor", "must", "would not" right before a cue. */
static bool is_unsaid(const Making *m, const Document *d, Span sentence, Span cue) {
    uint32_t from = cue.start > CUE_BACK ? cue.start - CUE_BACK : 0;
    if (from < sentence.start) from = sentence.start;
    Str before = utf8_fold(m->arena, document_cut(d, (Span){from, cue.start})), word;
    while ((word = last_word(&before)).n) {
        if (statement_word_negates(word) || statement_word_modal(word) ||
            word_is_in(m->tables, word, LIST_CUE_UNSAID))
            return true;
        if (!word_is_in(m->tables, word, LIST_ACCOUNT_AUXILIARY) && !str_ends(word, S("ly")))
            return false;
    }
    return false;
}

bool claim_is_said(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Document *d = &m->docs.v[i->doc]->doc;
    if (!c || !c->speech || !c->content.n) return false;
    if (c->cue.end > c->cue.start) {
        Str cue = utf8_fold(m->arena, document_cut(d, c->cue)), word;
        if (is_unsaid(m, d, c->sentence, c->cue)) return false;
        while (str_split(&cue, ' ', &word))
            if (statement_word_negates(word)) return false;
    }
    if (!c->source) return true;
    Str who = utf8_fold(m->arena, document_cut(d, c->source->span));
    for (uint32_t k = 0; k < c->content.n; k++) /* "a woman who accused him said" */
        if (span_overlaps(c->content.v[k], c->source->span)) return false;
    return !word_is_in(m->tables, who, LIST_ANY_SPEAKER) &&
           str_find(who, S("percent")) == SIZE_MAX && str_find(who, S("per cent")) == SIZE_MAX;
}

bool claim_denies_charge(const Making *m, const Item *i, const Statement *words) {
    const Claim *c = making_claim(m, i);
    bool clause = words->n > 2 && word_is_in(m->tables, words->v[0], LIST_DENIED_CLAUSE);
    Str cue = utf8_fold(m->arena, document_cut(&m->docs.v[i->doc]->doc, c->cue));
    bool rejects = c->stance == STANCE_REJECT || word_is_in(m->tables, cue, LIST_CUE_REJECTS);
    if (c->stance != STANCE_DENY && c->stance != STANCE_REJECT) return false;
    if (!rejects) return true;
    bool points = words->n == 1 && word_is_in(m->tables, words->v[0], LIST_POINTS_BACK);
    return clause || points || (words->n > 1 && statement_names_charge(words));
}

/* "Northland's charges", "charges by Northland". */
static bool names_others(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    Span opening = making_claim(m, i)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    for (Ref ref = 1; ref <= r->actors.n; ref++) {
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        uint32_t who = making_actor(m, i->doc, ref);
        bool own = who && (who == i->speaker || (i->side && making_side(m, who) == i->side));
        for (uint32_t k = 0; !own && k < mentions->n; k++)
            if (span_has(opening, mentions->v[k].span) && mentions->v[k].how == HOW_NAME)
                return true;
    }
    return false;
}

bool claim_denies_another(Making *m, const Item *i, const Statement *words, const Item *other) {
    return statement_names_charge(words) && names_others(m, i) &&
           !claim_content_names_party(m, i, other);
}
