#include "story/statement.h"

#include "base/utf8.h"
#include "know/word_lists.h"

enum {
    WORD_MIN = 4,
    PREFIX_MIN = 6,   /* letters at the beginning that tell one word in two forms */
    ENDING_MAX = 3,   /* letters in which these may then differ */
    NOT_BEFORE = 3,   /* words from "not" to what it negates */
    SUBJECT_BACK = 4, /* words from a subject to its verb */
    OPENING = 9,      /* words in which a statement says what it says */
    POINTS_MAX = 5,
    NUMBERS_MAX = 2,
    NOUN_AHEAD = 3 /* words from a number to what it counts */
};

static bool is_letter(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || c == '\'';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "5,600" is one word. */
static bool in_word(Str s, size_t at) {
    if (is_letter(s.p[at]) || is_digit(s.p[at])) return true;
    return s.p[at] == ',' && at > 0 && at + 1 < s.n && is_digit(s.p[at - 1]) &&
           is_digit(s.p[at + 1]);
}

static bool is_one_of(Str word, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_is(word, list[i])) return true;
    return false;
}

static bool is_in_list(const Statement *s, uint32_t at, WordList list) {
    return word_set_has(s->in[at], list);
}

void statement_of_span(Making *m, const Document *d, Span span, Statement *out) {
    Str s = utf8_fold(m->arena, document_cut(d, span));
    for (size_t at = 0; at < s.n && out->n < STATEMENT_WORDS;) {
        size_t start = at;
        while (at < s.n && in_word(s, at)) at++;
        if (at > start) {
            out->v[out->n] = (Str){s.p + start, at - start};
            out->in[out->n] = word_lists_of(tables_word_lists(m->tables), out->v[out->n]);
            out->n++;
        }
        at += at == start;
    }
}

void statement_of_claim(Making *m, const Item *claim, Statement *out) {
    const Claim *c = making_claim(m, claim);
    out->n = 0;
    for (uint32_t i = 0; i < c->content.n; i++)
        statement_of_span(m, &m->docs.v[claim->doc]->doc, c->content.v[i], out);
}

bool statement_word_negates(Str word) {
    static const char *const list[] = {"no", "not", "never", "none", "nobody", "neither"};
    return is_one_of(word, list, sizeof list / sizeof *list) || str_ends(word, S("n't")) ||
           str_ends(word, S("n’t"));
}

bool statement_word_modal(Str word) {
    static const char *const list[] = {"would",    "will",     "could",    "can",   "should",
                                       "shall",    "might",    "may",      "must",  "if",
                                       "unless",   "until",    "cannot",   "can't", "won't",
                                       "couldn't", "wouldn't", "shouldn't"};
    return is_one_of(word, list, sizeof list / sizeof *list);
}

bool statement_word_idle(const Making *m, Str word) {
    return word_is_in(m->tables, word, LIST_STATEMENT_IDLE);
}

static bool is_in(const Making *m, const char *table, Str word) {
    const Table *t = tables_get(m->tables, table);
    return t && table_find(t, word, 0);
}

/* A thing that can be there or not, or a disaster that can have been or not. */
static bool is_thing(const Making *m, Str word) {
    static const char *const tables[] = {"en/objects", "en/disaster_nouns", "en/weapons"};
    if (word.n < WORD_MIN || statement_word_idle(m, word)) return false;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t cut = 0; cut <= 2; cut++) /* mines, losses */
            if ((cut == 0 || word.p[word.n - 1] == 's') &&
                is_in(m, tables[i], (Str){word.p, word.n - cut}))
                return true;
    return false;
}

Str statement_word_base(const Making *m, Str word) {
    Str verb = making_cell(m, "en/verb_forms", word, "verb");
    return verb.n ? verb : word;
}

static bool is_ending(Str s) {
    static const char *const endings[] = {"s", "es", "d", "ed", "ing", "n", "en", "'s"};
    return s.n == 0 || is_one_of(s, endings, sizeof endings / sizeof *endings);
}

