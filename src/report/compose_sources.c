#include "report/composing.h"

#include "base/utf8.h"

static const char *basis_words(const Composing *c, const Records *r) {
    static const char *const words[] = {"as the text says", "from the page's data",
                                        "from the address", "worked out"};
    if (r->doc.published && r->doc.published->basis != PUBLISHED_INFERRED)
        return words[r->doc.published->basis];
    return map_get(&c->dating_of, r->doc.id) || r->doc.published ? words[PUBLISHED_INFERRED]
                                                                 : "not known";
}

static void cite_evidence(Composing *c, Line *line, const Evidences *list) {
    for (uint32_t i = 0; i < list->n; i++)
        composing_cite_point(c, line, list->v[i].doc, list->v[i].start);
}

/* Words that tell a reader why: a time, or a number that both reports have; "act" tells nothing. */
typedef enum Why { WHY_NOT, WHY_TIME, WHY_COUNT } Why;

static Why tells_why(const Records *r, Span at) {
    for (uint32_t i = 0; i < r->times.n; i++)
        if (span_overlaps(r->times.v[i].head.span, at)) return WHY_TIME;
    for (uint32_t i = 0; i < r->figures.n; i++)
        if (span_overlaps(r->figures.v[i].head.span, at)) return WHY_COUNT;
    return WHY_NOT;
}

/* Adds the words of one kind, each once: "“September 20”, “on Friday”". */
static void add_evidence(Composing *c, const Evidences *list, Why kind, const char *lead, Text *t) {
    enum { QUOTES = 4, WORDS_MAX = 60 };
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->n && n < QUOTES; i++) {
        Found f = record_index_find(&c->index, list->v[i].doc);
        TextMap map;
        if (!f.records || list->v[i].end <= list->v[i].start) continue;
        if (text_map_make(f.records->doc.text, c->a, &map) != ST_OK) continue;
        Span at = {text_map_byte(&map, (uint32_t)list->v[i].start),
                   text_map_byte(&map, (uint32_t)list->v[i].end)};
        Str words = words_one_line(c, document_cut(&f.records->doc, at));
        if (!words.n || words.n > WORDS_MAX || tells_why(f.records, at) != kind ||
            (t->n && str_find_nocase(text_str(t), words) != SIZE_MAX))
            continue;
        text_add_c(t, n ? ", " : t->n ? "; " : "");
        text_format(t, "%s“%.*s”", n++ ? "" : lead, STR_ARG(words));
    }
}

/* What a day was worked out from, in the report's words: its times, then counts that others give on
 * known days. */
static Str evidence_words(Composing *c, const Evidences *list, const char *counts) {
    Text t = {.arena = c->a};
    add_evidence(c, list, WHY_TIME, "", &t);
    add_evidence(c, list, WHY_COUNT, counts, &t);
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

/* Its day; of one that is only bounded, the bound, which dates nothing. */
static Str day_of_report(Composing *c, const Records *r) {
    bool worked_out;
    Days days = composing_published(c, r, &worked_out);
    if (!days_some(days)) return S("no day");
    if (days.from && days.to) return words_of_days(c, days, worked_out);
    Day bound = days.from ? days.from : days.to;
    return composing_format(c, "no day, not %s %.*s", days.from ? "before" : "after",
                            STR_ARG(words_of_days(c, (Days){bound, bound}, false)));
}

static void date_lines(Composing *c, const Records *r) {
    Str when = day_of_report(c, r);
    uint32_t number = composing_number(c, r->doc.id);
    uint32_t at = map_get(&c->dating_of, r->doc.id);
    const Dating *dating = at ? &c->story->datings.v[at - 1] : NULL;
    Str why =
        dating ? evidence_words(c, &dating->evidence, "counts as others of those days: ") : S("");
    Line *line =
        composing_line(c, LINE_BULLET,
                       composing_format(c, "R%u %.*s, %s%s%.*s", number, STR_ARG(when),
                                        basis_words(c, r), why.n ? ": " : "", STR_ARG(why)));
    const Published *p = r->doc.published;
    for (uint32_t i = 0; p && i < p->evidence.n; i++)
        composing_cite_byte(c, line, r->doc.id, p->evidence.v[i].start);
    if (dating) cite_evidence(c, line, &dating->evidence);
    if (!line->cites.n) composing_cite_byte(c, line, r->doc.id, 0);
    if (!dating || !dating->against.n) return;
    Str against = evidence_words(c, &dating->against, "counts unlike others of those days: ");
    line = composing_line(
        c, LINE_BULLET,
        composing_format(c, "R%u, against that day: %.*s", number, STR_ARG(against)));
    cite_evidence(c, line, &dating->against);
}

static void source_line(Composing *c, const Records *r) {
    const Document *d = &r->doc;
    Text t = {.arena = c->a};
    text_format(&t, "R%u ", composing_number(c, d->id));
    text_add(&t, d->outlet.n ? d->outlet : S("outlet not named"));
    if (d->title.n) text_format(&t, ": “%.*s”", STR_ARG(d->title));
    if (d->agencies.n) {
        text_add_c(&t, "; credits ");
        for (uint32_t i = 0; i < d->agencies.n; i++) {
            if (i) text_add_c(&t, ", ");
            text_add(&t, d->agencies.v[i]);
        }
    }
    if (d->truncated) text_add_c(&t, "; opens or ends mid-story");
    if (d->lang.n && !str_eq(d->lang, S("en")))
        text_format(&t, "; language %.*s, not coded", STR_ARG(d->lang));
    if (d->uri.n) text_format(&t, " (%.*s)", STR_ARG(d->uri));
    c->failed = c->failed || t.failed;
    composing_cite_byte(c, composing_line(c, LINE_BULLET, text_str(&t)), d->id, 0);
}

static void copies_line(Composing *c, const Strs *copies) {
    Text t = {.arena = c->a};
    for (uint32_t i = 0; i < copies->n; i++)
        text_format(&t, "%sR%u", i ? ", " : "", composing_number(c, copies->v[i]));
    text_add_c(&t, " carry one text and count as one report");
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 0; i < copies->n; i++) composing_cite_byte(c, line, copies->v[i], 0);
}

