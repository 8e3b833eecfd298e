/* Two counts of one document, in one sentence after the other: "the doctors say they have received 19
 * bodies; the junta says four people died". Two parties give them of one measure, and nothing tells
 * the two apart: no place, day, group, or word that makes the one a part of the other. What they
 * total, and from when on, each says in its own way: that keeps them no longer apart here.
 */
#include "story/relate_figures.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/agreement.h"
#include "story/told_apart.h"

enum {
    BESIDE_BACK = 12, /* figures of a document looked at before one */
    COUNT_MIN = 2
};

static const uint32_t fields_apart = FIELD_BIT(UNIT) | FIELD_BIT(COUNTED) | FIELD_BIT(NATION) |
                                     FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE);

static bool counts(const Making *m, const Item *i) {
    const Figure *f = making_figure(m, i);
    return f && !i->background && !f->part_of && f->status == STATUS_ASSERTED &&
           !str_eq(i->measure, S("casualties")) &&
           (f->counted_by == COUNTED_NUMERAL || f->counted_by == COUNTED_WORD) &&
           !figure_is_none(f) && i->family.n && !str_eq(i->unit, S("money")) && !f->share_of;
}

/* The dead by any word; "casualties" may be all that are hurt. */
static bool one_measure(const Item *a, const Item *b) {
    return str_eq(a->measure, b->measure);
}

/* Children, women and the old are some of all people, whoever counts; villagers or workers are who
 * there was. */
static bool is_part(Str group) {
    static const char *const list[] = {"child", "woman", "man", "elderly", "infant", "youth"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_eq(group, str_of(list[i]))) return true;
    return false;
}

static bool of_one_group(const Item *a, const Item *b) {
    if (str_eq(a->group, b->group)) return true;
    if (!str_eq(a->family, S("harm"))) return false;
    return (!a->group.n || !b->group.n) && !is_part(a->group) && !is_part(b->group);
}

/* Another figure of the measure in the sentence makes a list of counts. */
static bool is_alone(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    const Figure *f = making_figure(m, i);
    for (uint32_t k = 0; k < r->figures.n; k++) {
        const Figure *x = &r->figures.v[k];
        if (x != f && x->sentence.start == f->sentence.start && x->claim == f->claim &&
            str_eq(x->measure, f->measure))
            return false;
    }
    return true;
}

/* "… make people forget the hospital, where 23 were killed last week": told by the way. */
static bool by_the_way(Making *m, const Item *i) {
    static const char *const list[] = {" where ", " when ",  " which ",
                                       " who ",   " whose ", " one of "};
    const Claim *c = records_claim(m->docs.v[i->doc], making_figure(m, i)->claim);
    Span at = making_figure(m, i)->head.span;
    for (uint32_t k = 0; c && k < c->content.n; k++) {
        if (!span_has(c->content.v[k], at)) continue;
        Span before = {c->content.v[k].start,
                       at.end + 4 < c->content.v[k].end ? at.end + 4 : at.end};
        Str words = utf8_fold(m->arena, document_cut(&m->docs.v[i->doc]->doc, before));
        for (size_t n = 0; n < sizeof list / sizeof *list; n++)
            if (str_find(words, str_of(list[n])) != SIZE_MAX) return true;
    }
    return making_figure(m, i)->value.milli < COUNT_MIN * 1000; /* one is somebody */
}

static bool stand_beside(Making *m, const Item *a, const Item *b) {
    if (!counts(m, a) || !counts(m, b) || !one_measure(a, b) || !of_one_group(a, b)) return false;
    if (!a->claimed || !b->claimed || sentences_between(m, a, b) > 1) return false;
    bool within = a->speaker && b->speaker && a->speaker != b->speaker; /* one side: two of it */
    if (!two_speakers(m, a, b) && !within) return false;
    return figures_disjoint(making_figure(m, a), making_figure(m, b)) &&
           !figures_of_two_things(m, a, b) && is_alone(m, a) && !told_of_more(m, a) &&
           !told_of_more(m, b) && is_alone(m, b) && !by_the_way(m, a) && !by_the_way(m, b) &&
           !(compare_figures(m, a, b).differs & fields_apart) && !told_places_apart(m, a, b) &&
           !told_years_apart(m, a, b) && !told_as_rate(m, a) && !told_as_rate(m, b);
}

/* ---- "the ministry said 21 … the doctors said at least 50", further apart */

/* Whether each other count of the measure in the report tells one of the two numbers again, or stands
 * there by the way. */
static bool only_two(Making *m, const Item *a, const Item *b) {
    const Records *r = m->docs.v[a->doc];
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    for (uint32_t k = 0; k < r->figures.n; k++) {
        const Figure *z = &r->figures.v[k];
        bool other = z != x && z != y && str_eq(z->measure, x->measure) && !z->part_of &&
                     z->counted_by != COUNTED_MENTION;
        if (!other || figures_one_number(z, x) || figures_one_number(z, y)) continue;
        uint32_t item = making_item(m, a->doc, RECORD_FIGURE, k + 1);
        if (!item || !by_the_way(m, &m->items.v[item - 1])) return false;
    }
    return true;
}

