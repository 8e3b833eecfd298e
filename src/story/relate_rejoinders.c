/* What is answered in the next breath: a claim of one party, and within a few sentences of the same
 * report another party's that denies it ("denied this"), says the contrary ("he had fallen", "he
 * did not fall"), or lays the blame at the first one's door ("the traders had ignored his order",
 * "the police had been asleep").
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "story/phrases.h"
#include "story/statement.h"

enum {
    CLAIMS_BACK = 12,   /* claims of a report looked at before an answer */
    ANSWER_APART = 2,   /* sentences from what is answered to its answer */
    ACCUSED_APART = 3,  /* the same from an accusation */
    CONTRARY_APART = 4, /* the same where they share a word */
    BEFORE_BYTES = 60,  /* from a subject to the word of blame */
    BEHIND_BYTES = 40,
    SHORT_WORDS = 8
};

typedef struct Exchange {
    Making *m;
    const Item *a, *b; /* the answer, and what was said before it */
    uint32_t apart;
    Statement said, answer;
} Exchange;

static bool denies(Stance s) {
    return s == STANCE_DENY || s == STANCE_REJECT;
}

static bool states(Stance s) {
    return s == STANCE_ASSERT || s == STANCE_ACCUSE || s == STANCE_CONFIRM || s == STANCE_WARN;
}

static bool overlap(const Claim *x, const Claim *y) {
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_overlaps(x->content.v[i], y->content.v[k])) return true;
    return false;
}

/* ---- whose door */

/* The organs of a state and the bodies of one trade stand together. */
static bool of_one_kind(const Making *m, uint32_t x, uint32_t y) {
    static const char *const kinds[] = {"COP", "MIL", "OPP", "LAB", "REB", "BUS", "LEG", "JUD"};
    const Strs *a = &m->entities[x - 1].sectors, *b = &m->entities[y - 1].sectors;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            for (size_t n = 0; str_eq(a->v[i], b->v[k]) && n < sizeof kinds / sizeof *kinds; n++)
                if (str_is(a->v[i], kinds[n])) return true;
    return false;
}

/* Whether a word of five letters or more of who speaks stands in a stretch of the other's words:
 * "the company", "the port company TPV". */
static bool names_words(Making *m, Str text, Str source) {
    enum { TELLING = 5 };
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

bool rejoinder_names_party(Making *m, const Item *i, Span span, const Item *other) {
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
        bool deed = str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("deed"));
        bool suffered = deed && is_suffered(m, document_cut(&m->docs.v[i->doc]->doc, before));
        bool whose = str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("guilt"));
        if (!suffered && rejoinder_names_party(m, i, before, other)) return true;
        if (whose && rejoinder_names_party(m, i, behind, other)) return true;
    }
    return false;
}

/* The party of `other` is who is burdened in what `i` says: named before a word of blame, as its
 * subject is, or right behind one that says whose it is ("belonged to the company's guards"). */
static bool burdens(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    bool target =
        i->recipient &&
        (i->recipient == other->speaker ||
         (i->recipient_side && i->recipient_side == other->side && i->side != other->side));
    if (c->stance == STANCE_ACCUSE && target) return true;
    for (uint32_t k = 0; k < c->content.n; k++)
        if (burdened_in(m, i, c->content.v[k], c->content.v[0].start, other)) return true;
    return c->stance == STANCE_ACCUSE && rejoinder_names_party(m, i, c->content.v[0], other);
}

