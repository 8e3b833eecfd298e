#include "extract/event_making.h"

#include "record/sectors.h"

static Str needs_of(const EventMaking *m, const EventWord *w) {
    return table_cell(m->events, w->event - 1, m->col.needs);
}

static EventDraft *draft_of(EventDrafts *drafts, uint32_t first, uint32_t word) {
    for (uint32_t i = first; word && i < drafts->n; i++)
        if (drafts->v[i].word == word - 1 && !drafts->v[i].dropped) return &drafts->v[i];
    return NULL;
}

static void heads_take(Heads *to, const Heads *from) {
    for (uint32_t i = 0; i < from->n && to->n < HEADS_MAX; i++) {
        bool known = false;
        for (uint32_t k = 0; k < to->n; k++) known |= to->v[k] == from->v[i];
        if (!known) to->v[to->n++] = from->v[i];
    }
}

static void heads_take_if_none(Heads *to, const Heads *from) {
    if (!to->n) *to = *from;
}

static bool is_deed(EventClass class) {
    return class == CLASS_ASSAULT || class == CLASS_COERCE || class == CLASS_DISASTER ||
           class == CLASS_PROTEST;
}

static bool is_effect(const EventDraft *d) {
    return d->class == CLASS_CASUALTY || d->class == CLASS_NEED || d->class == CLASS_ASSAULT ||
           d->class == CLASS_COERCE || d->class == CLASS_DISPLACE;
}

/* "The shelling killed two and damaged a school": one deed, whose victims the verbs name. */
static void fold_effects(const EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i];
        if (d->dropped || !d->effect || !is_deed(d->class)) continue;
        EventDraft *e = draft_of(drafts, first, d->effect);
        if (!e || e == d || !is_effect(e)) continue;
        if (!extraction_beside(m->x, d->trigger.first, e->trigger.first)) continue;
        if (e->negative == d->negative) {
            heads_take(&d->recipients, &e->recipients);
            heads_take(&d->objects, &e->objects);
            heads_take_if_none(&d->agents, &e->agents);
        }
        if (e->class != CLASS_DISPLACE) e->dropped = true;
    }
}

static bool is_speech(EventClass class) {
    return class == CLASS_REQUEST || class == CLASS_ACCUSE || class == CLASS_REJECT ||
           class == CLASS_AGREE || class == CLASS_THREATEN || class == CLASS_SUPPORT;
}

/* The deed of "a bomb exploded, killing two": the verb that the participle hangs on, or follows. */
static EventDraft *deed_of_participle(const EventMaking *m, EventDrafts *drafts, uint32_t first,
                                      const EventDraft *e) {
    const Token *t = m->p->tokens.v;
    uint32_t head = m->words.v[e->word].head;
    if (m->words.v[e->word].pos != 'v' || t[head].xpos != XPOS_VBG) return NULL;
    for (int hop = 0; hop < OPERATOR_HOPS_MAX && t[head].head; hop++) {
        head = t[head].head - 1;
        EventDraft *d = draft_of(drafts, first, m->word_at[head]);
        if (d && d != e && is_deed(d->class)) return d;
    }
    for (uint32_t i = drafts->n; !t[head].head && !clause_has_tree(m->p, head) && i > first; i--) {
        EventDraft *d = &drafts->v[i - 1];
        if (d->word < e->word && !d->dropped && is_deed(d->class)) return d;
    }
    return NULL;
}

static void fold_participles(const EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *e = &drafts->v[i];
        bool plain = !e->mode.n || str_eq(e->mode, S("destroy"));
        bool hurts = e->class == CLASS_CASUALTY || e->class == CLASS_NEED ||
                     (e->class == CLASS_ASSAULT && plain);
        EventDraft *d = e->dropped || !hurts ? NULL : deed_of_participle(m, drafts, first, e);
        if (!d || d->negative != e->negative || d->modality != e->modality) continue;
        heads_take(&d->recipients, &e->recipients);
        heads_take(&d->objects, &e->objects);
        e->dropped = true;
    }
}

/* "declared a ceasefire", "met for talks", "rejected a call by Oresk": the verb's event already
 * tells of its noun's. */
static void fold_objects(EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i];
        const EventWord *w = &m->words.v[d->word];
        if (d->dropped || w->pos != 'n') continue;
        Governor g[GOVERNORS_MAX];
        uint32_t n = arc_governors(m, w, g);
        for (uint32_t k = 0; k < n; k++) {
            if (g[k].token == TOKEN_NONE || !m->word_at[g[k].token]) continue;
            EventDraft *e = draft_of(drafts, first, m->word_at[g[k].token]);
            if (!e || e == d) continue;
            const EventWord *by = &m->words.v[e->word];
            bool asked = str_eq(g[k].arc, S("obj")) && by->event &&
                         str_find(needs_of(m, by), S("obj=")) != SIZE_MAX;
            bool reply = is_speech(d->class) && is_speech(e->class);
            if (e->class != d->class && !asked && !reply) continue;
            if (reply && d->agents.n && e->class != d->class) e->recipients = d->agents;
            heads_take_if_none(&e->recipients, &d->recipients);
            heads_take_if_none(&e->agents, &d->agents);
            d->dropped = true;
            break;
        }
    }
}

