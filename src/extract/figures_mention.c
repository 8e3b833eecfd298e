#include "extract/figures.h"

enum { MEMBERS_MAX = 8 };    /* uncounted members of one list */
enum { MENTIONS_BACK = 64 }; /* counts looked back at for the same head */

static bool is_plural(const Token *t) {
    return t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS;
}

static Ref person_at(const FigureScan *f, uint32_t i) {
    Ref ref = f->x->actor_at[i];
    const Actor *a = records_actor(f->x->out, ref);
    return a && a->kind == ACTOR_PERSON ? ref : 0;
}

static bool is_person_pronoun(const FigureScan *f, uint32_t i) {
    return figures_word_in(f, i, LIST_ONE_PERSON) && f->parse->tokens.v[i].xpos == XPOS_PRP;
}

/* Nouns that are plural without showing it. */
static bool is_collective(const FigureScan *f, uint32_t i) {
    return figures_word_in(f, i, LIST_COLLECTIVE);
}

static uint32_t back_over_hyphen(const FigureScan *f, uint32_t i) {
    return i > f->sentence.first && figures_word(f, i - 1, "-") ? i - 1 : i;
}

uint32_t figures_age_first(const FigureScan *f, uint32_t old) {
    uint32_t i = back_over_hyphen(f, old);
    if (!figures_word(f, old, "old") || i == f->sentence.first) return TOKEN_NONE;
    bool span = figures_word_in(f, i - 1, LIST_AGE_SPAN);
    i = back_over_hyphen(f, i - 1);
    if (!span || i == f->sentence.first || f->parse->tokens.v[i - 1].upos != UPOS_NUM)
        return TOKEN_NONE;
    return i - 1;
}

/* "a six-year-old": an age that stands for its owner. */
static bool is_aged_person(const FigureScan *f, uint32_t i) {
    if (figures_age_first(f, i) == TOKEN_NONE) return false;
    return i + 1 >= f->sentence.end || !token_is_noun(&f->parse->tokens.v[i + 1]);
}

TokenRange figures_mention_range(const FigureScan *f, uint32_t head) {
    uint32_t first = figures_age_first(f, head);
    if (first == TOKEN_NONE) { /* a name goes on, "a student last night" does not */
        TokenRange r = clause_noun_chunk(f->parse, head);
        bool name = f->parse->tokens.v[head].upos == UPOS_PROPN;
        uint32_t end = head + 1;
        while (name && end < r.end && f->parse->tokens.v[end].upos == UPOS_PROPN) end++;
        if (r.first > f->sentence.first) { /* "a 4-year-old | boy" */
            uint32_t age = figures_age_first(f, r.first - 1);
            if (age != TOKEN_NONE) r.first = figures_mention_range(f, r.first - 1).first;
        }
        return (TokenRange){r.first, end};
    }
    if (first > f->sentence.first && f->parse->tokens.v[first - 1].upos == UPOS_DET) first--;
    return (TokenRange){first, head + 1};
}

/* "And another was wounded", "wounding the other." */
static bool stands_alone(const FigureScan *f, uint32_t i) {
    bool other =
        figures_word(f, i, "other") && i > f->sentence.first && figures_word(f, i - 1, "the");
    if (!other && !figures_word(f, i, "another")) return false;
    if (i + 1 >= f->sentence.end) return other;
    const Token *next = &f->parse->tokens.v[i + 1]; /* "another seriously injured" */
    if (next->upos == UPOS_ADV && i + 2 < f->sentence.end && token_is_verb(next + 1)) next++;
    return token_is_verb(next) || (other && (next->upos == UPOS_PUNCT || next->upos == UPOS_ADP));
}

