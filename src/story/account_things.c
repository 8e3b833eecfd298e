/* Things that there were or were not: "no distress call was received", "I put out the call"; "no
 * alteration has been found", "altered tally sheets". A thing is known again by the root of its word.
 * That there was none must be told flatly: of a thing that something narrows ("no new cases") others
 * may have been there.
 */
#include "story/account_roles.h"

#include "story/statement.h"

enum {
    PHRASE_WORDS = 5,  /* from "no" to the thing itself */
    TOLD_BEHIND = 9,   /* words from a thing to the verb that says it was there */
    TOLD_BEFORE = 5,   /* and back to one */
    UNREAL_BEFORE = 5, /* words back to one that makes a thing a wish */
    NEGATED_BEFORE = 4,
    MODAL_BEFORE = 5,
    COMPLEMENT = 4
};

/* ---- the thing that is denied */

static bool is_verb_form(const Account *a, uint32_t i) {
    bool going_on = i > 0 && str_ends(a->v[i].word, S("ing")) &&
                    (account_lists(a, i - 1, LIST_ACCOUNT_COPULA) ||
                     account_lists(a, i - 1, LIST_COPULA_PARTED)); /* "was still leaking" */
    return going_on || str_ends(a->v[i].word, S("ed")) || !str_eq(a->v[i].word, a->v[i].base);
}

static bool tells(const Account *a, uint32_t i) {
    return account_lists(a, i, LIST_THING_TOLD);
}

/* Where the phrase of a noun ends that begins at a word. */
static uint32_t phrase_end(const Account *a, uint32_t from) {
    uint32_t i = from;
    for (; i < a->n && i - from < PHRASE_WORDS; i++) {
        if ((i > from && a->v[i].breaks) || a->v[i].name || a->v[i].modal || a->v[i].negates) break;
        if (account_lists(a, i, LIST_ACCOUNT_AUXILIARY) ||
            account_lists(a, i, LIST_ACCOUNT_COPULA) ||
            account_lists(a, i, LIST_ACCOUNT_PREPOSITION))
            break;
        if (i > from && is_verb_form(a, i) && (tells(a, i) || i + 1 == a->n)) break;
    }
    return i;
}

static bool is_case(const Account *a, uint32_t i) {
    return account_lists(a, i, LIST_TRACE_WORD) || str_eq(a->v[i].word, S("case")) ||
           str_eq(a->v[i].word, S("cases"));
}

static bool is_thing(const Making *m, const Account *a, uint32_t i) {
    return a->v[i].root.n && !a->v[i].name && !a->v[i].when &&
           !account_lists(a, i, LIST_THING_IDLE) && !statement_word_is_people(m, a->v[i].word);
}

/* The thing of the phrase that begins at a word, its place + 1; 0 where it is narrowed or none. */
static uint32_t thing_at(const Making *m, const Account *a, uint32_t from) {
    uint32_t end = phrase_end(a, from);
    if (end == from) return 0;
    for (uint32_t i = from; i + 1 < end; i++)
        if (account_lists(a, i, LIST_THING_NARROWED)) return 0;
    if (is_case(a, end - 1)) { /* "no trace of poison" */
        if (end >= a->n || !str_eq(a->v[end].word, S("of"))) return 0;
        return end + 1 < a->n ? thing_at(m, a, end + 1) : 0;
    }
    return is_thing(m, a, end - 1) ? end : 0;
}

/* ---- that it was there */

static bool modal_before(const Account *a, uint32_t at) {
    for (uint32_t k = at, n = 0; k-- > 0 && n < MODAL_BEFORE; n++) {
        if (a->v[k].modal) return true;
        if (account_begins_clause(a, k)) break;
    }
    return false;
}

/* "Was received", "came", behind a thing. */
static bool told_behind(const Account *a, uint32_t from) {
    for (uint32_t i = from; i < a->n && i - from < TOLD_BEHIND; i++) {
        if (a->v[i].breaks || a->v[i].modal) return false;
        if (tells(a, i)) return true;
    }
    return false;
}

