/* What is answered in the next breath: a claim of one party, and within a few sentences of the same
 * report another party's that denies it ("denied this"), says the contrary ("he had fallen", "he
 * did not fall"), or lays the blame at the first one's door ("the traders had ignored his order",
 * "the police had been asleep").
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/rebuttals.h"

enum {
    CLAIMS_BACK = 12,   /* claims of a report looked at before an answer */
    ANSWER_APART = 2,   /* sentences from what is answered to its answer */
    ACCUSED_APART = 3,  /* the same from an accusation */
    CONTRARY_APART = 4, /* the same where they share a word */
    OPENING_BYTES = 40,
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
    for (uint32_t k = 0; x->source && k < y->content.n; k++)
        if (span_overlaps(x->source->span, y->content.v[k])) return true;
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_overlaps(x->content.v[i], y->content.v[k])) return true;
    return false;
}

/* "The opposition says he lied", right before he answers. */
static bool blames_him(const Making *m, const Item *i, const Statement *words) {
    return statement_begins_with_pronoun(words) && words->n <= SHORT_WORDS && claim_has_blame(m, i);
}

/* Whom the text means by the word that opens a claim; 0 where it does not tell. */
static uint32_t who_opens(const Making *m, const Item *i, const Statement *s) {
    const Records *r = m->docs.v[i->doc];
    Span opening = making_claim(m, i)->content.v[0];
    uint32_t that = s->n && str_eq(s->v[0], S("that")) ? 5 : 0; /* "that " */
    for (Ref ref = 1; ref <= r->actors.n; ref++)
        for (uint32_t k = 0; k < r->actors.v[ref - 1].mentions.n; k++)
            if (r->actors.v[ref - 1].mentions.v[k].span.start == opening.start + that)
                return making_actor(m, i->doc, ref);
    return 0;
}

/* "The company had forged nothing", says the company. */
static bool opens_with_himself(Making *m, const Item *i) {
    enum { SUBJECT_BYTES = 20 };
    Span opening = making_claim(m, i)->content.v[0];
    if (opening.end > opening.start + SUBJECT_BYTES) opening.end = opening.start + SUBJECT_BYTES;
    return claim_names_itself(m, i, opening);
}

/* "He", "it" of who speaks himself; "it" of a person that speaks is another. */
static bool speaks_of_himself(Making *m, const Item *i, const Statement *s) {
    if (opens_with_himself(m, i)) return true;
    uint32_t at = s->n > 1 && str_eq(s->v[0], S("that")) ? 1 : 0, who = who_opens(m, i, s);
    if (s->n && str_eq(s->v[at], S("it")) && i->speaker &&
        m->entities[i->speaker - 1].actor_kind != ACTOR_PERSON)
        return true;
    if (who || !s->n) return who && who == i->speaker;
    return str_eq(s->v[at], S("he")) || str_eq(s->v[at], S("she"));
}

static bool begins_with_others(Making *m, const Item *i, const Statement *s) {
    return s->n && (str_eq(s->v[0], S("they")) || str_eq(s->v[0], S("it"))) &&
           !speaks_of_himself(m, i, s);
}

/* "Austria had helped": no charge. */
static bool praises(const Making *m, const Statement *s) {
    for (uint32_t i = 0; i < s->n && i < SHORT_WORDS; i++)
        if (word_is_in(m->tables, s->v[i], LIST_KINDNESS)) return true;
    return false;
}

/* What the accused says of the accuser needs no word of blame: "the police, he said …". */
static bool turns_on(Exchange *x) {
    Span opening = making_claim(x->m, x->a)->content.v[0];
    if (speaks_of_himself(x->m, x->a, &x->answer)) return false;
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    if (!praises(x->m, &x->answer) && claim_tells_doing(x->m, x->a, x->b) &&
        account_shares(x->m, x->a, x->b))
        return true;
    if (claim_names_party(x->m, x->a, opening, x->b)) return claim_has_blame(x->m, x->a);
    return begins_with_others(x->m, x->a, &x->answer) && claim_has_blame(x->m, x->a);
}

