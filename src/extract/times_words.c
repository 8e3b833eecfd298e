#include "extract/times.h"

#include "base/utf8.h"

_Static_assert(TIME_ROLE_COUNT <= 64, "a bit for each role");

const char *const time_unit_words[UNIT_COUNT] = {
    "",        "second", "minute",    "hour",    "session",    "day",
    "weekend", "week",   "fortnight", "month",   "quarter",    "half",
    "season",  "year",   "decade",    "century", "millennium",
};

static const Str role_words[] = {
#define X(name, word) STR(word),
    TIME_ROLES(X)
#undef X
};

/* ---- pieces: tokens, parted at hyphens, so that "mid-May" is what "mid May" is */

typedef struct Pieces {
    TimeWord *words;
    Str *norms;
    uint32_t n;
} Pieces;

/* Bytes of the hyphen or dash at `at`, 0 for none. */
static size_t dash_at(Str s, size_t at) {
    if (s.p[at] == '-') return 1;
    bool dash = at + 2 < s.n && (unsigned char)s.p[at] == 0xE2 &&
                (unsigned char)s.p[at + 1] == 0x80 && (unsigned char)s.p[at + 2] >= 0x90 &&
                (unsigned char)s.p[at + 2] <= 0x95;
    return dash ? 3 : 0;
}

static uint32_t dashes_in(Str s) {
    uint32_t n = 0;
    for (size_t i = 0, d; i < s.n; i += d ? d : 1) n += (d = dash_at(s, i)) != 0;
    return n;
}

static void piece_add(Pieces *p, uint32_t token, Span span, Str norm) {
    if (!norm.n) return;
    p->words[p->n] = (TimeWord){.span = span, .token = token};
    p->norms[p->n++] = norm;
}

/* Form and norm are cut side by side: they have the same dashes, of different lengths. */
static void piece_split(Pieces *p, uint32_t index, const Token *token) {
    Str form = token->form, norm = token->norm;
    size_t form_from = 0, norm_from = 0, i = 0, j = 0;
    while (j < norm.n) {
        size_t dj = dash_at(norm, j);
        if (!dj) {
            j++;
            continue;
        }
        size_t di = 0;
        while (i < form.n && !(di = dash_at(form, i))) i++;
        uint32_t at = token->span.start;
        piece_add(p, index, (Span){at + (uint32_t)form_from, at + (uint32_t)i},
                  str_cut(norm, (Span){(uint32_t)norm_from, (uint32_t)j}));
        piece_add(p, index, (Span){at + (uint32_t)i, at + (uint32_t)(i + di)}, S("-"));
        form_from = i += di;
        norm_from = j += dj;
    }
    piece_add(p, index, (Span){token->span.start + (uint32_t)form_from, token->span.end},
              str_from(norm, norm_from));
}

static uint32_t pieces_of(const Token *t) {
    return 2 * dashes_in(t->norm) + 1;
}

static void pieces_make(const Extraction *x, const Sentence *s, Pieces *p) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Token *t = &x->parse.tokens.v[i];
        uint32_t dashes = dashes_in(t->norm);
        if (dashes && dashes == dashes_in(t->form) && t->norm.n > 1 && day_parse(t->norm) == 0)
            piece_split(p, i, t);
        else
            piece_add(p, i, t->span, t->norm);
    }
}

/* ---- where a word may be what its row says */

typedef struct Spot {
    const Extraction *x;
    const Pieces *p;
    uint32_t at, end; /* pieces of the phrase */
} Spot;

static Str norm_at(const Spot *w, uint32_t i) {
    return i < w->p->n ? w->p->norms[i] : S("");
}
static Str norm_before(const Spot *w) {
    return w->at ? w->p->norms[w->at - 1] : S("");
}
static bool numeric(Str s) {
    return s.n && utf8_is_digit((unsigned char)s.p[0]);
}

static bool is_in(const Spot *w, Str word, WordList list) {
    return word_is_in(w->x->tables, word, list);
}

static const Token *token_of(const Spot *w, uint32_t piece) {
    return &w->x->parse.tokens.v[w->p->words[piece].token];
}

