/* An accusation thrown back that another report tells, or that follows a denial: "It was Egypt which
 * endangered peace"; "he denied the charge and said that the governor had forged the receipts".
 * What is answered in the next breath is found by relate_rejoinders.
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/parties.h"
#include "story/phrases.h"

enum {
    CHARGE_DAYS = 7,
    CHARGES_MAX = 400, /* claims before it that one looks at */
    REPLY_APART = 4,   /* sentences from who was attacked to who attacked, in one report */
    SUBJECT_BYTES = 60
};

/* Items lie in the order of the days on which they were said. */
static bool too_old(const Item *a, const Item *b) {
    return a->said.from && b->said.from && a->said.from - b->said.from > CHARGE_DAYS;
}

/* "They attacked first": it needs no word of what the other side told. */
static bool says_who_began(const Making *m, const Statement *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (word_is_in(m->tables, s->v[i], LIST_BEGAN_IT)) return true;
    return false;
}

/* An attack or a seizure in what is said. */
static bool tells_blow(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->about.n; k++) {
        const Event *e = c->about.v[k].kind == RECORD_EVENT
                             ? records_event(m->docs.v[i->doc], c->about.v[k].ref)
                             : NULL;
        bool blow = e && (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE);
        if (blow && !e->background && e->agents.n < 2) /* "they exchanged fire": of both */
            return true;
    }
    return false;
}

static bool may_charge(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    Span whom;
    if (!c || !c->content.n || (!i->speaker && !c->source)) return false;
    if (c->stance != STANCE_ASSERT) return c->stance == STANCE_ACCUSE;
    return tells_blow(m, i) || claim_has_blame(m, i) || claim_cleft(m, i, &whom);
}

/* "It was the Thais who", "it stayed in your pocket": it points at the other, and needs no word of
 * what he told where it speaks to him. */
static bool points_at(Making *m, const Item *a, const Item *b) {
    Span whom;
    if (claim_burdens(m, b, a) < BURDEN_SUBJECT) return false;
    if (claim_cleft(m, a, &whom) && claim_names_party(m, a, whom, b))
        return account_shares(m, a, b) > 0;
    return making_claim(m, a)->stance == STANCE_ASSERT && claim_burdens(m, a, b) == BURDEN_CHARGE;
}

/* Who accused is who did it, says the accused; or each tells a blow of the other's. */
static bool strikes_back(Making *m, const Item *a, const Item *b, const Statement *words) {
    enum { BLOWS_SHARED = 2 };
    bool accused = making_claim(m, b)->stance == STANCE_ACCUSE;
    if (!a->speaker || !b->speaker || (!accused && !tells_blow(m, a))) return false;
    if (claim_burdens(m, b, a) < (accused ? BURDEN_CHARGE : BURDEN_DEED)) return false;
    if (!claim_burdens(m, a, b) || statement_negates(words)) return false;
    return says_who_began(m, words) || account_shares(m, a, b) >= (accused ? 1 : BLOWS_SHARED);
}

/* "It was Egypt which endangered peace", in another report. */
static bool throws_back(Making *m, const Item *a, const Item *b) {
    Statement s = {.n = 0};
    if (a->doc == b->doc || same_text(m, a, b)) return false;
    bool two = two_speakers(m, a, b);
    bool persons = a->speaker && b->speaker && parties_are_two_persons(m, a->speaker, b->speaker);
    if ((!two && !persons) || !claim_is_said(m, a) || !claim_is_said(m, b)) return false;
    statement_of_claim(m, a, &s);
    if (statement_supposes(&s)) return false;
    return points_at(m, a, b) || points_at(m, b, a) || (two && strikes_back(m, a, b, &s));
}

