/* Clues that a document's own times are, each by itself. */
#include "story/dating.h"

enum {
    OWN_SURE = 500,     /* per mille: below, its times say as much and do not guess a year */
    DATE_BYTES = 10,    /* of "2023-09-19" */
    PLACE_BYTES = 40,   /* before the day that a text is headed with: "Oresk, Sunday." */
    HEAD_BYTES = 400,   /* from the start of the text */
    RANGE_DAYS_MAX = 31 /* "8 to 14 April" */
};

/* Its sentence speaks of nothing but plans and demands. */
static bool all_planned(const Records *r, uint32_t at) {
    Span sentence = document_sentence_span(&r->doc, at);
    bool planned = false, actual = false;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (!span_holds(sentence, e->head.span.start)) continue;
        actual |= e->modality == MODALITY_ACTUAL;
        planned |= e->modality == MODALITY_PLANNED || e->modality == MODALITY_DEMANDED;
    }
    return planned && !actual;
}

/* The first of a month is when laws, pay and offices begin or end, before or after the report. */
static bool takes_effect(const Time *t) {
    return clue_names_day(t) && str_ends(str_cut(t->value, (Span){0, DATE_BYTES}), S("-01"));
}

static bool in_dateline(const Document *d, Span at) {
    for (uint32_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind == BLOCK_DATELINE && span_overlaps(d->blocks.v[i].span, at))
            return true;
    return false;
}

/* Whether a word stands right before a time, marks aside. */
static bool stands_behind(const Records *r, const Time *t, Str word) {
    enum { WORD_BYTES = 12 };
    uint32_t at = t->head.span.start;
    Str before = {r->doc.text.p + (at > WORD_BYTES ? at - WORD_BYTES : 0),
                  at > WORD_BYTES ? WORD_BYTES : at};
    while (before.n && str_find_char(S(" ,(\"\n"), before.p[before.n - 1]) != SIZE_MAX) before.n--;
    return before.n >= word.n && str_eq_nocase(str_from(before, before.n - word.n), word);
}

/* "Tomorrow, Sunday", "It is Thursday", "Published Tuesday": the day it is written on, as a weekday; 0 where nothing
 * says so. */
static int weekday_told(const Records *r, const Time *t) {
    static const struct {
        const char *word;
        int days;
    } words[] = {{"tomorrow", 1}, {"today", 0},     {"yesterday", -1}, {"it is", 0},
                 {"today is", 0}, {"published", 0}, {"updated", 0},    {"posted", 0}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (stands_behind(r, t, str_of(words[i].word)))
            return (t->relative->weekday - 1 - words[i].days + 7) % 7 + 1;
    return 0;
}

/* "Published Wednesday, Jan. 4". */
static bool is_stamp(const Records *r, const Time *t) {
    return stands_behind(r, t, S("published")) || stands_behind(r, t, S("updated"));
}

/* In words that somebody is quoted with: days of what is told, not of the telling. */
static bool is_quoted(const Records *r, Span at) {
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *c = &r->claims.v[i];
        for (uint32_t k = 0; c->quote == QUOTE_DIRECT && k < c->content.n; k++)
            if (span_holds(c->content.v[k], at.start)) return true;
    }
    return false;
}

/* "Tuesday, 21 May" in a line of its own, "Oresk, Sunday" in one or before the first sentence. */
static bool heads_text(const Document *d, Span at) {
    uint32_t start = at.start;
    while (start && d->text.p[start - 1] != '\n') start--;
    Str before = {d->text.p + start, at.start - start}, behind = str_from(d->text, at.end);
    bool alone = !before.n && str_starts(behind, S("\n"));
    bool ends = str_starts(behind, S(".")) || str_starts(behind, S("\n"));
    bool placed = before.n <= PLACE_BYTES && str_ends(before, S(", ")) && ends;
    for (size_t i = 0; i < before.n && placed; i++)
        placed = (i && before.p[i - 1] != ' ') || before.p[i] < 'a' || before.p[i] > 'z';
    return at.start < HEAD_BYTES && (alone || placed);
}

