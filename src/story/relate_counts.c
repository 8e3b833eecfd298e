/* Numbers in what two parties say, where no measure is known for both: "14 villages are cut off; the
 * governor says it is 31", "106 lorries had crossed", "no more than 40 lorries crossed". In one
 * report they stand near each other and count one thing; in two they are of near days, and share
 * what is counted and what it did. What the figures tell is left to them.
 */
#include "story/relations.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/told_apart.h"
#include "story/told_numbers.h"

enum {
    TELLERS_MAX = 256, /* statements with numbers looked at in a story */
    APART = 2,         /* sentences in one report */
    DAYS_APART = 3,
    NOUN_AHEAD = 3,   /* words from a number to what it counts */
    DEED_AHEAD = 8,   /* words from it to what that did or suffered */
    LEVEL_BACK = 7,   /* words before a level that say of what it is */
    SHARED = 2,       /* telling words that two reports share, what is counted among them */
    BARE_WORDS = 5,   /* of "it had been as many as 31" */
    LIKELY_TIMES = 20 /* so many times another number is no other count of the same */
};

typedef struct Teller {
    uint32_t item;
    ToldNumbers told;
} Teller;

static bool states(Stance s) {
    return s == STANCE_ASSERT || s == STANCE_ACCUSE;
}

static bool may_count(Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (!c || i->background || !c->source || !states(c->stance) || !claim_is_said(m, i))
        return false;
    Statement s = {.n = 0};
    statement_of_claim(m, i, &s);
    return !statement_supposes(&s);
}

/* The measure of the figure that is told by that number; empty where there is none. */
static Str measure_of(const Making *m, const Item *i, const ToldNumber *x) {
    const Records *r = m->docs.v[i->doc];
    for (uint32_t k = 0; k < r->figures.n; k++) {
        const Figure *f = &r->figures.v[k];
        if (f->measure.n && span_holds(f->head.span, x->from)) return f->measure;
    }
    return S("");
}

/* ---- what is counted */

static bool ends_noun(const Making *m, Str word) {
    return word_is_in(m->tables, word, LIST_ACCOUNT_AUXILIARY) ||
           word_is_in(m->tables, word, LIST_LOCATIVE);
}

static bool is_unit(const Making *m, Str word) {
    return word_is_in(m->tables, word, LIST_UNIT_WORD);
}

static bool is_share(Str word) {
    return str_eq(word, S("percent")) || str_eq(word, S("cent"));
}

/* What is told of a number ends where the next one begins. */
static uint32_t end_of(const ToldNumbers *t, const ToldNumber *x, uint32_t ahead) {
    uint32_t end = x->end + ahead < t->n ? x->end + ahead : t->n;
    for (uint32_t k = 0; k < t->count; k++)
        if (t->v[k].first >= x->end && t->v[k].first < end) end = t->v[k].first;
    return end;
}

/* The words (their places) that tell what a number counts: up to a verb or preposition, "of the" left
 * out. */
static uint32_t nouns_of(const Making *m, const ToldNumbers *t, const ToldNumber *x,
                         uint32_t *out) {
    uint32_t n = 0;
    for (uint32_t i = x->end; i < end_of(t, x, NOUN_AHEAD * 2) && n < NOUN_AHEAD; i++) {
        if (ends_noun(m, t->words[i])) break;
        if (t->tells[i] && !is_share(t->words[i])) out[n++] = i;
    }
    return n;
}

static bool one_word(const ToldNumbers *a, uint32_t i, const ToldNumbers *b, uint32_t k) {
    return statement_same_base(a->bases[i], b->bases[k]);
}

static bool is_unit_at(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    return x->end < t->n && is_unit(m, t->words[x->end]);
}

/* Of shares there are as many as there are wholes. */
static bool of_share(const ToldNumbers *t, const ToldNumber *x) {
    return x->end < t->n && (is_share(t->words[x->end]) || str_eq(t->words[x->end], S("per")));
}

/* Levels and areas are of what stands before them: "the Elbe stood at 8.2 metres". */
static bool one_level(const Making *m, const ToldNumbers *a, const ToldNumber *x,
                      const ToldNumbers *b, const ToldNumber *y) {
    if (x->end >= a->n || y->end >= b->n) return false;
    if (!word_is_in(m->tables, a->words[x->end], LIST_LEVEL_UNIT)) return false;
    if (!one_word(a, x->end, b, y->end)) return false;
    uint32_t shared = 0;
    for (uint32_t i = x->first; i-- > 0 && x->first - i <= LEVEL_BACK;)
        for (uint32_t k = y->first; k-- > 0 && y->first - k <= LEVEL_BACK;)
            if (a->tells[i] && one_word(a, i, b, k)) {
                shared++;
                break;
            }
    return shared >= SHARED;
}

