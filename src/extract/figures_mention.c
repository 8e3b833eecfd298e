#include "extract/figures.h"

enum { MENTIONS_BACK = 64 }; /* counts looked back at for the same victim */

static bool is_plural(const Token *t) {
    return t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS;
}

static Ref person_at(const FigureScan *f, uint32_t i) {
    Ref ref = f->x->actor_at[i];
    const Actor *a = records_actor(f->x->out, ref);
    return a && a->kind == ACTOR_PERSON ? ref : 0;
}

static bool is_person_pronoun(const FigureScan *f, uint32_t i) {
    static const char *const words[] = {"he", "she", "him", "her", "himself", "herself"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (figures_word(f, i, words[w])) return f->parse->tokens.v[i].xpos == XPOS_PRP;
    return false;
}

/* Nouns that are plural without showing it. */
static bool is_collective(const FigureScan *f, uint32_t i) {
    static const char *const words[] = {
        "people",     "police",   "personnel", "staff", "crew",      "youth",   "military",
        "population", "cattle",   "elderly",   "dead",  "wounded",   "injured", "public",
        "folk",       "children", "men",       "women", "workforce", "labour"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (figures_word(f, i, words[w])) return true;
    return false;
}

/* How many persons a noun or name stands for without a number: 0 when that is not known. */
static uint32_t persons_of(const FigureScan *f, uint32_t i, uint32_t *unit) {
    const Token *t = &f->parse->tokens.v[i];
    *unit = 0;
    if (is_person_pronoun(f, i)) return 1;
    if (!token_is_noun(t) || is_plural(t) || is_collective(f, i)) return 0;
    TokenRange chunk = clause_noun_chunk(f->parse, i);
    *unit = figures_unit_of(f, chunk.first, i);
    Str class = *unit ? table_cell(f->tables.units, *unit - 1, UNIT_CLASS) : S("");
    if (figures_is_person(f, *unit) && class.n == 0) {
        uint64_t each = 0;
        str_to_u64(table_cell(f->tables.units, *unit - 1, UNIT_EACH), &each);
        return each ? (uint32_t)each : 1;
    }
    if (person_at(f, i)) return 1;
    /* a name that nobody knows and that is no place: "Johnson was pronounced dead" */
    const Actor *a = records_actor(f->x->out, f->x->actor_at[i]);
    bool name = t->upos == UPOS_PROPN && !f->x->place_at[i] && !a && *unit == 0 &&
                chunk.first + 4 > i && t->lemma.n && (t->flags & TOKEN_CAPITAL);
    return name && !(t->flags & TOKEN_DIGIT) ? 1 : 0;
}

/* More victims behind the first: names in a list, "and his driver". */
static uint32_t persons_listed(const FigureScan *f, uint32_t head, uint32_t *end) {
    TokenRange chunk = clause_noun_chunk(f->parse, head);
    uint32_t n = 0, unit, i = chunk.end;
    *end = chunk.end;
    while (i + 1 < f->sentence.end) {
        bool comma = figures_word(f, i, ","), and = figures_word(f, i + comma, "and");
        uint32_t next = i + comma + and;
        if ((!comma && !and) || next >= f->sentence.end || f->count_at[next]) break;
        TokenRange c = clause_noun_chunk(f->parse, next);
        uint32_t last = c.end - 1;
        /* "the suspect, Iln" is one: between commas only names make a list */
        bool name = f->parse->tokens.v[head].upos == UPOS_PROPN &&
                    f->parse->tokens.v[next].upos == UPOS_PROPN && person_at(f, last) &&
                    person_at(f, last) != person_at(f, head);
        if (c.first != next || !(name || (and&&!comma)) || !persons_of(f, last, &unit)) break;
        n += persons_of(f, last, &unit);
        *end = i = c.end;
        if (and) break;
    }
    return n;
}

static bool said_before(const FigureScan *f, uint32_t row, uint32_t token) {
    Ref who = person_at(f, token);
    Str measure = table_cell(f->tables.measures, row - 1, MEASURE_NAME);
    for (uint32_t n = 0; who && n < MENTIONS_BACK && n < f->counts.n; n++) {
        const Count *c = &f->counts.v[f->counts.n - 1 - n];
        bool same = c->by == COUNTED_MENTION && c->head != TOKEN_NONE && c->measure_row &&
                    person_at(f, c->head) == who;
        if (same &&
            str_eq(table_cell(f->tables.measures, c->measure_row - 1, MEASURE_NAME), measure))
            return true;
    }
    return false;
}

static void set_measure(const FigureScan *f, Count *c, uint32_t row, uint32_t trigger) {
    c->measure_row = row;
    c->rank = figures_rank(f, row);
    c->trigger = trigger;
    c->weak = str_eq(table_cell(f->tables.measures, row - 1, MEASURE_WEAK), S("yes"));
}

/* One head is one victim, whatever says so; the stronger measure stays. */
static bool taken(FigureScan *f, uint32_t row, uint32_t head, uint32_t trigger) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->head != head || c->by < COUNTED_MENTION) continue;
        if (figures_rank(f, row) > c->rank) set_measure(f, c, row, trigger);
        return true;
    }
    return false;
}

