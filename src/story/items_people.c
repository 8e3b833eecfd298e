#include "story/items_people.h"

#include "know/word_lists.h"
#include "record/sectors.h"

/* The contrast of a population's groups: of several the smaller kind of people ("woman" rather than
 * "civilian"), which is the later row. `merge` says which groups the measure does not tell apart.
 */
static Str contrast_of(const Making *m, const Strs *groups, Str merge) {
    const Table *t = tables_get(m->tables, "en/groups");
    uint32_t best = 0;
    for (uint32_t i = 0; t && i < groups->n; i++) {
        uint32_t row = table_find(t, groups->v[i], 0);
        if (row > best && table_cell(t, row - 1, table_column(t, "contrast")).n) best = row;
    }
    if (!best) return S("");
    Str contrast = table_cell(t, best - 1, table_column(t, "contrast"));
    Str arms = table_cell(t, best - 1, table_column(t, "arms"));
    if (arms.n && str_eq(merge, arms)) return arms;
    return str_eq(contrast, merge) ? S("") : contrast;
}

/* Does the report count women or children apart? */
static bool tells_of_women(const Records *r) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Population *p = r->figures.v[i].population;
        for (uint32_t k = 0; p && k < p->groups.n; k++)
            if (str_eq(p->groups.v[k], S("woman")) || str_eq(p->groups.v[k], S("child")))
                return true;
    }
    return false;
}

/* Whom a figure counts, by the table of groups. Where no women are told of, men are people. */
static Str group_of(const Making *m, const Records *r, const Population *p, Str merge) {
    Str group = contrast_of(m, &p->groups, merge);
    return str_eq(group, S("man")) && !tells_of_women(r) ? S("") : group;
}

/* "Not one of our men": the word right before those who are counted. */
static bool is_ours(const Making *m, const Records *r, const Figure *f) {
    Span at = f->head.span, s = f->sentence;
    if (at.start < s.start || at.end > s.end) return false;
    Str behind = document_cut(&r->doc, (Span){at.end, s.end}), word, before = S("");
    size_t end = str_find(behind, f->population->text);
    if (end == SIZE_MAX) return false;
    behind.n = end;
    while (str_split(&behind, ' ', &word))
        if (word.n) before = word;
    return word_is_in(m->tables, before, LIST_OUR);
}

/* Of whose people it is, where the speaker counts his own: the soldiers of his state. */
static void put_own_people(const Making *m, Item *i, const Records *r, const Figure *f) {
    if (!i->speaker || i->population.n || !is_ours(m, r, f)) return;
    const EntityInfo *e = &m->entities[i->speaker - 1];
    const EntityInfo *of = e->represents ? &m->entities[e->represents - 1] : e;
    i->population = of->country.n ? of->country : e->country;
    bool arms = sectors_any(&e->sectors, SECTOR(MIL)) || sectors_any(&of->sectors, SECTOR(MIL));
    if (!i->group.n && arms) i->group = S("military");
}

/* "Two civilians had been killed and 23 wounded": a bare number of people is of those whom the
 * figure before it in the sentence counts, if both tell of harm and one speaker gives them. */
static const Figure *shared_noun(const Records *r, const Figure *f) {
    bool number = f->counted_by == COUNTED_NUMERAL || f->counted_by == COUNTED_WORD;
    if (f->counted.n || !str_eq(f->unit, S("person")) || !number) return NULL;
    const Figure *best = NULL;
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        bool harm = str_eq(x->measure, S("killed")) || str_eq(x->measure, S("injured"));
        if (harm && x->sentence.start == f->sentence.start && x->claim == f->claim &&
            x->head.span.end <= f->head.span.start && !x->part_of && str_eq(x->unit, f->unit))
            best = x;
    }
    bool harm = str_eq(f->measure, S("killed")) || str_eq(f->measure, S("injured"));
    return harm ? best : NULL;
}

void items_put_people(const Making *m, Item *i, const Figure *f) {
    const Records *r = m->docs.v[i->doc];
    Str merge = making_cell(m, "en/measure_families", f->measure, "merge");
    if (f->population) {
        i->population = f->population->country;
        i->group = group_of(m, r, f->population, merge);
        put_own_people(m, i, r, f);
    }
    const Figure *head = f->population ? NULL : shared_noun(r, f);
    if (head && head->population) {
        i->population = head->population->country;
        i->group = group_of(m, r, head->population, merge);
    }
    if (!i->group.n && (!f->population || !f->population->groups.n))
        i->group = making_cell(m, "en/measure_families", f->measure, "group");
}

/* What another figure of the report counts in the same words: "houses" is told again as "850". */
static Str counted_so(const Records *r, const Figure *f) {
    for (uint32_t i = 0; f->population && i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        if (x->counted.n && x->population && str_eq(x->population->text, f->population->text))
            return x->counted;
    }
    return S("");
}

void items_put_thing(const Making *m, Item *i, const Figure *f) {
    if (!str_eq(f->unit, S("item"))) return;
    Str counted = f->counted.n ? f->counted : counted_so(m->docs.v[i->doc], f);
    i->thing = making_cell(m, "en/objects", counted, "kind");
    if (!i->thing.n) i->thing = counted;
}
