#include "report/changes.h"

#include "report/revisions.h"

#include <stdlib.h>

typedef struct Changing {
    Composing *c;
    const Change *change;
    RecordIndex before; /* of the earlier documents: a record of theirs may be coded away */
    Map old_docs, new_docs;
    Map old_facts, new_facts;       /* statement → 1 + fact */
    Map old_disputes, new_disputes; /* statement, and question → 1 + dispute */
    uint32_t lines;
    const char *section; /* not headed yet; NULL: it is */
    Map told;            /* what happened, as told in this section → 1 + its line */
} Changing;

static const Story no_story;

static const Story *before_of(const Changing *x) {
    return x->change->before ? x->change->before : &no_story;
}
static const Story *now_of(const Changing *x) {
    return x->change->now ? x->change->now : &no_story;
}

static void note_items(Map *map, const Strs *items, uint32_t value) {
    for (uint32_t i = 0; i < items->n; i++)
        if (!map_get(map, items->v[i])) map_set(map, items->v[i], value);
}

static void note_story(const Story *s, const RecordsList *docs, Map *seen, Map *facts,
                       Map *disputes) {
    for (uint32_t i = 0; docs && i < docs->n; i++) map_set(seen, docs->v[i]->doc.id, i + 1);
    for (uint32_t i = 0; i < s->facts.n; i++) note_items(facts, &s->facts.v[i].items, i + 1);
    for (uint32_t i = 0; i < s->disputes.n; i++) {
        const Dispute *d = &s->disputes.v[i];
        map_set(disputes, d->question, i + 1);
        for (uint32_t p = 0; p < d->positions.n; p++)
            note_items(disputes, &d->positions.v[p].items, i + 1);
    }
}

/* What stands in a revision as before is known by both its ids. */
static void note_revised(const RevisedList *revised, Map *old, Map *now) {
    for (uint32_t i = 0; i < revised->n; i++) {
        const Revised *r = &revised->v[i];
        uint32_t before = map_get(old, r->before), after = map_get(now, r->now);
        if (before) map_set(old, r->now, before);
        if (after) map_set(now, r->before, after);
    }
}

static bool changing_begin(Changing *x, Composing *c, const Change *change) {
    Map empty = {.arena = c->a};
    *x = (Changing){c,
                    change,
                    .old_docs = empty,
                    .new_docs = empty,
                    .old_facts = empty,
                    .new_facts = empty,
                    .old_disputes = empty,
                    .new_disputes = empty};
    static const RecordsList none;
    const RecordsList *before = change->docs_before ? change->docs_before : &none;
    if (record_index_make(before, c->a, &x->before) != ST_OK) return false;
    note_story(before_of(x), before, &x->old_docs, &x->old_facts, &x->old_disputes);
    note_story(now_of(x), change->docs_now, &x->new_docs, &x->new_facts, &x->new_disputes);
    RevisedList revised = {NULL, 0};
    const RecordsList *now = change->docs_now ? change->docs_now : &none;
    if (!revisions_match(before, now, c->a, &revised)) return false;
    note_revised(&revised, &x->old_facts, &x->new_facts);
    note_revised(&revised, &x->old_disputes, &x->new_disputes);
    return !x->old_docs.failed && !x->new_docs.failed && !x->old_facts.failed &&
           !x->new_facts.failed && !x->old_disputes.failed && !x->new_disputes.failed;
}

/* ---- lines */

static Line *change_line(Changing *x, Str text) {
    if (x->section) composing_line(x->c, LINE_SECTION, str_of(x->section));
    x->section = NULL;
    x->lines++;
    return composing_line(x->c, LINE_BULLET, text);
}

/* A statement of either state. */
static Found statement(const Changing *x, Str id) {
    Found f = record_index_find(&x->c->index, id);
    return f.records ? f : record_index_find(&x->before, id);
}