/* Where the document names the agency; else its beginning. */
static void credit_cite(Composing *c, Line *line, const Records *r, Str agency) {
    size_t at = str_find_nocase(r->doc.text, agency);
    composing_cite_byte(c, line, r->doc.id, at == SIZE_MAX ? 0 : (uint32_t)at);
}

/* "Reuters: R1, R5": texts that draw on one agency are less apart than they look. Copies, which
 * share it anyhow, are told of by themselves. */
static void origin_line(Composing *c, Str agency) {
    enum { REPORTS_MOST = 32 };
    const Strs *docs = &c->story->docs;
    Line line = {.kind = LINE_BULLET};
    uint32_t numbers[REPORTS_MOST], n = 0;
    for (uint32_t i = 0; i < docs->n && n < REPORTS_MOST; i++) {
        Found f = record_index_find(&c->index, docs->v[i]);
        bool credits = false;
        for (uint32_t k = 0; f.records && k < f.records->doc.agencies.n; k++)
            credits |= str_eq(f.records->doc.agencies.v[k], agency);
        if (!credits || composing_is_copy(c, docs->v[i])) continue;
        uint32_t at = n++;
        for (; at > 0 && numbers[at - 1] > composing_number(c, docs->v[i]); at--)
            numbers[at] = numbers[at - 1];
        numbers[at] = composing_number(c, docs->v[i]);
        credit_cite(c, &line, f.records, agency);
    }
    if (n < 2) return;
    Text t = {.arena = c->a};
    for (uint32_t i = 0; i < n; i++)
        text_format(&t, "%sR%u", !i ? "" : i + 1 == n ? " and " : ", ", numbers[i]);
    text_format(&t, " %s draw on %.*s, and are not independent in what they take from it",
                n == 2 ? "both" : "all", STR_ARG(agency));
    c->failed = c->failed || t.failed;
    line.cells[0] = text_str(&t);
    *composing_line(c, LINE_BULLET, S("")) = line;
}

static void origin_lines(Composing *c) {
    Strs seen = {0};
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        for (uint32_t k = 0; f.records && k < f.records->doc.agencies.n; k++) {
            Str agency = f.records->doc.agencies.v[k];
            bool again = false;
            for (uint32_t n = 0; n < seen.n; n++) again |= str_eq(seen.v[n], agency);
            Str *slot = again ? NULL : list_push(c->a, &seen, Str);
            if (!slot) continue;
            *slot = agency;
            origin_line(c, agency);
        }
    }
}

/* The sentences that stand in no part of the text that is coded, by report. */
static void aside_line(Composing *c) {
    enum { ASIDE_MOST = 16 };
    uint32_t n = 0, blocks[BLOCK_COUNT] = {0};
    Line line = {.kind = LINE_BULLET};
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        const Document *d = f.records ? &f.records->doc : NULL;
        for (uint32_t b = 0; d && b < d->blocks.n; b++) {
            BlockKind kind = d->blocks.v[b].kind;
            if (kind != BLOCK_BOILERPLATE && kind != BLOCK_CAPTION) continue;
            blocks[kind]++;
            if (n++ < ASIDE_MOST) composing_cite_byte(c, &line, d->id, d->blocks.v[b].span.start);
        }
    }
    if (!n) return;
    Text t = {.arena = c->a};
    text_add_c(&t, "Set aside, not coded: ");
    if (blocks[BLOCK_CAPTION])
        text_format(&t, "%u caption%s", blocks[BLOCK_CAPTION],
                    blocks[BLOCK_CAPTION] == 1 ? "" : "s");
    if (blocks[BLOCK_BOILERPLATE])
        text_format(&t, "%s%u part%s of pages that are no report",
                    blocks[BLOCK_CAPTION] ? ", " : "", blocks[BLOCK_BOILERPLATE],
                    blocks[BLOCK_BOILERPLATE] == 1 ? "" : "s");
    c->failed = c->failed || t.failed;
    line.cells[0] = text_str(&t);
    *composing_line(c, LINE_BULLET, S("")) = line;
}

void compose_sources(Composing *c) {
    const Story *s = c->story;
    composing_line(c, LINE_SECTION, S("DATES"));
    for (uint32_t i = 0; i < s->docs.n; i++) {
        Found f = record_index_find(&c->index, s->docs.v[i]);
        if (f.records) date_lines(c, f.records);
    }
    Line *head = composing_line(c, LINE_SECTION, S("SOURCES"));
    head->cells[1] = composing_format(c, "%u report%s, %u after folding copies", s->docs.n,
                                      s->docs.n == 1 ? "" : "s", s->independent);
    for (uint32_t i = 0; i < s->docs.n; i++) {
        Found f = record_index_find(&c->index, s->docs.v[i]);
        if (f.records) source_line(c, f.records);
    }
    for (uint32_t i = 0; i < s->copies.n; i++)
        if (s->copies.v[i].n > 1) copies_line(c, &s->copies.v[i]);
    origin_lines(c);
    aside_line(c);
}