/* Each state counts what is its own. */
static bool of_two_states(const Making *m, const Item *a, const Item *b) {
    Str x = a->speaker ? m->entities[a->speaker - 1].country : S("");
    Str y = b->speaker ? m->entities[b->speaker - 1].country : S("");
    return x.n && y.n && !str_eq(x, y);
}

/* All that a report tells of one measure are two totals, each in somebody's name. */
static bool are_two_totals(Making *m, const Item *a, const Item *b) {
    enum { REPORT_SENTENCES = 8 };
    uint32_t apart = sentences_between(m, a, b);
    if (apart < 2 || apart > REPORT_SENTENCES || !counts(m, a) || !counts(m, b)) return false;
    if (!one_measure(a, b) || !of_one_group(a, b) || !a->claimed || !b->claimed) return false;
    const uint32_t apart_too = fields_apart | FIELD_BIT(AS_OF) | FIELD_BIT(SCOPE);
    if (!two_speakers(m, a, b) || of_two_states(m, a, b)) return false;
    return figures_disjoint(making_figure(m, a), making_figure(m, b)) && only_two(m, a, b) &&
           !figures_of_two_things(m, a, b) && !told_of_more(m, a) && !told_of_more(m, b) &&
           !by_the_way(m, a) && !by_the_way(m, b) &&
           !(compare_figures(m, a, b).differs & apart_too) && !told_places_apart(m, a, b) &&
           !told_years_apart(m, a, b) && !told_as_rate(m, a) && !told_as_rate(m, b);
}

/* ---- "organisers counted 3,000" */

/* "Has the names of 58", "has 31 dead", "have a list: 65": nothing else between who has it and the
 * number. */
static bool is_held(const Making *m, Str behind) {
    Str word;
    while (str_split(&behind, ' ', &word)) {
        while (word.n && word.p[word.n - 1] == ':') word.n--;
        if (word.n && !word_is_in(m->tables, word, LIST_HOLDING_PASSED) &&
            !word_is_in(m->tables, word, LIST_COUNT_BOUND))
            return false;
    }
    return true;
}

/* Who counts, where the text names him before a verb of counting: the words before that verb. */
static Str counter_of(Making *m, const Item *i) {
    enum { VERB_WORDS = 3 };
    Str source = item_source(m, i), word;
    if (source.n) return source;
    const Document *d = &m->docs.v[i->doc]->doc;
    const Figure *f = making_figure(m, i);
    Span before = {f->sentence.start, f->head.span.start};
    if (before.end <= before.start) return S("");
    Str text = utf8_fold(m->arena, document_cut(d, before)), rest = text;
    size_t words = 0, verb = 0, behind = 0;
    bool at = str_ends(str_trim(text), S(" at")); /* "put the number of the dead at 23" */
    while (str_split(&rest, ' ', &word)) {
        words++;
        behind++;
        while (word.n && str_find_char(S(",:;"), word.p[word.n - 1]) != SIZE_MAX) word.n--;
        bool counts = word_is_in(m->tables, word, LIST_COUNTING) ||
                      (word_is_in(m->tables, word, LIST_HOLDING) && is_held(m, rest)) ||
                      (at && word_is_in(m->tables, word, LIST_FIGURE_PUT));
        if (words > 1 && counts) verb = (size_t)(word.p - text.p), behind = 0;
    }
    Str who = str_trim((Str){text.p, verb});
    bool nobody = word_is_in(m->tables, who, LIST_TOLD_PRONOUN); /* "that makes eight dead" */
    return verb && !nobody && (at || behind <= VERB_WORDS) ? who : S("");
}

/* The number is all that is said: "arrived at 4,300.", "there were 16". */
static bool is_bare(const Making *m, const Item *i) {
    const Figure *f = making_figure(m, i);
    Str behind = str_from(m->docs.v[i->doc]->doc.text, f->head.span.end);
    return !f->counted.n && (!behind.n || behind.p[0] == '.' || behind.p[0] == ',' ||
                             behind.p[0] == ';' || behind.p[0] == '\n');
}

static bool is_number(const Item *i, const Figure *f) {
    bool range = f && f->quantifier == QUANT_BETWEEN && f->low.some && f->high.some;
    return f && !i->background && !f->part_of && !f->share_of && f->status == STATUS_ASSERTED &&
           (f->counted_by == COUNTED_NUMERAL || f->counted_by == COUNTED_WORD) &&
           (f->value.some || range) && figure_least(f).milli >= COUNT_MIN * 1000 &&
           !str_eq(i->unit, S("money")) && !str_eq(i->unit, S("percent"));
}

/* Numbers that rounding does not bring together. */
static bool far_apart(const Figure *x, const Figure *y) {
    enum { TENTHS = 13, EXACT_TENTHS = 10 };
    if (!x->value.some || !y->value.some) return figures_disjoint(x, y);
    bool exact = x->quantifier == QUANT_EXACT && y->quantifier == QUANT_EXACT;
    int64_t least = x->value.milli < y->value.milli ? x->value.milli : y->value.milli;
    int64_t most = x->value.milli < y->value.milli ? y->value.milli : x->value.milli;
    bool bound = x->value.milli < y->value.milli ? (x->high.some || x->quantifier == QUANT_ABOUT)
                                                 : (y->high.some || y->quantifier == QUANT_ABOUT);
    return bound && most * 10 > least * (exact ? EXACT_TENTHS : TENTHS);
}