/* Statements that are in no `known` fact; of the earlier state where they are gone by now. */
static void cite_items(Changing *x, Line *line, const Strs *items, const Map *known) {
    for (uint32_t i = 0; i < items->n; i++) {
        if (known && map_get(known, items->v[i])) continue;
        Found f = record_index_find(&x->c->index, items->v[i]);
        if (f.records) {
            composing_cite(x->c, line, items->v[i]);
            continue;
        }
        f = statement(x, items->v[i]);
        if (f.records && f.kind != RECORD_DOCUMENT)
            composing_cite_byte(x->c, line, f.records->doc.id,
                                records_head(f.records, f.kind, f.ref)->span.start);
    }
}

static bool has_new(const Strs *items, const Map *known) {
    for (uint32_t i = 0; i < items->n; i++)
        if (!map_get(known, items->v[i])) return true;
    return false;
}

/* ---- reports and their dates */

static Str report_name(Changing *x, const Records *r) {
    const Document *d = &r->doc;
    return composing_format(x->c, "R%u %.*s%s%.*s%s", composing_number(x->c, d->id),
                            STR_ARG(d->outlet.n ? d->outlet : S("outlet not named")),
                            d->title.n ? ": “" : "", STR_ARG(d->title), d->title.n ? "”" : "");
}

static bool in_lineage(const Document *d, const RecordsList *docs) {
    for (uint32_t i = 0; docs && i < docs->n; i++)
        if (revisions_of_one(d, &docs->v[i]->doc) && !str_eq(d->id, docs->v[i]->doc.id))
            return true;
    return false;
}

static void compare_reports(Changing *x) {
    const RecordsList *now = x->change->docs_now, *before = x->change->docs_before;
    x->section = "NEW REPORTS";
    for (uint32_t i = 0; now && i < now->n; i++) {
        const Records *r = now->v[i];
        if (map_get(&x->old_docs, r->doc.id)) continue;
        bool revision = in_lineage(&r->doc, before), worked_out;
        Days days = composing_published(x->c, r, &worked_out);
        Str when = words_of_days(x->c, days, worked_out);
        Line *line = change_line(x, composing_format(x->c, "%.*s%s%.*s%s",
                                                     STR_ARG(report_name(x, r)), when.n ? ", " : "",
                                                     STR_ARG(when), revision ? " (revised)" : ""));
        composing_cite_byte(x->c, line, r->doc.id, 0);
    }
    x->section = "GONE REPORTS";
    for (uint32_t i = 0; before && i < before->n; i++) {
        const Records *r = before->v[i];
        if (map_get(&x->new_docs, r->doc.id)) continue;
        bool revision = in_lineage(&r->doc, now);
        Line *line = change_line(x, composing_format(x->c, "%.*s%s", STR_ARG(report_name(x, r)),
                                                     revision ? " (replaced by a revision)" : ""));
        composing_cite_byte(x->c, line, r->doc.id, 0);
    }
}

static Days dated(const Story *s, const Records *r, bool *worked_out) {
    const Published *p = r->doc.published;
    *worked_out = !p || p->basis == PUBLISHED_INFERRED;
    for (uint32_t i = 0; *worked_out && i < s->datings.n; i++)
        if (str_eq(s->datings.v[i].doc, r->doc.id)) return s->datings.v[i].days;
    return p ? p->days : (Days){0, 0};
}

static uint32_t times_moved(const Story *s, Str doc) {
    for (uint32_t i = 0; i < s->datings.n; i++)
        if (str_eq(s->datings.v[i].doc, doc)) return s->datings.v[i].times.n;
    return 0;
}

static void compare_dates(Changing *x) {
    const RecordsList *now = x->change->docs_now;
    x->section = "DATES MOVED";
    for (uint32_t i = 0; now && i < now->n; i++) {
        const Records *r = now->v[i];
        uint32_t at = map_get(&x->old_docs, r->doc.id);
        bool guess, guessed;
        if (!at) continue;
        Days old = dated(before_of(x), x->change->docs_before->v[at - 1], &guessed);
        Days days = dated(now_of(x), r, &guess);
        if (old.from == days.from && old.to == days.to && guess == guessed) continue;
        Str was = words_of_days(x->c, old, guessed), is = words_of_days(x->c, days, guess);
        uint32_t times = times_moved(now_of(x), r->doc.id);
        Str with = times ? composing_format(x->c, "; %u of its times go by it", times) : S("");
        Line *line = change_line(
            x, composing_format(x->c, "%.*s: %.*s → %.*s%.*s", STR_ARG(report_name(x, r)),
                                STR_ARG(was.n ? was : S("no day")),
                                STR_ARG(is.n ? is : S("no day")), STR_ARG(with)));
        composing_cite_byte(x->c, line, r->doc.id, 0);
    }
}