static StCode relate_answer(Making *m, uint32_t at, const uint32_t *charges, uint32_t n,
                            Pairs *pairs) {
    const Item *a = &m->items.v[at];
    for (uint32_t k = n, seen = 0; k-- > 0 && seen < CHARGES_MAX; seen++) {
        const Item *b = &m->items.v[charges[k]];
        if (too_old(a, b)) break;
        if (!throws_back(m, a, b)) continue;
        Pair p = {.a = at, .b = charges[k], .type = RELATION_ACCUSES_BACK};
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(TARGET);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

/* ---- "we only returned fire" */

/* "The units that" were attacked: told by the way. */
static bool ends_in_link(const Making *m, Str before) {
    Str folded = str_trim(utf8_fold(m->arena, before));
    size_t at = folded.n;
    while (at > 0 && folded.p[at - 1] != ' ') at--;
    return word_is_in(m->tables, str_from(folded, at), LIST_CLEFT);
}

/* "A Thai patrol had come under fire and had done no more than reply": the other began, who is not
 * named by it. */
static bool tells_reply(Making *m, const Item *i, const Item *other) {
    const Table *t = tables_get(m->tables, "en/replies");
    const Document *d = &m->docs.v[i->doc]->doc;
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->content.n; k++) {
        Span span = c->content.v[k];
        size_t at = 0, end = 0;
        uint32_t row;
        while ((row = phrase_next(t, document_cut(d, span), m->arena, &at, &end)) != 0) {
            Span before = {span.start, span.start + (uint32_t)at};
            if (before.end - before.start > SUBJECT_BYTES)
                before.start = before.end - SUBJECT_BYTES;
            bool struck = str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("struck"));
            if (struck && ends_in_link(m, document_cut(d, before))) continue;
            if (struck ? claim_names_itself(m, i, before) : !claim_names_party(m, i, before, other))
                return true;
        }
    }
    return false;
}

/* An army, a state, an armed group, or who speaks for somebody: no witness. */
static bool is_belligerent(const Making *m, const Item *i) {
    Str word, source = utf8_fold(m->arena, item_source(m, i));
    if (i->speaker && sectors_any(&m->entities[i->speaker - 1].sectors,
                                  SECTORS_OF_STATE | SECTORS_ARMED | SECTORS_LAWLESS))
        return true;
    while (str_split(&source, ' ', &word)) {
        if (str_ends(word, S(","))) word.n--;
        if (word_is_in(m->tables, word, LIST_SPOKEN_FOR)) return true;
    }
    return false;
}

/* Who says that he was only answering, and who says that the first one's men attacked. */
static bool began_each(Making *m, const Item *a, const Item *b) {
    Stance said = making_claim(m, b)->stance;
    if (said != STANCE_ASSERT && said != STANCE_ACCUSE) return false;
    if (!two_speakers(m, a, b) || claims_of_one_party(m, a, b)) return false;
    if (same_text(m, a, b) != (a->doc == b->doc)) return false;
    if (a->doc == b->doc ? sentences_between(m, a, b) > REPLY_APART : !account_shares(m, a, b))
        return false;
    return b->speaker && is_belligerent(m, b) && tells_blow(m, b) &&
           claim_burdens(m, b, a) >= BURDEN_SUBJECT && tells_reply(m, a, b);
}

static bool is_quarrel(RelationType type) {
    return type == RELATION_CONTRADICTS || type == RELATION_DENIES || type == RELATION_ACCUSES_BACK;
}

/* Whether who says `a` is set against `b` by something else he says there. */
static bool is_answered(const Making *m, const Pairs *pairs, const Item *a, uint32_t b) {
    for (uint32_t i = 0; i < pairs->n; i++) {
        const Pair *p = &pairs->v[i];
        if (p->a != b && p->b != b) continue;
        const Item *other = &m->items.v[p->a == b ? p->b : p->a];
        if (is_quarrel(p->type) && other->doc == a->doc && other->side == a->side) return true;
    }
    return false;
}

/* The best of those that say the first one's men attacked: that they did so first, then the nearest
 * in its words. */
static StCode relate_reply(Making *m, uint32_t at, const uint32_t *claims, uint32_t n,
                           uint32_t mine, Pairs *pairs) {
    enum { BEGAN = 100 };
    const Item *a = &m->items.v[at];
    uint32_t from = mine > CHARGES_MAX / 2 ? mine - CHARGES_MAX / 2 : 0, best = 0, found = 0;
    for (uint32_t k = from; k < n && k < from + CHARGES_MAX; k++) {
        const Item *b = &m->items.v[claims[k]];
        if (k == mine || too_old(a, b) || too_old(b, a) || !began_each(m, a, b)) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, b, &s);
        uint32_t fit = 1 + account_shares(m, a, b) + (says_who_began(m, &s) ? BEGAN : 0);
        if (fit > best) best = fit, found = claims[k];
    }
    if (!best || is_answered(m, pairs, a, found)) return ST_OK;
    Pair p = {.a = at, .b = found, .type = RELATION_ACCUSES_BACK};
    p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(TARGET);
    return pairs_add(m, pairs, p);
}

