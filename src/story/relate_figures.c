/* What two figures have to do with each other. A contradiction is only claimed of stated bounds
 * that leave no number for both, said by two sides of the same thing and day; a denial ("none")
 * also stands against any count that was out before it. Where the texts leave it open, it is
 * `open`.
 */
#include "story/relate_figures.h"

#include "story/agreement.h"
#include "know/word_lists.h"
#include "story/phrases.h"
#include "story/told_apart.h"

enum {
    BACK_MAX = 24,    /* members before it that an item is set against */
    AGREEING_MAX = 4, /* of these that give its number */
    REVISED_MAX = 2,
    NEAR_DAYS = 3,
    BESIDE_APART = 2, /* sentences */
    RELATED_DAYS = 14,
    SMALL_NUMBER = 5,
    AGREES_WEIGHT = 2, /* see agreement.h: small numbers need what ties them */
    NEAR_TENTHS = 1    /* "about" allows a tenth */
};

const uint32_t fields_of_scope = FIELD_BIT(POPULATION) | FIELD_BIT(NATION) | FIELD_BIT(SCOPE) |
                                 FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE);

/* where they differ, one number only is told of the same people or things */
static const uint32_t fields_of_people = FIELD_BIT(POPULATION) | FIELD_BIT(COUNTED);

/* The first claim of a report whose source is told in the same words, for one that no entity
 * stands for: "the doctor", "relatives"; 0 where nobody is named. */
static Ref source_told(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    Str source = item_source(m, i);
    if (!source.n || word_is_in(m->tables, source, LIST_TOLD_PRONOUN)) return 0;
    for (Ref k = 1; k <= r->claims.n; k++) {
        const Claim *c = records_claim(r, k);
        if (c->source && str_eq_nocase(document_cut(&r->doc, c->source->span), source)) return k;
    }
    return 0;
}

uint64_t figure_party(const Making *m, const Item *i) {
    if (i->side) return i->side;
    if (i->speaker) return (1ull << 32) + i->speaker;
    return (2ull << 60) + ((uint64_t)m->leaders[i->doc] << 32) + source_told(m, i);
}

static bool near_values(const Figure *a, const Figure *b) {
    int64_t x = figure_least(a).milli, y = figure_least(b).milli;
    int64_t gap = x > y ? x - y : y - x, most = x > y ? x : y;
    return figure_least(a).some && figure_least(b).some && gap * 10 <= most * NEAR_TENTHS;
}

/* a's bounds lie inside b's, and are narrower. Where b is open to one side, a must lie near: 217 is
 * "at least 200" told more exactly, 6,700 is not. */
static bool more_exact(const Figure *a, const Figure *b) {
    if (figures_equal(a, b) || !(b->low.some || b->high.some)) return false;
    bool low = !b->low.some || (a->low.some && a->low.milli >= b->low.milli);
    bool high = !b->high.some || (a->high.some && a->high.milli <= b->high.milli);
    bool closed = b->low.some && b->high.some;
    return low && high && (a->low.some || a->high.some) && (closed || near_values(a, b));
}

/* The same party again, `b` first: what it says now is what counts. */
static bool relate_same_party(const Making *m, const Item *a, const Item *b, const Figure *x,
                              const Figure *y, Pair *p) {
    if (figures_one_number(x, y)) {
        p->type = RELATION_AGREES;
        return true;
    }
    Number now = figure_least(x), before = figure_least(y);
    bool rising = a->scope == SCOPE_CUMULATIVE && now.milli > before.milli && !figure_later(b, a);
    if (figure_later_perhaps(m, a, b) && str_eq(a->family, S("harm")) && figures_disjoint(x, y)) {
        p->type = RELATION_REVISES; /* a toll rises: the caller turns the two about */
        p->change = CHANGE_GROWTH;
        return true;
    }
    if ((figure_later(a, b) || rising) && now.some && before.some && now.milli != before.milli) {
        if (now.milli < before.milli && !figures_disjoint(x, y)) return false;
        p->type = RELATION_REVISES;
        p->change = now.milli > before.milli ? CHANGE_GROWTH : CHANGE_CORRECTION;
        return true;
    }
    if (!more_exact(x, y) && !more_exact(y, x)) return false;
    p->type = RELATION_REFINES;
    return true;
}

