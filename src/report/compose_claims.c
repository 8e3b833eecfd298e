#include "report/changes.h"

#include "story/phrases.h"
#include "story/spelling.h"

#include <stdlib.h>

enum {
    CLAIMS_PER_SIDE = 10,
    CLAIM_WORDS = 30,
    SAME_SHARE = 65, /* per cent of the words of two that are one statement */
    SAME_WORDS = 6,  /* in fewer words too much is alike */
    LOOK_BACK = 80,
    SMALL_SIDE = 3, /* sides with fewer statements stand together */
    SPEAKERS_NAMED = 6
};

/* What moves a crisis before what merely tells of it. */
static const int stance_rank[] = {
    [STANCE_ACCUSE] = 0,   [STANCE_DENY] = 0,    [STANCE_REJECT] = 0,  [STANCE_DEMAND] = 1,
    [STANCE_THREATEN] = 1, [STANCE_PROMISE] = 1, [STANCE_REQUEST] = 1, [STANCE_WARN] = 1,
    [STANCE_CONFIRM] = 2,  [STANCE_REGRET] = 2,  [STANCE_PRAISE] = 2,  [STANCE_ASK] = 1,
    [STANCE_ASSERT] = 3,
};

typedef struct Said {
    const Records *records;
    const Claim *claim;
    Str side; /* its name, or the speaker's */
    Str speaker, key, words;
    uint32_t report, side_count;
    int rank;
    Strs more, others;            /* claims that say the same, and who makes them */
    Strs deniers, backs, answers; /* sides that answer, and their claims */
    bool unanswered;
} Said;
LIST_OF(Said, SaidList);

static void push(Composing *c, Strs *list, Str s) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s)) return;
    Str *slot = list_push(c->a, list, Str);
    if (slot)
        *slot = s;
    else
        c->failed = true;
}

static Str side_of(Composing *c, const Records *r, const Claim *claim) {
    const Actor *actor = records_actor(r, claim->source->actor);
    if (!actor) return (Str){NULL, 0};
    const Entity *e = composing_entity(c, actor->head.id);
    for (uint32_t i = 0; e && e->side.n && i < c->story->sides.n; i++)
        if (str_eq(c->story->sides.v[i].id, e->side)) return c->story->sides.v[i].name;
    return composing_actor_name(c, actor);
}

/* Records that a dispute is about, in its items or told inside them. */
static bool is_disputed(const Map *disputed, const Records *r, const Claim *claim) {
    if (map_get(disputed, claim->head.id)) return true;
    for (uint32_t i = 0; i < claim->about.n; i++)
        if (map_get(disputed, records_head(r, claim->about.v[i].kind, claim->about.v[i].ref)->id))
            return true;
    return false;
}

static void find_disputed(Composing *c, Map *out) {
    *out = (Map){.arena = c->a};
    for (uint32_t i = 0; i < c->story->disputes.n; i++) {
        const Dispute *d = &c->story->disputes.v[i];
        for (uint32_t p = 0; p < d->positions.n; p++)
            for (uint32_t k = 0; k < d->positions.v[p].items.n; k++)
                map_set(out, d->positions.v[p].items.v[k], 1);
    }
    c->failed = c->failed || out->failed;
}

static bool is_recent(const Composing *c, const Records *r, const Claim *claim) {
    bool worked_out;
    Days days = composing_published(c, r, &worked_out);
    if (claim->said_on && days_some(*claim->said_on)) days = *claim->said_on;
    return composing_is_recent(c, r, days.to);
}

static bool is_told(Composing *c, const Records *r, const Claim *claim) {
    if (!claim->speech || !claim->source || !claim->content.n || !is_recent(c, r, claim))
        return false;
    return c->options->all || statement_stands(c, r, claim);
}

/* What makes two statements one: the same words, or one accusation or its denial by one side. */
static Str key_of(Composing *c, const Records *r, const Claim *claim, Str side) {
    bool denies = claim->stance == STANCE_DENY || claim->stance == STANCE_REJECT;
    const Table *t = c->options->tables && !c->options->all
                         ? tables_get(c->options->tables, "en/allegations")
                         : NULL;
    Str said = words_of_content(c, r, claim, CLAIM_WORDS);
    uint32_t row =
        t && (denies || claim->stance == STANCE_ACCUSE) ? phrase_first(t, said, c->a) : 0;
    if (row) said = table_cell(t, row - 1, table_column(t, "topic"));
    return composing_format(c, "%.*s %d %.*s", STR_ARG(side),
                            denies ? (int)STANCE_DENY : (int)claim->stance, STR_ARG(said));
}

/* One of the same side and stance in nearly the same words: 1 + its place. What is only stated
 * differs by a number or a "not". */
