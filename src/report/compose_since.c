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

/* The story as it was before the day: of its documents that were printed by then. */
void compose_since(Composing *c, const Story *s) {
    RecordsList now, before;
    Story old;
    uint32_t lines;
    char day[11];
    if (!c->options->since || !c->options->tables) return;
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
    composing_line(c, LINE_SECTION, composing_format(c, "NEW SINCE %s", day));
    compose_changes(c, &change, &lines);
    if (!lines) composing_line(c, LINE_NOTE, S("nothing"));
}