bool statement_same_base(Str a, Str b) {
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
    if (n < WORD_MIN) return false;
    if ((n == a.n && is_ending(str_from(b, n))) || (n == b.n && is_ending(str_from(a, n))))
        return true;
    if (is_ending(str_from(a, n)) && is_ending(str_from(b, n))) return true; /* shells, shelled */
    return n >= PREFIX_MIN && a.n - n <= ENDING_MAX && b.n - n <= ENDING_MAX;
}

static bool same_word(const Making *m, Str a, Str b) {
    return statement_same_base(statement_word_base(m, a), statement_word_base(m, b));
}

/* "There were", "there had been" right before. */
static bool is_there(const Statement *s, uint32_t at) {
    enum { VERB_WORDS = 3 };
    for (uint32_t k = at > VERB_WORDS ? at - VERB_WORDS : 0; k < at; k++)
        if (str_eq(s->v[k], S("there"))) return true;
    return false;
}

/* "No trace of": the thing itself stands behind. Answers where it may stand. */
static uint32_t behind_trace(const Statement *s, uint32_t no) {
    bool trace =
        no + 2 < s->n && is_in_list(s, no + 1, LIST_TRACE_WORD) && str_eq(s->v[no + 2], S("of"));
    return trace ? no + 3 : 0;
}

Str statement_flat_denial(const Making *m, const Statement *s) {
    enum { BEHIND = 2 };
    for (uint32_t i = 0; i + 1 < s->n; i++) {
        if (!str_eq(s->v[i], S("no"))) continue;
        uint32_t at = behind_trace(s, i);
        if (!at && !is_there(s, i)) continue;
        if (!at) at = i + 1;
        if (at + 1 < s->n &&
            (statement_word_charges(s->v[at]) || statement_word_charges(s->v[at + 1])))
            continue; /* "no official reports on the dead" */
        for (uint32_t k = at; k < s->n && k < at + BEHIND && !is_in_list(s, k, LIST_STATEMENT_IDLE);
             k++)
            if (is_thing(m, s->v[k])) return s->v[k];
    }
    return (Str){NULL, 0};
}

static bool negated_at(const Statement *s, uint32_t at) {
    for (uint32_t k = at > NOT_BEFORE ? at - NOT_BEFORE : 0; k < at; k++)
        if (statement_word_negates(s->v[k])) return true;
    return false;
}

static bool modal_at(const Statement *s, uint32_t at) {
    enum { MODAL_BEFORE = 4 };
    for (uint32_t k = at > MODAL_BEFORE ? at - MODAL_BEFORE : 0; k < at; k++)
        if (statement_word_modal(s->v[k])) return true;
    return false;
}

/* "Oxygen had run out": of what is spoken of there is none. */
static bool gone_behind(const Making *m, const Statement *s, uint32_t at) {
    enum { BEHIND = 3 };
    for (uint32_t k = at + 1; k < s->n && k <= at + BEHIND; k++)
        if (is_in_list(s, k, LIST_GONE_BEHIND) ||
            (str_eq(s->v[k], S("out")) && str_eq(statement_word_base(m, s->v[k - 1]), S("run"))))
            return true;
    return false;
}

bool statement_says(const Making *m, const Statement *s, Str word) {
    for (uint32_t i = 0; i < s->n; i++)
        if (same_word(m, word, s->v[i]) && !negated_at(s, i) && !modal_at(s, i) &&
            !gone_behind(m, s, i))
            return true;
    return false;
}

/* Who or what a clause is about: the telling word or pronoun right before its verb. */
static bool same_subject(const Making *m, const Statement *a, uint32_t verb_a, const Statement *b,
                         uint32_t verb_b) {
    for (uint32_t i = verb_a > SUBJECT_BACK ? verb_a - SUBJECT_BACK : 0; i < verb_a; i++)
        for (uint32_t k = verb_b > SUBJECT_BACK ? verb_b - SUBJECT_BACK : 0; k < verb_b; k++) {
            bool pronoun = (is_in_list(a, i, LIST_SUBJECT_PRONOUN) || str_eq(a->v[i], S("we"))) &&
                           str_eq(a->v[i], b->v[k]);
            bool noun = a->v[i].n >= WORD_MIN && !is_in_list(a, i, LIST_STATEMENT_IDLE) &&
                        same_word(m, a->v[i], b->v[k]);
            if (pronoun || noun) return true;
        }
    return false;
}

