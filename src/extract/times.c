#include "extract/times.h"

#include <stdlib.h>

/* A bare number of four digits is a year unless it counts, prices or numbers something. */
static bool year_fits(const Parse *p, const Timex *t) {
    uint32_t last = t->token;
    while (last + 1 < p->tokens.n && p->tokens.v[last].span.end < t->span.end) last++;
    const Token *next = last + 1 < p->tokens.n ? &p->tokens.v[last + 1] : NULL;
    const Token *before = t->token ? &p->tokens.v[t->token - 1] : NULL;
    if (next && (next->xpos == XPOS_NNS || next->xpos == XPOS_CD || str_eq(next->form, S("%"))))
        return false;
    if (next && (str_eq(next->norm, S("percent")) || str_eq(next->norm, S("hours")))) return false;
    if (!before) return true;
    return before->xpos != XPOS_DOLLAR && before->xpos != XPOS_CD && !str_eq(before->form, S("#"));
}

static bool is_bare_year(const Timex *t) {
    return t->kind == TIMEX_KIND_DATE && t->year && !t->month && !t->quarter && !t->half &&
           !t->edged && !t->season.n && !t->holiday.n && t->span.end - t->span.start == 4;
}

static Tense tense_at(const Parse *p, uint32_t token) {
    uint32_t verb = clause_verb_of(p, token);
    if (verb == TOKEN_NONE) return TENSE_NONE;
    VerbGroup g = clause_verb_group(p, verb);
    if (g.infinitive) return TENSE_FUTURE;
    if (g.perfect) return TENSE_PAST;
    return g.tense;
}

static StCode find_in_sentence(Extraction *x, TimeTables *tables, uint32_t sentence,
                               TimeWords *words, Timexes *out) {
    TRY(time_words_make(x, tables, &x->parse.sentences.v[sentence], words));
    for (uint32_t at = 0; at < words->n;) {
        Timex found;
        uint32_t n = words->v[at].roles ? timex_match(words, at, &found) : 0;
        if (!n || (is_bare_year(&found) && !year_fits(&x->parse, &found))) {
            at++;
            continue;
        }
        found.sentence = sentence;
        found.tense = tense_at(&x->parse, found.token);
        Timex *t = list_push(x->arena, out, Timex);
        TRY_MEM(t, x->err);
        *t = found;
        at += n;
    }
    return ST_OK;
}

/* time_at of every token that lies in an expression. */
static void cover(Extraction *x, const Timexes *found) {
    for (uint32_t i = 0; i < found->n; i++)
        for (uint32_t t = found->v[i].token;
             t < x->parse.tokens.n && x->parse.tokens.v[t].span.start < found->v[i].span.end; t++)
            x->time_at[t] = i + 1;
}

static Day one_day(const Published *p) {
    return p && p->days.from == p->days.to ? p->days.from : 0;
}

StCode extract_times(Extraction *x) {
    TimeTables tables;
    TRY(time_tables_open(x, &tables));
    Timexes found = {0};
    TimeWords words = {0};
    for (uint32_t s = 0; s < x->parse.sentences.n; s++)
        if (x->parse.sentences.v[s].coded) TRY(find_in_sentence(x, &tables, s, &words, &found));
    cover(x, &found);
    Times *times = &x->out->times;
    times->v = arena_new(x->arena, Time, found.n);
    TRY_MEM(times->v, x->err);
    times->n = found.n;
    Document *doc = &x->out->doc;
    TRY_MEM(times_resolve(&found, one_day(doc->published), x->arena, times->v) == ST_OK, x->err);
    return ST_OK;
}