static bool when_capital(const Spot *w) {
    unsigned len;
    return utf8_is_upper(utf8_at(w->x->out->doc.text, w->p->words[w->at].span.start, &len));
}

/* A numeral on either side, a comma or a dot between. */
static bool when_dated(const Spot *w) {
    Str next = norm_at(w, w->end);
    if (str_eq(next, S(",")) || str_eq(next, S("."))) next = norm_at(w, w->end + 1);
    return numeric(norm_before(w)) || numeric(next);
}

/* May, March: a numeral beside it, a word before it that wants a time, or a name for the tagger. */
static bool when_name(const Spot *w) {
    if (!when_capital(w)) return false;
    if (numeric(norm_at(w, w->end)) || numeric(norm_before(w))) return true;
    if (!w->at || is_in(w, norm_at(w, w->end), LIST_MONTH_TAIL)) return false;
    const Token *t = token_of(w, w->at);
    return is_in(w, norm_before(w), LIST_MONTH_LEAD) ||
           (t->upos == UPOS_PROPN && !(t->flags & TOKEN_UPPER));
}

static bool after_season_word(const Spot *w) {
    return is_in(w, norm_before(w), LIST_SEASON_LEAD);
}

static bool when_season(const Spot *w) {
    Upos u = token_of(w, w->at)->upos;
    return after_season_word(w) || (u != UPOS_VERB && u != UPOS_AUX);
}

static bool when_fall(const Spot *w) {
    bool fall_of = str_eq(norm_at(w, w->end), S("of")) && !numeric(norm_at(w, w->end + 1));
    return after_season_word(w) && !fall_of;
}

/* "the daily Granma" is a newspaper */
static bool when_unnamed(const Spot *w) {
    return w->end >= w->p->n || token_of(w, w->end)->upos != UPOS_PROPN;
}

/* "was soon released" looks back, "as soon as" at nothing */
static bool when_ahead(const Spot *w) {
    if (is_in(w, norm_at(w, w->end), LIST_SOON_TAIL)) return false;
    const Parse *p = &w->x->parse;
    uint32_t verb = clause_verb_of(p, w->p->words[w->at].token);
    return verb == TOKEN_NONE || clause_verb_group(p, verb).tense != TENSE_PAST;
}

static bool when_adverb(const Spot *w) {
    Upos u = token_of(w, w->at)->upos;
    return (u == UPOS_ADV || !u) && !str_eq(norm_at(w, w->end), S("as"));
}

static bool when_modifier(const Spot *w) {
    if (w->end >= w->p->n) return false;
    Upos u = token_of(w, w->end)->upos;
    return u == UPOS_NOUN || u == UPOS_ADJ || u == UPOS_PROPN;
}

static bool when_zone(const Spot *w) {
    return numeric(norm_before(w)) || is_in(w, norm_before(w), LIST_ZONE_LEAD);
}

static bool when_holds(Str when, const Spot *w) {
    static const struct {
        Str word;
        bool (*holds)(const Spot *);
    } conditions[] = {
        {STR("capital"), when_capital},   {STR("dated"), when_dated},
        {STR("name"), when_name},         {STR("season"), when_season},
        {STR("fall"), when_fall},         {STR("adverb"), when_adverb},
        {STR("modifier"), when_modifier}, {STR("zone"), when_zone},
        {STR("unnamed"), when_unnamed},   {STR("ahead"), when_ahead},
    };
    if (!when.n) return true;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        if (str_eq(conditions[i].word, when)) return conditions[i].holds(w);
    return false;
}

/* ---- words of the tables */

static TimeRole role_of_row(TimeTables *t, uint32_t row) {
    if (!t->class_of_row[row]) {
        Str word = table_cell(t->times, row, t->class_column);
        uint8_t role = 0;
        while (role < TIME_ROLE_COUNT && !str_eq(role_words[role], word)) role++;
        t->class_of_row[row] = (uint8_t)(role + 1);
    }
    return (TimeRole)(t->class_of_row[row] - 1);
}

static bool small_number(Str s, int32_t *out) {
    bool minus = s.n && s.p[0] == '-';
    if (!time_digits(minus ? str_from(s, 1) : s, out)) return false;
    if (minus) *out = -*out;
    return true;
}

