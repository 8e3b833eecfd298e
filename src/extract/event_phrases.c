#include "extract/event_phrases.h"
#include "extract/names.h"
#include "record/sectors.h"

enum {
    PARTS_MAX = 3,   /* "tens of thousands of members of …" */
    OWNER_REACH = 9, /* "guerrillas belonging to the leftist Oresk Front" */
    GLOSS_MOST = 8,  /* "[National Workers Union Federation]" */
    TITLE_MOST = 6,  /* "former presidential candidate Iln" */
    CALLED_MOST = 8  /* "organisation calling itself the so-called “Oresk Front”" */
};

static bool is_name_joint(const Token *t) {
    return str_eq(t->norm, S("of")) || str_eq(t->norm, S("from")) || str_eq(t->norm, S("by"));
}

/* Where somebody's own words end in a phrase that goes on: "the Oreski *army* offensive". */
static uint32_t own_end(const EventMaking *m, uint32_t head, uint32_t end) {
    Ref own = m->x->actor_at[head];
    uint32_t i = head + 1;
    if (!own || m->p->tokens.v[head].upos == UPOS_PRON) return end;
    while (i < end && m->x->actor_at[i] == own) i++;
    return i;
}

/* "at least", "more than", "about": before a number; and whose they are. */
static bool is_count(const Token *t) {
    return t->xpos == XPOS_CD || t->xpos == XPOS_PRPS || token_in(t, LIST_COUNT_OPENER);
}

static bool is_body(const Actor *a) {
    return a && (a->kind == ACTOR_ORGANISATION ||
                 (a->kind == ACTOR_GROUP && a->mentions.n && a->mentions.v[0].how == HOW_NAME));
}

static bool is_named_body(const EventMaking *m, uint32_t token) {
    const Actor *a = records_actor(m->x->out, m->x->actor_at[token]);
    return is_body(a) && a->mentions.n && a->mentions.v[0].how == HOW_NAME;
}

/* "19- | year-old | Iln" */
static bool is_of_age(const EventMaking *m, uint32_t i) {
    const Token *t = &m->p->tokens.v[i];
    bool joined = i && m->p->tokens.v[i - 1].xpos == XPOS_HYPH;
    return joined && (token_in(t, LIST_AGE_SPAN) || token_is_word(t, "old"));
}

/* The phrase without its article. */
static Span phrase_span(const EventMaking *m, uint32_t head, bool counted) {
    TokenRange c = clause_noun_chunk(m->p, head);
    bool owner = m->p->tokens.v[head].xpos == XPOS_PRPS; /* "its attacks": "its" */
    if (owner || !range_has(c, head)) c = (TokenRange){head, head + 1};
    for (uint32_t i = head + 1; i < c.end; i++) /* the possessor is not what he has */
        if (m->p->tokens.v[i].xpos == XPOS_POS) c.end = i;
    while (c.end > head + 1 &&
           (!token_is_noun(&m->p->tokens.v[c.end - 1]) || m->x->time_at[c.end - 1]))
        c.end--;
    c.end = own_end(m, head, c.end);
    Ref own = m->x->actor_at[head]; /* "Shining | Path": a participle in a name */
    uint32_t floor = clause_sentence(m->p, head).first;
    while (is_named_body(m, head) && !owner && c.first > floor &&
           m->x->actor_at[c.first - 1] == own)
        c.first--;
    while (c.first < head &&
           (m->p->tokens.v[c.first].xpos == XPOS_DT || m->p->tokens.v[c.first].xpos == XPOS_POS ||
            (!counted && is_count(&m->p->tokens.v[c.first])) || is_of_age(m, c.first) ||
            m->x->time_at[c.first] || str_eq(m->p->tokens.v[c.first].norm, S("including")) ||
            token_is_punct(&m->p->tokens.v[c.first])))
        c.first++;
    return clause_span(m->p, c);
}

/* A thing with its number. */
Span phrase_counted_span(const EventMaking *m, uint32_t head) {
    return phrase_span(m, head, true);
}