/* Of "8 to 14 April", whose value is the first day, how many days more; 0 of one day. */
static int32_t days_more(Str words, Str value) {
    uint64_t first, last;
    size_t at = 0, end;
    if (!str_to_u64(str_cut(value, (Span){DATE_BYTES - 2, DATE_BYTES}), &first)) return 0;
    while (at < words.n && (words.p[at] < '0' || words.p[at] > '9')) at++;
    while (at < words.n && words.p[at] >= '0' && words.p[at] <= '9') at++;
    while (at < words.n && (words.p[at] < '0' || words.p[at] > '9')) at++;
    for (end = at; end < words.n && words.p[end] >= '0' && words.p[end] <= '9';) end++;
    if (end == at || end - at > 2 || !str_to_u64((Str){words.p + at, end - at}, &last)) return 0;
    return last > first && last <= RANGE_DAYS_MAX ? (int32_t)(last - first) : 0;
}

/* "Yesterday", "today": who says so tells other days by their names. */
static bool is_deictic(const Time *t) {
    const Relative *rel = t->relative;
    return rel && t->timex == TIMEX_DATE && !rel->anchor && !rel->weekday &&
           str_eq(rel->unit, S("day")) && (rel->offset == 0 || rel->offset == -1);
}

static void weekday_clue(Making *m, const Records *r, Clue *c) {
    const Relative *rel = c->time->relative;
    int told = heads_text(&r->doc, c->span) ? rel->weekday : weekday_told(r, c->time);
    c->planned = clue_is_ahead(m, r, c->time);
    c->weekday = told ? told : rel->weekday;
    c->next = c->planned && rel->offset > 0;
    c->kind = told ? CLUE_TODAY : c->planned ? CLUE_AHEAD : CLUE_WEEKDAY;
    c->over = stands_behind(r, c->time, S("since"));
    c->said = clue_is_said(r, c->time);
    c->quoted = is_quoted(r, c->span);
}

static void day_clue(Making *m, const Records *r, Clue *c) {
    Str words = document_cut(&r->doc, c->span);
    c->planned = clue_is_ahead(m, r, c->time) || all_planned(r, c->span.start);
    c->kind = c->planned ? CLUE_FUTURE : CLUE_PAST;
    c->days = c->time->days; /* "covering 22 to 27 July 2019" */
    c->over = stands_behind(r, c->time, S("since"));
    c->more = days_some(c->days) ? 0 : days_more(words, c->time->value);
    c->weekday = str_find(words, S("day")) != SIZE_MAX; /* "Thursday, April 22" */
}

/* False where it tells nothing of the day of the report. */
static bool own_clue(Making *m, const Records *r, Clue *c) {
    const Time *t = c->time;
    const Relative *rel = t->relative;
    bool weekday = rel && rel->weekday && !rel->anchor && rel->offset >= 0;
    bool day = clue_names_day(t) && !rel;
    bool printed = in_dateline(&r->doc, c->span) || is_stamp(r, t) || heads_text(&r->doc, c->span);
    if (day && printed) {
        c->kind = CLUE_DATELINE;
        return true;
    }
    if (is_deictic(t)) {
        c->kind = CLUE_DEIXIS;
        return !is_quoted(r, c->span);
    }
    if ((!weekday && !day) || clue_in_history(r, c->span.start) || takes_effect(t)) return false;
    if (day)
        day_clue(m, r, c);
    else
        weekday_clue(m, r, c);
    /* its verb lets both be: "expected to release the names Friday" */
    return c->kind != CLUE_WEEKDAY || rel->offset <= 0 || c->said;
}

StCode clues_find_own(Making *m, uint32_t doc, Clues *out) {
    const Records *r = m->docs.v[doc];
    const Published *own = r->doc.published;
    if (own && (!own->days.to || own->probability >= OWN_SURE))
        TRY(clues_add(m, out,
                      (Clue){.kind = CLUE_RANGE, .days = own->days, .weight = own->probability}));
    for (uint32_t i = 0; i < r->times.n; i++) {
        Clue clue = {.span = r->times.v[i].head.span, .time = &r->times.v[i]};
        if (own_clue(m, r, &clue)) TRY(clues_add(m, out, clue));
    }
    return ST_OK;
}
