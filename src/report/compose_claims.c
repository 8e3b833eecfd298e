#include "report/composing.h"

#include <stdlib.h>

enum { CLAIMS_PER_SIDE = 12, CLAIM_WORDS = 30 };

/* What moves a crisis before what merely tells of it. */
static const int stance_rank[] = {
    [STANCE_ACCUSE] = 0,   [STANCE_DENY] = 0,    [STANCE_REJECT] = 0,  [STANCE_DEMAND] = 1,
    [STANCE_THREATEN] = 1, [STANCE_PROMISE] = 1, [STANCE_REQUEST] = 1, [STANCE_WARN] = 1,
    [STANCE_CONFIRM] = 2,  [STANCE_REGRET] = 2,  [STANCE_PRAISE] = 2,  [STANCE_ASK] = 2,
    [STANCE_ASSERT] = 3,
};

typedef struct Said {
    const Records *records;
    const Claim *claim;
    Str side; /* its name, or the speaker's */
    uint32_t report;
    uint32_t side_count;
} Said;
LIST_OF(Said, SaidList);

static Str side_of(Composing *c, const Records *r, const Claim *claim) {
    const Actor *actor = records_actor(r, claim->source->actor);
    if (!actor) return (Str){NULL, 0};
    const Entity *e = composing_entity(c, actor->head.id);
    for (uint32_t i = 0; e && e->side.n && i < c->story->sides.n; i++)
        if (str_eq(c->story->sides.v[i].id, e->side)) return c->story->sides.v[i].name;
    return composing_actor_name(c, actor);
}

static bool is_recent(const Composing *c, const Records *r, const Claim *claim) {
    bool worked_out;
    Days days = composing_published(c, r, &worked_out);
    if (claim->said_on && days_some(*claim->said_on)) days = *claim->said_on;
    return !c->options->since || !days.to || days.to >= c->options->since;
}

static void gather(Composing *c, const Records *r, SaidList *out) {
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *claim = &r->claims.v[i];
        if (!claim->speech || !claim->source || !claim->content.n || !is_recent(c, r, claim))
            continue;
        Str side = side_of(c, r, claim);
        if (!side.n) continue;
        Said *said = list_push(c->a, out, Said);
        if (!said) {
            c->failed = true;
            return;
        }
        *said = (Said){r, claim, side, composing_number(c, r->doc.id), 0};
    }
}

static int by_side(const void *a, const void *b) {
    const Said *x = a, *y = b;
    if (x->side_count != y->side_count) return x->side_count < y->side_count ? 1 : -1;
    int order = str_cmp(x->side, y->side);
    if (order) return order;
    int rank = stance_rank[x->claim->stance] - stance_rank[y->claim->stance];
    if (rank) return rank;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    if (x->claim->head.span.start != y->claim->head.span.start)
        return x->claim->head.span.start < y->claim->head.span.start ? -1 : 1;
    return str_cmp(x->claim->head.id, y->claim->head.id);
}

static void count_sides(Composing *c, SaidList *said) {
    Map counts = {.arena = c->a};
    for (uint32_t i = 0; i < said->n; i++) {
        uint32_t *count = map_at(&counts, said->v[i].side);
        if (count) ++*count;
    }
    for (uint32_t i = 0; i < said->n; i++)
        said->v[i].side_count = map_get(&counts, said->v[i].side);
    c->failed = c->failed || counts.failed;
}

static void claim_bullet(Composing *c, const Said *said) {
    Str who = words_of_speaker(c, said->records, VOICE_CLAIM,
                               (Ref)(said->claim - said->records->claims.v) + 1);
    Str when = words_of_claim_day(c, said->records, said->claim);
    Str what = words_of_content(c, said->records, said->claim, CLAIM_WORDS);
    const Actor *target = records_actor(said->records, said->claim->target);
    Text t = {.arena = c->a};
    text_add(&t, who);
    if (when.n) text_format(&t, " (%.*s)", STR_ARG(when));
    if (said->claim->stance != STANCE_ASSERT)
        text_format(&t, ", %s", STANCE_words[said->claim->stance]);
    if (target && target->name.n)
        text_format(&t, " → %.*s", STR_ARG(composing_actor_name(c, target)));
    text_add_c(&t, ": ");
    text_add(&t, what);
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    composing_cite(c, line, said->claim->head.id);
}

void compose_claims(Composing *c) {
    SaidList said = {NULL, 0};
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        if (f.records) gather(c, f.records, &said);
    }
    if (!said.n) return;
    count_sides(c, &said);
    qsort(said.v, said.n, sizeof *said.v, by_side);
    composing_line(c, LINE_SECTION, S("WHO SAYS WHAT"));
    uint32_t of_side = 0;
    for (uint32_t i = 0; i < said.n; i++) {
        bool first = i == 0 || !str_eq(said.v[i].side, said.v[i - 1].side);
        of_side = first ? 0 : of_side + 1;
        if (first) {
            Line *group = composing_line(c, LINE_GROUP, said.v[i].side);
            uint32_t count = said.v[i].side_count;
            if (count > CLAIMS_PER_SIDE && !c->options->all)
                group->tag = composing_format(c, "%u of %u statements, --all for all",
                                              (unsigned)CLAIMS_PER_SIDE, count);
        }
        if (of_side < CLAIMS_PER_SIDE || c->options->all) claim_bullet(c, &said.v[i]);
    }
}
