/* A deed against its denial: "soldiers fired on the march", "no shot was fired". The deed is the one
 * denied, or one that is not done without it; nobody else is named as its doer or its victim, no
 * other place and no other day; two parties tell them; and something besides ties the two.
 */
#include "story/relate_deeds.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/parties.h"

enum {
    SAID_DAYS = 7,  /* between the two where they are of two reports */
    AFTER_DAYS = 3, /* a deed told after it was denied, of a day that is not told */
    AGAIN_DAYS = 1, /* the same of what may be done the next day */
    SENTENCES_NEAR = 3,
    THINGS_SHARED = 2, /* of deeds that one word tells of many */
    DEEDS_MET_MAX = 400
};

/* ---- who did it, and to whom */

typedef bool Matching(Making *m, uint32_t x, uint32_t y);

static bool any_doers(Making *m, const Doers *x, const Doers *y, Matching *match) {
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < y->n; k++)
            if (match(m, x->v[i], y->v[k])) return true;
    return false;
}

/* Whether two stretches have a word for one thing. */
static bool share_thing(const Weighing *w, Span x, Span y) {
    Making *m = w->m;
    Statement a = {.n = 0}, b = {.n = 0};
    statement_of_span(m, &m->docs.v[w->a->doc]->doc, x, &a);
    statement_of_span(m, &m->docs.v[w->b->doc]->doc, y, &b);
    for (uint32_t i = 0; i < a.n; i++) {
        Str base = statement_word_base(m, a.v[i]);
        Str thing = making_cell(m, "en/same_things", a.v[i], "thing");
        for (uint32_t k = 0; k < b.n; k++)
            if (statement_same_base(base, statement_word_base(m, b.v[k])) ||
                (thing.n && str_eq(thing, making_cell(m, "en/same_things", b.v[k], "thing"))))
                return true;
    }
    return false;
}

/* Who says it is one of them, or answers for them: the ministry for the police. */
static bool does(const Making *m, const Item *speaker, const Doers *doers) {
    for (uint32_t i = 0; i < doers->n; i++)
        if (party_answers_for(m, speaker->speaker, doers->v[i])) return true;
    return false;
}

/* Whether a deed is told of somebody, known or not. */
static bool deed_has_doer(const Deed *d) {
    return d->doers.n || span_some(d->subject);
}

/* Both are told of somebody, and of others; who is no known actor, by the words that tell of him. Of
 * whom the accused speaks, he answers for. */
static bool other_doers(const Weighing *w) {
    const Deed *x = w->no, *y = w->yes;
    if (x->doers.n && y->doers.n) return !any_doers(w->m, &x->doers, &y->doers, parties_may_be_one);
    if (!x->doers.n && does(w->m, w->a, &y->doers)) return false;
    if (x->self && y->doers.n) { /* "we never fired", and others did */
        Doers own = {{w->a->speaker}, w->a->speaker != 0};
        return !any_doers(w->m, &own, &y->doers, parties_may_be_one);
    }
    return deed_has_doer(x) && deed_has_doer(y) && !share_thing(w, x->subject, y->subject);
}

/* ---- when and where */

static bool days_meet(Days a, Days b) {
    enum { NIGHT = 1 };
    return a.from <= b.to + NIGHT && b.from <= a.to + NIGHT;
}

static bool is(const Weighing *w, const char *column) {
    return deed_cell(w->m, w->yes->kind, column).n > 0;
}

/* Another day; who had not left on Sunday cannot have left by Friday. */
static bool other_days(const Weighing *w) {
    Days no = w->no->window, yes = w->yes->window;
    if (!no.from || !yes.from || days_meet(no, yes)) return false;
    return !(is(w, "lasts") && yes.to < no.from);
}

