#include "extract/extract.h"

#include "extract/extraction.h"
#include "record/record_json.h"

#include <stdlib.h>

struct Extractor {
    const Tables *tables;
    const Lang *lang;
};

StCode extractor_open(const Tables *tables, const Lang *lang, Extractor **out, StErr *err) {
    *out = malloc(sizeof **out);
    TRY_MEM(*out, err);
    **out = (Extractor){tables, lang};
    return ST_OK;
}

void extractor_close(Extractor *x) {
    free(x);
}

/* The stages ask some fifty tables of each word; most have never heard of it. */
static void ask_tables(Extraction *x) {
    for (uint32_t i = 0; i < x->parse.tokens.n; i++) {
        Token *t = &x->parse.tokens.v[i];
        t->norm_tables = tables_of_word(x->tables, t->norm);
        t->lemma_tables =
            str_eq(t->lemma, t->norm) ? t->norm_tables : tables_of_word(x->tables, t->lemma);
    }
}

StCode extraction_begin(Extraction *x) {
    size_t n = x->parse.tokens.n;
    Ref **covers[] = {&x->time_at, &x->place_at, &x->actor_at, &x->figure_at, &x->claim_at};
    for (size_t i = 0; i < sizeof covers / sizeof *covers; i++) {
        *covers[i] = arena_new(x->arena, Ref, n);
        TRY_MEM(*covers[i], x->err);
    }
    ask_tables(x);
    return ST_OK;
}

StCode extract_document(const Extractor *ex, const Document *doc, Arena *a, Records *out,
                        StErr *err) {
    static StCode (*const stages[])(Extraction *) = {
        extract_times,  extract_places,  extract_actors, extract_claims,
        extract_events, extract_figures, extract_links,
    };
    *out = (Records){.doc = *doc};
    Extraction x = {.tables = ex->tables, .lang = ex->lang, .arena = a, .out = out, .err = err};
    TRY(lang_parse(ex->lang, &out->doc, a, &x.parse, err));
    /* languages we do not read are kept, marked, and not coded */
    if (!out->doc.lang.p || str_eq(out->doc.lang, S("en"))) {
        TRY(extraction_begin(&x));
        finite_verbs_mend(&x);
        for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) TRY(stages[i](&x));
    }
    TRY_MEM(records_assign_ids(out, a) == ST_OK && !a->spent, err);
    return ST_OK;
}
