/* Who alone did something, and what alone caused it: "the fire was lit by villagers", "asylum
 * seekers had set the fires". Of one thing nobody else can have done it, so that two accounts that
 * name two doers oppose each other without a denial.
 */
#include "story/account_roles.h"

enum { BEHIND = 4 };

/* What tells something of a doer: no pronoun, no number, nobody in particular. */
static bool names_somebody(const Account *a, AccountRange doer) {
    bool any = false;
    for (uint32_t i = doer.from; i < doer.to; i++) {
        if (account_lists(a, i, LIST_VAGUE_DOER) || account_lists(a, i, LIST_NO_SUBJECT) ||
            a->v[i].negates || a->v[i].modal)
            return false;
        any |= a->v[i].thing.n > 0 || a->v[i].who > 0;
    }
    return any;
}

/* "Was due to", "came from": the thing before it, the doer behind. */
static void turn(const Account *a, uint32_t behind, AccountRoles *r) {
    uint32_t end = behind;
    while (end < a->n && !a->v[end].breaks) end++;
    if (!r->passive) r->object = r->subject;
    r->subject = account_phrase(a, behind, end);
}

/* "Ordered the blackout", as "owed to a power failure": somebody willed it, or it came of itself. */
static bool is_willed_mishap(const Account *a, const Table *t, const AccountPoint *p) {
    if (!str_eq(table_cell(t, p->act - 1, table_column(t, "act")), S("order"))) return false;
    for (uint32_t i = p->object.from; i < p->object.to; i++)
        if (account_lists(a, i, LIST_WILLED_MISHAP)) return true;
    return false;
}

static StCode add_act(Making *m, Account *a, uint32_t at, uint32_t end, uint32_t row) {
    const Table *t = tables_get(m->tables, "en/sole_acts");
    AccountRoles r = account_roles(a, at, end - at);
    bool turned = str_eq(table_cell(t, row - 1, table_column(t, "form")), S("from"));
    if (turned) turn(a, end, &r);
    if (r.nobody || r.modal || !names_somebody(a, r.subject)) return ST_OK;
    AccountPoint *slot = list_push(m->arena, &a->points, AccountPoint);
    TRY_MEM(slot, m->err);
    *slot = (AccountPoint){
        .act = row, .no = r.negated, .at = at, .end = end, .doer = r.subject, .object = r.object};
    if (is_willed_mishap(a, t, slot)) slot->act = table_find(t, S("cause"), 0);
    return ST_OK;
}

/* The words behind a verb of which phrases are made, and where they stand: "was due (solely) to". */
typedef struct Behind {
    Str v[BEHIND];
    uint32_t at[BEHIND], n;
} Behind;

static Behind words_behind(const Account *a, uint32_t verb) {
    Behind b = {.n = 0};
    for (uint32_t i = verb + 1; i < a->n && b.n < BEHIND; i++) {
        if (str_ends(a->v[i].word, S("ly")) || account_lists(a, i, LIST_COPULA_PARTED)) continue;
        b.at[b.n] = i;
        b.v[b.n++] = a->v[i].word;
    }
    return b;
}

StCode account_find_doers(Making *m, Account *a) {
    const Table *t = tables_get(m->tables, "en/sole_acts");
    for (uint32_t i = 0; t && !a->denies && i < a->n; i++) {
        if (!account_may_be_verb(a, i)) continue;
        Behind b = words_behind(a, i);
        Phrase p = account_verb_match(m, t, a->v[i].word, b.v, b.n);
        if (p.row) TRY(add_act(m, a, i, p.words > 1 ? b.at[p.words - 2] + 1 : i + 1, p.row));
    }
    return ST_OK;
}

static bool is_one(const AccountWord *v, const AccountWord *w) {
    return (v->who && v->who == w->who) || account_one_thing(v, w);
}

static uint32_t common(const Account *x, AccountRange a, const Account *y, AccountRange b) {
    uint32_t n = 0;
    for (uint32_t i = a.from; i < a.to; i++)
        for (uint32_t k = b.from; k < b.to; k++) n += is_one(&x->v[i], &y->v[k]);
    return n;
}

static bool of_one_act(const Making *m, const AccountPoint *p, const AccountPoint *q) {
    const Table *t = tables_get(m->tables, "en/sole_acts");
    int act = table_column(t, "act");
    return str_eq(table_cell(t, p->act - 1, act), table_cell(t, q->act - 1, act));
}

/* What was done to one with a name, where any other would be another deed. */
static bool one_object(const Making *m, const Account *x, const AccountPoint *p, const Account *y,
                       const AccountPoint *q) {
    const Table *t = tables_get(m->tables, "en/sole_acts");
    bool named = table_cell(t, p->act - 1, table_column(t, "named")).n > 0;
    for (uint32_t i = p->object.from; i < p->object.to; i++)
        for (uint32_t k = q->object.from; k < q->object.to; k++)
            if (is_one(&x->v[i], &y->v[k]) && (!named || (x->v[i].name && y->v[k].name)))
                return true;
    return false;
}

bool account_doers_differ(const Making *m, const Account *x, const AccountPoint *p,
                          const Account *y, const AccountPoint *q) {
    if (!p->act || !q->act || !of_one_act(m, p, q)) return false;
    if (p->no && q->no) return false;
    bool same = common(x, p->doer, y, q->doer) > 0; /* "he did", "he did not" */
    return one_object(m, x, p, y, q) && same == (p->no != q->no) &&
           !account_sharing(m, x, p, y, q).parted;
}
