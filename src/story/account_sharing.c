/* How much of what stands around two points is of one thing, and what tells two things apart. */
#include "story/account.h"

#include "story/compare.h"
#include "story/statement.h"

enum {
    WINDOW_BEFORE = 14, /* words around a point that tell what it is of */
    WINDOW_BEHIND = 7,
    COMPLEMENT = 4 /* words behind "of" that tell whose or which it is */
};

typedef struct Window {
    uint32_t from, to;
} Window;

static Window window_of(const Account *a, const AccountPoint *p) {
    Window w = {p->at, p->end};
    while (w.from > 0 && p->at - w.from < WINDOW_BEFORE && !account_begins_clause(a, w.from))
        w.from--;
    while (w.to < a->n && w.to - p->end < WINDOW_BEHIND && !account_begins_clause(a, w.to)) w.to++;
    return w;
}

/* "No life jackets", "shown no cracks": a kind of state whose words never name what it is of. */
static bool needs_bearer(const Making *m, const AccountPoint *p) {
    const Table *t = tables_get(m->tables, "en/state_kinds");
    return p->kind && table_cell(t, p->kind - 1, table_column(t, "bearer")).n > 0;
}

/* What the point itself says is nothing shared; of several words, as "without electricity", one may
 * be. */
static bool in_point(const Making *m, const AccountPoint *p, uint32_t i) {
    return i >= p->at && i < p->end && (p->end - p->at == 1 || needs_bearer(m, p));
}

/* "In the", "full of": the thing follows. */
static bool reaches_on(const Account *a, const AccountPoint *p) {
    return account_lists(a, p->end - 1, LIST_STATE_REACHES);
}

/* "Had looted", "had been looted": what both say of a thing is no thing that both speak of, and where
 * the thing follows, as in "fighters were in the", it is none of the words before it. */
static bool both_say(const Account *x, const AccountPoint *p, uint32_t i, const Account *y,
                     const AccountPoint *q, uint32_t k) {
    if (!p->kind || i < p->at || i >= p->end || k < q->at || k >= q->end) return false;
    return !x->v[i].noun || (reaches_on(x, p) && reaches_on(y, q));
}

/* Of a state behind "is" the thing stands before it. */
static bool may_bear(const Account *a, const AccountPoint *p, uint32_t i) {
    return !p->subject || i < p->subject || (i >= p->at && i < p->end) || reaches_on(a, p);
}

/* Most words do not, and are not read any further. */
static bool begin_alike(Str a, Str b) {
    return a.n && b.n && a.p[0] == b.p[0];
}

bool account_one_thing(const AccountWord *a, const AccountWord *b) {
    if (!a->thing.n || !b->thing.n) return false;
    return (begin_alike(a->thing, b->thing) && str_eq(a->thing, b->thing)) ||
           (begin_alike(a->base, b->base) && statement_same_base(a->base, b->base));
}

/* Whether two words tell one of a kind from another, as north and south do: 1 where they do, -1
 * where they are the same one, 0 where they tell nothing. */
static int telling_apart(const Making *m, Str a, Str b) {
    Str kind = making_cell(m, "en/apart_words", a, "of");
    if (!kind.n || !str_eq(kind, making_cell(m, "en/apart_words", b, "of"))) return 0;
    bool same = str_eq(making_cell(m, "en/apart_words", a, "same"),
                       making_cell(m, "en/apart_words", b, "same"));
    return same ? -1 : 1;
}

static bool parted(const Making *m, const Account *x, Window a, const Account *y, Window b) {
    for (uint32_t i = a.from; i < a.to; i++) {
        bool other = false, same = false;
        for (uint32_t k = b.from; k < b.to; k++) {
            int apart = telling_apart(m, x->v[i].word, y->v[k].word);
            other |= apart > 0;
            same |= apart < 0;
        }
        if (other && !same) return true;
    }
    return x->weekdays && y->weekdays && !(x->weekdays & y->weekdays);
}

/* Two things of one name are told apart by what stands before them: teachers' and dockers' strike.
 */
static bool own_before(const AccountWord *v, uint32_t i) {
    return i > 0 && v[i - 1].thing.n && !v[i - 1].name;
}

/* "Another tram", of which nothing is told where only "the tram" is spoken of. */
static bool another_before(const Account *a, uint32_t i) {
    return i > 0 && account_lists(a, i - 1, LIST_ANOTHER_ONE);
}

/* "Of the railwaymen", "at Skylink": what of two things of one name says which. */
static Window complement(const Account *a, uint32_t noun) {
    uint32_t i = noun + 1, to = i;
    if (i >= a->n || !account_lists(a, i, LIST_COMPLEMENT_LEAD)) return (Window){0, 0};
    while (to < a->n && to - i < COMPLEMENT && !account_begins_clause(a, to) &&
           !account_lists(a, to, LIST_ACCOUNT_COPULA))
        to++;
    return (Window){i + 1, to};
}

static bool other_complement(const Account *x, uint32_t i, const Account *y, uint32_t k) {
    Window a = complement(x, i), b = complement(y, k);
    uint32_t told_a = 0, told_b = 0;
    for (uint32_t u = a.from; u < a.to; u++) {
        told_a += x->v[u].thing.n > 0;
        for (uint32_t w = b.from; w < b.to; w++)
            if (account_one_thing(&x->v[u], &y->v[w])) return false;
    }
    for (uint32_t w = b.from; w < b.to; w++) told_b += y->v[w].thing.n > 0;
    return told_a && told_b;
}

