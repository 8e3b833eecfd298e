/* What a document's own times say of the day it was published on. */
#include "story/dating.h"

#include "story/phrases.h"

enum {
    OPENING = 4,     /* bytes before a time that opens its sentence: "On Monday …" */
    SAID_GAP = 20,   /* between a verb of speech and its time … */
    SAID_REACH = 120 /* … and from it to what was said */
};

/* "XXXX-09-19" or "2023-09-19": month and day; false when it is no day. */
static bool month_day(Str v, int *month, int *day) {
    uint64_t m, d;
    if (v.n < 10 || v.p[4] != '-' || v.p[7] != '-') return false;
    if (!str_to_u64((Str){v.p + 5, 2}, &m) || !str_to_u64((Str){v.p + 8, 2}, &d)) return false;
    *month = (int)m;
    *day = (int)d;
    return true;
}

static Day monday_of(Day d) {
    return d - day_weekday(d) + 1;
}

static Days month_days(Day p, int32_t offset) {
    int year, month, day;
    day_split(p, &year, &month, &day);
    month += offset - 1;
    year += month < 0 ? (month - 11) / 12 : month / 12;
    month = (month % 12 + 12) % 12 + 1;
    Day first = day_of(year, month, 1);
    return (Days){first, first + days_in_month(year, month) - 1};
}

static Days relative_days(const Relative *r, bool planned, Day p) {
    if (!p || r->anchor) return (Days){0, 0};
    if (str_eq(r->unit, S("day")) && r->weekday) {
        Day back = p - (day_weekday(p) - r->weekday + 7) % 7;
        if (r->offset < 0 && back == p) back -= 7;
        if (r->offset > 0 || (planned && back < p)) back += 7;
        return (Days){back, back};
    }
    if (str_eq(r->unit, S("day"))) return (Days){p + r->offset, p + r->offset};
    if (str_eq(r->unit, S("month"))) return month_days(p, r->offset);
    Day monday = monday_of(p) + 7 * r->offset;
    if (str_eq(r->unit, S("week"))) return (Days){monday, monday + 6};
    if (!str_eq(r->unit, S("weekend"))) return (Days){0, 0};
    bool past = !planned && r->offset == 0 && day_weekday(p) < 5; /* "over the weekend" */
    return past ? (Days){monday - 2, monday - 1} : (Days){monday + 5, monday + 6};
}

/* "6 April" in an undated text has the year that its text names next to it, which may be that of
 * something else. */
static bool has_own_year(const Time *t) {
    return days_some(t->days) && t->basis != TIME_BASIS_INFERRED;
}

/* "31 December" in the first days of a year is that of the year before. */
static Day near_year(Day published, int year, int month, int day) {
    enum { HALF_YEAR = 183 };
    Day d = day_of(year, month, day);
    if (!published || !d) return d;
    if (d - published > HALF_YEAR) return day_of(year - 1, month, day);
    return published - d > HALF_YEAR ? day_of(year + 1, month, day) : d;
}

Days clue_when(const Time *t, bool planned, Day published, int year) {
    int month, day;
    if (has_own_year(t))
        return t->days.from && t->days.to - t->days.from < 8 ? t->days : (Days){0, 0};
    if (month_day(t->value, &month, &day)) {
        Day d = near_year(published, year, month, day);
        return (Days){d, d};
    }
    return t->relative ? relative_days(t->relative, planned, published) : (Days){0, 0};
}

Day clue_day(const Clue *c, int year, Day published) {
    if (!c->time) return 0;
    Days days = clue_when(c->time, c->planned, published, year);
    return days.from == days.to ? days.from : 0;
}

bool clue_names_day(const Time *t) {
    int month, day;
    return (t->timex == TIMEX_DATE || t->timex == TIMEX_TIME) && month_day(t->value, &month, &day);
}

static bool has_ahead(Making *m, Str text) {
    Arena scratch = {0};
    bool found = phrase_first(tables_get(m->tables, "en/ahead"), text, &scratch) > 0;
    arena_drop(&scratch);
    return found;
}

/* "said on Friday", "told her on Friday that": the time stands right behind a verb of speech and
 * its speaker, or between it and what was said. */
static bool says_at(const Records *r, const Claim *c, Span time) {
    uint32_t end = c->cue.end;
    if (!span_some(c->cue) || end > time.start) return false;
    for (uint32_t i = 0; i < c->content.n; i++) {
        Span said = c->content.v[i];
        if (time.start >= said.start && time.start < said.end) return false;
        if (said.start >= end && said.start < time.start) return false;
    }
    if (c->source && c->source->span.start >= end && c->source->span.end <= time.start)
        end = c->source->span.end;
    for (uint32_t i = 0; i < c->content.n; i++)
        if (c->content.v[i].start >= time.end && c->content.v[i].start - end < SAID_REACH)
            return true;
    return time.start - end <= SAID_GAP &&
           str_find_char(str_cut(r->doc.text, (Span){end, time.start}), ',') == SIZE_MAX;
}

bool clue_is_said(const Records *r, const Time *t) {
    for (uint32_t i = 0; i < r->claims.n; i++)
        if (says_at(r, &r->claims.v[i], t->head.span)) return true;
    return false;
}

bool clue_is_ahead(Making *m, const Records *r, const Time *t) {
    uint32_t at = t->head.span.start, sentence = document_sentence_at(&r->doc, at), alone = 1;
    if (!sentence || clue_is_said(r, t)) return false;
    Span span = r->doc.sentences.v[sentence - 1], before = {span.start, t->head.span.end};
    for (uint32_t i = 0; i < r->times.n; i++) {
        Span other = r->times.v[i].head.span;
        if (&r->times.v[i] == t || other.start < span.start || other.start >= span.end) continue;
        alone = 0;
        if (other.end <= at && other.end > before.start) before.start = other.end;
    }
    bool opens = at < span.start + OPENING;
    return has_ahead(m, document_cut(&r->doc, alone && (opens || !t->relative) ? span : before));
}

bool clue_in_history(const Records *r, uint32_t at) {
    Span sentence = document_sentence_span(&r->doc, at);
    bool history = false, news = false;
    for (uint32_t i = 0; i < r->events.n; i++) {
        if (!span_holds(sentence, r->events.v[i].head.span.start)) continue;
        history |= r->events.v[i].background;
        news |= !r->events.v[i].background;
    }
    return history && !news;
}

StCode clues_add(Making *m, Clues *list, Clue clue) {
    Clue *slot = list_push(m->arena, list, Clue);
    TRY_MEM(slot, m->err);
    *slot = clue;
    return ST_OK;
}

StCode clues_find(Making *m, const bool *open, Clues *by_document) {
    for (uint32_t d = 0; d < m->docs.n; d++)
        if (open[d]) TRY(clues_find_own(m, d, &by_document[d]));
    return clues_find_shared(m, open, by_document);
}