/* ---- facts */

/* "criticism", "attack": nobody, nothing and nowhere. What is only said is told as what it says. */
static bool is_worth_line(const Changing *x, const Fact *f) {
    if (x->c->options->all) return true;
    if (f->kind == FACT_FIGURE) return composing_is_key_figure(x->c, f);
    if (str_find_char(f->label, ' ') == SIZE_MAX) return false;
    Found found = f->kind == FACT_EVENT && f->items.n ? statement(x, f->items.v[0]) : (Found){0};
    if (!found.records || found.kind != RECORD_EVENT) return true;
    return words_event_weight(x->c, found.records, records_event(found.records, found.ref)) > 0;
}

/* A line for each happening, however many facts tell of it. */
static Line *happened_line(Changing *x, const Fact *f, Str text) {
    uint32_t *at = f->kind == FACT_FIGURE ? NULL : map_at(&x->told, text);
    if (at && *at) return &x->c->out->lines.v[*at - 1];
    Line *line = change_line(x, text);
    if (at) *at = x->c->out->lines.n;
    return line;
}

/* The least and the greatest number stated; "over" where the greatest is a lower bound. */
static Str value_of(Changing *x, const Fact *fact) {
    Number least = {0, false}, most = {0, false};
    bool over = false;
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = statement(x, fact->items.v[i]);
        if (!f.records || f.kind != RECORD_FIGURE) continue;
        const Figure *figure = records_figure(f.records, f.ref);
        Number n = figure->value.some ? figure->value
                   : figure->low.some ? figure->low
                                      : figure->high;
        if (!n.some) continue;
        if (!least.some || n.milli < least.milli) least = n;
        Number top = figure->high.some ? figure->high : n;
        if (most.some && top.milli < most.milli) continue;
        over = figure->low.some && !figure->high.some && figure->low.milli > n.milli;
        most = top;
    }
    Str low = words_of_number(x->c, least), high = words_of_number(x->c, most);
    const char *sign = over ? "over " : "";
    if (!low.n || least.milli == most.milli)
        return low.n ? composing_format(x->c, "%s%.*s", sign, STR_ARG(low)) : S("");
    return composing_format(x->c, "%.*s to %s%.*s", STR_ARG(low), sign, STR_ARG(high));
}

static void new_fact(Changing *x, const Fact *f) {
    Str value = f->kind == FACT_FIGURE ? value_of(x, f) : S("");
    Line *line = happened_line(x, f,
                               composing_format(x->c, "new: %.*s%s%.*s", STR_ARG(f->label),
                                                value.n ? ": " : "", STR_ARG(value)));
    cite_items(x, line, &f->items, NULL);
}

static void compare_fact(Changing *x, const Fact *f, const Fact *old) {
    bool more = has_new(&f->items, &x->old_facts);
    Str value = f->kind == FACT_FIGURE ? value_of(x, f) : S("");
    Str was = f->kind == FACT_FIGURE ? value_of(x, old) : S("");
    if (!str_eq(value, was)) {
        Line *line = change_line(x, composing_format(x->c, "%.*s: %.*s → %.*s", STR_ARG(f->label),
                                                     STR_ARG(was.n ? was : S("none")),
                                                     STR_ARG(value.n ? value : S("none"))));
        cite_items(x, line, more ? &f->items : &old->items, more ? &x->old_facts : &x->new_facts);
        if (!line->cites.n) cite_items(x, line, &f->items, NULL);
    } else if (more) {
        Line *line =
            change_line(x, composing_format(x->c, "said again: %.*s%s%.*s", STR_ARG(f->label),
                                            value.n ? ": " : "", STR_ARG(value)));
        cite_items(x, line, &f->items, &x->old_facts);
    } else if (has_new(&old->items, &x->new_facts)) {
        Line *line =
            change_line(x, composing_format(x->c, "no longer said: %.*s%s%.*s", STR_ARG(f->label),
                                            value.n ? ": " : "", STR_ARG(value)));
        cite_items(x, line, &old->items, &x->new_facts);
    }
}

