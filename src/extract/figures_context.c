#include "extract/figures.h"

enum {
    CUE_BACK = 8,
    CUE_AHEAD = 8,
    STATUS_BACK = 6,
    TIME_REACH = 12,
    PLACE_SENTENCES = 2, /* back to where an event's place was named */
    PLACE_BACK = 4,      /* words between "in" and the place */
    EVENT_REACH = 160,
    ACT_REACH = 500,
    STRETCH_BACK = 5, /* words before "nine years" */
    ACT_PLACES = 20,  /* words behind "clashes" */
    MONTH_DAYS = 27,
    QUARTER_DAYS = 80,
    WEEK_DAYS = 7
};

static bool cue_at(const FigureScan *f, uint32_t i, const char *what) {
    uint32_t n = f->sentence.end - i;
    Phrase found[] = {figures_match_key(f, f->tables.cues, i, n),
                      figures_match_norm(f, f->tables.cues, i, n)};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t r = found[k].row; r; r = table_find(f->tables.cues, found[k].key, r))
            if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), what)) return true;
    return false;
}

static bool cue_within(const FigureScan *f, uint32_t first, uint32_t end, const char *what) {
    for (uint32_t i = first; i < end && i < f->sentence.end; i++)
        if (cue_at(f, i, what)) return true;
    return false;
}

/* No further than syntax looks, so that a text without full stops costs no more than another. */
static TokenRange window(const FigureScan *f, const Count *c) {
    TokenRange r = f->sentence;
    if (c->number > r.first + CLAUSE_REACH) r.first = c->number - CLAUSE_REACH;
    if (r.end > c->number + CLAUSE_REACH) r.end = c->number + CLAUSE_REACH;
    return r;
}

static uint32_t back_from(const FigureScan *f, uint32_t i, uint32_t n) {
    return i > f->sentence.first + n ? i - n : f->sentence.first;
}

/* ---- what is counted */

static void set_counted(const FigureScan *f, const Count *c, Figure *out) {
    Str unit = figures_unit_cell(f, c->unit_row, UNIT_NAME);
    Str of_measure = figures_kind_cell(f, c->measure_row, KIND_UNIT);
    if (c->share)
        out->unit = S("percent");
    else if (c->money)
        out->unit = S("money");
    else
        out->unit = unit.n ? unit : of_measure;
    if (c->head == TOKEN_NONE || c->by == COUNTED_LIST) return;
    const Token *t = &f->parse->tokens.v[c->head];
    if (t->xpos == XPOS_PRP) return;
    out->counted = t->upos == UPOS_PROPN ? f->norms[c->head] : t->lemma;
    if (out->counted.n == 0) out->counted = f->norms[c->head];
}

static StCode add_group(FigureScan *f, Population *p, uint32_t i, uint32_t row) {
    if (!row) row = table_find(f->tables.units, f->keys[i], 0);
    if (!row) row = table_find(f->tables.units, f->norms[i], 0);
    Str group = figures_unit_cell(f, row, UNIT_GROUP);
    for (uint32_t g = 0; g < p->groups.n; g++)
        if (str_eq(p->groups.v[g], group)) return ST_OK;
    if (!group.n) return ST_OK;
    Str *slot = list_push(f->x->arena, &p->groups, Str);
    TRY_MEM(slot, f->x->err);
    *slot = group;
    return ST_OK;
}

static Str country_of(const FigureScan *f, uint32_t i) {
    const Table *tables[] = {f->tables.demonyms, f->tables.peoples};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        uint32_t row = table_find(tables[k], f->norms[i], 0);
        if (row) return table_cell(tables[k], row - 1, table_column(tables[k], "country"));
    }
    return (Str){NULL, 0};
}

