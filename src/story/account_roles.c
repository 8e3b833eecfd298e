/* Who does what to what, read from the order of words. */
#include "story/account_roles.h"

#include "story/statement.h"

enum {
    REACH = 7, /* words behind a verb that may be its object or doer */
    STEMS = 5,
    STEM_MIN = 3
};

static bool is_preposition(const Account *a, uint32_t i) {
    return account_lists(a, i, LIST_ACCOUNT_PREPOSITION);
}

static uint32_t clause_start(const Account *a, uint32_t at) {
    while (at > 0 && !account_begins_clause(a, at)) at--;
    while (at < a->n &&
           (account_lists(a, at, LIST_CLAUSE_BREAK) || str_eq(a->v[at].word, S("and"))))
        at++;
    return at;
}

static uint32_t clause_end(const Account *a, uint32_t at) {
    uint32_t end = at + 1;
    while (end < a->n && end - at <= REACH && !account_begins_clause(a, end)) end++;
    return end;
}

/* "And were never paid": no more of the phrase. */
static bool ends_phrase(const Account *a, uint32_t i) {
    bool and_verb = str_eq(a->v[i].word, S("and")) && i + 1 < a->n &&
                    account_lists(a, i + 1, LIST_ACCOUNT_AUXILIARY);
    return is_preposition(a, i) || and_verb || account_lists(a, i, LIST_ACCOUNT_COPULA);
}

AccountRange account_phrase(const Account *a, uint32_t at, uint32_t end) {
    uint32_t to = at;
    while (to < end && !ends_phrase(a, to)) to++;
    bool whole = to > at && to + 1 < end && str_eq(a->v[to].word, S("of")) &&
                 account_lists(a, to - 1, LIST_OF_WHOLE); /* "the whole of" */
    return whole ? account_phrase(a, to + 1, end) : (AccountRange){at, to};
}

/* Auxiliaries, negations and adverbs before a verb are of it. */
static uint32_t group_start(const Account *a, uint32_t verb, uint32_t clause) {
    uint32_t k = verb;
    while (k > clause && (account_lists(a, k - 1, LIST_ACCOUNT_AUXILIARY) || a->v[k - 1].modal ||
                          account_lists(a, k - 1, LIST_COPULA_PARTED) ||
                          (a->v[k - 1].negates && !account_lists(a, k - 1, LIST_NO_SUBJECT)) ||
                          str_ends(a->v[k - 1].word, S("ly"))))
        k--;
    return k;
}

static bool is_passive(const Account *a, uint32_t group, uint32_t verb) {
    if (str_ends(a->v[verb].word, S("ing"))) return false;
    for (uint32_t k = verb; k-- > group;) {
        if (account_lists(a, k, LIST_ACCOUNT_COPULA)) return true;
        if (account_lists(a, k, LIST_ACCOUNT_AUXILIARY)) return false;
    }
    return false;
}

/* "It was the army that broke": what stands between "was" and "that". */
static AccountRange cleft_subject(const Account *a, uint32_t clause) {
    AccountRange none = {0, 0};
    if (clause == 0 || !account_lists(a, clause - 1, LIST_CLEFT_LINK)) return none;
    uint32_t from = clause - 1;
    while (from > 0 && !account_lists(a, from - 1, LIST_ACCOUNT_COPULA) &&
           (from == clause - 1 || !account_begins_clause(a, from)))
        from--;
    return account_phrase(a, from, clause - 1);
}

/* "By villagers". */
static AccountRange doer_behind(const Account *a, uint32_t at, uint32_t end) {
    for (uint32_t i = at; i < end; i++)
        if (str_eq(a->v[i].word, S("by"))) return account_phrase(a, i + 1, end);
    return (AccountRange){0, 0};
}

