/* Who says what in talk that is written down: paragraphs that open with a name and a colon ("DE PACE: I
 * closed at noon"), or with a dash where somebody who was told of before is asked and answers.
 *
 *   in   quotations and actors
 *   out  a claim a paragraph of whoever is no presenter
 *   note one name and colon is a heading as often; a transcript has labels that come again between others
 */
#include "extract/claims_parts.h"

enum { LABEL_TOKENS = 5, TURNS_MAX = 512, TURNS_MIN = 3 };

/* A paragraph of the talk. */
typedef struct Turn {
    TokenRange label; /* before its colon; no tokens behind a dash */
    TokenRange said;
    uint32_t lead; /* the colon or the dash */
} Turn;

typedef struct Turns {
    Turn v[TURNS_MAX];
    uint32_t n;
} Turns;

static uint32_t paragraph_end(const Claiming *c, uint32_t first) {
    uint32_t i = first + 1;
    while (i < c->p->tokens.n && !quotes_paragraph_at(c->p, c->x->out->doc.text, i)) i++;
    return i;
}

/* "DR CHIKWANDA:", "Iln:": words with a capital and a colon, which opens the paragraph. */
static bool labelled(const Claiming *c, TokenRange paragraph, Turn *out) {
    const Token *t = c->p->tokens.v;
    uint32_t i = paragraph.first;
    while (i < paragraph.end && i < paragraph.first + LABEL_TOKENS && t[i].flags & TOKEN_CAPITAL &&
           t[i].xpos != XPOS_COLON && !(t[i].flags & TOKEN_DIGIT))
        i++;
    if (i == paragraph.first || i + 1 >= paragraph.end || !token_is_word(&t[i], ":")) return false;
    *out = (Turn){{paragraph.first, i}, {i + 1, paragraph.end}, i};
    return true;
}

static bool dashed(const Claiming *c, TokenRange paragraph, Turn *out) {
    const Token *t = &c->p->tokens.v[paragraph.first];
    if (!content_is_dash(t) || paragraph.first + 2 >= paragraph.end) return false;
    *out = (Turn){.said = {paragraph.first + 1, paragraph.end}, .lead = paragraph.first};
    return true;
}

static void read_turns(const Claiming *c, bool (*read)(const Claiming *, TokenRange, Turn *),
                       Turns *out) {
    out->n = 0;
    for (uint32_t i = 0, end; i < c->p->tokens.n && out->n < TURNS_MAX; i = end) {
        end = paragraph_end(c, i);
        Turn *turn = &out->v[out->n];
        if (!read(c, (TokenRange){i, end}, turn)) continue;
        /* a name on its own may be taken for a byline */
        out->n += c->p->sentences.v[c->p->tokens.v[turn->said.first].sentence].coded;
    }
}

static bool same_label(const Claiming *c, TokenRange a, TokenRange b) {
    const Token *t = c->p->tokens.v;
    if (a.end - a.first != b.end - b.first) return false;
    for (uint32_t i = 0; i < a.end - a.first; i++)
        if (!str_eq(t[a.first + i].norm, t[b.first + i].norm)) return false;
    return true;
}

/* Some label comes again behind another one. */
static bool is_talk(const Claiming *c, const Turns *turns) {
    if (turns->n < TURNS_MIN) return false;
    for (uint32_t i = 2; i < turns->n; i++)
        for (uint32_t k = 0; k + 1 < i; k++)
            if (same_label(c, turns->v[i].label, turns->v[k].label) &&
                !same_label(c, turns->v[i].label, turns->v[i - 1].label))
                return true;
    return false;
}

static bool holds(const Claiming *c, TokenRange r, WordList list) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (token_in(&c->p->tokens.v[i], list)) return true;
    return false;
}

static bool asks(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (token_is_word(&c->p->tokens.v[i], "?")) return true;
    return false;
}

static bool tells(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++) {
        const Token *t = &c->p->tokens.v[i];
        if (token_is_verb(t) || t->xpos == XPOS_MD || t->xpos == XPOS_CD) return true;
    }
    return false;
}