static uint32_t found_again(const Map *map, const Strs *items) {
    for (uint32_t i = 0; i < items->n; i++) {
        uint32_t at = map_get(map, items->v[i]);
        if (at) return at;
    }
    return 0;
}

static uint32_t same_key(const Facts *facts, const Fact *f) {
    for (uint32_t i = 0; i < facts->n; i++)
        if (facts->v[i].kind == f->kind && str_eq(facts->v[i].key, f->key)) return i + 1;
    return 0;
}

static bool is_of_section(const Changing *x, const Fact *f, bool figures) {
    return (f->kind == FACT_FIGURE) == figures && (!f->background || figures) &&
           is_worth_line(x, f);
}

static void compare_facts(Changing *x, bool figures) {
    x->told = (Map){.arena = x->c->a};
    const Facts *now = &now_of(x)->facts, *old = &before_of(x)->facts;
    x->section = figures ? "FIGURES" : "HAPPENED, FOUND, ALLEGED";
    for (uint32_t i = 0; i < now->n; i++) {
        const Fact *f = &now->v[i];
        if (!is_of_section(x, f, figures)) continue;
        uint32_t at = found_again(&x->old_facts, &f->items);
        if (!at) at = same_key(old, f);
        if (at)
            compare_fact(x, f, &old->v[at - 1]);
        else
            new_fact(x, f);
    }
    for (uint32_t i = 0; i < old->n; i++) {
        const Fact *f = &old->v[i];
        if (!is_of_section(x, f, figures)) continue;
        if (found_again(&x->new_facts, &f->items) || same_key(now, f)) continue;
        Str value = figures ? value_of(x, f) : S("");
        Line *line = happened_line(x, f,
                                   composing_format(x->c, "gone: %.*s%s%.*s", STR_ARG(f->label),
                                                    value.n ? ": " : "", STR_ARG(value)));
        cite_items(x, line, &f->items, NULL);
    }
}

/* ---- disputes */

static void cite_dispute(Changing *x, Line *line, const Dispute *d, const Map *known) {
    for (uint32_t i = 0; i < d->positions.n; i++)
        cite_items(x, line, &d->positions.v[i].items, known);
    for (uint32_t i = 0; !line->cites.n && i < d->positions.n; i++)
        cite_items(x, line, &d->positions.v[i].items, NULL);
}

static uint32_t dispute_again(const Map *map, const Dispute *d) {
    uint32_t at = map_get(map, d->question);
    for (uint32_t i = 0; !at && i < d->positions.n; i++)
        at = found_again(map, &d->positions.v[i].items);
    return at;
}

static bool dispute_grew(const Changing *x, const Dispute *d) {
    for (uint32_t i = 0; i < d->positions.n; i++)
        if (has_new(&d->positions.v[i].items, &x->old_disputes)) return true;
    return false;
}

static void compare_dispute(Changing *x, const Dispute *d, const Dispute *old) {
    bool status = d->status != old->status;
    if (!status && !dispute_grew(x, d)) return;
    Line *line =
        change_line(x, status ? composing_format(x->c, "%.*s: %s → %s", STR_ARG(d->question),
                                                 dispute_status_words(old->status),
                                                 dispute_status_words(d->status))
                              : composing_format(x->c, "more said on: %.*s", STR_ARG(d->question)));
    cite_dispute(x, line, d, &x->old_disputes);
}