/* So far apart that an incident told then need not be the one told now. */
static bool days_apart(const Item *a, const Item *b) {
    return figures_days_between(a, b) > NEAR_DAYS;
}

bool figures_unrelated(const Item *a, const Item *b) {
    bool period =
        days_some(a->window) && a->window.from == b->window.from && a->window.to == b->window.to;
    return !period && a->scope != SCOPE_CUMULATIVE && figures_days_between(a, b) > RELATED_DAYS;
}

bool figure_is_count(const Figure *f) {
    return f->counted_by != COUNTED_MENTION && f->counted_by != COUNTED_LIST;
}

/* A word of contrast in the later one's sentence: "but the police put it at nine". */
static bool contrasted(const Making *m, const Item *a, const Item *b) {
    const Records *r = m->docs.v[a->doc];
    uint32_t x = making_figure(m, a)->head.span.start, y = making_figure(m, b)->head.span.start;
    uint32_t second = document_sentence_at(&r->doc, x > y ? x : y);
    Span sentence = r->doc.sentences.v[second - 1];
    return phrase_first(tables_get(m->tables, "en/contrast_words"), document_cut(&r->doc, sentence),
                        m->arena) != 0;
}

/* "There were 24", "at nine", "1,200 had": the number stands alone, as another count of what was
 * counted before. */
static bool stands_alone(const Making *m, const Item *i) {
    static const char *const before[] = {"at", "were", "was", "is", "are", "to", "of", "not"};
    static const char *const behind[] = {" had", " did", " were.", " was."};
    const Document *d = &m->docs.v[i->doc]->doc;
    Span span = making_figure(m, i)->head.span;
    if (making_figure(m, i)->counted.n) return false;
    Str after = str_from(d->text, span.end), left = {d->text.p, span.start};
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
        if (str_starts(after, str_of(behind[k]))) return true;
    bool ends = !after.n || after.p[0] == '.' || after.p[0] == ',' || after.p[0] == ';' ||
                str_starts(after, S(" and")) || str_starts(after, S(" at most"));
    for (size_t k = 0; ends && k < sizeof before / sizeof *before; k++)
        if (str_ends(str_trim(left), str_of(before[k]))) return true;
    return false;
}

/* People, homes, land: not money, of which there are as many sums as there are deals. */
static bool is_tally(const Item *i) {
    return i->family.n && !str_eq(i->unit, S("money")) && !str_eq(i->unit, S("percent"));
}

/* "The union says 4,800 joined, the company 1,200": two accounts of one document, in one sentence,
 * or near by with a word of contrast or as a number alone. One may be the text's own. */
static bool set_beside(Making *m, const Item *a, const Item *b) {
    uint32_t apart = sentences_between(m, a, b);
    if (apart > BESIDE_APART || !is_tally(a)) return false;
    if (figures_of_two_things(m, a, b)) return false;
    if (two_speakers(m, a, b) && apart == 0) return true;
    if (stands_alone(m, a->ref > b->ref ? a : b))
        return two_speakers(m, a, b) || (a->claimed != b->claimed && contrasted(m, a, b));
    return apart == 1 && two_speakers(m, a, b) && contrasted(m, a, b);
}

/* "The ministry says nine, the state's own hospital 34": two of one side, set against each other. */
static bool within_one_side(const Making *m, const Item *a, const Item *b) {
    if (a->doc != b->doc || !a->side || a->side != b->side || !is_tally(a)) return false;
    if (!a->speaker || !b->speaker || a->speaker == b->speaker) return false;
    return sentences_between(m, a, b) <= 1 && contrasted(m, a, b);
}

bool figures_of_one_document(Making *m, const Item *a, const Item *b) {
    return a->doc == b->doc && !two_speakers(m, a, b) && !set_beside(m, a, b);
}

