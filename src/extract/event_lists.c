/* Lists of people behind somebody hurt or held: "killed Iln, 42; Sul, a baker; and Judge Oresk",
 * "ten people, including the poet Iln", "three reporters: Iln, Sul and Oresk"; and of things behind
 * one that is hit: "damaged a hotel on the square, two clinics and a bank". Ages, offices and other
 * asides between them end no list; trees often hang what follows them elsewhere.
 *
 *   in   the head of the first phrase, and the event's own words
 *   out  the heads of those listed, added behind it
 *   note a list counts when "and", a semicolon, a colon or "including" says that it is one
 */
#include "extract/event_arcs.h"
#include "extract/event_phrases.h"
#include "extract/names.h"

enum {
    TITLE_MOST = 7,  /* "and former Oreski presidential candidate Iln" */
    ASIDE_MOST = 16, /* tokens of an aside between two names */
    ASIDES_MOST = 2,
    HANGING_MOST = 4 /* "one in the park of the town and another at a school" */
};

typedef struct Listing {
    const EventMaking *m;
    TokenRange s, own; /* the sentence, the event's own words */
    Heads found;       /* not yet known to be a list */
    bool listed;       /* it is one */
    bool things;       /* of things, not of names */
    bool named;        /* the last of it is a name */
    uint32_t asides;
} Listing;

static Str norm_at(const Listing *l, uint32_t i) {
    return i < l->s.end ? arc_token(l->m, i)->norm : (Str){"", 0};
}

static bool is_stop(const Listing *l, uint32_t i) {
    static const char *const marks[] = {",", ";", ":", "--", "-", "(", "["};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (str_is(norm_at(l, i), marks[k])) return true;
    return false;
}

/* "as well as", "along with", "together with": the words that join like "and"; 0 none. */
static uint32_t joining_words(const Listing *l, uint32_t i) {
    if (i < l->s.end && arc_is_and(arc_token(l->m, i))) return 1;
    bool as = str_eq(norm_at(l, i), S("as")) && str_eq(norm_at(l, i + 1), S("well")) &&
              str_eq(norm_at(l, i + 2), S("as"));
    return as ? 3 : 0;
}

static bool is_joint(const Listing *l, uint32_t i) {
    return i < l->s.end && (is_stop(l, i) || joining_words(l, i));
}

static bool is_finite(const Listing *l, uint32_t i) {
    if (i >= l->s.end || range_has(l->own, i)) return false;
    return token_is_finite(arc_token(l->m, i));
}

static bool is_named_person(const Listing *l, uint32_t i) {
    const Actor *a = records_actor(l->m->x->out, l->m->x->actor_at[i]);
    return a && a->kind == ACTOR_PERSON && arc_token(l->m, i)->upos == UPOS_PROPN;
}

static uint32_t name_end(const Listing *l, uint32_t i) {
    Ref actor = l->m->x->actor_at[i];
    while (i < l->s.end && l->m->x->actor_at[i] == actor && !is_stop(l, i)) i++;
    return i;
}

/* The thing that a phrase at `i` is of: "two clinics". */
static uint32_t thing_at(const Listing *l, uint32_t i) {
    if (i >= l->s.end || arc_is_preposition(arc_token(l->m, i))) return TOKEN_NONE;
    uint32_t head = arc_chunk_head(l->m, i);
    return head != TOKEN_NONE && head < l->s.end && event_is_thing(l->m, head) ? head : TOKEN_NONE;
}

/* The name that a phrase from `i` on ends in, over what he is: "the baker Iln". */
static uint32_t name_from(const Listing *l, uint32_t i) {
    for (uint32_t n = 0; i < l->s.end && n < TITLE_MOST; i++, n++) {
        if (is_named_person(l, i)) return i;
        const Token *t = arc_token(l->m, i);
        if (!token_is_noun(t) && t->upos != UPOS_ADJ && t->upos != UPOS_DET &&
            t->xpos != XPOS_PRPS && t->xpos != XPOS_CD && t->xpos != XPOS_POS &&
            t->xpos != XPOS_HYPH)
            break;
    }
    return TOKEN_NONE;
}

/* "one Velmari" */
static bool is_demonym(const EventMaking *m, uint32_t head) {
    return m->x->names && m->x->names->nouns[head].demonym && !m->x->place_at[head];
}

/* Somebody who is no name: counted anywhere in a list ("two guards"), else behind its "and"; what
 * stands between commas behind a name is what he is. */