static bool has_blame(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Table *t = tables_get(m->tables, "en/blame_words");
    for (uint32_t k = 0; t && k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[i->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

/* "The opposition says he lied", right before he answers. */
static bool blames_him(const Making *m, const Item *i, const Statement *words) {
    return statement_begins_with_pronoun(words) && words->n <= SHORT_WORDS && has_blame(m, i);
}

/* "They", "it": "he" is who speaks. */
static bool begins_with_others(const Statement *s) {
    return s->n && (str_eq(s->v[0], S("they")) || str_eq(s->v[0], S("it")));
}

/* Something is said of somebody, not only a thing named: it has a past with "had" or "was". */
static bool is_clause(const Statement *s) {
    static const char *const list[] = {"had", "has", "have", "was", "were", "is", "are", "did"};
    for (uint32_t i = 0; i < s->n && i < SHORT_WORDS; i++)
        for (size_t k = 0; k < sizeof list / sizeof *list; k++)
            if (str_eq(s->v[i], str_of(list[k]))) return true;
    return false;
}

/* What the accused says of the accuser needs no word of blame: "the police, he said …". */
static bool turns_on(Exchange *x) {
    Span opening = making_claim(x->m, x->a)->content.v[0];
    if (opening.end > opening.start + BEHIND_BYTES) opening.end = opening.start + BEHIND_BYTES;
    if (rejoinder_names_party(x->m, x->a, opening, x->b))
        return is_clause(&x->answer) || has_blame(x->m, x->a);
    return begins_with_others(&x->answer) && has_blame(x->m, x->a);
}

/* The one named as accused speaks, and not of himself: whom he then blames is no matter. */
static bool is_accused(const Exchange *x) {
    const Statement *s = &x->answer;
    uint32_t first = s->n > 1 && str_eq(s->v[0], S("that")) ? 1 : 0;
    bool himself = s->n && (str_eq(s->v[first], S("he")) || str_eq(s->v[first], S("she")));
    bool target = x->b->recipient == x->a->speaker ||
                  (x->b->recipient_side && x->b->recipient_side == x->a->side);
    bool back =
        x->a->recipient == x->b->speaker || (x->b->side && x->a->recipient_side == x->b->side);
    bool third = making_claim(x->m, x->a)->stance == STANCE_ACCUSE && !back; /* of somebody else */
    return x->b->recipient && target && !himself && !third;
}

static bool throws_back(Exchange *x) {
    Making *m = x->m;
    if (!states(making_claim(m, x->a)->stance) || !x->a->speaker) return false;
    if (statement_negates(&x->answer) || statement_supposes(&x->answer)) return false;
    bool accused = making_claim(m, x->b)->stance == STANCE_ACCUSE && burdens(m, x->b, x->a);
    if (accused && x->apart <= ANSWER_APART && turns_on(x)) return true;
    if (accused && x->apart <= 1 && is_accused(x) && has_blame(m, x->a)) return true;
    if (!burdens(m, x->a, x->b)) return false;
    return accused || (x->apart <= 1 && blames_him(m, x->b, &x->said));
}

/* A denial of what was said right before it: by a word that points there, or as the answer of whom
 * that burdens. */
static bool denies_said(Exchange *x) {
    Stance said = making_claim(x->m, x->b)->stance;
    if (x->apart > ANSWER_APART || !states(said)) return false;
    if (x->a->topic.n && !str_eq(x->a->topic, x->b->topic)) return false;
    bool flat = making_claim(x->m, x->a)->stance == STANCE_DENY;
    if (statement_points_back(&x->answer)) return flat || statement_names_charge(&x->answer);
    if (!flat) return false;
    return (x->apart <= 1 && statement_ends_in_pronoun(&x->answer)) ||
           (said == STANCE_ACCUSE && burdens(x->m, x->b, x->a));
}

/* ---- the pairs */

static bool relate_exchange(Exchange *x, Pair *p) {
    Making *m = x->m;
    const Claim *a = making_claim(m, x->a), *b = making_claim(m, x->b);
    if (!x->answer.n) statement_of_claim(m, x->a, &x->answer);
    statement_of_claim(m, x->b, &x->said);
    p->compared.same = FIELD_BIT(AS_OF);
    p->compared.differs = FIELD_BIT(SPEAKER);
    if (denies(a->stance)) {
        p->type = RELATION_DENIES;
        return denies_said(x);
    }
    bool near = x->apart <= (b->stance == STANCE_ACCUSE ? ACCUSED_APART : ANSWER_APART);
    if (near && throws_back(x)) {
        p->type = RELATION_ACCUSES_BACK;
        return true;
    }
    p->type = RELATION_CONTRADICTS;
    if (x->apart <= ANSWER_APART && two_speakers(m, x->a, x->b) && a->stance != STANCE_CONFIRM &&
        b->stance != STANCE_CONFIRM && states(a->stance) && states(b->stance) &&
        statements_count_apart(m, &x->answer, &x->said)) {
        p->compared.differs |= FIELD_BIT(VALUE);
        return true;
    }
    p->compared.differs |= FIELD_BIT(POLARITY);
    return two_speakers(m, x->a, x->b) && states(a->stance) && states(b->stance) &&
           statements_oppose(m, &x->answer, &x->said);
}

/* Two parties; within one country two may accuse each other, too. */
static bool may_exchange(const Making *m, const Item *a, const Item *b) {
    bool accuse = making_claim(m, a)->stance == STANCE_ACCUSE ||
                  making_claim(m, b)->stance == STANCE_ACCUSE || denies(making_claim(m, a)->stance);
    return two_speakers(m, a, b) ||
           (accuse && a->speaker && b->speaker && a->speaker != b->speaker);
}

static StCode relate_answer(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    const Records *r = m->docs.v[a->doc];
    const Claim *answer = making_claim(m, a);
    Exchange x = {.m = m, .a = a}; /* the answer's words are read once */
    for (Ref ref = a->ref - 1, n = 0; ref > 0 && n < CLAIMS_BACK; ref--, n++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, ref);
        const Item *b = other ? &m->items.v[other - 1] : NULL;
        const Claim *said = b ? making_claim(m, b) : NULL;
        if (!said || !said->speech || !said->content.n || overlap(answer, said) ||
            !may_exchange(m, a, b))
            continue;
        uint32_t apart = document_sentence_at(&r->doc, answer->sentence.start) -
                         document_sentence_at(&r->doc, said->sentence.start);
        if (apart > CONTRARY_APART) break;
        x.b = b;
        x.apart = apart;
        Pair p = {.a = at, .b = other - 1};
        if (relate_exchange(&x, &p)) return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

StCode relate_rejoinders(Making *m, Pairs *pairs) {
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *a = &m->items.v[i];
        const Claim *c = making_claim(m, a);
        if (c && c->speech && c->source && c->content.n) TRY(relate_answer(m, i, pairs));
    }
    return ST_OK;
}