static void word_value(TimeWord *w, TimeRole role, Str value) {
    if (role == TIME_UNIT || role == TIME_UNITS) {
        for (int32_t u = 1; u < UNIT_COUNT; u++)
            if (str_is(value, time_unit_words[u])) w->value = u;
        if (w->value == UNIT_QUARTER) w->roles |= TIME_BIT(QUARTER);
        return;
    }
    if (value.n && !small_number(value, &w->value)) w->text = value;
    if (role == TIME_DAYREF) w->text = value;
}

/* The rows of a phrase: every class whose condition holds. */
static uint32_t word_phrase(TimeTables *t, const Spot *w, TimeWord *out) {
    Phrase phrase = table_match(t->times, &w->p->norms[w->at], w->p->n - w->at);
    Spot place = *w;
    place.end = w->at + phrase.words;
    for (uint32_t r = phrase.row; r; r = table_find(t->times, phrase.key, r)) {
        TimeRole role = role_of_row(t, r - 1);
        if (role >= TIME_ROLE_COUNT) continue;
        if (!when_holds(table_cell(t->times, r - 1, t->when_column), &place)) continue;
        out->roles |= UINT64_C(1) << role;
        word_value(out, role, table_cell(t->times, r - 1, t->value_column));
    }
    return out->roles ? phrase.words : 0;
}

static uint32_t word_holiday(const TimeTables *t, const Spot *w, TimeWord *out) {
    if (!when_capital(w)) return 0;
    Phrase phrase = table_match(t->holidays, &w->p->norms[w->at], w->p->n - w->at);
    if (!phrase.row) return 0;
    out->roles = TIME_BIT(HOLIDAY);
    out->text = table_cell(t->holidays, phrase.row - 1, t->holiday_date);
    return phrase.words;
}

/* ---- number words: "twenty-three", "two hundred and five", "nineteen ninety-four" */

typedef enum NumberKind {
    NUMBER_NONE,
    NUMBER_CARDINAL,
    NUMBER_TEN,
    NUMBER_SCALE,
    NUMBER_ORDINAL
} NumberKind;

static NumberKind number_word(const TimeTables *t, Str norm, int32_t *value) {
    static const struct {
        Str word;
        NumberKind kind;
    } kinds[] = {{STR("cardinal"), NUMBER_CARDINAL},
                 {STR("ten"), NUMBER_TEN},
                 {STR("scale"), NUMBER_SCALE},
                 {STR("ordinal"), NUMBER_ORDINAL}};
    uint32_t row = table_find(t->numbers, norm, 0);
    for (; row; row = table_find(t->numbers, norm, row)) {
        Str kind = table_cell(t->numbers, row - 1, t->number_kind);
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (str_eq(kinds[i].word, kind) &&
                time_digits(table_cell(t->numbers, row - 1, t->number_value), value) &&
                *value <= 1000)
                return kinds[i].kind;
    }
    return NUMBER_NONE;
}

/* How the next number word joins `have`; -1 when it does not. */
static int32_t number_join(int32_t have, NumberKind kind, int32_t value) {
    if (kind == NUMBER_SCALE) return have < value ? (have ? have : 1) * value : -1;
    if (value < 10 && have >= 20 && have % 10 == 0) return have + value;
    if (value < 100 && have % 100 == 0) return have + value;
    if (value < 1000 && have % 1000 == 0) return have + value;
    if (have >= 13 && have <= 20 && value >= 10 && value < 100)
        return have * 100 + value; /* a year */
    return -1;
}

