/* TIMELINE: what happened, day by day, and who says so where nobody else does. */
#include "report/changes.h"

#include "story/quoting.h"

/* Texts behind a line's items, copies folded. */
static uint32_t sources_of(Composing *c, const Strs *items) {
    Map texts = {.arena = c->a};
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (f.records) map_set(&texts, composing_leader(c, f.records->doc.id), 1);
    }
    c->failed = c->failed || texts.failed;
    return texts.n;
}

/* Who says so, where no report says it in its own voice; empty when several do. */
static Str only_speaker(Composing *c, const Strs *items) {
    Str who = S("");
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (!f.records || f.kind != RECORD_EVENT) return S("");
        Ref claim = statement_outermost(f.records, records_event(f.records, f.ref)->claim);
        if (!claim) return S("");
        Str speaker = words_of_speaker(c, f.records, VOICE_CLAIM, claim);
        if (who.n && !str_eq(who, speaker)) return S("");
        who = speaker;
    }
    return who;
}

/* "Ann Lee, prime minister (Northland)" is Ann Lee. */
static Str name_in(Str speaker) {
    size_t end = str_find_char(speaker, ',');
    if (end == SIZE_MAX) end = str_find(speaker, S(" ("));
    return end == SIZE_MAX ? speaker : (Str){speaker.p, end};
}

/* Whether a day of its own sentence dates the item, or one that was worked out. */
static bool says_day(const Composing *c, Str id, Days days) {
    Found f = record_index_find(&c->index, id);
    bool worked_out = true;
    if (!f.records || f.kind == RECORD_DOCUMENT) return false;
    composing_published(c, f.records, &worked_out);
    if (!worked_out) return true;
    char day[11];
    day_format(days.from, day);
    const Document *d = &f.records->doc;
    uint32_t sentence = document_sentence_at(d, records_head(f.records, f.kind, f.ref)->span.start);
    for (uint32_t i = 0; i < f.records->times.n; i++) {
        const Time *t = &f.records->times.v[i];
        bool here = document_sentence_at(d, t->head.span.start) == sentence;
        bool same = t->days.from
                        ? t->days.from == days.from /* else without its year */
                        : t->value.n == 10 && str_eq(str_from(t->value, 5), str_of(day + 5));
        if (here && same && t->basis != TIME_BASIS_RELATIVE) return true;
    }
    return false;
}

static bool is_said(Composing *c, const Timeline *t) {
    bool said = false;
    for (uint32_t i = 0; i < t->items.n && !said; i++) said = says_day(c, t->items.v[i], t->days);
    return said;
}

/* "Last week" of a report whose own day is worked out: twice a guess, and mostly of what another
 * line tells by its day. */
static bool is_vague(Composing *c, const Timeline *t) {
    enum { CLOSE_DAYS = 3 };
    return t->days.from && t->days.to - t->days.from > CLOSE_DAYS && !is_said(c, t);
}

static Str words_of_line_days(Composing *c, const Timeline *t) {
    bool said = is_said(c, t);
    Str when = words_of_days(c, t->days, !said);
    return when.n ? when : S("day not known");
}

static const Event *first_event(const Composing *c, const Timeline *t, const Records **r) {
    Found f = t->items.n ? record_index_find(&c->index, t->items.v[0]) : (Found){0};
    *r = f.records;
    return f.records && f.kind == RECORD_EVENT ? records_event(f.records, f.ref) : NULL;
}

/* What is asked for: "Northland asked the court: “to order …”", as the claim has it that the event
 * is told by; empty where nothing is said. */
static Str words_of_request(Composing *c, const Records *r, const Event *e) {
    enum { ASKED_WORDS = 14 };
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *claim = &r->claims.v[i];
        if (!span_some(claim->cue) || !span_overlaps(claim->cue, e->head.span) || !claim->content.n)
            continue;
        Str who = words_of_speaker(c, r, VOICE_CLAIM, i + 1);
        return composing_format(c, "%.*s%.*s", STR_ARG(words_capital(c, who)),
                                STR_ARG(words_of_statement(c, r, claim, ASKED_WORDS)));
    }
    return S("");
}

/* What is agreed on or granted: "Northland: “agreed to withdraw …”". */
static Str words_of_accord(Composing *c, const Records *r, const Event *e) {
    enum { AGREED_WORDS = 16 };
    const Actor *actor = e->agents.n ? records_actor(r, e->agents.v[0].actor) : NULL;
    Span rest = {e->head.span.start, e->sentence.end};
    Str words = quote_words(document_cut(&r->doc, rest), AGREED_WORDS, c->a);
    c->failed = c->failed || !words.p;
    if (!actor) return words;
    Str who = words_capital(c, words_without_owner(c, composing_actor_name(c, actor)));
    return composing_format(c, "%.*s: %.*s", STR_ARG(who), STR_ARG(words));
}

/* The story's label; of what is only said, what is said. */
static Str words_of_label(Composing *c, const Timeline *t) {
    const Records *r;
    const Event *e = first_event(c, t, &r);
    if (e && e->class == CLASS_REQUEST) return words_of_request(c, r, e);
    bool alone = e && e->class == CLASS_CONSULT && e->agents.n && !e->recipients.n &&
                 !(e->place && str_eq(e->mode, S("visit"))) &&
                 e->modality == MODALITY_ACTUAL; /* with whom, its words may say */
    bool accord = alone || (e && (e->class == CLASS_AGREE || e->class == CLASS_CONCEDE));
    return accord ? words_of_accord(c, r, e) : t->label;
}