/* Another state's, or of a side that is neither's. */
static bool is_third(const Exchange *x, uint32_t who) {
    const Making *m = x->m;
    uint32_t side = making_side(m, who), own = x->a->speaker, other = x->b->speaker;
    if (!who || who == own || who == other) return false;
    if (side) return side != x->a->side && side != x->b->side;
    Str country = m->entities[who - 1].country;
    return country.n && own && other && !str_eq(country, m->entities[own - 1].country) &&
           !str_eq(country, m->entities[other - 1].country);
}

/* Whether what is said names somebody of a third party. */
static bool names_third(const Exchange *x) {
    const Records *r = x->m->docs.v[x->a->doc];
    Span said = making_claim(x->m, x->a)->content.v[0];
    for (Ref ref = 1; ref <= r->actors.n; ref++) {
        if (!is_third(x, making_actor(x->m, x->a->doc, ref))) continue;
        for (uint32_t k = 0; k < r->actors.v[ref - 1].mentions.n; k++) {
            const Mention *mention = &r->actors.v[ref - 1].mentions.v[k];
            if (mention->how != HOW_NOMINAL && span_has(said, mention->span)) return true;
        }
    }
    return false;
}

/* The one named as accused speaks, and not of himself: whom he then blames is no matter, but a named
 * third party only in the same matter. */
static bool is_accused(const Exchange *x) {
    bool target = x->b->recipient == x->a->speaker ||
                  (x->b->recipient_side && x->b->recipient_side == x->a->side);
    bool back =
        x->a->recipient == x->b->speaker || (x->b->side && x->a->recipient_side == x->b->side);
    bool third = making_claim(x->m, x->a)->stance == STANCE_ACCUSE && !back; /* of somebody else */
    if (!x->b->recipient || !target || third || speaks_of_himself(x->m, x->a, &x->answer))
        return false;
    return !names_third(x) || account_shares(x->m, x->a, x->b) > 0;
}

/* "Accused him of sleeping", "accused them in turn of lying": two that mean each other. */
static bool accuses_in_turn(const Exchange *x) {
    const Claim *a = making_claim(x->m, x->a), *b = making_claim(x->m, x->b);
    if (a->stance != STANCE_ACCUSE || b->stance != STANCE_ACCUSE || x->apart > 1) return false;
    const Statement *s = &x->answer, *said = &x->said;
    bool pronoun = s->n && word_is_in(x->m->tables, s->v[0], LIST_ACCOUNT_PERSONAL);
    bool before = said->n && word_is_in(x->m->tables, said->v[0], LIST_ACCOUNT_PERSONAL);
    bool in_turn = false;
    for (uint32_t i = 0; i + 1 < s->n && i < SHORT_WORDS; i++)
        in_turn |= str_eq(s->v[i], S("in")) &&
                   (str_eq(s->v[i + 1], S("turn")) || str_eq(s->v[i + 1], S("return")));
    return in_turn || (pronoun && before && !str_eq(s->v[0], said->v[0]));
}

/* "Prosecutors accuse him of fraud. His lawyer accuses the prosecutors of …": of whom the first speaks
 * is not told where it was said. */
static bool accuses_accuser(const Exchange *x) {
    const Claim *a = making_claim(x->m, x->a), *b = making_claim(x->m, x->b);
    if (a->stance != STANCE_ACCUSE || b->stance != STANCE_ACCUSE || x->apart > 1) return false;
    bool pronoun = x->said.n && word_is_in(x->m->tables, x->said.v[0], LIST_ACCOUNT_PERSONAL);
    return pronoun && claim_burdens(x->m, x->a, x->b) == BURDEN_CHARGE;
}

