/* Clues to the day on which a story began, which is not looked up but worked out with the days of
 * publication: what "Friday's mutiny", "a week after", "on the fifth day of" count from.
 */
#include "story/dating.h"

#include "know/word_lists.h"
#include "story/phrases.h"

enum {
    BEGAN_OTHER = 1,             /* points of a day told with something else, */
    BEGAN_DEED = 3,              /* with another deed, */
    BEGAN_DAY = CLUE_BEGAN_SURE, /* with what the story began with; */
    BEGAN_WEEK = 4,              /* of a week, of a month */
    BEGAN_MONTH = 2,
    OWNED = 2, /* more, of "Friday's mutiny" */
    COUNTED =
        6, /* of days counted, few; the farther they reach, the less are they there by chance */
    COUNTED_FAR = 4 /* the sentence does not say what from */
};

typedef struct Onset {
    const TellingSet *tellings;
    Making *m;
    Clues *clues;       /* by document */
    const Event *event; /* one of what most documents tell of, or NULL */
} Onset;

/* An attack and what was seized by it are one. */
static bool onset_like(const Event *a, const Event *b) {
    bool attack = a->class == CLASS_ASSAULT && b->class == CLASS_COERCE && telling_is_deed(b);
    return attack ||
           (a->class == b->class && (a->class == CLASS_ASSAULT || str_eq(a->mode, b->mode)));
}

/* Deaths are told of every happening and begin none, if there is another. */
static void find_onset(Onset *o) {
    uint32_t most = 0;
    const Tellings *all = &o->tellings->all;
    for (uint32_t i = 0; i < all->n; i++) {
        const Event *e = all->v[i].event;
        uint32_t docs = 0, last = UINT32_MAX;
        if (!telling_is_deed(e)) continue;
        for (uint32_t k = 0; k < all->n; k++) {
            if (all->v[k].doc == last || !onset_like(e, all->v[k].event)) continue;
            last = all->v[k].doc;
            docs += e->class == CLASS_CASUALTY ? 1 : 2;
        }
        if (docs > most) most = docs, o->event = e;
    }
}

static bool onset_in(const Onset *o, const Records *r, Span sentence) {
    for (uint32_t i = 0; o->event && i < r->events.n; i++)
        if (onset_like(o->event, &r->events.v[i]) &&
            span_holds(sentence, r->events.v[i].head.span.start))
            return true;
    return false;
}

static bool deed_in(const Records *r, Span sentence) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (telling_is_deed(&r->events.v[i]) &&
            span_holds(sentence, r->events.v[i].head.span.start))
            return true;
    return false;
}

/* ---- days named as that of the beginning */

/* "Friday's mutiny", "the 11 August election": it says which one is meant. */
static bool is_owner(const Document *d, const Time *t) {
    Str before = {d->text.p, t->head.span.start}, behind = str_from(d->text, t->head.span.end);
    if (clue_names_day(t) && !t->relative)
        return (str_ends(before, S(" the ")) ||
                str_starts(str_cut(d->text, t->head.span), S("the "))) &&
               str_starts(behind, S(" "));
    return t->relative && t->relative->offset <= 0 &&
           (str_starts(behind, S("'s ")) || str_starts(behind, S("\xe2\x80\x99s ")));
}

static uint32_t began_weight(const Time *t) {
    const Relative *rel = t->relative;
    if (!rel || str_eq(rel->unit, S("day"))) return BEGAN_DAY;
    return str_eq(rel->unit, S("month")) ? BEGAN_MONTH : BEGAN_WEEK;
}

/* A weekday or a date told as past; none on which something was said: that is of the report. */
static bool is_past_day(const Onset *o, const Records *r, const Time *t) {
    const Relative *rel = t->relative;
    bool day = rel ? !rel->anchor && rel->weekday && rel->offset == 0 : clue_names_day(t);
    return day && !clue_in_history(r, t->head.span.start) && !clue_is_said(r, t) &&
           !clue_is_ahead(o->m, r, t);
}

/* How likely the day named is that of the beginning, and whether it is told as to come. */
static uint32_t weigh_began(const Onset *o, uint32_t doc, const Time *t, bool *planned) {
    const Records *r = o->m->docs.v[doc];
    const Tellings *all = &o->tellings->all;
    bool day = is_past_day(o, r, t),
         placed = clue_names_day(t) || (t->relative && !t->relative->anchor);
    uint32_t weight = day ? BEGAN_OTHER : 0;
    if (!placed) return 0;
    if (day && deed_in(r, document_sentence_span(&r->doc, t->head.span.start))) weight = BEGAN_DEED;
    if (is_owner(&r->doc, t)) return began_weight(t) + OWNED;
    for (uint32_t k = 0; k < all->n && o->event; k++) {
        const Telling *x = &all->v[k];
        if (x->doc != doc || x->time != t || !onset_like(o->event, x->event)) continue;
        weight = began_weight(t);
        *planned = x->event->modality == MODALITY_PLANNED;
    }
    return weight;
}