static Str words_of_line(Composing *c, const Timeline *t) {
    uint32_t reports = sources_of(c, &t->items);
    Str who = only_speaker(c, &t->items), label = words_capital(c, words_of_label(c, t));
    if (!label.n) return label;
    if (reports > 1) return composing_format(c, "%.*s (%u reports)", STR_ARG(label), reports);
    bool own = str_find_nocase(label, name_in(who)) != SIZE_MAX; /* of his own deed */
    return who.n && !own
               ? composing_format(c, "%.*s, according to %.*s", STR_ARG(label), STR_ARG(who))
               : label;
}

/* Some item of the line is. */
static bool is_recent(const Composing *c, const Timeline *t) {
    if (!c->options->changes) return composing_is_recent(c, NULL, t->days.to);
    for (uint32_t i = 0; i < t->items.n; i++) {
        Found f = record_index_find(&c->index, t->items.v[i]);
        if (f.records && composing_is_recent(c, f.records, t->days.to)) return true;
    }
    return false;
}

/* What was announced and then done is told as done. */
static bool is_realised(const Composing *c, const Timeline *t) {
    const Relations *all = &c->story->relations;
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; all->v[i].type == RELATION_REALISES && k < t->items.n; k++)
            if (str_eq(all->v[i].b, t->items.v[k])) return true;
    return false;
}

/* One report's word on the past, and days that are guessed twice, are wrong too often. */
static bool is_doubtful(Composing *c, const Timeline *t) {
    if (c->options->all) return false;
    const Records *r;
    const Event *e = first_event(c, t, &r);
    if (e && e->class == CLASS_CASUALTY) return true; /* how many, the figures tell */
    return (t->background && sources_of(c, &t->items) < 2) || is_vague(c, t) || is_realised(c, t);
}

static bool of_same_days(const Timeline *a, const Timeline *b) {
    return a->background == b->background && a->days.from == b->days.from &&
           a->days.to == b->days.to;
}

/* The lines as the story has them, of one day first those of which a report says the day. */
static const Timeline **lines_in_order(Composing *c) {
    const Timelines *all = &c->story->timelines;
    const Timeline **v = arena_new(c->a, const Timeline *, all->n);
    c->failed = c->failed || !v;
    for (uint32_t first = 0, n = 0; v && first < all->n;) {
        uint32_t end = first;
        while (end < all->n && of_same_days(&all->v[first], &all->v[end])) end++;
        for (int said = 1; said >= 0; said--)
            for (uint32_t i = first; i < end; i++)
                if (is_said(c, &all->v[i]) == (said == 1)) v[n++] = &all->v[i];
        first = end;
    }
    return v;
}

void compose_timeline(Composing *c) {
    if (!c->story->timelines.n) return;
    uint32_t before = c->out->lines.n;
    const Timeline **lines = lines_in_order(c);
    composing_line(c, LINE_SECTION, S("TIMELINE"));
    Str last = S("");
    for (uint32_t i = 0; lines && i < c->story->timelines.n; i++) {
        const Timeline *t = lines[i];
        if (!is_recent(c, t) || is_doubtful(c, t)) continue;
        Str when = words_of_line_days(c, t), words = words_of_line(c, t);
        if (!words.n) continue;
        Str group =
            t->background ? S("Earlier") : when; /* history stands apart, each with its day */
        if (!str_eq(group, last)) composing_line(c, LINE_GROUP, group);
        last = group;
        if (t->background) words = composing_format(c, "%.*s: %.*s", STR_ARG(when), STR_ARG(words));
        composing_cite_all(c, composing_line(c, LINE_BULLET, words), &t->items);
    }
    composing_end_section(c, before);
}

/* ---- in short: what is planned for days after the newest report */

void compose_short_ahead(Composing *c) {
    enum { AHEAD_MOST = 3 };
    Text t = {.arena = c->a};
    Strs cited = {NULL, 0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->story->timelines.n && n < AHEAD_MOST; i++) {
        const Timeline *line = &c->story->timelines.v[i];
        const Records *r;
        const Event *e = first_event(c, line, &r);
        bool ahead = e && c->story->days.to && line->days.from > c->story->days.to;
        Str words = ahead && !is_doubtful(c, line) ? words_of_label(c, line) : S("");
        size_t planned = str_find(words, S(" (planned)"));
        if (planned != SIZE_MAX) words.n = planned;
        if (!words.n) continue;
        text_format(&t, "%s%.*s, %.*s", n++ ? "; " : "Ahead: ", STR_ARG(words),
                    STR_ARG(words_of_line_days(c, line)));
        Str *slot = list_push(c->a, &cited, Str);
        if (slot) *slot = e->head.id;
        c->failed = c->failed || !slot;
    }
    c->failed = c->failed || t.failed;
    if (n) composing_cite_all(c, composing_line(c, LINE_BULLET, text_str(&t)), &cited);
}
