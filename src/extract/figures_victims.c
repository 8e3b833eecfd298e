/* One victim told of several times is one. "A 23-year-old man was shot", then "Mark Orm was
 * pronounced dead", then "the victim": the mentions of single persons that suffered something are
 * put together where nothing speaks against it, and where a document counts its dead nowhere but
 * names or describes them one by one, they are counted.
 *
 *   in   the counts by mention of the whole document; its events and actors
 *   out  one count a victim and measure; their sum where no number is written; one actor a victim,
 *        which the mentions and the events' recipients then point to
 *   note greedy, in text order, as a reader does it: a mention joins the latest victim it fits.
 *        Sex, ages, offices and names speak against; so does another mention in the same sentence,
 *        unless it is a pronoun or a definite noun, and "another", "a second"
 */
#include "extract/actors_merge.h"
#include "extract/figures_person.h"

enum {
    VICTIMS_BACK = 24, /* victims looked at for a mention */
    OLD_DAYS = 21
};

typedef struct Victim {
    Person who;
    uint32_t head;     /* of the last mention */
    uint32_t sentence; /* of it */
    uint32_t count;    /* 1 + the last count of it */
    Str suffered;      /* the measure of it that is certain */
    Str order;         /* "a third man": by its word */
    Ref actor;
} Victim;
LIST_OF(Victim, Victims);

typedef struct Gathering {
    FigureScan *f;
    PersonTables tables;
    Victims victims;
    uint32_t *at;     /* per token: 1 + victim whose mention's head it is */
    uint32_t *before; /* per count: 1 + the count of the same victim before it */
} Gathering;

/* One telling: a count by mention, or whom an event befell. */
typedef struct Telling {
    uint32_t head, unit, trigger;
    uint32_t count; /* 1 + count, 0 for a recipient alone */
    Role *role;
    Str suffered; /* the measure of the count, where it is certain */
    bool held;
    uint32_t victim; /* 1 + victim */
} Telling;
LIST_OF(Telling, Tellings);

/* ---- who may be whom */

/* "Iln, 24, and Orm": nothing but nouns between two heads. */
static bool are_listed(const FigureScan *f, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i < to; i++)
        if (token_is_verb(&f->parse->tokens.v[i])) return false;
    return true;
}

/* "A third man": its word of order; empty for "another man". */
static Str order_of(const FigureScan *f, uint32_t head) {
    uint32_t first = figures_mention_range(f, head).first;
    if (!figures_word(f, first, "a") || first + 1 >= head) return S("");
    bool order = figures_word_in(f, first + 1, LIST_OTHER_PERSON) &&
                 !figures_word(f, first + 1, "other") && !figures_word(f, first + 1, "another");
    return order ? f->norms[first + 1] : S("");
}

/* Does a mention in the same sentence, or for "another" the one before, rule the victim out? */
static bool stands_apart(const FigureScan *f, const Victim *v, Way way, uint32_t head,
                         Str suffered) {
    uint32_t here = f->parse->tokens.v[head].sentence;
    Str order = way == WAY_OTHER ? order_of(f, head) : S("");
    if (order.n && v->order.n) return !str_eq(order, v->order);
    if (order.n && suffered.n && str_eq(suffered, v->suffered)) return true;
    if (way == WAY_OTHER) return v->sentence + 1 >= here;
    if (v->sentence != here) return false;
    uint32_t first = figures_mention_range(f, head).first; /* "he and his driver" */
    if (first != head && f->parse->tokens.v[first].xpos == XPOS_PRPS) return true;
    return way == WAY_INDEFINITE || (way == WAY_NAME && are_listed(f, v->head, head));
}

/* Whoever a name or pronoun was found to be, else the one most like it, else the latest that fits.
 */
