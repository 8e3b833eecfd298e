#include "story/account.h"

#include "base/utf8.h"
#include "story/statement.h"

enum {
    ACCOUNT_WORDS = 60,
    WINDOW_BEFORE = 14, /* words around a point that tell what it is of */
    WINDOW_BEHIND = 7,
    NEGATED_WITHIN = 3,
    MODAL_WITHIN = 4,
    SUBJECT_WITHIN = 6,
    OPENING = 14,  /* words in which a statement says what it says */
    TELLING = 4,   /* letters */
    COMPLEMENT = 4 /* words behind "of" that tell whose or which it is */
};

static bool is_one_of(Str word, const char *const *list) {
    for (; *list; list++)
        if (str_is(word, *list)) return true;
    return false;
}

/* ---- words */

static bool is_word_byte(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') ||
           (u >= '0' && u <= '9') || u == '\'';
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static uint32_t weekday_bit(Str word) {
    static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
    for (uint32_t i = 0; i < 7; i++)
        if (str_starts(word, str_of(days[i]))) return 1u << i;
    return 0;
}

/* The entity of an actor's mention that covers the bytes. */
static uint32_t who_at(const Making *m, uint32_t doc, Span span) {
    const Records *r = m->docs.v[doc];
    for (Ref ref = 1; ref <= r->actors.n; ref++) {
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        for (uint32_t k = 0; k < mentions->n; k++)
            if (span_has(mentions->v[k].span, span) && mentions->v[k].how != HOW_NOMINAL)
                return making_actor(m, doc, ref);
    }
    return 0;
}

static uint32_t place_at(const Making *m, uint32_t doc, Span span) {
    const Records *r = m->docs.v[doc];
    for (Ref ref = 1; ref <= r->places.n; ref++)
        for (uint32_t k = 0; k < r->places.v[ref - 1].mentions.n; k++)
            if (span_has(r->places.v[ref - 1].mentions.v[k], span))
                return making_place(m, doc, ref);
    return 0;
}

static bool is_personal(Str word) {
    static const char *const list[] = {"he", "she", "him", "her", "they", "them", NULL};
    return is_one_of(word, list);
}

/* "Gas", "oil": short, and none of the words of every sentence. */
static bool is_short_noun(const Making *m, Str word) {
    enum { SHORT = 3 };
    const Table *closed = tables_get(m->tables, "en/closed_class");
    const Table *common = tables_get(m->tables, "en/common_words");
    return word.n == SHORT && !(closed && table_find(closed, word, 0)) &&
           !(common && table_find(common, word, 0));
}

static bool is_telling(const Making *m, Str word) {
    return (word.n >= TELLING || is_short_noun(m, word)) && !statement_word_idle(word) &&
           !is_digit(word.p[0]) && !making_cell(m, "en/numbers", word, "kind").n;
}

/* "Said that nobody was hurt and denied that his men had fired." */
static bool is_denial(Str word) {
    static const char *const list[] = {"without", "denied", "denies", "deny", "denying", NULL};
    return is_one_of(word, list);
}

/* "But", "when": what stands before is another clause. */
static bool is_break(Str word) {
    static const char *const list[] = {"but",   "while",   "when",  "after",    "before", "because",
                                       "that",  "though",  "since", "although", "until",  "as",
                                       "where", "whereas", "so",    "if",       NULL};
    return is_one_of(word, list);
}

static bool is_title(const Making *m, Str word) {
    const Table *t = tables_get(m->tables, "en/titles");
    return t && table_find(t, word, 0);
}

static AccountWord read_word(const Making *m, uint32_t doc, Str text, Str folded, Span at) {
    AccountWord w = {.word = folded};
    if (str_ends(w.word, S("'s"))) w.word.n -= 2;
    while (w.word.n && w.word.p[w.word.n - 1] == '\'') w.word.n--;
    w.base = statement_word_base(m, w.word);
    w.thing = making_cell(m, "en/same_things", w.word, "thing");
    if (!w.thing.n && (is_telling(m, w.word) || is_digit(w.word.p[0]))) w.thing = w.base;
    w.name = is_upper(text.p[0]) && at.start > 0 && !weekday_bit(w.word) && is_telling(m, w.word) &&
             !is_title(m, w.word);
    if (is_upper(text.p[0]) || is_personal(w.word)) w.who = who_at(m, doc, at);
    if (is_upper(text.p[0])) w.place = place_at(m, doc, at);
    w.negates = statement_word_negates(w.word) || is_denial(w.word);
    w.modal = statement_word_modal(w.word);
    return w;
}

/* A capital at the beginning of a sentence need not be a name. */
static bool opens(const Document *d, uint32_t at) {
    uint32_t sentence = document_sentence_at(d, at);
    return sentence && d->sentences.v[sentence - 1].start == at;
}

static StCode read_span(Making *m, uint32_t doc, Span span, Account *out) {
    const Document *d = &m->docs.v[doc]->doc;
    Str text = document_cut(d, span), folded = utf8_fold(m->arena, text);
    TRY_MEM(folded.p || !text.n, m->err);
    if (folded.n != text.n) text = folded; /* places would not fit: no names then */
    bool breaks = true;
    for (size_t at = 0; at < text.n && out->n < ACCOUNT_WORDS;) {
        size_t start = at;
        while (at < text.n && is_word_byte(text.p[at])) at++;
        if (at > start) {
            Span where = {span.start + (uint32_t)start, span.start + (uint32_t)at};
            AccountWord w = read_word(m, doc, str_from(text, start),
                                      (Str){folded.p + start, at - start}, where);
            if (opens(d, where.start) && !w.who) w.name = false;
            out->weekdays |= weekday_bit(w.word);
            w.breaks = breaks || is_break(w.word);
            breaks = false;
            out->v[out->n++] = w;
        }
        bool goes_on = at == start && (text.p[at] == ' ' || text.p[at] == '-');
        breaks |= at == start && !goes_on &&
                  !(text.p[at] == ',' && at + 1 < text.n && text.p[at + 1] != ' ');
        at += at == start;
    }
    return ST_OK;
}

/* ---- points */

static StCode add_point(Making *m, Account *a, AccountPoint p) {
    AccountPoint *slot = list_push(m->arena, &a->points, AccountPoint);
    TRY_MEM(slot, m->err);
    *slot = p;
    return ST_OK;
}

static bool is_auxiliary(Str word) {
    static const char *const list[] = {"had", "has",  "have", "was",   "were", "is",
                                       "are", "been", "be",   "being", "even", "ever",
                                       "yet", "did",  "does", "do",    NULL};
    return is_one_of(word, list);
}

/* Behind "and" a clause has a subject of its own unless its verb follows at once. */
static bool begins_clause(const Account *a, uint32_t i) {
    if (a->v[i].breaks) return true;
    if (!str_eq(a->v[i].word, S("and")) || i + 1 >= a->n) return false;
    Str next = a->v[i + 1].word;
    return !is_auxiliary(next) && !str_ends(next, S("ed"));
}

static bool negated_at(const Account *a, uint32_t at) {
    for (uint32_t k = at > NEGATED_WITHIN ? at - NEGATED_WITHIN : 0; k < at; k++)
        if (a->v[k].negates) return true;
    return false;
}

/* "No civilian", "none of them", "nobody": of a subject that there is not. */
static bool nobody_before(const Account *a, uint32_t at) {
    static const char *const list[] = {"no", "nobody", "none", "neither", "nothing", NULL};
    for (uint32_t k = at; k-- > 0 && at - k <= SUBJECT_WITHIN;) {
        if (is_one_of(a->v[k].word, list)) return true;
        if (begins_clause(a, k)) return false;
    }
    return false;
}

/* "Nobody", "everybody", "none of them" begin what is said. */
static bool everybody_before(const Account *a, uint32_t at) {
    static const char *const list[] = {"everybody", "everyone", "all", "nobody", "none", NULL};
    for (uint32_t k = at; k-- > 0 && at - k <= MODAL_WITHIN;) {
        if (is_one_of(a->v[k].word, list)) return true;
        if (begins_clause(a, k)) return false;
    }
    return false;
}

static bool modal_at(const Account *a, uint32_t at) {
    for (uint32_t k = at > MODAL_WITHIN ? at - MODAL_WITHIN : 0; k < at; k++)
        if (a->v[k].modal) return true;
    return false;
}

static bool is_copula(Str word) {
    static const char *const list[] = {"is",       "are",    "was",     "were",   "been",
                                       "be",       "being",  "am",      "remain", "remains",
                                       "remained", "stay",   "stays",   "stayed", "isn't",
                                       "aren't",   "wasn't", "weren't", NULL};
    return is_one_of(word, list);
}

static bool may_part_copula(Str word) {
    static const char *const list[] = {
        "not",      "never",   "still",      "now",    "all",    "both",     "no",       "longer",
        "again",    "already", "quite",      "yet",    "also",   "only",     "even",     "ever",
        "declared", "found",   "considered", "deemed", "judged", "reported", "believed", NULL};
    return is_one_of(word, list) || str_ends(word, S("ly"));
}

/* The "is" or "were" that says the state at a place; its place + 1, 0 where there is none. */
static uint32_t copula_before(const Account *a, uint32_t at, bool *negated) {
    enum { PARTED_BY = 3 };
    for (uint32_t k = at, n = 0; k-- > 0 && n <= PARTED_BY; n++) {
        *negated |= a->v[k].negates;
        if (is_copula(a->v[k].word)) return k + 1;
        if (!may_part_copula(a->v[k].word) || a->v[k].breaks) return 0;
    }
    return 0;
}

/* "Calls the paper a forgery": a thing and its state are all that is said. */
static bool calls_it(const Account *a, uint32_t at, uint32_t end) {
    enum { THING_WORDS = 4 };
    return at > 0 && at <= THING_WORDS && end == a->n && a->claimed;
}

typedef struct Said {
    uint32_t at, words;
    bool negated, nobody;
    uint32_t subject;
} Said;

/* Whether the words at a place say their state there: behind a copula, or as a verb. */
static bool read_state(const Account *a, bool behind_copula, Said *s) {
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
    if (!copula) return false;
    s->subject = copula - 1;
    while (s->subject > 0 && is_auxiliary(a->v[s->subject - 1].word)) s->subject--;
    s->negated |= copula > 1 && a->v[copula - 2].negates; /* "has not been" */
    s->nobody = nobody_before(a, copula);
    s->negated |= s->nobody;
    return true;
}

/* The states that a phrase says: "free- willing-". */
static StCode add_states(Making *m, Account *a, Str says, const Said *s) {
    const Table *kinds = tables_get(m->tables, "en/state_kinds");
    Str one;
    while (kinds && str_split(&says, ' ', &one)) {
        if (one.n < 2) continue;
        bool no = one.p[one.n - 1] == '-';
        uint32_t kind = table_find(kinds, (Str){one.p, one.n - 1}, 0);
        if (!kind) continue;
        bool ahead = table_cell(kinds, kind - 1, table_column(kinds, "ahead")).n > 0;
        bool counted = table_cell(kinds, kind - 1, table_column(kinds, "counted")).n > 0;
        if ((modal_at(a, s->at) && !ahead) || (counted && s->nobody)) continue;
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
            Said s = {.at = i, .words = p.words};
            bool be = str_eq(table_cell(t, row - 1, table_column(t, "form")), S("be"));
            if (!read_state(a, be, &s)) continue;
            TRY(add_states(m, a, table_cell(t, row - 1, table_column(t, "says")), &s));
        }
    }
    return ST_OK;
}

