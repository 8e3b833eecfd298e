/* Which of a document's claims a report tells. Claims stand inside each other: what somebody is
 * asked to say is not said, what a ministry says by way of an agency is the ministry's, and a "we"
 * inside a minister's words is the minister's.
 */
#include "report/composing.h"

#include "story/quoting.h"

enum {
    NEIGHBOURS = 24, /* claims before and after, in text order, that may hold or be held */
    RELAY_BYTES = 24 /* before what is relayed: "that the ministry" */
};

static Span whole_content(const Claim *claim) {
    Span s = {0, 0};
    for (uint32_t i = 0; i < claim->content.n; i++) {
        Span at = claim->content.v[i];
        if (!span_some(s)) s = at;
        if (at.start < s.start) s.start = at.start;
        if (at.end > s.end) s.end = at.end;
    }
    return s;
}

/* Content, cue and source: all that tells of the claim. */
static Span whole_claim(const Claim *claim) {
    Span s = whole_content(claim), parts[2] = {claim->cue, {0, 0}};
    if (claim->source) parts[1] = claim->source->span;
    for (int i = 0; i < 2; i++) {
        if (!span_some(parts[i])) continue;
        if (parts[i].start < s.start) s.start = parts[i].start;
        if (parts[i].end > s.end) s.end = parts[i].end;
    }
    return s;
}

/* Whether `inner` is told inside the words of `outer`. */
static bool is_inside(const Claim *inner, const Claim *outer) {
    Span content = whole_content(inner);
    for (uint32_t i = 0; i < outer->content.n; i++) {
        Span part = outer->content.v[i];
        bool cue = !span_some(inner->cue) || span_has(part, inner->cue);
        if (span_has(part, content) && cue && span_len(content) < span_len(part)) return true;
    }
    return false;
}

/* Nobody that a reader could find again: no name, no state's, no word of office. */
static bool is_bare(const Composing *c, const Actor *actor) {
    if (!actor) return true;
    const Entity *e = composing_entity(c, actor->head.id);
    if (actor->known.n || actor->kind == ACTOR_STATE || actor->represents) return false;
    for (uint32_t i = 0; i < actor->mentions.n; i++)
        if (actor->mentions.v[i].how == HOW_NAME) return false;
    if (actor->kind == ACTOR_PERSON || actor->kind == ACTOR_ORGANISATION) return false;
    return !actor->country.n || !(e && e->side.n);
}

static bool asks(Stance s) {
    return s == STANCE_ASK || s == STANCE_DEMAND || s == STANCE_REQUEST || s == STANCE_PROMISE ||
           s == STANCE_THREATEN;
}

static bool resolved(const Claim *claim) {
    return claim->source && claim->source->actor && claim->source->state != SOURCE_UNRESOLVED;
}

/* A claim inside another's: what is asked for is not said, and who is quoted inside must be
 * somebody of his own. */
static bool stands_inside(const Composing *c, const Records *r, const Claim *claim,
                          const Claim *outer) {
    if (asks(outer->stance) || !resolved(claim)) return false;
    const Actor *actor = records_actor(r, claim->source->actor);
    bool relayed = false;
    for (uint32_t i = 0; i < actor->mentions.n; i++)
        relayed |= actor->mentions.v[i].how == HOW_NAME || actor->mentions.v[i].how == HOW_METONYM;
    return (relayed || actor->known.n) && !is_bare(c, actor);
}

/* `outer` only passes on what `claim` says: nothing stands before it, and little behind it. */
static bool relays(const Claim *outer, const Claim *claim) {
    Span content = whole_content(outer), inner = whole_claim(claim);
    bool most = span_len(inner) * 2 >= span_len(content);
    return outer->stance == STANCE_ASSERT && is_inside(claim, outer) &&
           inner.start <= content.start + RELAY_BYTES && most;
}

/* A headline tells in short what the text quotes in full. */
static bool told_in_text(const Records *r, const Claim *claim) {
    if (!document_in_headline(&r->doc, claim->head.span)) return false;
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *other = &r->claims.v[i];
        if (other->speech && resolved(other) && !document_in_headline(&r->doc, other->head.span))
            return true;
    }
    return false;
}

static Str first_word(Str said) {
    Str word = S("");
    str_split(&said, ' ', &word);
    return word;
}

static Str last_word(Str said) {
    size_t at = said.n;
    while (at > 0 && said.p[at - 1] != ' ') at--;
    return str_from(said, at);
}

/* "When he hears it", "to speak for the rebels", "they had not": a part of a sentence that states
 * nothing. */
static bool states_nothing(Composing *c, const Records *r, const Claim *claim) {
    enum { FEW_SPACES = 3 };
    Str said = str_trim(document_cut(&r->doc, claim->content.v[0]));
    if (claim->stance != STANCE_ASSERT || claim->quote == QUOTE_DIRECT || claim->content.n > 1 ||
        str_starts(said, S("to have ")) || str_starts(said, S("to be ")))
        return false;
    uint32_t spaces = 0;
    for (size_t i = 0; i < said.n; i++) spaces += said.p[i] == ' ';
    return composing_word_in(c, first_word(said), LIST_TOLD_LEAD) ||
           (spaces <= FEW_SPACES && composing_word_in(c, last_word(said), LIST_TOLD_TAIL));
}

bool statement_stands(Composing *c, const Records *r, const Claim *claim) {
    enum { WORD_MIN = 2 };
    if (!claim->speech || !claim->content.n || !resolved(claim)) return false;
    if (is_bare(c, records_actor(r, claim->source->actor)) || told_in_text(r, claim) ||
        states_nothing(c, r, claim))
        return false;
    uint32_t at = (uint32_t)(claim - r->claims.v);
    uint32_t from = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
    uint32_t to = r->claims.n - at > NEIGHBOURS ? at + NEIGHBOURS : r->claims.n;
    for (uint32_t i = from; i < to; i++) {
        const Claim *other = &r->claims.v[i];
        if (i == at) continue;
        if (is_inside(claim, other) && !stands_inside(c, r, claim, other)) return false;
        if (relays(claim, other) && other->speech && resolved(other) &&
            stands_inside(c, r, other, claim) && other->source->actor != claim->source->actor)
            return false;
    }
    Str said = str_trim(document_cut(&r->doc, claim->content.v[0]));
    bool points = claim->content.n == 1 && quote_points_only(c->options->tables, said, c->a);
    if (points && !claim->target && claim->quote != QUOTE_DIRECT) return false;
    return claim->content.n >= WORD_MIN || claim->stance != STANCE_ASSERT ||
           str_find_char(said, ' ') != SIZE_MAX;
}

Ref statement_outermost(const Records *r, Ref claim) {
    for (int steps = 0; claim && steps < NEIGHBOURS; steps++) {
        uint32_t at = claim - 1, from = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
        uint32_t to = r->claims.n - at > NEIGHBOURS ? at + NEIGHBOURS : r->claims.n;
        Ref outer = 0;
        for (uint32_t i = from; i < to && !outer; i++)
            if (i != at && asks(r->claims.v[i].stance) &&
                is_inside(&r->claims.v[at], &r->claims.v[i]))
                outer = i + 1;
        if (!outer) break;
        claim = outer;
    }
    return claim;
}
