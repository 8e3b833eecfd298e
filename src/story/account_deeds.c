/* States that deeds tell: who carries a rifle is armed, who has been charged for a seat has not had
 * it for nothing. A row of the table is a verb and the thing it is done with; both stand for all
 * their forms and names.
 */
#include "story/account_roles.h"

enum { BEHIND = 4 };

typedef struct Words {
    Str plain[BEHIND], things[BEHIND];
    uint32_t n;
    bool no;
} Words;

/* "Two", "the", "their": between a verb and its object. */
static bool is_passed(const Making *m, const Account *a, uint32_t i) {
    char c = a->v[i].word.p[0];
    return account_lists(a, i, LIST_ARTICLE) || account_lists(a, i, LIST_TOLD_OWNER) ||
           account_lists(a, i, LIST_OBJECT_PASSED) || (c >= '0' && c <= '9') ||
           making_cell(m, "en/numbers", a->v[i].word, "kind").n;
}

static Words read_behind(const Making *m, const Account *a, uint32_t from, uint32_t to) {
    Words w = {.n = 0};
    for (uint32_t i = from; i < to && w.n < BEHIND; i++) {
        if (i > from && a->v[i].breaks) break;
        w.no |= str_eq(a->v[i].word, S("no"));
        if (w.no && str_eq(a->v[i].word, S("no"))) continue;
        if (is_passed(m, a, i)) continue;
        w.plain[w.n] = a->v[i].word;
        w.things[w.n++] = a->v[i].thing.n ? a->v[i].thing : a->v[i].word;
    }
    return w;
}

static uint32_t match(Making *m, const Account *a, uint32_t verb, const Words *w, bool passive) {
    const Table *t = tables_get(m->tables, "en/state_deeds");
    const Str *const ways[] = {w->plain, w->things};
    for (size_t i = 0; t && i < sizeof ways / sizeof *ways; i++) {
        Phrase p = account_verb_match(m, t, a->v[verb].word, ways[i], w->n);
        for (uint32_t row = p.row; row; row = table_find(t, p.key, row))
            if (passive == str_eq(table_cell(t, row - 1, table_column(t, "form")), S("suffer")))
                return row;
    }
    return 0;
}

/* The row that a verb and its thing are of; 0 for none. */
static uint32_t deed_at(Making *m, const Account *a, uint32_t verb, const AccountRoles *r,
                        bool *no) {
    Words behind = read_behind(m, a, verb + 1, a->n);
    if (!r->passive) {
        *no = behind.no;
        return match(m, a, verb, &behind, false);
    }
    Words object = read_behind(m, a, r->object.from, r->object.to);
    *no = false;
    uint32_t row = match(m, a, verb, &object, false);
    return row ? row : match(m, a, verb, &behind, true);
}

/* That one has not done it to a thing tells nothing of the thing: others may have. */
static bool is_left_open(const Table *t, uint32_t row, const AccountRoles *r) {
    bool treats = str_eq(table_cell(t, row - 1, table_column(t, "form")), S("treat"));
    return treats && !r->passive && r->negated && !r->nobody;
}

StCode account_find_deeds(Making *m, Account *a) {
    const Table *t = tables_get(m->tables, "en/state_deeds");
    for (uint32_t i = 0; t && i < a->n; i++) {
        bool no = false;
        if (!account_may_be_verb(a, i)) continue;
        AccountRoles r = account_roles(a, i, 1);
        uint32_t row = deed_at(m, a, i, &r, &no);
        if (!row || is_left_open(t, row, &r)) continue;
        AccountSaid s = {.at = i, .words = 1, .nobody = r.nobody};
        s.negated = r.negated || r.nobody || no;
        TRY(account_add_states(m, a, table_cell(t, row - 1, table_column(t, "says")), &s));
    }
    return ST_OK;
}
