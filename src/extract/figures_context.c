#include "extract/figures_context.h"

enum { TIME_REACH = 12 };

bool figures_cue_at(const FigureScan *f, uint32_t i, const char *what) {
    uint32_t n = f->sentence.end - i;
    Phrase found[] = {figures_match_key(f, f->tables.cues, i, n),
                      figures_match_norm(f, f->tables.cues, i, n)};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t r = found[k].row; r; r = table_find(f->tables.cues, found[k].key, r))
            if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), what)) return true;
    return false;
}

bool figures_cue_within(const FigureScan *f, uint32_t first, uint32_t end, const char *what) {
    for (uint32_t i = first; i < end && i < f->sentence.end; i++)
        if (figures_cue_at(f, i, what)) return true;
    return false;
}

TokenRange figures_window(const FigureScan *f, const Count *c) {
    TokenRange r = f->sentence;
    if (c->number > r.first + CLAUSE_REACH) r.first = c->number - CLAUSE_REACH;
    if (r.end > c->number + CLAUSE_REACH) r.end = c->number + CLAUSE_REACH;
    return r;
}

uint32_t figures_back_from(const FigureScan *f, uint32_t i, uint32_t n) {
    return i > f->sentence.first + n ? i - n : f->sentence.first;
}

/* ---- what is counted */

static void set_counted(const FigureScan *f, const Count *c, Figure *out) {
    Str unit = figures_unit_cell(f, c->unit_row, UNIT_NAME);
    Str of_measure = figures_kind_cell(f, c->measure_row, KIND_UNIT);
    if (c->share)
        out->unit = S("percent");
    else if (c->money)
        out->unit = S("money");
    else
        out->unit = unit.n ? unit : of_measure;
    if (c->head == TOKEN_NONE || c->by == COUNTED_LIST) return;
    const Token *t = &f->parse->tokens.v[c->head];
    if (t->xpos == XPOS_PRP) return;
    out->counted = t->upos == UPOS_PROPN ? f->norms[c->head] : t->lemma;
    if (out->counted.n == 0) out->counted = f->norms[c->head];
}

static StCode add_group(FigureScan *f, Population *p, uint32_t i, uint32_t row) {
    if (!row) row = table_find(f->tables.units, f->keys[i], 0);
    if (!row) row = table_find(f->tables.units, f->norms[i], 0);
    Str group = figures_unit_cell(f, row, UNIT_GROUP);
    for (uint32_t g = 0; g < p->groups.n; g++)
        if (str_eq(p->groups.v[g], group)) return ST_OK;
    if (!group.n) return ST_OK;
    Str *slot = list_push(f->x->arena, &p->groups, Str);
    TRY_MEM(slot, f->x->err);
    *slot = group;
    return ST_OK;
}

static Str country_of(const FigureScan *f, uint32_t i) {
    const Table *tables[] = {f->tables.demonyms, f->tables.peoples};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        uint32_t row = table_find(tables[k], f->norms[i], 0);
        if (row) return table_cell(tables[k], row - 1, table_column(tables[k], "country"));
    }
    return (Str){NULL, 0};
}

/* The count whose words say who is counted: a number alone goes on with those before it. */
static const Count *named_by(const FigureScan *f, const Count *c) {
    bool alone = c->head == TOKEN_NONE && c->same_as && c->by != COUNTED_NEGATION;
    return alone ? &f->counts.v[c->same_as - 1] : c;
}

/* "Seven of the nineteen are civilians": what is said that they are; TOKEN_NONE. */
static uint32_t predicate_head(const FigureScan *f, const Count *c) {
    uint32_t i = c->phrase_end;
    if (!figures_word_in(f, i, LIST_BE)) return TOKEN_NONE;
    while (++i < f->sentence.end && f->parse->tokens.v[i].upos == UPOS_ADV) {
    }
    if (i >= f->sentence.end || !token_is_nominal(&f->parse->tokens.v[i])) return TOKEN_NONE;
    uint32_t head = clause_noun_chunk(f->parse, i).end - 1;
    bool many = f->parse->tokens.v[head].xpos == XPOS_NNS;
    return many && figures_is_person(f, figures_unit_of(f, i, head)) ? head : TOKEN_NONE;
}