/* A town's or a province's count, and the whole country's. Of one toll told little higher the country
 * is only where it happened. */
static bool part_of_country(const Making *m, const Item *a, const Item *b) {
    int64_t p = figure_least(making_figure(m, a)).milli,
            q = figure_least(making_figure(m, b)).milli;
    bool toll = str_eq(a->family, S("harm")) && a->scope == SCOPE_INCIDENT &&
                b->scope == SCOPE_INCIDENT && a->said.from != b->said.from;
    if (toll && p < 2 * q && q < 2 * p) return false;
    if (!a->place || !b->place || a->place == b->place || a->place_far || b->place_far)
        return false;
    bool wide_a = m->entities[a->place - 1].country_wide,
         wide_b = m->entities[b->place - 1].country_wide;
    const Item *whole = wide_a ? a : b, *part = wide_a ? b : a;
    return wide_a != wide_b &&
           figure_least(making_figure(m, whole)).milli > figure_least(making_figure(m, part)).milli;
}

/* Numbers of two days that nobody takes for one growing toll: far apart, and told by two sides or of a
 * war. Of others the day says enough. */
static bool may_be_held_against(const Item *a, const Item *b, const Figure *x, const Figure *y) {
    enum { FAR_TIMES = 2 };
    int64_t p = figure_least(x).milli, q = figure_least(y).milli;
    bool sides = a->side && b->side && a->side != b->side;
    return (sides || figure_of_war(a) || figure_of_war(b)) &&
           (p >= q * FAR_TIMES || q >= p * FAR_TIMES);
}

/* Bounds that exclude each other. */
static bool relate_disjoint(Making *m, const Item *a, const Item *b, const Figure *x,
                            const Figure *y, Pair *p) {
    Comparison c = p->compared;
    bool beside = set_beside(m, a, b);
    bool told_apart = beside || (a->side && b->side && a->side != b->side);
    bool same_time = beside || c.same & (FIELD_BIT(AS_OF) | FIELD_BIT(PERIOD));
    bool same_thing = beside || c.same & FIELD_BIT(PLACE) ||
                      (c.same & FIELD_BIT(OCCURRENCE) && c.same & FIELD_BIT(PERIOD));
    bool rose = figure_least(x).milli > figure_least(y).milli; /* `b` was before */
    bool other_time = !same_time && c.differs & FIELD_BIT(AS_OF);
    if (part_of_country(m, a, b)) {
        p->type = RELATION_DIFFERENT_SCOPE;
        p->compared.differs |= FIELD_BIT(PLACE);
        return true;
    }
    if (told_places_apart(m, a, b) || told_years_apart(m, a, b)) {
        p->type = RELATION_DIFFERENT_SCOPE;
        p->compared.differs |= FIELD_BIT(PLACE);
        return true;
    }
    bool whose =
        figure_of_war(a) && str_eq(a->measure, S("casualties")); /* one's own or the other's */
    bool own = a->group.n || b->group.n; /* enemies count each its own soldiers */
    bool against = sides_opposed(m, a, b) && same_thing && !rose && !own &&
                   figures_days_between(a, b) <= NEAR_DAYS;
    if (!whose && ((told_apart && same_time && same_thing) || against))
        p->type = RELATION_CONTRADICTS;
    else if (other_time && (!same_thing || rose || days_apart(a, b))) {
        p->type = RELATION_DIFFERENT_SCOPE;
        return may_be_held_against(a, b, x, y);
    } else if (same_thing)
        p->type = RELATION_OPEN;
    else
        return false;
    return true;
}

static bool one_or_rounded(const Figure *a, const Figure *b) {
    return figures_one_number(a, b) || figures_rounded_alike(a, b);
}

/* "Twelve, says the one, nine, the other", in one report: of two numbers that stand beside each other
 * neither is the other's growth. */
