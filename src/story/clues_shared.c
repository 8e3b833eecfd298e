/* What other documents say of the day one was published on: the happenings they share, which tie
 * their dates, and what the story began with.
 */
#include "story/dating.h"

#include "story/phrases.h"

enum {
    TIES_MAX = 12,        /* of one happening */
    SHARED_MAX = 4096,    /* happenings of one story that are compared */
    TIME_GAP = 80,        /* bytes between a happening and the time that is its own */
    ANCHOR_SPAN_DAYS = 3, /* a happening named with days farther apart is several */
    ANY_YEAR = 2000
};

/* ---- happenings that two documents share */

typedef struct Happening {
    uint32_t doc;
    const Event *event;
    const Time *time;      /* or NULL */
    uint32_t agent, place; /* 1 + entity */
    uint32_t side;         /* of the agent */
    bool known;            /* its time names a day, or is of a dated document */
} Happening;
LIST_OF(Happening, Happenings);

typedef struct Sharing {
    Making *m;
    const bool *open;
    Clues *clues;
    Happenings all;
    const Happening *onset; /* what the story began with, or NULL */
    Day *day;               /* by document: its day, or that of its dateline in `year`; 0 none */
    int year;               /* that of a dated document, or any */
    uint32_t first;         /* 1 + the document of a known day that knows the earliest one … */
    int32_t first_offset;   /* … so many days from its own */
    uint32_t *voice;        /* by document: who speaks for its copies, of a known day if there is */
    bool *told;             /* by document: it has a CLUE_NOT_BEFORE */
} Sharing;

/* The time that stands nearest to the trigger in its sentence, and is not that of a saying. */
static const Time *time_of(const Records *r, const Event *e) {
    Span sentence = document_sentence_span(&r->doc, e->head.span.start);
    uint32_t least = TIME_GAP;
    const Time *best = NULL;
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        if (!span_holds(sentence, t->head.span.start)) continue;
        if (!clue_names_day(t) && !(t->relative && !t->relative->anchor)) continue;
        uint32_t at = t->head.span.start, from = e->head.span.start;
        uint32_t gap = at > from ? at - from : from - at;
        if (gap < least && !clue_is_said(r, t)) least = gap, best = t;
    }
    return best;
}

/* Classes that happen once and are told by all; talks and accusations are of every day. */
static bool is_deed(const Event *e) {
    return e->class == CLASS_ASSAULT || e->class == CLASS_DISASTER || e->class == CLASS_DISPLACE ||
           e->class == CLASS_RETREAT || e->class == CLASS_PROTEST || e->class == CLASS_CASUALTY ||
           (e->class == CLASS_COERCE && str_eq(e->mode, S("seize")));
}

/* A team comes and looks: told as a visit by one, as what it found by the other. */
static bool is_visit(const Event *e) {
    return (e->class == CLASS_CONSULT && str_eq(e->mode, S("visit"))) ||
           (e->class == CLASS_FINDING && e->agents.n);
}

/* What somebody is accused of, or denies, need not have happened. */
static bool is_disputed(const Records *r, const Event *e) {
    const Claim *c = records_claim(r, e->claim);
    return c &&
           (c->stance == STANCE_ACCUSE || c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

static bool tells_of_itself(const Records *r, const Event *e) {
    return !e->background && e->polarity == POLARITY_POSITIVE &&
           (e->modality == MODALITY_ACTUAL || e->modality == MODALITY_PLANNED) &&
           (is_deed(e) || is_visit(e)) && !is_disputed(r, e);
}

static StCode find_happenings(Sharing *s) {
    Making *m = s->m;
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->events.n; i++) {
            const Event *e = &r->events.v[i];
            if (s->all.n == SHARED_MAX || !tells_of_itself(r, e)) continue;
            Happening *h = list_push(m->arena, &s->all, Happening);
            TRY_MEM(h, m->err);
            *h = (Happening){
                .doc = d, .event = e, .time = time_of(r, e), .place = making_place(m, d, e->place)};
            if (e->agents.n) h->agent = making_actor(m, d, e->agents.v[0].actor);
            h->side = making_side(m, h->agent);
            h->known =
                h->time && (s->open[d] ? clue_when(h->time, false, s->day[d], s->year).from > 0
                                       : h->time->days.from > 0);
        }
    }
    return ST_OK;
}