static bool may_be_denied(const Account *a, uint32_t at) {
    return at < a->n && at < OPENING && a->v[at].thing.n && !a->v[at].name;
}

/* "Not fired", "no talks", "no village had been burned", "nobody had been warned": what is denied
 * is the next word, and behind a noun its verb. */
static StCode deny_words(Making *m, Account *a, uint32_t no, bool *denied) {
    uint32_t i = no + 1;
    bool noun = str_eq(a->v[no].word, S("no")) && i < a->n && !is_auxiliary(a->v[i].word);
    if (noun && statement_word_is_people(m, a->v[i].word)) return ST_OK; /* a count of none */
    if (noun && may_be_denied(a, i)) denied[i] = true;
    if (noun && i + 1 < a->n && may_be_denied(a, i + 1) && !str_ends(a->v[i + 1].word, S("ed")))
        denied[i + 1] = true;
    enum { NOUN_WORDS = 3 };
    for (uint32_t k = 0; noun && k < NOUN_WORDS && i < a->n && !is_auxiliary(a->v[i].word); k++)
        i++;
    if (noun && (i >= a->n || !is_auxiliary(a->v[i].word))) return ST_OK;
    while (i < a->n && is_auxiliary(a->v[i].word)) i++;
    if (may_be_denied(a, i)) denied[i] = true;
    return ST_OK;
}

