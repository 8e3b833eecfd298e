/* Who did what to whom: every coded sentence into events, one a happening.
 *
 *   in   times, places, actors and claims of the document; tables/en/events and its kin
 *   out  x->out->events in text order
 *   src  PLOVER and CAMEO for classes and codes; docs/patterns.md for the rows
 *   note five passes: words with rows (event_words), the row that fits (event_needs), who and whom
 *        and what other words make of it (event_arcs, event_governors, event_status), one event a
 *        happening (event_merge), where, when, with what (event_roles, event_setting), and the
 *        other side where the words leave it open (event_counterpart)
 */
#include "extract/event_making.h"

#include "record/sectors.h"

static void open_columns(EventMaking *m) {
    const Table *e = m->events;
    m->col = (EventColumns){
        table_column(e, "pos"),    table_column(e, "class"), table_column(e, "mode"),
        table_column(e, "cameo"),  table_column(e, "agent"), table_column(e, "recipient"),
        table_column(e, "object"), table_column(e, "needs"), table_column(e, "context")};
    m->op_pos = table_column(m->operators, "pos");
    m->op_inside = table_column(m->operators, "inside");
    m->op_sets = table_column(m->operators, "sets");
    m->op_agent = table_column(m->operators, "agent");
    m->op_recipient = table_column(m->operators, "recipient");
    m->object_kind = m->objects ? table_column(m->objects, "kind") : -1;
    m->weapon_mode = m->weapons ? table_column(m->weapons, "mode") : -1;
    m->weapon_cameo = m->weapons ? table_column(m->weapons, "cameo") : -1;
    m->demonym_country = m->demonyms ? table_column(m->demonyms, "country") : -1;
    m->sector_name = m->sectors ? table_column(m->sectors, "sector") : -1;
    m->context_name = m->contexts ? table_column(m->contexts, "context") : -1;
}

static bool open_tables(EventMaking *m, Extraction *x) {
    *m = (EventMaking){.x = x, .p = &x->parse};
    m->events = tables_get(x->tables, "en/events");
    m->operators = tables_get(x->tables, "en/operators");
    m->objects = tables_get(x->tables, "en/objects");
    m->weapons = tables_get(x->tables, "en/weapons");
    m->sectors = tables_get(x->tables, "en/sectors");
    m->contexts = tables_get(x->tables, "en/contexts");
    m->demonyms = tables_get(x->tables, "world/demonyms");
    m->verb_forms = tables_get(x->tables, "en/verb_forms");
    m->conditions = tables_get(x->tables, "en/conditions");
    if (!m->events || !m->operators) return false;
    open_columns(m);
    return true;
}

/* ---- drafts */

static Str default_arcs(char pos, bool agent) {
    if (pos == 'v') return agent ? S("subj") : S("obj");
    if (pos == 'n') return agent ? S("by,poss,mod") : S("of,on,against");
    return (Str){NULL, 0};
}

/* An empty cell is no word. */
static Str word_cell(const EventMaking *m, const EventWord *w, int column) {
    Str s = table_cell(m->events, w->event - 1, column);
    return s.n ? s : (Str){NULL, 0};
}

static void fill_role(EventMaking *m, const EventWord *w, int column, Str otherwise, Heads *out) {
    Str arcs = table_cell(m->events, w->event - 1, column);
    if (!arcs.n) arcs = otherwise;
    *out = (Heads){.n = 0};
    if (!arcs.n || str_eq(arcs, S("-"))) return;
    arc_fill_first(m, w, arcs, out, NULL);
}

/* "issued a statement demanding …": who issued it demands. */
static void agents_through(EventMaking *m, Heads *agents) {
    if (agents->n != 1 || event_is_actor(m, agents->v[0])) return;
    EventWord thing = {.range = {agents->v[0], agents->v[0] + 1}, .head = agents->v[0], .pos = 'n'};
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_governors(m, &thing, g);
    for (uint32_t i = 0; i < n; i++) {
        if (g[i].token == TOKEN_NONE || !str_eq(g[i].arc, S("obj"))) continue;
        uint32_t who = clause_agent(m->p, g[i].token);
        if (who == TOKEN_NONE || !event_is_actor(m, who)) continue;
        agents->v[0] = who;
        return;
    }
}

