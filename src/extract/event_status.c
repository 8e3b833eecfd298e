#include "extract/event_making.h"

/* What a word's own clause says: will, may, not, if. */
typedef struct ClauseStatus {
    Modality modality;
    bool negative, pluperfect;
    uint32_t will; /* token, or TOKEN_NONE */
} ClauseStatus;

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

/* The conjunction that opens the clause of a verb. */
static bool opens_conditional(const EventMaking *m, uint32_t verb) {
    TokenRange r = clause_range(m->p, verb), s = clause_sentence(m->p, verb);
    if (token_in(token_of(m, r.first), LIST_CONDITIONAL)) return true;
    return r.first > s.first && token_in(token_of(m, r.first - 1), LIST_CONDITIONAL);
}

static Modality modal_modality(const EventMaking *m, uint32_t modal, uint32_t verb) {
    if (token_lemma_in(token_of(m, modal), LIST_DUTY)) return MODALITY_DEMANDED;
    if (token_lemma_in(token_of(m, modal), LIST_CHANCE)) return MODALITY_POSSIBLE;
    /* reported "would" is the speaker's "will" */
    return m->x->claim_at[verb] ? MODALITY_PLANNED : MODALITY_HYPOTHETICAL;
}

/* "before they disarm", "once talks resume": the present of what is yet to come. */
static bool is_yet_to_come(const EventMaking *m, const VerbGroup *g) {
    if (!g->finite || g->tense != TENSE_PRESENT || g->perfect || g->progressive) return false;
    TokenRange s = clause_sentence(m->p, g->verb);
    for (uint32_t i = s.first; i < g->verb; i++) {
        const Token *t = token_of(m, i);
        bool opens = t->head == g->verb + 1 && (t->deprel == DEP_MARK || t->deprel == DEP_ADVMOD);
        if (opens && token_in(t, LIST_YET_TO_COME)) return true;
    }
    return false;
}

/* "Don't shoot!", "Free the hostages": a plain form that nothing stands before. */
static bool is_command(const EventMaking *m, const VerbGroup *g) {
    TokenRange s = clause_sentence(m->p, g->verb);
    if (token_of(m, g->verb)->xpos != XPOS_VB || g->infinitive || g->modal != TOKEN_NONE ||
        g->tense == TENSE_FUTURE)
        return false;
    uint32_t i = g->range.first;
    while (i > s.first && token_is_punct(token_of(m, i - 1))) i--;
    return i == s.first;
}

/* "that all property be confiscated": what ought to be. */
static bool is_subjunctive(const EventMaking *m, const VerbGroup *g) {
    const Token *first = token_of(m, g->range.first);
    return g->passive && !g->infinitive && g->modal == TOKEN_NONE && g->tense != TENSE_FUTURE &&
           first->xpos == XPOS_VB && str_eq(first->norm, S("be"));
}

/* "may sue them and take their passports": the word that the verb before has in front of it. */
static uint32_t shared_group(const EventMaking *m, uint32_t verb) {
    const Token *t = token_of(m, verb);
    if (t->xpos != XPOS_VB || t->deprel != DEP_CONJ || !t->head) return TOKEN_NONE;
    return token_is_verb(token_of(m, t->head - 1)) ? t->head - 1 : TOKEN_NONE;
}

/* "you shoot yourself in the foot": nobody in particular. */
static bool is_general(const EventMaking *m, uint32_t subject) {
    if (subject == TOKEN_NONE) return false;
    Str norm = token_of(m, subject)->norm;
    return str_eq(norm, S("you")) || str_eq(norm, S("anyone")) || str_eq(norm, S("anybody")) ||
           str_eq(norm, S("whoever"));
}

/* "What of the bombs that went off?": what hangs on a noun is taken for granted. */
static bool is_presupposed(const EventMaking *m, uint32_t token) {
    for (int hop = 0; hop < OPERATOR_HOPS_MAX; hop++) {
        const Token *t = token_of(m, token);
        if (t->deprel == DEP_ACL || t->deprel == DEP_ACL_RELCL) return true;
        if (!t->head || t->deprel != DEP_CONJ) return false;
        token = t->head - 1;
    }
    return false;
}

static bool is_question(const EventMaking *m, uint32_t token) {
    TokenRange s = clause_sentence(m->p, token);
    if (is_presupposed(m, token)) return false;
    for (uint32_t i = s.end; i > s.first && i > token; i--) {
        if (!token_is_punct(token_of(m, i - 1))) return false;
        if (str_eq(token_of(m, i - 1)->norm, S("?"))) return true;
    }
    return false;
}