static uint32_t nearly_said(const Composing *c, const SaidList *all, const Said *said) {
    uint32_t words = spelling_words(said->words);
    if (said->claim->stance == STANCE_ASSERT || said->claim->stance == STANCE_CONFIRM) return 0;
    for (uint32_t i = all->n; i > 0 && all->n - i < LOOK_BACK && words >= SAME_WORDS; i--) {
        const Said *other = &all->v[i - 1];
        if (str_eq(other->side, said->side) && other->claim->stance == said->claim->stance &&
            !c->options->all && spelling_words(other->words) >= SAME_WORDS &&
            spelling_shared(other->words, said->words) >= SAME_SHARE)
            return i;
    }
    return 0;
}

static void say_again(Composing *c, Said *said, const Claim *claim, Str speaker) {
    push(c, &said->more, claim->head.id);
    if (!str_eq(said->speaker, speaker)) push(c, &said->others, speaker);
}

static void add_said(Composing *c, const Records *r, const Claim *claim, SaidList *out, Map *seen) {
    Str side = side_of(c, r, claim);
    if (!side.n) return;
    Str speaker =
        words_without_owner(c, composing_actor_name(c, records_actor(r, claim->source->actor)));
    Str key = key_of(c, r, claim, side);
    uint32_t *at = key.p ? map_at(seen, key) : NULL;
    if (at && *at && !c->options->all) {
        say_again(c, &out->v[*at - 1], claim, speaker);
        return;
    }
    Said said = {.records = r,
                 .claim = claim,
                 .side = side,
                 .speaker = speaker,
                 .key = key,
                 .words = words_of_content(c, r, claim, CLAIM_WORDS),
                 .report = composing_number(c, r->doc.id)};
    uint32_t near = nearly_said(c, out, &said);
    if (near) {
        say_again(c, &out->v[near - 1], claim, speaker);
        return;
    }
    Said *slot = at ? list_push(c->a, out, Said) : NULL;
    if (!slot) {
        c->failed = true;
        return;
    }
    *slot = said;
    *at = out->n;
}

static int by_side(const void *a, const void *b) {
    const Said *x = a, *y = b;
    bool small = x->side_count < SMALL_SIDE, other = y->side_count < SMALL_SIDE;
    if (small != other) return small ? 1 : -1;
    if (!small && x->side_count != y->side_count) return x->side_count < y->side_count ? 1 : -1;
    int order = str_cmp(x->side, y->side);
    if (order) return order;
    if (x->rank != y->rank) return x->rank - y->rank;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    if (x->claim->head.span.start != y->claim->head.span.start)
        return x->claim->head.span.start < y->claim->head.span.start ? -1 : 1;
    return str_cmp(x->claim->head.id, y->claim->head.id);
}

/* How many statements each side has, and which come first in it: what is in dispute, then what
 * moves a crisis. */
static void rank_statements(Composing *c, SaidList *said) {
    Map counts = {.arena = c->a}, disputed;
    find_disputed(c, &disputed);
    for (uint32_t i = 0; i < said->n; i++) {
        uint32_t *count = map_at(&counts, said->v[i].side);
        if (count) ++*count;
        bool first = is_disputed(&disputed, said->v[i].records, said->v[i].claim);
        said->v[i].rank = first ? -1 : stance_rank[said->v[i].claim->stance];
    }
    for (uint32_t i = 0; i < said->n; i++)
        said->v[i].side_count = map_get(&counts, said->v[i].side);
    c->failed = c->failed || counts.failed;
}

/* ---- what others answer */

static Str side_of_id(const Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    const Claim *claim =
        f.records && f.kind == RECORD_CLAIM ? records_claim(f.records, f.ref) : NULL;
    const Actor *actor =
        claim && claim->source ? records_actor(f.records, claim->source->actor) : NULL;
    if (!actor) return S("");
    const Entity *e = composing_entity(c, actor->head.id);
    for (uint32_t i = 0; e && e->side.n && i < c->story->sides.n; i++)
        if (str_eq(c->story->sides.v[i].id, e->side)) return c->story->sides.v[i].name;
    return composing_actor_name(c, actor);
}

/* Who answers what: each relation and gap goes to the statement it is about. */
static void find_answers(Composing *c, SaidList *said) {
    Map at = {.arena = c->a}; /* claim → 1 + statement */
    for (uint32_t i = 0; i < said->n; i++) {
        map_set(&at, said->v[i].claim->head.id, i + 1);
        for (uint32_t k = 0; k < said->v[i].more.n; k++) map_set(&at, said->v[i].more.v[k], i + 1);
    }
    for (uint32_t i = 0; i < c->story->relations.n; i++) {
        const Relation *rel = &c->story->relations.v[i];
        bool back = rel->type == RELATION_ACCUSES_BACK;
        uint32_t place = back || rel->type == RELATION_DENIES ? map_get(&at, rel->b) : 0;
        Str who = place ? side_of_id(c, rel->a) : S("");
        if (!who.n) continue;
        push(c, back ? &said->v[place - 1].backs : &said->v[place - 1].deniers, who);
        push(c, &said->v[place - 1].answers, rel->a);
    }
    for (uint32_t i = 0; i < c->story->gaps.n; i++) {
        const Gap *gap = &c->story->gaps.v[i];
        for (uint32_t k = 0; gap->kind == GAP_UNANSWERED_DEMAND && k < gap->items.n; k++) {
            uint32_t place = map_get(&at, gap->items.v[k]);
            if (place) said->v[place - 1].unanswered = true;
        }
    }
    c->failed = c->failed || at.failed;
}