/* "11 bodies of Thai soldiers": whose they are; the counted noun else. */
static uint32_t people_head(const FigureScan *f, const Count *c) {
    if (c->head == TOKEN_NONE && figures_is_person(f, c->unit_row)) return predicate_head(f, c);
    bool toll =
        c->head != TOKEN_NONE && str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("toll"));
    uint32_t of = c->head + 1;
    if (!toll || of + 1 >= f->sentence.end || !figures_word(f, of, "of")) return c->head;
    uint32_t head = clause_noun_chunk(f->parse, of + 1).end - 1;
    bool person = head > of && figures_is_person(f, figures_unit_of(f, of + 1, head));
    return person ? head : c->head;
}

/* The people counted, as the text calls them; things by their words alone: "power lines". */
static StCode set_population(FigureScan *f, const Count *counted, Figure *out) {
    const Count *c = named_by(f, counted);
    bool people =
        figures_is_person(f, c->unit_row) || (!c->unit_row && str_eq(out->unit, S("person")));
    bool things = !people && str_eq(out->unit, S("item")) && (out->counted.n || c != counted);
    uint32_t head = people_head(f, c);
    if (head == TOKEN_NONE || c->money || !(people || things)) return ST_OK;
    uint32_t first = head >= c->after ? c->after : c->range.first;
    uint32_t chunk = clause_noun_chunk(f->parse, head).first;
    if (chunk > first || first > head || head != c->head)
        first = chunk; /* "the number of ethnic Lurs" stands apart from its number */
    while (first < head && f->parse->tokens.v[first].upos != UPOS_ADJ &&
           !token_is_noun(&f->parse->tokens.v[first]))
        first++;
    Population *p = arena_new(f->x->arena, Population, 1);
    TRY_MEM(p, f->x->err);
    p->text = document_cut(&f->x->out->doc, clause_span(f->parse, (TokenRange){first, head + 1}));
    for (uint32_t i = first; people && i <= head; i++) {
        /* "military personnel" are no workers; whether "others" are children, who knows? */
        bool own = i == c->head && !figures_word(f, i, "others");
        TRY(add_group(f, p, i, own ? c->unit_row : 0));
        Str country = country_of(f, i);
        if (country.n && !p->country.n) p->country = country;
    }
    out->population = p;
    return ST_OK;
}

/* ---- when */

Days figures_days_at(const FigureScan *f, uint32_t i) {
    const Time *t = records_time(f->x->out, f->x->time_at[i]);
    bool dated = t && (t->timex == TIMEX_DATE || t->timex == TIMEX_TIME);
    return dated ? t->days : (Days){0};
}

const Claim *figures_claim_of(const FigureScan *f, const Count *c) {
    return records_claim(f->x->out, f->x->claim_at[c->range.first]);
}

static StCode set_as_of(FigureScan *f, const Count *c, Days stated, Figure *out) {
    const Claim *claim = figures_claim_of(f, c);
    const Published *published = f->x->out->doc.published;
    AsOf as_of = {stated, AS_OF_STATED};
    if (!days_some(as_of.days) && claim && claim->said_on)
        as_of = (AsOf){*claim->said_on, AS_OF_SAID_ON};
    if (!days_some(as_of.days) && published) as_of = (AsOf){published->days, AS_OF_PUBLISHED};
    if (!days_some(as_of.days)) return ST_OK;
    out->as_of = arena_new(f->x->arena, AsOf, 1);
    TRY_MEM(out->as_of, f->x->err);
    *out->as_of = as_of;
    return ST_OK;
}

/* "Since 4 May", "since protests began on 4 May": when a count began, and not when it holds. A count
 * since a year sums up history. */