static bool one_thing(const Making *m, const ToldNumbers *a, const ToldNumber *x,
                      const ToldNumbers *b, const ToldNumber *y) {
    uint32_t p[NOUN_AHEAD], q[NOUN_AHEAD];
    uint32_t n = nouns_of(m, a, x, p), u = nouns_of(m, b, y, q);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < u; k++)
            if (one_word(a, p[i], b, q[k])) return true;
    return false;
}

/* Days and shares are shared by what has nothing else in common. */
static bool is_idle(const Making *m, Str word) {
    const Table *months = tables_get(m->tables, "world/months");
    return is_share(word) || word_is_in(m->tables, word, LIST_DAY_NAME) ||
           word_is_in(m->tables, word, LIST_LOCATIVE) || (months && table_find(months, word, 0));
}

/* How many telling words behind two numbers are shared: what they count, and what it did. */
static uint32_t shared_behind(const Making *m, const ToldNumbers *a, const ToldNumber *x,
                              const ToldNumbers *b, const ToldNumber *y) {
    uint32_t shared = 0, end = end_of(a, x, DEED_AHEAD), other = end_of(b, y, DEED_AHEAD);
    for (uint32_t i = x->end; i < end; i++) {
        bool same = false, tells = a->tells[i] && !is_idle(m, a->words[i]);
        for (uint32_t k = x->end; tells && k < i; k++) tells = !one_word(a, i, a, k);
        for (uint32_t k = y->end; tells && !same && k < other; k++) same = one_word(a, i, b, k);
        shared += same;
    }
    return shared;
}

/* "Most of the 300,000", "all but three of the 46": the deed was not that of so many. */
static bool is_whole_or_rest(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    if (x->first < 2) return false;
    Str before = t->words[x->first - 1], first = t->words[x->first - 2];
    return (str_eq(first, S("of")) && word_is_in(m->tables, before, LIST_SAME_NUMBER)) ||
           (str_eq(first, S("all")) && str_eq(before, S("but")));
}

/* Another number of more, or of some of them. */
static bool is_of_more(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    return is_whole_or_rest(m, t, x) ||
           (x->first > 0 && word_is_in(m->tables, t->words[x->first - 1], LIST_OF_MORE)) ||
           (x->end < t->n && word_is_in(m->tables, t->words[x->end], LIST_OF_MORE)) ||
           (x->first > 0 && statement_word_negates(t->words[x->first - 1]));
}

/* Numbers that no rounding brings together. */
static bool far_apart(const ToldNumber *x, const ToldNumber *y) {
    enum { EXACT_TIMES = 51, ROUND_TIMES = 60, TIMES = 50 };
    int64_t p = told_number_size(x), q = told_number_size(y);
    int64_t least = p < q ? p : q, most = p < q ? q : p;
    bool exact = x->exact && y->exact;
    return told_numbers_disjoint(x, y) && least > 0 && most <= least * LIKELY_TIMES &&
           most * TIMES > least * (exact ? EXACT_TIMES : ROUND_TIMES);
}

/* ---- a number alone */

/* Another clause begins: "there were 16, and have given him the names". */
static bool ends_clause(const Making *m, const ToldNumbers *t, uint32_t i) {
    return i >= t->n || str_eq(t->words[i], S("and")) ||
           word_is_in(m->tables, t->words[i], LIST_CLAUSE_BREAK);
}

/* "It is 31", "there were three", "he counted three", "22 percent": nothing is told beside the number. */
static bool is_bare(const Making *m, const ToldNumbers *t) {
    if (t->count != 1 || t->v[0].first > BARE_WORDS) return false;
    uint32_t end = t->v[0].end;
    if (end < t->n && is_share(t->words[end])) end++;
    if (!ends_clause(m, t, end)) return false;
    for (uint32_t i = 0; i < t->v[0].first; i++)
        if (t->tells[i] && !word_is_in(m->tables, t->words[i], LIST_TOLL_SUBJECT) &&
            !word_is_in(m->tables, t->words[i], LIST_COUNTING) && !ends_noun(m, t->words[i]))
            return false;
    return true;
}

/* "Ten thousand people walked behind the coffins, who had sent six hundred men": the first number is
 * the clause's own. */
static bool is_main(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    if (x != &t->v[0]) return false;
    for (uint32_t i = x->end; t->count > 1 && i < t->v[1].first; i++)
        if (word_is_in(m->tables, t->words[i], LIST_RELATIVE_LINK)) return true;
    return t->count == 1;
}

