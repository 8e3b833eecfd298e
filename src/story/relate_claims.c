/* Accusations, their denials, and the same accusation thrown back. What a document ties itself
 * (Claim.answers) counts first; across documents a topic of the table of allegations and the two
 * sides must match.
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "story/account.h"
#include "story/burdens.h"

static bool denies(Stance s) {
    return s == STANCE_DENY || s == STANCE_REJECT;
}

static Comparison compare_claims(const Item *a, const Item *b) {
    Comparison c = {0, 0};
    if (a->topic.n && str_eq(a->topic, b->topic)) c.same |= FIELD_BIT(TOPIC);
    if (a->side && b->side && a->side != b->side) c.differs |= FIELD_BIT(SIDE);
    if (a->side && a->side == b->side) c.same |= FIELD_BIT(SIDE);
    if (a->said.from && b->said.from) {
        if (a->said.from == b->said.from)
            c.same |= FIELD_BIT(AS_OF);
        else
            c.differs |= FIELD_BIT(AS_OF);
    }
    return c;
}

/* "Declined to comment", "refused to leave", "denied bail": something is refused, nothing that was
 * said denied. */
static bool refuses(const Making *m, const Item *a) {
    static const char *const things[] = {
        "to ",       "bail",       "bond",      "entry",  "access",      "permission",
        "asylum",    "parole",     "visas",     "a visa", "the request", "the appeal",
        "an appeal", "the motion", "a request", "aid",    "medical",     "medicine",
        "them ",     "him ",       "her ",      "us "};
    const Claim *c = making_claim(m, a);
    if (!c->content.n) return false;
    Str said = utf8_fold(m->arena, document_cut(&m->docs.v[a->doc]->doc, c->content.v[0]));
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (str_starts(said, str_of(things[i]))) return true;
    return false;
}

/* Nobody answers himself, and what is quoted inside a claim does not answer it; a denial of one
 * topic is none of another. */
static bool may_answer(Making *m, const Item *a, const Item *b) {
    if (!a->speaker || one_speaker(m, a, b)) return false;
    bool flat = making_claim(m, a)->stance == STANCE_DENY; /* "he denied that …", of his own side */
    if (a->side && a->side == b->side && !(flat && b->speaker && making_claim(m, b)->speech))
        return false;
    if (!b->speaker && making_claim(m, b)->stance != STANCE_ACCUSE) return false; /* may be he */
    if (refuses(m, a)) return false;
    Statement words = {.n = 0};
    statement_of_claim(m, a, &words);
    if (denies(making_claim(m, a)->stance) && !claim_denies_charge(m, a, &words)) return false;
    if (claim_denies_another(m, a, &words, b)) return false;
    if (!claim_is_said(m, a) || !claim_is_said(m, b)) return false;
    Statement said = {.n = 0};
    statement_of_claim(m, b, &said);
    if (statement_negates(&said) && denies(making_claim(m, a)->stance)) return false;
    if (a->topic.n && !str_eq(a->topic, b->topic)) return false;
    const Claim *x = making_claim(m, a), *y = making_claim(m, b);
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_has(y->content.v[k], x->content.v[i])) return false;
    return true;
}

/* How many words a denial shares with what it denies: of five letters or more, or the beginning of
 * one, that are neither a name nor in every report. */
static uint32_t shared_words(Making *m, Str denied, Str claimed) {
    enum { STEM = 5 };
    const Table *common = tables_get(m->tables, "en/common_words");
    uint32_t n = 0;
    Str word;
    while (str_split(&denied, ' ', &word)) {
        bool name = word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && word.p[1] >= 'a';
        if (word.n < STEM || name) continue;
        word = utf8_fold(m->arena, word);
        if (word.n < STEM) continue;
        if (common && table_find(common, word, 0)) continue;
        n += str_find(claimed, (Str){word.p, STEM}) != SIZE_MAX;
    }
    return n;
}

/* The attack that a claim tells of, where the text says how it was done. */
static Str attack_mode(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->about.n; k++) {
        const Event *e = c->about.v[k].kind == RECORD_EVENT
                             ? records_event(m->docs.v[i->doc], c->about.v[k].ref)
                             : NULL;
        if (e && e->class == CLASS_ASSAULT && e->mode.n) return e->mode;
    }
    return S("");
}

/* "Four had been shot", "denied that police had used firearms". */
static bool share_attack(const Making *m, const Item *a, const Item *b) {
    Str mode = attack_mode(m, a);
    return mode.n && str_eq(mode, attack_mode(m, b));
}

/* "The allegations" answers what burdens the denier; a denial that says what it denies must share
 * words with it. A deal or an appeal that is rejected is no charge. */
