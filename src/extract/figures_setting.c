/* Which event a count belongs to, and of which place it is. */
#include "extract/figures_context.h"

enum {
    PLACE_SENTENCES = 2, /* back to where an event's place was named */
    EVENT_REACH = 160,
    PLACE_BACK = 4, /* words between "in" and the place */
    ACT_REACH = 500
};

static uint32_t span_distance(Span a, Span b) {
    if (span_overlaps(a, b)) return 0;
    return a.end <= b.start ? b.start - a.end : a.start - b.end;
}

uint32_t figures_events_from(const Events *events, uint32_t at) {
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

bool figures_does_harm(const Event *e) {
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
        if (!figures_does_harm(event) || event->background) continue;
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
    uint32_t low = figures_events_from(events, sentence.start), best = EVENT_REACH,
             best_act = EVENT_REACH;
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
        if (figures_does_harm(event) && distance < best_act) {
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

/* ---- where */

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

Ref figures_place_of(const FigureScan *f, const Count *c, Ref event) {
    const Event *e = records_event(f->x->out, event);
    TokenRange near = figures_window(f, c), own = clause_range(f->parse, c->number);
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
