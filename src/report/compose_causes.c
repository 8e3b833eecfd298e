/* WHAT SET IT OFF: sentences that tell why the main happening came about, by the words that join it
 * with its cause (table causes), and what sides accuse each other of having begun. Each stands in the
 * report's words with who says so: a cause is told by somebody, never found.
 */
#include "report/composing.h"

#include "story/phrases.h"

enum { CAUSES_MOST = 6, CAUSE_WORDS = 32, NEAR_BYTES = 90 };

typedef struct Causing {
    Composing *c;
    const Table *causes;
    EventClass effect; /* what the story is mainly of */
    uint32_t lines, heading;
    Str accuser; /* the side that accuses first */
    bool mutual; /* and another does */
    Map seen;    /* sentences, by their words: copies share them */
} Causing;

/* ---- what the story is mainly of */

static bool is_actual(const Event *e) {
    return !e->background && e->modality == MODALITY_ACTUAL && e->polarity == POLARITY_POSITIVE;
}

static bool tells_class(const Records *r, EventClass class) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (r->events.v[i].class == class && is_actual(&r->events.v[i])) return true;
    return false;
}

/* The class that most reports tell of; CLASS_COUNT where none tells of any. */
static EventClass main_class(const Composing *c) {
    static const EventClass classes[] = {CLASS_DISASTER, CLASS_ASSAULT, CLASS_PROTEST};
    EventClass best = CLASS_COUNT;
    uint32_t most = 0;
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
        uint32_t texts = 0;
        for (uint32_t i = 0; i < c->story->docs.n; i++) {
            Found f = record_index_find(&c->index, c->story->docs.v[i]);
            texts += f.records && tells_class(f.records, classes[k]);
        }
        if (texts <= most) continue;
        most = texts;
        best = classes[k];
    }
    return best;
}

/* ---- sentences that join it with a cause */

static Str kind_at(const Causing *x, uint32_t row) {
    return table_cell(x->causes, row - 1, table_column(x->causes, "kind"));
}

static bool tells_beginning(const Causing *x, Str text) {
    size_t at = 0, end = 0;
    for (uint32_t row; (row = phrase_next(x->causes, text, x->c->a, &at, &end)) != 0;)
        if (str_eq(kind_at(x, row), S("onset"))) return true;
    return false;
}

/* Another happening of the sentence that stands in `within`. */
static bool has_event(const Records *r, const Event *effect, Span within) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (&r->events.v[i] != effect && span_has(within, r->events.v[i].head.span)) return true;
    return false;
}

/* Whether a joining word at `at` stands between the happening and a cause of it. */
static bool joins(const Causing *x, const Records *r, const Event *e, Str kind, Span at) {
    Span told = e->head.span, sentence = e->sentence;
    if (str_eq(kind, S("effect")))
        return at.end <= told.start && told.start - at.end < NEAR_BYTES / 2 &&
               has_event(r, e, (Span){sentence.start, at.start});
    bool behind = told.end <= at.start && at.start - told.end < NEAR_BYTES;
    bool opens = at.start == sentence.start; /* "After the vote, protests began." */
    if (!behind && !opens) return false;
    Span cause = {at.end, behind ? sentence.end : told.start};
    if (str_eq(kind, S("cause"))) return behind || has_event(r, e, cause);
    return str_eq(kind, S("after")) && has_event(r, e, cause) &&
           tells_beginning(x, document_cut(&r->doc, sentence));
}

static bool tells_cause(const Causing *x, const Records *r, const Event *e) {
    Str text = document_cut(&r->doc, e->sentence);
    size_t at = 0, end = 0;
    for (uint32_t row; (row = phrase_next(x->causes, text, x->c->a, &at, &end)) != 0;) {
        Span there = {e->sentence.start + (uint32_t)at, e->sentence.start + (uint32_t)end};
        if (joins(x, r, e, kind_at(x, row), there)) return true;
    }
    return false;
}