static uint32_t person_at(const Listing *l, uint32_t i, bool last) {
    if (i >= l->s.end || arc_is_preposition(arc_token(l->m, i))) return TOKEN_NONE;
    uint32_t head = arc_chunk_head(l->m, i);
    bool one = str_eq(norm_at(l, i), S("a")) || str_eq(norm_at(l, i), S("an"));
    bool counted = arc_token(l->m, i)->xpos == XPOS_CD || (one && !l->named);
    if (head == TOKEN_NONE || head >= l->s.end || head < i || !(last || counted)) return TOKEN_NONE;
    if (!token_is_noun(arc_token(l->m, head)) || l->m->x->time_at[head]) return TOKEN_NONE;
    const Actor *a = records_actor(l->m->x->out, l->m->x->actor_at[head]);
    if (!a && counted && is_demonym(l->m, head)) return head;
    if (a) return a->kind == ACTOR_ORGANISATION || a->kind == ACTOR_STATE ? TOKEN_NONE : head;
    return str_eq(event_kind_at(l->m, head), S("person")) ? head : TOKEN_NONE;
}

/* The next comma, semicolon or "and"; the end of the sentence where a clause begins before it. */
static uint32_t aside_end(const Listing *l, uint32_t i) {
    for (uint32_t n = 0; i < l->s.end && n < ASIDE_MOST; i++, n++) {
        if (is_joint(l, i)) return i;
        if (is_finite(l, i)) break;
    }
    return l->s.end;
}

/* Whether a name may be one of the list: it is no subject of a clause of its own. */
static bool stands_in_list(const Listing *l, uint32_t end) {
    while (end < l->s.end && arc_token(l->m, end)->xpos == XPOS_RB) end++;
    return !is_finite(l, end);
}

/* One joint and what follows it; the token to go on at, or the sentence's end. */
static uint32_t step(Listing *l, uint32_t i) {
    bool last = false;
    while (i < l->s.end && is_joint(l, i)) {
        bool firm = str_eq(norm_at(l, i), S(";")) || str_eq(norm_at(l, i), S(":"));
        uint32_t words = joining_words(l, i);
        last = last || words;
        l->listed = l->listed || firm;
        i += words ? words : 1;
    }
    if (str_eq(norm_at(l, i), S("including"))) {
        l->listed = true;
        i++;
    } else if (str_eq(norm_at(l, i), S("among")) && str_eq(norm_at(l, i + 1), S("them"))) {
        l->listed = true;
        i += 2;
    }
    uint32_t name = l->things ? thing_at(l, i) : name_from(l, i);
    if (name == TOKEN_NONE && !l->things) name = person_at(l, i, last);
    if (name == TOKEN_NONE) {
        /* "the tourist and residential district, a hotel": an "and" inside what a thing is of */
        if ((last && !l->things) || ++l->asides > ASIDES_MOST) return l->s.end;
        return aside_end(l, i);
    }
    uint32_t end = is_named_person(l, name) ? name_end(l, name) : name + 1;
    if (!stands_in_list(l, end)) return l->s.end;
    l->listed = l->listed || last;
    l->asides = 0;
    l->named = is_named_person(l, name);
    arc_heads_add(&l->found, name);
    return is_joint(l, end) ? end : aside_end(l, end);
}

static bool opens_relative(const Token *t) {
    return t->xpos == XPOS_WDT || t->xpos == XPOS_WP || str_eq(t->norm, S("whose")) ||
           str_eq(t->norm, S("where"));
}

/* ", who was at work, was killed": the comma before a relative clause that holds the finite verb at
 * `i`; TOKEN_NONE where none does. */
