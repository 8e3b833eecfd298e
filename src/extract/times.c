#include "extract/times.h"

#include <stdlib.h>

static uint32_t last_token(const Parse *p, const Timex *t) {
    uint32_t last = t->token;
    while (last + 1 < p->tokens.n && p->tokens.v[last].span.end < t->span.end) last++;
    return last;
}

static bool counts_before(const Token *t) {
    static const Str words[] = {STR("some"), STR("about"),  STR("nearly"), STR("almost"),
                                STR("over"), STR("around"), STR("than"),   STR("least"),
                                STR("up"),   STR("another")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(t->norm, words[i])) return true;
    return t->upos == UPOS_VERB || t->upos == UPOS_AUX;
}

/* A bare number of four digits is a year unless it counts, prices or numbers something. */
static bool year_fits(const Parse *p, const Timex *t) {
    uint32_t last = last_token(p, t);
    const Token *next = last + 1 < p->tokens.n ? &p->tokens.v[last + 1] : NULL;
    const Token *before = t->token ? &p->tokens.v[t->token - 1] : NULL;
    if (next && (next->xpos == XPOS_NNS || next->xpos == XPOS_CD || str_eq(next->form, S("%")) ||
                 str_eq(next->norm, S("percent")) || str_eq(next->norm, S("hours"))))
        return false;
    bool counted = next && next->upos == UPOS_NOUN; /* "the 1990 truce", but "some 2000 people" */
    if (!before || (counted && counts_before(before))) return !counted;
    return before->xpos != XPOS_DOLLAR && before->xpos != XPOS_CD && !str_eq(before->form, S("#"));
}

/* "$2 a year", "four flights a week": how often, not how long. */
static bool is_rate(const Parse *p, const Timex *t) {
    if (t->kind != TIMEX_KIND_DURATION || t->count != 1 || t->half_more || !t->token) return false;
    Str first = p->tokens.v[t->token].norm;
    if (!str_eq(first, S("a")) && !str_eq(first, S("an"))) return false;
    const Token *before = &p->tokens.v[t->token - 1];
    if (before->xpos == XPOS_NNS || str_eq(before->form, S("%"))) return true;
    for (uint32_t back = 1; back <= 3 && back <= t->token; back++) {
        before = &p->tokens.v[t->token - back];
        if (before->xpos == XPOS_CD) return true;
        if (before->upos != UPOS_NOUN && before->upos != UPOS_ADJ) return false;
    }
    return false;
}

static bool is_bare_year(const Timex *t) {
    return t->kind == TIMEX_KIND_DATE && t->year && !t->month && !t->quarter && !t->half &&
           !t->edged && !t->season.n && !t->holiday.n && t->span.end - t->span.start == 4;
}

/* "to meet", "may meet", "would meet" look ahead; "has met" back. */
static Tense tense_of_group(const VerbGroup *g) {
    if (g->perfect) return TENSE_PAST;
    if (g->infinitive || g->modal != TOKEN_NONE) return TENSE_FUTURE;
    return g->tense;
}

/* Without a tree: the verb group that ends nearest before the token. */
static Tense tense_before(const Parse *p, uint32_t token) {
    uint32_t first = p->sentences.v[p->tokens.v[token].sentence].first;
    for (uint32_t i = token; i-- > first && token - i < CLAUSE_REACH;) {
        if (p->tokens.v[i].xpos == XPOS_MD) return TENSE_FUTURE;
        if (!token_is_verb(&p->tokens.v[i]) || p->tokens.v[i].xpos == XPOS_VBG) continue;
        VerbGroup g = clause_verb_group(p, i);
        Tense tense = tense_of_group(&g);
        if (tense) return tense;
        if (p->tokens.v[i].xpos == XPOS_VBN) return TENSE_PAST; /* "set on Aug. 6" */
    }
    return TENSE_NONE;
}

static Tense tense_of_verb(const Parse *p, uint32_t token) {
    uint32_t verb = clause_verb_of(p, token);
    if (verb == TOKEN_NONE) return TENSE_NONE;
    VerbGroup g = clause_verb_group(p, verb);
    Tense tense = tense_of_group(&g);
    return !tense && p->tokens.v[verb].xpos == XPOS_VBN ? TENSE_PAST : tense;
}

