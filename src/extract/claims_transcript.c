/* Who says what in talk that is written down: paragraphs that open with a name and a colon ("DE PACE: I
 * closed at noon"), or with a dash where somebody who was told of before is asked and answers.
 *
 *   in   quotations and actors
 *   out  a claim a sentence of whoever is no presenter, where nobody else says it in the sentence
 *   note one name and colon is a heading as often; a transcript has labels that come again between others
 */
#include "extract/claims_parts.h"

enum { LABEL_TOKENS = 5, TURNS_MAX = 512, TURNS_MIN = 3 };

/* A paragraph of the talk. */
typedef struct Turn {
    TokenRange label; /* before its colon; no tokens behind a dash */
    TokenRange said;
    TokenRange who; /* no tokens: a presenter */
    uint32_t lead;  /* the colon or the dash */
} Turn;

struct Turns {
    Turn v[TURNS_MAX];
    uint32_t n;
};

/* A sentence that opens a line: turns need no empty line between them. */
static bool opens_line(const Claiming *c, uint32_t i) {
    const Token *t = c->p->tokens.v;
    Str text = c->x->out->doc.text;
    if (!i) return true;
    if (t[i].sentence == t[i - 1].sentence) return false;
    for (uint32_t at = t[i - 1].span.end; at < t[i].span.start; at++)
        if (text.p[at] == '\n') return true;
    return false;
}

static uint32_t paragraph_end(const Claiming *c, uint32_t first) {
    uint32_t i = first + 1;
    while (i < c->p->tokens.n && !opens_line(c, i)) i++;
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
    *out = (Turn){{paragraph.first, i}, {i + 1, paragraph.end}, {0, 0}, i};
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

static bool tells(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (token_is_finite(&c->p->tokens.v[i])) return true;
    return false;
}

/* Some label comes again behind another one, and it is no list of results. */
static bool is_talk(const Claiming *c, const Turns *turns) {
    uint32_t telling = 0;
    for (uint32_t i = 0; i < turns->n; i++) telling += tells(c, turns->v[i].said);
    if (turns->n < TURNS_MIN || telling * 2 < turns->n) return false;
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

/* A label that asks in half of its turns or more is a presenter's. */
static bool is_asker(const Claiming *c, const Turns *turns, TokenRange label) {
    uint32_t all = 0, asking = 0;
    for (uint32_t i = 0; i < turns->n; i++) {
        if (!same_label(c, turns->v[i].label, label)) continue;
        all++;
        asking += asks(c, turns->v[i].said);
    }
    return asking * 2 >= all;
}

/* "A: Eleven men fell": the letter stands for who was named by a label before, or told of. */
static void name_labelled(const Claiming *c, Turns *turns) {
    TokenRange guest = told_of(c, turns->v[0].lead);
    for (uint32_t i = 0; i < turns->n; i++) {
        Turn *turn = &turns->v[i];
        const Token *label = &c->p->tokens.v[turn->label.end - 1];
        if (token_in(label, LIST_INTERVIEWER) || is_asker(c, turns, turn->label)) continue;
        if (!token_in(label, LIST_ANSWERER)) guest = turn->label;
        turn->who = guest;
    }
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

StCode claims_find_turns(Claiming *c) {
    Turns *turns = c->turns = arena_new(c->x->arena, Turns, 1);
    TRY_MEM(turns, c->x->err);
    read_turns(c, labelled, turns);
    if (is_talk(c, turns)) {
        name_labelled(c, turns);
        return ST_OK;
    }
    read_turns(c, dashed, turns);
    if (!is_interview(c, turns)) turns->n = 0;
    TokenRange guest = turns->n ? told_of(c, turns->v[0].lead) : (TokenRange){0, 0};
    for (uint32_t i = 1; i < turns->n; i += 2) turns->v[i].who = guest;
    return ST_OK;
}

bool claims_turn_at(const Claiming *c, uint32_t lead) {
    for (uint32_t i = 0; i < c->turns->n; i++)
        if (c->turns->v[i].lead == lead) return true;
    return false;
}

bool claims_in_turn(const Claiming *c, uint32_t token) {
    for (uint32_t i = 0; i < c->turns->n; i++)
        if (range_has(c->turns->v[i].said, token) || range_has(c->turns->v[i].label, token))
            return true;
    return false;
}

/* The sentences of a turn, the first without its label. */
static StCode tell_turn(Claiming *c, const Turn *turn) {
    const Token *t = c->p->tokens.v;
    uint32_t head = clause_noun_head(c->p, turn->who);
    for (uint32_t i = turn->said.first; i < turn->said.end;) {
        Sentence s = c->p->sentences.v[t[i].sentence];
        uint32_t end = s.first + s.count;
        s.first = i;
        s.count = end - i;
        TRY(claims_tell_sentence(c, &s, turn->who, head));
        i = end;
    }
    return ST_OK;
}

StCode claims_of_transcript(Claiming *c) {
    for (uint32_t i = 0; i < c->turns->n; i++)
        if (range_some(c->turns->v[i].who)) TRY(tell_turn(c, &c->turns->v[i]));
    return ST_OK;
}