/* "dumped milk on the road in protest at …": who does it protests. */
static void in_protest(EventMaking *m, const EventWord *w, Heads *agents) {
    uint32_t verb = w->range.first ? clause_verb_of(m->p, w->head) : TOKEN_NONE;
    if (verb == TOKEN_NONE || !str_eq(m->p->tokens.v[w->range.first - 1].norm, S("in"))) return;
    uint32_t who = clause_agent(m->p, verb);
    if (who == TOKEN_NONE || !event_is_actor(m, who)) return;
    agents->v[agents->n++] = who;
}

/* "Oresk's envoy is | on | a visit", "the port is | under | attack": he makes it, the port suffers
 * it; "it was an attack" has neither. */
static void take_predicate(const EventMaking *m, const EventWord *w, EventDraft *d) {
    uint32_t first = clause_noun_chunk(m->p, w->head).first;
    const Token *before = first ? &m->p->tokens.v[first - 1] : NULL;
    if (!before || before->xpos != XPOS_IN) return;
    bool suffers = token_is_word(before, "under");
    Heads *role = suffers ? &d->recipients : &d->agents;
    if (!role->n) arc_fill(m, w, S("subj"), role);
}

static StCode draft_word(EventMaking *m, uint32_t word, EventDrafts *drafts) {
    const EventWord *w = &m->words.v[word];
    int class = WORD_FIND(CLASS, table_cell(m->events, w->event - 1, m->col.class));
    if (class < 0) return ST_OK; /* a row that says: no event */
    EventDraft d = {.word = word, .trigger = w->range, .class = (EventClass) class};
    d.will = TOKEN_NONE;
    d.mode = word_cell(m, w, m->col.mode);
    d.cameo = word_cell(m, w, m->col.cameo);
    d.context = word_cell(m, w, m->col.context);
    fill_role(m, w, m->col.agent, default_arcs(w->pos, true), &d.agents);
    if (w->pos == 'v') agents_through(m, &d.agents);
    if (d.class == CLASS_PROTEST && w->pos == 'n' && !d.agents.n) in_protest(m, w, &d.agents);
    fill_role(m, w, m->col.recipient, default_arcs(w->pos, false), &d.recipients);
    Str agent = table_cell(m->events, w->event - 1, m->col.agent);
    if (w->pos == 'n' && !str_eq(agent, S("-"))) take_predicate(m, w, &d);
    fill_role(m, w, m->col.object, (Str){NULL, 0}, &d.objects);
    event_status_read(m, &d);
    EventDraft *out = list_push(m->x->arena, drafts, EventDraft);
    TRY_MEM(out, m->x->err);
    *out = d;
    return ST_OK;
}

/* ---- records */

/* "There is no bread": said to be so, whoever goes without. */
static bool is_existential(const EventMaking *m, uint32_t noun) {
    uint32_t first = clause_noun_chunk(m->p, noun).first;
    const Token *t = m->p->tokens.v;
    return first >= 2 && str_eq(t[first - 1].lemma, S("be")) &&
           str_eq(t[first - 2].norm, S("there")) && t[first - 2].sentence == t[noun].sentence;
}

/* A noun alone, of nobody, nowhere and at no time, tells of no happening: "violence is wrong". */
static bool is_generic(const EventMaking *m, const EventDraft *d, const Event *e) {
    const EventWord *w = &m->words.v[d->word];
    if (w->pos != 'n') return false;
    if (e->agents.n || e->recipients.n || e->objects.n || d->effect) return false;
    if (d->class == CLASS_NEED && is_existential(m, w->head)) return false;
    const Token *first = &m->p->tokens.v[clause_noun_chunk(m->p, w->head).first];
    bool pointed = first->xpos == XPOS_DT || first->xpos == XPOS_CD || first->xpos == XPOS_PRPS;
    if (!pointed && !d->operators) return true;
    return !e->place && !e->time;
}

