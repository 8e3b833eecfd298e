/* "None" against a count: nobody was hurt, 300 were. */
#include "story/relate_figures.h"

#include "base/utf8.h"
#include "know/word_lists.h"

enum { NONE_MAX = 64 /* counts that a denial is set against */ };

static bool later(const Item *a, const Item *b) {
    return a->said.from && b->said.from && a->said.from > b->said.from;
}

static bool covers(const Making *m, const Item *none, const Item *count) {
    Str measure = none->measure, other = count->measure;
    if (str_eq(measure, other)) return true;
    /* "no civilian was hurt": of one group of people the dead are hurt, too */
    if (none->group.n && str_eq(measure, S("injured")) && str_eq(other, S("killed"))) return true;
    Str list = making_cell(m, "en/measure_families", measure, "covers"), piece;
    while (str_split(&list, ' ', &piece))
        if (str_eq(piece, other)) return true;
    return false;
}

/* "Nobody", "no one": of all people, not of those of a group. */
static bool is_nobody(const Making *m, const Item *none) {
    const Figure *f = making_figure(m, none);
    return !none->group.n && !(f->population && f->population->text.n) &&
           str_eq(f->unit, S("person"));
}

/* Nobody, in the same place on the same day or of the same occurrence. */
static bool nobody_there(const Making *m, const Item *none, const Item *count) {
    Comparison c = compare_figures(m, none, count);
    uint32_t ties = c.same & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE));
    return is_nobody(m, none) && ties & (ties - 1) && !(c.differs & FIELD_BIT(PLACE)) &&
           !none->place_far;
}

/* "No casualties among the troops", "if they did not kill": none of some only, or not said. */
static bool is_of_some(Making *m, const Item *none) {
    enum { BEHIND = 40 };
    const Document *d = &m->docs.v[none->doc]->doc;
    const Figure *f = making_figure(m, none);
    Span sentence = f->sentence, at = f->head.span;
    if (at.start < sentence.start || at.end > sentence.end) return false;
    uint32_t to = at.end + BEHIND < sentence.end ? at.end + BEHIND : sentence.end;
    Str behind = utf8_fold(m->arena, document_cut(d, (Span){at.end, to})), word;
    while (str_split(&behind, ' ', &word))
        if (word_is_in(m->tables, word, LIST_OF_SOME)) return true;
    Str before = utf8_fold(m->arena, document_cut(d, (Span){sentence.start, at.start}));
    while (str_split(&before, ' ', &word))
        if (str_eq(word, S("if")) || str_eq(word, S("whether"))) return true;
    return false;
}

static bool may_deny(Making *m, const Item *none, const Item *count) {
    if (count->kind != RECORD_FIGURE || !str_eq(none->family, count->family)) return false;
    if (none->background || count->background ||
        same_text(m, none, count) != (none->doc == count->doc))
        return false;
    const Figure *x = making_figure(m, none), *y = making_figure(m, count);
    return !figure_is_none(y) && x->status != STATUS_PROJECTED && y->status == STATUS_ASSERTED &&
           (str_eq(none->group, count->group) || is_nobody(m, none)) && covers(m, none, count) &&
           !str_eq(making_cell(m, "en/units", x->counted, "class"), S("case")) &&
           ((x->population && x->population->text.n) || sentences_apart(m, none, count) <= 1 ||
            nobody_there(m, none, count)) &&
           figure_is_count(y) && !figures_of_one_document(m, none, count) &&
           !figures_unrelated(none, count) && (y->value.some || y->low.some) &&
           figure_party(m, none) != figure_party(m, count);
}

static bool is_point(const Making *m, const Item *i) {
    return i->place && m->entities[i->place - 1].point;
}

static StCode relate_denial(Making *m, uint32_t none, uint32_t count, Pairs *pairs) {
    const Item *a = &m->items.v[none], *b = &m->items.v[count];
    Pair p = {.a = none, .b = count, .compared = compare_figures(m, a, b)};
    Comparison *c = &p.compared;
    c->differs |= FIELD_BIT(VALUE);
    if (c->differs & (FIELD_BIT(PLACE) | FIELD_BIT(UNIT) | FIELD_BIT(NATION) | FIELD_BIT(COUNTED)))
        return ST_OK;
    bool elsewhere = a->doc != b->doc && a->place && b->place && !a->place_far && is_point(m, a) &&
                     !(c->same & FIELD_BIT(PLACE));
    const Days *period = making_figure(m, a)->period;
    bool one_day = period && period->from == period->to;
    bool running = b->scope == SCOPE_CUMULATIVE && !days_some(b->window);
    if (elsewhere || (one_day && running)) return ST_OK; /* none there, or on that day */
    /* "Not one of our men": of one nation's soldiers both tell, whoever they are */
    bool own = c->same & FIELD_BIT(NATION) && a->group.n && two_speakers(m, a, b);
    bool sides = (a->side && b->side) || sentences_apart(m, a, b) <= 1 || own;
    bool stock = a->scope == SCOPE_STOCK || b->scope == SCOPE_STOCK;
    /* "No death is known" answers what was told where it stands, and not every toll of a crisis */
    uint32_t ties = FIELD_BIT(PLACE) | FIELD_BIT(OCCURRENCE) | FIELD_BIT(PERIOD);
    bool loose = a->doc != b->doc && !a->place && !a->group.n && !(c->same & ties);
    if (loose || (!sides && !(c->same & FIELD_BIT(PLACE)))) return ST_OK; /* nothing ties them */
    if (c->differs & FIELD_BIT(PERIOD))
        p.type = RELATION_DIFFERENT_SCOPE;
    else if (later(b, a) && !stock)
        p.type = RELATION_DIFFERENT_SCOPE; /* none so far */
    else if (!sides || (stock && !(c->same & FIELD_BIT(AS_OF))))
        p.type = RELATION_OPEN;
    else
        p.type = RELATION_CONTRADICTS;
    return pairs_add(m, pairs, p);
}

StCode relate_none(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Item *none = &m->items.v[figures[i]];
        if (!figure_is_none(making_figure(m, none)) || is_of_some(m, none)) continue;
        uint32_t met = 0;
        for (uint32_t k = 0; k < n && met < NONE_MAX; k++) {
            if (!may_deny(m, none, &m->items.v[figures[k]])) continue;
            met++;
            TRY(relate_denial(m, figures[i], figures[k], pairs));
        }
    }
    return ST_OK;
}