static void compare_disputes(Changing *x) {
    const Disputes *now = &now_of(x)->disputes, *old = &before_of(x)->disputes;
    x->section = "DISPUTES";
    for (uint32_t i = 0; i < now->n; i++) {
        const Dispute *d = &now->v[i];
        uint32_t at = dispute_again(&x->old_disputes, d);
        if (at) {
            compare_dispute(x, d, &old->v[at - 1]);
            continue;
        }
        Line *line = change_line(x, composing_format(x->c, "new: %.*s (%s)", STR_ARG(d->question),
                                                     dispute_status_words(d->status)));
        cite_dispute(x, line, d, NULL);
    }
    for (uint32_t i = 0; i < old->n; i++) {
        const Dispute *d = &old->v[i];
        if (dispute_again(&x->new_disputes, d)) continue;
        Line *line = change_line(x, composing_format(x->c, "gone: %.*s (%s)", STR_ARG(d->question),
                                                     dispute_status_words(d->status)));
        cite_dispute(x, line, d, NULL);
    }
}

void compose_changes(Composing *c, const Change *change, uint32_t *lines) {
    Changing x;
    *lines = 0;
    if (!changing_begin(&x, c, change)) {
        c->failed = true;
        return;
    }
    compare_reports(&x);
    compare_dates(&x);
    compare_facts(&x, true);
    compare_disputes(&x);
    compare_facts(&x, false);
    *lines = x.lines;
}

/* ---- a report of its own */

static StCode push_docs(const RecordsList *docs, Arena *a, Map *seen, RecordsList *all,
                        StErr *err) {
    for (uint32_t i = 0; docs && i < docs->n; i++) {
        uint32_t *place = map_at(seen, docs->v[i]->doc.id);
        TRY_MEM(place, err);
        if (*place) continue;
        Records **slot = list_push(a, all, Records *);
        TRY_MEM(slot, err);
        *slot = docs->v[i];
        *place = all->n;
    }
    return ST_OK;
}

/* The documents of all later states, then those that only the earlier have. */
static StCode gather_docs(const Changes *changes, Arena *a, RecordsList *out, StErr *err) {
    Map seen = {.arena = a};
    *out = (RecordsList){NULL, 0};
    for (uint32_t i = 0; i < changes->n; i++)
        TRY(push_docs(changes->v[i].docs_now, a, &seen, out, err));
    for (uint32_t i = 0; i < changes->n; i++)
        TRY(push_docs(changes->v[i].docs_before, a, &seen, out, err));
    return ST_OK;
}

static void compose_one(Composing *c, const Change *change, Str since, uint32_t *lines) {
    const Story *s = change->now ? change->now : change->before;
    uint32_t first = c->out->lines.n, n = 0;
    if (!s) return;
    composing_enter(c, s);
    composing_line(c, LINE_TITLE, composing_format(c, "CHANGES   %.*s", STR_ARG(s->title)));
    composing_line(c, LINE_META, S("Story"))->cells[1] = s->id;
    composing_line(c, LINE_META, S("Since"))->cells[1] = since;
    if (!change->before)
        composing_line(c, LINE_META, S("State"))->cells[1] = S("the whole story is new");
    compose_changes(c, change, &n);
    if (!n) c->out->lines.n = first; /* nothing changed: no head either */
    *lines += n;
}

StCode changes_write(const Changes *changes, Str since, const Strs *gone,
                     const ReportOptions *options, Arena *a, Text *out, uint32_t *lines,
                     StErr *err) {
    RecordsList docs;
    Report report = {.title = S("Changes")};
    Composing c;
    *lines = 0;
    TRY(gather_docs(changes, a, &docs, err));
    TRY_MEM(composing_begin(&c, &docs, options, a, &report), err);
    for (uint32_t i = 0; i < changes->n; i++) compose_one(&c, &changes->v[i], since, lines);
    if (gone->n) composing_line(&c, LINE_SECTION, S("REMOVED FROM THE STORE"));
    for (uint32_t i = 0; i < gone->n; i++) composing_line(&c, LINE_NOTE, gone->v[i]);
    *lines += gone->n;
    TRY_MEM(!c.failed, err);
    report_sort_cited(&report);
    return report_render(&report, options, a, out, err);
}