static Str trigger_of(const Sharing *s, const Happening *h) {
    return document_cut(&s->m->docs.v[h->doc]->doc, h->event->head.span);
}

static bool same_happening(const Sharing *s, const Happening *a, const Happening *b) {
    bool visits = is_visit(a->event) && is_visit(b->event);
    if (!visits && a->event->class != b->event->class) return false;
    if (!visits && a->event->class != CLASS_ASSAULT && !str_eq(a->event->mode, b->event->mode))
        return false;
    bool agent = (a->agent && a->agent == b->agent) || (a->side && a->side == b->side);
    if (a->place && b->place) return a->place == b->place && (agent || !a->agent || !b->agent);
    /* where one does not say where, who must have done it, or the same word tell of it */
    return agent || (!a->agent && !b->agent && a->event->class == CLASS_DISASTER &&
                     str_eq_nocase(trigger_of(s, a), trigger_of(s, b)));
}

/* The days that explicit dates give a happening; many days apart, it is not one happening. */
static bool happens_once(const Sharing *s, const Happening *h) {
    Day first = 0, last = 0;
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Happening *x = &s->all.v[i];
        if (!x->known || !same_happening(s, h, x)) continue;
        Day d = clue_when(x->time, false, s->day[x->doc], s->year).from;
        int year, month, day;
        if (!d) continue;
        day_split(d, &year, &month, &day);
        d = day_of(s->year, month, day); /* of one year: only compared */
        if (!first || d < first) first = d;
        if (d > last) last = d;
    }
    return last - first <= ANCHOR_SPAN_DAYS;
}

static StCode tie(Sharing *s, const Happening *h, const Happening *x) {
    Clue c = {.span = h->event->head.span,
              .planned = h->event->modality == MODALITY_PLANNED,
              .other = x->doc,
              .other_time = x->time,
              .other_planned = x->event->modality == MODALITY_PLANNED};
    if (h->time) {
        c.kind = CLUE_TIE;
        c.span = h->time->head.span;
        c.time = h->time;
    } else if (h->event->modality == MODALITY_ACTUAL && x->known && !c.other_planned) {
        c.kind = CLUE_NOT_BEFORE;
    } else {
        return ST_OK;
    }
    return clues_add(s->m, &s->clues[h->doc], c);
}

static StCode find_ties(Sharing *s) {
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Happening *h = &s->all.v[i];
        uint32_t ties = 0;
        if (!s->open[h->doc] || !happens_once(s, h)) continue;
        for (uint32_t k = 0; k < s->all.n && ties < TIES_MAX; k++) {
            const Happening *x = &s->all.v[k];
            if (s->voice[x->doc] == s->voice[h->doc] || !x->time || !same_happening(s, h, x))
                continue;
            ties++;
            bool told = !h->time && s->told[h->doc]; /* once is enough */
            if (!told) TRY(tie(s, h, x));
            if (!h->time && x->known) s->told[h->doc] = true;
        }
    }
    return ST_OK;
}

/* ---- what the story began with, and how long ago it was */

/* Both have a whole date, and the first has the earlier one. */
static bool is_earlier(const Happening *a, const Happening *b) {
    return a->time->days.from && a->time->days.from < b->time->days.from;
}

/* The happening of a known day that most documents tell of, the earliest of these. */
static void find_onset(Sharing *s) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Happening *h = &s->all.v[i];
        if (!h->known || !is_deed(h->event) || h->event->modality != MODALITY_ACTUAL ||
            !happens_once(s, h))
            continue;
        uint32_t docs = 0, last = UINT32_MAX;
        for (uint32_t k = 0; k < s->all.n; k++) {
            const Happening *x = &s->all.v[k];
            if (x->doc == last || !same_happening(s, h, x)) continue;
            docs++;
            last = x->doc;
        }
        if (docs > most || (docs && docs == most && is_earlier(h, s->onset)))
            most = docs, s->onset = h;
    }
}

static bool deed_in(const Records *r, Span sentence) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (is_deed(&r->events.v[i]) && span_holds(sentence, r->events.v[i].head.span.start))
            return true;
    return false;
}

/* The sentence may well speak of what the story began with: an attack and what was seized by it are
 * one. */