/* Whether both name places, and none that is one of the other's. */
static bool of_two_places(const Making *m, const Item *a, const Item *b) {
    return a->place && b->place && compare_places_differ(m, a->place, b->place);
}

/* Each burdens the other without accusing: in one breath it is enough; and where one of them does, what
 * the other tells of a doing of the first one's. */
static bool burden_each_other(const Exchange *x, Burden said, Burden answer) {
    const Making *m = x->m;
    if (x->apart > 1 || !two_speakers(m, x->a, x->b) || of_two_places(m, x->a, x->b)) return false;
    if (said < BURDEN_SUBJECT && answer < BURDEN_SUBJECT) return false;
    bool back = answer >= BURDEN_SUBJECT ||
                (!praises(m, &x->answer) && claim_tells_doing(x->m, x->a, x->b));
    return back && (said >= BURDEN_SUBJECT ||
                    (!praises(m, &x->said) && claim_tells_doing(x->m, x->b, x->a)));
}

/* "Called this untrue", "the charge is a lie". */
static bool calls_untrue(const Making *m, const Statement *s) {
    enum { UNTRUE_WORDS = 14 };
    bool that = s->n > 3 && str_eq(s->v[0], S("that")); /* opens what is said */
    bool points = s->n > 1 && !that && word_is_in(m->tables, s->v[0], LIST_POINTS_BACK);
    if (s->n < 2 || s->n > UNTRUE_WORDS || !(points || statement_names_charge(s)) ||
        statement_negates(s))
        return false;
    for (uint32_t i = 1; i < s->n; i++)
        if (word_is_in(m->tables, s->v[i], LIST_REBUTTAL)) return true;
    return false;
}

/* Each burdens the other; who is accused by name may answer with any blame. */
static bool throws_back(Exchange *x) {
    Making *m = x->m;
    Stance stance = making_claim(m, x->a)->stance;
    if (!states(stance) || stance == STANCE_CONFIRM) return false;
    Span whom;
    bool cleft = claim_cleft(m, x->a, &whom);
    if ((statement_negates(&x->answer) && !cleft) || statement_supposes(&x->answer) ||
        (x->answer.n && word_is_in(m->tables, x->answer.v[0], LIST_STATEMENT_ASKS)))
        return false;
    Burden said = claim_burdens(m, x->b, x->a);
    if (accuses_in_turn(x) || accuses_accuser(x)) return true;
    if (making_claim(m, x->b)->stance == STANCE_ACCUSE && x->apart <= ANSWER_APART && cleft)
        return true;
    if (!x->a->speaker) return false;
    bool accused = said == BURDEN_CHARGE;
    if (accused && x->apart <= ANSWER_APART && turns_on(x)) return true;
    if (accused && x->apart <= 1 && is_accused(x) && claim_has_blame(m, x->a)) return true;
    Burden answer = claim_burdens(m, x->a, x->b);
    bool charged = making_claim(m, x->b)->stance == STANCE_ACCUSE;
    if (!charged && burden_each_other(x, said, answer)) return true;
    if (!answer) return false;
    return accused || (said && answer >= BURDEN_DEED) ||
           (x->apart <= 1 && blames_him(m, x->b, &x->said));
}

/* A denial of what was said right before it: by a word that points there, or as the answer of whom
 * that burdens. */
static bool denies_said(Exchange *x) {
    Making *m = x->m;
    Stance said = making_claim(m, x->b)->stance;
    if (x->apart > ANSWER_APART || !states(said)) return false;
    if (x->a->topic.n && !str_eq(x->a->topic, x->b->topic)) return false;
    if (!claim_denies_charge(m, x->a, &x->answer) ||
        claim_denies_another(m, x->a, &x->answer, x->b))
        return false;
    bool burdened = claim_burdens(m, x->b, x->a) != BURDEN_NONE;
    if (statement_points_back(&x->answer) && statement_supposes(&x->said))
        return false; /* a plan */
    if (statement_points_back(&x->answer))
        return x->apart <= 1 || burdened || claim_content_names_party(m, x->b, x->a);
    return (x->apart <= 1 && statement_ends_in_pronoun(&x->answer)) ||
           (said == STANCE_ACCUSE && burdened);
}

