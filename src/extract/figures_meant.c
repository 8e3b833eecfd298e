/* How a figure is meant: of one occurrence or of many, and whether it is put forward as fact. */
#include "extract/figures_context.h"

enum {
    STATUS_BACK = 6,
    STRETCH_BACK = 5, /* words before "nine years" */
    ACT_PLACES = 20,  /* words behind "clashes" */
    MONTH_DAYS = 27,
    QUARTER_DAYS = 80,
    WEEK_DAYS = 7
};

/* ---- over how much */

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
    for (uint32_t i = figures_back_from(f, c->range.first, FIGURES_CUE_BACK);
         i < f->sentence.end && i < end + FIGURES_CUE_AHEAD; i++) {
        const Time *t = records_time(f->x->out, f->x->time_at[i]);
        if (!t || (i > f->sentence.first && f->x->time_at[i - 1] == f->x->time_at[i])) continue;
        if (i >= end && t->timex == TIMEX_DURATION && is_long(t->value) && is_stretch(f, i))
            return true;
        Days days = figures_days_at(f, i);
        if (acts && days_some(days) && days.to - days.from >= MONTH_DAYS) return true;
    }
    return false;
}

/* "In the last 24 days", "in this decade", "during January": what the counted words alone tell of, with
 * no act beside them, is a total of all that time. */
static bool is_told_over(const FigureScan *f, const Count *c) {
    const Events *events = &f->x->out->events;
    Span sentence = clause_span(f->parse, figures_window(f, c));
    uint32_t low = figures_events_from(events, sentence.start);
    for (uint32_t e = low; e < events->n && events->v[e].head.span.start < sentence.end; e++) {
        uint32_t token = clause_token_from(f->parse, events->v[e].head.span.start);
        bool verb = token_is_verb(&f->parse->tokens.v[token]);
        if (figures_does_harm(&events->v[e]) && !verb) return false;
    }
    uint32_t v = c->trigger;
    if (v == TOKEN_NONE) return false;
    bool active = token_is_verb(&f->parse->tokens.v[v]) &&
                  clause_object(f->parse, v) != TOKEN_NONE &&
                  !clause_verb_group(f->parse, v).passive;
    if (active) return false;
    TokenRange near = figures_window(f, c);
    for (uint32_t i = near.first; i < near.end; i++) {
        const Time *t = records_time(f->x->out, f->x->time_at[i]);
        if (!t || (i > near.first && f->x->time_at[i - 1] == f->x->time_at[i])) continue;
        if (t->timex == TIMEX_DURATION && is_weeks(t->value) && is_stretch(f, i)) return true;
        Days days = figures_days_at(f, i);
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
    return subject != TOKEN_NONE && range_has(f->sentence, subject) &&
           figures_cue_at(f, subject, "crisis");
}

Scope figures_scope_of(const FigureScan *f, const Count *c) {
    if (c->share) return SCOPE_SHARE;
    if (c->several) return SCOPE_CUMULATIVE;
    uint32_t end = c->phrase_end > c->trigger && c->trigger != TOKEN_NONE ? c->phrase_end
                   : c->trigger == TOKEN_NONE                             ? c->phrase_end
                                                                          : c->trigger + 1;
    if (figures_cue_within(f, figures_back_from(f, c->range.first, FIGURES_CUE_BACK),
                           end + FIGURES_CUE_AHEAD, "cumulative"))
        return SCOPE_CUMULATIVE;
    bool incident = str_eq(figures_kind_cell(f, c->measure_row, KIND_SCOPE), S("incident"));
    const Event *e = incident ? records_event(f->x->out, figures_event_of(f, c)) : NULL;
    if (e && !e->time && c->by < COUNTED_MENTION &&
        figures_cue_at(f, clause_token_from(f->parse, e->head.span.start), "crisis"))
        return SCOPE_CUMULATIVE; /* "the war has killed 6,700", not "the war of 2020" */
    if (incident && c->by < COUNTED_MENTION && is_over_time(f, c, end)) return SCOPE_CUMULATIVE;
    bool many = c->by < COUNTED_MENTION && figures_most(c) > 1000;
    if (incident && many && is_told_over(f, c)) return SCOPE_CUMULATIVE;
    if (incident && c->by < COUNTED_MENTION && is_toll_of_crisis(f, c)) return SCOPE_CUMULATIVE;
    int scope = WORD_FIND(SCOPE, figures_kind_cell(f, c->measure_row, KIND_SCOPE));
    return scope < 0 ? SCOPE_NONE : (Scope)scope;
}

/* ---- as fact or not */

/* "Demanded the release of 12": a noun that measures has no tense, but the verb that it is the object
 * of has not brought it about. */
static bool is_only_asked(const FigureScan *f, const Count *c) {
    if (!token_is_noun(&f->parse->tokens.v[c->trigger]) || c->trigger > c->number) return false;
    uint32_t verb = clause_verb_of(f->parse, c->trigger);
    return verb != TOKEN_NONE && verb < c->trigger && clause_object(f->parse, verb) == c->trigger &&
           figures_cue_at(f, verb, "projected");
}

Status figures_status_of(const FigureScan *f, const Count *c) {
    const Claim *claim = figures_claim_of(f, c);
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
    uint32_t from = figures_back_from(f, g.range.first, STATUS_BACK);
    if (g.infinitive && figures_cue_within(f, from, g.range.first, "projected"))
        return STATUS_PROJECTED;
    uint32_t near = figures_back_from(f, v, 3);
    /* "suspected cholera cases" are counted as what they are */
    bool doubted = !str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("case"));
    if (doubted && figures_cue_within(f, near, v, "hypothetical")) return STATUS_HYPOTHETICAL;
    /* "feared dead" */
    bool pair = v + 1 < f->sentence.end &&
                (figures_word(f, v + 1, "dead") || figures_word(f, v + 1, "missing"));
    if (pair && figures_cue_at(f, v, "hypothetical")) return STATUS_HYPOTHETICAL;
    if (g.range.first > f->sentence.first + 1) {
        uint32_t if_at = figures_back_from(
            f, c->range.first < g.range.first ? c->range.first : g.range.first, 2);
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
    return is_only_asked(f, c) ? STATUS_PROJECTED : STATUS_ASSERTED;
}

bool figures_is_news(const FigureScan *f, const Count *c) {
    const Event *e = records_event(f->x->out, figures_event_of(f, c));
    return figures_status_of(f, c) == STATUS_ASSERTED && !(e && e->background) &&
           figures_scope_of(f, c) == SCOPE_INCIDENT;
}