uint32_t figures_persons(const FigureScan *f, uint32_t i, uint32_t *unit) {
    const Token *t = &f->parse->tokens.v[i];
    *unit = 0;
    if (is_person_pronoun(f, i)) return 1;
    /* "one was killed and another wounded" */
    bool another = stands_alone(f, i);
    if (another || is_aged_person(f, i)) {
        *unit = table_find(f->tables.units, S("person"), 0);
        return 1;
    }
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

static bool is_name(const FigureScan *f, uint32_t i) {
    return f->parse->tokens.v[i].upos == UPOS_PROPN && person_at(f, i);
}

/* "Iln, 22, and Orm", "Iln (22) and Orm": over the age. */
static uint32_t skip_age(const FigureScan *f, uint32_t i) {
    uint64_t years;
    if (figures_word(f, i, "(") && figures_word(f, i + 2, ")") &&
        str_to_u64(f->norms[i + 1], &years))
        return i + 3;
    bool age = figures_word(f, i, ",") && i + 2 < f->sentence.end &&
               str_to_u64(f->norms[i + 1], &years) && years <= FIGURES_AGE_MAX;
    bool goes_on =
        figures_word(f, i + 2, ",") || figures_word(f, i + 2, "and") || figures_word(f, i + 2, ";");
    return age && goes_on ? i + 2 : i;
}

/* "killed two guards and himself" */
static bool is_reflexive(const FigureScan *f, uint32_t i) {
    return figures_word(f, i, "himself") || figures_word(f, i, "herself");
}

/* The next member of a list that begins at `i` with a comma, "and" or both: its head, and where it
 * ends; TOKEN_NONE when there is none. */
static uint32_t next_member(const FigureScan *f, uint32_t i, uint32_t *end, bool *and) {
    i = skip_age(f, i);
    bool comma = figures_word(f, i, ",") || figures_word(f, i, ";");
    *and = figures_word(f, i + comma, "and") || figures_word(f, i + comma, "or") ||
           figures_word(f, i + comma, "then");
    uint32_t next = i + comma + *and;
    if (*and&&figures_word(f, next, "then")) next++;
    if ((!comma && !*and) || next >= f->sentence.end) return TOKEN_NONE;
    if (is_reflexive(f, next)) {
        *and = true;
        *end = next + 1;
        return next;
    }
    TokenRange chunk = clause_noun_chunk(f->parse, next);
    if (chunk.first != next || !token_is_noun(&f->parse->tokens.v[chunk.end - 1]))
        return TOKEN_NONE;
    *end = chunk.end;
    return chunk.end - 1;
}

/* More names behind the first: "Iln, Orm and Vask". Commas alone may be appositions. */
static uint32_t persons_listed(const FigureScan *f, uint32_t head, uint32_t *end) {
    uint32_t n = 0, at = clause_noun_chunk(f->parse, head).end, found = 0;
    bool and = false;
    *end = at;
    while (is_name(f, head) && !and) {
        uint32_t member = next_member(f, at, &at, &and);
        if (member == TOKEN_NONE || f->count_at[member] || !is_name(f, member)) break;
        if (person_at(f, member) == person_at(f, head)) break;
        n++;
        if (and) {
            found = n;
            *end = at;
        }
    }
    return found;
}

static void set_measure(const FigureScan *f, Count *c, uint32_t row, uint32_t trigger) {
    c->measure_row = row;
    c->rank = figures_rank(f, row);
    c->trigger = trigger;
    c->weak = figures_is_weak(f, row);
}

/* One head is one victim, whatever says so; the stronger measure stays. */
static bool taken(FigureScan *f, uint32_t row, uint32_t head, uint32_t trigger) {
    uint32_t first = f->first;
    if (f->counts.n > first + MENTIONS_BACK) first = f->counts.n - MENTIONS_BACK;
    for (uint32_t k = first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->head != head || c->by < COUNTED_MENTION) continue;
        if (figures_rank(f, row) > c->rank) set_measure(f, c, row, trigger);
        return true;
    }
    return false;
}