AccountRoles account_roles(const Account *a, uint32_t verb, uint32_t words) {
    uint32_t clause = clause_start(a, verb), behind = verb + words;
    if (clause > verb) clause = verb;
    uint32_t group = group_start(a, verb, clause), end = clause_end(a, behind - 1);
    AccountRoles r = {.passive = is_passive(a, group, verb)};
    AccountRange before = account_phrase(a, clause, group);
    if (before.to == before.from) before = (AccountRange){clause, group};
    if (before.to == before.from) before = cleft_subject(a, clause);
    r.subject = r.passive ? doer_behind(a, behind, end) : before;
    r.object = r.passive ? before : account_phrase(a, behind, end);
    for (uint32_t k = group; k < verb; k++) {
        r.negated |= a->v[k].negates;
        r.modal |= a->v[k].modal;
    }
    for (uint32_t k = before.from; k < before.to; k++)
        r.nobody |= account_lists(a, k, LIST_NO_SUBJECT);
    for (uint32_t k = r.object.from; k < r.object.to && !r.passive; k++)
        r.negated |= str_eq(a->v[k].word, S("no"));
    return r;
}

/* ---- forms of verbs */

/* What a regular form may be made of: "carried" of "carry", "lacked" of "lack", "used" of "use". */
static uint32_t stems_of(Making *m, Str word, Str out[STEMS]) {
    static const char *const endings[] = {"ed", "ing", "es", "s"};
    uint32_t n = 0;
    Str verb = making_cell(m, "en/verb_forms", word, "verb");
    if (word_is_in(m->tables, word, LIST_BE)) verb = S("be");
    out[n++] = verb.n ? verb : word;
    for (size_t i = 0; !verb.n && i < sizeof endings / sizeof *endings && n == 1; i++) {
        Str end = str_of(endings[i]);
        if (!str_ends(word, end) || word.n < end.n + STEM_MIN) continue;
        Str stem = {word.p, word.n - end.n};
        bool twice = stem.p[stem.n - 1] == stem.p[stem.n - 2];
        out[n++] = stem;
        out[n++] = arena_join(m->arena, stem, S("e"));
        if (twice) out[n++] = (Str){stem.p, stem.n - 1};
        if (stem.p[stem.n - 1] == 'i')
            out[n++] = arena_join(m->arena, (Str){stem.p, stem.n - 1}, S("y"));
    }
    return n;
}

bool account_may_be_verb(const Account *a, uint32_t i) {
    if (a->v[i].name || is_preposition(a, i)) return false;
    return i == 0 || !(account_lists(a, i - 1, LIST_ARTICLE) || is_preposition(a, i - 1) ||
                       account_lists(a, i - 1, LIST_TOLD_OWNER));
}

bool account_is_told(const Account *a, uint32_t verb, const AccountRoles *r) {
    bool behind = verb + 1 >= a->n || account_lists(a, verb + 1, LIST_ARTICLE) ||
                  account_lists(a, verb + 1, LIST_TOLD_OWNER) || is_preposition(a, verb + 1) ||
                  a->v[verb + 1].name || a->v[verb + 1].breaks;
    bool helped = verb > 0 &&
                  (account_lists(a, verb - 1, LIST_ACCOUNT_AUXILIARY) ||
                   str_eq(a->v[verb - 1].word, S("not")) || str_ends(a->v[verb - 1].word, S("ly")));
    bool form = str_ends(a->v[verb].word, S("ed")) || !str_eq(a->v[verb].word, a->v[verb].base);
    return r->passive || helped || (behind && form);
}

static bool share(const Account *x, AccountRange a, const Account *y, AccountRange b) {
    for (uint32_t i = a.from; i < a.to; i++)
        for (uint32_t k = b.from; k < b.to; k++)
            if (account_one_thing(&x->v[i], &y->v[k])) return true;
    return false;
}

static bool some(AccountRange r) {
    return r.to > r.from;
}

bool account_denies_deed(const Account *no, uint32_t at, const Account *yes, uint32_t deed) {
    if (!account_may_be_verb(no, at) || !account_may_be_verb(yes, deed)) return false;
    AccountRoles n = account_roles(no, at, 1), y = account_roles(yes, deed, 1);
    if ((!n.negated && !n.nobody) || y.negated || y.nobody || y.modal) return false;
    if (!account_is_told(no, at, &n) || !account_is_told(yes, deed, &y)) return false;
    bool objects = share(no, n.object, yes, y.object);
    bool anybody = n.passive ? !some(n.subject) : n.nobody;
    if (anybody) return objects;
    return share(no, n.subject, yes, y.subject) &&
           (objects || (!some(n.object) && !some(y.object)));
}

