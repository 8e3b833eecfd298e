/* Where a deed was done, by its own sentence: the place that a preposition, or the deed's own
 * phrase, brings. Places that belong to somebody ("the ambassador to Oresk", "the Oresk police")
 * and those that only another voice tells of are none.
 */
#include "extract/event_making.h"

#include "extract/places_resolve.h"

enum {
    OUTSIDE_COST = 1000, /* a place of another clause */
    BEFORE_COST = 2,     /* per token before the trigger, 1 after it */
    LOOSE_COST = 40,     /* no "in" or "at" brings it */
    BEHIND_COST = 30,
    PHRASE_HOPS_MAX = 6, /* "on the outskirts of the city of Oresk" */
    FAR_KM = 15,         /* "500 km from Oresk" is not in Oresk */
    FAR_WORDS = 6,       /* between the kilometres and the town */
    FINER_REACH = 25     /* tokens: "in Velmar, on the road to the village of Oresk" */
};

typedef enum Tie {
    TIE_NONE,
    TIE_LOOSE,
    TIE_BEHIND, /* tells of the place before it: "in Oresk, the capital of Velmar" */
    TIE_BROUGHT
} Tie;

typedef struct Seek {
    const EventMaking *m;
    TokenRange sentence, clause, trigger;
    uint32_t patient; /* head of what the deed is done to, or TOKEN_NONE */
} Seek;

static const Token *token_of(const Seek *s, uint32_t i) {
    return &s->m->p->tokens.v[i];
}

/* Also of whom or what stands before: "troops from Oresk", "the road to Oresk". */
/* Words of one claim, or of none, are told by one voice. A deed that is itself taken for the word
 * of a claim ("attacked the bill", "attacked the town") keeps what stands in its content; and what
 * follows a content that its cue went before ("commented on the attack, which …") still tells of
 * it. */
bool event_same_voice(const EventMaking *m, uint32_t trigger, uint32_t i) {
    Ref mine = m->x->claim_at[trigger], other = m->x->claim_at[i];
    if (mine == other) return true;
    const Claim *content = records_claim(m->x->out, other);
    Span at = m->p->tokens.v[trigger].span;
    if (content) return span_overlaps(content->cue, at);
    Span cue = records_claim(m->x->out, mine)->cue;
    if (!span_some(cue) || (cue.start < at.start) != (i > trigger)) return false;
    uint32_t end = i > trigger ? i : trigger;
    for (uint32_t k = i > trigger ? trigger : i; k < end; k++)
        if (m->told_by[k]) return false; /* another speaker: "…, Iln said in Oresk" */
    return true;
}

/* "According to the farmers, on 31 January soldiers …": no verb of saying has what stands behind. */
bool event_is_hearsay(const EventMaking *m, uint32_t trigger, uint32_t i) {
    const Claim *c = records_claim(m->x->out, m->x->claim_at[trigger]);
    if (!c || m->x->claim_at[i] || !span_some(c->cue)) return false;
    uint32_t cue = clause_token_from(m->p, c->cue.start);
    bool between = cue < i && i < trigger && range_has(clause_sentence(m->p, trigger), cue);
    const Token *t = &m->p->tokens.v[cue];
    bool says = token_is_verb(t) || token_is_noun(t);
    return between && (!says || token_is_word(t, "according"));
}

/* ---- one place */

/* A noun for a piece of land or a building: "the outskirts of", "the bridge of", "30 km from". */
static bool is_part_word(const Seek *s, uint32_t i) {
    static const char *const kinds[] = {"territory", "place",          "nature",   "home",
                                        "building",  "shop",           "land",     "school",
                                        "hospital",  "church",         "embassy",  "office",
                                        "post",      "infrastructure", "heritage", "media_house"};
    if (s->m->x->place_at[i] || token_in(token_of(s, i), LIST_DISTANCE)) return true;
    Str kind = event_kind_at(s->m, i);
    return (kind.n && IS_ONE_OF(kind, kinds)) || token_in(token_of(s, i), LIST_PLACE_PART);
}

static bool is_somebody(const Seek *s, uint32_t i) {
    return !s->m->x->place_at[i] && event_is_actor(s->m, i);
}

/* Over a comma to the place before, over an "and" to what stands there: "in Oresk, Velmar", "across
 * the towns and villages of Velmar". */
static uint32_t place_before(const Seek *s, uint32_t joint) {
    Xpos x = token_of(s, joint)->xpos;
    if (joint == s->sentence.first) return TOKEN_NONE;
    bool joins = x == XPOS_COMMA || x == XPOS_CC || x == XPOS_OPEN;
    if (joins && s->m->x->place_at[joint - 1]) return joint - 1;
    return x == XPOS_CC && is_part_word(s, joint - 1) ? joint - 1 : TOKEN_NONE;
}

