#include "story/account.h"

#include "base/utf8.h"
#include "story/burdens.h"
#include "story/relations.h"
#include "story/statement.h"
#include "story/word_roots.h"

enum {
    OPENING = 14, /* words in which a denial says what it denies */
    TELLING = 4   /* letters */
};

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

/* "Gas", "oil": short, and none of the words of every sentence. */
static bool is_short_noun(const Making *m, Str word) {
    enum { SHORT = 3 };
    const Table *closed = tables_get(m->tables, "en/closed_class");
    const Table *common = tables_get(m->tables, "en/common_words");
    return word.n == SHORT && !(closed && table_find(closed, word, 0)) &&
           !(common && table_find(common, word, 0));
}

bool account_tells(const Making *m, Str word) {
    return (word.n >= TELLING || is_short_noun(m, word)) && !statement_word_idle(m, word) &&
           !is_digit(word.p[0]) && !making_cell(m, "en/numbers", word, "kind").n;
}

static bool is_title(const Making *m, Str word) {
    const Table *t = tables_get(m->tables, "en/titles");
    return t && table_find(t, word, 0);
}

static bool is_month(const Making *m, Str word) {
    const Table *t = tables_get(m->tables, "world/months");
    return t && table_find(t, word, 0);
}

static AccountWord read_word(const Making *m, uint32_t doc, Str text, Str folded, Span at) {
    AccountWord w = {.start = at.start, .word = folded};
    if (str_ends(w.word, S("'s"))) w.word.n -= 2;
    while (w.word.n && w.word.p[w.word.n - 1] == '\'') w.word.n--;
    w.lists = word_lists_of(tables_word_lists(m->tables), w.word);
    w.base = statement_word_base(m, w.word);
    w.thing = making_cell(m, "en/same_things", w.word, "thing");
    w.noun = w.thing.n > 0;
    if (account_tells(m, w.word) || making_cell(m, "en/word_roots", w.word, "root").n)
        w.root = word_root(m, w.word);
    if (!w.thing.n && (account_tells(m, w.word) || is_digit(w.word.p[0]))) w.thing = w.base;
    w.name = is_upper(text.p[0]) && at.start > 0 && !weekday_bit(w.word) &&
             account_tells(m, w.word) && !is_title(m, w.word) && !is_month(m, w.word);
    if (is_upper(text.p[0]) || word_set_has(w.lists, LIST_ACCOUNT_PERSONAL))
        w.who = who_at(m, doc, at);
    w.when = weekday_bit(w.word) || is_month(m, w.word) || word_set_has(w.lists, LIST_TIME_NOUN);
    if (is_upper(text.p[0])) w.place = place_at(m, doc, at);
    bool answers = str_eq(w.word, S("no")) && text.n > 2 && text.p[2] == ','; /* "No, I did" */
    w.negates =
        (statement_word_negates(w.word) && !answers) || word_set_has(w.lists, LIST_ACCOUNT_DENIAL);
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
            w.breaks = breaks || word_set_has(w.lists, LIST_CLAUSE_BREAK);
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

bool account_lists(const Account *a, uint32_t i, WordList list) {
    return word_set_has(a->v[i].lists, list);
}

bool account_begins_clause(const Account *a, uint32_t i) {
    if (a->v[i].breaks) return true;
    if (!str_eq(a->v[i].word, S("and")) || i + 1 >= a->n) return false;
    return !account_lists(a, i + 1, LIST_ACCOUNT_AUXILIARY) && !str_ends(a->v[i + 1].word, S("ed"));
}

/* A denial says what it denies as a clause or a deed: "denied that", "denied having", not "denied
 * bond". */
static bool is_clause(const Account *a) {
    for (uint32_t i = 0; i < a->n && i < OPENING; i++)
        if (account_lists(a, i, LIST_ACCOUNT_AUXILIARY) ||
            (i == 0 && str_ends(a->v[i].word, S("ing"))))
            return true;
    bool noun =
        a->n > 1 && account_lists(a, 0, LIST_ARTICLE) && account_lists(a, 1, LIST_DENIED_DEED);
    return a->n && (noun || account_lists(a, 0, LIST_DENIED_CLAUSE));
}

static bool asks(const Account *a) {
    return a->n && account_lists(a, 0, LIST_STATEMENT_ASKS);
}

static bool denies(const Claim *c) {
    return c->stance == STANCE_DENY || c->stance == STANCE_REJECT;
}

/* "Guarantees that nothing is lacking": what is promised for now is said to be so. */
static bool is_statement(const Claim *c) {
    return c->stance == STANCE_PROMISE || c->stance == STANCE_ASSERT ||
           c->stance == STANCE_ACCUSE || c->stance == STANCE_CONFIRM || c->stance == STANCE_WARN ||
           denies(c);
}

/* "In 2015": the first year that it tells of and that is gone by. */
static uint32_t past_year(const Account *a, Day said) {
    enum { DIGITS = 4, CENTURY_FIRST = 1900 };
    int now = 0, month = 0, day = 0;
    if (said) day_split(said, &now, &month, &day);
    for (uint32_t i = 1; said && i < a->n; i++) {
        uint64_t year = 0;
        if (a->v[i].word.n != DIGITS || !str_to_u64(a->v[i].word, &year)) continue;
        bool in = str_eq(a->v[i - 1].word, S("in")) || str_eq(a->v[i - 1].word, S("of"));
        if (in && year >= CENTURY_FIRST && (int)year < now) return (uint32_t)year;
    }
    return 0;
}

/* What it says, in as many words as are read. */
static StCode read_words(Making *m, const Item *i, Account *out) {
    const Claim *c = making_claim(m, i);
    AccountWord words[ACCOUNT_WORDS];
    Account read = {.v = words};
    for (uint32_t k = 0; c && k < c->content.n; k++)
        TRY(read_span(m, i->doc, c->content.v[k], &read));
    if (!c) TRY(read_span(m, i->doc, making_event(m, i)->sentence, &read));
    out->n = read.n;
    out->weekdays = read.weekdays;
    out->year = past_year(&read, i->said.from);
    out->v = arena_new(m->arena, AccountWord, read.n);
    TRY_MEM(out->v || !read.n, m->err);
    if (read.n) memcpy(out->v, words, read.n * sizeof *words);
    return ST_OK;
}

static bool supposes(const Account *a) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->v[i].modal) return true;
    return false;
}

StCode account_read(Making *m, uint32_t item, Account *out) {
    const Item *i = &m->items.v[item];
    const Claim *c = making_claim(m, i);
    const Event *e = making_event(m, i);
    *out = (Account){.item = item, .claimed = c != NULL};
    if (c ? !c->source || !is_statement(c) || !claim_is_said(m, i)
          : !e || e->claim || e->modality != MODALITY_ACTUAL || e->background)
        return ST_OK;
    out->denies = c && denies(c);
    TRY(read_words(m, i, out));
    if (c) out->source = utf8_fold(m->arena, item_source(m, i));
    if (c) account_read_speaker(m, i, out);
    bool promises = c && c->stance == STANCE_PROMISE;
    if (promises && (!(out->n && str_eq(out->v[0].word, S("that"))) || supposes(out))) return ST_OK;
    bool disputes = c && c->stance == STANCE_REJECT; /* "disputed that", not "rejected the plan" */
    if (disputes && !(out->n && account_lists(out, 0, LIST_DENIED_CLAUSE))) return ST_OK;
    if (asks(out) || (out->denies && !is_clause(out))) return ST_OK;
    return account_find_points(m, out);
}
