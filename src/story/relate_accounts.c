/* Account against account, where no verb need be shared: "the bridge is open", "no vehicle can
 * cross"; a thing said and denied in two reports; a denial of what another report tells; two who
 * alone did one thing.
 *
 * Two oppose when each makes a point whose other end the other makes, of one thing, told by two
 * parties, so near in time that it need not have changed. Where words tell two things apart, or one
 * report names places and people that the other never does, nothing is set against anything. Two
 * that make one end of a state agree, where nothing tells two deeds or two doers apart.
 */
#include "story/relate_alike.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/account_roles.h"
#include "story/agreeing.h"

enum {
    SENTENCES_APART = 2, /* in one report */
    THINGS_APART = 3,    /* the same of a thing that there was or was not */
    SEEN_MAX = 64,       /* accounts of one point looked at */
    SAID_DAYS = 7,       /* for words that are said and denied */
    ONE_SIDE_DAYS = 2,   /* a side that says otherwise later has changed its mind */
    CHANGING_DAYS = 14,  /* a state that holds no longer may be another after years */
    WORD_SHARED = 2,     /* things two must share beside the word that is said and denied */
    AGREEING_MAX = 3,    /* that tell one state, set beside one */
    NONE_DAYS = 14,      /* for things that there were not */
    SO_FAR_DAYS = 1,     /* what there is none of yet may be there later */
    KEY_LETTERS = 4
};

/* Those who made one end of a point, the last first. */
typedef struct Made {
    uint32_t account, point;
    uint32_t next; /* 1 + made */
} Made;
LIST_OF(Made, MadeList);

typedef struct Ledger {
    Making *m;
    Account *v;
    uint32_t n;
    uint32_t *met; /* by account: 1 + the last account that was set against it */
    MadeList made;
    Map ends; /* kind and end → 1 + made */
    Pairs *pairs;
} Ledger;

static const Item *item_of(const Ledger *g, const Account *a) {
    return &g->m->items.v[a->item];
}

/* "The ministry said … It said …": a pronoun in the next sentence is who spoke before. */
static bool speaks_on(const Making *m, const Item *a, const Item *b) {
    if (a->doc != b->doc || a->kind != b->kind || sentences_between(m, a, b) > 1) return false;
    Str source = utf8_fold(m->arena, item_source(m, a->ref > b->ref ? a : b));
    return word_is_in(m->tables, source, LIST_ACCOUNT_PERSONAL) || str_eq(source, S("it"));
}

static Day gap_between(const Item *a, const Item *b) {
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    return gap < 0 ? -gap : gap;
}

/* "He" that goes on speaking, by his name. */
static Str speaker_name(const Making *m, const Item *i) {
    Str source = item_source(m, i);
    bool pronoun = word_is_in(m->tables, utf8_fold(m->arena, source), LIST_ACCOUNT_PERSONAL);
    return pronoun && i->speaker ? m->story->entities.v[i->speaker - 1].name : source;
}

/* A mayor and a minister are of one side, and may contradict each other on one day; a ministry and
 * who speaks for it do not. */
static bool two_of_one_side(const Making *m, const Item *a, const Item *b) {
    if (!a->speaker || !b->speaker || a->speaker == b->speaker) return false;
    if (a->doc == b->doc) return true;
    if (!a->said.from || !b->said.from || gap_between(a, b) > ONE_SIDE_DAYS) return false;
    uint32_t x = m->entities[a->speaker - 1].represents;
    uint32_t y = m->entities[b->speaker - 1].represents;
    return x != b->speaker && y != a->speaker && (!x || x != y);
}

static bool two_parties(const Making *m, const Account *x, const Account *y) {
    const Item *a = &m->items.v[x->item], *b = &m->items.v[y->item];
    if (!x->claimed && !y->claimed) return false;
    if (one_speaker(m, a, b) || speaks_on(m, a, b)) return false;
    if (!x->claimed || !y->claimed) return a->doc != b->doc;
    if (two_of_one_side(m, a, b) || two_speakers(m, a, b)) return true;
    Str p = speaker_name(m, a), q = speaker_name(m, b);
    bool unknown = !a->speaker || !b->speaker; /* "he", who is known, and "the plant's director" */
    return unknown && (a->speaker || b->speaker) && p.n && q.n && !str_eq_nocase(p, q) &&
           !word_is_in(m->tables, utf8_fold(m->arena, p), LIST_ACCOUNT_PERSONAL) &&
           !word_is_in(m->tables, utf8_fold(m->arena, q), LIST_ACCOUNT_PERSONAL);
}