static bool told_beside(const Making *m, const FactItems *f, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    uint32_t from = f->n > BACK_MAX ? f->n - BACK_MAX : 0;
    for (uint32_t i = from; i < f->n; i++)
        for (uint32_t k = from; k < f->n; k++) {
            const Item *p = &m->items.v[f->v[i]], *q = &m->items.v[f->v[k]];
            if (p->doc == q->doc && one_or_rounded(making_figure(m, p), x) &&
                one_or_rounded(making_figure(m, q), y) &&
                (two_speakers(m, p, q) || p->claimed != q->claimed))
                return true;
        }
    return false;
}

static bool relate_parties(Making *m, const Item *a, const Item *b, const Figure *x,
                           const Figure *y, Pair *p) {
    if (figures_one_number(x, y)) {
        p->type = RELATION_AGREES;
        return agreement_weight(m, a, b, p->compared) >= AGREES_WEIGHT;
    }
    if (figures_rounded_alike(x, y)) {
        p->type = RELATION_AGREES;
        return true;
    }
    bool grown =
        figures_grown(m, a, b) || (figure_later_perhaps(m, a, b) && figures_grown(m, b, a));
    if (grown || figures_corrected(m, a, b, set_beside(m, a, b))) {
        p->type = RELATION_REVISES;
        p->change = grown ? CHANGE_GROWTH : CHANGE_CORRECTION;
        return true;
    }
    if (figures_disjoint(x, y)) return relate_disjoint(m, a, b, x, y, p);
    if (p->compared.differs & FIELD_BIT(AS_OF) && !near_values(x, y)) return false;
    if (more_exact(x, y) || more_exact(y, x))
        p->type = RELATION_REFINES;
    else if (near_values(x, y))
        p->type = RELATION_AGREES;
    else
        return false;
    return true;
}

/* The number that the text rejects beside this one, in the same sentence and of the same measure;
 * NULL where there is none. */
static const Figure *rejected_beside(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    const Figure *f = making_figure(m, i);
    if (f->status == STATUS_DENIED) return NULL;
    for (uint32_t k = 0; k < r->figures.n; k++) {
        const Figure *x = &r->figures.v[k];
        if (x->status == STATUS_DENIED && x->value.some && x->sentence.start == f->sentence.start &&
            str_eq(x->measure, f->measure))
            return x;
    }
    return NULL;
}

/* Whether one of two, told by different parties, puts its number in the place of the other's. */
static bool rejects(const Making *m, const Item *a, const Item *b) {
    if (a->speaker && a->speaker == b->speaker) return false;
    const Figure *no = rejected_beside(m, a);
    return no && making_figure(m, b)->value.some &&
           no->value.milli == making_figure(m, b)->value.milli;
}

/* What comes on top of a count, or is told for each day. */
static bool is_no_whole(Making *m, const Item *i) {
    return told_on_top(m, i) || told_as_rate(m, i);
}

/* "Would release six", "released six": of what was announced and of what was done only the same number
 * tells something. Deaths that were foretold are no plan. */
static StCode relate_plan(Making *m, uint32_t at, uint32_t other, Pairs *pairs) {
    bool first = making_figure(m, &m->items.v[at])->status == STATUS_PROJECTED;
    Pair p = {.a = first ? other : at, .b = first ? at : other, .type = RELATION_REALISES};
    const Item *deed = &m->items.v[p.a], *plan = &m->items.v[p.b];
    p.compared = compare_figures(m, deed, plan);
    bool after = deed->said.from && plan->said.from && deed->said.from >= plan->said.from;
    if (deed->doc == plan->doc || !after || str_eq(deed->family, S("harm")) ||
        !figures_one_number(making_figure(m, deed), making_figure(m, plan)))
        return ST_OK;
    return pairs_add(m, pairs, p);
}