/* "Front | units": the name of the body before a noun that is no actor of its own; TOKEN_NONE. */
uint32_t phrase_owner_name(const EventMaking *m, uint32_t head, Ref actor) {
    TokenRange c = clause_noun_chunk(m->p, head);
    if (m->x->actor_at[head] || !range_has(c, head)) return TOKEN_NONE;
    for (uint32_t i = head; i > c.first; i--)
        if (m->x->actor_at[i - 1] == actor) return is_named_body(m, i - 1) ? i - 1 : TOKEN_NONE;
    return TOKEN_NONE;
}

/* Somebody without his number and possessor: how many, figures tell. */
Span phrase_role_span(const EventMaking *m, uint32_t head) {
    return phrase_span(m, head, false);
}

static bool is_people(const EventMaking *m, uint32_t head) {
    const Token *t = &m->p->tokens.v[head];
    return str_eq(event_kind_at(m, head), S("person")) && t->upos != UPOS_PROPN;
}

/* The actor that a word of a phrase names, the rightmost first; else the state, or the people, of
 * the country it names. */
static StCode actor_before(EventMaking *m, TokenRange c, uint32_t head, Ref *out) {
    for (uint32_t i = c.end; i > c.first && !*out; i--) *out = m->x->actor_at[i - 1];
    for (uint32_t i = c.end; i > c.first && !*out; i--) {
        if (i - 1 != head && is_people(m, head))
            TRY(event_people_at(m, i - 1, phrase_role_span(m, head), out));
        else
            TRY(event_state_at(m, i - 1, out));
    }
    return ST_OK;
}

/* "a group of envoys": the envoys; "the windows of a bank": the bank. */
uint32_t phrase_whole(const EventMaking *m, uint32_t head) {
    for (int n = 0; n < PARTS_MAX; n++) {
        TokenRange s = clause_sentence(m->p, head);
        Str kind = event_kind_at(m, head);
        bool body = str_eq(kind, S("body"));
        bool part = body || str_eq(kind, S("part")) || str_eq(kind, S("some")) ||
                    token_in(&m->p->tokens.v[head], LIST_BUILDING_PART) ||
                    m->p->tokens.v[head].xpos == XPOS_CD;
        if (!part || head + 2 >= s.end || !str_eq(m->p->tokens.v[head + 1].norm, S("of"))) break;
        uint32_t inner = clause_noun_head(m->p, clause_noun_chunk(m->p, head + 2));
        if (inner == TOKEN_NONE || !token_is_nominal(&m->p->tokens.v[inner])) break;
        if (body && !event_is_actor(m, inner)) break; /* "the body of evidence" */
        head = inner;
    }
    return head;
}

/* Who a phrase is: its head, else a possessor or modifier ("Oresk's planes", "Oreski planes"), else
 * what it is of. */
StCode phrase_actor(EventMaking *m, uint32_t head, Ref *out) {
    *out = m->x->actor_at[head];
    TokenRange c = clause_noun_chunk(m->p, head), s = clause_sentence(m->p, head);
    if (!range_has(c, head)) c = (TokenRange){head, head + 1};
    if (!*out) TRY(actor_before(m, c, head, out));
    if (*out || c.end + 1 >= s.end || !is_name_joint(&m->p->tokens.v[c.end])) return ST_OK;
    c = clause_noun_chunk(m->p, c.end + 1);
    return actor_before(m, c, clause_noun_head(m->p, c), out);
}

static bool is_closing(const Token *t) {
    return t->xpos == XPOS_CLOSE || str_eq(t->norm, S("]"));
}

/* "the Front [OF]": past what stands in brackets behind a name. */
static uint32_t past_gloss(const EventMaking *m, uint32_t i, uint32_t end) {
    Xpos open = i < end ? m->p->tokens.v[i].xpos : XPOS_NONE;
    bool opens = open == XPOS_OPEN || (i < end && str_eq(m->p->tokens.v[i].norm, S("[")));
    for (uint32_t k = i + 1; opens && k < end && k < i + GLOSS_MOST; k++) {
        const Token *t = &m->p->tokens.v[k];
        if (is_closing(t)) return k + 1;
    }
    return i;
}