static bool adds_nothing(const EventDraft *d) {
    return !d->agents.n && !d->recipients.n && !d->objects.n;
}

/* Two words of one class in one sentence, one of which says nothing of who and whom. */
static void fold_repeats(EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i];
        if (d->dropped || m->words.v[d->word].pos != 'n' || !adds_nothing(d)) continue;
        for (uint32_t k = first; k < drafts->n; k++) {
            EventDraft *e = &drafts->v[k];
            if (k == i || e->dropped || e->class != d->class || e->negative != d->negative)
                continue;
            if (adds_nothing(e) && k > i) continue;
            if (!extraction_beside(m->x, d->trigger.first, e->trigger.first)) continue;
            d->dropped = true;
            break;
        }
    }
}

static bool holds(const Heads *h, TokenRange r) {
    for (uint32_t i = 0; i < h->n; i++)
        if (range_has(r, h->v[i])) return true;
    return false;
}

/* "rallied to demand reforms": what a protest asks for is part of it. */
static void fold_demands(EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i];
        const EventWord *w = &m->words.v[d->word];
        if (d->dropped || d->class != CLASS_REQUEST || w->pos != 'v') continue;
        if (clause_verb_group(m->p, w->head).finite) continue;
        for (uint32_t k = first; k < i; k++) {
            EventDraft *e = &drafts->v[k];
            if (e->dropped || e->class != CLASS_PROTEST) continue;
            heads_take_if_none(&e->recipients, &d->recipients);
            d->dropped = true;
        }
    }
}

/* ---- events that stand inside words with events of their own */

/* "threatened to shell the port": whom the threat is aimed at is whom the deed would hit; of a
 * demand it is who should do it. */
static void lend_recipients(EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i];
        EventDraft *over = draft_of(drafts, first, d->under);
        if (!over || over == d || (over->recipients.n && !holds(&over->recipients, d->trigger)))
            continue;
        bool asks = over->class == CLASS_REQUEST;
        over->recipients = asks && d->agents.n ? d->agents : d->recipients;
        uint32_t kept = 0;
        for (uint32_t k = 0; k < over->recipients.n; k++) {
            bool own = false;
            for (uint32_t a = 0; a < over->agents.n; a++)
                own |= over->agents.v[a] == over->recipients.v[k];
            if (!own) over->recipients.v[kept++] = over->recipients.v[k];
        }
        over->recipients.n = kept;
    }
}

typedef struct WillRow {
    EventClass deed, said;
    const char *cameo;
} WillRow;

/* What announcing a deed is. */
static const WillRow will_rows[] = {
    {CLASS_AID, CLASS_AGREE, "033"},         {CLASS_COOPERATE, CLASS_AGREE, "031"},
    {CLASS_CONSULT, CLASS_AGREE, "036"},     {CLASS_SUPPORT, CLASS_AGREE, "032"},
    {CLASS_CONCEDE, CLASS_AGREE, "034"},     {CLASS_RETREAT, CLASS_AGREE, "035"},
    {CLASS_AGREE, CLASS_AGREE, "030"},       {CLASS_ASSAULT, CLASS_THREATEN, "138"},
    {CLASS_COERCE, CLASS_THREATEN, "132"},   {CLASS_SANCTION, CLASS_THREATEN, "131"},
    {CLASS_PROTEST, CLASS_THREATEN, "133"},  {CLASS_ACCESS, CLASS_AGREE, "0355"},
    {CLASS_MOBILIZE, CLASS_THREATEN, "138"},
};

static const WillRow *will_of(EventClass deed) {
    for (size_t i = 0; i < sizeof will_rows / sizeof *will_rows; i++)
        if (will_rows[i].deed == deed) return &will_rows[i];
    return NULL;
}

static bool has_actor(const EventMaking *m, const Heads *h) {
    for (uint32_t i = 0; i < h->n; i++) {
        TokenRange c = clause_noun_chunk(m->p, h->v[i]);
        const Claim *said = records_claim(m->x->out, m->x->claim_at[h->v[i]]);
        /* "the party said it would": the speaker */
        bool speaker = m->p->tokens.v[h->v[i]].xpos == XPOS_PRP || event_is_own_side(m, h->v[i]);
        if (speaker && said && said->source && said->source->actor) return true;
        for (uint32_t k = c.first; k < c.end; k++)
            if (m->x->actor_at[k] || m->p->tokens.v[k].upos == UPOS_PROPN) return true;
    }
    return false;
}

static bool is_promise_or_threat(EventClass class) {
    return class == CLASS_AGREE || class == CLASS_THREATEN || class == CLASS_REQUEST ||
           class == CLASS_REJECT;
}