/* Both subjects name somebody or a place, and none is one of the other's. */
static bool other_names(const Account *x, Window a, uint32_t to_a, const Account *y, Window b,
                        uint32_t to_b) {
    bool named_x = false, named_y = false;
    for (uint32_t k = b.from; k < to_b; k++) named_y |= y->v[k].name;
    for (uint32_t i = a.from; i < to_a; i++) {
        if (!x->v[i].name) continue;
        named_x = true;
        for (uint32_t k = b.from; k < to_b; k++)
            if (y->v[k].name && ((x->v[i].who && x->v[i].who == y->v[k].who) ||
                                 account_one_thing(&x->v[i], &y->v[k])))
                return false;
    }
    return named_x && named_y;
}

/* "In the camp", "at the main gate". */
static bool is_located(const Account *a, uint32_t i) {
    enum { BEFORE = 3 };
    for (uint32_t k = i, n = 0; k-- > 0 && n < BEFORE; n++) {
        if (account_lists(a, k, LIST_LOCATIVE)) return true;
        if (a->v[k].breaks || account_lists(a, k, LIST_ACCOUNT_AUXILIARY)) return false;
    }
    return false;
}

/* Whether a point has a thing of its own, that is not only where it is so. */
static bool has_bearer(const Making *m, const Account *a, const AccountPoint *p, Window w) {
    for (uint32_t i = w.from; i < w.to; i++)
        if (a->v[i].thing.n && !a->v[i].name && !in_point(m, p, i) && (i < p->at || i >= p->end) &&
            may_bear(a, p, i) && !is_located(a, i))
            return true;
    return false;
}

Sharing account_sharing(const Making *m, const Account *x, const AccountPoint *p, const Account *y,
                        const AccountPoint *q) {
    Sharing s = {0};
    Window a = window_of(x, p), b = window_of(y, q);
    uint32_t modified = 0, located = 0;
    for (uint32_t i = a.from; i < a.to; i++) {
        bool thing = false, name = false, other = false, where = true;
        for (uint32_t k = b.from; k < b.to && !in_point(m, p, i); k++) {
            const AccountWord *v = &x->v[i], *w = &y->v[k];
            if (in_point(m, q, k) || both_say(x, p, i, y, q, k) ||
                (!p->kind && (v->speaker || w->speaker)))
                continue;
            bool same = account_one_thing(v, w);
            name |= (v->who && v->who == w->who) || (same && (v->name || w->name));
            if (!same || v->name || w->name || !may_bear(x, p, i) || !may_bear(y, q, k)) continue;
            thing = true;
            where &= is_located(x, i) && is_located(y, k);
            other |= other_complement(x, i, y, k);
            other |= another_before(x, i) != another_before(y, k);
            other |= own_before(x->v, i) && own_before(y->v, k) && !in_point(m, p, i - 1) &&
                     !in_point(m, q, k - 1) && !account_one_thing(&x->v[i - 1], &y->v[k - 1]);
        }
        s.names += name;
        s.things += thing && !name;
        located += thing && !name && where;
        modified += other && thing && !name;
    }
    s.lone = !has_bearer(m, x, p, a) || !has_bearer(m, y, q, b);
    if (p->kind && located == s.things && !s.lone) s.things = 0; /* water and food in one camp */
    s.parted = parted(m, x, a, y, b) || (s.things == 1 && modified) ||
               other_names(x, a, p->at, y, b, q->at);
    return s;
}

bool account_places_apart(const Making *m, const Account *x, const Account *y) {
    bool apart = false;
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; x->v[i].place && k < y->n; k++) {
            if (!y->v[k].place) continue;
            if (!compare_places_differ(m, x->v[i].place, y->v[k].place)) return false;
            apart = true;
        }
    return apart;
}

bool account_counts(const Making *m, const AccountWord *w) {
    return (w->word.p[0] >= '0' && w->word.p[0] <= '9') ||
           making_cell(m, "en/numbers", w->word, "kind").n > 0;
}

bool account_numbers_differ(const Making *m, const Account *x, const Account *y) {
    bool some_x = false, some_y = false;
    for (uint32_t k = 0; k < y->n; k++) some_y |= account_counts(m, &y->v[k]);
    for (uint32_t i = 0; i < x->n && some_y; i++) {
        if (!account_counts(m, &x->v[i])) continue;
        some_x = true;
        for (uint32_t k = 0; k < y->n; k++)
            if (str_eq(x->v[i].word, y->v[k].word)) return false;
    }
    return some_x;
}

bool account_same_word(const Account *x, const AccountPoint *p, const Account *y,
                       const AccountPoint *q) {
    return statement_same_base(x->v[p->at].base, y->v[q->at].base);
}

bool account_is_partial(const Account *x, const AccountPoint *p) {
    Window w = window_of(x, p);
    for (uint32_t i = w.from; i < p->at; i++)
        if (account_lists(x, i, LIST_PARTIAL_COUNT)) return true;
    return false;
}

uint32_t account_shares(Making *m, const Item *a, const Item *b) {
    Statement x = {.n = 0}, y = {.n = 0};
    statement_of_claim(m, a, &x);
    statement_of_claim(m, b, &y);
    uint32_t n = 0;
    for (uint32_t i = 0; i < x.n; i++) {
        bool same = false;
        if (!account_tells(m, x.v[i]) || statement_word_charges(x.v[i])) continue;
        for (uint32_t k = 0; k < y.n && !same; k++)
            same =
                statement_same_base(statement_word_base(m, x.v[i]), statement_word_base(m, y.v[k]));
        n += same;
    }
    return n;
}