static StCode find_began(const Onset *o, uint32_t doc) {
    const Times *times = &o->m->docs.v[doc]->times;
    for (uint32_t i = 0; i < times->n; i++) {
        const Time *t = &times->v[i];
        Clue c = {.kind = CLUE_BEGAN, .span = t->head.span, .time = t};
        c.weight = weigh_began(o, doc, t, &c.planned);
        if (c.weight) TRY(clues_add(o->m, &o->clues[doc], c));
    }
    return ST_OK;
}

/* ---- days counted from it */

/* The farther a count reaches, the more points does prior belief take from its days. */
static uint32_t counted_weight(Days days, bool onset) {
    int32_t weight = onset ? COUNTED : COUNTED_FAR;
    return (uint32_t)(weight - 2 * clue_lag_points((days.from + days.to) / 2));
}

/* The first time of the sentence that is counted from the day of publication; with `said` the first
 * that something was said at. */
static const Time *telling_time(const Records *r, Span sentence, bool said) {
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        if (span_holds(sentence, t->head.span.start) && t->relative && !t->relative->anchor &&
            t->relative->offset <= 0 && str_eq(t->relative->unit, S("day")) &&
            (!said || clue_is_said(r, t)))
            return t;
    }
    return NULL;
}

/* What another document dates, and "ten days after …" may count from, or NULL. */
static const Telling *counted_from(const Onset *o, uint32_t doc, Span from, Span sentence) {
    const Tellings *all = &o->tellings->all;
    for (uint32_t i = 0; i < all->n; i++) {
        const Telling *t = &all->v[i];
        uint32_t at = t->event->head.span.start;
        if (t->doc != doc || at < from.end || !span_holds(sentence, at)) continue;
        if (o->event && onset_like(o->event, t->event)) return NULL;
        for (uint32_t k = 0; k < all->n; k++) {
            const Telling *x = &all->v[k];
            if (x->time && o->m->leaders[x->doc] != o->m->leaders[doc] &&
                tellings_same(o->tellings, t, x))
                return x;
        }
    }
    return NULL;
}

/* What "ten days after the guns stopped" counts from, by the table of ends: empty where it is no
 * end. */