/* Past "[laughs]" before what is said. */
static TokenRange without_stage(const Claiming *c, TokenRange r) {
    const Token *t = c->p->tokens.v;
    uint32_t i = r.first;
    if (t[i].xpos == XPOS_OPEN || token_is_word(&t[i], "["))
        while (i < r.end && t[i].xpos != XPOS_CLOSE && !token_is_word(&t[i], "]")) i++;
    return i > r.first && i + 1 < r.end ? (TokenRange){i + 1, r.end} : r;
}

static StCode give(Claiming *c, const Turn *turn, TokenRange who) {
    TokenRange said = without_stage(c, turn->said);
    if (!tells(c, said) || c->cue_of[turn->lead]) return ST_OK;
    for (uint32_t i = 0; i < c->quotes.n; i++) /* a name, a colon and a quotation: claims_quote.c */
        if (c->quotes.v[i].range.first == said.first) return ST_OK;
    Draft *d = draft_new(c, NULL, FRAME_SET, CLAIM_WEIGHT_SURE);
    TRY_MEM(d, c->x->err);
    d->cue = (TokenRange){turn->lead, turn->lead + 1};
    d->cue_head = turn->lead;
    d->source = who;
    d->source_head = clause_noun_head(c->p, who);
    c->cue_of[turn->lead] = c->drafts.n;
    TRY_MEM(draft_content(c, d, said), c->x->err);
    return ST_OK;
}

/* Whom the words before a talk tell of: the person mentioned most, of equals the last. */
static TokenRange told_of(const Claiming *c, uint32_t before) {
    TokenRange best = {0, 0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < before; i++) {
        Ref ref = c->x->actor_at[i];
        const Actor *a = records_actor(c->x->out, ref);
        if (!a || a->kind != ACTOR_PERSON || (i && c->x->actor_at[i - 1] == ref)) continue;
        uint32_t n = 0, end = i;
        for (uint32_t k = 0; k < before; k++)
            n += c->x->actor_at[k] == ref && (!k || c->x->actor_at[k - 1] != ref);
        while (end < before && c->x->actor_at[end] == ref) end++;
        bool name = c->p->tokens.v[i].upos == UPOS_PROPN;
        if (!name || n < most) continue;
        most = n;
        best = (TokenRange){i, end};
    }
    return best;
}

/* "A: Eleven men fell": the letter stands for who was told of. */
static StCode give_labelled(Claiming *c, const Turns *turns) {
    TokenRange guest = told_of(c, turns->v[0].lead);
    for (uint32_t i = 0; i < turns->n; i++) {
        const Turn *turn = &turns->v[i];
        const Token *label = &c->p->tokens.v[turn->label.end - 1];
        if (token_in(label, LIST_INTERVIEWER)) continue;
        bool answer = token_in(label, LIST_ANSWERER);
        if (answer && !range_some(guest)) continue;
        TRY(give(c, turn, answer ? guest : turn->label));
    }
    return ST_OK;
}

/* Paragraphs behind dashes are an interview where every other one says "I" or "we" and one of the rest
 * asks or says "you"; the first of them asks. */
static bool is_interview(const Claiming *c, const Turns *turns) {
    uint32_t answers = 0, own = 0;
    bool asked = false;
    for (uint32_t i = 0; i < turns->n; i++) {
        TokenRange said = turns->v[i].said;
        if (i % 2 == 0) {
            asked = asked || asks(c, said) || holds(c, said, LIST_SECOND_PERSON);
            continue;
        }
        answers++;
        own += holds(c, said, LIST_FIRST_PERSON) || holds(c, said, LIST_FIRST_PLURAL);
    }
    return turns->n >= TURNS_MIN && asked && own * 2 >= answers;
}

StCode claims_of_transcript(Claiming *c) {
    Turns *turns = arena_new(c->x->arena, Turns, 1);
    TRY_MEM(turns, c->x->err);
    read_turns(c, labelled, turns);
    if (is_talk(c, turns)) return give_labelled(c, turns);
    read_turns(c, dashed, turns);
    if (!is_interview(c, turns)) return ST_OK;
    TokenRange guest = told_of(c, turns->v[0].lead);
    for (uint32_t i = 1; range_some(guest) && i < turns->n; i += 2)
        TRY(give(c, &turns->v[i], guest));
    return ST_OK;
}