/* "Front [OF] candidate Iln", "Front leaders", "Front [OF] offices": the man or thing behind the
 * name of a body, and not the body. */
uint32_t phrase_person_behind(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    Ref own = m->x->actor_at[head];
    uint32_t i = head + 1, last = head;
    if (!is_body(records_actor(m->x->out, own))) return head;
    while (i < s.end && m->x->actor_at[i] == own) i++;
    if (i < s.end && is_closing(&m->p->tokens.v[i])) i++; /* the name holds its own gloss */
    i = past_gloss(m, i, s.end);
    for (uint32_t n = 0; i < s.end && n < TITLE_MOST; i++, n++) {
        const Token *t = &m->p->tokens.v[i];
        const Actor *a = records_actor(m->x->out, m->x->actor_at[i]);
        if (a && a->kind == ACTOR_PERSON && t->upos == UPOS_PROPN) return i;
        bool office = a && a->kind != ACTOR_STATE && a->kind != ACTOR_ORGANISATION;
        if (!token_is_noun(t) && t->upos != UPOS_ADJ) break;
        if (a && !office) break;
        if (office || str_eq(event_kind_at(m, i), S("person")) || event_is_thing(m, i)) last = i;
    }
    return last;
}

/* "Senator and presidential candidate Iln": the name behind the second of two offices of one man;
 * `head` where they are two men: "a guard and Judge Iln". */
static uint32_t name_behind_offices(const EventMaking *m, uint32_t head, uint32_t i) {
    TokenRange s = clause_sentence(m->p, head), c = clause_noun_chunk(m->p, head);
    Xpos opens = range_has(c, head) ? m->p->tokens.v[c.first].xpos : XPOS_NONE;
    bool bare = opens != XPOS_DT && opens != XPOS_CD && opens != XPOS_PRPS;
    Xpos x = m->p->tokens.v[head].xpos;
    bool one = x == XPOS_NN || x == XPOS_NNP;
    if (!bare || !one || !str_eq(event_kind_at(m, head), S("person"))) return head;
    for (uint32_t n = 0; i < s.end && n < TITLE_MOST; i++, n++) {
        const Token *t = &m->p->tokens.v[i];
        const Actor *a = records_actor(m->x->out, m->x->actor_at[i]);
        bool office = str_eq(event_kind_at(m, i), S("person"));
        if (a && a->kind == ACTOR_PERSON && t->upos == UPOS_PROPN && !office) return n ? i : head;
        if (!token_is_noun(t) && t->upos != UPOS_ADJ) break;
    }
    return head;
}

/* "the university rector Iln", "Jesuits Iln, Sul and Orm": a name behind what he is. */
uint32_t phrase_name_behind(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    Ref own = m->x->actor_at[head];
    uint32_t i = head + 1;
    while (i < s.end && own && m->x->actor_at[i] == own) i++;
    if (i < s.end && m->p->tokens.v[i].xpos == XPOS_CC) return name_behind_offices(m, head, i + 1);
    if (i >= s.end || m->p->tokens.v[i].upos != UPOS_PROPN) return head;
    const Actor *a = records_actor(m->x->out, m->x->actor_at[i]);
    const Actor *he = records_actor(m->x->out, own);
    bool plain = token_is_noun(&m->p->tokens.v[head]) &&
                 (he ? he->kind != ACTOR_STATE && he->kind != ACTOR_ORGANISATION
                     : str_eq(event_kind_at(m, head), S("person")));
    return a && a->kind == ACTOR_PERSON && plain ? i : head;
}

static bool is_quote(const Token *t) {
    return t->xpos == XPOS_QUOTE_OPEN || t->xpos == XPOS_QUOTE_CLOSE;
}