static bool onset_in(const Sharing *s, const Records *r, Span sentence) {
    EventClass class = s->onset ? s->onset->event->class : CLASS_COUNT;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        bool attack = class == CLASS_ASSAULT && e->class == CLASS_COERCE && is_deed(e);
        if ((e->class == class || attack) && span_holds(sentence, e->head.span.start)) return true;
    }
    return false;
}

static Clue onset_clue(const Sharing *s, ClueKind kind, Span span, const Time *t) {
    Clue c = {.kind = kind, .span = span, .time = t};
    c.other = s->onset ? s->onset->doc : s->first - 1;
    c.other_time = s->onset ? s->onset->time : NULL;
    c.offset = s->onset ? 0 : s->first_offset;
    return c;
}

/* "P10D", "P3W": days, at least and at most; {0,0} for hours and years. */
static Days duration_days(Str value) {
    uint64_t n;
    if (value.n < 3 || value.p[0] != 'P' || !str_to_u64((Str){value.p + 1, value.n - 2}, &n) ||
        n == 0 || n > 400)
        return (Days){0, 0};
    int32_t count = (int32_t)n;
    switch (value.p[value.n - 1]) {
    case 'D': return (Days){count - 1, count + 1};
    case 'W': return (Days){7 * count - 2, 7 * count + 2};
    case 'M': return (Days){30 * count - 4, 30 * count + 5};
    default: return (Days){0, 0};
    }
}

/* "ten days after the fire broke out", "three weeks since the wave", "five days on, ". */
static bool counts_from(const Records *r, Span duration) {
    static const Str words[] = {STR(" after "),     STR(" since "), STR(" into "),
                                STR(" following "), STR(" on, "),   STR(" of ")};
    Str rest = str_from(r->doc.text, duration.end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(rest, words[i])) return true;
    return false;
}

/* The first time of the sentence that is counted from the day of publication; with `said` the first
 * that something was said at. */
static const Time *telling_time(const Records *r, Span sentence, bool said) {
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        if (span_holds(sentence, t->head.span.start) && t->relative && !t->relative->anchor &&
            str_eq(t->relative->unit, S("day")) && (!said || clue_is_said(r, t)))
            return t;
    }
    return NULL;
}

/* A dated report, or one that says how long after the beginning it is written. */
static void find_first(Sharing *s) {
    const Making *m = s->m;
    Day least = DAY_MAX;
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        if (!s->day[d]) continue;
        if (s->day[d] < least) least = s->day[d], s->first = d + 1, s->first_offset = 0;
        for (uint32_t i = 0; i < r->times.n; i++) {
            const Time *t = &r->times.v[i];
            Days days = t->timex == TIMEX_DURATION ? duration_days(t->value) : (Days){0, 0};
            if (!days.to || days.to - days.from > 2 || !counts_from(r, t->head.span)) continue;
            int32_t ago = (days.from + days.to) / 2;
            if (s->day[d] - ago < least)
                least = s->day[d] - ago, s->first = d + 1, s->first_offset = -ago;
        }
    }
}

/* A report that is dated before what most tell of: the story did not begin with that. */
static bool told_before(const Sharing *s) {
    if (!s->first || !s->day[s->onset->doc]) return false;
    Day onset = clue_when(s->onset->time, false, s->day[s->onset->doc], s->year).from;
    return onset > 0 && s->day[s->first - 1] + s->first_offset < onset;
}

/* A dateline's day is known but for its year. */
static StCode find_days(Sharing *s) {
    const Making *m = s->m;
    s->day = arena_new(m->arena, Day, m->docs.n);
    TRY_MEM(s->day, m->err);
    s->year = ANY_YEAR;
    for (uint32_t d = m->docs.n; d-- > 0;) {
        int month, day;
        s->day[d] = s->open[d] ? 0 : m->days[d].from;
        if (s->day[d]) day_split(s->day[d], &s->year, &month, &day);
    }
    for (uint32_t d = 0; d < m->docs.n; d++)
        for (uint32_t i = 0; s->open[d] && i < s->clues[d].n; i++)
            if (s->clues[d].v[i].kind == CLUE_DATELINE)
                s->day[d] = clue_day(&s->clues[d].v[i], s->year, 0);
    return ST_OK;
}

