/* What a story's newest reports add to those before a day. */
#include "report/changes.h"

/* This story's documents, and those of them that were printed before the day. */
static bool split_at(Composing *c, Day day, RecordsList *now, RecordsList *before) {
    RecordsList found = {arena_new(c->a, Records *, c->story->docs.n), 0};
    before->v = arena_new(c->a, Records *, c->story->docs.n);
    before->n = 0;
    if (!found.v || !before->v) return false;
    for (uint32_t i = 0; i < c->docs->n; i++) {
        Records *r = c->docs->v[i];
        bool here = false;
        for (uint32_t k = 0; k < c->story->docs.n && !here; k++)
            here = str_eq(c->story->docs.v[k], r->doc.id);
        if (here) found.v[found.n++] = r;
    }
    if (story_sort_documents(&found, c->a, now, NULL) != ST_OK) return false;
    for (uint32_t i = 0; i < now->n; i++) {
        bool worked_out;
        Days days = composing_published(c, now->v[i], &worked_out);
        if (days.from && days.from < day) before->v[before->n++] = now->v[i];
    }
    return true;
}

/* The earlier state of the story, where the options have one. */
static const Change *change_of_story(const Composing *c, const Story *s) {
    const Changes *all = c->options->changes;
    for (uint32_t i = 0; all && i < all->n; i++)
        if (all->v[i].now && str_eq(all->v[i].now->id, s->id)) return &all->v[i];
    return NULL;
}

bool composing_is_recent(const Composing *c, const Records *r, Day day) {
    if (!c->options->changes) return !c->options->since || !day || day >= c->options->since;
    const Change *change = change_of_story(c, c->story);
    for (uint32_t i = 0; change && i < change->docs_before->n; i++)
        if (str_eq(change->docs_before->v[i]->doc.id, r->doc.id)) return false;
    return true;
}

static void tell_changes(Composing *c, const Change *change, Str since) {
    uint32_t lines;
    composing_line(c, LINE_SECTION, composing_format(c, "NEW SINCE %.*s", STR_ARG(since)));
    compose_changes(c, change, &lines);
    if (!lines) composing_line(c, LINE_NOTE, S("nothing"));
}

/* The story as it was before the day: of its documents that were printed by then. */
static void since_day(Composing *c, const Story *s) {
    RecordsList now, before;
    Story old;
    char day[11];
    if (!split_at(c, c->options->since, &now, &before)) {
        c->failed = true;
        return;
    }
    Change change = {.now = s, .docs_now = &now, .docs_before = &before};
    if (before.n) {
        if (story_make(&before, NULL, c->options->tables, c->options->reviews, c->a, &old, NULL) !=
            ST_OK) {
            c->failed = true;
            return;
        }
        change.before = &old;
    }
    day_format(c->options->since, day);
    tell_changes(c, &change, str_of(day));
}

void compose_since(Composing *c, const Story *s) {
    if (c->options->changes) {
        static const RecordsList none;
        const Change *change = change_of_story(c, s);
        Change all_new = {.now = s, .docs_now = c->docs, .docs_before = &none};
        tell_changes(c, change ? change : &all_new, c->options->since_words);
    } else if (c->options->since && c->options->tables)
        since_day(c, s);
}