/* Where one names a person or a place, the other's report knows one of them, too. */
static bool knows_names(const Making *m, const Account *x, const Account *y) {
    Str text = m->docs.v[m->items.v[y->item].doc]->doc.text;
    bool any = false;
    for (uint32_t i = 0; i < x->n; i++) {
        if (!x->v[i].name || x->v[i].noun || !(x->v[i].who || x->v[i].place)) continue;
        any = true;
        if (str_find_nocase(text, x->v[i].word) != SIZE_MAX) return true;
    }
    return !any;
}

/* The days that may lie between two statements of a kind of state. */
static Day days_of_point(const Making *m, const AccountPoint *p) {
    const Table *t = tables_get(m->tables, p->act ? "en/sole_acts" : "en/state_kinds");
    uint32_t row = p->act ? p->act : p->kind;
    uint64_t days = 0;
    if (p->thing) return NONE_DAYS;
    if (!row) return SAID_DAYS;
    str_to_u64(table_cell(t, row - 1, table_column(t, "days")), &days);
    return (Day)days;
}

/* One tells how it was in a year gone by, the other how it is: of what may have changed since. */
static bool years_apart(const Making *m, const Account *x, const Account *y,
                        const AccountPoint *p) {
    return x->year != y->year && days_of_point(m, p) <= CHANGING_DAYS;
}

static bool overlap(const Making *m, const Account *x, const Account *y) {
    const Claim *a = making_claim(m, &m->items.v[x->item]);
    const Claim *b = making_claim(m, &m->items.v[y->item]);
    for (uint32_t i = 0; a && b && i < a->content.n; i++)
        for (uint32_t k = 0; k < b->content.n; k++)
            if (span_overlaps(a->content.v[i], b->content.v[k])) return true;
    return false;
}

static bool kind_has_names(const Making *m, uint32_t kind) {
    const Table *t = tables_get(m->tables, "en/state_kinds");
    return kind && table_cell(t, kind - 1, table_column(t, "names")).n > 0;
}

/* "He", "they", in the next sentence of a report: of whom the one before it tells. */
static bool goes_on(const Ledger *g, const Account *x, const Account *y) {
    const Item *a = item_of(g, x), *b = item_of(g, y);
    if (sentences_between(g->m, a, b) > 1) return false;
    const Account *second = a->ref > b->ref ? x : y;
    uint32_t first = second->n && str_eq(second->v[0].word, S("that")) ? 1 : 0;
    for (uint32_t i = first; i < second->n; i++)
        if (second->v[i].name) return false;
    return second->n > first && (account_lists(second, first, LIST_ACCOUNT_PERSONAL) ||
                                 str_eq(second->v[first].word, S("it")));
}

/* Behind "had", "was": no subject. */
static bool is_deed(const Account *a, const AccountPoint *p) {
    for (uint32_t i = 0; i < p->at; i++)
        if (account_lists(a, i, LIST_ACCOUNT_AUXILIARY)) return true;
    return false;
}

/* Whether the one speaks of who says the other: "the owners had received no complaint", "we
 * complained to the owners". */
static bool tells_of_source(const Making *m, const Account *x, const Account *y) {
    for (uint32_t i = 0; i < y->n; i++)
        if (y->v[i].thing.n && account_source_says(m, x, &y->v[i])) return true;
    return false;
}

/* That there was none of a thing is set against who tells of it where nothing tells the two apart
 * and something ties them: a word, who says the one, or that both stand in one report. */