/* Every word that tells something is said, or not. */
static StCode find_words(Making *m, Account *a) {
    bool denied[ACCOUNT_WORDS] = {false};
    for (uint32_t i = 0; i + 1 < a->n && i < OPENING; i++)
        if (a->v[i].negates && !modal_at(a, i)) TRY(deny_words(m, a, i, denied));
    for (uint32_t i = 0; i < a->n && i < OPENING; i++) {
        if (!a->v[i].thing.n || a->v[i].name || is_digit(a->v[i].word.p[0])) continue;
        if (modal_at(a, i) || (!denied[i] && negated_at(a, i))) continue;
        TRY(add_point(m, a, (AccountPoint){.no = denied[i] != a->denies, .at = i, .end = i + 1}));
    }
    return ST_OK;
}

/* A denial says what it denies as a clause or a deed: "denied that", "denied having", not "denied
 * bond". */
static bool is_clause(const Account *a) {
    static const char *const list[] = {"that", "having", "being", "it", "he", "she", "they", NULL};
    for (uint32_t i = 0; i < a->n && i < OPENING; i++)
        if (is_auxiliary(a->v[i].word) || (i == 0 && str_ends(a->v[i].word, S("ing")))) return true;
    return a->n && is_one_of(a->v[0].word, list);
}