static uint32_t word_number(const TimeTables *t, const Spot *w, TimeWord *out) {
    int32_t value, total = 0;
    NumberKind kind = number_word(t, norm_at(w, w->at), &value);
    if (kind == NUMBER_NONE) return 0;
    total = value;
    uint32_t end = w->at + 1;
    bool year = false;
    while (kind != NUMBER_ORDINAL) {
        uint32_t next = end;
        bool joint = str_eq(norm_at(w, next), S("-")) ||
                     (str_eq(norm_at(w, next), S("and")) && total >= 100 && total % 100 == 0);
        next += joint;
        NumberKind k = number_word(t, norm_at(w, next), &value);
        int32_t joined = k ? number_join(total, k, value) : -1;
        if (joined < 0) break;
        year = year || (total < 100 && joined >= 1000 && k != NUMBER_SCALE);
        total = joined, kind = k, end = next + 1;
    }
    out->value = total;
    if (kind == NUMBER_ORDINAL)
        out->roles = TIME_BIT(ORD) | (total <= 31 ? TIME_BIT(DAY) : 0);
    else
        out->roles = TIME_BIT(COUNT);
    if (year || (total >= 1900 && total <= 2100 && kind != NUMBER_ORDINAL))
        out->roles |= TIME_BIT(YEAR);
    return end - w->at;
}

/* ---- the sentence */

/* Q3 and the like. */
static bool word_quarter(Str s, TimeWord *w) {
    if (s.n != 2 || s.p[0] != 'q' || s.p[1] < '1' || s.p[1] > '4') return false;
    w->roles = TIME_BIT(QTOKEN);
    w->value = s.p[1] - '0';
    return true;
}

static uint32_t word_classify(TimeTables *t, const Spot *w, TimeWord *out) {
    Str norm = norm_at(w, w->at);
    bool digit = numeric(norm) ||
                 (norm.n > 1 && norm.p[0] == '\'' && utf8_is_digit((unsigned char)norm.p[1]));
    if (digit) {
        bool apostrophe =
            norm.p[0] == '\'' || str_eq(norm_before(w), S("'")) || str_eq(norm_before(w), S("`"));
        time_word_numeral(norm.p[0] == '\'' ? str_from(norm, 1) : norm, apostrophe, out);
        return 1;
    }
    if (word_quarter(norm, out)) return 1;
    uint32_t n = word_holiday(t, w, out);
    if (!n) n = word_number(t, w, out);
    if (n) return n;
    return word_phrase(t, w, out);
}

StCode time_tables_open(Extraction *x, TimeTables *out) {
    *out = (TimeTables){.times = tables_get(x->tables, "en/times"),
                        .numbers = tables_get(x->tables, "en/numbers"),
                        .holidays = tables_get(x->tables, "en/holidays")};
    if (!out->times || !out->numbers || !out->holidays)
        return st_fail(x->err, ST_NOT_FOUND, 0, "a table of times is missing");
    out->class_column = table_column(out->times, "class");
    out->value_column = table_column(out->times, "value");
    out->when_column = table_column(out->times, "when");
    out->number_value = table_column(out->numbers, "value");
    out->number_kind = table_column(out->numbers, "kind");
    out->holiday_date = table_column(out->holidays, "date");
    timex_patterns_index(&out->index);
    out->class_of_row = arena_new(x->arena, uint8_t, table_rows(out->times));
    TRY_MEM(out->class_of_row, x->err);
    return ST_OK;
}

/* Room for the longest sentence so far, kept from one sentence to the next. */
static StCode make_room(Extraction *x, TimeTables *t, const Sentence *s, TimeWords *words) {
    uint32_t need = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        need += pieces_of(&x->parse.tokens.v[i]);
    if (need <= t->room && words->v) return ST_OK;
    t->room = need * 2;
    t->norms = arena_new(x->arena, Str, t->room);
    words->v = arena_new(x->arena, TimeWord, t->room);
    TRY_MEM(t->norms && words->v, x->err);
    return ST_OK;
}

StCode time_words_make(Extraction *x, TimeTables *t, const Sentence *s, TimeWords *out) {
    TRY(make_room(x, t, s, out));
    Pieces p = {out->v, t->norms, 0};
    pieces_make(x, s, &p);
    out->n = 0;
    /* a phrase takes the place of its first piece, so writing never passes reading */
    for (uint32_t at = 0; at < p.n;) {
        Spot place = {x, &p, at, at + 1};
        TimeWord w = p.words[at];
        uint32_t taken = word_classify(t, &place, &w);
        if (!taken) taken = 1;
        w.span.end = p.words[at + taken - 1].span.end;
        at += taken;
        out->v[out->n++] = w;
    }
    return ST_OK;
}