static bool share_thing(const Ledger *g, const Account *x, const AccountPoint *p, const Account *y,
                        const AccountPoint *q) {
    const Making *m = g->m;
    const AccountPoint *none = p->no ? p : q, *some = p->no ? q : p;
    const Item *a = item_of(g, p->no ? x : y), *b = item_of(g, p->no ? y : x);
    if (!none->told || !account_things_meet(m, x, p, y, q)) return false;
    if (none->so_far && b->said.from && a->said.from && b->said.from - a->said.from > SO_FAR_DAYS)
        return false;
    Sharing s = account_sharing(m, x, p, y, q);
    if (s.parted) return false;
    uint32_t ties = s.things + s.names;
    ties += tells_of_source(m, x, y) || tells_of_source(m, y, x);
    ties += a->place && a->place == b->place && m->entities[a->place - 1].point;
    if (a->doc == b->doc && account_thing_alone(p->no ? x : y, none)) ties++;
    return ties >= (some->told ? 1 : WORD_SHARED);
}

/* Sentences between the words of two points: of a long quotation the last may be nearest. */
static uint32_t points_between(const Making *m, const Account *x, const AccountPoint *p,
                               const Account *y, const AccountPoint *q) {
    const Item *a = &m->items.v[x->item], *b = &m->items.v[y->item];
    const Document *d = &m->docs.v[a->doc]->doc;
    if (a->doc != b->doc) return UINT32_MAX;
    uint32_t i = document_sentence_at(d, x->v[p->at].start);
    uint32_t k = document_sentence_at(d, y->v[q->at].start), n = i > k ? i - k : k - i;
    uint32_t whole = sentences_between(m, a, b);
    return n < whole ? n : whole;
}

static bool share_enough(const Ledger *g, const Account *x, const AccountPoint *p, const Account *y,
                         const AccountPoint *q) {
    Sharing s = account_sharing(g->m, x, p, y, q);
    if (s.parted) return false;
    bool one_report = item_of(g, x)->doc == item_of(g, y)->doc;
    bool persons = kind_has_names(g->m, p->kind) || (p->subject && q->subject);
    bool next = one_report && persons && goes_on(g, x, y);
    if (p->kind && one_report && (next || p->anyone || q->anyone)) return true;
    if (p->kind && s.lone && points_between(g->m, x, p, y, q) == 0) return true;
    if (p->kind) return s.things || (s.names && kind_has_names(g->m, p->kind));
    if (!account_things_meet(g->m, x, p, y, q)) return false;
    if (one_report && ((x->denies && is_deed(x, p)) || (y->denies && is_deed(y, q))) &&
        sentences_between(g->m, item_of(g, x), item_of(g, y)) <= 1)
        return true; /* "denied that he had seen any warning" */
    if (p->no ? account_denies_deed(x, p->at, y, q->at) : account_denies_deed(y, q->at, x, p->at))
        return true;
    return s.things + s.names >= (one_report ? 1 : WORD_SHARED) && (s.things || s.names > 1);
}

static bool opposes(const Ledger *g, const Account *x, const AccountPoint *p, const Account *y,
                    const AccountPoint *q) {
    const Making *m = g->m;
    const Item *a = item_of(g, x), *b = item_of(g, y);
    if (x->denies && y->denies) return false;
    if (!two_parties(m, x, y) || gap_between(a, b) > days_of_point(m, p)) return false;
    uint32_t apart = p->thing ? THINGS_APART : SENTENCES_APART;
    if (a->doc == b->doc ? points_between(m, x, p, y, q) > apart || overlap(m, x, y)
                         : same_text(m, a, b))
        return false;
    if (account_places_apart(m, x, y) || years_apart(m, x, y, p)) return false;
    bool word = !p->act && !p->kind && !p->thing;
    if (word && !account_same_word(x, p, y, q)) return false;
    if (account_is_partial(x, p) && account_is_partial(y, q)) return false;
    if (p->act     ? !account_doers_differ(m, x, p, y, q)
        : p->thing ? !share_thing(g, x, p, y, q)
                   : !share_enough(g, x, p, y, q))
        return false;
    return a->doc == b->doc || (knows_names(m, x, y) && knows_names(m, y, x));
}

static Str looseness(const Ledger *g, const AccountPoint *p) {
    const Table *t = tables_get(g->m->tables, "en/state_kinds");
    return table_cell(t, p->kind - 1, table_column(t, "loose"));
}

/* A state that many deeds tell, and one of people who are counted: who tells it of other deeds or
 * other people does not tell the same. */