/* Two items of one fact, `b` before `a`. */
static StCode relate_members(Making *m, uint32_t at, uint32_t before, Pairs *pairs) {
    const Item *a = &m->items.v[at], *b = &m->items.v[before];
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    if (same_text(m, a, b) && (a->doc != b->doc || figure_party(m, a) == figure_party(m, b)))
        return ST_OK;
    if (figure_is_none(x) != figure_is_none(y)) return ST_OK; /* relate_denials */
    bool put_right = told_at_first(m, b) && sentences_between(m, a, b) == 0;
    if (a->doc == b->doc && (put_right || told_before(m, a, b) || told_before(m, b, a)))
        return ST_OK; /* relate_beside */
    bool within = within_one_side(m, a, b);
    if ((figures_of_one_document(m, a, b) && !within) || figures_unrelated(a, b)) return ST_OK;
    if (!figure_is_count(x) || !figure_is_count(y)) return ST_OK;
    if ((x->status == STATUS_PROJECTED) != (y->status == STATUS_PROJECTED))
        return relate_plan(m, at, before, pairs);
    Pair p = {.a = at, .b = before, .compared = compare_figures(m, a, b)};
    bool two_things = p.compared.differs & fields_of_people || a->on_top != b->on_top;
    if (two_things && !figures_one_number(x, y)) return ST_OK;
    p.compared.differs &= ~fields_of_scope; /* the fact says they are comparable */
    bool same_value = figures_equal(x, y);
    if (same_value)
        p.compared.same |= FIELD_BIT(VALUE);
    else
        p.compared.differs |= FIELD_BIT(VALUE);
    if (rejects(m, a, b) || rejects(m, b, a) || (within && figures_disjoint(x, y))) {
        p.type = RELATION_CONTRADICTS;
        return pairs_add(m, pairs, p);
    }
    if (!same_value && (is_no_whole(m, a) || is_no_whole(m, b))) return ST_OK;
    bool one_party = figure_party(m, a) == figure_party(m, b);
    bool part = !one_party && !same_value && told_as_part(m, a) != told_as_part(m, b);
    bool found = part        ? relate_own_part(m, a, b, &p)
                 : one_party ? relate_same_party(m, a, b, x, y, &p)
                             : relate_parties(m, a, b, x, y, &p);
    bool turned = p.type == RELATION_REVISES && figure_later_perhaps(m, a, b) &&
                  figure_least(y).milli > figure_least(x).milli;
    if (found && (turned || (p.type == RELATION_REFINES && more_exact(y, x)))) {
        p.a = before;
        p.b = at;
    }
    return found ? pairs_add(m, pairs, p) : ST_OK;
}

/* Another side's number, taken over: what looked like growth or correction is adoption. */
static void note_adoption(Making *m, const FactItems *f, uint32_t at, Pair *p) {
    const Item *a = &m->items.v[f->v[at]];
    for (uint32_t k = at; k-- > 0;) {
        const Item *other = &m->items.v[f->v[k]];
        if (other->side && other->side != a->side && f->v[k] > p->b &&
            figures_equal(making_figure(m, a), making_figure(m, other)))
            p->change = CHANGE_ADOPTION;
    }
}

/* The parties that an item was set against, and which of them gave its number. */
typedef struct Heard {
    uint64_t party[BACK_MAX];
    bool agreed[BACK_MAX];
    uint32_t n, agreeing;
} Heard;

/* Where the party stands in the list, at its end when it is new. */
static uint32_t heard_at(Heard *h, uint64_t party) {
    for (uint32_t i = 0; i < h->n; i++)
        if (h->party[i] == party) return i;
    h->party[h->n] = party;
    h->agreed[h->n] = false;
    return h->n++;
}

/* Whether an item is set against one before it: the last of each party, and the last of each that
 * gives the same number. Once many give it, one says so for all. */
static bool is_asked(const Making *m, Heard *h, uint32_t item, uint32_t before) {
    const Item *a = &m->items.v[item], *b = &m->items.v[before];
    uint32_t known = h->n, at = heard_at(h, figure_party(m, b));
    bool same = figures_one_number(making_figure(m, a), making_figure(m, b));
    if (at < known && (!same || h->agreed[at])) return false;
    h->agreed[at] |= same;
    return !same || h->agreeing++ < AGREEING_MAX;
}