static uint32_t before_relative(const EventMaking *m, uint32_t i, TokenRange s) {
    for (uint32_t n = 0; i > s.first + 1 && n < ASIDE_MOST; i--, n++) {
        const Token *t = arc_token(m, i);
        if (opens_relative(t)) return arc_token(m, i - 1)->xpos == XPOS_COMMA ? i - 1 : TOKEN_NONE;
        if (n && t->xpos == XPOS_COMMA) return TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* Where the clause of a verb begins, as far as its verbs and conjunctions tell. */
static uint32_t opening_of(const EventMaking *m, uint32_t verb, TokenRange s) {
    uint32_t first = clause_verb_group(m->p, verb).range.first, i = first;
    bool aside = first > s.first && arc_token(m, first - 1)->xpos == XPOS_COMMA;
    while (i > s.first && first - i < CLAUSE_REACH) {
        const Token *t = arc_token(m, i - 1);
        bool finite =
            t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP || t->xpos == XPOS_MD;
        uint32_t relative = aside && finite ? before_relative(m, i - 1, s) : TOKEN_NONE;
        if (relative != TOKEN_NONE) {
            i = relative;
            continue;
        }
        if (finite || t->upos == UPOS_SCONJ || t->xpos == XPOS_WDT || t->xpos == XPOS_WP) break;
        if (str_eq(t->norm, S("that")) || str_eq(t->norm, S("when"))) break;
        i--;
    }
    return i;
}

/* Somebody, or one of the things that can be hit. */
static bool is_sufferer(const EventMaking *m, uint32_t head, bool things) {
    const Actor *a = records_actor(m->x->out, m->x->actor_at[head]);
    if (things) return event_is_thing(m, head);
    return a ? a->kind != ACTOR_STATE && a->kind != ACTOR_ORGANISATION
             : str_eq(event_kind_at(m, head), S("person"));
}

/* The first of the people, or of the things, between two tokens that hang on no preposition and no
 * verb. */
static uint32_t first_sufferer(const EventMaking *m, uint32_t i, TokenRange s, uint32_t end,
                               bool things) {
    for (; i < end; i++) {
        uint32_t head = arc_chunk_head(m, i);
        TokenRange c = clause_noun_chunk(m->p, i);
        if (head == TOKEN_NONE || !range_has(c, head) || c.end > end) continue;
        const Token *before = c.first == s.first ? NULL : arc_token(m, c.first - 1);
        bool free = !before || (!arc_is_preposition(before) && !token_is_verb(before));
        if (free && is_sufferer(m, head, things) && token_is_noun(arc_token(m, head)) &&
            !m->x->time_at[head])
            return head;
        i = c.end > i ? c.end - 1 : i;
    }
    return TOKEN_NONE;
}

static bool any_before(const Heads *heads, uint32_t token) {
    for (uint32_t k = 0; k < heads->n; k++)
        if (heads->v[k] < token) return true;
    return false;
}

static bool any_is(const Heads *heads, const Heads *others) {
    for (uint32_t k = 0; k < heads->n; k++)
        for (uint32_t n = 0; n < others->n; n++)
            if (heads->v[k] == others->v[n]) return true;
    return false;
}

/* "A colonel, two lieutenants and Iln were seized": the tree often finds one of a long subject, or
 * that of the clause before: "he said that Iln, who was asleep, was killed". */
static void list_before(const EventMaking *m, uint32_t verb, Heads *heads) {
    TokenRange s = clause_sentence(m->p, verb);
    VerbGroup g = clause_verb_group(m->p, verb);
    uint32_t open = opening_of(m, verb, s), end = g.range.first;
    bool things = heads->n && event_is_thing(m, heads->v[0]);
    uint32_t head = first_sufferer(m, open, s, end, things);
    if (head == TOKEN_NONE || !g.finite) return;
    Listing l = {.m = m, .s = {s.first, end}, .own = {end, end}, .things = things};
    TokenRange c = clause_noun_chunk(m->p, head);
    l.named = is_named_person(&l, head);
    uint32_t at = l.named ? name_end(&l, head) : c.end, reached = at;
    bool aside = at < end && is_joint(&l, at);
    if (at < end && !is_joint(&l, at)) at = aside_end(&l, at);
    while (at < end) {
        uint32_t n = l.found.n;
        at = step(&l, at);
        if (l.found.n > n) reached = at;
    }
    Heads all = {.n = 0};
    arc_heads_add(&all, head);
    for (uint32_t n = 0; l.listed && n < l.found.n; n++) arc_heads_add(&all, l.found.v[n]);
    bool known = any_is(heads, &all);
    bool leads = reached >= end || (aside && arc_token(m, end - 1)->xpos == XPOS_COMMA);
    if (all.n == 1 && known) return;
    /* a list that leads up to the verb is its subject; one that ends before it is not */
    if (!known && !leads) return;
    if (!known && any_before(heads, open)) heads->n = 0;
    if (heads->n && !known) return;
    for (uint32_t n = 0; n < all.n; n++) arc_heads_add(heads, all.v[n]);
}

void event_list_before(const EventMaking *m, const EventDraft *d, Heads *heads) {
    list_before(m, m->words.v[d->word].head, heads);
}

/* Adds those listed behind a head, up to `end`; `close`: at once behind it. */
static void list_behind(const EventMaking *m, const EventDraft *d, uint32_t head, uint32_t end,
                        bool close, Heads *heads) {
    bool things = !m->x->actor_at[head] && event_is_thing(m, head);
    if (!things && !event_is_actor(m, head)) return;
    Listing l = {.m = m,
                 .s = clause_sentence(m->p, head),
                 .own = m->words.v[d->word].range,
                 .things = things};
    TokenRange c = clause_noun_chunk(m->p, head);
    l.named = is_named_person(&l, head);
    uint32_t i = l.named ? name_end(&l, head) : range_has(c, head) ? c.end : head + 1;
    if (l.s.end > end) l.s.end = end;
    l.s.end = i + CLAUSE_REACH < l.s.end ? i + CLAUSE_REACH : l.s.end;
    if (i < l.s.end && !is_joint(&l, i)) {
        if (close) return;
        i = aside_end(&l, i);
    }
    while (i < l.s.end) i = step(&l, i);
    for (uint32_t n = 0; l.listed && n < l.found.n; n++) arc_heads_add(heads, l.found.v[n]);
}

/* "The following were killed: Iln, 42, Major Sul, and Orm": names behind the colon of a sentence. */
static void list_behind_colon(const EventMaking *m, const EventDraft *d, Heads *heads) {
    const EventWord *w = &m->words.v[d->word];
    Listing l = {.m = m, .s = clause_sentence(m->p, w->head), .own = w->range};
    uint32_t i = w->range.end;
    while (i < l.s.end && !token_is_word(arc_token(m, i), ":")) i++;
    if (i >= l.s.end || w->pos != 'v' || name_from(&l, i + 1) == TOKEN_NONE) return;
    while (i < l.s.end) i = step(&l, i);
    for (uint32_t n = 0; n < l.found.n; n++) arc_heads_add(heads, l.found.v[n]);
}

void event_list_read(const EventMaking *m, const EventDraft *d, Heads *heads) {
    const EventWord *w = &m->words.v[d->word];
    Heads before = *heads;
    for (uint32_t k = 0; k < before.n; k++) {
        const Token *t = arc_token(m, before.v[k]);
        bool effect = t->deprel == DEP_NSUBJ_PASS && t->head && t->head - 1 != w->head;
        if (effect) list_before(m, t->head - 1, heads);
        list_behind(m, d, before.v[k], UINT32_MAX, false, heads);
    }
    if (before.n && arc_token(m, before.v[0])->xpos == XPOS_NNS) list_behind_colon(m, d, heads);
}

void event_list_agents(const EventMaking *m, const EventDraft *d, Heads *heads) {
    TokenRange own = m->words.v[d->word].range;
    Heads before = *heads;
    for (uint32_t k = 0; k < before.n; k++) {
        uint32_t head = before.v[k];
        const Token *t = arc_token(m, head);
        if (t->deprel == DEP_NSUBJ_PASS && t->head) list_before(m, t->head - 1, heads);
        list_behind(m, d, head, head < own.first ? own.first : UINT32_MAX, true, heads);
    }
}

/* ---- what a blast hits */

/* Does a phrase hang on the event's word, or on the verb whose subject that is, over other phrases
 * alone? */
static bool hangs_on(const EventMaking *m, uint32_t i, const EventWord *w) {
    const Token *own = arc_token(m, w->head);
    uint32_t verb =
        w->pos == 'n' && own->deprel == DEP_NSUBJ && own->head ? own->head - 1 : w->head;
    for (int hop = 0; hop < HANGING_MOST && arc_token(m, i)->head; hop++) {
        Deprel d = arc_token(m, i)->deprel;
        if (d != DEP_OBL && d != DEP_NMOD && d != DEP_CONJ && d != DEP_APPOS) return false;
        i = arc_token(m, i)->head - 1;
        if (i == w->head || i == verb) return true;
        if (token_is_verb(arc_token(m, i))) return false;
    }
    return false;
}

/* "the attack | at | the offices": right behind its noun, whatever the tree hangs it on. */
static void hit_beside(const EventMaking *m, const EventWord *w, Heads *heads) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t at = w->range.end;
    if (w->pos != 'n' || at + 1 >= s.end || !token_is_word(arc_token(m, at), "at")) return;
    uint32_t head = arc_chunk_head(m, at + 1);
    if (head == TOKEN_NONE || head >= s.end) return;
    uint32_t whole = phrase_whole(m, head);
    if (!m->x->time_at[whole] && event_is_thing(m, whole)) arc_heads_add(heads, head);
}

void event_hits_read(const EventMaking *m, const EventDraft *d, Heads *heads) {
    const EventWord *w = &m->words.v[d->word];
    if (d->class == CLASS_ASSAULT) hit_beside(m, w, heads);
    Str arcs = table_cell(m->events, w->event - 1, m->col.recipient);
    bool blast = str_eq(d->mode, S("explosives")) || str_eq(d->mode, S("heavy-weapons"));
    if (!blast || !cell_has(arcs, S("at")) || !clause_has_tree(m->p, w->head)) return;
    TokenRange s = clause_sentence(m->p, w->head);
    for (uint32_t i = w->range.end; i < s.end; i++) {
        const Token *t = arc_token(m, i);
        if (t->deprel != DEP_CASE || !t->head || !cell_has(arcs, t->norm)) continue;
        uint32_t noun = t->head - 1, whole = phrase_whole(m, noun);
        if (event_is_thing(m, whole) && hangs_on(m, noun, w)) arc_heads_add(heads, noun);
    }
}