/* What is threatened, in PLOVER's modes of threats. */
static Str threat_mode(const EventDraft *deed) {
    static const struct {
        const char *deed, *threat;
    } modes[] = {{"arrest", "arrest"}, {"expel", "expel"}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (str_eq(deed->mode, str_of(modes[i].deed))) return str_of(modes[i].threat);
    EventClass c = deed->class;
    if (c == CLASS_COERCE && str_eq(deed->cameo, S("192"))) return S("territory");
    if (c == CLASS_ASSAULT || c == CLASS_MOBILIZE) return S("violence");
    if (c == CLASS_SANCTION) return S("relations");
    if (c == CLASS_COERCE || c == CLASS_ACCESS || c == CLASS_PROTEST) return S("restrict");
    return (Str){NULL, 0};
}

/* "The ministry said the prisoners would be freed": who says so of what nobody else is said to do,
 * does it, where it has power to. */
static void speaker_does_it(const EventMaking *m, EventDraft *d) {
    const EventWord *w = &m->words.v[d->word];
    const Claim *said = records_claim(m->x->out, m->x->claim_at[w->head]);
    const Actor *who = said && said->source ? records_actor(m->x->out, said->source->actor) : NULL;
    const SectorSet powers = SECTORS_OF_STATE | SECTORS_ARMED | SECTOR(IGO);
    bool power = who && (who->kind == ACTOR_STATE || sectors_any(&who->sectors, powers));
    bool passive = w->pos == 'v' && event_is_passive(m, w->head);
    if (power && passive && !d->agents.n) arc_fill(m, w, S("speaker"), &d->agents);
}

/* "will lift the ban" is a promise, "will bomb the port" a threat, "will not lift it" a refusal. */
static StCode announce(EventMaking *m, EventDrafts *drafts, uint32_t first, uint32_t i) {
    EventDraft d = drafts->v[i];
    if (d.will != TOKEN_NONE && d.modality == MODALITY_PLANNED && !d.dropped)
        speaker_does_it(m, &d);
    const WillRow *row = will_of(d.class);
    const EventWord *over = d.under ? &m->words.v[d.under - 1] : NULL;
    if (d.will == TOKEN_NONE || !row || d.modality != MODALITY_PLANNED || !has_actor(m, &d.agents))
        return ST_OK;
    bool refusal = d.negative && m->p->tokens.v[d.will].xpos == XPOS_MD;
    if (d.dropped || (d.negative && (!refusal || row->said == CLASS_THREATEN))) return ST_OK;
    if (over && draft_of(drafts, first, d.under) &&
        is_promise_or_threat(draft_of(drafts, first, d.under)->class))
        return ST_OK;
    EventDraft *said = list_push(m->x->arena, drafts, EventDraft);
    TRY_MEM(said, m->x->err);
    *said = d;
    EventWord word = m->words.v[d.word];
    Heads unless;
    arc_fill(m, &word, S("unless"), &unless);
    bool condition = unless.n > 0 && !d.negative; /* "will withdraw unless …" */
    bool blockade = d.class == CLASS_ACCESS && str_eq(d.mode, S("restrict"));
    said->class = d.negative ? CLASS_REJECT : blockade || condition ? CLASS_THREATEN : row->said;
    said->cameo = d.negative  ? S("120")
                  : condition ? S("130")
                  : blockade  ? S("1381")
                              : str_of(row->cameo);
    if (condition && !said->recipients.n) said->recipients = unless;
    said->mode = said->class == CLASS_THREATEN ? threat_mode(&d) : (Str){NULL, 0};
    said->modality = MODALITY_ACTUAL;
    said->negative = said->background = false;
    /* "will release the hostages": told to them */
    if (!said->recipients.n) said->recipients = d.objects;
    said->objects.n = 0;
    said->trigger = (TokenRange){d.will, d.will + 1};
    return ST_OK;
}

/* "vowed to shell the port": a promise of harm. */
static void turn_into_threats(EventMaking *m, EventDrafts *drafts, uint32_t first) {
    for (uint32_t i = first; i < drafts->n; i++) {
        EventDraft *d = &drafts->v[i], *over = draft_of(drafts, first, d->under);
        bool harm = d->class == CLASS_ASSAULT || d->class == CLASS_COERCE ||
                    d->class == CLASS_SANCTION || d->class == CLASS_PROTEST;
        if (over && over->class == CLASS_THREATEN && !over->mode.n) over->mode = threat_mode(d);
        if (!harm || !over || over->class != CLASS_AGREE || d->modality != MODALITY_PLANNED ||
            d->negative)
            continue;
        if (!word_is_in(m->x->tables, m->lemmas[m->words.v[over->word].head], LIST_VOWING))
            continue;
        over->class = CLASS_THREATEN;
        over->cameo = str_of(will_of(d->class)->cameo);
        over->mode = threat_mode(d);
    }
}

StCode event_drafts_settle(EventMaking *m, EventDrafts *drafts, uint32_t first) {
    fold_effects(m, drafts, first);
    fold_participles(m, drafts, first);
    fold_objects(m, drafts, first);
    lend_recipients(drafts, first);
    turn_into_threats(m, drafts, first);
    fold_repeats(m, drafts, first);
    fold_demands(m, drafts, first);
    uint32_t n = drafts->n;
    for (uint32_t i = first; i < n; i++) TRY(announce(m, drafts, first, i));
    return ST_OK;
}
