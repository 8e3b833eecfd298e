/* Who spoke last before a pronoun that speaks: "The spokesman said the president was a guest. He
 * accused …" goes on with the spokesman, whoever was named inside what he said.
 *
 *   src  the subject of the outermost finite verb of saying (en/cues) outside quotation marks
 */
#include "extract/actors_speaker.h"

enum { SPEAKER_SENTENCES = 3, CLIMB_MAX = 48 };

bool speaker_verb_at(const CueTable *cues, const Parse *p, uint32_t token) {
    Cue cue;
    if (!token_is_verb(&p->tokens.v[token]) || !cue_at(cues, p, token, &cue)) return false;
    return cue.word == CUE_VERB && cue.speech && cue.group.finite && !cue.group.passive;
}

static uint32_t depth(const Token *t, uint32_t i) {
    uint32_t n = 0;
    while (t[i].head && n < CLIMB_MAX) {
        i = t[i].head - 1;
        n++;
    }
    return n;
}

/* The outermost verb of saying of a sentence; of equals the last. */
static uint32_t saying_in(const CueTable *cues, const Parse *p, const Sentence *s) {
    uint32_t best = TOKEN_NONE, least = CLIMB_MAX + 1;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        if (p->tokens.v[i].flags & TOKEN_QUOTED || !speaker_verb_at(cues, p, i)) continue;
        uint32_t d = depth(p->tokens.v, i);
        if (d > least) continue;
        best = i;
        least = d;
    }
    return best;
}

/* Whether the sentence tells what one person does: then a pronoun may go on with him. */
static bool tells_of_person(const Cast *c, const Sentence *s) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        if (c->t[i].deprel != DEP_NSUBJ && c->t[i].deprel != DEP_NSUBJ_PASS) continue;
        if (c->t[i].flags & TOKEN_QUOTED) continue;
        const Actor *a = cast_get(c, c->x->actor_at[i]);
        if (a && a->kind == ACTOR_PERSON) return true;
    }
    return false;
}

/* "Iln hit back: the police, he said, …", "When Iln left, he said …": told of in the sentence itself. */
static bool is_told_of_before(const Cast *c, const Sentence *s, uint32_t at) {
    bool person = false, opened = token_in(&c->t[s->first], LIST_SUBORDINATOR);
    for (uint32_t i = s->first; i < at; i++) {
        opened = opened || token_is_word(&c->t[i], ":") || token_is_word(&c->t[i], ";");
        if (c->t[i].deprel != DEP_NSUBJ || c->t[i].flags & TOKEN_QUOTED) continue;
        const Actor *a = cast_get(c, c->x->actor_at[i]);
        person = person || (a && a->kind == ACTOR_PERSON);
    }
    return person && opened;
}

uint32_t speaker_before(const Cast *c, const CueTable *cues, uint32_t at) {
    const Parse *p = &c->x->parse;
    uint32_t here = c->t[at].sentence;
    if (is_told_of_before(c, &p->sentences.v[here], at)) return TOKEN_NONE;
    for (uint32_t n = 1; n <= SPEAKER_SENTENCES && n <= here; n++) {
        const Sentence *s = &p->sentences.v[here - n];
        if (!s->coded) continue;
        uint32_t verb = saying_in(cues, p, s);
        if (verb == TOKEN_NONE) {
            if (tells_of_person(c, s)) return TOKEN_NONE;
            continue;
        }
        uint32_t who = clause_subject_near(p, verb);
        if (who == TOKEN_NONE || c->t[who].flags & TOKEN_QUOTED) who = clause_subject(p, verb);
        return who != TOKEN_NONE && c->t[who].flags & TOKEN_QUOTED ? TOKEN_NONE : who;
    }
    return TOKEN_NONE;
}

bool speaker_is_nobody_known(const Cast *c, uint32_t who) {
    const Token *t = &c->t[who];
    if (c->x->actor_at[who] || t->xpos != XPOS_NN) return false;
    const Table *tables[] = {tables_get(c->x->tables, "en/person_words"),
                             tables_get(c->x->tables, "en/units")};
    if (tables[0] && table_find(tables[0], t->lemma, 0)) return true;
    uint32_t row = tables[1] ? table_find(tables[1], t->lemma, 0) : 0;
    return row && str_is(table_cell(tables[1], row - 1, table_column(tables[1], "unit")), "person");
}