/* "There was", "has received": right before "no". */
static bool told_before(const Account *a, uint32_t at) {
    enum { NEAR = 3 };
    for (uint32_t k = at, n = 0; k-- > 0 && n < NEAR; n++) {
        if (tells(a, k) || str_eq(a->v[k].word, S("there"))) return true;
        if (account_begins_clause(a, k)) return false;
    }
    return false;
}

/* "Never received any complaint", "did not make a single call": where the thing's phrase begins; 0
 * where a verb is negated of which the thing is in particular. */
static uint32_t denied_object(const Account *a, uint32_t no) {
    uint32_t i = no + 1;
    while (i < a->n && account_lists(a, i, LIST_ACCOUNT_AUXILIARY) && !tells(a, i)) i++;
    while (i + 1 < a->n && tells(a, i) && tells(a, i + 1)) i++; /* "had received" */
    if (i + 1 >= a->n || !tells(a, i)) return 0;
    uint32_t from = ++i;
    while (i < a->n && account_lists(a, i, LIST_NOT_ONE)) i++;
    return i > from && i < a->n ? i : 0;
}

/* "At no time was there any warning", "at no point was ammunition issued". */
static uint32_t denied_all(const Account *a, uint32_t time) {
    uint32_t i = time + 1;
    while (i < a->n && (account_lists(a, i, LIST_ACCOUNT_AUXILIARY) ||
                        account_lists(a, i, LIST_NOT_ONE) || str_eq(a->v[i].word, S("there"))))
        i++;
    return i > time + 1 && i < a->n ? i : 0;
}

/* Where the phrase of what a negation denies begins; 0 for none. */
static uint32_t denied_phrase(const Account *a, uint32_t no) {
    Str word = a->v[no].word;
    if (str_eq(word, S("no")) || str_eq(word, S("without"))) {
        uint32_t i = no + 1;
        if (account_lists(a, i, LIST_NO_TIME)) return denied_all(a, i);
        while (i < a->n && account_lists(a, i, LIST_NOT_ONE)) i++;
        return i < a->n && !str_eq(a->v[i].word, S("longer")) ? i : 0;
    }
    uint32_t one = str_eq(word, S("not")) ? account_not_one(a, no) : 0;
    if (one > no + 1) return one;
    return denied_object(a, no);
}

static bool is_flat(const Account *a, uint32_t no, uint32_t end) {
    if (!str_eq(a->v[no].word, S("no")) && !str_eq(a->v[no].word, S("not"))) return true;
    if (no == 0 && a->claimed && end < a->n && account_lists(a, end, LIST_ACCOUNT_PREPOSITION))
        return true; /* "saw | no gun among them" */
    for (uint32_t i = no + 1; i < end; i++)
        if (str_eq(a->v[i].word, S("there"))) return true; /* "at no time was there" */
    return told_before(a, no) || told_behind(a, end);
}

/* "Has been found", "there is": by now it may be otherwise. */
static bool is_so_far(const Account *a, uint32_t no, uint32_t end) {
    uint32_t from = no > NEGATED_BEFORE ? no - NEGATED_BEFORE : 0;
    for (uint32_t i = from; i < a->n && i < end + TOLD_BEHIND; i++) {
        Str w = a->v[i].word;
        if (i >= end && a->v[i].breaks) return false;
        if (str_eq(w, S("has")) || str_eq(w, S("have")) || str_eq(w, S("is")) ||
            str_eq(w, S("are")) || account_lists(a, i, LIST_DEED_SO_FAR))
            return true;
    }
    return false;
}

static StCode add_thing(Making *m, Account *a, AccountPoint p) {
    AccountPoint *slot = list_push(m->arena, &a->points, AccountPoint);
    TRY_MEM(slot, m->err);
    *slot = p;
    slot->thing = true;
    slot->end = p.at + 1;
    return ST_OK;
}

/* Who had none of it: the words before "had no", "never received". */
static AccountRange owner_before(const Account *a, uint32_t no) {
    uint32_t to = no, from;
    while (to > 0 && (tells(a, to - 1) || account_lists(a, to - 1, LIST_ACCOUNT_AUXILIARY))) to--;
    for (from = to; from > 0 && !account_begins_clause(a, from);) from--;
    return account_phrase(a, from, to);
}