static uint32_t find_victim(const Gathering *g, const Person *p, Way way, const Telling *t,
                            uint32_t head) {
    const FigureScan *f = g->f;
    Ref actor = f->x->actor_at[head];
    for (uint32_t n = 0, k = g->victims.n; k && n < VICTIMS_BACK; k--, n++) {
        const Victim *v = &g->victims.v[k - 1];
        if ((way == WAY_NAME || way == WAY_PRONOUN) && actor && v->who.named == actor) return k;
        if (way == WAY_NAME && person_same_name(f, v->who.name, p->name)) return k;
    }
    uint32_t found = 0, best = 0;
    for (uint32_t n = 0, k = g->victims.n; k && n < VICTIMS_BACK; k--, n++) {
        const Victim *v = &g->victims.v[k - 1];
        if (way == WAY_NAME && range_some(v->who.name)) continue;
        if (!person_agrees(&v->who, p) || stands_apart(f, v, way, head, t->suffered)) continue;
        bool same = t->suffered.n && str_eq(v->suffered, t->suffered); /* killed, told again */
        uint32_t like = 1 + person_likeness(&v->who, p) + (same ? 1 : 0);
        if (like <= best) continue;
        best = like;
        found = k;
    }
    return found;
}

/* "himself" is who did it. */
static uint32_t resolve_self(const FigureScan *f, uint32_t head, uint32_t trigger, uint32_t *unit) {
    bool self = f->parse->tokens.v[head].xpos == XPOS_PRP && str_ends(f->norms[head], S("self"));
    if (!self || trigger == TOKEN_NONE) return head;
    uint32_t subject = clause_subject(f->parse, trigger), who;
    const Token *t = f->parse->tokens.v; /* "a boy who shot himself" */
    if (subject != TOKEN_NONE && subject > f->sentence.first && subject < head &&
        (t[subject].xpos == XPOS_WP || t[subject].xpos == XPOS_WDT))
        subject--;
    if (subject == TOKEN_NONE || !figures_persons(f, subject, &who)) return head;
    *unit = who;
    return subject;
}

/* "Iln, a student and athlete, died": who the words behind the comma explain. */
static uint32_t apposed_victim(const Gathering *g, const Person *p, Way way, uint32_t head) {
    const FigureScan *f = g->f;
    uint32_t first = figures_mention_range(f, head).first;
    bool behind = first > f->sentence.first + 1 && figures_word(f, first - 1, ",");
    if (!behind || (way != WAY_INDEFINITE && way != WAY_DEFINITE)) return 0;
    uint32_t k = f->parse->tokens.v[first - 2].upos == UPOS_PROPN ? g->at[first - 2] : 0;
    return k && person_agrees(&g->victims.v[k - 1].who, p) ? k : 0;
}

static StCode gather(Gathering *g, Telling *t) {
    FigureScan *f = g->f;
    f->sentence = clause_sentence(f->parse, t->head);
    uint32_t unit = t->unit, head = resolve_self(f, t->head, t->trigger, &unit);
    uint32_t *out = &t->victim;
    *out = g->at[head];
    if (!*out) {
        Way way = person_read_way(f, head, unit);
        Person p = person_read(f, &g->tables, head, unit);
        p.held = t->held;
        *out = apposed_victim(g, &p, way, head);
        if (!*out) *out = find_victim(g, &p, way, t, head);
        if (!*out) {
            Victim *v = list_push(f->x->arena, &g->victims, Victim);
            TRY_MEM(v, f->x->err);
            *v = (Victim){.who = p, .order = way == WAY_OTHER ? order_of(f, head) : S("")};
            *out = g->victims.n;
        }
        person_learn(&g->victims.v[*out - 1].who, &p);
    }
    const Token *tokens = f->parse->tokens.v;
    for (uint32_t i = head; i < f->sentence.end && (i == head || tokens[i].upos == UPOS_PROPN); i++)
        g->at[i] = *out; /* "Iln Jr." by either word */
    if (t->suffered.n) g->victims.v[*out - 1].suffered = t->suffered;
    g->victims.v[*out - 1].head = head;
    g->victims.v[*out - 1].sentence = f->parse->tokens.v[head].sentence;
    g->at[head] = g->at[t->head] = *out;
    return ST_OK;
}

/* ---- who is told of, and where */

static Str measure_of(const FigureScan *f, const Count *c) {
    return c->measure_row ? table_cell(f->tables.measures, c->measure_row - 1, MEASURE_NAME)
                          : S("");
}