/* The word that is negated at `no`: over auxiliaries the next; `s->n` when it is idle. */
static uint32_t negated_word(const Statement *s, uint32_t no) {
    uint32_t i = no + 1;
    while (i < s->n && is_in_list(s, i, LIST_NEGATION_PASSED)) i++;
    return i < s->n && s->v[i].n >= WORD_MIN && !is_in_list(s, i, LIST_STATEMENT_IDLE) ? i : s->n;
}

/* "Whether", "how": what is asked is not said. */
static bool asks(const Statement *s) {
    return s->n && is_in_list(s, 0, LIST_STATEMENT_ASKS);
}

/* A verb of the one that the other negates of the same subject. */
static bool denies_word_of(const Making *m, const Statement *no, const Statement *yes) {
    for (uint32_t i = 0; i < no->n && i < OPENING; i++) {
        if (!statement_word_negates(no->v[i]) || modal_at(no, i)) continue;
        uint32_t at = negated_word(no, i);
        if (at >= no->n) continue;
        for (uint32_t k = 0; k < yes->n && k < OPENING; k++)
            if (same_word(m, no->v[at], yes->v[k]) && !negated_at(yes, k) && !modal_at(yes, k) &&
                same_subject(m, no, i, yes, k))
                return true;
    }
    return false;
}

bool statement_negates(const Statement *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (statement_word_negates(s->v[i])) return true;
    return false;
}

bool statements_oppose(const Making *m, const Statement *a, const Statement *b) {
    if (statement_negates(a) == statement_negates(b) || asks(a) || asks(b)) return false;
    return denies_word_of(m, a, b) || denies_word_of(m, b, a);
}

bool statement_word_charges(Str word) {
    static const char *const list[] = {
        "claim",      "claims",      "charge",  "charges",     "accusation",   "accusations",
        "allegation", "allegations", "report",  "reports",     "assertion",    "assertions",
        "suggestion", "suggestions", "rumours", "rumors",      "version",      "versions",
        "account",    "accounts",    "story",   "criticism",   "complaint",    "complaints",
        "blame",      "notion",      "theory",  "insinuation", "insinuations", "remark",
        "remarks",    "rumour",      "rumor",   "speculation"};
    return is_one_of(word, list, sizeof list / sizeof *list);
}

bool statement_names_charge(const Statement *s) {
    for (uint32_t i = 0; i < s->n && i < POINTS_MAX; i++)
        if (statement_word_charges(s->v[i])) return true;
    return s->n == 1 && statement_points_back(s);
}

bool statement_points_back(const Statement *s) {
    if (s->n == 1) return is_in_list(s, 0, LIST_POINTS_ALONE) || statement_word_charges(s->v[0]);
    if (s->n < 2 || s->n > 3) return false;
    return is_in_list(s, 0, LIST_POINTS_OPENER) &&
           (statement_word_charges(s->v[1]) || (s->n == 3 && statement_word_charges(s->v[2])));
}

bool statement_word_is_people(const Making *m, Str word) {
    return str_eq(making_cell(m, "en/units", word, "unit"), S("person")) ||
           (word.n > WORD_MIN && str_ends(word, S("s")) &&
            str_eq(making_cell(m, "en/units", (Str){word.p, word.n - 1}, "unit"), S("person")));
}

bool statement_ends_in_pronoun(const Statement *s) {
    return s->n && s->n < POINTS_MAX && is_in_list(s, s->n - 1, LIST_ENDS_PRONOUN);
}

bool statement_begins_with_pronoun(const Statement *s) {
    return s->n && is_in_list(s, 0, LIST_SUBJECT_PRONOUN);
}

bool statement_supposes(const Statement *s) {
    enum { FIRST_WORDS = 6 };
    for (uint32_t i = 0; i < s->n && i < FIRST_WORDS; i++)
        if (is_in_list(s, i, LIST_SUPPOSING)) return true;
    return false;
}