/* "Oresk is to hand over the port": the "is" of a plan; TOKEN_NONE where there is none. */
static uint32_t is_to(const EventMaking *m, const VerbGroup *g) {
    TokenRange s = clause_sentence(m->p, g->verb);
    uint32_t i = g->range.first;
    if (i > s.first && token_of(m, i)->xpos != XPOS_TO) i--;
    if (token_of(m, i)->xpos != XPOS_TO || i == s.first) return TOKEN_NONE;
    /* "the aim is to": what it is for */
    uint32_t who = clause_subject(m->p, g->verb);
    if (who != TOKEN_NONE && token_lemma_in(token_of(m, who), LIST_AIM)) return TOKEN_NONE;
    return token_in(token_of(m, i - 1), LIST_COPULA) ? i - 1 : TOKEN_NONE;
}

/* `inner`: the word inside it that has been asked for a "no" of its own; or TOKEN_NONE. */
static ClauseStatus clause_status(const EventMaking *m, uint32_t verb, uint32_t inner) {
    VerbGroup g = clause_verb_group(m->p, verb);
    ClauseStatus s = {.negative = event_denies_clause(m, verb, inner), .will = TOKEN_NONE};
    uint32_t shared =
        g.modal == TOKEN_NONE && g.tense != TENSE_FUTURE ? shared_group(m, verb) : TOKEN_NONE;
    if (shared != TOKEN_NONE) {
        VerbGroup first = clause_verb_group(m->p, shared);
        g.modal = first.modal;
        g.infinitive |= first.infinitive;
        if (first.tense == TENSE_FUTURE) s.modality = MODALITY_PLANNED;
    }
    if (g.modal != TOKEN_NONE) {
        s.modality = modal_modality(m, g.modal, verb);
        if (s.modality == MODALITY_PLANNED) s.will = g.modal;
    }
    if (g.tense == TENSE_FUTURE) {
        s.modality = MODALITY_PLANNED;
        s.will = g.range.first;
    }
    uint32_t planned = s.modality == MODALITY_ACTUAL ? is_to(m, &g) : TOKEN_NONE;
    if (planned != TOKEN_NONE) {
        s.modality = MODALITY_PLANNED;
        s.will = planned;
    }
    s.pluperfect = g.perfect && g.tense == TENSE_PAST;
    uint32_t subject = clause_subject(m->p, verb);
    if (is_command(m, &g) || is_subjunctive(m, &g)) s.modality = MODALITY_DEMANDED;
    if ((g.finite && opens_conditional(m, verb)) || is_yet_to_come(m, &g) || is_question(m, verb) ||
        is_general(m, subject))
        s.modality = MODALITY_HYPOTHETICAL;
    return s;
}

static bool is_many(const Token *t) {
    return t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS || t->xpos == XPOS_WDT ||
           str_eq(t->norm, S("they")) || str_eq(t->norm, S("we")) || str_eq(t->norm, S("who"));
}

/* "They kidnap businessmen.": what many do again and again. Headlines, which have no full stop,
 * tell the news so. */
static bool is_habit(const EventMaking *m, const EventDraft *d, uint32_t verb) {
    if (d->class != CLASS_ASSAULT && d->class != CLASS_COERCE) return false;
    VerbGroup g = clause_verb_group(m->p, verb);
    if (!g.finite || g.tense != TENSE_PRESENT || g.perfect || g.progressive || g.passive ||
        g.modal != TOKEN_NONE)
        return false;
    /* "guerrillas set off a bomb": of some verbs the past looks like the present */
    if (token_in(token_of(m, verb), LIST_PAST_ALIKE)) return false;
    uint32_t who = clause_subject(m->p, verb), end = clause_sentence(m->p, verb).end;
    return who != TOKEN_NONE && is_many(token_of(m, who)) &&
           token_of(m, end - 1)->xpos == XPOS_STOP;
}

/* ---- words that an event hangs on */

static Modality stronger(Modality inner, Modality outer) {
    if (outer == MODALITY_HYPOTHETICAL || inner == MODALITY_ACTUAL) return outer;
    return inner;
}

