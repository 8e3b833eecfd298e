#include "base/utf8.h"
#include "report/composing.h"
#include "report/listing.h"

typedef struct Shown {
    Composing c;
    const Stories *stories;
    bool color;
    Text *out;
} Shown;

static void field(Shown *w, const char *name, Str value) {
    if (!value.n) return;
    text_format(w->out, "%-9s ", name);
    utf8_add_printable(w->out, value);
    text_add_char(w->out, '\n');
}

/* The sentence with the span between marks. */
static void marked(Shown *w, const Records *r, Span span) {
    uint32_t first = document_sentence_at(&r->doc, span.start);
    if (!first) return;
    Span s = r->doc.sentences.v[first - 1];
    uint32_t end = span.end > s.end ? span.end : s.end; /* a quote may run on */
    text_format(w->out, "[%.*s:%u] ", STR_ARG(r->doc.id), first);
    utf8_add_printable(w->out, document_cut(&r->doc, (Span){s.start, span.start}));
    text_add_c(w->out, w->color ? "\033[7m" : "»");
    utf8_add_printable(w->out, document_cut(&r->doc, span));
    text_add_c(w->out, w->color ? "\033[0m" : "«");
    utf8_add_printable(w->out, document_cut(&r->doc, (Span){span.end, end}));
    text_add_char(w->out, '\n');
}

static void show_record(Shown *w, Found f) {
    const Records *r = f.records;
    marked(w, r, records_head(r, f.kind, f.ref)->span);
    Composing *c = &w->c;
    Ref claim_ref = 0;
    if (f.kind == RECORD_FIGURE) {
        const Figure *figure = records_figure(r, f.ref);
        field(w, "figure", words_of_figure(c, r, figure));
        field(w, "measure", figure->measure);
        field(w, "low", words_of_number(c, figure->low));
        field(w, "high", words_of_number(c, figure->high));
        field(w, "when", words_of_figure_day(c, r, figure));
        field(w, "says", words_of_speaker(c, r, figure->voice, figure->claim));
        claim_ref = figure->claim;
    } else if (f.kind == RECORD_EVENT) {
        const Event *e = records_event(r, f.ref);
        field(w, "event", words_of_event(c, r, e));
        field(w, "class", WORD_OF(CLASS, e->class));
        if (e->time) field(w, "when", words_of_days(c, e->time->days, false));
        const Place *place = records_place(r, e->place);
        if (place) field(w, "where", place->name);
        field(w, "says", words_of_speaker(c, r, e->claim ? VOICE_CLAIM : VOICE_OUTLET, e->claim));
        claim_ref = e->claim;
    } else if (f.kind == RECORD_CLAIM) {
        claim_ref = f.ref;
        field(w, "says", words_of_speaker(c, r, VOICE_CLAIM, f.ref));
    } else if (f.kind == RECORD_ACTOR) {
        const Actor *actor = records_actor(r, f.ref);
        field(w, "actor", composing_actor_name(c, actor));
        field(w, "kind", WORD_OF(ACTOR, actor->kind));
        field(w, "country", actor->country);
    } else if (f.kind == RECORD_PLACE) {
        field(w, "place", records_place(r, f.ref)->name);
        field(w, "country", records_place(r, f.ref)->country);
    } else if (f.kind == RECORD_TIME) {
        field(w, "value", records_time(r, f.ref)->value);
        field(w, "when", words_of_days(c, records_time(r, f.ref)->days, false));
    }
    const Claim *claim = records_claim(r, claim_ref);
    if (claim) {
        field(w, "stance", WORD_OF(STANCE, claim->stance));
        field(w, "content", words_of_content(c, r, claim, 200));
    }
    field(w, "outlet", r->doc.outlet);
    field(w, "title", r->doc.title);
    field(w, "from", r->doc.uri);
}

bool show_is_cite(Str words, uint32_t *report, uint32_t *sentence) {
    bool named = str_starts(words, S("R"));
    Str rest = named ? str_from(words, 1) : words;
    size_t colon = str_find_char(rest, ':');
    uint64_t first, second = 0;
    if (colon == SIZE_MAX && !named) return false; /* an id may be all digits */
    if (!str_to_u64((Str){rest.p, colon == SIZE_MAX ? rest.n : colon}, &first) ||
        (colon != SIZE_MAX && !str_to_u64(str_from(rest, colon + 1), &second)) ||
        first > UINT32_MAX || second > UINT32_MAX)
        return false;
    *report = (uint32_t)first;
    *sentence = (uint32_t)second;
    return true;
}

