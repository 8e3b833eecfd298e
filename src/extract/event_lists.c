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

enum {
    TITLE_MOST = 7,  /* "and former Oreski presidential candidate Iln" */
    ASIDE_MOST = 16, /* tokens of an aside between two names */
    ASIDES_MOST = 2
};

typedef struct Listing {
    const EventMaking *m;
    TokenRange s, own; /* the sentence, the event's own words */
    Heads found;       /* not yet known to be a list */
    bool listed;       /* it is one */
    bool things;       /* of things, not of names */
    uint32_t asides;
} Listing;

static Str norm_at(const Listing *l, uint32_t i) {
    return i < l->s.end ? arc_token(l->m, i)->norm : (Str){"", 0};
}

static bool is_stop(const Listing *l, uint32_t i) {
    static const char *const marks[] = {",", ";", ":", "--", "-", "(", "["};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (str_eq(norm_at(l, i), str_of(marks[k]))) return true;
    return false;
}

static bool is_joint(const Listing *l, uint32_t i) {
    return i < l->s.end && (is_stop(l, i) || arc_is_and(arc_token(l->m, i)));
}

static bool is_finite(const Listing *l, uint32_t i) {
    if (i >= l->s.end || range_has(l->own, i)) return false;
    Xpos x = arc_token(l->m, i)->xpos;
    return x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP || x == XPOS_MD;
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
            t->xpos != XPOS_PRPS && t->xpos != XPOS_CD && t->xpos != XPOS_POS)
            break;
    }
    return TOKEN_NONE;
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
    for (; i < l->s.end && is_joint(l, i); i++) {
        bool firm = str_eq(norm_at(l, i), S(";")) || str_eq(norm_at(l, i), S(":"));
        last = last || arc_is_and(arc_token(l->m, i));
        l->listed = l->listed || firm;
    }
    if (str_eq(norm_at(l, i), S("including"))) {
        l->listed = true;
        i++;
    } else if (str_eq(norm_at(l, i), S("among")) && str_eq(norm_at(l, i + 1), S("them"))) {
        l->listed = true;
        i += 2;
    }
    uint32_t name = l->things ? thing_at(l, i) : name_from(l, i);
    if (name == TOKEN_NONE) {
        if (last || ++l->asides > ASIDES_MOST) return l->s.end;
        return aside_end(l, i);
    }
    uint32_t end = l->things ? name + 1 : name_end(l, name);
    if (!stands_in_list(l, end)) return l->s.end;
    l->listed = l->listed || last;
    l->asides = 0;
    arc_heads_add(&l->found, name);
    return is_joint(l, end) ? end : aside_end(l, end);
}

void event_list_read(const EventMaking *m, const EventDraft *d, Heads *heads) {
    Heads before = *heads;
    for (uint32_t k = 0; k < before.n; k++) {
        uint32_t head = before.v[k];
        bool things = !m->x->actor_at[head] && event_is_thing(m, head);
        if (!things && !event_is_actor(m, head)) continue;
        Listing l = {.m = m,
                     .s = clause_sentence(m->p, head),
                     .own = m->words.v[d->word].range,
                     .things = things};
        TokenRange c = clause_noun_chunk(m->p, head);
        uint32_t i = is_named_person(&l, head) ? name_end(&l, head)
                     : range_has(c, head)      ? c.end
                                               : head + 1;
        l.s.end = i + CLAUSE_REACH < l.s.end ? i + CLAUSE_REACH : l.s.end;
        if (i < l.s.end && !is_joint(&l, i)) i = aside_end(&l, i);
        while (i < l.s.end) i = step(&l, i);
        for (uint32_t n = 0; l.listed && n < l.found.n; n++) arc_heads_add(heads, l.found.v[n]);
    }
}