/* The people counted, as the text calls them; things by their words alone: "power lines". */
static StCode set_population(FigureScan *f, const Count *c, Figure *out) {
    bool people = figures_is_person(f, c->unit_row);
    bool things = !people && str_eq(out->unit, S("item")) && out->counted.n;
    if (c->head == TOKEN_NONE || c->money || !(people || things)) return ST_OK;
    uint32_t first = c->head >= c->after ? c->after : c->range.first;
    uint32_t chunk = clause_noun_chunk(f->parse, c->head).first;
    if (chunk > first || first > c->head)
        first = chunk; /* "the number of ethnic Lurs" stands apart from its number */
    while (first < c->head && f->parse->tokens.v[first].upos != UPOS_ADJ &&
           !token_is_noun(&f->parse->tokens.v[first]))
        first++;
    Population *p = arena_new(f->x->arena, Population, 1);
    TRY_MEM(p, f->x->err);
    p->text =
        document_cut(&f->x->out->doc, clause_span(f->parse, (TokenRange){first, c->head + 1}));
    for (uint32_t i = first; people && i <= c->head; i++) {
        /* "military personnel" are no workers; whether "others" are children, who knows? */
        bool own = i == c->head && !figures_word(f, i, "others");
        TRY(add_group(f, p, i, own ? c->unit_row : 0));
        Str country = country_of(f, i);
        if (country.n && !p->country.n) p->country = country;
    }
    out->population = p;
    return ST_OK;
}

/* ---- when */

static Days days_at(const FigureScan *f, uint32_t i) {
    const Time *t = records_time(f->x->out, f->x->time_at[i]);
    bool dated = t && (t->timex == TIMEX_DATE || t->timex == TIMEX_TIME);
    return dated ? t->days : (Days){0};
}

static const Claim *claim_of(const FigureScan *f, const Count *c) {
    return records_claim(f->x->out, f->x->claim_at[c->range.first]);
}

static StCode set_as_of(FigureScan *f, const Count *c, Days stated, Figure *out) {
    const Claim *claim = claim_of(f, c);
    const Published *published = f->x->out->doc.published;
    AsOf as_of = {stated, AS_OF_STATED};
    if (!days_some(as_of.days) && claim && claim->said_on)
        as_of = (AsOf){*claim->said_on, AS_OF_SAID_ON};
    if (!days_some(as_of.days) && published) as_of = (AsOf){published->days, AS_OF_PUBLISHED};
    if (!days_some(as_of.days)) return ST_OK;
    out->as_of = arena_new(f->x->arena, AsOf, 1);
    TRY_MEM(out->as_of, f->x->err);
    *out->as_of = as_of;
    return ST_OK;
}

/* The nearest date in the clause, that of the count's own verb; a stated day "as of" which the
 * figure holds is no period. */
static StCode set_times(FigureScan *f, const Count *c, Figure *out) {
    uint32_t centre = c->trigger == TOKEN_NONE ? c->number : c->trigger;
    TokenRange r = clause_range(f->parse, centre);
    Days stated = {0}, period = {0};
    uint32_t best = UINT32_MAX;
    if (c->range.first < r.first) r.first = c->range.first;
    TokenRange near = window(f, c);
    for (uint32_t i = near.first; i < near.end; i++) {
        Days days = days_at(f, i);
        if (!days_some(days)) continue;
        uint32_t from = i;
        while (from > f->sentence.first && f->x->time_at[from - 1] == f->x->time_at[i]) from--;
        bool as_of = from > f->sentence.first && cue_at(f, from - 1, "as_of");
        as_of = as_of || (from > f->sentence.first + 1 && cue_at(f, from - 2, "as_of"));
        if (as_of && !figures_word(f, from - 1, "by")) stated = days;
        if (as_of && figures_word(f, from - 1, "by") && i < centre + TIME_REACH) stated = days;
        if (as_of || !range_has(r, i)) continue;
        uint32_t distance = i > centre ? i - centre : centre - i;
        if (distance < best && distance < TIME_REACH * 2) {
            best = distance;
            period = days;
        }
    }
    if (days_some(period)) {
        out->period = arena_new(f->x->arena, Days, 1);
        TRY_MEM(out->period, f->x->err);
        *out->period = period;
    }
    return set_as_of(f, c, stated, out);
}

/* ---- what it belongs to */

static uint32_t span_distance(Span a, Span b) {
    if (span_overlaps(a, b)) return 0;
    return a.end <= b.start ? b.start - a.end : a.start - b.end;
}