static bool answers_in_words(Making *m, const Item *a, const Item *b) {
    enum { SHORT_WORDS = 5, SHARED_MIN = 2, BACK_APART = 3 };
    const Claim *x = making_claim(m, a), *y = making_claim(m, b);
    const Document *d = &m->docs.v[a->doc]->doc;
    if (!x->content.n || !y->content.n) return false;
    if (sentences_apart(m, a, b) <= 1 && share_attack(m, a, b)) return true;
    Statement words = {.n = 0}, said = {.n = 0};
    statement_of_claim(m, a, &words);
    statement_of_claim(m, b, &said);
    if (statement_points_back(&words) && statement_supposes(&said)) return false; /* a plan */
    bool near = sentences_between(m, a, b) <= BACK_APART;
    bool burdened = claim_burdens(m, b, a) || claim_content_names_party(m, b, a);
    if (statement_points_back(&words)) return near && burdened;
    bool charge = statement_names_charge(&words);
    if (words.n <= SHORT_WORDS && near && burdened) return true; /* "denied taking any" */
    if (charge) return burdened && (near || account_shares(m, a, b) >= SHARED_MIN);
    Str denied = document_cut(d, x->content.v[0]);
    uint32_t shared = 0, least = words.n > SHORT_WORDS ? SHARED_MIN : 1;
    for (uint32_t k = 0; k < y->content.n; k++)
        shared += shared_words(m, denied, utf8_fold(m->arena, document_cut(d, y->content.v[k])));
    return shared >= least;
}

/* What a claim's own document says it answers. */
static StCode relate_answers(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    const Claim *c = making_claim(m, a);
    for (uint32_t i = 0; i < c->answers.n; i++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, c->answers.v[i]);
        if (!other || other - 1 == at) continue;
        const Item *b = &m->items.v[other - 1];
        if (!may_answer(m, a, b) || !answers_in_words(m, a, b)) continue;
        Pair p = {.a = at, .b = other - 1, .compared = compare_claims(a, b)};
        if (denies(c->stance))
            p.type = RELATION_DENIES;
        else if (c->stance == STANCE_CONFIRM && p.compared.same & FIELD_BIT(TOPIC))
            p.type = RELATION_AGREES;
        else
            continue;
        TRY(pairs_add(m, pairs, p));
    }
    return ST_OK;
}

/* One topic, or, of two accusations, topics of one matter: "aggression" thrown back at "sabotage".
 */
static bool answers_topic(const Making *m, const Item *a, const Item *b) {
    if (a->topic.n && str_eq(a->topic, b->topic)) return true;
    return a->matter.n && str_eq(a->matter, b->matter) &&
           making_claim(m, a)->stance == STANCE_ACCUSE &&
           making_claim(m, b)->stance == STANCE_ACCUSE;
}

/* An accusation of `accused` on a topic: said by somebody else than `accused`. */
static bool accuses(const Making *m, const Item *i, Str topic, uint32_t accused) {
    if (i->kind != RECORD_CLAIM || !str_eq(i->topic, topic) || i->side == accused) return false;
    return making_claim(m, i)->stance == STANCE_ACCUSE && i->recipient_side == accused &&
           claim_is_said(m, i);
}

/* A denial against the accusations of its topic: one of each accusing side, the last before it,
 * else the first after. */
static StCode relate_topic(Making *m, uint32_t at, const uint32_t *topical, uint32_t n,
                           Pairs *pairs) {
    const Item *a = &m->items.v[at];
    uint32_t last = UINT32_MAX;
    Statement words = {.n = 0};
    statement_of_claim(m, a, &words);
    if (!claim_is_said(m, a) || !claim_denies_charge(m, a, &words)) return ST_OK;
    for (uint32_t k = 0; k < n; k++) {
        const Item *b = &m->items.v[topical[k]];
        if (topical[k] == at || !a->side || !accuses(m, b, a->topic, a->side)) continue;
        if (same_text(m, a, b) && a->doc != b->doc) continue;
        if (last == UINT32_MAX || topical[k] < at) last = topical[k];
    }
    if (last == UINT32_MAX) return ST_OK;
    Pair p = {.a = at,
              .b = last,
              .type = RELATION_DENIES,
              .compared = compare_claims(a, &m->items.v[last])};
    return pairs_add(m, pairs, p);
}

