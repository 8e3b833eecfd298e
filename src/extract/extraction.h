/* What the stages of one document's extraction share. Each stage is one function over this, in the
 * order of the list below; a stage may use what those before it left.
 *
 *   own  all in x->arena
 *   err  ST_NOMEM, ST_LIMIT; a text that says nothing is not an error
 *   note a stage codes only sentences with `coded`. Positions are indices into parse.tokens.
 */
#ifndef SITREP_EXTRACT_EXTRACTION_H
#define SITREP_EXTRACT_EXTRACTION_H

#include "extract/extract.h"

typedef struct Extraction {
    const Tables *tables;
    const Lang *lang;
    Arena *arena;
    Parse parse;
    Records *out; /* out->doc is the document */
    StErr *err;

    /* Per token: the record of each kind that covers it (its head mention or whole span), 0 none.
     * Each has parse.tokens.n entries; the stage of that kind fills it. */
    Ref *time_at, *place_at, *actor_at, *figure_at;
    /* Per token: the innermost claim whose content holds it, filled by extract_claims. */
    Ref *claim_at;
    /* Per token: 1 + the first token of the aside that it stands in ("a year after a raid killed
     * nine"), whose happening is another than the sentence's; filled by extract_events. */
    uint32_t *aside_at;
    /* names.h: found by extract_places, used by extract_actors. */
    struct Names *names;
} Extraction;

/* Whether two words tell of one happening, as far as asides part them. */
static inline bool extraction_beside(const Extraction *x, uint32_t a, uint32_t b) {
    return !x->aside_at || x->aside_at[a] == x->aside_at[b];
}

/* Before the stages: room for what they say of each token. */
StCode extraction_begin(Extraction *x);

/* finite_mend.c: verbs that the tagger took for attributes. */
void finite_verbs_mend(Extraction *x);

StCode extract_times(Extraction *x);   /* times.c; published inferred where it is not stated */
StCode extract_places(Extraction *x);  /* places.c */
StCode extract_actors(Extraction *x);  /* actors.c */
StCode extract_claims(Extraction *x);  /* claims.c */
StCode extract_events(Extraction *x);  /* events.c: after claims, sets Event.claim */
StCode extract_figures(Extraction *x); /* figures.c: after events, sets Figure.event and .claim */
StCode extract_links(Extraction *x);   /* links.c: what the stages left to tie: Claim.about, … */

#endif