/* Whether any words of the table of replies stand in what is said. */
static bool has_reply(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Table *t = tables_get(m->tables, "en/replies");
    for (uint32_t k = 0; t && k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[i->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

static StCode relate_replies(Making *m, Pairs *pairs) {
    uint32_t *claims = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(claims || !m->items.n, m->err);
    for (uint32_t i = 0; i < m->items.n; i++)
        if (making_claim(m, &m->items.v[i]) && claim_is_said(m, &m->items.v[i])) claims[n++] = i;
    for (uint32_t k = 0; k < n; k++) {
        const Item *a = &m->items.v[claims[k]];
        if (making_claim(m, a)->stance == STANCE_ASSERT && has_reply(m, a))
            TRY(relate_reply(m, claims[k], claims, n, k, pairs));
    }
    return ST_OK;
}

/* ---- behind a denial */

/* "The front had nothing to do with it". */
static bool tells_of_itself(Making *m, const Item *a) {
    enum { OPENING_BYTES = 40 };
    Span opening = making_claim(m, a)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    return claim_names_itself(m, a, opening);
}

/* What who denies a charge says in the same sentence, of whomever: it is the charge's answer. */
static bool blames_instead(Making *m, const Item *denial, const Item *a) {
    const Claim *d = making_claim(m, denial), *c = making_claim(m, a);
    Span whom;
    if (!c || c->sentence.start != d->sentence.start || a->speaker != denial->speaker) return false;
    if ((c->stance != STANCE_ASSERT && c->stance != STANCE_ACCUSE) || !claim_is_said(m, a))
        return false;
    for (uint32_t k = 0; k < c->content.n; k++) /* it tells of the denial, too */
        if (span_overlaps(c->content.v[k], d->cue)) return false;
    Statement s = {.n = 0};
    statement_of_claim(m, a, &s);
    if (statement_supposes(&s) || statement_begins_with_pronoun(&s)) return false;
    if (claim_cleft(m, a, &whom)) return true;
    return !statement_negates(&s) && claim_has_blame(m, a) && !tells_of_itself(m, a);
}

/* "He denied it and said that it was the others". */
static StCode relate_behind_denial(Making *m, const Pair *denied, Pairs *pairs) {
    const Item *denial = &m->items.v[denied->a], *b = &m->items.v[denied->b];
    const Records *r = m->docs.v[denial->doc];
    if (denial->kind != RECORD_CLAIM || b->kind != RECORD_CLAIM || !denial->speaker) return ST_OK;
    if (!claim_burdens(m, b, denial) && !claim_content_names_party(m, b, denial)) return ST_OK;
    for (Ref ref = denial->ref + 1; ref <= r->claims.n; ref++) {
        uint32_t at = making_item(m, denial->doc, RECORD_CLAIM, ref);
        if (!at || !blames_instead(m, denial, &m->items.v[at - 1])) continue;
        Pair p = {.a = at - 1, .b = denied->b, .type = RELATION_ACCUSES_BACK};
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(TARGET);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

StCode relate_thrown_back(Making *m, Pairs *pairs) {
    uint32_t *charges = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    uint32_t found = pairs->n; /* those added here are not looked at */
    TRY_MEM(charges || !m->items.n, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        if (!may_charge(m, &m->items.v[i])) continue;
        TRY(relate_answer(m, i, charges, n, pairs));
        charges[n++] = i;
    }
    for (uint32_t i = 0; i < found; i++) {
        Pair denied = pairs->v[i]; /* the list may move */
        if (denied.type == RELATION_DENIES) TRY(relate_behind_denial(m, &denied, pairs));
    }
    return relate_replies(m, pairs);
}
