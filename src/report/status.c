#include "report/status.h"

#include <stdlib.h>

typedef struct Reviewer {
    Str name;
    uint32_t accepted, set_aside, merged;
} Reviewer;
LIST_OF(Reviewer, Reviewers);

static Reviewer *reviewer_of(Composing *c, Reviewers *list, Str name) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i].name, name)) return &list->v[i];
    Reviewer *slot = list_push(c->a, list, Reviewer);
    if (slot)
        slot->name = name;
    else
        c->failed = true;
    return slot;
}

static int by_name(const void *x, const void *y) {
    return str_cmp(((const Reviewer *)x)->name, ((const Reviewer *)y)->name);
}

/* The decision that holds for a record counts for its reviewer. */
static void count_record(Composing *c, Reviewers *list, Str id) {
    const Reviews *r = c->options->reviews;
    uint32_t accepted = map_get(&r->accepted, id), aside = map_get(&r->set_aside, id);
    if (!accepted && !aside) return;
    Reviewer *who = reviewer_of(c, list, r->list.v[(accepted ? accepted : aside) - 1].by);
    if (who && accepted) who->accepted++;
    if (who && aside) who->set_aside++;
}

static uint32_t count_document(Composing *c, Reviewers *list, const Records *r) {
    static const RecordKind kinds[] = {RECORD_FIGURE, RECORD_CLAIM, RECORD_EVENT};
    uint32_t n = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        uint32_t count = records_list(r, kinds[k]).n;
        for (Ref i = 1; i <= count; i++) count_record(c, list, records_head(r, kinds[k], i)->id);
        n += count;
    }
    return n;
}

/* Documents of this story; one set aside was of it if anything says so, so it is counted too where
 * the report is of one story. */
static bool in_story(const Composing *c, Str id) {
    for (uint32_t i = 0; i < c->story->docs.n; i++)
        if (str_eq(c->story->docs.v[i], id)) return true;
    return false;
}

static void count_merges(Composing *c, Reviewers *list) {
    const Reviews *r = c->options->reviews;
    for (uint32_t i = 0; i < r->list.n; i++) {
        const Review *v = &r->list.v[i];
        if (v->verdict != VERDICT_MERGE && v->verdict != VERDICT_SPLIT && !v->right.n) continue;
        Str id = v->left.n ? v->left.v[0] : S("");
        size_t dot = str_find_char(id, '.');
        if (dot != SIZE_MAX) id.n = dot;
        Reviewer *who = in_story(c, id) ? reviewer_of(c, list, v->by) : NULL;
        if (who) who->merged++;
    }
}

static void one_reviewer(Text *t, const Reviewer *w, uint32_t records) {
    text_format(t, "; %.*s reviewed %u of %u records", STR_ARG(w->name), w->accepted + w->set_aside,
                records);
    const char *sep = ": ";
    if (w->accepted) text_format(t, "%s%u accepted", sep, w->accepted);
    if (w->accepted) sep = ", ";
    if (w->set_aside) text_format(t, "%s%u set aside", sep, w->set_aside);
    if (w->set_aside) sep = ", ";
    if (w->merged) text_format(t, "%s%u on relations, merges or splits", sep, w->merged);
}

Str report_status(Composing *c) {
    Reviewers list = {NULL, 0};
    const RecordsList *docs = c->options->all_docs ? c->options->all_docs : c->docs;
    uint32_t records = 0, aside = 0;
    for (uint32_t i = 0; c->options->reviews && i < docs->n; i++) {
        Str id = docs->v[i]->doc.id;
        if (in_story(c, id)) records += count_document(c, &list, docs->v[i]);
        aside += map_get(&c->options->reviews->set_aside, id) != 0;
    }
    if (c->options->reviews) count_merges(c, &list);
    if (!list.n && !aside) return S("coded by machine; nobody has reviewed it");
    if (list.n) qsort(list.v, list.n, sizeof *list.v, by_name);
    Text t = {.arena = c->a};
    text_add_c(&t, "coded by machine");
    for (uint32_t i = 0; i < list.n; i++) one_reviewer(&t, &list.v[i], records);
    if (aside) text_format(&t, "; %u report%s set aside", aside, aside == 1 ? "" : "s");
    c->failed = c->failed || t.failed;
    return text_str(&t);
}