static Str end_counted_from(const Onset *o, const Records *r, Span duration, Span sentence) {
    const Table *over = tables_get(o->m->tables, "en/over");
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
static const Telling *find_cease_fire(const Onset *o, uint32_t doc) {
    const Tellings *all = &o->tellings->all;
    for (uint32_t i = 0; i < all->n; i++) {
        const Telling *t = &all->v[i];
        bool other = t->time && o->m->leaders[t->doc] != o->m->leaders[doc];
        if (other && t->event->class == CLASS_RETREAT && str_eq(t->event->mode, S("ceasefire")) &&
            !is_asked_for(o->m->docs.v[t->doc], t->event))
            return t;
    }
    return NULL;
}

/* "Ten days after"; with what the story began with also "a strike that had brought the country to a
 * standstill for eleven days", "after two weeks of fighting". */
static StCode find_after(const Onset *o, uint32_t doc, const Time *t, Span sentence) {
    const Records *r = o->m->docs.v[doc];
    Span span = t->head.span;
    Days days = t->timex == TIMEX_DURATION ? clue_duration_days(t->value) : (Days){0, 0};
    Str counts = clue_counts(o->m, &r->doc, span.end);
    bool onset = onset_in(o, r, sentence), lasting = onset || deed_in(r, sentence);
    lasting = lasting && (str_eq(counts, S("ordinal")) ||
                          str_ends((Str){r->doc.text.p, span.start}, S(" for ")));
    bool counted = str_eq(counts, S("span")) || str_eq(counts, S("both")) || lasting;
    if (!days.to) return ST_OK;
    Clue c = {.kind = CLUE_AFTER, .span = span, .days = days};
    c.time = telling_time(r, sentence, false);
    TRY(clues_count_own(o->m, doc, &c, !counted, &o->clues[doc]));
    if (!counted) return ST_OK;
    c.weight = counted_weight(days, onset);
    const Telling *x = counted_from(o, doc, span, sentence);
    Str end = x ? S("") : end_counted_from(o, r, span, sentence);
    if (str_eq(end, S("ceasefire"))) x = find_cease_fire(o, doc);
    if (!x && end.n) return ST_OK;
    if (x) {
        c.kind = CLUE_SINCE;
        c.other = x->doc;
        c.other_time = x->time;
        c.other_planned = x->event->modality == MODALITY_PLANNED;
    }
    return clues_add(o->m, &o->clues[doc], c);
}

/* The next word and what stands behind it; a line ends a word as well. */
static Str next_word(Str *rest) {
    size_t n = 0;
    while (n < rest->n && !memchr(" \n", rest->p[n], 2)) n++;
    Str word = {rest->p, n};
    *rest = str_from(*rest, n < rest->n ? n + 1 : n);
    return word;
}

/* "The protest has entered third day on Thursday." */
static bool on_weekday(const Onset *o, Str behind) {
    bool on = str_eq(next_word(&behind), S("on"));
    Str day = next_word(&behind);
    while (day.n && memchr(".,;:", day.p[day.n - 1], 4)) day.n--;
    char folded[16];
    if (!on || !day.n || day.n > sizeof folded) return false;
    for (size_t i = 0; i < day.n; i++) folded[i] = (char)(day.p[i] | 0x20);
    return word_is_in(o->m->tables, (Str){folded, day.n}, LIST_DAY_NAME);
}

/* "The war is in its second month", "on the fifth day of the stoppage". */
static StCode find_ordinals(const Onset *o, uint32_t doc) {
    const Records *r = o->m->docs.v[doc];
    const Document *d = &r->doc;
    bool its = false;
    for (size_t at = 0; at < d->text.n;) {
        Str rest = str_from(d->text, at), word = next_word(&rest), unit;
        size_t start = at;
        at = d->text.n - rest.n;
        bool own = its;
        its = str_eq(word, S("its")) || str_eq(word, S("their"));
        uint64_t n = 0;
        bool ordinal = str_eq(making_cell(o->m, "en/numbers", word, "kind"), S("ordinal"));
        if (!ordinal || !str_to_u64(making_cell(o->m, "en/numbers", word, "value"), &n)) continue;
        unit = next_word(&rest);
        Clue c = {.kind = CLUE_AFTER};
        c.span = (Span){(uint32_t)start, (uint32_t)(start + word.n)};
        c.days = clue_ordinal_days((int32_t)n, unit);
        c.weight = counted_weight(c.days, true);
        Str counts = clue_counts(o->m, d, (uint32_t)(d->text.n - rest.n));
        bool ordered =
            str_eq(counts, S("ordinal")) || str_eq(counts, S("both")) || on_weekday(o, rest);
        Span sentence = document_sentence_span(d, c.span.start);
        bool first = n == 1 && sentence.start != c.span.start && !onset_in(o, r, sentence);
        if (c.days.from < 0 || first || (!own && !ordered)) continue;
        TRY(clues_add(o->m, &o->clues[doc], c));
        c.time = telling_time(r, sentence, false);
        TRY(clues_count_own(o->m, doc, &c, false, &o->clues[doc]));
    }
    return ST_OK;
}

/* ---- what was over, and weekdays since */

static StCode find_over(const Onset *o, uint32_t doc) {
    const Records *r = o->m->docs.v[doc];
    const Table *over = tables_get(o->m->tables, "en/over");
    Arena scratch = {0};
    StCode code = ST_OK;
    for (uint32_t i = 0; i < r->doc.sentences.n && code == ST_OK; i++) {
        Span sentence = r->doc.sentences.v[i];
        if (!deed_in(r, sentence)) continue;
        bool told = phrase_first(over, document_cut(&r->doc, sentence), &scratch) > 0;
        arena_reset(&scratch);
        const Time *t = telling_time(r, sentence, true);
        Clue c = {.kind = CLUE_OVER, .time = t};
        if (told && t) {
            c.span = t->head.span;
            code = clues_add(o->m, &o->clues[doc], c);
        }
    }
    arena_drop(&scratch);
    return code;
}

static StCode find_amid(const Onset *o, uint32_t doc, const Time *t) {
    const Relative *rel = t->relative;
    if (!rel || rel->anchor || !rel->weekday || rel->offset != 0 ||
        clue_in_history(o->m->docs.v[doc], t->head.span.start))
        return ST_OK;
    return clues_add(o->m, &o->clues[doc], (Clue){.kind = CLUE_AMID, .time = t});
}

StCode clues_find_onset(const TellingSet *tellings, Clues *by_document) {
    Onset o = {.tellings = tellings, .m = tellings->m, .clues = by_document};
    find_onset(&o);
    for (uint32_t d = 0; d < o.m->docs.n; d++) {
        const Records *r = o.m->docs.v[d];
        TRY(find_began(&o, d));
        TRY(find_over(&o, d));
        TRY(find_ordinals(&o, d));
        for (uint32_t i = 0; i < r->times.n; i++) {
            const Time *t = &r->times.v[i];
            uint32_t sentence = document_sentence_at(&r->doc, t->head.span.start);
            if (!sentence) continue;
            TRY(find_after(&o, d, t, r->doc.sentences.v[sentence - 1]));
            TRY(find_amid(&o, d, t));
        }
    }
    return ST_OK;
}