/* "3f9a2c1b7d.f120-135  killed: 19 bodies" */
static void show_id(Shown *w, Str id, Str label, Str words) {
    text_format(w->out, "%-24.*s  %.*s: ", STR_ARG(id), STR_ARG(label));
    utf8_add_printable(w->out, words);
    text_add_char(w->out, '\n');
}

static void show_ids_in(Shown *w, const Records *r, Span sentence) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (span_has(sentence, f->head.span))
            show_id(w, f->head.id, f->measure, words_of_figure(&w->c, r, f));
    }
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *claim = &r->claims.v[i];
        if (span_has(sentence, claim->head.span))
            show_id(w, claim->head.id, WORD_OF(STANCE, claim->stance),
                    words_of_content(&w->c, r, claim, 200));
    }
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (span_has(sentence, e->head.span))
            show_id(w, e->head.id, WORD_OF(CLASS, e->class), words_of_event(&w->c, r, e));
    }
}

/* The sentence that a report cites, and the ids of what was found in it. */
static bool show_sentence(Shown *w, const Records *r, uint32_t number) {
    if (number > r->doc.sentences.n) return false;
    Span sentence = r->doc.sentences.v[number - 1];
    text_format(w->out, "[%.*s:%u] ", STR_ARG(r->doc.id), number);
    utf8_add_printable(w->out, document_cut(&r->doc, sentence));
    text_add_char(w->out, '\n');
    field(w, "outlet", r->doc.outlet);
    field(w, "title", r->doc.title);
    field(w, "from", r->doc.uri);
    show_ids_in(w, r, sentence);
    return true;
}

static void show_document(Shown *w, const Records *r) {
    bool worked_out;
    Days published = composing_published(&w->c, r, &worked_out);
    field(w, "document", r->doc.id);
    field(w, "outlet", r->doc.outlet);
    field(w, "title", r->doc.title);
    field(w, "date", words_of_days(&w->c, published, worked_out));
    field(w, "from", r->doc.uri);
    for (uint32_t i = 0; i < r->doc.sentences.n; i++)
        text_format(w->out, "[%u] %.*s\n", i + 1,
                    STR_ARG(document_cut(&r->doc, r->doc.sentences.v[i])));
}

/* "R4  3f9a2c1b7d  ~14 Feb 2018  Oresk wakes to soldiers" */
static void show_report(Shown *w, uint32_t number, const Records *r) {
    bool worked_out;
    Days published = composing_published(&w->c, r, &worked_out);
    Str when = words_of_days(&w->c, published, worked_out);
    text_format(w->out, "R%-4u %.*s  %-14.*s  ", number, STR_ARG(r->doc.id), STR_ARG(when));
    utf8_add_printable(w->out, r->doc.title.n ? r->doc.title : r->doc.uri);
    text_add_char(w->out, '\n');
}

static void show_items(Shown *w, const Strs *ids) {
    for (uint32_t i = 0; i < ids->n; i++) {
        Found f = record_index_find(&w->c.index, ids->v[i]);
        text_format(w->out, "\n%.*s\n", STR_ARG(ids->v[i]));
        if (f.records && f.kind != RECORD_DOCUMENT) show_record(w, f);
    }
}

static void show_story(Shown *w, const Story *s) {
    w->c.year = 0;
    field(w, "story", s->id);
    field(w, "title", s->title);
    field(w, "days", words_of_days(&w->c, s->days, false));
    for (uint32_t i = 0; i < s->docs.n; i++) {
        Found f = record_index_find(&w->c.index, s->docs.v[i]);
        if (f.records) show_report(w, composing_number(&w->c, s->docs.v[i]), f.records);
    }
}