/* Counted by mention, or written as one: "one man was killed". */
static bool is_single(const FigureScan *f, const Count *c) {
    if (c->dropped || !c->measure_row || c->value.milli != 1000 || c->money || c->share)
        return false;
    if (!str_eq(figures_kind_cell(f, c->measure_row, KIND_SINGULAR), S("yes"))) return false;
    if (c->by == COUNTED_MENTION) return c->head != TOKEN_NONE;
    bool person = c->head == TOKEN_NONE || figures_is_person(f, c->unit_row);
    return c->by != COUNTED_LIST && c->quantifier == QUANT_EXACT && person && !c->partitive &&
           !c->whole && !c->outer;
}

/* The last noun or pronoun of a role's words; TOKEN_NONE where it is no single person. */
static uint32_t role_head(const FigureScan *f, const Role *role, Span trigger) {
    const Actor *a = records_actor(f->x->out, role->actor);
    if (a && a->kind != ACTOR_PERSON) return TOKEN_NONE;
    uint32_t first = clause_token_from(f->parse, role->span.start), head = TOKEN_NONE;
    const Token *t = f->parse->tokens.v;
    for (uint32_t i = first; i < f->parse->tokens.n && t[i].span.start < role->span.end; i++) {
        bool deed = span_overlaps(t[i].span, trigger); /* "his death", "Iln's murder" */
        if (deed && i > first) return t[i - 1].xpos == XPOS_POS && i > first + 1 ? i - 2 : i - 1;
        if (token_is_nominal(&t[i]) || figures_age_first(f, i) != TOKEN_NONE) head = i;
    }
    return head;
}

static StCode add_roles(FigureScan *f, Tellings *all) {
    for (uint32_t e = 0; e < f->x->out->events.n; e++) {
        Event *event = &f->x->out->events.v[e];
        bool harms = event->class == CLASS_ASSAULT || event->class == CLASS_CASUALTY;
        for (uint32_t r = 0; harms && r < event->recipients.n; r++) {
            uint32_t head = role_head(f, &event->recipients.v[r], event->head.span), unit = 0;
            if (head == TOKEN_NONE) continue;
            f->sentence = clause_sentence(f->parse, head);
            bool owner = f->parse->tokens.v[head].xpos == XPOS_PRPS;
            if (!owner && figures_persons(f, head, &unit) != 1) continue;
            Telling *t = list_push(f->x->arena, all, Telling);
            TRY_MEM(t, f->x->err);
            *t = (Telling){.head = head, .unit = unit, .role = &event->recipients.v[r]};
            t->trigger = clause_token_from(f->parse, event->head.span.start);
        }
    }
    return ST_OK;
}

static int by_head(const void *a, const void *b) {
    const Telling *x = a, *y = b;
    if (x->head != y->head) return x->head < y->head ? -1 : 1;
    if (x->count != y->count) return x->count < y->count ? -1 : 1;
    return x->trigger < y->trigger ? -1 : x->trigger > y->trigger;
}

static StCode gather_all(Gathering *g, Tellings *all) {
    FigureScan *f = g->f;
    for (uint32_t k = 0; k < f->counts.n; k++) {
        const Count *c = &f->counts.v[k];
        if (!is_single(f, c)) continue;
        Telling *t = list_push(f->x->arena, all, Telling);
        TRY_MEM(t, f->x->err);
        uint32_t head = c->head == TOKEN_NONE ? c->number : c->head;
        *t = (Telling){.head = head, .unit = c->unit_row, .trigger = c->trigger, .count = k + 1};
        Str measure = measure_of(f, c);
        if (!c->weak) t->suffered = measure;
        t->held = str_eq(measure, S("detained")) || str_eq(measure, S("released")) ||
                  str_eq(measure, S("captured"));
    }
    TRY(add_roles(f, all));
    if (all->n > 1) qsort(all->v, all->n, sizeof *all->v, by_head);
    for (uint32_t i = 0; i < all->n; i++) TRY(gather(g, &all->v[i]));
    return ST_OK;
}

/* ---- one count a victim and measure */

/* Which of two tellings is kept: one that is put forward as fact, as news, for certain. */
static uint32_t worth(const FigureScan *f, const Count *c) {
    const Event *e = records_event(f->x->out, figures_event_of(f, c));
    bool fact = figures_status_of(f, c) == STATUS_ASSERTED;
    return (fact ? 4u : 0) + (e && e->background ? 0 : 2u) + (c->weak ? 0 : 1u);
}