/* " → denied by Southland", " → no answer reported" */
static void add_answers(const Said *said, Text *t) {
    for (uint32_t i = 0; i < said->deniers.n; i++)
        text_format(t, "%s%.*s", i ? ", " : " → denied by ", STR_ARG(said->deniers.v[i]));
    for (uint32_t i = 0; i < said->backs.n; i++)
        text_format(t, "%s%.*s", i ? ", " : " → accused back by ", STR_ARG(said->backs.v[i]));
    if (said->unanswered && !said->answers.n) text_add_c(t, " → no answer reported");
}

static void claim_bullet(Composing *c, const Said *said) {
    Str who = words_of_speaker(c, said->records, VOICE_CLAIM,
                               (Ref)(said->claim - said->records->claims.v) + 1);
    who = words_capital(c, who);
    Str when = words_of_claim_day(c, said->records, said->claim);
    Text t = {.arena = c->a};
    text_add(&t, who);
    if (when.n || said->others.n) text_format(&t, " (%.*s", STR_ARG(when));
    for (uint32_t i = 0; i < said->others.n; i++)
        text_format(&t, "%s%.*s",
                    i        ? ", "
                    : when.n ? "; also "
                             : "also ",
                    STR_ARG(said->others.v[i]));
    if (when.n || said->others.n) text_add_c(&t, ")");
    text_add(&t, words_of_statement(c, said->records, said->claim, CLAIM_WORDS));
    add_answers(said, &t);
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    composing_cite(c, line, said->claim->head.id);
    composing_cite_all(c, line, &said->more);
    composing_cite_all(c, line, &said->answers);
}

/* The side with those who speak for it: "Northland: Ann Lee, Foreign Ministry". */
static Str heading_of(Composing *c, const SaidList *said, uint32_t first) {
    Strs names = {NULL, 0};
    Text t = {.arena = c->a};
    Str side = said->v[first].side;
    for (uint32_t i = first; i < said->n && str_eq(said->v[i].side, side); i++)
        if (!str_eq(said->v[i].speaker, side)) push(c, &names, said->v[i].speaker);
    text_add(&t, side);
    for (uint32_t i = 0; i < names.n && i < SPEAKERS_NAMED; i++)
        text_format(&t, "%s%.*s", i ? ", " : ": ", STR_ARG(names.v[i]));
    if (names.n > SPEAKERS_NAMED) text_add_c(&t, " and others");
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static void begin_side(Composing *c, const SaidList *said, uint32_t first) {
    uint32_t count = said->v[first].side_count;
    Line *group = composing_line(c, LINE_GROUP, heading_of(c, said, first));
    if (count > CLAIMS_PER_SIDE && !c->options->all)
        group->tag = composing_format(c, "%u of %u statements, --all for all",
                                      (unsigned)CLAIMS_PER_SIDE, count);
}

void compose_claims(Composing *c) {
    SaidList said = {NULL, 0};
    Map seen = {.arena = c->a};
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        for (uint32_t k = 0; f.records && k < f.records->claims.n; k++)
            if (is_told(c, f.records, &f.records->claims.v[k]))
                add_said(c, f.records, &f.records->claims.v[k], &said, &seen);
    }
    if (!said.n) return;
    rank_statements(c, &said);
    qsort(said.v, said.n, sizeof *said.v, by_side);
    find_answers(c, &said);
    Line *head = composing_line(c, LINE_SECTION, S("WHO SAYS WHAT"));
    head->cells[1] = S("each in the report's words   → what others answer");
    uint32_t of_side = 0;
    bool others = false;
    for (uint32_t i = 0; i < said.n; i++) {
        bool first = i == 0 || !str_eq(said.v[i].side, said.v[i - 1].side);
        bool small = said.v[i].side_count < SMALL_SIDE;
        of_side = first ? 0 : of_side + 1;
        if (first && !small) begin_side(c, &said, i);
        if (small && !others) composing_line(c, LINE_GROUP, i ? S("Others") : S("Speakers"));
        others |= small;
        c->heading = small ? S("") : said.v[i].side;
        if (of_side < CLAIMS_PER_SIDE || c->options->all) claim_bullet(c, &said.v[i]);
    }
    c->heading = S("");
    c->failed = c->failed || seen.failed;
}