static StCode find_voices(Sharing *s) {
    const Making *m = s->m;
    s->voice = arena_new(m->arena, uint32_t, m->docs.n);
    TRY_MEM(s->voice, m->err);
    for (uint32_t d = 0; d < m->docs.n; d++) s->voice[d] = m->leaders[d];
    for (uint32_t d = m->docs.n; d-- > 0;)
        if (s->day[d]) s->voice[m->leaders[d]] = d;
    for (uint32_t d = 0; d < m->docs.n; d++) s->voice[d] = s->voice[m->leaders[d]];
    return ST_OK;
}

/* A copy is of the day of the text it is one with. */
static StCode find_copies(Sharing *s) {
    for (uint32_t d = 0; d < s->m->docs.n; d++)
        if (s->open[d] && s->voice[d] != d)
            TRY(clues_add(s->m, &s->clues[d], (Clue){.kind = CLUE_COPY, .other = s->voice[d]}));
    return ST_OK;
}

static StCode find_over(Sharing *s, uint32_t doc) {
    const Records *r = s->m->docs.v[doc];
    const Table *over = tables_get(s->m->tables, "en/over");
    Arena scratch = {0};
    StCode code = ST_OK;
    for (uint32_t i = 0; i < r->doc.sentences.n && code == ST_OK; i++) {
        Span sentence = r->doc.sentences.v[i];
        if (!deed_in(r, sentence)) continue;
        bool told = phrase_first(over, document_cut(&r->doc, sentence), &scratch) > 0;
        arena_reset(&scratch);
        const Time *t = telling_time(r, sentence, true);
        if (told && t)
            code = clues_add(s->m, &s->clues[doc], onset_clue(s, CLUE_OVER, t->head.span, t));
    }
    arena_drop(&scratch);
    return code;
}

/* The happening that "ten days after …" counts from, as another document dates it; NULL when none
 * does. */
static const Happening *counted_from(const Sharing *s, uint32_t doc, Span from, Span sentence) {
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Happening *h = &s->all.v[i];
        uint32_t at = h->event->head.span.start;
        if (h->doc != doc || at < from.end || !span_holds(sentence, at)) continue;
        for (uint32_t k = 0; k < s->all.n; k++) {
            const Happening *x = &s->all.v[k];
            if (x->time && s->voice[x->doc] != s->voice[doc] && same_happening(s, h, x)) return x;
        }
    }
    return NULL;
}

/* What "ten days after the guns stopped" counts from, by the table of ends: empty where it is no
 * end. */
static Str end_counted_from(const Sharing *s, const Records *r, Span duration, Span sentence) {
    const Table *over = tables_get(s->m->tables, "en/over");
    Arena scratch = {0};
    Str text = document_cut(&r->doc, (Span){duration.end, sentence.end});
    size_t comma = str_find_char(text, ',');
    if (comma != SIZE_MAX) text.n = comma;
    uint32_t row = over ? phrase_first(over, text, &scratch) : 0;
    arena_drop(&scratch);
    return row ? table_cell(over, row - 1, table_column(over, "kind")) : S("");
}

/* Its sentence asks for it: the day it names is of something else. */
static bool is_asked_for(const Records *r, const Event *e) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (r->events.v[i].class == CLASS_REQUEST &&
            span_overlaps(r->events.v[i].sentence, e->sentence))
            return true;
    return false;
}

/* The cease-fire that another document names the day of; NULL when none does. */
static const Happening *find_cease_fire(const Sharing *s, uint32_t doc) {
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Happening *h = &s->all.v[i];
        if (h->time && s->voice[h->doc] != s->voice[doc] && h->event->class == CLASS_RETREAT &&
            str_eq(h->event->mode, S("ceasefire")) && !is_asked_for(s->m->docs.v[h->doc], h->event))
            return h;
    }
    return NULL;
}

/* "A strike that had brought the country to a standstill for eleven days". */
static bool lasts_till_now(const Sharing *s, const Records *r, Span duration, Span sentence) {
    Str before = {r->doc.text.p, duration.start};
    return str_ends(before, S(" for ")) && onset_in(s, r, sentence);
}

