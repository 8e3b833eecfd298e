/* The points that an account makes: the states that its words say, and the words themselves. */
#include "story/account.h"

#include "story/statement.h"

enum {
    NEGATED_WITHIN = 3,
    MODAL_WITHIN = 4,
    SUBJECT_WITHIN = 6,
    OPENING = 14 /* words in which a statement says what it says */
};

static StCode add_point(Making *m, Account *a, AccountPoint p) {
    AccountPoint *slot = list_push(m->arena, &a->points, AccountPoint);
    TRY_MEM(slot, m->err);
    *slot = p;
    return ST_OK;
}

bool account_denied_clause(const Account *a, uint32_t at) {
    for (uint32_t k = at; k-- > 0 && at - k <= OPENING;) {
        if (str_eq(a->v[k].word, S("no")) && k + 1 < at && account_lists(a, k + 1, LIST_NO_TIME))
            return true;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

static bool negated_at(const Account *a, uint32_t at) {
    if (account_denied_clause(a, at)) return true;
    for (uint32_t k = at > NEGATED_WITHIN ? at - NEGATED_WITHIN : 0; k < at; k++)
        if (a->v[k].negates) return true;
    return false;
}

/* "No civilian", "none of them", "nobody": of a subject that there is not. */
static bool nobody_before(const Account *a, uint32_t at) {
    for (uint32_t k = at; k-- > 0 && at - k <= SUBJECT_WITHIN;) {
        if (account_lists(a, k, LIST_NO_SUBJECT)) return true;
        bool none = str_eq(a->v[k].word, S("not")) && account_lists(a, k + 1, LIST_NOT_ONE);
        if (none) return true; /* "not a single kobo" */
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

/* "Nobody", "everybody", "none of them" begin what is said. */
static bool everybody_before(const Account *a, uint32_t at) {
    for (uint32_t k = at; k-- > 0 && at - k <= MODAL_WITHIN;) {
        if (account_lists(a, k, LIST_ANY_SUBJECT)) return true;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

/* "Whether the floors had been approved", "if the bank is bankrupt". */
static bool asked_at(const Account *a, uint32_t at) {
    for (uint32_t k = at; k-- > 0 && at - k <= OPENING;) {
        if (str_eq(a->v[k].word, S("whether")) || str_eq(a->v[k].word, S("if"))) return true;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

static bool modal_at(const Account *a, uint32_t at) {
    for (uint32_t k = at > MODAL_WITHIN ? at - MODAL_WITHIN : 0; k < at; k++)
        if (a->v[k].modal) return true;
    return asked_at(a, at);
}

/* "Which had been sent", "who were sent": only taken for granted, to say something else. */
static bool taken_for_granted(const Account *a, uint32_t at) {
    for (uint32_t k = at + 1; k-- > 0 && at - k <= OPENING;) {
        if (account_lists(a, k, LIST_GRANTS)) return k > 0;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

/* "They want to be released": what is wanted is not so. */
static bool is_unreal(const Account *a, uint32_t copula) {
    return copula >= 2 && str_eq(a->v[copula].word, S("be")) &&
           str_eq(a->v[copula - 1].word, S("to")) &&
           account_lists(a, copula - 2, LIST_UNREAL_INFINITIVE);
}

static bool may_part_copula(const Account *a, uint32_t i) {
    return account_lists(a, i, LIST_COPULA_PARTED) || str_ends(a->v[i].word, S("ly"));
}

/* The "is" or "were" that says the state at a place; its place + 1, 0 where there is none. */
static uint32_t copula_before(const Account *a, uint32_t at, bool *negated) {
    enum { PARTED_BY = 3 };
    for (uint32_t k = at, n = 0; k-- > 0 && n <= PARTED_BY; n++) {
        *negated |= a->v[k].negates;
        if (account_lists(a, k, LIST_ACCOUNT_COPULA)) return k + 1;
        if (!may_part_copula(a, k) || a->v[k].breaks) return 0;
    }
    return 0;
}

/* "Calls the paper a forgery": a thing and its state are all that is said. */
static bool calls_it(const Account *a, uint32_t at, uint32_t end) {
    enum { THING_WORDS = 4 };
    return at > 0 && at <= THING_WORDS && end == a->n && a->claimed;
}

/* Whether the words at a place say their state there: behind a copula, or as a verb. */
static bool read_state(const Account *a, bool behind_copula, AccountSaid *s) {
    if (!behind_copula) {
        s->negated = negated_at(a, s->at);
        s->nobody = nobody_before(a, s->at);
        s->negated |= s->nobody;
        return true;
    }
    uint32_t copula = copula_before(a, s->at, &s->negated);
    if (!copula && calls_it(a, s->at, s->at + s->words)) {
        s->subject = s->at;
        return true;
    }
    if (!copula || is_unreal(a, copula - 1)) return false;
    s->subject = copula - 1;
    while (s->subject > 0 && account_lists(a, s->subject - 1, LIST_ACCOUNT_AUXILIARY)) s->subject--;
    s->negated |= copula > 1 && a->v[copula - 2].negates; /* "has not been" */
    s->negated |= account_denied_clause(a, s->at);
    s->nobody = nobody_before(a, copula);
    s->negated |= s->nobody;
    return true;
}

StCode account_add_states(Making *m, Account *a, Str says, const AccountSaid *s) {
    const Table *kinds = tables_get(m->tables, "en/state_kinds");
    Str one;
    while (kinds && str_split(&says, ' ', &one)) {
        if (one.n < 2) continue;
        bool no = one.p[one.n - 1] == '-';
        uint32_t kind = table_find(kinds, (Str){one.p, one.n - 1}, 0);
        if (!kind) continue;
        bool ahead = table_cell(kinds, kind - 1, table_column(kinds, "ahead")).n > 0;
        bool counted = table_cell(kinds, kind - 1, table_column(kinds, "counted")).n > 0;
        bool one_of = table_cell(kinds, kind - 1, table_column(kinds, "one_of")).n > 0;
        if (taken_for_granted(a, s->at)) continue;
        if ((modal_at(a, s->at) && !ahead) || (counted && s->nobody)) continue;
        if (one_of && no && s->negated != a->denies) continue; /* not this one: any other */
        AccountPoint p = {.kind = kind,
                          .no = no != (s->negated != a->denies),
                          .at = s->at,
                          .end = s->at + s->words,
                          .anyone = everybody_before(a, s->at),
                          .subject = s->subject};
        TRY(add_point(m, a, p));
    }
    return ST_OK;
}

static StCode find_states(Making *m, Account *a) {
    const Table *t = tables_get(m->tables, "en/states");
    Str words[ACCOUNT_WORDS];
    for (uint32_t i = 0; i < a->n; i++) words[i] = a->v[i].word;
    for (uint32_t i = 0; t && i < a->n; i++) {
        Phrase p = table_match(t, words + i, a->n - i);
        for (uint32_t row = p.row; row; row = table_find(t, p.key, row)) {
            AccountSaid s = {.at = i, .words = p.words};
            bool be = str_eq(table_cell(t, row - 1, table_column(t, "form")), S("be"));
            if (!read_state(a, be, &s)) continue;
            TRY(account_add_states(m, a, table_cell(t, row - 1, table_column(t, "says")), &s));
        }
    }
    return ST_OK;
}

static bool may_be_denied(const Account *a, uint32_t at) {
    return at < a->n && at < OPENING && a->v[at].thing.n && !a->v[at].name && !a->v[at].speaker;
}

static bool is_auxiliary(const Account *a, uint32_t i) {
    return i < a->n && account_lists(a, i, LIST_ACCOUNT_AUXILIARY);
}

uint32_t account_not_one(const Account *a, uint32_t no) {
    uint32_t i = no + 1;
    while (i < a->n && account_lists(a, i, LIST_NOT_ONE)) i++;
    bool one = str_eq(a->v[i - 1].word, S("one")) || str_eq(a->v[i - 1].word, S("single"));
    return one && i < a->n ? i : no + 1;
}

/* "Not fired", "no talks", "no village had been burned", "nobody had been warned": what is denied
 * is the next word, and behind a noun its verb. */
static void deny_words(const Making *m, const Account *a, uint32_t no, bool *denied) {
    enum { NOUN_WORDS = 3 };
    uint32_t i = no + 1;
    if (str_eq(a->v[no].word, S("not"))) i = account_not_one(a, no);
    if ((i > no + 1 || str_eq(a->v[no].word, S("no"))) && i < a->n && !is_auxiliary(a, i)) {
        if (statement_word_is_people(m, a->v[i].word)) return; /* a count of none */
        if (account_lists(a, i, LIST_THING_NARROWED)) return;  /* others there may have been */
        if (may_be_denied(a, i)) denied[i] = true;
        if (may_be_denied(a, i + 1) && !str_ends(a->v[i + 1].word, S("ed"))) denied[i + 1] = true;
        for (uint32_t k = 0; k < NOUN_WORDS && i < a->n && !is_auxiliary(a, i); k++) i++;
        if (!is_auxiliary(a, i)) return;
    }
    while (is_auxiliary(a, i) || (i < a->n && account_lists(a, i, LIST_ARTICLE))) i++;
    if (may_be_denied(a, i)) denied[i] = true;
}

bool account_gone_behind(const Account *a, uint32_t at) {
    enum { BEHIND = 3 };
    for (uint32_t k = at + 1; k < a->n && k <= at + BEHIND; k++) {
        bool ran_out = str_eq(a->v[k].word, S("out")) && str_eq(a->v[k - 1].base, S("run"));
        if (ran_out || account_lists(a, k, LIST_GONE_BEHIND)) return true;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

static bool is_number(Str word) {
    return word.p[0] >= '0' && word.p[0] <= '9';
}

/* Every word that tells something is said, or not. */
static StCode find_words(Making *m, Account *a) {
    bool denied[ACCOUNT_WORDS] = {false};
    for (uint32_t i = 0; i + 1 < a->n && i < OPENING; i++)
        if (a->v[i].negates && !modal_at(a, i)) deny_words(m, a, i, denied);
    for (uint32_t i = 0; i < a->n && i < OPENING; i++) {
        if (!a->v[i].thing.n || a->v[i].name || a->v[i].speaker || is_number(a->v[i].word))
            continue;
        bool negated = negated_at(a, i) || account_not_behind(a, i);
        if (modal_at(a, i) || (!denied[i] && negated)) continue;
        bool no = denied[i] || account_gone_behind(a, i);
        TRY(add_point(m, a, (AccountPoint){.no = no != a->denies, .at = i, .end = i + 1}));
    }
    return ST_OK;
}

StCode account_find_points(Making *m, Account *a) {
    TRY(find_states(m, a));
    TRY(account_find_deeds(m, a));
    TRY(account_find_doers(m, a));
    TRY(account_find_things(m, a));
    return find_words(m, a);
}