/* Each item against the ones before it. */
static StCode relate_fact(Making *m, const FactItems *f, Pairs *pairs) {
    for (uint32_t at = 1; at < f->n; at++) {
        Heard heard = {.n = 0};
        uint64_t own = figure_party(m, &m->items.v[f->v[at]]);
        uint32_t revised = 0; /* of others' figures the last ones before it are enough */
        for (uint32_t k = at; k-- > 0 && at - k <= BACK_MAX;) {
            if (!is_asked(m, &heard, f->v[at], f->v[k])) continue;
            uint32_t before = pairs->n;
            TRY(relate_members(m, f->v[at], f->v[k], pairs));
            if (pairs->n == before || pairs->v[before].type != RELATION_REVISES) continue;
            if (figure_party(m, &m->items.v[f->v[k]]) == own)
                note_adoption(m, f, at, &pairs->v[before]);
            else if (told_beside(m, f, &m->items.v[f->v[at]], &m->items.v[f->v[k]]) ||
                     revised++ == REVISED_MAX)
                pairs->n--;
        }
    }
    return ST_OK;
}

/* ---- "three, and not five" */

/* The number said against the one rejected. */
static StCode relate_rejected(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Item *a = &m->items.v[figures[i]];
        const Figure *no = a->claimed ? rejected_beside(m, a) : NULL;
        if (!no) continue;
        Ref ref = (Ref)(no - m->docs.v[a->doc]->figures.v) + 1;
        uint32_t at = making_item(m, a->doc, RECORD_FIGURE, ref);
        if (!at) continue;
        Pair p = {.a = figures[i],
                  .b = at - 1,
                  .type = RELATION_CONTRADICTS,
                  .compared = compare_figures(m, a, &m->items.v[at - 1])};
        p.compared.differs |= FIELD_BIT(VALUE);
        TRY(pairs_add(m, pairs, p));
    }
    return ST_OK;
}

/* "The vaccine has not killed 30 pupils", beside who says that it killed thirty. */
static bool denies_number(const Making *m, const Item *no, const Item *yes) {
    enum { NEAR_SENTENCES = 6 };
    const Figure *x = making_figure(m, no), *y = making_figure(m, yes);
    if (x->status != STATUS_DENIED || y->status != STATUS_ASSERTED || !x->value.some ||
        !figures_equal(x, y) || !str_eq(x->measure, y->measure) || one_speaker(m, no, yes))
        return false;
    if (x->value.milli < SMALL_NUMBER * 1000 || same_text(m, no, yes) != (no->doc == yes->doc))
        return false;
    return no->doc == yes->doc ? yes->claimed && sentences_between(m, no, yes) <= NEAR_SENTENCES
                               : figures_days_between(no, yes) <= NEAR_DAYS;
}

static StCode relate_denied(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Item *no = &m->items.v[figures[i]];
        if (making_figure(m, no)->status != STATUS_DENIED) continue;
        for (uint32_t k = 0; k < n; k++) {
            if (!denies_number(m, no, &m->items.v[figures[k]])) continue;
            Pair p = {.a = figures[i],
                      .b = figures[k],
                      .type = RELATION_DENIES,
                      .compared = compare_figures(m, no, &m->items.v[figures[k]])};
            TRY(pairs_add(m, pairs, p));
        }
    }
    return ST_OK;
}

StCode relate_figures(Making *m, Pairs *pairs) {
    FactItems *facts;
    TRY(fact_items(m, &facts));
    uint32_t *figures = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(figures, m->err);
    for (uint32_t i = 0; i < m->items.n; i++)
        if (m->items.v[i].kind == RECORD_FIGURE) figures[n++] = i;
    for (uint32_t i = 0; i < m->story->facts.n; i++)
        if (facts[i].n > 1 && m->items.v[facts[i].v[0]].kind == RECORD_FIGURE)
            TRY(relate_fact(m, &facts[i], pairs));
    TRY(relate_none(m, figures, n, pairs));
    TRY(relate_beside(m, figures, n, pairs));
    TRY(relate_rejected(m, figures, n, pairs));
    TRY(relate_denied(m, figures, n, pairs));
    return relate_scopes(m, facts, figures, n, pairs);
}