/* One of two counts of a victim goes: the same said twice, and injuries of which it died. */
static void settle_pair(const FigureScan *f, Count *a, Count *b) {
    Str first = measure_of(f, a), second = measure_of(f, b);
    if (a->dropped || b->dropped) return;
    if (str_eq(first, second))
        (worth(f, b) > worth(f, a) ? a : b)->dropped = true;
    else if (str_eq(first, S("killed")) && str_eq(second, S("injured")))
        b->dropped = true;
    else if (str_eq(second, S("killed")) && str_eq(first, S("injured")))
        a->dropped = true;
}

static void drop_repeats(Gathering *g, const Tellings *all) {
    FigureScan *f = g->f;
    for (uint32_t i = 0; i < all->n; i++) {
        uint32_t count = all->v[i].count;
        Victim *v = &g->victims.v[all->v[i].victim - 1];
        if (!count) continue;
        uint32_t n = 0;
        for (uint32_t k = v->count; k && n < VICTIMS_BACK; k = g->before[k - 1], n++)
            settle_pair(f, &f->counts.v[k - 1], &f->counts.v[count - 1]);
        g->before[count - 1] = v->count;
        v->count = count;
    }
}

/* ---- the sum */

/* "1 dead, 9 wounded", "left one dead": one was counted, and no more; not "one died, another". */
static bool is_sole(const Count *c) {
    return c->by < COUNTED_MENTION && c->head == TOKEN_NONE && c->after == c->phrase_end;
}

/* A document that writes a number counts for itself. */
static bool has_number(const FigureScan *f, Str measure) {
    for (uint32_t k = 0; k < f->counts.n; k++) {
        const Count *c = &f->counts.v[k];
        if (c->dropped || c->money || c->share || c->slot || c->by >= COUNTED_MENTION) continue;
        if (is_single(f, c) && !is_sole(c)) continue;
        Str m = measure_of(f, c);
        if (str_eq(m, measure) || str_eq(m, S("casualties"))) return true;
    }
    return false;
}

/* Weeks before the report: what it tells of without a day is newer. */
static bool is_old(const FigureScan *f, const EventTime *t) {
    const Published *p = f->x->out->doc.published;
    return p && p->days.from && t->days.to && t->days.to + OLD_DAYS < p->days.from;
}

/* Of the same happening as the first: not of another day or province, and not "the murder of"
 * somebody else, which is an occurrence of its own. */
static bool is_together(const FigureScan *f, const Count *first, const Count *c) {
    const Token *t = f->parse->tokens.v;
    if (t[first->number].sentence == t[c->number].sentence) return true;
    if (token_is_noun(&t[first->trigger]) || token_is_noun(&t[c->trigger])) return false;
    const Event *a = records_event(f->x->out, figures_event_of(f, first));
    const Event *b = records_event(f->x->out, figures_event_of(f, c));
    const Place *x = records_place(f->x->out, a ? a->place : 0);
    const Place *y = records_place(f->x->out, b ? b->place : 0);
    bool far = x && y && x->admin1.n && y->admin1.n && !str_eq(x->admin1, y->admin1);
    if (far) return false;
    if (!a || !b) return true;
    if (!a->time != !b->time) return !is_old(f, a->time ? a->time : b->time);
    if (!a->time) return true;
    return a->time->days.from <= b->time->days.to && b->time->days.from <= a->time->days.to;
}

/* The counts of single victims of one measure that belong together, by text. */
static uint32_t find_parts(FigureScan *f, const char *measure, uint32_t *parts) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || !(is_single(f, c) || c->by == COUNTED_LIST) || c->whole ||
            !str_eq(measure_of(f, c), str_of(measure)))
            continue;
        f->sentence = clause_sentence(f->parse, c->number);
        if (!figures_is_news(f, c) || (n && !is_together(f, &f->counts.v[parts[0]], c))) continue;
        uint32_t i = n++;
        for (; i && f->counts.v[parts[i - 1]].number > c->number; i--) parts[i] = parts[i - 1];
        parts[i] = k;
    }
    return n;
}