/* "a group", "the organisation": a body that its noun does not name. */
static bool is_called_body(const EventMaking *m, uint32_t head) {
    const Actor *a = records_actor(m->x->out, m->x->actor_at[head]);
    if (a) return (a->kind == ACTOR_GROUP || a->kind == ACTOR_ORGANISATION) && !a->known.n;
    Str kind = event_kind_at(m, head);
    return str_eq(kind, S("some")) || str_eq(kind, S("body"));
}

/* "the “Oresk Front”, | a group of …": the body named before what it is. */
static Ref named_before(const EventMaking *m, uint32_t head) {
    TokenRange c = clause_noun_chunk(m->p, head), s = clause_sentence(m->p, head);
    uint32_t i = c.first;
    bool comma = false;
    if (!range_has(c, head) || m->p->tokens.v[i].xpos != XPOS_DT ||
        str_eq(m->p->tokens.v[i].norm, S("the")))
        return 0;
    for (; i > s.first && token_is_punct(&m->p->tokens.v[i - 1]); i--)
        comma = comma || m->p->tokens.v[i - 1].xpos == XPOS_COMMA;
    return comma && i > s.first && is_named_body(m, i - 1) ? m->x->actor_at[i - 1] : 0;
}

/* "the guerrilla organisation Oresk Front", "a group calling itself the Oresk Front": the name of a
 * body behind what it is, or before it. */
Ref phrase_named_body(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    Ref own = m->x->actor_at[head];
    uint32_t i = head + 1;
    if (!is_called_body(m, head)) return 0;
    Ref before = named_before(m, head);
    if (before) return before;
    for (uint32_t n = 0; i < s.end && n < CALLED_MOST; i++, n++)
        if ((!own || m->x->actor_at[i] != own) && !is_quote(&m->p->tokens.v[i]) &&
            !token_in(&m->p->tokens.v[i], LIST_CALLED))
            break;
    return i < s.end && m->x->actor_at[i] != own && is_named_body(m, i) ? m->x->actor_at[i] : 0;
}

/* The man whose house, office or car is hit: "Iln's house", "the residence of Iln". */
uint32_t phrase_tenant(const EventMaking *m, uint32_t head) {
    static const char *const kinds[] = {"home", "office", "vehicle"};
    TokenRange c = clause_noun_chunk(m->p, head), s = clause_sentence(m->p, head);
    if (!range_has(c, head) || !IS_ONE_OF(event_kind_at(m, head), kinds)) return TOKEN_NONE;
    uint32_t who = TOKEN_NONE;
    for (uint32_t i = head; i > c.first + 1 && who == TOKEN_NONE; i--)
        if (m->p->tokens.v[i - 1].xpos == XPOS_POS) who = i - 2;
    if (who == TOKEN_NONE && c.end + 1 < s.end && str_eq(m->p->tokens.v[c.end].norm, S("of")))
        who = phrase_name_behind(m, clause_noun_head(m->p, clause_noun_chunk(m->p, c.end + 1)));
    const Actor *a = who == TOKEN_NONE ? NULL : records_actor(m->x->out, m->x->actor_at[who]);
    return a && a->kind == ACTOR_PERSON ? who : TOKEN_NONE;
}

/* A thing without its number and the man it belongs to. */
Span phrase_thing_span(const EventMaking *m, uint32_t head) {
    Span span = phrase_span(m, head, false);
    uint32_t tenant = phrase_tenant(m, head);
    if (tenant < head) span.start = m->p->tokens.v[tenant + 2].span.start;
    return span;
}

/* "“Front” fighters": the body that stands in quotation marks before a phrase. */
static Ref body_in_quotes(const EventMaking *m, uint32_t first, uint32_t floor) {
    if (first < floor + 2 || !is_quote(&m->p->tokens.v[first - 1])) return 0;
    Ref ref = m->x->actor_at[first - 2];
    return is_body(records_actor(m->x->out, ref)) ? ref : 0;
}