/* "Mr Kpodar has not left Accra", "our president": of one man it is no count that none did. */
static bool is_one(const FigureScan *f, uint32_t patient) {
    uint32_t unit;
    return figures_persons(f, patient, &unit) == 1;
}

/* "civilians were not harmed" */
static StCode deny(FigureScan *f, uint32_t row, TokenRange trigger, uint32_t patient) {
    uint32_t unit = figures_unit_of(f, patient, patient);
    Str of = table_cell(f->tables.measures, row - 1, MEASURE_OF);
    if (!figures_is_person(f, unit) && !person_at(f, patient)) return ST_OK;
    if (is_one(f, patient)) return ST_OK;
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

/* "Took 11 prisoner": a written number right before it counts them, and more than one. */
static bool has_written_number(const FigureScan *f, uint32_t head) {
    if (head == f->sentence.first || !f->count_at[head - 1]) return false;
    const Count *c = &f->counts.v[f->count_at[head - 1] - 1];
    return !c->dropped && c->by < COUNTED_MENTION && c->value.milli > 1000;
}

/* "A body was found": one more, who is not told of by name. */
static bool is_body(const FigureScan *f, Str of, uint32_t i, uint32_t *unit) {
    uint32_t first = clause_noun_chunk(f->parse, i).first;
    bool one = figures_word(f, first, "a") || figures_word(f, first, "another");
    bool named = figures_word(f, i + 1, "of");
    if (!figures_list_has(of, S("toll")) || !figures_word_in(f, i, LIST_DEAD_BODY)) return false;
    *unit = figures_unit_of(f, i, i);
    return one && !named;
}

StCode figures_mention(FigureScan *f, uint32_t row, TokenRange trigger, uint32_t patient) {
    if (patient < f->sentence.first || patient >= f->sentence.end || f->x->time_at[patient])
        return ST_OK;
    Str of = table_cell(f->tables.measures, row - 1, MEASURE_OF);
    if (clause_verb_group(f->parse, trigger.first).negated) return deny(f, row, trigger, patient);
    if (!str_eq(figures_kind_cell(f, row, KIND_SINGULAR), S("yes"))) return ST_OK;
    if (range_has(trigger, patient)) return ST_OK;
    uint32_t unit, end, n = figures_persons(f, patient, &unit);
    bool body = is_body(f, of, patient, &unit);
    if (body) n = 1;
    if (!body && !figures_list_has(of, S("person"))) return ST_OK;
    if (!unit && figures_list_has(of, S("noun"))) return ST_OK;
    if (!n || has_written_number(f, patient) || taken(f, row, patient, trigger.first)) return ST_OK;
    /* "the storm hit Bobonong": who is only perhaps a person is not perhaps hurt */
    bool weak = figures_is_weak(f, row);
    if (weak && !unit && !f->x->actor_at[patient] && f->parse->tokens.v[patient].upos == UPOS_PROPN)
        return ST_OK;
    uint32_t more = is_person_pronoun(f, patient) ? 0 : persons_listed(f, patient, &end);
    TokenRange range = figures_mention_range(f, patient);
    if (more) range.end = end;
    Count *c = figures_push(f, range);
    TRY_MEM(c, f->x->err);
    c->phrase_end = range.end;
    c->head = patient;
    c->unit_row = unit;
    c->value = c->low = c->high = number_of(n + more);
    c->by = more ? COUNTED_LIST : COUNTED_MENTION;
    set_measure(f, c, row, trigger.first);
    for (uint32_t i = range.first; i < range.end; i++)
        if (!f->count_at[i]) f->count_at[i] = f->counts.n;
    return ST_OK;
}

/* A member of a list of which another was counted, "five policemen and a civilian were killed". */
static StCode add_member(FigureScan *f, uint32_t head, uint32_t like) {
    uint32_t unit;
    Count *there = figures_count_at(f, head);
    if (there && !there->measure_row && figures_is_person(f, there->unit_row) && !there->dropped) {
        const Count *whose = &f->counts.v[like]; /* "his wife and four daughters" */
        there->measure_row = whose->measure_row;
        there->rank = whose->rank;
        there->trigger = whose->trigger;
        there->negated = whose->negated;
        there->weak = whose->weak;
        return ST_OK;
    }
    uint32_t n = f->count_at[head] ? 0 : figures_persons(f, head, &unit);
    if (!n) return ST_OK;
    TokenRange range = clause_noun_chunk(f->parse, head);
    Count *c = figures_push(f, range);
    TRY_MEM(c, f->x->err);
    const Count *from = &f->counts.v[like];
    c->head = head;
    c->unit_row = unit;
    c->value = c->low = c->high = number_of(n);
    c->by = COUNTED_MENTION;
    c->measure_row = from->measure_row;
    c->rank = from->rank;
    c->trigger = from->trigger;
    c->negated = from->negated;
    c->weak = from->weak;
    for (uint32_t i = range.first; i < range.end; i++) f->count_at[i] = f->counts.n;
    return ST_OK;
}

static bool has_article(const FigureScan *f, uint32_t head) {
    if (is_reflexive(f, head)) return true;
    uint32_t first = clause_noun_chunk(f->parse, head).first;
    return figures_word(f, first, "a") || figures_word(f, first, "an") ||
           figures_word(f, first, "another") || f->parse->tokens.v[first].xpos == XPOS_PRPS;
}

/* Behind the count: "killed five policemen, a civilian and her driver". */
static StCode members_behind(FigureScan *f, uint32_t index) {
    uint32_t heads[MEMBERS_MAX], n = 0, at = f->counts.v[index].phrase_end;
    bool and = false;
    while (!and&&n < MEMBERS_MAX) {
        uint32_t member = next_member(f, at, &at, &and);
        if (member == TOKEN_NONE || !(has_article(f, member) || f->count_at[member])) break;
        heads[n++] = member;
    }
    /* "and a child was hurt" has a verb of its own */
    const Count *c = &f->counts.v[index];
    bool before = c->trigger < c->range.first;
    bool verb = at < f->sentence.end && f->parse->tokens.v[at].upos == UPOS_AUX;
    if (!and || (before && verb)) return ST_OK;
    for (uint32_t k = 0; k < n; k++) TRY(add_member(f, heads[k], index));
    return ST_OK;
}

/* "a couple and their two children" */
static bool is_owner(const Token *t) {
    return t->xpos == XPOS_PRPS || t->upos == UPOS_DET;
}

/* Before it: "a civilian and five policemen were killed". */
static StCode member_before(FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index];
    uint32_t first = c->range.first;
    while (first > f->sentence.first + 2 && is_owner(&f->parse->tokens.v[first - 1])) first--;
    if (c->trigger < c->phrase_end || first < f->sentence.first + 2) return ST_OK;
    if (!figures_word(f, first - 1, "and")) return ST_OK;
    uint32_t head = figures_word(f, first - 2, ",") ? first - 3 : first - 2;
    if (head < f->sentence.first || head >= f->sentence.end) return ST_OK;
    bool member =
        has_article(f, head) || f->count_at[head] || is_name(f, head) || is_person_pronoun(f, head);
    return member ? add_member(f, head, index) : ST_OK;
}

StCode figures_add_members(FigureScan *f) {
    uint32_t n = f->counts.n;
    for (uint32_t k = f->first; k < n; k++) {
        const Count *c = &f->counts.v[k];
        bool counts = c->measure_row && !c->dropped && !c->money && !c->share && !c->slot &&
                      c->by != COUNTED_NEGATION && c->trigger != TOKEN_NONE &&
                      str_eq(figures_kind_cell(f, c->measure_row, KIND_SINGULAR), S("yes"));
        if (!counts) continue;
        TRY(members_behind(f, k));
        TRY(member_before(f, k));
    }
    return ST_OK;
}