/* A denial denies what it begins with: "that there was a leak", "having received any warning". */
static bool may_be_denied(const Account *a, uint32_t at) {
    enum { OPENING = 8 };
    return !a->denies || (at < OPENING && account_lists(a, 0, LIST_DENIED_CLAUSE));
}

static StCode find_denied(Making *m, Account *a, bool *denied) {
    for (uint32_t no = 0; no + 1 < a->n; no++) {
        if (!a->v[no].negates || modal_before(a, no)) continue;
        uint32_t from = denied_phrase(a, no), end = from ? thing_at(m, a, from) : 0;
        if (!end || !is_flat(a, no, end)) continue;
        denied[end - 1] = true;
        if (!may_be_denied(a, end - 1)) continue;
        AccountPoint p = {.no = !a->denies, .at = end - 1, .told = true};
        p.whose = owner_before(a, no);
        p.so_far = is_so_far(a, no, end);
        TRY(add_thing(m, a, p));
    }
    return ST_OK;
}

/* ---- the thing that is told of */

bool account_not_behind(const Account *a, uint32_t at) {
    for (uint32_t k = at + 1; k < a->n && k - at <= TOLD_BEHIND && !a->v[k].breaks; k++) {
        if (a->v[k].negates) return true;
        bool helps = account_lists(a, k, LIST_ACCOUNT_AUXILIARY);
        if (!helps && (tells(a, k) || is_verb_form(a, k))) return false;
    }
    return false;
}

static bool is_negated(const Account *a, uint32_t at) {
    if (account_denied_clause(a, at)) return true;
    for (uint32_t k = at, n = 0; k-- > 0 && n < NEGATED_BEFORE; n++)
        if (a->v[k].negates) return true;
    return account_not_behind(a, at) || account_gone_behind(a, at);
}

/* "Demanded an inspection", "to send a warning". */
static bool is_unreal(const Account *a, uint32_t at) {
    for (uint32_t k = at, n = 0; k-- > 0 && n < UNREAL_BEFORE; n++) {
        if (account_lists(a, k, LIST_THING_UNREAL)) return true;
        if (str_eq(a->v[k].word, S("to")) && k + 1 < at && tells(a, k + 1)) return true;
        if (a->v[k].breaks) return false;
    }
    return false;
}

/* "The warning system": only what kind of a thing the next one is. */
static bool is_modifier(const Account *a, uint32_t i) {
    if (is_verb_form(a, i) || i + 1 >= a->n || a->v[i + 1].breaks || !a->v[i + 1].root.n)
        return false; /* "altered tally sheets" */
    return !is_verb_form(a, i + 1) && !tells(a, i + 1) &&
           !account_lists(a, i + 1, LIST_ACCOUNT_PREPOSITION) &&
           !account_lists(a, i + 1, LIST_ACCOUNT_AUXILIARY);
}

/* A verb tells of its deed; of a noun words beside it tell that it was there. */
static bool is_told(const Account *a, uint32_t at) {
    if (is_verb_form(a, at) && account_may_be_verb(a, at)) return true;
    for (uint32_t k = at, n = 0; k-- > 0 && n < TOLD_BEFORE; n++) {
        if (tells(a, k) || str_eq(a->v[k].word, S("there"))) return true;
        if (a->v[k].breaks) break;
    }
    return told_behind(a, at + 1);
}

static StCode find_told(Making *m, Account *a, const bool *denied) {
    for (uint32_t i = 0; i < a->n; i++) {
        if (denied[i] || !is_thing(m, a, i) || a->v[i].speaker || is_modifier(a, i)) continue;
        if (is_negated(a, i) || modal_before(a, i) || is_unreal(a, i)) continue;
        AccountPoint p = {.no = a->denies, .at = i, .told = is_told(a, i)};
        if ((p.told || !a->denies) && may_be_denied(a, i)) TRY(add_thing(m, a, p));
    }
    return ST_OK;
}