/* "the war", "the violence": what the news happen in, unless it is put at a day or a place, or told
 * to break out. */
static bool is_condition(const EventMaking *m, const EventDraft *d, const Event *e) {
    const EventWord *w = &m->words.v[d->word];
    if (w->pos != 'n' || !w->key.p || !m->conditions || !table_find(m->conditions, w->key, 0))
        return false;
    const Place *p = records_place(m->x->out, e->place);
    bool placed = p && p->precision != PRECISION_COUNTRY;
    bool dated = event_has_day(m, e, w->head);
    uint32_t by = d->operator_row;
    bool occurs = by && str_eq(table_cell(m->operators, by - 1, m->op_inside), S("subj")) &&
                  !table_cell(m->operators, by - 1, m->op_recipient).n;
    return !placed && !dated && !occurs;
}

/* Sectors of those whose dealings are their own affair. */
enum {
    SECTORS_PRIVATE =
        SECTOR(BUS) | SECTOR(CVL) | SECTOR(CRM) | SECTOR(EDU) | SECTOR(ELI) | SECTOR(MED)
};

static bool is_private(const Actor *a) {
    if (a->kind == ACTOR_STATE || a->kind == ACTOR_POPULATION || a->known.n) return false;
    for (uint32_t i = 0; i < a->sectors.n; i++)
        if (!(sector_set(a->sectors.v[i]) & SECTORS_PRIVATE)) return false;
    return true;
}

typedef struct Publicity {
    bool some, public;
} Publicity;

/* Whom no table knows, and no pronoun: may be of public life. */
static bool is_somebody(const EventMaking *m, Span span) {
    uint32_t token = clause_token_from(m->p, span.start);
    uint32_t head = clause_noun_head(m->p, clause_noun_chunk(m->p, token));
    if (head == TOKEN_NONE) head = token;
    return m->p->tokens.v[head].xpos != XPOS_PRP && event_is_actor(m, head);
}

/* "the bloc", "the council": of public life whoever it is of. */
static bool is_public_body(const EventMaking *m, Span span) {
    uint32_t token = clause_token_from(m->p, span.start);
    uint32_t head = clause_noun_head(m->p, clause_noun_chunk(m->p, token));
    return token_lemma_in(&m->p->tokens.v[head == TOKEN_NONE ? token : head], LIST_PUBLIC_BODY);
}

static void look_at(const EventMaking *m, const Roles *roles, Publicity *p) {
    for (uint32_t i = 0; i < roles->n; i++) {
        const Actor *a = records_actor(m->x->out, roles->v[i].actor);
        p->some = true;
        p->public |= a ? !is_private(a) || is_public_body(m, roles->v[i].span)
                       : is_somebody(m, roles->v[i].span);
    }
}

/* A company's promises and a neighbour's thanks are no events of a crisis: dealings are told where
 * one of those who deal is of public life. */
static bool is_private_dealing(const EventMaking *m, const Event *e) {
    static const bool dealing[CLASS_COUNT] = {
        [CLASS_AGREE] = true,   [CLASS_CONSULT] = true,   [CLASS_SUPPORT] = true,
        [CLASS_CONCEDE] = true, [CLASS_COOPERATE] = true, [CLASS_AID] = true,
        [CLASS_REQUEST] = true, [CLASS_FINDING] = true,
    };
    if (!dealing[e->class]) return false;
    Publicity by = {0}, with = {0};
    look_at(m, &e->agents, &by);
    look_at(m, &e->recipients, &with);
    if (by.some && e->class == CLASS_CONSULT) return !by.public;
    return (by.some || with.some) && !by.public && !with.public;
}