/* "Accuse him of having ordered it"; "he had been in bed at that hour", says he or who speaks for him. */
static bool is_elsewhere(const Exchange *x) {
    const Making *m = x->m;
    const Records *r = m->docs.v[x->a->doc];
    if (making_claim(m, x->b)->stance != STANCE_ACCUSE || !x->b->recipient ||
        !rebuttal_is_alibi(m, &x->answer))
        return false;
    if (statement_begins_with_pronoun(&x->answer)) return x->a->speaker == x->b->recipient;
    Span opening = making_claim(m, x->a)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    for (Ref ref = 1; ref <= r->actors.n; ref++) {
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        for (uint32_t k = 0; k < mentions->n; k++)
            if (span_has(opening, mentions->v[k].span))
                return making_actor(m, x->a->doc, ref) == x->b->recipient;
    }
    return false;
}

/* Falsehood may be called out by anybody, absurdity only by whom the other speaks of. */
static bool is_untrue(Exchange *x) {
    Making *m = x->m;
    if (rebuttal_is_mood(m, &x->answer) && !claim_content_names_party(m, x->b, x->a)) return false;
    bool untrue = calls_untrue(m, &x->answer) || rebuttal_is_whole(m, x->a, &x->answer);
    return untrue && (!rebuttal_tells_matter(m, &x->answer) || account_shares(m, x->a, x->b));
}

/* ---- the pairs */

static bool relate_exchange(Exchange *x, Pair *p) {
    Making *m = x->m;
    const Claim *a = making_claim(m, x->a), *b = making_claim(m, x->b);
    if (!x->answer.n) statement_of_claim(m, x->a, &x->answer);
    statement_of_claim(m, x->b, &x->said);
    p->compared.same = FIELD_BIT(AS_OF);
    p->compared.differs = FIELD_BIT(SPEAKER);
    bool next = x->apart <= 1 && states(b->stance) && two_speakers(m, x->a, x->b);
    bool untrue = (next && is_untrue(x)) || (x->apart <= ANSWER_APART && is_elsewhere(x));
    if (denies(a->stance) || untrue) {
        p->type = RELATION_DENIES;
        return untrue || denies_said(x);
    }
    bool near = x->apart <= (b->stance == STANCE_ACCUSE ? ACCUSED_APART : ANSWER_APART);
    if (near && throws_back(x)) {
        p->type = RELATION_ACCUSES_BACK;
        return true;
    }
    p->type = RELATION_CONTRADICTS;
    p->compared.differs |= FIELD_BIT(POLARITY);
    return two_speakers(m, x->a, x->b) && states(a->stance) && states(b->stance) &&
           statements_oppose(m, &x->answer, &x->said);
}

/* Two parties; within one country two may accuse each other, too. */
static bool may_exchange(const Making *m, const Item *a, const Item *b) {
    bool accuse = making_claim(m, a)->stance == STANCE_ACCUSE ||
                  making_claim(m, b)->stance == STANCE_ACCUSE || denies(making_claim(m, a)->stance);
    if (two_speakers(m, a, b)) return true;
    if (!accuse || !b->speaker) return false;
    Str source = utf8_fold(m->arena, item_source(m, a)); /* "the owners", of what "he" said */
    return a->speaker ? a->speaker != b->speaker
                      : source.n && !word_is_in(m->tables, source, LIST_ACCOUNT_PERSONAL);
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
        if (!said || overlap(answer, said) || !may_exchange(m, a, b) || !claim_is_said(m, b))
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
        if (c && c->source && claim_is_said(m, a)) TRY(relate_answer(m, i, pairs));
    }
    return ST_OK;
}