static void apply_clause(EventDraft *d, const ClauseStatus *s) {
    d->modality = stronger(d->modality, s->modality);
    d->negative ^= s->negative;
    if (s->pluperfect) d->before = true;
    if (d->will == TOKEN_NONE) d->will = s->will;
}

/* A purpose ("troops were sent to retake the town") is a plan, but for what is said in doing. */
static bool is_spoken(EventClass class) {
    return class == CLASS_REQUEST || class == CLASS_ACCUSE || class == CLASS_REJECT ||
           class == CLASS_PROTEST || class == CLASS_SUPPORT || class == CLASS_THREATEN;
}

static bool is_told_as_done(const EventMaking *m, const EventWord *w) {
    if (w->pos != 'v') return false;
    VerbGroup g = clause_verb_group(m->p, w->head);
    return g.finite && g.modal == TOKEN_NONE && g.tense != TENSE_FUTURE && g.tense != TENSE_NONE;
}

/* "left", "has left", "supports": no form of what ought to be done. */
static bool is_past_or_third(const EventMaking *m, const EventWord *w) {
    Xpos x = token_of(m, clause_verb_group(m->p, w->head).range.first)->xpos;
    return x == XPOS_VBD || x == XPOS_VBZ;
}

static void apply_sets(EventMaking *m, EventDraft *d, const EventWord *inner, const EventWord *o,
                       uint32_t row) {
    Str sets = table_cell(m->operators, row - 1, m->op_sets);
    bool announced = str_eq(sets, S("announced"));
    /* "warned that the virus was spreading": it was */
    if (str_eq(sets, S("warned")) && is_told_as_done(m, inner)) return;
    if (str_eq(sets, S("warned"))) sets = S("possible");
    /* "announced that it had withdrawn": done, and not planned */
    if ((announced || str_eq(sets, S("planned"))) && is_told_as_done(m, inner)) return;
    int modality = announced ? (int)MODALITY_PLANNED : WORD_FIND(MODALITY, sets);
    if (announced && d->will == TOKEN_NONE) d->will = o->head;
    if (modality > 0) d->modality = stronger(d->modality, (Modality)modality);
    /* what is rejected of words are not the words: a call that is refused was made; but who
     * refuses to call has not called */
    bool undone = inner->pos == 'v' && clause_verb_group(m->p, inner->head).infinitive;
    if (str_eq(sets, S("negative")) && (undone || !is_spoken(d->class))) d->negative = !d->negative;
    if (str_eq(sets, S("background"))) d->background = true;
    if (str_eq(sets, S("none"))) d->dropped = true;
}

/* Does one of the phrases name an actor of some country, or a body? */
static bool has_country(const EventMaking *m, const Heads *h) {
    for (uint32_t i = 0; i < h->n; i++) {
        TokenRange c = clause_noun_chunk(m->p, h->v[i]);
        if (!range_has(c, h->v[i])) c = (TokenRange){h->v[i], h->v[i] + 1};
        for (uint32_t k = c.first; k < c.end; k++) {
            const Actor *a = records_actor(m->x->out, m->x->actor_at[k]);
            if (a && (a->country.n || a->known.n || a->kind == ACTOR_ORGANISATION)) return true;
        }
    }
    return false;
}

static void drop_asker(const EventMaking *m, EventDraft *d, const EventWord *o) {
    EventWord asking = *o;
    asking.range = o->operator_range;
    asking.pos = o->operator_pos;
    Heads askers, asked;
    arc_fill(m, &asking, S("subj"), &askers);
    arc_fill(m, &asking, S("obj"), &asked);
    if (asking.pos == 'v' && asked.n && askers.n && d->agents.n && askers.v[0] == d->agents.v[0] &&
        asked.v[0] != askers.v[0])
        d->agents.n = 0;
}