/* "civilians were not harmed" */
static StCode deny(FigureScan *f, uint32_t row, TokenRange trigger, uint32_t patient) {
    uint32_t unit = figures_unit_of(f, patient, patient);
    Str of = table_cell(f->tables.measures, row - 1, MEASURE_OF);
    if (!figures_is_person(f, unit) && !person_at(f, patient)) return ST_OK;
    if (taken(f, row, patient, trigger.first)) return ST_OK;
    Str group = table_cell(f->tables.units, unit ? unit - 1 : 0, UNIT_GROUP);
    if (!figures_list_has(of, S("person")) && !(unit && group.n && figures_list_has(of, group)))
        return ST_OK;
    Count *c = figures_push(f, clause_noun_chunk(f->parse, patient));
    TRY_MEM(c, f->x->err);
    c->head = patient;
    c->unit_row = unit;
    c->value = c->low = c->high = number_of(0);
    c->quantifier = QUANT_NO;
    c->by = COUNTED_NEGATION;
    set_measure(f, c, row, trigger.first);
    return ST_OK;
}

StCode figures_mention(FigureScan *f, uint32_t row, TokenRange trigger, uint32_t patient) {
    if (patient < f->sentence.first || patient >= f->sentence.end || f->x->time_at[patient])
        return ST_OK;
    Str of = table_cell(f->tables.measures, row - 1, MEASURE_OF);
    if (clause_verb_group(f->parse, trigger.first).negated) return deny(f, row, trigger, patient);
    if (!str_eq(figures_kind_cell(f, row, KIND_SINGULAR), S("yes"))) return ST_OK;
    if (!figures_list_has(of, S("person")) || range_has(trigger, patient)) return ST_OK;
    uint32_t unit, end, n = persons_of(f, patient, &unit);
    if (!n || taken(f, row, patient, trigger.first) || said_before(f, row, patient)) return ST_OK;
    uint32_t more = is_person_pronoun(f, patient) ? 0 : persons_listed(f, patient, &end);
    TokenRange range = clause_noun_chunk(f->parse, patient);
    if (more) range.end = end;
    Count *c = figures_push(f, range);
    TRY_MEM(c, f->x->err);
    c->head = patient;
    c->unit_row = unit;
    c->value = c->low = c->high = number_of(n + more);
    c->by = more ? COUNTED_LIST : COUNTED_MENTION;
    set_measure(f, c, row, trigger.first);
    for (uint32_t i = range.first; i < range.end; i++)
        if (!f->count_at[i]) f->count_at[i] = f->counts.n;
    return ST_OK;
}
