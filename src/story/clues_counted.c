/* Spans of days that are counted from something: how many they are, and whether a time of the same
 * document is what they are counted from.
 */
#include "story/dating.h"

enum {
    WEEK = 7,
    MONTH_MIN = 28,
    MONTH_MAX = 31,
    DAYS_COUNTED_MAX = 800,
    FROM_DATE = 4, /* points for a date that the count fits, */
    FROM_WEEKDAY = 3
};

Days clue_duration_days(Str value) {
    uint64_t n;
    if (value.n < 3 || value.p[0] != 'P' || !str_to_u64((Str){value.p + 1, value.n - 2}, &n) ||
        n == 0 || n > DAYS_COUNTED_MAX)
        return (Days){0, 0};
    int32_t count = (int32_t)n, slack;
    switch (value.p[value.n - 1]) {
    case 'D': slack = 1; break;
    case 'W': slack = 2 + count / 2, count *= WEEK; break;
    case 'M': slack = 5 + 2 * count, count = 61 * count / 2; break;
    case 'Y': slack = 20, count *= 365; break;
    default: return (Days){0, 0};
    }
    return count > DAYS_COUNTED_MAX ? (Days){0, 0} : (Days){count - slack, count + slack};
}

Str clue_counts(Making *m, const Document *d, uint32_t at) {
    Str behind = str_from(d->text, at), word = {NULL, 0};
    if (behind.n && behind.p[0] == ' ') behind = str_from(behind, 1);
    str_split(&behind, ' ', &word);
    Str kind = making_cell(m, "en/since", word, "kind");
    bool named = behind.n && behind.p[0] >= 'A' && behind.p[0] <= 'Z';
    return named && str_eq(kind, S("ordinal")) ? S("") : kind; /* "the third week of April" */
}

Days clue_ordinal_days(int32_t n, Str unit) {
    if (str_starts(unit, S("day"))) return (Days){n - 1, n - 1};
    if (str_starts(unit, S("week"))) return (Days){WEEK * (n - 1), WEEK * n - 1};
    if (str_starts(unit, S("month"))) return (Days){MONTH_MIN * (n - 1), MONTH_MAX * n - 1};
    return (Days){-1, -1};
}

/* A day told as past that a count may begin with: a date, or a weekday not more than a week ago. */
static uint32_t starts_count(Making *m, const Records *r, const Time *t, Days days) {
    const Relative *rel = t->relative;
    bool date = clue_names_day(t) && !rel;
    bool weekday = rel && rel->weekday && !rel->anchor && rel->offset == 0 && days.from < WEEK;
    if ((!date && !weekday) || clue_is_said(r, t) || clue_is_ahead(m, r, t)) return 0;
    return date ? FROM_DATE : FROM_WEEKDAY;
}

static bool is_since(const Records *r, const Time *t) {
    return str_ends((Str){r->doc.text.p, t->head.span.start}, S("since "));
}

StCode clues_count_own(Making *m, uint32_t doc, const Clue *count, bool open, Clues *out) {
    const Records *r = m->docs.v[doc];
    Str before = {r->doc.text.p, count->span.start};
    if (open && !str_ends(before, S("for "))) return ST_OK;
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        Clue c = *count;
        c.weight = starts_count(m, r, t, count->days);
        if (!c.weight || t == count->time || (open && !is_since(r, t))) continue;
        c.kind = CLUE_COUNTED;
        c.other_time = t;
        TRY(clues_add(m, out, c));
    }
    return ST_OK;
}