/* Index of the first event at or after a byte. Events are in text order. */
static uint32_t events_from(const Events *events, uint32_t at) {
    uint32_t low = 0, high = events->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (events->v[mid].head.span.start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Acts and disasters do harm; deaths and injuries tell of it. */
static bool does_harm(const Event *e) {
    bool act = e->class == CLASS_ASSAULT || e->class == CLASS_DISASTER ||
               (e->class == CLASS_COERCE && e->mode.n);
    return act && e->polarity == POLARITY_POSITIVE && e->modality != MODALITY_DEMANDED &&
           e->modality != MODALITY_PLANNED;
}

static bool happens(EventClass class) {
    switch (class) {
    case CLASS_ASSAULT:
    case CLASS_CASUALTY:
    case CLASS_DISASTER:
    case CLASS_DISPLACE:
    case CLASS_COERCE:
    case CLASS_PROTEST:
    case CLASS_MOBILIZE:
    case CLASS_AID:
    case CLASS_RETREAT:
    case CLASS_NEED:
    case CLASS_ACCESS: return true;
    default: return false;
    }
}

/* The act told of shortly before, when a sentence tells only of its victims: the first of the
 * sentence that told of one, for what hangs behind it is set beside it, "five days after a fire in
 * Oresk killed dozens". */
static Ref act_before(const FigureScan *f, uint32_t index, Span at) {
    const Events *events = &f->x->out->events;
    uint32_t from = 0;
    Ref found = 0;
    for (uint32_t e = index; e > 0; e--) {
        const Event *event = &events->v[e - 1];
        if (event->head.span.end + ACT_REACH < at.start || event->head.span.start < from) break;
        if (!does_harm(event) || event->background) continue;
        found = e;
        uint32_t token = clause_token_from(f->parse, event->head.span.start);
        from = f->parse->sentences.v[f->parse->tokens.v[token].sentence].span.start;
    }
    return found;
}

/* The event whose trigger measures, else the nearest of its sentence; victims belong to the act
 * that made them, in their sentence or shortly before it. */
Ref figures_event_of(const FigureScan *f, const Count *c) {
    const Events *events = &f->x->out->events;
    uint32_t centre = c->trigger == TOKEN_NONE ? c->number : c->trigger;
    Span sentence = f->parse->sentences.v[f->parse->tokens.v[centre].sentence].span;
    Span at = f->parse->tokens.v[centre].span;
    if (at.start > sentence.start + ACT_REACH) sentence.start = at.start - ACT_REACH;
    if (sentence.end > at.end + ACT_REACH) sentence.end = at.end + ACT_REACH;
    uint32_t low = events_from(events, sentence.start), best = EVENT_REACH, best_act = EVENT_REACH;
    Ref found = 0, act = 0;
    for (uint32_t e = low; e < events->n && events->v[e].head.span.start < sentence.end; e++) {
        const Event *event = &events->v[e];
        uint32_t token = clause_token_from(f->parse, event->head.span.start);
        if (!extraction_beside(f->x, centre, token)) continue;
        uint32_t distance = span_distance(event->head.span, at);
        if ((happens(event->class) || distance == 0) && distance < best) {
            best = distance;
            found = e + 1;
        }
        if (does_harm(event) && distance < best_act) {
            best_act = distance;
            act = e + 1;
        }
    }
    const Event *nearest = records_event(f->x->out, found);
    bool victims = nearest && nearest->class == CLASS_CASUALTY &&
                   nearest->polarity == POLARITY_POSITIVE && !nearest->background;
    if (!victims) return found;
    if (!act) act = act_before(f, low, at);
    return act ? act : found;
}

/* "in Oresk", "near the town of Oresk", "Oresk, Lurland": not "Oresk's", not "the Oresk office",
 * and no state that speaks or acts. */
static bool is_location(const FigureScan *f, uint32_t i) {
    const Token *t = f->parse->tokens.v;
    Ref place = f->x->place_at[i];
    uint32_t first = i, end = i + 1;
    while (first > f->sentence.first && f->x->place_at[first - 1] == place) first--;
    while (end < f->sentence.end && f->x->place_at[end] == place) end++;
    if (end < f->sentence.end && (t[end].xpos == XPOS_POS || token_is_noun(&t[end]))) return false;
    for (uint32_t n = 0; n < PLACE_BACK && first > f->sentence.first; n++, first--) {
        const Token *b = &t[first - 1];
        if (b->upos == UPOS_ADP) return !figures_word(f, first - 1, "by");
        if (figures_word(f, first - 1, ",") && first > f->sentence.first + 1 &&
            f->x->place_at[first - 2])
            return true;
        if (b->upos != UPOS_DET && b->upos != UPOS_ADJ && !token_is_noun(b)) return false;
    }
    return false;
}

/* "1,018 (Oresk 702, Vask 316)": a place that another number has for itself is none of this one. */
static bool is_place_for(const FigureScan *f, const Count *c, uint32_t i) {
    if (!f->x->place_at[i] || !is_location(f, i)) return false;
    const Count *other = figures_count_at(f, i);
    bool owned = other && other != c && other->place == f->x->place_at[i];
    return !owned && extraction_beside(f->x, c->number, i);
}

/* The first place behind a count, else the last one before it. */
static Ref place_within(const FigureScan *f, const Count *c, TokenRange r) {
    uint32_t centre =
        c->trigger == TOKEN_NONE || c->trigger < c->phrase_end ? c->phrase_end : c->trigger;
    for (uint32_t i = centre; i < r.end; i++)
        if (is_place_for(f, c, i)) return f->x->place_at[i];
    for (uint32_t i = centre < r.end ? centre : r.end; i > r.first; i--)
        if (is_place_for(f, c, i - 1)) return f->x->place_at[i - 1];
    return 0;
}

/* "No forces in Oresk": right behind what is counted. */
static Ref place_behind(const FigureScan *f, const Count *c) {
    uint32_t i = c->phrase_end;
    if (i >= f->sentence.end || f->parse->tokens.v[i].upos != UPOS_ADP) return 0;
    for (uint32_t n = 0; n < PLACE_BACK && ++i < f->sentence.end; n++) {
        if (f->x->place_at[i]) return is_location(f, i) ? f->x->place_at[i] : 0;
        if (token_is_verb(&f->parse->tokens.v[i])) return 0;
    }
    return 0;
}

/* Is the place mentioned in the sentence of these words or shortly before it, behind a headline?
 * The town that a document is about is no place of each of its figures; its country may be. */
static bool is_named_near(const FigureScan *f, Ref place, Span words) {
    const Place *p = records_place(f->x->out, place);
    if (!p || p->precision != PRECISION_POINT) return p != NULL;
    TokenRange s = clause_sentence(f->parse, clause_token_from(f->parse, words.start));
    uint32_t own = f->parse->tokens.v[s.first].sentence;
    bool headline = f->parse->sentences.v[own].block == BLOCK_HEADLINE;
    for (int n = 0; n < PLACE_SENTENCES && !headline && s.first > 0; n++)
        s.first = clause_sentence(f->parse, s.first - 1).first;
    for (int n = 0; n < PLACE_SENTENCES && headline && s.end < f->parse->tokens.n; n++)
        s.end = clause_sentence(f->parse, s.end).end;
    for (uint32_t i = s.first; i < s.end; i++)
        if (f->x->place_at[i] == place) return true;
    return false;
}

static Ref place_of(const FigureScan *f, const Count *c, Ref event) {
    const Event *e = records_event(f->x->out, event);
    TokenRange near = window(f, c), own = clause_range(f->parse, c->number);
    if (own.first < near.first) own.first = near.first;
    if (own.end > near.end) own.end = near.end;
    /* "in Oresk 31 died, while in Vask", "it has no forces in Oresk and that the attack" */
    bool apart = !e || !range_has(own, clause_token_from(f->parse, e->head.span.start));
    Ref behind = place_behind(f, c);
    if (behind) return behind;
    Ref at = e && e->place && is_named_near(f, e->place, e->head.span) ? e->place : 0;
    Ref place = !apart && at ? at : place_within(f, c, own);
    if (!place) place = at;
    return place ? place : place_within(f, c, near);
}

/* ---- how it is meant */

static bool is_long(Str value) {
    char unit = value.n ? value.p[value.n - 1] : 0;
    bool clock = value.n > 1 && value.p[1] == 'T';
    return value.n > 2 && value.p[0] == 'P' && !clock &&
           (unit == 'Y' || unit == 'M' || unit == 'W');
}

/* Weeks and more, also in days: "24 days". */
static bool is_weeks(Str value) {
    uint64_t days = 0;
    Str number = {value.p + 1, value.n > 2 ? value.n - 2 : 0};
    bool in_days = value.n > 2 && value.p[value.n - 1] == 'D' && str_to_u64(number, &days);
    return is_long(value) || (in_days && days >= WEEK_DAYS);
}

/* "in nine years"; not "the worst attack in nine years" */
static bool is_stretch(const FigureScan *f, uint32_t first) {
    const Token *t = f->parse->tokens.v;
    bool stretch = false;
    for (uint32_t i = first; i > f->sentence.first && first - i < STRETCH_BACK; i--) {
        if (t[i - 1].xpos == XPOS_JJS) return false;
        stretch |= i + 1 >= first && figures_word_in(f, i - 1, LIST_STRETCH_LEAD);
    }
    return stretch;
}

/* "Clashes in Oresk and Vask": acts, and two places with nothing but "and" between them. */
static bool is_in_places(const FigureScan *f, uint32_t act) {
    Ref first = 0;
    bool and = false;
    for (uint32_t i = act + 1; i < f->sentence.end && i < act + ACT_PLACES; i++) {
        const Token *t = &f->parse->tokens.v[i];
        if (token_is_verb(t)) return false;
        Ref place = f->x->place_at[i];
        if (place && first && place != first && and) return true;
        if (place) first = place;
        if (place) and = false;
        and |= first && t->xpos == XPOS_CC;
    }
    return false;
}

/* Over years, or over a month of acts: "1,500 were killed in clashes in 1988". */
static bool is_over_time(const FigureScan *f, const Count *c, uint32_t end) {
    const Event *e = records_event(f->x->out, figures_event_of(f, c));
    uint32_t act = e ? clause_token_from(f->parse, e->head.span.start) : 0;
    bool acts = e && f->parse->tokens.v[act].xpos == XPOS_NNS;
    if (acts && range_has(f->sentence, act) && is_in_places(f, act)) return true;
    for (uint32_t i = back_from(f, c->range.first, CUE_BACK);
         i < f->sentence.end && i < end + CUE_AHEAD; i++) {
        const Time *t = records_time(f->x->out, f->x->time_at[i]);
        if (!t || (i > f->sentence.first && f->x->time_at[i - 1] == f->x->time_at[i])) continue;
        if (i >= end && t->timex == TIMEX_DURATION && is_long(t->value) && is_stretch(f, i))
            return true;
        Days days = days_at(f, i);
        if (acts && days_some(days) && days.to - days.from >= MONTH_DAYS) return true;
    }
    return false;
}

/* "In the last 24 days", "in this decade", "during January": what the counted words alone tell of, with
 * no act beside them, is a total of all that time. */
static bool is_told_over(const FigureScan *f, const Count *c) {
    const Events *events = &f->x->out->events;
    Span sentence = clause_span(f->parse, window(f, c));
    uint32_t low = events_from(events, sentence.start);
    for (uint32_t e = low; e < events->n && events->v[e].head.span.start < sentence.end; e++) {
        uint32_t token = clause_token_from(f->parse, events->v[e].head.span.start);
        bool verb = token_is_verb(&f->parse->tokens.v[token]);
        if (does_harm(&events->v[e]) && !verb) return false;
    }
    uint32_t v = c->trigger;
    if (v == TOKEN_NONE) return false;
    bool active = token_is_verb(&f->parse->tokens.v[v]) &&
                  clause_object(f->parse, v) != TOKEN_NONE &&
                  !clause_verb_group(f->parse, v).passive;
    if (active) return false;
    TokenRange near = window(f, c);
    for (uint32_t i = near.first; i < near.end; i++) {
        const Time *t = records_time(f->x->out, f->x->time_at[i]);
        if (!t || (i > near.first && f->x->time_at[i - 1] == f->x->time_at[i])) continue;
        if (t->timex == TIMEX_DURATION && is_weeks(t->value) && is_stretch(f, i)) return true;
        Days days = days_at(f, i);
        bool in = i > near.first && figures_word_in(f, i - 1, LIST_STRETCH_LEAD);
        if (in && days_some(days) && days.to - days.from >= QUARTER_DAYS) return true;
    }
    return false;
}

/* "The war, which has left 600 dead", "the offensive has killed 40" */
static bool is_toll_of_crisis(const FigureScan *f, const Count *c) {
    uint32_t v = c->trigger == TOKEN_NONE ? c->number : c->trigger;
    if (!token_is_verb(&f->parse->tokens.v[v])) v = clause_verb_of(f->parse, v);
    if (v == TOKEN_NONE || !clause_verb_group(f->parse, v).perfect) return false;
    uint32_t subject = clause_subject(f->parse, v);
    return subject != TOKEN_NONE && range_has(f->sentence, subject) && cue_at(f, subject, "crisis");
}

Scope figures_scope_of(const FigureScan *f, const Count *c) {
    if (c->share) return SCOPE_SHARE;
    if (c->several) return SCOPE_CUMULATIVE;
    uint32_t end = c->phrase_end > c->trigger && c->trigger != TOKEN_NONE ? c->phrase_end
                   : c->trigger == TOKEN_NONE                             ? c->phrase_end
                                                                          : c->trigger + 1;
    if (cue_within(f, back_from(f, c->range.first, CUE_BACK), end + CUE_AHEAD, "cumulative"))
        return SCOPE_CUMULATIVE;
    bool incident = str_eq(figures_kind_cell(f, c->measure_row, KIND_SCOPE), S("incident"));
    const Event *e = incident ? records_event(f->x->out, figures_event_of(f, c)) : NULL;
    if (e && !e->time && c->by < COUNTED_MENTION &&
        cue_at(f, clause_token_from(f->parse, e->head.span.start), "crisis"))
        return SCOPE_CUMULATIVE; /* "the war has killed 6,700", not "the war of 2020" */
    if (incident && c->by < COUNTED_MENTION && is_over_time(f, c, end)) return SCOPE_CUMULATIVE;
    bool many = c->by < COUNTED_MENTION && figures_most(c) > 1000;
    if (incident && many && is_told_over(f, c)) return SCOPE_CUMULATIVE;
    if (incident && c->by < COUNTED_MENTION && is_toll_of_crisis(f, c)) return SCOPE_CUMULATIVE;
    int scope = WORD_FIND(SCOPE, figures_kind_cell(f, c->measure_row, KIND_SCOPE));
    return scope < 0 ? SCOPE_NONE : (Scope)scope;
}

/* "Demanded the release of 12", "plans the evacuation of 300": a noun that measures has no tense, but
 * the verb that it is the object of says so, or the event on it has a modality. */
static Status status_of_event(const FigureScan *f, const Count *c) {
    const Events *events = &f->x->out->events;
    Span at = f->parse->tokens.v[c->trigger].span;
    if (!token_is_noun(&f->parse->tokens.v[c->trigger]) || c->trigger > c->number)
        return STATUS_ASSERTED;
    uint32_t verb = clause_verb_of(f->parse, c->trigger);
    if (verb != TOKEN_NONE && verb < c->trigger && clause_object(f->parse, verb) == c->trigger &&
        cue_at(f, verb, "projected"))
        return STATUS_PROJECTED;
    for (uint32_t e = events_from(events, at.start); e < events->n; e++) {
        if (events->v[e].head.span.start >= at.end) break;
        Modality m = events->v[e].modality;
        if (m == MODALITY_DEMANDED || m == MODALITY_PLANNED) return STATUS_PROJECTED;
    }
    return STATUS_ASSERTED;
}

Status figures_status_of(const FigureScan *f, const Count *c) {
    const Claim *claim = claim_of(f, c);
    if (c->negated && c->by != COUNTED_NEGATION) return STATUS_DENIED;
    if (claim && (claim->stance == STANCE_DENY || claim->stance == STANCE_REJECT))
        return STATUS_DENIED;
    if (c->trigger == TOKEN_NONE) return STATUS_ASSERTED;
    uint32_t v = c->trigger;
    VerbGroup g = clause_verb_group(f->parse, v);
    bool modal = g.modal != TOKEN_NONE && !f->x->time_at[g.modal]; /* "since 4 May" */
    /* "may have died", "may be dead"; "may die" */
    bool state = !token_is_verb(&f->parse->tokens.v[v]);
    if (modal) return g.perfect || state ? STATUS_HYPOTHETICAL : STATUS_PROJECTED;
    if (g.tense == TENSE_FUTURE) return STATUS_PROJECTED;
    uint32_t from = back_from(f, g.range.first, STATUS_BACK);
    if (g.infinitive && cue_within(f, from, g.range.first, "projected")) return STATUS_PROJECTED;
    uint32_t near = back_from(f, v, 3);
    /* "suspected cholera cases" are counted as what they are */
    bool doubted = !str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("case"));
    if (doubted && cue_within(f, near, v, "hypothetical")) return STATUS_HYPOTHETICAL;
    /* "feared dead" */
    bool pair = v + 1 < f->sentence.end &&
                (figures_word(f, v + 1, "dead") || figures_word(f, v + 1, "missing"));
    if (pair && cue_at(f, v, "hypothetical")) return STATUS_HYPOTHETICAL;
    if (g.range.first > f->sentence.first + 1) {
        uint32_t if_at =
            back_from(f, c->range.first < g.range.first ? c->range.first : g.range.first, 2);
        for (uint32_t i = if_at; i < g.range.first; i++)
            if (figures_word(f, i, "if") || figures_word(f, i, "unless"))
                return STATUS_HYPOTHETICAL;
    }
    /* "the toll could reach 30": the verb that brings the number */
    uint32_t brings = c->range.first > v ? clause_verb_of(f->parse, c->number) : TOKEN_NONE;
    if (brings != TOKEN_NONE && brings > v && brings < c->range.first) {
        VerbGroup b = clause_verb_group(f->parse, brings);
        if (b.modal != TOKEN_NONE || b.tense == TENSE_FUTURE) return STATUS_PROJECTED;
        if (b.negated) return STATUS_DENIED;
    }
    return status_of_event(f, c);
}

bool figures_is_news(const FigureScan *f, const Count *c) {
    const Event *e = records_event(f->x->out, figures_event_of(f, c));
    return figures_status_of(f, c) == STATUS_ASSERTED && !(e && e->background) &&
           figures_scope_of(f, c) == SCOPE_INCIDENT;
}

static Voice voice_of(const FigureScan *f, const Count *c) {
    TokenRange near = window(f, c);
    const Claim *claim = claim_of(f, c);
    bool hearsay = (!claim || !claim->source) && cue_within(f, near.first, near.end, "hearsay");
    if (hearsay) return VOICE_HEARSAY;
    /* "its intention to end what killed dozens": nobody said how many */
    bool said = claim && (claim->speech || (claim->source && claim->source->actor));
    return said ? VOICE_CLAIM : VOICE_OUTLET;
}

/* A row of a table is one sentence of the document, and several of the parse. */
static Span sentence_of(const FigureScan *f, const Count *c) {
    const Token *t = &f->parse->tokens.v[c->number];
    Span row = document_sentence_span(&f->x->out->doc, t->span.start);
    return span_some(row) ? row : f->parse->sentences.v[t->sentence].span;
}

StCode figures_context(FigureScan *f, const Count *c, Figure *out) {
    out->sentence = sentence_of(f, c);
    set_counted(f, c, out);
    TRY(set_population(f, c, out));
    out->scope = figures_scope_of(f, c);
    out->status = figures_status_of(f, c);
    out->claim = f->x->claim_at[c->range.first];
    out->voice = voice_of(f, c);
    /* a total over many occurrences is none's */
    bool total = out->scope == SCOPE_CUMULATIVE &&
                 str_eq(figures_kind_cell(f, c->measure_row, KIND_SCOPE), S("incident"));
    out->event = c->money || total ? 0 : figures_event_of(f, c);
    out->place = c->place ? c->place : place_of(f, c, out->event);
    return set_times(f, c, out);
}