/* The tense that tells on which side of the publication a time lies. What has a genitive ("Friday's
 * ruling") is known already; until and "as early as" look ahead. */
static Tense tense_at(const Parse *p, const Timex *t, uint32_t last) {
    if (last + 1 < p->tokens.n && p->tokens.v[last + 1].xpos == XPOS_POS) return TENSE_NONE;
    Str before = t->token ? p->tokens.v[t->token - 1].norm : S("");
    Str second = t->token > 1 ? p->tokens.v[t->token - 2].norm : S("");
    if (str_eq(before, S("until")) || str_eq(before, S("till"))) return TENSE_FUTURE;
    if (str_eq(before, S("for")) && (t->weekday || t->day)) return TENSE_FUTURE; /* scheduled for */
    if (str_eq(before, S("as")) && (str_eq(second, S("early")) || str_eq(second, S("soon"))))
        return TENSE_FUTURE;
    Tense tense = clause_has_tree(p, t->token) ? TENSE_NONE : tense_before(p, t->token);
    return tense ? tense : tense_of_verb(p, t->token);
}

static StCode find_in_sentence(Extraction *x, TimeTables *tables, uint32_t sentence,
                               TimeWords *words, Timexes *out) {
    TRY(time_words_make(x, tables, &x->parse.sentences.v[sentence], words));
    for (uint32_t at = 0; at < words->n;) {
        Timex found;
        uint32_t n = words->v[at].roles ? timex_match(&tables->index, words, at, &found) : 0;
        if (!n || (is_bare_year(&found) && !year_fits(&x->parse, &found))) {
            at++;
            continue;
        }
        at += n;
        if (found.kind == TIMEX_KIND_NONE || is_rate(&x->parse, &found)) continue;
        found.sentence = sentence;
        found.tense = tense_at(&x->parse, &found, last_token(&x->parse, &found));
        Timex *t = list_push(x->arena, out, Timex);
        TRY_MEM(t, x->err);
        *t = found;
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

/* Resolved from both ends of a range of days; what comes out differently stays open. */
static StCode resolve_range(const Extraction *x, const Timexes *found, Days range, Time *out) {
    TRY(times_resolve(found, range.from, x->arena, out));
    if (range.from && range.from == range.to) return ST_OK;
    Time *other = arena_new(x->arena, Time, found->n), *open = arena_new(x->arena, Time, found->n);
    if (!other || !open) return ST_NOMEM;
    TRY(times_resolve(found, range.to, x->arena, other));
    TRY(times_resolve(found, 0, x->arena, open));
    for (uint32_t i = 0; i < found->n; i++)
        if (!str_eq(out[i].value, other[i].value))
            out[i] = open[i];
        else if (out[i].days.from != other[i].days.from || out[i].days.to != other[i].days.to)
            out[i].days = open[i].days;
    return ST_OK;
}

enum { PUBLISHED_TRUSTED = 500 }; /* per mille from which an inferred day dates the rest */

/* What times may be counted from: both ends known, and if inferred then with some certainty. */
static Days known_days(const Published *p) {
    bool known = p && p->days.from && p->days.to &&
                 (p->basis != PUBLISHED_INFERRED || p->probability >= PUBLISHED_TRUSTED);
    return known ? p->days : (Days){0, 0};
}

/* A dateline is not coded, but its date is one: "NAIROBI, Aug. 7". */
static bool dates_stand_in(const Sentence *s) {
    return s->coded || s->block == BLOCK_DATELINE;
}

StCode extract_times(Extraction *x) {
    TimeTables tables;
    TRY(time_tables_open(x, &tables));
    Timexes found = {0};
    TimeWords words = {0};
    for (uint32_t s = 0; s < x->parse.sentences.n; s++)
        if (dates_stand_in(&x->parse.sentences.v[s]))
            TRY(find_in_sentence(x, &tables, s, &words, &found));
    cover(x, &found);
    Times *times = &x->out->times;
    times->v = arena_new(x->arena, Time, found.n);
    TRY_MEM(times->v, x->err);
    times->n = found.n;
    Document *doc = &x->out->doc;
    if (!doc->published) TRY(times_infer_published(x, &found, &doc->published));
    Days range = known_days(doc->published);
    TRY_MEM(resolve_range(x, &found, range, times->v) == ST_OK, x->err);
    return ST_OK;
}