/* "launched an attack on": the roles that the governing word knows. */
static void take_roles(EventMaking *m, EventDraft *d, const EventWord *inner, const EventWord *w,
                       uint32_t row) {
    EventWord operator_ = *w;
    operator_.range = w->operator_range;
    operator_.pos = w->operator_pos;
    Str agent = table_cell(m->operators, row - 1, m->op_agent);
    Str recipient = table_cell(m->operators, row - 1, m->op_recipient);
    if (d->agents.n == 1 && d->agents.v[0] == w->head)
        d->agents.n = 0; /* "plans to" plan nothing */
    /* "called on Oresk to withdraw": who asks does not do it */
    if (str_eq(table_cell(m->operators, row - 1, m->op_sets), S("demanded"))) drop_asker(m, d, w);
    /* "claimed that it was seized": nor who only says so of what is done to things */
    if (str_eq(agent, S("subj")) && inner->pos == 'v' && event_is_passive(m, inner->head))
        agent = (Str){NULL, 0};
    /* "speeded up the withdrawal of its forces": who speeds it up tells more */
    if (agent.n && (!d->agents.n || !has_country(m, &d->agents))) {
        Heads own = d->agents;
        arc_fill_first(m, &operator_, agent, &d->agents, NULL);
        if (d->agents.n && event_denies_phrase(m, d->agents.v[0])) d->agents.n = 0; /* "no one" */
        if (own.n && !has_country(m, &d->agents)) d->agents = own;
    }
    if (!recipient.n) return;
    if (!d->recipients.n) arc_fill_first(m, &operator_, recipient, &d->recipients, NULL);
    d->effect = m->word_at[w->head];
}

/* The operator that an event (or another operator) stands inside. */
static const EventWord *operator_over(const EventMaking *m, const EventWord *w, Governor *by,
                                      uint32_t *row) {
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_governors(m, w, g);
    for (uint32_t i = 0; i < n; i++) {
        const EventWord *o = event_word_at(m, g[i].token);
        *row = o && o != w ? event_operator_row(m, o, g[i].arc) : 0;
        if (!*row) continue;
        *by = g[i];
        return o;
    }
    *by = n ? g[0] : (Governor){TOKEN_NONE, {NULL, 0}};
    return NULL;
}

/* "Have fought two wars", "has survived coups": years summed up, and no news. */
static bool sums_up(const EventMaking *m, const EventWord *w) {
    Heads objects;
    if (!clause_verb_group(m->p, w->head).perfect) return false;
    arc_fill(m, w, S("obj"), &objects);
    return objects.n && token_in(token_of(m, objects.v[0]), LIST_PAST_DEEDS);
}

static void read_clause_of(const EventMaking *m, EventDraft *d, const EventWord *w,
                           uint32_t inner) {
    if (w->pos == 'v') {
        ClauseStatus s = clause_status(m, w->head, inner);
        bool inside = event_says_no(m, w->range);
        if (inside) s.negative = false;
        /* who will not accept something refuses it now; who cannot find food lacks it */
        if (inside && s.modality != MODALITY_DEMANDED) s.modality = MODALITY_ACTUAL;
        apply_clause(d, &s);
        if (is_habit(m, d, w->head) || sums_up(m, w)) d->background = true;
    } else if (w->pos == 'n' && !event_says_no(m, w->range) && event_denies_phrase(m, w->head)) {
        d->negative = !d->negative;
    }
}

/* "an excuse to occupy it", "the right to fight": what a noun is for. */
static bool is_aim(const EventMaking *m, uint32_t verb) {
    const Token *t = token_of(m, verb);
    if (t->deprel != DEP_ACL || !t->head || !clause_verb_group(m->p, verb).infinitive) return false;
    return !token_in(token_of(m, t->head - 1), LIST_AIM_DONE);
}

/* Nothing known governs the word: its verb's tense and negation still count, and a purpose
 * ("troops were sent to retake the town") is a plan. */
static void read_outermost(const EventMaking *m, EventDraft *d, const EventWord *w, Governor by) {
    if (str_eq(by.arc, S("purpose")) && !is_spoken(d->class) && d->modality == MODALITY_ACTUAL)
        d->modality = MODALITY_PLANNED;
    if (w->pos == 'v' && is_aim(m, w->head) && !is_spoken(d->class) &&
        d->modality == MODALITY_ACTUAL)
        d->modality = MODALITY_PLANNED;
    bool part = str_eq(by.arc, S("subj")) || str_eq(by.arc, S("obj"));
    if (w->pos == 'v' || !part || by.token == TOKEN_NONE || !token_is_verb(token_of(m, by.token)))
        return;
    ClauseStatus s = clause_status(m, by.token, w->head);
    s.will = TOKEN_NONE;
    if (str_eq(by.arc, S("subj")))
        s.negative = false; /* "the blast did no damage": there was one */
    apply_clause(d, &s);
}