static bool only_begins(const FigureScan *f, uint32_t centre, uint32_t from, Days days) {
    enum { SINCE_REACH = 10 };
    if (!days.from || days.from != days.to) return false;
    for (uint32_t i = from; i > f->sentence.first && from - i < SINCE_REACH; i--) {
        if (i - 1 == centre || token_is_punct(&f->parse->tokens.v[i - 1])) return false;
        if (figures_word(f, i - 1, "since")) return true;
    }
    return false;
}

/* The nearest date in the clause, that of the count's own verb; a stated day "as of" which the
 * figure holds is no period. */
static StCode set_times(FigureScan *f, const Count *c, Figure *out) {
    uint32_t centre = c->trigger == TOKEN_NONE ? c->number : c->trigger;
    TokenRange r = clause_range(f->parse, centre);
    Days stated = {0}, period = {0};
    uint32_t best = UINT32_MAX;
    if (c->range.first < r.first) r.first = c->range.first;
    TokenRange near = figures_window(f, c);
    for (uint32_t i = near.first; i < near.end; i++) {
        Days days = figures_days_at(f, i);
        if (!days_some(days)) continue;
        uint32_t from = i;
        while (from > f->sentence.first && f->x->time_at[from - 1] == f->x->time_at[i]) from--;
        bool as_of = from > f->sentence.first && figures_cue_at(f, from - 1, "as_of");
        as_of = as_of || (from > f->sentence.first + 1 && figures_cue_at(f, from - 2, "as_of"));
        if (as_of && !figures_word(f, from - 1, "by")) stated = days;
        if (as_of && figures_word(f, from - 1, "by") && i < centre + TIME_REACH) stated = days;
        if (as_of || !range_has(r, i) || only_begins(f, centre, from, days)) continue;
        uint32_t distance = i > centre ? i - centre : centre - i;
        if (distance < best && distance < TIME_REACH * 2) {
            best = distance;
            period = days;
        }
    }
    if (days_some(period)) {
        out->period = arena_new(f->x->arena, Days, 1);
        TRY_MEM(out->period, f->x->err);
        *out->period = period;
    }
    return set_as_of(f, c, stated, out);
}

/* ---- all of it */

static Voice voice_of(const FigureScan *f, const Count *c) {
    TokenRange near = figures_window(f, c);
    const Claim *claim = figures_claim_of(f, c);
    bool hearsay =
        (!claim || !claim->source) && figures_cue_within(f, near.first, near.end, "hearsay");
    if (hearsay) return VOICE_HEARSAY;
    /* "its intention to end what killed dozens": nobody said how many */
    bool said = claim && (claim->speech || (claim->source && claim->source->actor));
    return said ? VOICE_CLAIM : VOICE_OUTLET;
}

/* A row of a table is one sentence of the document, and several of the parse. */
static Span sentence_of(const FigureScan *f, const Count *c) {
    const Token *t = &f->parse->tokens.v[c->number];
    Span row = document_sentence_span(&f->x->out->doc, t->span.start);
    return span_some(row) ? row : f->parse->sentences.v[t->sentence].span;
}

StCode figures_context(FigureScan *f, const Count *c, Figure *out) {
    out->sentence = sentence_of(f, c);
    set_counted(f, c, out);
    TRY(set_population(f, c, out));
    out->scope = figures_scope_of(f, c);
    out->status = figures_status_of(f, c);
    out->claim = f->x->claim_at[c->range.first];
    out->voice = voice_of(f, c);
    /* a total over many occurrences is none's */
    bool total = out->scope == SCOPE_CUMULATIVE &&
                 str_eq(figures_kind_cell(f, c->measure_row, KIND_SCOPE), S("incident"));
    out->event = c->money || total ? 0 : figures_event_of(f, c);
    out->place = c->place ? c->place : figures_place_of(f, c, out->event);
    return set_times(f, c, out);
}