/* "Nairobi has reported forty": a place counts what is its own. */
static bool is_place(const Making *m, const Item *i, Str who) {
    const Records *r = m->docs.v[i->doc];
    for (uint32_t p = 0; p < r->places.n; p++) {
        Str name = utf8_fold(m->arena, r->places.v[p].name);
        if (name.n && str_ends(who, name) && (who.n == name.n || who.n <= name.n + sizeof "and "))
            return true;
    }
    return false;
}

/* The later of two numbers of a report is another party's count of what the first counts: alone, or
 * "counts 27 graves", "has seen 34 bodies herself". */
static bool set_against(Making *m, const Item *later, const Item *first) {
    const Figure *x = making_figure(m, later), *y = making_figure(m, first);
    if (!is_number(later, x) || !is_number(first, y) || sentences_between(m, later, first) > 1)
        return false;
    bool same = later->measure.n && str_eq(later->measure, first->measure) &&
                str_eq(later->thing, first->thing) && of_one_group(later, first);
    Str who = counter_of(m, later), other = counter_of(m, first);
    bool own = !later->claimed && !is_place(m, later, who);
    bool placed = later->place && !later->place_far && later->place != first->place;
    bool first_own =
        later->claimed && !first->claimed && other.n && !placed && !is_place(m, first, other);
    bool counted = same && (own || first_own || told_as_own(m, later));
    if (figures_of_two_things(m, later, first)) return false;
    if (!(counted || is_bare(m, later)) || (later->measure.n && !same) ||
        !str_eq(later->unit, first->unit))
        return false;
    if (!who.n || str_eq_nocase(who, other) || one_speaker(m, later, first)) return false;
    return far_apart(x, y) && is_alone(m, later) && is_alone(m, first) && !told_of_more(m, later) &&
           !told_of_more(m, first) &&
           !(compare_figures(m, later, first).differs & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD))) &&
           !told_places_apart(m, later, first) && !told_years_apart(m, later, first);
}

/* ---- "who at first said 25,000 … 40,000" */

/* The next count of its measure puts right what was said at first. */
static bool puts_right(Making *m, const Item *later, const Item *first) {
    const Records *r = m->docs.v[later->doc];
    const Figure *x = making_figure(m, later), *y = making_figure(m, first);
    if (!is_number(later, x) || !is_number(first, y) || figures_equal(x, y)) return false;
    if (!later->measure.n || !one_measure(later, first) || !told_at_first(m, first)) return false;
    for (Ref k = first->ref + 1; k < later->ref; k++)
        if (str_eq(records_figure(r, k)->measure, later->measure)) return false;
    return first->ref < later->ref && sentences_between(m, later, first) <= 1;
}

/* "Had put it at", of the same side: another number since. */
static bool is_revised(const Making *m, const Item *later, const Item *first) {
    const Figure *x = making_figure(m, later), *y = making_figure(m, first);
    return told_before(m, first, later) && is_number(later, x) && is_number(first, y) &&
           later->measure.n && one_measure(later, first) && figures_disjoint(x, y) &&
           sentences_between(m, later, first) <= 1;
}

static StCode put_right(Making *m, uint32_t later, uint32_t first, Pairs *pairs) {
    const Item *a = &m->items.v[later], *b = &m->items.v[first];
    bool more = figure_least(making_figure(m, a)).milli > figure_least(making_figure(m, b)).milli;
    Pair p = {.a = later,
              .b = first,
              .type = RELATION_REVISES,
              .change = more ? CHANGE_GROWTH : CHANGE_CORRECTION,
              .compared = compare_figures(m, a, b)};
    p.compared.differs |= FIELD_BIT(VALUE);
    return pairs_add(m, pairs, p);
}

StCode relate_beside(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i; k-- > 0 && i - k <= BESIDE_BACK;) {
            const Item *a = &m->items.v[figures[i]], *b = &m->items.v[figures[k]];
            if (a->doc == b->doc && puts_right(m, a, b)) {
                TRY(put_right(m, figures[i], figures[k], pairs));
                continue;
            }
            if (is_revised(m, a, b) || is_revised(m, b, a)) {
                bool behind = told_before(m, b, a);
                TRY(put_right(m, behind ? figures[i] : figures[k], behind ? figures[k] : figures[i],
                              pairs));
                continue;
            }
            if (a->doc != b->doc) continue;
            if (!stand_beside(m, a, b) && !set_against(m, a, b) && !are_two_totals(m, a, b))
                continue;
            Pair p = {.a = figures[i],
                      .b = figures[k],
                      .type = RELATION_CONTRADICTS,
                      .compared = compare_figures(m, a, b)};
            p.compared.differs |= FIELD_BIT(VALUE);
            TRY(pairs_add(m, pairs, p));
        }
    return ST_OK;
}