static bool show_in_story(Shown *w, const Story *s, Str id) {
    composing_enter(&w->c, s);
    if (str_eq(s->id, id)) {
        show_story(w, s);
        return true;
    }
    for (uint32_t i = 0; i < s->facts.n; i++)
        if (str_eq(s->facts.v[i].id, id)) {
            field(w, "fact", s->facts.v[i].label);
            show_items(w, &s->facts.v[i].items);
            return true;
        }
    for (uint32_t i = 0; i < s->disputes.n; i++)
        if (str_eq(s->disputes.v[i].id, id)) {
            const Dispute *d = &s->disputes.v[i];
            field(w, "dispute", d->question);
            field(w, "status", WORD_OF(DISPUTE, d->status));
            for (uint32_t p = 0; p < d->positions.n; p++) {
                text_add_char(w->out, '\n');
                field(w, "position", d->positions.v[p].position);
                show_items(w, &d->positions.v[p].items);
            }
            return true;
        }
    for (uint32_t i = 0; i < s->timelines.n; i++)
        if (str_eq(s->timelines.v[i].id, id)) {
            field(w, "timeline", s->timelines.v[i].label);
            show_items(w, &s->timelines.v[i].items);
            return true;
        }
    for (uint32_t i = 0; i < s->relations.n; i++)
        if (str_eq(s->relations.v[i].id, id)) {
            const Relation *r = &s->relations.v[i];
            field(w, "relation", WORD_OF(RELATION, r->type));
            field(w, "reason", r->reason);
            show_items(w, &(Strs){(Str[]){r->a, r->b}, 2});
            return true;
        }
    return false;
}

static bool has_document(const Story *s, Str id) {
    for (uint32_t i = 0; i < s->docs.n; i++)
        if (str_eq(s->docs.v[i], id)) return true;
    return false;
}

static bool show_cited(Shown *w, uint32_t report, uint32_t sentence) {
    for (uint32_t i = 0; i < w->stories->n; i++)
        for (uint32_t k = 0; k < w->stories->v[i].docs.n; k++) {
            Str id = w->stories->v[i].docs.v[k];
            Found f = record_index_find(&w->c.index, id);
            if (!f.records || composing_number(&w->c, id) != report) continue;
            composing_enter(&w->c, &w->stories->v[i]);
            w->c.year = 0; /* days are said with it */
            if (sentence) return show_sentence(w, f.records, sentence);
            show_document(w, f.records);
            return true;
        }
    return false;
}

static bool show_any(Shown *w, Str id) {
    uint32_t report, sentence;
    if (show_is_cite(id, &report, &sentence)) return show_cited(w, report, sentence);
    Found f = record_index_find(&w->c.index, id);
    for (uint32_t i = 0; i < w->stories->n; i++) {
        const Story *s = &w->stories->v[i];
        if (f.records && has_document(s, f.records->doc.id)) composing_enter(&w->c, s);
        if (!f.records && show_in_story(w, s, id)) return true;
    }
    if (!f.records) return false;
    w->c.year = 0;
    if (f.kind == RECORD_DOCUMENT)
        show_document(w, f.records);
    else
        show_record(w, f);
    return true;
}

/* The line of any record, as extract or story writes it. */
static StCode show_json(Shown *w, Str id, bool *found) {
    Found f = record_index_find(&w->c.index, id);
    *found = f.records != NULL;
    if (f.records) {
        TRY(records_write_one(f.records, f.kind, f.ref, w->c.a, w->out));
        text_add_char(w->out, '\n');
        return ST_OK;
    }
    Text all = {.arena = w->c.a};
    TRY(stories_write(w->stories, &all));
    Str want = arena_format(w->c.a, "\"id\":\"%.*s\"", STR_ARG(id));
    Str rest = text_str(&all), line;
    while (want.p && !*found && str_split(&rest, '\n', &line)) {
        size_t at = str_find(line, S("\"id\":"));
        *found = at != SIZE_MAX && str_starts(str_from(line, at), want);
        if (*found) text_format(w->out, "%.*s\n", STR_ARG(line));
    }
    return ST_OK;
}

StCode show_write(Str id, const RecordsList *docs, const RecordsList *numbered,
                  const Stories *stories, const Tables *tables, bool color, bool json, Arena *a,
                  Text *out, StErr *err) {
    ReportOptions options = {.tables = tables};
    Report unused = {0};
    Shown w = {.stories = stories, .color = color, .out = out};
    TRY_MEM(composing_begin(&w.c, docs, &options, a, &unused) &&
                composing_number_as(&w.c, numbered),
            err);
    bool found;
    if (json)
        TRY_MEM(show_json(&w, id, &found) == ST_OK, err);
    else
        found = show_any(&w, id);
    if (!found) return st_fail(err, ST_NOT_FOUND, 0, "no record %.*s", STR_ARG(id));
    TRY_MEM(!w.c.failed && !out->failed, err);
    return ST_OK;
}