Phrase account_verb_match(Making *m, const Table *t, Str verb, const Str *behind, uint32_t n) {
    Str stems[STEMS], words[TABLE_PHRASE_MAX];
    uint32_t many = stems_of(m, verb, stems);
    Phrase best = {0};
    for (uint32_t i = 0; i < many; i++) {
        if (!stems[i].n || !table_begins(t, stems[i])) continue;
        words[0] = stems[i];
        for (uint32_t k = 0; k < n; k++) words[k + 1] = behind[k];
        Phrase p = table_match(t, words, n + 1);
        if (p.row && p.words > best.words) best = p;
    }
    return best;
}

/* ---- the same verb in two accounts */

static bool tells_of(const Account *a, WordList list) {
    for (uint32_t i = 0; i < a->n; i++)
        if (account_lists(a, i, list)) return true;
    return false;
}

bool account_of_man_and_woman(const Account *x, const Account *y) {
    bool man = tells_of(x, LIST_OF_HIM), woman = tells_of(x, LIST_OF_HER);
    bool other_man = tells_of(y, LIST_OF_HIM), other_woman = tells_of(y, LIST_OF_HER);
    return man != woman && other_man != other_woman && man != other_man;
}

bool account_is_mark(const AccountWord *w) {
    return w->thing.n > 0 || w->who || w->place;
}

bool account_is_one(const AccountWord *v, const AccountWord *w) {
    if (v->who && v->who == w->who) return true;
    if (v->place && w->place) return v->place == w->place;
    return account_one_thing(v, w);
}

/* The last word of a phrase that tells something; of "three of their fighters" the fighters.
 * UINT32_MAX where none does. */
static uint32_t head_of(const Account *a, AccountRange r) {
    bool some_of = some(r) && r.to + 1 < a->n && str_eq(a->v[r.to].word, S("of"));
    for (uint32_t i = r.to; i-- > r.from;)
        if (account_is_mark(&a->v[i])) return i;
    return some_of ? head_of(a, account_phrase(a, r.to + 1, a->n)) : UINT32_MAX;
}

static bool has(const Account *x, uint32_t head, const Account *y, AccountRange r) {
    for (uint32_t k = r.from; k < r.to; k++)
        if (account_is_one(&x->v[head], &y->v[k])) return true;
    return false;
}

/* "Georgian soldiers", "Russian soldiers". */
static bool other_names(const Account *x, AccountRange a, const Account *y, AccountRange b) {
    bool named_x = false, named_y = false;
    for (uint32_t i = a.from; i < a.to; i++) {
        if (!x->v[i].name) continue;
        named_x = true;
        if (has(x, i, y, b)) return false;
    }
    for (uint32_t k = b.from; k < b.to; k++) named_y |= y->v[k].name;
    return named_x && named_y;
}

/* Two phrases of one role: 1 where they are of one, -1 of two, 0 where one of them tells nothing. */
static int phrases_meet(const Account *x, AccountRange a, const Account *y, AccountRange b) {
    uint32_t p = head_of(x, a), q = head_of(y, b);
    if (other_names(x, a, y, b)) return -1;
    if (p == UINT32_MAX || q == UINT32_MAX) return 0;
    return has(x, p, y, b) || has(y, q, x, a) ? 1 : -1;
}

int account_doers_meet(const Account *x, const AccountRoles *r, const Account *y,
                       const AccountRoles *s) {
    return phrases_meet(x, r->subject, y, s->subject);
}

int account_roles_meet(const Account *x, const AccountRoles *r, const Account *y,
                       const AccountRoles *s) {
    int doers = account_doers_meet(x, r, y, s);
    int things = phrases_meet(x, r->object, y, s->object);
    return doers < 0 || things < 0 ? -1 : doers > 0 || things > 0;
}
