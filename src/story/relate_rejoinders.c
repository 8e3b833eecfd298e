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
    CLAIMS_BACK = 12,  /* claims of a report looked at before an answer */
    ANSWER_APART = 2,  /* sentences from what is answered to its answer */
    CONTRARY_APART = 4 /* the same where they share a word */
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

static Str source_words(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    return c->source ? document_cut(&m->docs.v[i->doc]->doc, c->source->span) : S("");
}

/* Two speakers that are not one, as far as the text says; nobody is known by "he" alone. */
static bool two_parties(const Making *m, const Item *a, const Item *b) {
    if (a->side && a->side == b->side) return false;
    if (a->speaker && b->speaker) return a->speaker != b->speaker;
    Str x = source_words(m, a), y = source_words(m, b);
    return x.n && y.n && str_find_char(x, ' ') != SIZE_MAX && str_find_char(y, ' ') != SIZE_MAX &&
           !str_eq(x, y);
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
                if (str_eq(a->v[i], str_of(kinds[n]))) return true;
    return false;
}

static bool in_content(const Claim *c, Span span) {
    for (uint32_t i = 0; i < c->content.n; i++)
        if (span_has(c->content.v[i], span)) return true;
    return false;
}

/* A word of five letters or more of who speaks, in what the other says: "the company", "the port
 * company TPV". */
static bool names_words(Making *m, const Statement *s, Str source) {
    enum { TELLING = 5 };
    const Table *titles = tables_get(m->tables, "en/titles");
    Str word, folded = utf8_fold(m->arena, source);
    while (str_split(&folded, ' ', &word)) {
        while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '\'')) word.n--;
        if (word.n < TELLING || (titles && table_find(titles, word, 0))) continue;
        Statement one = {{word}, 1};
        for (uint32_t i = 0; i < s->n; i++)
            if (statement_says(m, &one, s->v[i])) return true;
    }
    return false;
}

/* Whether what `i` says names the party of `other`. */
static bool names_party(Making *m, const Item *i, const Statement *words, const Item *other) {
    const Records *r = m->docs.v[i->doc];
    const Claim *c = making_claim(m, i);
    if (i->recipient &&
        (i->recipient == other->speaker || (i->recipient_side && i->recipient_side == other->side)))
        return true;
    for (Ref ref = 1; other->speaker && ref <= r->actors.n; ref++) {
        uint32_t who = making_actor(m, i->doc, ref);
        if (!who) continue;
        bool same = who == other->speaker || (other->side && making_side(m, who) == other->side) ||
                    of_one_kind(m, who, other->speaker);
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        for (uint32_t k = 0; same && k < mentions->n; k++)
            if (in_content(c, mentions->v[k].span)) return true;
    }
    return names_words(m, words, source_words(m, other));
}

static bool begins_with_pronoun(const Statement *s) {
    static const char *const list[] = {"he", "she", "they", "it"};
    for (size_t i = 0; s->n && i < sizeof list / sizeof *list; i++)
        if (str_eq(s->v[0], str_of(list[i]))) return true;
    return false;
}

static bool blames(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (c->stance == STANCE_ACCUSE) return true;
    const Table *t = tables_get(m->tables, "en/blame_words");
    for (uint32_t k = 0; t && k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[i->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

static bool throws_back(Exchange *x) {
    if (!states(making_claim(x->m, x->a)->stance) || !x->a->speaker) return false;
    if (!blames(x->m, x->a) || !blames(x->m, x->b)) return false;
    if (!names_party(x->m, x->a, &x->answer, x->b)) return false;
    return names_party(x->m, x->b, &x->said, x->a) ||
           (x->apart <= 1 && begins_with_pronoun(&x->said));
}

/* ---- the pairs */

static bool relate_exchange(Exchange *x, Pair *p) {
    Making *m = x->m;
    const Claim *a = making_claim(m, x->a), *b = making_claim(m, x->b);
    statement_of_claim(m, x->a, &x->answer);
    statement_of_claim(m, x->b, &x->said);
    p->compared.same = FIELD_BIT(AS_OF);
    p->compared.differs = FIELD_BIT(SPEAKER);
    if (denies(a->stance)) {
        p->type = RELATION_DENIES;
        return x->apart <= ANSWER_APART && states(b->stance) && statement_points_back(&x->answer);
    }
    if (x->apart <= ANSWER_APART && throws_back(x)) {
        p->type = RELATION_ACCUSES_BACK;
        return true;
    }
    p->type = RELATION_CONTRADICTS;
    p->compared.differs |= FIELD_BIT(POLARITY);
    return states(a->stance) && states(b->stance) && statements_oppose(m, &x->answer, &x->said);
}

static StCode relate_answer(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    const Records *r = m->docs.v[a->doc];
    const Claim *answer = making_claim(m, a);
    for (Ref ref = a->ref - 1, n = 0; ref > 0 && n < CLAIMS_BACK; ref--, n++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, ref);
        const Item *b = other ? &m->items.v[other - 1] : NULL;
        const Claim *said = b ? making_claim(m, b) : NULL;
        if (!said || !said->speech || !said->content.n || overlap(answer, said) ||
            !two_parties(m, a, b))
            continue;
        uint32_t apart = document_sentence_at(&r->doc, answer->sentence.start) -
                         document_sentence_at(&r->doc, said->sentence.start);
        if (apart > CONTRARY_APART) break;
        Exchange x = {.m = m, .a = a, .b = b, .apart = apart};
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