static StCode find_since(Sharing *s, uint32_t doc, const Time *t, Span sentence) {
    const Records *r = s->m->docs.v[doc];
    Days days = t->timex == TIMEX_DURATION ? duration_days(t->value) : (Days){0, 0};
    bool counted =
        days.to && (counts_from(r, t->head.span) || lasts_till_now(s, r, t->head.span, sentence));
    if (!counted) return ST_OK;
    Clue c = onset_clue(s, CLUE_SINCE, t->head.span, telling_time(r, sentence, false));
    const Happening *x = counted_from(s, doc, t->head.span, sentence);
    Str end = x ? S("") : end_counted_from(s, r, t->head.span, sentence);
    if (str_eq(end, S("ceasefire"))) x = find_cease_fire(s, doc);
    if (!x && end.n) return ST_OK;
    if (x) {
        c.other = x->doc;
        c.other_time = x->time;
        c.other_planned = x->event->modality == MODALITY_PLANNED;
        c.offset = 0;
    }
    c.days = days;
    return clues_add(s->m, &s->clues[doc], c);
}

/* Days from the beginning that "its third day", "its second month" leave; {0,0} for other units. */
static Days ordinal_days(int32_t n, Str unit) {
    enum { WEEK = 7, MONTH_MIN = 28, MONTH_MAX = 31 };
    if (str_starts(unit, S("day"))) return (Days){n - 1, n - 1};
    if (str_starts(unit, S("week"))) return (Days){WEEK * (n - 1), WEEK * n - 1};
    if (str_starts(unit, S("month"))) return (Days){MONTH_MIN * (n - 1), MONTH_MAX * n - 1};
    return (Days){0, 0};
}

/* "The war is in its second month", "the stoppage, now in its fifth day". */
static StCode find_ordinals(Sharing *s, uint32_t doc) {
    const Records *r = s->m->docs.v[doc];
    Str text = r->doc.text;
    for (size_t at = 0, found; (found = str_find(str_from(text, at), S("n its "))) != SIZE_MAX;) {
        size_t start = at + found + S("n its ").n;
        Str rest = str_from(text, start), word = {NULL, 0};
        at = start;
        str_split(&rest, ' ', &word);
        uint64_t n = 0;
        bool ordinal = str_eq(making_cell(s->m, "en/numbers", word, "kind"), S("ordinal"));
        if (!ordinal || !str_to_u64(making_cell(s->m, "en/numbers", word, "value"), &n) || n < 2)
            continue;
        Clue c =
            onset_clue(s, CLUE_SINCE, (Span){(uint32_t)start, (uint32_t)(start + word.n)}, NULL);
        c.days = ordinal_days((int32_t)n, rest);
        if (c.days.to) TRY(clues_add(s->m, &s->clues[doc], c));
    }
    return ST_OK;
}

static StCode find_from_onset(Sharing *s, uint32_t doc) {
    const Records *r = s->m->docs.v[doc];
    Clues *out = &s->clues[doc];
    if (!s->onset && !s->first) return ST_OK;
    TRY(clues_add(s->m, out, onset_clue(s, CLUE_ONSET, (Span){0, 0}, NULL)));
    TRY(find_over(s, doc));
    TRY(find_ordinals(s, doc));
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        uint32_t sentence = document_sentence_at(&r->doc, t->head.span.start);
        if (!sentence) continue;
        Span whole = r->doc.sentences.v[sentence - 1];
        TRY(find_since(s, doc, t, whole));
        const Relative *rel = t->relative;
        if (rel && !rel->anchor && rel->weekday && rel->offset == 0 &&
            !clue_in_history(r, t->head.span.start))
            TRY(clues_add(s->m, out, onset_clue(s, CLUE_AMID, (Span){0, 0}, t)));
        if (rel && !rel->anchor && str_eq(rel->unit, S("week")) && rel->offset <= 0 &&
            onset_in(s, r, whole))
            TRY(clues_add(s->m, out, onset_clue(s, CLUE_WEEK, t->head.span, t)));
    }
    return ST_OK;
}

StCode clues_find_shared(Making *m, const bool *open, Clues *by_document) {
    Sharing s = {.m = m, .open = open, .clues = by_document};
    TRY(find_days(&s));
    TRY(find_voices(&s));
    TRY(clues_find_growth(m, open, s.voice, by_document));
    TRY(find_happenings(&s));
    s.told = arena_new(m->arena, bool, m->docs.n);
    TRY_MEM(s.told, m->err);
    find_onset(&s);
    find_first(&s);
    if (s.onset && told_before(&s)) s.onset = NULL;
    for (uint32_t d = 0; d < m->docs.n; d++)
        if (open[d]) TRY(find_from_onset(&s, d));
    TRY(find_copies(&s));
    return find_ties(&s);
}