/* "Oresk's support": the capital stands for those who rule there. */
static bool has_something(const Seek *s, uint32_t at) {
    if (at + 1 >= s->sentence.end || token_of(s, at + 1)->xpos != XPOS_POS) return false;
    uint32_t head = clause_noun_head(s->m->p, clause_noun_chunk(s->m->p, at));
    return head == TOKEN_NONE || head == at || !is_part_word(s, head);
}

/* "Oresk allowed it", "for Oresk to allow it", "signed by Oresk". */
static bool acts(const Seek *s, uint32_t at) {
    if (token_of(s, at)->deprel == DEP_NSUBJ) return true;
    Str before = at > s->sentence.first ? token_of(s, at - 1)->norm : (Str){NULL, 0};
    return str_eq(before, S("for")) || str_eq(before, S("by"));
}

/* "the U.S. embassy", "Soviet airliner": whose it is, and not where; but "the Oreski border". */
static bool tells_whose(const Seek *s, uint32_t at, uint32_t head) {
    static const char *const land[] = {"territory", "place", "nature", "land"};
    const Place *p = records_place(s->m->x->out, s->m->x->place_at[at]);
    if (!p || p->precision != PRECISION_COUNTRY || token_of(s, at)->xpos == XPOS_POS) return false;
    Str kind = event_kind_at(s->m, head);
    return !kind.n || !IS_ONE_OF(kind, land);
}

/* "500 km", "1,000 km" */
static bool is_far(const Seek *s, uint32_t unit) {
    if (unit == s->sentence.first || !token_in(token_of(s, unit), LIST_DISTANCE_FAR)) return false;
    const Token *n = token_of(s, unit - 1);
    if (n->xpos != XPOS_CD || !(n->flags & TOKEN_DIGIT)) return false;
    uint64_t km;
    bool large = str_find(n->form, S(",")) != SIZE_MAX;
    return str_to_u64(n->form, &km) ? km >= FAR_KM : large;
}

/* "500 km northwest of the town of Oresk": somewhere else. */
static bool is_elsewhere(const Seek *s, uint32_t first) {
    for (uint32_t i = first; i > s->sentence.first && first - i < FAR_WORDS; i--) {
        const Token *t = token_of(s, i - 1);
        if (is_far(s, i - 1)) return true;
        if (token_is_verb(t) || token_is_punct(t) || s->m->x->place_at[i - 1]) return false;
    }
    return false;
}

static Tie tie_of(const Seek *s, uint32_t at) {
    const Parse *p = s->m->p;
    Tie brought = TIE_BROUGHT;
    for (int hop = 0; hop < PHRASE_HOPS_MAX; hop++) {
        TokenRange c = clause_noun_chunk(p, at);
        if (!range_has(c, at)) c = (TokenRange){at, at + 1};
        if (range_has(c, s->trigger.first)) return TIE_BROUGHT; /* "the Oresk bombing" */
        if (!hop && is_elsewhere(s, c.first)) return TIE_NONE;
        uint32_t head = clause_noun_head(p, c);
        bool inside = head != TOKEN_NONE && head > at && !is_part_word(s, head);
        if (inside && is_somebody(s, head)) return TIE_NONE; /* "the Oresk police" */
        if (head != TOKEN_NONE && head > at && tells_whose(s, at, head)) return TIE_NONE;
        if (has_something(s, at)) return TIE_NONE;
        if (c.first == s->sentence.first) return TIE_LOOSE;
        uint32_t before = c.first - 1;
        if (token_in(token_of(s, before), LIST_LOCATIVE)) return brought;
        if (range_has(c, s->patient)) return brought; /* "blew up the Oresk bridge" */
        if (acts(s, at)) return TIE_NONE;
        if (token_in(token_of(s, c.end - 1), LIST_DISTANCE) && token_is_noun(token_of(s, before))) {
            at = before; /* "a site 30 km from Oresk" */
            continue;
        }
        uint32_t other = place_before(s, before);
        if (other != TOKEN_NONE) {
            if (token_of(s, before)->xpos != XPOS_CC) brought = TIE_BEHIND;
            at = other;
            continue;
        }
        if (!token_in(token_of(s, before), LIST_PLACE_RELATION) || before == s->sentence.first)
            return TIE_LOOSE;
        uint32_t noun = before - 1;
        if (range_has(s->trigger, noun)) return brought; /* "the siege of Oresk" */
        if (!token_is_noun(token_of(s, noun)))
            return str_eq(token_of(s, before)->norm, S("from")) ? brought : TIE_LOOSE;
        if (is_part_word(s, noun)) {
            at = noun;
            continue;
        }
        /* "people from Oresk were killed", but not "the ambassador to Oresk" */
        bool hit = noun == s->patient && !str_eq(token_of(s, before)->norm, S("to"));
        return is_somebody(s, noun) && !hit ? TIE_NONE : TIE_LOOSE;
    }
    return TIE_LOOSE;
}

