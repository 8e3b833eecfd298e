/* What the stages left to tie: a claim's events and figures, an event's figures.
 *
 *   in   all records of the document but ids
 *   out  Claim.about in text order, an event or figure in the innermost claim only; Event.figures;
 *        Event.background where all that is counted of it is a total over many ("70,000 were
 *        killed in the war")
 */
#include "extract/extraction.h"

static StCode about_add(Extraction *x, Ref claim, RecordKind kind, Ref ref) {
    Claim *c = records_claim(x->out, claim);
    if (!c) return ST_OK;
    About *about = list_push(x->arena, &c->about, About);
    TRY_MEM(about, x->err);
    *about = (About){kind, ref};
    return ST_OK;
}

/* A total over months or wars tells of no one happening. */
static void mark_totals(Records *r) {
    for (uint32_t i = 0; i < r->events.n; i++) {
        Event *e = &r->events.v[i];
        bool deed = e->class == CLASS_ASSAULT || e->class == CLASS_CASUALTY;
        uint32_t totals = 0;
        for (uint32_t k = 0; k < e->figures.n; k++) {
            const Figure *f = records_figure(r, e->figures.v[k]);
            totals += f->scope == SCOPE_CUMULATIVE && f->counted_by != COUNTED_MENTION;
        }
        if (deed && totals && totals == e->figures.n && !e->time) e->background = true;
    }
}

/* Events and figures merged by where they begin; an event first where both begin at once. */
StCode extract_links(Extraction *x) {
    Records *r = x->out;
    for (uint32_t e = 0, f = 0; e < r->events.n || f < r->figures.n;) {
        bool event = f == r->figures.n || (e < r->events.n && r->events.v[e].head.span.start <=
                                                                  r->figures.v[f].head.span.start);
        if (event) {
            TRY(about_add(x, r->events.v[e].claim, RECORD_EVENT, e + 1));
            e++;
        } else {
            TRY(about_add(x, r->figures.v[f].claim, RECORD_FIGURE, f + 1));
            f++;
        }
    }
    for (uint32_t f = 0; f < r->figures.n; f++) {
        Event *e = records_event(r, r->figures.v[f].event);
        if (!e) continue;
        Ref *figure = list_push(x->arena, &e->figures, Ref);
        TRY_MEM(figure, x->err);
        *figure = f + 1;
    }
    mark_totals(r);
    return ST_OK;
}