static bool asks(const Account *a) {
    static const char *const list[] = {"whether", "how",   "why", "who", "what", "when",
                                       "which",   "where", "if",  "to",  NULL};
    return a->n && is_one_of(a->v[0].word, list);
}

static bool is_statement(const Claim *c) {
    return c->stance == STANCE_ASSERT || c->stance == STANCE_ACCUSE ||
           c->stance == STANCE_CONFIRM || c->stance == STANCE_DENY;
}

StCode account_read(Making *m, uint32_t item, Account *out) {
    const Item *i = &m->items.v[item];
    const Claim *c = making_claim(m, i);
    const Event *e = making_event(m, i);
    *out = (Account){.item = item, .claimed = c != NULL};
    if (c ? !c->speech || !c->source || !is_statement(c)
          : !e || e->claim || e->modality != MODALITY_ACTUAL || e->background)
        return ST_OK;
    out->denies = c && c->stance == STANCE_DENY;
    AccountWord words[ACCOUNT_WORDS];
    out->v = words; /* as many as are read are kept */
    for (uint32_t k = 0; c && k < c->content.n; k++)
        TRY(read_span(m, i->doc, c->content.v[k], out));
    if (e) TRY(read_span(m, i->doc, e->sentence, out));
    out->v = arena_new(m->arena, AccountWord, out->n);
    TRY_MEM(out->v || !out->n, m->err);
    if (out->n) memcpy(out->v, words, out->n * sizeof *words);
    if (asks(out) || (out->denies && !is_clause(out))) return ST_OK;
    TRY(find_states(m, out));
    return find_words(m, out);
}

/* ---- what two have in common */

typedef struct Window {
    uint32_t from, to;
} Window;

static Window window_of(const Account *a, const AccountPoint *p) {
    Window w = {p->at, p->end};
    while (w.from > 0 && p->at - w.from < WINDOW_BEFORE && !begins_clause(a, w.from)) w.from--;
    while (w.to < a->n && w.to - p->end < WINDOW_BEHIND && !begins_clause(a, w.to)) w.to++;
    return w;
}

/* What the point itself says is nothing shared; of several words, as "without electricity", one may
 * be. */
static bool in_point(const AccountPoint *p, uint32_t i) {
    return i >= p->at && i < p->end && p->end - p->at == 1;
}

/* "In the", "full of": the thing follows. */
static bool reaches_on(const Account *a, const AccountPoint *p) {
    static const char *const list[] = {"in",   "inside", "of", "the", "at",
                                       "from", "by",     "to", "for", NULL};
    return is_one_of(a->v[p->end - 1].word, list);
}

/* Of a state behind "is" the thing stands before it. */
static bool may_bear(const Account *a, const AccountPoint *p, uint32_t i) {
    return !p->subject || i < p->subject || (i >= p->at && i < p->end) || reaches_on(a, p);
}

static bool one_thing(const AccountWord *a, const AccountWord *b) {
    return a->thing.n && b->thing.n &&
           (str_eq(a->thing, b->thing) || statement_same_base(a->base, b->base));
}