/* "The strait between Oresk and Velmar" is in neither country. */
static bool is_between(const Seek *s, uint32_t at) {
    enum { BETWEEN_REACH = 6 };
    const Place *p = records_place(s->m->x->out, s->m->x->place_at[at]);
    if (!p || p->precision != PRECISION_COUNTRY) return false;
    bool joined = false;
    for (uint32_t i = at; i > s->sentence.first && at - i < BETWEEN_REACH; i--) {
        const Token *t = token_of(s, i - 1);
        if (str_eq(t->norm, S("between"))) return true;
        if (t->xpos == XPOS_CC && !joined)
            joined = true;
        else if (!s->m->x->place_at[i - 1] && t->upos != UPOS_DET)
            return false;
    }
    return false;
}

static uint32_t cost_of(const Seek *s, uint32_t i, Tie tie) {
    uint32_t token = s->trigger.first;
    uint32_t cost = i >= token ? i - token : (token - i) * BEFORE_COST;
    if (!range_has(s->clause, i) || event_landmark_at(s->m, i)) cost += OUTSIDE_COST;
    return cost + (tie == TIE_LOOSE ? LOOSE_COST : tie == TIE_BEHIND ? BEHIND_COST : 0);
}

/* A place that plays a part ("Oresk said") is none of where; "in Oresk" always is one. */
static bool is_candidate(const Seek *s, uint32_t i, Tie *tie) {
    Ref place = s->m->x->place_at[i];
    if (!place || !extraction_beside(s->m->x, s->trigger.first, i)) return false;
    if (!(event_same_voice(s->m, s->trigger.first, i) ||
          event_is_hearsay(s->m, s->trigger.first, i)))
        return false;
    if (i > s->sentence.first && s->m->x->place_at[i - 1] == place) return false;
    *tie = is_between(s, i) ? TIE_NONE : tie_of(s, i);
    if (*tie == TIE_NONE) return false;
    if (*tie >= TIE_BEHIND) return true;
    /* a name that no table knows is a place by what brings it */
    return !s->m->x->actor_at[i] &&
           records_place(s->m->x->out, place)->precision != PRECISION_UNRESOLVED;
}

/* ---- the finest of those that hold one another */

/* "kidnapped in Velmar, from a site near the town of Oresk": Oresk. */
static Ref finer_of(const Seek *s, Ref best, uint32_t at) {
    uint32_t end = at + FINER_REACH < s->clause.end ? at + FINER_REACH : s->clause.end;
    for (uint32_t i = at + 1; i < end; i++) {
        Tie tie;
        if (!is_candidate(s, i, &tie) || tie != TIE_BROUGHT) continue;
        Ref other = s->m->x->place_at[i];
        if (event_place_finer(s->m, other, best)) best = other;
    }
    return best;
}

/* What stands before a phrase of place and may be placed by it: over its preposition, and over
 * ", also" before that. */
static uint32_t placed_before(const Seek *s, uint32_t first) {
    if (first < s->sentence.first + 2) return TOKEN_NONE;
    uint32_t joint = first - 1, k = joint - 1;
    bool locative = token_in(token_of(s, joint), LIST_LOCATIVE);
    bool joins = locative || token_of(s, joint)->xpos == XPOS_COMMA ||
                 token_in(token_of(s, joint), LIST_PLACE_RELATION);
    while (locative && k > s->sentence.first &&
           (token_of(s, k)->xpos == XPOS_COMMA || token_of(s, k)->xpos == XPOS_RB))
        k--;
    return joins && token_is_noun(token_of(s, k)) && !range_has(s->trigger, k) ? k : TOKEN_NONE;
}

