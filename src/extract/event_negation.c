/* Whether what is told is told as not done: "no bridge was hit", "without firing", "neither shelled nor
 * bombed", "it was not the army that fired".
 */
#include "extract/event_making.h"

enum {
    NEGATION_REACH = 4, /* "was not in any way responsible" */
    CHILDREN_BACK = 6   /* tokens before a verb in which its own "neither" stands */
};

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

static bool is_no(const Token *t) {
    return token_in(t, LIST_NEGATIVE);
}

/* "Not one house", "not a single shot"; not "not only the house". */
static bool is_not_one(const EventMaking *m, uint32_t i) {
    return str_eq(token_of(m, i)->norm, S("not")) && i + 1 < m->p->tokens.n &&
           token_in(token_of(m, i + 1), LIST_NOT_ONE);
}

bool event_denies_phrase(const EventMaking *m, uint32_t head) {
    if (head == TOKEN_NONE) return false;
    TokenRange c = clause_noun_chunk(m->p, head);
    if (is_no(token_of(m, c.first)) || is_no(token_of(m, head)) || is_not_one(m, c.first))
        return true;
    TokenRange s = clause_sentence(m->p, head);
    return c.first > s.first && (is_no(token_of(m, c.first - 1)) || is_not_one(m, c.first - 1));
}

bool event_says_no(const EventMaking *m, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (str_eq(token_of(m, i)->norm, S("not")) || is_no(token_of(m, i))) return true;
    return false;
}

/* "Without firing", "neither fired", "nor bombed": a word of its own that says no. */
static bool has_own_no(const EventMaking *m, uint32_t verb) {
    uint32_t first = clause_sentence(m->p, verb).first;
    for (uint32_t i = verb; i > first && verb - i < CHILDREN_BACK; i--) {
        const Token *t = token_of(m, i - 1);
        bool joins = t->deprel == DEP_MARK || t->deprel == DEP_CC || t->deprel == DEP_ADVMOD;
        if (t->head == verb + 1 && joins && token_in(t, LIST_NEGATIVE_JOINT)) return true;
    }
    return false;
}

/* "It was not the army that fired": the noun that the clause hangs on is denied. */
static bool is_denied_cleft(const EventMaking *m, uint32_t verb) {
    const Token *t = token_of(m, verb);
    if (t->deprel != DEP_ACL_RELCL || !t->head) return false;
    uint32_t noun = t->head - 1;
    bool it = false, no = false;
    for (uint32_t i = clause_sentence(m->p, verb).first; i < noun; i++) {
        const Token *child = token_of(m, i);
        if (child->head != noun + 1) continue;
        it |= str_eq(child->norm, S("it"));
        no |= str_eq(child->norm, S("not")) || str_eq(child->norm, S("n't"));
    }
    return it && no;
}

/* What hangs on a noun has that noun for its subject: "nobody touched the men held there". */
static bool hangs_on_noun(const EventMaking *m, uint32_t verb) {
    return clause_has_tree(m->p, verb) && token_of(m, verb)->deprel == DEP_ACL;
}

bool event_denies_clause(const EventMaking *m, uint32_t verb, uint32_t inner) {
    if (clause_verb_group(m->p, verb).negated || has_own_no(m, verb) || is_denied_cleft(m, verb))
        return true;
    if (hangs_on_noun(m, verb)) return false;
    uint32_t subject = clause_subject(m->p, verb), object = clause_object(m->p, verb);
    return (subject != inner && event_denies_phrase(m, subject)) ||
           (object != inner && event_denies_phrase(m, object));
}

bool event_denies_operator(const EventMaking *m, const EventWord *o) {
    return o->operator_pos == 'v' && event_denies_clause(m, o->head, TOKEN_NONE);
}

bool event_denies_word(const EventMaking *m, const EventWord *o) {
    if (event_denies_operator(m, o)) return true;
    if (o->operator_pos == 'v') return false;
    TokenRange s = clause_sentence(m->p, o->head);
    for (uint32_t i = o->head; i > s.first && o->head - i < NEGATION_REACH; i--) {
        const Token *t = token_of(m, i - 1);
        if (is_no(t) || str_eq(t->norm, S("not")) || str_eq(t->norm, S("n't")) ||
            str_eq(t->norm, S("never")))
            return true;
    }
    return false;
}