/* "had been kidnapped on Monday": on a day not long before publication. */
static bool is_of_late(const EventMaking *m, const Event *e) {
    const Published *p = m->x->out->doc.published;
    return p && p->days.from && e->time && e->time->precision == WHEN_DAY && !e->background;
}

static StCode write_event(EventMaking *m, const EventDraft *d) {
    Event e = {.class = d->class, .mode = d->mode, .cameo = d->cameo, .modality = d->modality};
    e.head.span = clause_span(m->p, d->trigger);
    head_made(&e.head, m->events, m->words.v[d->word].event);
    head_made(&e.head, m->operators, d->operator_row);
    e.sentence = m->p->sentences.v[m->p->tokens.v[d->trigger.first].sentence].span;
    e.polarity = d->negative ? POLARITY_NEGATIVE : POLARITY_POSITIVE;
    e.claim = m->x->claim_at[d->trigger.first];
    e.background = d->background && !e.claim;
    bool before = d->before && !e.claim;
    TRY(event_roles_read(m, d, &e));
    TRY(event_setting_read(m, d, &e));
    TRY(event_counterpart_read(m, d, &e));
    if (is_generic(m, d, &e) || is_private_dealing(m, &e)) return ST_OK;
    if (m->x->aside_at[d->trigger.first]) e.background = true;
    if (is_condition(m, d, &e) || (before && !is_of_late(m, &e))) e.background = true;
    Event *out = list_push(m->x->arena, &m->x->out->events, Event);
    TRY_MEM(out, m->x->err);
    *out = e;
    Ref *trigger = list_push(m->x->arena, &m->triggers, Ref);
    TRY_MEM(trigger, m->x->err);
    *trigger = d->trigger.first + 1;
    return ST_OK;
}

static int by_trigger(const void *a, const void *b) {
    const EventDraft *x = a, *y = b;
    if (x->trigger.first != y->trigger.first) return x->trigger.first < y->trigger.first ? -1 : 1;
    if (x->class != y->class) return x->class < y->class ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static StCode write_sentence(EventMaking *m, EventDrafts *drafts) {
    TRY(event_drafts_settle(m, drafts, 0));
    if (drafts->n > 1) qsort(drafts->v, drafts->n, sizeof *drafts->v, by_trigger);
    for (uint32_t i = 0; i < drafts->n; i++)
        if (!drafts->v[i].dropped) TRY(write_event(m, &drafts->v[i]));
    drafts->n = 0;
    return ST_OK;
}

/* "Police say that Iln is behind the raid": who says so accuses Iln. */
static void mark_accusations(Records *r) {
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        Claim *c = records_claim(r, e->claim);
        bool lays = e->class == CLASS_ACCUSE && str_eq(e->mode, S("allege")) &&
                    e->polarity == POLARITY_POSITIVE && e->recipients.n;
        if (!c || !lays || !c->source || c->stance != STANCE_ASSERT) continue;
        if (c->source->actor && c->source->actor == e->recipients.v[0].actor) continue;
        c->stance = STANCE_ACCUSE;
        if (!c->target) c->target = e->recipients.v[0].actor;
    }
}

StCode extract_events(Extraction *x) {
    EventMaking m;
    if (!open_tables(&m, x)) return ST_OK;
    TRY(event_states_open(&m));
    TRY(event_words_find(&m));
    event_rows_choose(&m);
    TRY(event_asides_find(&m));
    EventDrafts drafts = {0};
    for (uint32_t i = 0; i < m.words.n; i++) {
        uint32_t sentence = x->parse.tokens.v[m.words.v[i].head].sentence;
        if (i && x->parse.tokens.v[m.words.v[i - 1].head].sentence != sentence)
            TRY(write_sentence(&m, &drafts));
        if (m.words.v[i].event) TRY(draft_word(&m, i, &drafts));
    }
    TRY(write_sentence(&m, &drafts));
    mark_accusations(x->out);
    TRY(event_captors_settle(&m));
    return event_happenings_settle(&m);
}