/* The place in the phrase of a noun, or before the apposition that it is: "Oresk, a town on". */
static uint32_t place_of_phrase(const Seek *s, uint32_t noun) {
    const Ref *place = s->m->x->place_at;
    TokenRange c = clause_noun_chunk(s->m->p, noun);
    uint32_t first = range_has(c, noun) ? c.first : noun, k = noun;
    if (!place[k] && first > s->sentence.first + 1 && token_of(s, first - 1)->xpos == XPOS_COMMA &&
        place[first - 2])
        return first - 2;
    if (!place[k] && !is_part_word(s, k)) return TOKEN_NONE;
    for (uint32_t i = first; i < k && !place[k]; i++)
        if (place[i]) k = i; /* "the Miraflores quarter" */
    return place[k] ? k : TOKEN_NONE;
}

/* "in the Miraflores quarter of Lima", "in Oresk, a town on the coast", "in the village of Oresk, in
 * the province of Velmar": the first of them, which those behind it only place. */
static uint32_t inner_of(const Seek *s, uint32_t at) {
    const Parse *p = s->m->p;
    uint32_t best = at;
    for (int hop = 0; hop < PHRASE_HOPS_MAX; hop++) {
        TokenRange c = clause_noun_chunk(p, at);
        if (!range_has(c, at)) c = (TokenRange){at, at + 1};
        uint32_t noun = placed_before(s, c.first);
        if (noun == TOKEN_NONE) return best;
        uint32_t k = place_of_phrase(s, noun);
        if (k == TOKEN_NONE) {
            if (!is_part_word(s, noun)) return best;
            at = noun; /* "the province" */
            continue;
        }
        const Place *inner = records_place(s->m->x->out, s->m->x->place_at[k]);
        Tie tie;
        while (k > s->sentence.first && s->m->x->place_at[k - 1] == s->m->x->place_at[k]) k--;
        if (inner->precision == PRECISION_COUNTRY || !is_candidate(s, k, &tie) ||
            tie != TIE_BROUGHT || event_landmark_at(s->m, k))
            return best;
        best = at = k;
    }
    return best;
}

/* "in the Oreski capital", "in this city": the place of the document that it stands for. */
static Ref nominal_at(const Seek *s, uint32_t i) {
    const EventMaking *m = s->m;
    const Token *t = token_of(s, i);
    if (t->upos != UPOS_NOUN || !token_in(t, LIST_TOWN_NOUN) || m->x->place_at[i]) return 0;
    TokenRange c = clause_noun_chunk(m->p, i);
    if (!range_has(c, i) || clause_noun_head(m->p, c) != i || c.first == s->sentence.first)
        return 0;
    if (!token_in(token_of(s, c.first - 1), LIST_LOCATIVE)) return 0;
    return event_place_meant(m, c, i);
}

/* "Oresk police reported": those whose work ends where their town does. */
static Ref local_at(const Seek *s, uint32_t i) {
    const Place *p = records_place(s->m->x->out, s->m->x->place_at[i]);
    if (!p || p->precision != PRECISION_POINT) return 0;
    TokenRange c = clause_noun_chunk(s->m->p, i);
    uint32_t head = range_has(c, i) ? clause_noun_head(s->m->p, c) : TOKEN_NONE;
    uint32_t verb = s->trigger.first;
    if (token_is_verb(token_of(s, verb)) && clause_agent(s->m->p, verb) == head) return 0;
    bool local = head != TOKEN_NONE && head > i && token_in(token_of(s, head), LIST_LOCAL_TELLER);
    return local ? s->m->x->place_at[i] : 0;
}

/* Nothing is named: what a noun stands for, else whose town's police or people tell of it. */
static Ref unnamed_place(const Seek *s, TokenRange reach) {
    for (uint32_t i = reach.first; i < reach.end; i++) {
        Ref place = nominal_at(s, i);
        if (!place) place = local_at(s, i);
        if (place) return place;
    }
    return 0;
}

Ref event_place_find(const EventMaking *m, TokenRange trigger, TokenRange clause,
                     TokenRange reach) {
    bool verb = token_is_verb(&m->p->tokens.v[trigger.first]);
    Seek s = {m, clause_sentence(m->p, trigger.first), clause, trigger,
              verb ? clause_patient(m->p, trigger.first) : TOKEN_NONE};
    Ref best = 0;
    uint32_t least = UINT32_MAX, at = 0;
    for (uint32_t i = reach.first; i < reach.end; i++) {
        Tie tie;
        if (!is_candidate(&s, i, &tie)) continue;
        uint32_t cost = cost_of(&s, i, tie);
        if (cost >= least) continue;
        least = cost;
        best = m->x->place_at[i];
        at = i;
    }
    if (!best) return unnamed_place(&s, reach);
    uint32_t inner = inner_of(&s, at);
    return inner != at ? m->x->place_at[inner] : finer_of(&s, best, at);
}