/* "members of the eastern front | of | the Oresk Army" */
static bool is_part_of_body(const EventMaking *m, uint32_t i, uint32_t end) {
    return token_lemma_in(&m->p->tokens.v[i], LIST_BODY_PART) && i + 1 < end &&
           str_eq(m->p->tokens.v[i + 1].norm, S("of"));
}

/* "a guerrilla": one of its men, and nobody who speaks for it. */
static bool is_fighter(const Actor *a) {
    return a->sectors.n && sector_set(a->sectors.v[0]) == SECTOR(REB) && !a->title.n &&
           a->mentions.n && a->mentions.v[0].how == HOW_NOMINAL;
}

/* "Front fighters", "guerrillas of the Oresk Front", "rebels belonging to it": the body that acts
 * in them; 0 where they are one themselves. */
Ref phrase_body(const EventMaking *m, uint32_t head, Ref actor) {
    const Actor *a = records_actor(m->x->out, actor);
    if (is_body(a) || (a && (a->kind == ACTOR_STATE || a->title.n))) return 0;
    if (a && a->kind == ACTOR_PERSON && a->mentions.n && a->mentions.v[0].how == HOW_NAME) return 0;
    TokenRange s = clause_sentence(m->p, head), c = clause_noun_chunk(m->p, head);
    uint32_t first = range_has(c, head) ? c.end : head + 1;
    Ref quoted = body_in_quotes(m, range_has(c, head) ? c.first : head, s.first);
    if (quoted) return quoted;
    for (uint32_t i = first; i < s.end && i < first + OWNER_REACH; i++) {
        Ref owner = i > first ? m->x->actor_at[i] : 0;
        bool part = is_part_of_body(m, i, s.end);
        if (owner && owner != actor && !part && is_body(records_actor(m->x->out, owner)))
            return owner;
        bool joint = m->p->tokens.v[i].upos == UPOS_ADJ || m->p->tokens.v[i].upos == UPOS_NUM ||
                     is_quote(&m->p->tokens.v[i]);
        joint = joint || part || token_in(&m->p->tokens.v[i], LIST_MEMBERSHIP_JOINT);
        if (!joint && owner && owner != actor) return 0;
        if (!joint) break;
    }
    return a && (a->kind != ACTOR_PERSON || is_fighter(a)) ? a->represents : 0;
}

/* "a group of envoys" are the envoys; members of a body act themselves, and it through them. */
uint32_t phrase_doer(const EventMaking *m, uint32_t head) {
    uint32_t whole = phrase_whole(m, head);
    bool members = whole != head && token_in(&m->p->tokens.v[head], LIST_MEMBER);
    const Actor *a = records_actor(m->x->out, m->x->actor_at[whole]);
    return members && (!a || is_body(a)) ? head : whole;
}

/* "the group", "the ones": somebody told of before, and nobody knows who. */
bool phrase_is_pointer(const EventMaking *m, uint32_t head, Str kind) {
    const Token *t = &m->p->tokens.v[head];
    if (str_eq(t->norm, S("one")) || str_eq(t->norm, S("ones"))) return true;
    TokenRange c = clause_noun_chunk(m->p, head);
    if (!str_eq(kind, S("some")) || !range_has(c, head)) return false;
    return c.first == head || (c.first + 1 == head && m->p->tokens.v[c.first].xpos == XPOS_DT &&
                               str_eq(m->p->tokens.v[c.first].norm, S("the")));
}

/* Whether a phrase names an actor before or in its head: not only behind "of". */
bool phrase_names_actor(const EventMaking *m, uint32_t head) {
    TokenRange c = clause_noun_chunk(m->p, head);
    if (!range_has(c, head)) c = (TokenRange){head, head + 1};
    for (uint32_t i = c.first; i < c.end; i++)
        if (m->x->actor_at[i] || m->x->place_at[i] ||
            (m->x->names && m->x->names->nouns[i].demonym))
            return true;
    return false;
}
