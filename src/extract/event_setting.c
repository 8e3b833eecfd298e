#include "extract/event_making.h"

enum {
    OUTSIDE_COST = 1000, /* a time of another clause */
    BEFORE_COST = 2,     /* per token before the trigger, 1 after it */
    CONTEXTS_MAX = 6,
    HISTORY_DAYS = 183 /* before publication: told as history, not as news */
};

typedef struct Setting {
    EventMaking *m;
    const EventDraft *d;
    TokenRange sentence, clause;
    TokenRange reach, days; /* where its place and its time may stand */
    uint32_t token;         /* of the trigger */
} Setting;

static const Token *token_of(const Setting *s, uint32_t i) {
    return &s->m->p->tokens.v[i];
}

static uint32_t cost_of(const Setting *s, uint32_t i) {
    uint32_t cost = i >= s->token ? i - s->token : (s->token - i) * BEFORE_COST;
    return range_has(s->clause, i) ? cost : cost + OUTSIDE_COST;
}

/* ---- time */

static EventPrecision precision_of(const Time *t) {
    if (t->days.from && t->days.from == t->days.to) return WHEN_DAY;
    if (str_find(t->value, S("W")) != SIZE_MAX) return WHEN_WEEK;
    if (t->value.n == 7) return WHEN_MONTH;
    if (t->value.n == 4) return WHEN_YEAR;
    return WHEN_PERIOD;
}

/* "the 19 March elections", "the 15 September neighbourhood": the day of something else, but for
 * "killed in last week's offensive", which happened then too. */
static bool is_of_other(const Setting *s, uint32_t i) {
    TokenRange c = clause_noun_chunk(s->m->p, i);
    if (!range_has(c, i)) return false;
    Str before = c.first > s->sentence.first ? token_of(s, c.first - 1)->norm : (Str){NULL, 0};
    if (str_eq(before, S("in")) || str_eq(before, S("during"))) return false;
    bool opens = s->m->x->time_at[c.first] == s->m->x->time_at[i];
    if (opens && str_eq(before, S("on"))) return false; /* "on 1 March soldiers …" */
    uint32_t head = clause_noun_head(s->m->p, c);
    if (head == TOKEN_NONE || head <= i || range_has(s->d->trigger, head)) return false;
    return s->m->x->time_at[head] != s->m->x->time_at[i] && !event_word_at(s->m, head);
}

/* "since 11 November": a day on which it began, or none in particular. */
static bool is_since(const Setting *s, uint32_t i, const Time *t) {
    Ref time = s->m->x->time_at[i];
    if (precision_of(t) != WHEN_DAY) return false; /* "since 1988": history */
    while (i > s->sentence.first && s->m->x->time_at[i - 1] == time) i--;
    return i > s->sentence.first && str_eq(token_of(s, i - 1)->norm, S("since"));
}

/* What is told as done is not of a day that was still to come. */
static bool is_ahead(const Setting *s, const Time *t, const Event *e) {
    const Published *p = s->m->x->out->doc.published;
    return e->modality == MODALITY_ACTUAL && p && p->days.to && t->days.from > p->days.to;
}

static const Time *time_of(const Setting *s, const Event *e) {
    const Time *best = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = s->days.first; i < s->days.end; i++) {
        const Time *t = records_time(s->m->x->out, s->m->x->time_at[i]);
        if (!t || (t->timex != TIMEX_DATE && t->timex != TIMEX_TIME) || !days_some(t->days))
            continue;
        if (!extraction_beside(s->m->x, s->token, i)) continue;
        if (!event_same_voice(s->m, s->token, i) && !event_is_hearsay(s->m, s->token, i)) continue;
        uint32_t cost = cost_of(s, i);
        if (cost >= least || is_ahead(s, t, e) || is_since(s, i, t) || is_of_other(s, i)) continue;
        least = cost;
        best = t;
    }
    return best;
}

/* A year or a decade without a day is history even where the day of publication is not known. */
static bool is_history(const Setting *s, const Time *t) {
    const Published *p = s->m->x->out->doc.published;
    bool dated = p && p->days.from;
    if (dated && t->days.to) return t->days.to + HISTORY_DAYS < p->days.from;
    return !dated && t->value.n == 4 && t->basis == TIME_BASIS_EXPLICIT;
}

/* "In 1976, he said, the general ordered the killing of": whatever day it was. */
static bool stands_in_history(const Setting *s) {
    for (uint32_t i = s->clause.first; i < s->clause.end; i++) {
        const Time *t = records_time(s->m->x->out, s->m->x->time_at[i]);
        bool past = t && t->timex == TIMEX_DATE && days_some(t->days) && is_history(s, t);
        if (past && !is_of_other(s, i)) return true;
    }
    return false;
}

static StCode time_read(const Setting *s, Event *out) {
    const Time *t = time_of(s, out);
    if (!t) {
        out->background |= stands_in_history(s);
        return ST_OK;
    }
    out->time = arena_new(s->m->x->arena, EventTime, 1);
    TRY_MEM(out->time, s->m->x->err);
    *out->time = (EventTime){t->days, precision_of(t)};
    if (is_history(s, t)) out->background = true;
    return ST_OK;
}

/* ---- words of the clause: instrument, contexts, sectors */