static bool is_loose(const Ledger *g, const Account *x, const AccountPoint *p) {
    const Table *t = tables_get(g->m->tables, "en/state_kinds");
    bool one_of = table_cell(t, p->kind - 1, table_column(t, "one_of")).n > 0;
    if (str_eq(looseness(g, p), S("yes")) || (one_of && p->no)) return true;
    bool counted = kind_has_names(g->m, p->kind) ||
                   table_cell(t, p->kind - 1, table_column(t, "counted")).n > 0;
    for (uint32_t i = 0; counted && i < x->n; i++)
        if (account_counts(g->m, &x->v[i])) return true;
    return false;
}

/* What is told by a verb, of two that do it. */
static bool of_two_doers(const Ledger *g, const Account *x, const AccountPoint *p, const Account *y,
                         const AccountPoint *q) {
    bool doer = str_eq(looseness(g, p), S("doer")), same = account_same_word(x, p, y, q);
    if (!same) return doer; /* "fired on", "came under fire": of the one it tells whom it befell */
    if (p->subject || q->subject) return false; /* is so; account_sharing asked what is */
    if (doer && !(account_may_be_verb(x, p->at) && account_may_be_verb(y, q->at))) return true;
    AccountRoles r = account_roles(x, p->at, p->end - p->at);
    AccountRoles s = account_roles(y, q->at, q->end - q->at);
    return account_doers_meet(x, &r, y, &s) < 0;
}

/* Both tell one state of one thing. */
static bool concurs(const Ledger *g, const Account *x, const AccountPoint *p, const Account *y,
                    const AccountPoint *q) {
    const Making *m = g->m;
    const Item *a = item_of(g, x), *b = item_of(g, y);
    Day days = days_of_point(m, p);
    if (gap_between(a, b) > (days > SAID_DAYS ? days : SAID_DAYS) || x->denies != y->denies)
        return false;
    if (!agreeing_tellings(m, a, b) || is_loose(g, x, p) || is_loose(g, y, q) ||
        account_numbers_differ(m, x, y) || account_of_man_and_woman(x, y))
        return false;
    if (account_places_apart(m, x, y) || years_apart(m, x, y, p)) return false;
    return !of_two_doers(g, x, p, y, q) && share_enough(g, x, p, y, q) && knows_names(m, x, y) &&
           knows_names(m, y, x);
}

/* `x` says that it is not so. */
static StCode put_pair(Ledger *g, const Account *x, const Account *y) {
    const Item *a = item_of(g, x), *b = item_of(g, y);
    Pair p = {.a = x->item, .b = y->item, .type = RELATION_CONTRADICTS};
    if (x->denies || y->denies) p.type = RELATION_DENIES;
    if (y->denies) p.a = y->item, p.b = x->item;
    p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(POLARITY);
    if (a->said.from == b->said.from)
        p.compared.same = FIELD_BIT(AS_OF);
    else
        p.compared.differs |= FIELD_BIT(AS_OF);
    return pairs_add(g->m, g->pairs, p);
}

/* "s.3-", "t.warn-", "w.fire+"; an act has no ends, "a.cause" */
static Str key_of(Ledger *g, const Account *a, const AccountPoint *p, bool no) {
    const Table *acts = tables_get(g->m->tables, "en/sole_acts");
    if (p->act)
        return arena_format(g->m->arena, "a.%.*s",
                            STR_ARG(table_cell(acts, p->act - 1, table_column(acts, "act"))));
    if (p->kind) return arena_format(g->m->arena, "s.%u%c", p->kind, no ? '-' : '+');
    if (p->thing)
        return arena_format(g->m->arena, "t.%.*s%c", STR_ARG(a->v[p->at].root), no ? '-' : '+');
    Str base = a->v[p->at].base;
    if (base.n > KEY_LETTERS) base.n = KEY_LETTERS;
    return arena_format(g->m->arena, "w.%.*s%c", STR_ARG(base), no ? '-' : '+');
}

