/* One thing told twice: "the gates had been opened on January 9", "the gates had been open since
 * January 9". Two clauses agree when most of what they tell is of one thing, and both say it or both
 * deny it; who does it and what it is done to must be one in both, and neither place, day nor number
 * tells the two apart.
 */
#include "story/relate_alike.h"

#include "base/utf8.h"
#include "story/account_roles.h"
#include "story/agreeing.h"

enum {
    MARKS_MAX = 14,   /* of a clause */
    SHARED_MIN = 3,   /* marks */
    SHARE = 3,        /* so many of … */
    SHARE_OF = 5,     /* … so many marks are shared */
    SEEN_MAX = 16,    /* clauses of one word looked at */
    AGREEING_MAX = 3, /* that are set beside one */
    SAID_DAYS = 14,
    KEY_LETTERS = 4
};

/* A clause, by its words that tell something. */
typedef struct Clause {
    uint32_t account;
    uint32_t mark[MARKS_MAX], n; /* words */
    uint32_t from, to;
    uint32_t tried; /* 1 + the last clause it was set beside: two share many words and meet once */
    bool no;
} Clause;
LIST_OF(Clause, Clauses);

typedef struct Seen {
    uint32_t clause;
    uint32_t next; /* 1 + seen */
} Seen;
LIST_OF(Seen, SeenList);

typedef struct Telling {
    Making *m;
    const Account *v;
    Clauses clauses;
    SeenList seen;
    Map words;     /* first letters → 1 + seen */
    uint32_t *met; /* by account: 1 + the last account that was set beside it */
    Pairs *pairs;
} Telling;

/* ---- a clause */

/* A name of several words is one mark. */
static bool goes_on(const Account *a, uint32_t i, const Clause *c) {
    if (!c->n || c->mark[c->n - 1] + 1 != i) return false;
    const AccountWord *w = &a->v[i], *last = &a->v[i - 1];
    return (w->who && w->who == last->who) || (w->place && w->place == last->place);
}

static uint32_t clause_to(const Account *a, uint32_t from) {
    uint32_t to = from + 1;
    while (to < a->n && !account_begins_clause(a, to)) to++;
    return to;
}

/* Answers whether the clause says that something is so, or is not. */
static bool read_clause(const Account *a, uint32_t from, Clause *c) {
    c->from = from;
    c->to = clause_to(a, from);
    for (uint32_t i = from; i < c->to; i++) {
        const AccountWord *w = &a->v[i];
        if (w->modal || (i == from && account_lists(a, i, LIST_STATEMENT_ASKS))) return false;
        c->no |= w->negates || account_lists(a, i, LIST_NO_SUBJECT);
        if (c->n < MARKS_MAX && account_is_mark(w) && !goes_on(a, i, c)) c->mark[c->n++] = i;
    }
    c->no = c->no != a->denies;
    return c->n >= SHARED_MIN;
}

/* ---- two clauses */

static uint32_t shared_by(const Account *x, const Clause *c, const Account *y, const Clause *d) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        bool one = false;
        for (uint32_t k = 0; k < d->n && !one; k++)
            one = account_is_one(&x->v[c->mark[i]], &y->v[d->mark[k]]);
        n += one;
    }
    return n;
}

/* The numbers of a clause are told of a count, an hour or a day: where the other gives none of them,
 * or none at all, it may tell of something else. */
static bool has_number(const Making *m, const Account *x, const Clause *c, const Account *y,
                       const Clause *d) {
    for (uint32_t i = c->from; i < c->to; i++) {
        if (!account_counts(m, &x->v[i])) continue;
        for (uint32_t k = d->from; k < d->to; k++)
            if (str_eq(x->v[i].word, y->v[k].word)) return true;
    }
    return false;
}

static bool some_number(const Making *m, const Account *x, const Clause *c) {
    for (uint32_t i = c->from; i < c->to; i++)
        if (account_counts(m, &x->v[i])) return true;
    return false;
}

static bool numbers_differ(const Making *m, const Account *x, const Clause *c, const Account *y,
                           const Clause *d) {
    return (some_number(m, x, c) || some_number(m, y, d)) && !has_number(m, x, c, y, d);
}

/* A verb of both: 1 where one does it, or it is done to one, -1 where two do, 0 where nothing is told
 * of that or there is none. */