StCode account_find_things(Making *m, Account *a) {
    bool denied[ACCOUNT_WORDS] = {false};
    TRY(find_denied(m, a, denied));
    return find_told(m, a, denied);
}

/* ---- whether two are one */

/* The words behind a preposition, up to the next one. */
static AccountRange complement_at(const Account *a, uint32_t i) {
    uint32_t to = i + 1;
    while (to < a->n && to - i <= COMPLEMENT && !a->v[to].breaks &&
           !account_lists(a, to, LIST_ACCOUNT_PREPOSITION) &&
           !account_lists(a, to, LIST_ACCOUNT_AUXILIARY))
        to++;
    return (AccountRange){i + 1, to};
}

/* Whether words name something, and none of it is told of anywhere in the other account. */
static bool is_unknown(const Making *m, const Account *x, AccountRange a, const Account *y) {
    bool told = false;
    for (uint32_t u = a.from; u < a.to; u++) {
        if (x->v[u].speaker) continue;
        if (account_source_says(m, y, &x->v[u])) return false;
        told |= x->v[u].thing.n > 0 && !x->v[u].when;
        for (uint32_t w = 0; w < y->n; w++)
            if (account_one_thing(&x->v[u], &y->v[w])) return false;
    }
    return told;
}

static bool tells_when(const Account *a, AccountRange r) {
    for (uint32_t i = r.from; i < r.to; i++)
        if (a->v[i].when) return true;
    return false;
}

/* "In the market", "near the forest": where a thing is; not where it is told by a place's name. */
static bool is_where(const Account *a, uint32_t i) {
    return account_lists(a, i, LIST_LOCATIVE) && !tells_when(a, complement_at(a, i));
}

static bool one_sort(const Account *x, uint32_t u, const Account *y, uint32_t w) {
    if (is_where(x, u)) return is_where(y, w);
    return account_lists(x, u, LIST_THING_WHOSE) && str_eq(x->v[u].word, y->v[w].word);
}

/* "With the teachers", "with the dockers": of whom or what a thing is, or where, where the one tells
 * it otherwise than the other. */
static bool is_elsewhere(const Making *m, const Account *x, uint32_t u, const Account *y,
                         uint32_t k) {
    bool apart = false;
    if (!is_unknown(m, x, complement_at(x, u), y)) return false;
    for (uint32_t w = k + 1; w < y->n && !y->v[w].breaks; w++) {
        if (!one_sort(x, u, y, w)) continue;
        if (!is_unknown(m, y, complement_at(y, w), x)) return false;
        apart = true;
    }
    return apart;
}

static bool other_complement(const Making *m, const Account *x, uint32_t i, const Account *y,
                             uint32_t k) {
    bool apart = false;
    for (uint32_t u = i + 1; u < x->n && !x->v[u].breaks; u++)
        if (account_lists(x, u, LIST_ACCOUNT_PREPOSITION)) apart |= is_elsewhere(m, x, u, y, k);
    return apart;
}

/* The telling word right before a noun that says of what kind it is. */
static const AccountWord *kind_before(const Account *a, uint32_t i) {
    if (i == 0 || is_verb_form(a, i) || !a->v[i - 1].thing.n || is_verb_form(a, i - 1)) return NULL;
    return tells(a, i - 1) || a->v[i - 1].name ? NULL : &a->v[i - 1];
}

bool account_thing_alone(const Account *a, const AccountPoint *p) {
    for (uint32_t i = p->end; i < a->n && !a->v[i].breaks; i++)
        if (account_lists(a, i, LIST_ACCOUNT_PREPOSITION) && !tells_when(a, complement_at(a, i)))
            return false;
    return true;
}

bool account_things_meet(const Making *m, const Account *x, const AccountPoint *p, const Account *y,
                         const AccountPoint *q) {
    const AccountWord *a = kind_before(x, p->at), *b = kind_before(y, q->at);
    /* "her son had no life jacket": of others it says nothing */
    if (is_unknown(m, x, p->whose, y) || is_unknown(m, y, q->whose, x)) return false;
    return (!a || !b || account_one_thing(a, b)) && !other_complement(m, x, p->at, y, q->at);
}