/* The accused says it of the accuser. Both must be named as whom they mean. */
static StCode relate_back(Making *m, uint32_t at, const uint32_t *topical, uint32_t n,
                          Pairs *pairs) {
    const Item *a = &m->items.v[at];
    if (!a->side || !a->recipient_side || a->side == a->recipient_side) return ST_OK;
    for (uint32_t k = 0; k < n && topical[k] < at; k++) {
        const Item *b = &m->items.v[topical[k]];
        if (b->side != a->recipient_side || !answers_topic(m, a, b) ||
            !accuses(m, b, b->topic, a->side) || b->recipient_side != a->side ||
            same_text(m, a, b) != (a->doc == b->doc))
            continue;
        Pair p = {.a = at,
                  .b = topical[k],
                  .type = RELATION_ACCUSES_BACK,
                  .compared = compare_claims(a, b)};
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

/* ---- the deed is the other's */

enum { BURDENS_BACK = 64, BURDEN_DAYS = 14 };

static bool is_swapped(const Item *a, const Item *b) {
    bool back = a->agent && a->agent == b->recipient,
         forth = a->recipient && a->recipient == b->agent;
    return a->class == b->class && back && forth && a->agent != a->recipient;
}

/* The next attack or seizure that a claim tells of as done, from its `*at`-th record on; NULL where
 * it tells of none. */
static const Item *next_deed(const Making *m, const Item *i, uint32_t *at) {
    const Claim *c = making_claim(m, i);
    if (!c || (c->stance != STANCE_ACCUSE && c->stance != STANCE_ASSERT)) return NULL;
    while (*at < c->about.n) {
        uint32_t k = (*at)++;
        if (c->about.v[k].kind != RECORD_EVENT) continue;
        uint32_t item = making_item(m, i->doc, RECORD_EVENT, c->about.v[k].ref);
        const Item *deed = item ? &m->items.v[item - 1] : NULL;
        const Event *e = deed ? making_event(m, deed) : NULL;
        bool harms = e && (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE);
        if (harms && e->polarity == POLARITY_POSITIVE && e->modality == MODALITY_ACTUAL &&
            !deed->background)
            return deed;
    }
    return NULL;
}

static const Item *deed_of(const Making *m, const Item *i) {
    uint32_t at = 0;
    return next_deed(m, i, &at);
}

/* "The strikers attacked the guards"; "the guards attacked the strikers". */
static StCode relate_swapped(Making *m, Pairs *pairs) {
    uint32_t *told = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(told || !m->items.n, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *a = &m->items.v[i], *deed = a->kind == RECORD_CLAIM ? deed_of(m, a) : NULL;
        if (!deed || !deed->agent || !deed->recipient) continue;
        for (uint32_t k = n; k-- > 0 && n - k <= BURDENS_BACK;) {
            const Item *b = &m->items.v[told[k]], *other = deed_of(m, b);
            if (!is_swapped(deed, other) || !two_speakers(m, a, b) || !account_shares(m, a, b))
                continue;
            if (a->said.from - b->said.from > BURDEN_DAYS ||
                same_text(m, a, b) != (a->doc == b->doc))
                continue;
            Pair p = {i, told[k], RELATION_ACCUSES_BACK, CHANGE_NONE, compare_claims(a, b)};
            TRY(pairs_add(m, pairs, p));
            break;
        }
        told[n++] = i;
    }
    return ST_OK;
}

/* The side that a claim tells an attack or a seizure of, by another than the speaker's; 0 none. */
static uint32_t burdened_side(const Making *m, const Item *i, EventClass *class) {
    uint32_t at = 0;
    for (const Item *deed; i->side && (deed = next_deed(m, i, &at));) {
        if (!deed->agent_side || deed->agent_side == i->side) continue;
        *class = making_event(m, deed)->class;
        return deed->agent_side;
    }
    return 0;
}

/* "They attacked us"; "it is they who attacked". */
static StCode relate_burdens(Making *m, Pairs *pairs) {
    uint32_t *burdens = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(burdens, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        EventClass class = CLASS_AGREE, other = CLASS_AGREE;
        const Item *a = &m->items.v[i];
        uint32_t side = a->kind == RECORD_CLAIM ? burdened_side(m, a, &class) : 0;
        if (!side) continue;
        for (uint32_t k = n; k-- > 0 && n - k <= BURDENS_BACK;) {
            const Item *b = &m->items.v[burdens[k]];
            if (b->side != side || burdened_side(m, b, &other) != a->side || class != other ||
                !account_shares(m, a, b))
                continue;
            Day gap = a->said.from - b->said.from;
            if (gap > BURDEN_DAYS || same_text(m, a, b) != (a->doc == b->doc)) continue;
            Pair p = {.a = i,
                      .b = burdens[k],
                      .type = RELATION_ACCUSES_BACK,
                      .compared = compare_claims(a, b)};
            TRY(pairs_add(m, pairs, p));
            break;
        }
        burdens[n++] = i;
    }
    return ST_OK;
}

StCode relate_claims(Making *m, Pairs *pairs) {
    uint32_t *topical = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(topical, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        if (m->items.v[i].kind != RECORD_CLAIM) continue;
        TRY(relate_answers(m, i, pairs));
        if (m->items.v[i].topic.n) topical[n++] = i;
    }
    for (uint32_t k = 0; k < n; k++) {
        Stance stance = making_claim(m, &m->items.v[topical[k]])->stance;
        if (denies(stance))
            TRY(relate_topic(m, topical[k], topical, n, pairs));
        else if (stance == STANCE_ACCUSE || stance == STANCE_ASSERT)
            TRY(relate_back(m, topical[k], topical, n, pairs));
    }
    TRY(relate_swapped(m, pairs));
    return relate_burdens(m, pairs);
}