/* Words that tell one of a kind from another, by what they are about. */
static uint32_t parting(Str word) {
    static const char *const lists[][14] = {
        {"north", "northern", "south", "southern", "east", "eastern", "west", "western", "centre",
         "central", NULL},
        {"first", "second", "third", "fourth", "fifth", "last", "next", NULL},
        {"old", "new", NULL},
        {"upper", "lower", NULL},
        {"prime", "foreign", "finance", "defence", "defense", "interior", "health", "justice",
         NULL},
        {"left", "right", NULL},
    };
    for (uint32_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (is_one_of(word, lists[i])) return i + 1;
    return 0;
}

static bool compass_same(Str a, Str b) {
    enum { COMPASS_LETTERS = 4 };
    return a.n >= COMPASS_LETTERS && b.n >= COMPASS_LETTERS &&
           memcmp(a.p, b.p, COMPASS_LETTERS) == 0;
}

static bool parted(const Account *x, Window a, const Account *y, Window b) {
    for (uint32_t i = a.from; i < a.to; i++) {
        uint32_t list = parting(x->v[i].word);
        bool other = false, same = false;
        for (uint32_t k = b.from; list && k < b.to; k++) {
            if (parting(y->v[k].word) != list) continue;
            bool alike =
                str_eq(x->v[i].word, y->v[k].word) || compass_same(x->v[i].word, y->v[k].word);
            same |= alike;
            other |= !alike;
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

/* "Of the railwaymen", "at Skylink": what of two things of one name says which. */
static Window complement(const Account *a, uint32_t noun) {
    static const char *const list[] = {"of", "at", "in", "on", "over", "near", "by", "for", NULL};
    uint32_t i = noun + 1, to = i;
    if (i >= a->n || !is_one_of(a->v[i].word, list)) return (Window){0, 0};
    while (to < a->n && to - i < COMPLEMENT && !begins_clause(a, to) && !is_copula(a->v[to].word))
        to++;
    return (Window){i + 1, to};
}

static bool other_complement(const Account *x, uint32_t i, const Account *y, uint32_t k) {
    Window a = complement(x, i), b = complement(y, k);
    uint32_t told_a = 0, told_b = 0;
    for (uint32_t u = a.from; u < a.to; u++) {
        told_a += x->v[u].thing.n > 0;
        for (uint32_t w = b.from; w < b.to; w++)
            if (one_thing(&x->v[u], &y->v[w])) return false;
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
            if (y->v[k].name &&
                ((x->v[i].who && x->v[i].who == y->v[k].who) || one_thing(&x->v[i], &y->v[k])))
                return false;
    }
    return named_x && named_y;
}

Sharing account_sharing(const Account *x, const AccountPoint *p, const Account *y,
                        const AccountPoint *q) {
    Sharing s = {0};
    Window a = window_of(x, p), b = window_of(y, q);
    uint32_t modified = 0;
    for (uint32_t i = a.from; i < a.to; i++) {
        bool thing = false, name = false, other = false;
        for (uint32_t k = b.from; k < b.to && !in_point(p, i); k++) {
            const AccountWord *v = &x->v[i], *w = &y->v[k];
            if (in_point(q, k)) continue;
            bool same = one_thing(v, w);
            name |= (v->who && v->who == w->who) || (same && (v->name || w->name));
            if (!same || v->name || w->name || !may_bear(x, p, i) || !may_bear(y, q, k)) continue;
            thing = true;
            other |= other_complement(x, i, y, k);
            other |= own_before(x->v, i) && own_before(y->v, k) && !in_point(p, i - 1) &&
                     !in_point(q, k - 1) && !one_thing(&x->v[i - 1], &y->v[k - 1]);
        }
        s.names += name;
        s.things += thing && !name;
        modified += other && thing && !name;
    }
    s.parted =
        parted(x, a, y, b) || (s.things == 1 && modified) || other_names(x, a, p->at, y, b, q->at);
    return s;
}

bool account_same_word(const Account *x, const AccountPoint *p, const Account *y,
                       const AccountPoint *q) {
    return statement_same_base(x->v[p->at].base, y->v[q->at].base);
}

bool account_is_partial(const Account *x, const AccountPoint *p) {
    static const char *const list[] = {"some",   "several", "many",      "part", "parts",
                                       "partly", "most",    "half",      "few",  "certain",
                                       "other",  "others",  "partially", NULL};
    Window w = window_of(x, p);
    for (uint32_t i = w.from; i < p->at; i++)
        if (is_one_of(x->v[i].word, list)) return true;
    return false;
}

uint32_t account_shares(Making *m, const Item *a, const Item *b) {
    Statement x = {.n = 0}, y = {.n = 0};
    statement_of_claim(m, a, &x);
    statement_of_claim(m, b, &y);
    uint32_t n = 0;
    for (uint32_t i = 0; i < x.n; i++) {
        bool same = false;
        if (!is_telling(m, x.v[i]) || statement_word_charges(x.v[i])) continue;
        for (uint32_t k = 0; k < y.n && !same; k++)
            same =
                statement_same_base(statement_word_base(m, x.v[i]), statement_word_base(m, y.v[k]));
        n += same;
    }
    return n;
}