/* The deed may have been done after it was truly said that it was not. */
static bool may_be_later(const Weighing *w) {
    Days done = w->yes->window;
    if (w->no->window.from && done.from) return false; /* other_days asked that */
    if (done.from) return w->a->said.to && done.from > w->a->said.to;
    Day gap = w->a->said.from && w->b->said.from ? w->b->said.from - w->a->said.from : 0;
    return gap > (w->no->so_far ? 0 : is(w, "again") ? AGAIN_DAYS : AFTER_DAYS);
}

/* ---- what ties them */

static uint32_t shared_words(const Weighing *w) {
    Making *m = w->m;
    const Document *x = &m->docs.v[w->a->doc]->doc, *y = &m->docs.v[w->b->doc]->doc;
    Statement a = {.n = 0}, b = {.n = 0}, deed = {.n = 0};
    statement_of_span(m, x, w->no->clause, &a);
    statement_of_span(m, y, w->yes->clause, &b);
    statement_of_span(m, x, w->no->at, &deed);
    statement_of_span(m, y, w->yes->at, &deed);
    uint32_t n = 0;
    for (uint32_t i = 0; i < a.n; i++) {
        bool same = false, own = false;
        if (!account_tells(m, a.v[i])) continue;
        Str base = statement_word_base(m, a.v[i]);
        for (uint32_t k = 0; k < deed.n; k++)
            own |= statement_same_base(base, statement_word_base(m, deed.v[k]));
        for (uint32_t k = 0; k < b.n && !own && !same; k++)
            same = statement_same_base(base, statement_word_base(m, b.v[k]));
        n += same;
    }
    return n;
}

/* The things and words that two clauses share, the deed's own among them or not. */
static uint32_t shared_things(const Weighing *w) {
    Making *m = w->m;
    Statement a = {.n = 0}, b = {.n = 0};
    statement_of_span(m, &m->docs.v[w->a->doc]->doc, w->no->clause, &a);
    statement_of_span(m, &m->docs.v[w->b->doc]->doc, w->yes->clause, &b);
    uint32_t n = 0;
    for (uint32_t i = 0; i < a.n; i++) {
        bool same = false, again = false;
        Str base = statement_word_base(m, a.v[i]);
        Str thing = making_cell(m, "en/same_things", a.v[i], "thing");
        for (uint32_t k = 0; k < i; k++)
            again |= statement_same_base(base, statement_word_base(m, a.v[k]));
        for (uint32_t k = 0; k < b.n && !same && !again && account_tells(m, a.v[i]); k++)
            same = statement_same_base(base, statement_word_base(m, b.v[k])) ||
                   (thing.n && str_eq(thing, making_cell(m, "en/same_things", b.v[k], "thing")));
        n += same;
    }
    return n;
}

/* "All men are accounted for", says the army whose man the other side holds. */
static bool is_own_victim(const Weighing *w) {
    return w->yes->victim && party_answers_for(w->m, w->a->speaker, w->yes->victim);
}

uint32_t deeds_ties(const Weighing *w, Comparison *c) {
    const Deed *x = w->no, *y = w->yes;
    uint32_t n = 0;
    bool own = !x->doers.n && does(w->m, w->a, &y->doers); /* the accused denies it */
    if (own || any_doers(w->m, &x->doers, &y->doers, parties_are_one)) c->same |= FIELD_BIT(AGENT);
    if (parties_are_one(w->m, x->victim, y->victim) || is_own_victim(w))
        c->same |= FIELD_BIT(RECIPIENT);
    bool two = w->a->doc != w->b->doc; /* one report may tell all of one place and day */
    if (two && x->place && x->place == y->place) c->same |= FIELD_BIT(PLACE);
    if (two && x->window.from && y->window.from) c->same |= FIELD_BIT(PERIOD);
    for (uint32_t bits = c->same; bits; bits &= bits - 1) n++;
    return n + (is(w, "shares") ? shared_things(w) : shared_words(w));
}

/* "It had abducted nobody", says the accused: whatever he is told to have done of the kind. */
static bool is_flat(const Weighing *w) {
    const Deed *no = w->no;
    bool own = does(w->m, w->a, no->doers.n ? &no->doers : &w->yes->doers);
    if (no->place || no->window.from) return false;
    return is_own_victim(w) || (own && !no->victim);
}