/* "the raid that was staged by Iln killed two" */
static void read_modifiers(EventMaking *m, EventDraft *d, const EventWord *w) {
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_modifiers(m, w, g);
    for (uint32_t i = 0; i < n; i++) {
        const EventWord *o = event_word_at(m, g[i].token);
        uint32_t row = event_operator_row(m, o, g[i].arc);
        if (!row) continue;
        read_clause_of(m, d, o, w->head);
        take_roles(m, d, w, o, row);
        apply_sets(m, d, w, o, row);
        d->operators++;
        if (!d->operator_row) d->operator_row = row;
    }
}

/* "Nobody was killed in the attack": there was one. */
static bool tells_of_harm(const EventMaking *m, uint32_t row, Str arc) {
    return !table_cell(m->operators, row - 1, m->op_agent).n &&
           table_cell(m->operators, row - 1, m->op_recipient).n && !str_eq(arc, S("subj")) &&
           !str_eq(arc, S("obj"));
}

/* "The blast did not kill anybody": there was one. */
static bool does_harm(const EventMaking *m, uint32_t row, Str arc) {
    return str_eq(arc, S("subj")) && table_cell(m->operators, row - 1, m->op_recipient).n > 0;
}

/* "repudiated the murder": condemned, and neither denied nor done by who says so. */
static bool is_deplored(const EventMaking *m, const EventDraft *d, const EventWord *inner,
                        const EventWord *o, Str arc) {
    static const char *const words[] = {"reject", "repudiate"};
    bool blow = d->class == CLASS_ASSAULT || d->class == CLASS_COERCE;
    bool itself = inner == &m->words.v[d->word]; /* not "rejected the charge that …" */
    return blow && itself && str_eq(arc, S("obj")) && IS_ONE_OF(o->operator_key, words);
}

/* "told the envoy that Oresk had left": nobody asked him to, nor Oresk. */
static bool is_only_told(const EventMaking *m, const EventWord *inner, uint32_t row) {
    return str_eq(table_cell(m->operators, row - 1, m->op_sets), S("demanded")) &&
           is_told_as_done(m, inner) && is_past_or_third(m, inner);
}

/* "announced that five died in the blast", "… that judges investigate the murder": who announces
 * the one has no part in the other. */
static bool is_of_others(const EventMaking *m, uint32_t row, Str arc) {
    bool told = str_eq(table_cell(m->operators, row - 1, m->op_sets), S("told"));
    return tells_of_harm(m, row, arc) ||
           (told && !table_cell(m->operators, row - 1, m->op_agent).n);
}

/* "announced that five had died": who announces it did nothing. */
static bool is_announced_as_done(const EventMaking *m, const EventWord *inner, uint32_t row) {
    return str_eq(table_cell(m->operators, row - 1, m->op_sets), S("announced")) &&
           is_told_as_done(m, inner) && clause_subject(m->p, inner->head) != TOKEN_NONE;
}

void event_status_read(EventMaking *m, EventDraft *d) {
    const EventWord *w = &m->words.v[d->word];
    read_modifiers(m, d, w);
    uint32_t inner = TOKEN_NONE;
    bool done = false, foreign = false;
    for (int hop = 0; hop < OPERATOR_HOPS_MAX; hop++) {
        if (!done) read_clause_of(m, d, w, inner);
        Governor by;
        uint32_t row;
        const EventWord *o = operator_over(m, w, &by, &row);
        if (!o) {
            if (!done) read_outermost(m, d, w, by);
            return;
        }
        if (is_only_told(m, w, row)) return;
        if (does_harm(m, row, by.arc) && event_denies_operator(m, o)) return;
        if (tells_of_harm(m, row, by.arc) && event_denies_operator(m, o)) {
            d->effect = m->word_at[o->head];
            return;
        }
        if (is_deplored(m, d, w, o, by.arc)) {
            d->operators++;
            return;
        }
        /* "accused of the raid": it happened, whatever becomes of the accusation */
        bool told = str_eq(table_cell(m->operators, row - 1, m->op_sets), S("told"));
        bool denied = told && event_denies_word(m, o);
        if (!denied && !foreign && !is_announced_as_done(m, w, row)) take_roles(m, d, w, o, row);
        apply_sets(m, d, w, o, row);
        d->operators++;
        foreign = foreign || is_of_others(m, row, by.arc);
        if (!d->operator_row) d->operator_row = row;
        if (told && (denied || d->agents.n)) return;
        done = done || told; /* "will investigate the murder": there was one */
        if (o->event && !d->under) d->under = m->word_at[o->head];
        inner = w->head;
        w = o;
    }
}