static uint32_t row_at(const Setting *s, const Table *table, uint32_t i, uint32_t end,
                       uint32_t *words) {
    Str phrase[TABLE_PHRASE_MAX];
    uint32_t n = 0;
    *words = 0;
    if (!table) return 0;
    const Token *first = token_of(s, i);
    bool norm = first->upos == UPOS_PROPN || !first->lemma.n;
    if (!table_may(table, norm ? first->norm_tables : first->lemma_tables)) return 0;
    for (uint32_t k = i; k < end && n < TABLE_PHRASE_MAX; k++, n++) {
        const Token *t = token_of(s, k);
        phrase[n] = t->upos == UPOS_PROPN || !t->lemma.n ? t->norm : t->lemma;
    }
    Phrase found = table_match(table, phrase, n);
    *words = found.words;
    return found.row;
}

/* The means nearest to the trigger; it also says how an attack without a mode was made. */
static void instrument_read(const Setting *s, Event *out) {
    if (out->class != CLASS_ASSAULT && !str_eq(out->mode, S("arson"))) return;
    uint32_t least = UINT32_MAX, best = 0, row = 0, end = 0;
    for (uint32_t i = s->clause.first, words = 1; i < s->clause.end; i += words ? words : 1) {
        uint32_t r = row_at(s, s->m->weapons, i, s->clause.end, &words);
        if (!r || !token_is_noun(token_of(s, i + words - 1)) || cost_of(s, i) >= least) continue;
        least = cost_of(s, i);
        best = i;
        row = r;
        end = i + words;
    }
    if (!row || str_eq(out->mode, S("abduct"))) return;
    if (!out->mode.n && out->class == CLASS_ASSAULT) {
        out->mode = table_cell(s->m->weapons, row - 1, s->m->weapon_mode);
        if (str_eq(out->cameo, S("190")) || str_eq(out->cameo, S("180")))
            out->cameo = table_cell(s->m->weapons, row - 1, s->m->weapon_cameo);
    }
    if (!str_eq(event_kind_at(s->m, end - 1), S("person")) && !range_has(s->d->trigger, best))
        out->instrument = clause_span(s->m->p, (TokenRange){best, end});
}

static StCode word_add(EventMaking *m, Strs *list, Str word) {
    if (list->n >= CONTEXTS_MAX) return ST_OK;
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], word)) return ST_OK;
    Str *w = list_push(m->x->arena, list, Str);
    TRY_MEM(w, m->x->err);
    *w = word;
    return ST_OK;
}

static StCode words_read(const Setting *s, const Table *table, int column, TokenRange r,
                         Strs *list) {
    for (uint32_t i = r.first; i < r.end;) {
        uint32_t words = 0, row = row_at(s, table, i, r.end, &words);
        if (row && words == 1 && token_of(s, i)->upos == UPOS_ADV) row = 0; /* "as well as" */
        if (row) TRY(word_add(s->m, list, table_cell(table, row - 1, column)));
        i += row ? words : 1;
    }
    return ST_OK;
}

static bool has_sector(const Event *e) {
    return e->class == CLASS_AID || e->class == CLASS_NEED || e->class == CLASS_ACCESS ||
           str_eq(e->mode, S("withhold"));
}

/* By the words of the clause, and of things that stand outside it: "aid, including food, that the
 * ministry will provide". */
static StCode sectors_read(const Setting *s, Event *out) {
    const Heads *things = &s->d->objects;
    TRY(words_read(s, s->m->sectors, s->m->sector_name, s->clause, &out->sector));
    for (uint32_t i = 0; i < things->n; i++) {
        TokenRange phrase = clause_noun_chunk(s->m->p, things->v[i]);
        if (range_has(s->clause, things->v[i]) || !range_has(phrase, things->v[i])) continue;
        TRY(words_read(s, s->m->sectors, s->m->sector_name, phrase, &out->sector));
    }
    return ST_OK;
}

/* The phrase of the trigger, as far as the next verb. */
static TokenRange own_phrase(const Setting *s) {
    TokenRange r = clause_noun_chunk(s->m->p, s->token);
    if (!range_has(r, s->token)) r = (TokenRange){s->token, s->token + 1};
    while (r.end < s->sentence.end && !token_is_verb(token_of(s, r.end))) r.end++;
    return r;
}

/* "Police today arrested those behind the attack": what was told before and is only spoken of has
 * the time and place of its own phrase, not those of the sentence; and "today claimed
 * responsibility for the attack" has the day of the telling. */
static void read_reach(Setting *s) {
    bool several = token_of(s, s->token)->xpos == XPOS_NNS; /* "alert due to raids" */
    s->reach = s->days = s->sentence;
    if (!several && !event_is_pointed(s->m, s->token)) return;
    uint32_t by = s->d->operator_row;
    bool told = by && str_eq(table_cell(s->m->operators, by - 1, s->m->op_sets), S("told"));
    if (!s->d->operators || told) s->days = own_phrase(s);
    if (!s->d->operators) s->reach = s->days;
}

StCode event_setting_read(EventMaking *m, const EventDraft *d, Event *out) {
    Setting s = {.m = m, .d = d, .token = d->trigger.first};
    s.sentence = clause_sentence(m->p, s.token);
    uint32_t verb = clause_verb_of(m->p, s.token);
    s.clause = verb == TOKEN_NONE ? s.sentence : clause_range(m->p, verb);
    if (!range_has(s.clause, s.token)) s.clause = s.sentence;
    read_reach(&s);
    if (!out->place) out->place = event_place_find(m, d->trigger, s.clause, s.reach);
    TRY(time_read(&s, out));
    instrument_read(&s, out);
    Str contexts = d->context, one;
    while (cell_next(&contexts, ' ', &one)) TRY(word_add(m, &out->context, one));
    TRY(words_read(&s, m->contexts, m->context_name, s.sentence, &out->context));
    return has_sector(out) ? sectors_read(&s, out) : ST_OK;
}