/* One person can do it once: he resigned, he left. */
static bool is_once(const Weighing *w) {
    const Doers *x = &w->no->doers, *y = &w->yes->doers;
    return is(w, "lasts") && x->n && y->n && x->v[0] == y->v[0] &&
           w->m->entities[x->v[0] - 1].actor_kind == ACTOR_PERSON;
}

/* "There were no executions": by whom, of whom, where and when is not said. */
static bool is_of_any(const Deed *no) {
    return !deed_has_doer(no) && !no->self && !no->victim && !no->place && !no->window.from;
}

static uint32_t ties_needed(const Weighing *w) {
    enum { ANSWER_APART = 1, TIES_NEAR = 1, TIES_APART = 2 };
    uint32_t apart = sentences_between(w->m, w->a, w->b);
    bool claimed = w->a->kind == RECORD_CLAIM && w->b->kind == RECORD_CLAIM;
    if (is(w, "rare") && is_of_any(w->no)) return 0;
    bool own = does(w->m, w->a, &w->no->doers);
    if (apart <= ANSWER_APART && claimed && (own || !deed_has_doer(w->no))) return 0;
    return apart <= SENTENCES_NEAR || is_flat(w) || is_once(w) ? TIES_NEAR : TIES_APART;
}

/* ---- the two together */

/* Within one report two of one side may be at odds. */
static bool two_parties(const Weighing *w) {
    const Making *m = w->m;
    const Item *a = w->a, *b = w->b;
    if (a->kind != RECORD_CLAIM) return false; /* somebody denies it */
    if (b->kind != RECORD_CLAIM) return a->doc != b->doc && !same_text(m, a, b);
    if (one_speaker(m, a, b)) return false;
    if (a->doc == b->doc && a->speaker && b->speaker) return true;
    return two_speakers(m, a, b) && (a->doc == b->doc || !same_text(m, a, b));
}

static bool overlap(const Weighing *w) {
    return w->a->doc == w->b->doc && span_overlaps(w->no->clause, w->yes->clause);
}

/* "Landed at Oresk" is no flight where Oresk is of one's own country: that of who denies it. */
static bool is_at_home(const Weighing *w) {
    if (!is(w, "abroad")) return false;
    Str own = w->a->speaker ? w->m->entities[w->a->speaker - 1].country : S("");
    return !own.n || !w->yes->country.n || str_eq(own, w->yes->country);
}

/* Of others, of another place or day, or history. */
bool deeds_are_other(const Weighing *w) {
    Making *m = w->m;
    const Deed *x = w->no, *y = w->yes;
    return other_doers(w) || !parties_may_be_one(m, x->victim, y->victim) ||
           (x->place && y->place && compare_places_differ(m, x->place, y->place)) || y->past ||
           other_days(w) || is_at_home(w);
}

/* So long after the other that it may be of something else. */
static bool deeds_are_far(const Weighing *w) {
    Day gap = w->a->said.from && w->b->said.from ? w->a->said.from - w->b->said.from : 0;
    return gap > SAID_DAYS || gap < -SAID_DAYS || may_be_later(w);
}

static bool opposes(const Weighing *w, Comparison *c) {
    if (!two_parties(w) || overlap(w)) return false;
    if (w->no->some || w->no->past || deeds_are_far(w) || deeds_are_other(w)) return false;
    /* "the guards did not shoot", and in another report "four were shot": by whom? */
    if (w->a->doc != w->b->doc && deed_has_doer(w->no) && !deed_has_doer(w->yes) &&
        !(is(w, "shares") && share_thing(w, w->no->subject, w->yes->clause)))
        return false;
    if (w->a->doc == w->b->doc && sentences_between(w->m, w->a, w->b) > SENTENCES_NEAR)
        return false;
    if (is(w, "shares") && shared_things(w) < THINGS_SHARED) return false;
    return deeds_ties(w, c) >= ties_needed(w);
}