static int weigh_verb(const Account *x, uint32_t p, const Account *y, uint32_t q) {
    if (!account_is_one(&x->v[p], &y->v[q]) || x->v[p].noun || y->v[q].noun) return 0;
    if (!account_may_be_verb(x, p) || !account_may_be_verb(y, q)) return 0;
    AccountRoles r = account_roles(x, p, 1), s = account_roles(y, q, 1);
    if (!account_is_told(x, p, &r) || !account_is_told(y, q, &s)) return 0;
    return account_roles_meet(x, &r, y, &s);
}

/* Both have a verb that one does, or that is done to one, and none that two do. */
static bool share_verb(const Account *x, const Clause *c, const Account *y, const Clause *d) {
    bool any = false;
    for (uint32_t i = 0; i < c->n; i++)
        for (uint32_t k = 0; k < d->n; k++) {
            int verb = weigh_verb(x, c->mark[i], y, d->mark[k]);
            if (verb < 0) return false;
            any |= verb > 0;
        }
    return any;
}

static bool clauses_agree(const Telling *t, const Account *x, const Clause *c, const Account *y,
                          const Clause *d) {
    uint32_t shared = shared_by(x, c, y, d);
    if (shared < SHARED_MIN) return false;
    uint32_t back = shared_by(y, d, x, c);
    if (back < SHARED_MIN) return false;
    if ((shared + back) * SHARE_OF < (c->n + d->n) * SHARE) return false;
    if (numbers_differ(t->m, x, c, y, d) || account_places_apart(t->m, x, y)) return false;
    return share_verb(x, c, y, d);
}

/* ---- two accounts */

static bool may_meet(const Telling *t, const Account *x, const Account *y) {
    const Item *a = &t->m->items.v[x->item], *b = &t->m->items.v[y->item];
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    if (gap > SAID_DAYS || gap < -SAID_DAYS || x->year != y->year) return false;
    if (x->weekdays && y->weekdays && !(x->weekdays & y->weekdays)) return false;
    if (account_of_man_and_woman(x, y)) return false;
    return agreeing_tellings(t->m, a, b);
}

static Str key_of(const AccountWord *w) {
    Str key = w->thing.n ? w->thing : w->word;
    if (!w->noun && key.n > KEY_LETTERS) key.n = KEY_LETTERS;
    return key;
}

/* A clause beside those before it that have a word of it. */
static StCode relate_clause(Telling *t, const Clause *c, uint32_t *agreeing) {
    const Account *x = &t->v[c->account];
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t at = map_get(&t->words, key_of(&x->v[c->mark[i]]));
        for (uint32_t seen = 0; at && seen < SEEN_MAX; seen++, at = t->seen.v[at - 1].next) {
            Clause *d = &t->clauses.v[t->seen.v[at - 1].clause];
            const Account *y = &t->v[d->account];
            if (d->account == c->account || t->met[d->account] == c->account + 1) continue;
            if (d->tried == t->clauses.n + 1) continue;
            d->tried = t->clauses.n + 1;
            if (*agreeing >= AGREEING_MAX || c->no != d->no || !may_meet(t, x, y) ||
                !clauses_agree(t, x, c, y, d))
                continue;
            t->met[d->account] = c->account + 1;
            ++*agreeing;
            TRY(agreeing_put(t->m, x->item, y->item, (Comparison){0, 0}, t->pairs));
        }
    }
    return ST_OK;
}

static StCode note_clause(Telling *t, const Clause *c) {
    const Account *a = &t->v[c->account];
    Clause *slot = list_push(t->m->arena, &t->clauses, Clause);
    TRY_MEM(slot, t->m->err);
    *slot = *c;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t *first = map_at(&t->words, key_of(&a->v[c->mark[i]]));
        Seen *seen = first ? list_push(t->m->arena, &t->seen, Seen) : NULL;
        TRY_MEM(seen, t->m->err);
        *seen = (Seen){t->clauses.n - 1, *first};
        *first = t->seen.n;
    }
    return ST_OK;
}

StCode relate_alike(Making *m, const Account *v, uint32_t n, Pairs *pairs) {
    Telling t = {.m = m, .v = v, .words = {.arena = m->arena}, .pairs = pairs};
    t.met = arena_new(m->arena, uint32_t, n);
    TRY_MEM(t.met || !n, m->err);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t agreeing = 0;
        for (uint32_t from = 0; from < v[i].n;) {
            Clause c = {.account = i};
            bool told = read_clause(&v[i], from, &c);
            from = c.to > from ? c.to : from + 1;
            if (!told) continue;
            TRY(relate_clause(&t, &c, &agreeing));
            TRY(note_clause(&t, &c));
        }
    }
    TRY_MEM(!t.words.failed, m->err);
    return ST_OK;
}