static StCode note_point(Ledger *g, uint32_t account, uint32_t point) {
    const Account *a = &g->v[account];
    const AccountPoint *p = &a->points.v[point];
    Str key = key_of(g, a, p, p->no);
    uint32_t *first = key.p ? map_at(&g->ends, key) : NULL;
    Made *made = first ? list_push(g->m->arena, &g->made, Made) : NULL;
    TRY_MEM(made, g->m->err);
    *made = (Made){account, point, *first};
    *first = g->made.n;
    return ST_OK;
}

/* One point against those who made its other end before. */
static StCode relate_point(Ledger *g, uint32_t account, uint32_t point) {
    const Account *x = &g->v[account];
    const AccountPoint *p = &x->points.v[point];
    Str key = key_of(g, x, p, !p->no);
    TRY_MEM(key.p, g->m->err);
    uint32_t at = map_get(&g->ends, key);
    for (uint32_t seen = 0; at && seen < SEEN_MAX; seen++, at = g->made.v[at - 1].next) {
        const Made *made = &g->made.v[at - 1];
        const Account *y = &g->v[made->account];
        if (g->met[made->account] == account + 1 || !opposes(g, x, p, y, &y->points.v[made->point]))
            continue;
        g->met[made->account] = account + 1;
        TRY(p->no ? put_pair(g, x, y) : put_pair(g, y, x));
    }
    return ST_OK;
}

/* A state beside those who told the same one before. */
static StCode relate_state(Ledger *g, uint32_t account, uint32_t point) {
    const Account *x = &g->v[account];
    const AccountPoint *p = &x->points.v[point];
    Str key = key_of(g, x, p, p->no);
    TRY_MEM(key.p, g->m->err);
    uint32_t at = map_get(&g->ends, key), agreeing = 0;
    for (uint32_t seen = 0; at && seen < SEEN_MAX; seen++, at = g->made.v[at - 1].next) {
        const Made *made = &g->made.v[at - 1];
        const Account *y = &g->v[made->account];
        if (made->account == account || agreeing == AGREEING_MAX ||
            !concurs(g, x, p, y, &y->points.v[made->point]))
            continue;
        agreeing++;
        TRY(agreeing_put(g->m, x->item, y->item, (Comparison){0, 0}, g->pairs));
    }
    return ST_OK;
}

static StCode relate_account(Ledger *g, uint32_t account) {
    const Account *x = &g->v[account];
    for (uint32_t i = 0; i < x->points.n; i++)
        if (x->points.v[i].kind) TRY(relate_state(g, account, i));
    for (uint32_t i = 0; i < x->points.n; i++) TRY(relate_point(g, account, i));
    for (uint32_t i = 0; i < x->points.n; i++) TRY(note_point(g, account, i));
    return ST_OK;
}

/* What a report tells in its own voice counts once a sentence, and not beside what is claimed in
 * it. */
static bool tells_itself(const Making *m, const Item *i, Map *sentences) {
    const Records *r = m->docs.v[i->doc];
    const Event *e = making_event(m, i);
    for (uint32_t k = 0; k < r->claims.n; k++)
        if (r->claims.v[k].sentence.start == e->sentence.start) return false;
    Str key = arena_format(m->arena, "%u.%u", i->doc, e->sentence.start);
    uint32_t *seen = key.p ? map_at(sentences, key) : NULL;
    if (!seen || *seen) return false;
    *seen = 1;
    return true;
}

StCode relate_accounts(Making *m, Pairs *pairs) {
    Ledger g = {.m = m, .ends = {.arena = m->arena}, .pairs = pairs};
    Map sentences = {.arena = m->arena};
    g.v = arena_new(m->arena, Account, m->items.n);
    g.met = arena_new(m->arena, uint32_t, m->items.n);
    TRY_MEM((g.v && g.met) || !m->items.n, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *item = &m->items.v[i];
        if (item->kind == RECORD_FIGURE || item->background) continue;
        if (item->kind == RECORD_EVENT && !tells_itself(m, item, &sentences)) continue;
        TRY(account_read(m, i, &g.v[g.n]));
        if (!g.v[g.n].points.n) continue;
        g.n++;
        TRY(relate_account(&g, g.n - 1));
    }
    TRY_MEM(!g.ends.failed && !sentences.failed, m->err);
    return relate_alike(m, g.v, g.n, pairs);
}