static StCode relate_two(Making *m, const Deed *no, const Deed *yes, Pairs *pairs) {
    Weighing w = {m, no, yes, &m->items.v[no->item], &m->items.v[yes->item]};
    Pair p = {.a = no->item, .b = yes->item, .type = RELATION_CONTRADICTS};
    if (!opposes(&w, &p.compared)) return ST_OK;
    const Claim *c = making_claim(m, w.a);
    bool own = does(m, w.a, no->doers.n ? &no->doers : &yes->doers);
    if (c && (c->stance == STANCE_DENY || own)) p.type = RELATION_DENIES;
    p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(POLARITY);
    return pairs_add(m, pairs, p);
}

/* ---- what other rules set against each other by one word, and is of two deeds */

/* "None of its planes" of one state, "two of its planes" of another. */
static bool other_nations(const Making *m, uint32_t x, uint32_t y) {
    if (!x || !y) return false;
    Str a = m->entities[x - 1].country, b = m->entities[y - 1].country;
    return a.n && b.n && !str_eq(a, b);
}

static bool parts(Making *m, const Deed *x, const Deed *y) {
    if (x->no && y->no) return x->kind == y->kind; /* both deny it */
    if (x->no == y->no) return false;
    Weighing w = {m, x->no ? x : y, x->no ? y : x, NULL, NULL};
    w.a = &m->items.v[w.no->item];
    w.b = &m->items.v[w.yes->item];
    return deed_is_of(m, w.yes, w.no->kind) &&
           (w.no->some || w.yes->past || other_doers(&w) || other_days(&w) ||
            other_nations(m, x->victim, y->victim));
}

/* Two claims whose only deeds of one kind are of two doers, victims or days. */
static bool are_parted(Making *m, const Deeds *deeds, const uint32_t *first, const Pair *p) {
    bool parted = false;
    for (uint32_t i = first[p->a]; i && i <= deeds->n && deeds->v[i - 1].item == p->a; i++)
        for (uint32_t k = first[p->b]; k && k <= deeds->n && deeds->v[k - 1].item == p->b; k++) {
            const Deed *x = &deeds->v[i - 1], *y = &deeds->v[k - 1];
            bool apart = parts(m, x, y);
            if (!apart && x->no != y->no &&
                (deed_is_of(m, x, y->kind) || deed_is_of(m, y, x->kind)))
                return false;
            parted |= apart;
        }
    return parted;
}

static StCode drop_parted(Making *m, const Deeds *deeds, Pairs *pairs) {
    uint32_t *first = arena_new(m->arena, uint32_t, m->items.n), n = 0; /* 1 + deed of an item */
    TRY_MEM(first || !m->items.n, m->err);
    for (uint32_t i = deeds->n; i-- > 0;) first[deeds->v[i].item] = i + 1;
    for (uint32_t i = 0; i < pairs->n; i++) {
        const Pair *p = &pairs->v[i];
        bool set = p->type == RELATION_CONTRADICTS || p->type == RELATION_DENIES;
        if (!set || !are_parted(m, deeds, first, p)) pairs->v[n++] = *p;
    }
    pairs->n = n;
    return ST_OK;
}

StCode relate_deeds(Making *m, Pairs *pairs) {
    Deeds deeds;
    TRY(deeds_read(m, &deeds));
    TRY(drop_parted(m, &deeds, pairs));
    for (uint32_t i = 0; i < deeds.n; i++) {
        uint32_t met = 0;
        for (uint32_t k = 0; deeds.v[i].no && k < deeds.n && met < DEEDS_MET_MAX; k++) {
            if (deeds.v[k].no || !deed_is_of(m, &deeds.v[k], deeds.v[i].kind)) continue;
            met++;
            TRY(relate_two(m, &deeds.v[i], &deeds.v[k], pairs));
        }
    }
    return relate_deeds_alike(m, &deeds, pairs);
}