/* The part of the sentence that is not who says it, from the clause of the happening on. */
static Str words_of_cause(Composing *c, const Records *r, const Event *e) {
    Span part = e->sentence;
    const Claim *claim = records_claim(r, e->claim);
    for (uint32_t i = 0; claim && i < claim->content.n; i++)
        if (span_has(claim->content.v[i], e->head.span) && span_has(part, claim->content.v[i]))
            part = claim->content.v[i];
    return words_of_content(c, r, &(Claim){.content = {&part, 1}}, CAUSE_WORDS);
}

static void cause_row(Causing *x, const Records *r, Str what, Str when, Ref claim, Str id) {
    Composing *c = x->c;
    uint32_t *times = map_at(&x->seen, what);
    if (!times || ++*times > 1 || (x->lines >= CAUSES_MOST && !c->options->all)) return;
    if (!x->lines++) {
        x->heading = c->out->lines.n;
        Line *head = composing_line(c, LINE_SECTION, S("WHAT SET IT OFF"));
        head->cells[1] = S("as told; no cause is found by machine");
    }
    Line *line = composing_line(c, LINE_ROW, what);
    line->cells[1] = when;
    line->cells[2] = words_of_speaker(c, r, claim ? VOICE_CLAIM : VOICE_OUTLET, claim);
    composing_cite(c, line, id);
}

static void causes_told(Causing *x, const Records *r) {
    Composing *c = x->c;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (e->class != x->effect || !is_actual(e) || !tells_cause(x, r, e)) continue;
        Ref claim = statement_outermost(r, e->claim);
        Str when = e->time && days_some(e->time->days) ? words_of_days(c, e->time->days, false)
                   : claim ? words_of_claim_day(c, r, records_claim(r, claim))
                           : S("");
        cause_row(x, r, words_of_cause(c, r, e), when, claim, e->head.id);
    }
}

/* ---- who accuses whom of having begun */

static void note_accuser(Causing *x, const Records *r, const Claim *claim) {
    const Actor *who = records_actor(r, claim->source->actor);
    const Entity *e = who ? composing_entity(x->c, who->head.id) : NULL;
    Str side = e && e->side.n ? e->side : e ? e->id : S("");
    x->mutual |= x->accuser.n && side.n && !str_eq(side, x->accuser);
    if (!x->accuser.n) x->accuser = side;
}

static void accusations(Causing *x, const Records *r) {
    Composing *c = x->c;
    const Table *t = tables_get(c->options->tables, "en/allegations");
    for (uint32_t i = 0; t && i < r->claims.n; i++) {
        const Claim *claim = &r->claims.v[i];
        bool named = claim->source && records_actor(r, claim->source->actor);
        if (claim->stance != STANCE_ACCUSE || !named || !claim->content.n) continue;
        Str what = words_of_statement(c, r, claim, CAUSE_WORDS);
        if (str_starts(what, S(" "))) what = str_from(what, 1); /* "accused Northland: “…”" */
        uint32_t row = phrase_first_of(t, what, table_column(t, "matter"), S("outbreak"), c->a);
        if (!row) continue;
        note_accuser(x, r, claim);
        cause_row(x, r, what, words_of_claim_day(c, r, claim), i + 1, claim->head.id);
    }
}

void compose_causes(Composing *c) {
    Causing x = {.c = c, .seen = {.arena = c->a}};
    if (!c->options->tables) return;
    x.causes = tables_get(c->options->tables, "en/causes");
    x.effect = main_class(c);
    if (!x.causes || x.effect == CLASS_COUNT) return;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < c->story->docs.n; i++) {
            Found f = record_index_find(&c->index, c->story->docs.v[i]);
            if (!f.records) continue;
            if (pass == 0) causes_told(&x, f.records);
            if (pass == 1 && x.effect == CLASS_ASSAULT) accusations(&x, f.records);
        }
    if (x.mutual && x.lines)
        c->out->lines.v[x.heading].cells[1] =
            S("as told: the sides blame each other; no cause is found by machine");
    c->failed = c->failed || x.seen.failed;
}