static StCode add_sum(FigureScan *f, const char *measure) {
    if (has_number(f, str_of(measure))) return ST_OK;
    uint32_t *parts = arena_new(f->x->arena, uint32_t, f->counts.n);
    TRY_MEM(parts, f->x->err);
    uint32_t n = find_parts(f, measure, parts);
    if (n < 2) return ST_OK;
    const Count last = f->counts.v[parts[n - 1]];
    Count *c = figures_push(f, last.range);
    TRY_MEM(c, f->x->err);
    c->phrase_end = last.phrase_end;
    c->number = last.number;
    c->unit_row = table_find(f->tables.units, S("person"), 0);
    c->value.some = true;
    c->by = COUNTED_LIST;
    c->measure_row = last.measure_row;
    c->rank = last.rank;
    c->trigger = last.trigger;
    for (uint32_t i = 0; i < n; i++) {
        Count *part = &f->counts.v[parts[i]];
        part->whole = f->counts.n;
        c->value.milli += part->value.milli;
    }
    c->low = c->high = c->value;
    return ST_OK;
}

/* ---- one actor a victim */

static StCode new_actor(const FigureScan *f, uint32_t head, Ref like, Ref *out) {
    const Actor *from = records_actor(f->x->out, like);
    Actor copy = from ? *from : (Actor){.kind = ACTOR_PERSON};
    copy.mentions = (Mentions){NULL, 0};
    copy.head.span = clause_span(f->parse, figures_mention_range(f, head));
    copy.name = document_cut(&f->x->out->doc, copy.head.span);
    Actor *a = list_push(f->x->arena, &f->x->out->actors, Actor);
    TRY_MEM(a, f->x->err);
    *a = copy;
    *out = f->x->out->actors.n;
    return ST_OK;
}

static bool is_taken(const Gathering *g, Ref actor) {
    for (uint32_t i = 0; i < g->victims.n; i++)
        if (g->victims.v[i].actor == actor) return true;
    return false;
}

/* The name's actor; else the one of the first mention, unless another victim has it: "a man" is
 * one record whoever the man is. */
static StCode choose_actor(Gathering *g, const Telling *t) {
    FigureScan *f = g->f;
    Victim *v = &g->victims.v[t->victim - 1];
    Ref here = f->x->actor_at[t->head];
    const Actor *a = records_actor(f->x->out, here);
    bool person = a && a->kind == ACTOR_PERSON && !person_is_pronoun(f, t->head);
    if (v->actor) return ST_OK;
    if (v->who.named)
        v->actor = v->who.named;
    else if (person && !is_taken(g, here))
        v->actor = here;
    else if (!person_is_pronoun(f, t->head))
        return new_actor(f, t->head, person ? here : 0, &v->actor);
    return ST_OK;
}

static StCode give_actors(Gathering *g, const Tellings *all) {
    FigureScan *f = g->f;
    for (uint32_t i = 0; i < all->n; i++) TRY(choose_actor(g, &all->v[i]));
    ActorMoves moves = {.x = f->x};
    for (uint32_t i = 0; i < all->n; i++) {
        const Telling *t = &all->v[i];
        Ref to = g->victims.v[t->victim - 1].actor;
        if (!to) continue;
        TRY(actors_move_mention(&moves, figures_mention_range(f, t->head), t->head, to));
        if (t->role) t->role->actor = to;
    }
    return actors_close_moves(&moves);
}

StCode figures_victims(FigureScan *f) {
    uint32_t n = f->parse->tokens.n;
    Gathering g = {.f = f,
                   .tables = {tables_get(f->x->tables, "en/person_words"),
                              tables_get(f->x->tables, "world/given_names")}};
    g.at = arena_new(f->x->arena, uint32_t, n);
    g.before = arena_new(f->x->arena, uint32_t, f->counts.n);
    TRY_MEM(g.at && g.before, f->x->err);
    Tellings all = {NULL, 0};
    TRY(gather_all(&g, &all));
    if (!all.n) return ST_OK;
    drop_repeats(&g, &all);
    return give_actors(&g, &all);
}

StCode figures_sum_victims(FigureScan *f) {
    TRY(add_sum(f, "killed"));
    return add_sum(f, "injured");
}