/* What is counted before by a number alone may be told again by one; time and money are too many. */
static bool may_be_told_again(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    uint32_t noun[NOUN_AHEAD];
    return is_main(m, t, x) && nouns_of(m, t, x, noun) && !is_unit(m, t->words[noun[0]]);
}

/* ---- two statements */

/* "There were 240 such stations": of those that were told of. */
static bool points_back(const ToldNumbers *t, const ToldNumber *x) {
    return x->end < t->n && str_eq(t->words[x->end], S("such"));
}

static bool met(Making *m, const Teller *s, const ToldNumber *x, const Teller *t,
                const ToldNumber *y) {
    const Item *a = &m->items.v[s->item], *b = &m->items.v[t->item];
    if (is_of_more(m, &s->told, x) || is_of_more(m, &t->told, y)) return false;
    Str measure = measure_of(m, a, x);
    if (measure.n && str_eq(measure, measure_of(m, b, y))) return false;
    bool near = a->doc == b->doc && sentences_between(m, a, b) <= 1;
    bool shares = of_share(&s->told, x) == of_share(&t->told, y) || !of_share(&s->told, x);
    if (near && shares && is_bare(m, &s->told) && may_be_told_again(m, &t->told, y)) return true;
    if (is_unit_at(m, &s->told, x) || is_unit_at(m, &t->told, y))
        return one_level(m, &s->told, x, &t->told, y);
    bool share = of_share(&s->told, x) || of_share(&t->told, y);
    if (share && !sides_opposed(m, a, b)) return false;
    return one_thing(m, &s->told, x, &t->told, y) &&
           ((near && points_back(&s->told, x)) ||
            shared_behind(m, &s->told, x, &t->told, y) >= SHARED);
}

/* Near in time; a number that is told later and higher has grown. */
static bool of_one_time(const Making *m, const Item *a, const Item *b, const ToldNumber *x,
                        const ToldNumber *y) {
    if (!a->said.from || !b->said.from) return false;
    Day gap = a->said.from - b->said.from;
    bool grown = gap > 0 ? told_number_size(x) > told_number_size(y)
                         : gap < 0 && told_number_size(y) > told_number_size(x);
    return gap <= DAYS_APART && gap >= -DAYS_APART && (!grown || sides_opposed(m, a, b));
}

static bool overlap(const Claim *a, const Claim *b) {
    for (uint32_t i = 0; i < a->content.n; i++)
        for (uint32_t k = 0; k < b->content.n; k++)
            if (span_overlaps(a->content.v[i], b->content.v[k])) return true;
    return false;
}

/* `s` is told behind `t`. */
static bool set_against(Making *m, const Teller *s, const Teller *t) {
    const Item *a = &m->items.v[s->item], *b = &m->items.v[t->item];
    if (!two_speakers(m, a, b)) return false;
    if (a->doc == b->doc
            ? sentences_between(m, a, b) > APART || overlap(making_claim(m, a), making_claim(m, b))
            : same_text(m, a, b))
        return false;
    for (uint32_t i = 0; i < s->told.count; i++)
        for (uint32_t k = 0; k < t->told.count; k++) {
            const ToldNumber *x = &s->told.v[i], *y = &t->told.v[k];
            if (!far_apart(x, y) || (a->doc != b->doc && !of_one_time(m, a, b, x, y))) continue;
            if (!met(m, s, x, t, y)) continue;
            return !told_years_apart(m, a, b) && !told_places_apart(m, a, b);
        }
    return false;
}

StCode relate_counts(Making *m, Pairs *pairs) {
    enum { NUMBERS_MAX = 2 }; /* a list of counts sets nothing against another's */
    Teller *v = arena_new(m->arena, Teller, TELLERS_MAX);
    TRY_MEM(v, m->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->items.n && n < TELLERS_MAX; i++) {
        if (m->items.v[i].kind != RECORD_CLAIM || !may_count(m, &m->items.v[i])) continue;
        v[n].item = i;
        told_numbers_read(m, &m->items.v[i], &v[n].told);
        n += v[n].told.count > 0 && v[n].told.count <= NUMBERS_MAX;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++) {
            if (!set_against(m, &v[i], &v[k])) continue;
            Pair p = {.a = v[i].item, .b = v[k].item, .type = RELATION_CONTRADICTS};
            const Item *a = &m->items.v[p.a], *b = &m->items.v[p.b];
            p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(VALUE);
            if (a->said.from == b->said.from) p.compared.same = FIELD_BIT(AS_OF);
            TRY(pairs_add(m, pairs, p));
        }
    return ST_OK;
}
