#include "extract/event_making.h"

enum {
    TEXT_PREFIX = 5, /* "text=" or "text!" */
    PARTS_MAX = 3,   /* "a group of dozens of farmers" */
    ARCS_KEPT = 16   /* of one word, so that its rows ask for each once */
};

/* What stands at one arc of a word: its heads, each followed by what it is a part of. */
typedef struct ArcFill {
    Str arc;
    uint32_t v[HEADS_MAX * PARTS_MAX];
    uint32_t n;
} ArcFill;

/* A word whose rows are tried one after the other. */
typedef struct Trial {
    const EventMaking *m;
    const EventWord *w;
    uint32_t n;
    ArcFill arcs[ARCS_KEPT + 1]; /* the last one is not kept */
} Trial;

/* Whether the head is said to be of a sector of en/actors: GOV, MIL, … */
static bool has_sector(const EventMaking *m, uint32_t head, Str value) {
    const Actor *a = records_actor(m->x->out, m->x->actor_at[head]);
    for (uint32_t i = 0; a && i < a->sectors.n; i++)
        if (str_eq(a->sectors.v[i], value)) return true;
    return false;
}

/* "landowners", "cyclists", "clergymen": people by the ending of the word. */
static bool ends_like_person(const Token *t) {
    static const char *const endings[] = {"ers", "ors",  "ists", "ist",      "men",
                                          "man", "ians", "ian",  "year-old", "year-olds"};
    if (!token_is_noun(t)) return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(t->norm, str_of(endings[i]))) return true;
    return false;
}

bool event_is_actor(const EventMaking *m, uint32_t head) {
    if (m->x->actor_at[head] || event_is_own_side(m, head)) return true;
    const Token *t = &m->p->tokens.v[head];
    if (t->xpos == XPOS_PRP) return !str_eq(t->norm, S("it"));
    if (t->upos == UPOS_PROPN && !m->x->place_at[head] && !m->x->time_at[head]) return true;
    Str kind = event_kind_at(m, head);
    if (str_eq(kind, S("some"))) return true;
    return kind.n ? str_eq(kind, S("person")) : ends_like_person(t);
}

bool event_is_thing(const EventMaking *m, uint32_t head) {
    static const char *const none[] = {"person", "part",     "some",  "territory",
                                       "place",  "election", "nature"};
    Str kind = event_kind_at(m, head);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (str_is(kind, none[i])) return false;
    return kind.n > 0;
}

/* A word with a class by its first rows: what a condition like obj=CONSULT asks. */
static bool may_tell(const EventMaking *m, uint32_t head, Str class) {
    const EventWord *w = event_word_at(m, head);
    if (!w || !w->key.p || w->head != head) return false;
    for (uint32_t r = 0; (r = table_find(m->events, w->key, r));)
        if (str_eq(table_cell(m->events, r - 1, m->col.class), class)) return true;
    return false;
}

/* "troops" is a lemma of its own, and of troop all the same. */
static bool is_plural_of(Str word, Str value) {
    return word.n == value.n + 1 && word.p[value.n] == 's' && str_starts(word, value);
}

static bool head_is(const EventMaking *m, uint32_t head, Str value) {
    const Token *t = &m->p->tokens.v[head];
    if (str_eq(value, S("any")) || str_eq(t->norm, value) || str_eq(t->lemma, value)) return true;
    if (is_plural_of(t->norm, value)) return true;
    const EventWord *w = event_word_at(m, head);
    if (w && w->key.p && w->head == head && str_eq(w->key, value)) return true;
    if (str_eq(value, S("actor"))) return event_is_actor(m, head);
    if (str_eq(value, S("territory")) && m->x->place_at[head]) return true;
    bool many = str_eq(value, S("population"));
    if (many || str_eq(value, S("individual"))) {
        const Actor *who = records_actor(m->x->out, m->x->actor_at[head]);
        if (who && who->kind == (many ? ACTOR_POPULATION : ACTOR_PERSON)) return true;
    }
    if (value.n && value.p[0] >= 'A' && value.p[0] <= 'Z')
        return has_sector(m, head, value) || may_tell(m, head, value);
    if (str_eq(value, S("thing"))) return event_is_thing(m, head);
    Str kind = event_kind_at(m, head);
    return kind.n && str_eq(kind, value);
}

/* "text=ASSAULT", "text=explosive": what the document tells of and names. The mass of its events
 * says whether a death is one of war or of an accident. */
static bool text_has(const EventMaking *m, Str values) {
    Str value;
    while (cell_next(&values, ',', &value)) {
        int class = WORD_FIND(CLASS, value);
        if (class >= 0) {
            uint32_t rival = class == CLASS_ASSAULT ? m->told[CLASS_DISASTER] : 0;
            if (m->told[class] && m->told[class] >= rival) return true;
        } else if (map_get(&m->kinds, value)) {
            return true;
        }
    }
    return false;
}

/* "thousands of farmers" are farmers too; the names of farmers are not. */
static uint32_t part_of(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    if (head + 2 >= s.end || !str_eq(m->p->tokens.v[head + 1].norm, S("of"))) return TOKEN_NONE;
    Str kind = event_kind_at(m, head);
    Upos u = m->p->tokens.v[head].upos;
    if (u != UPOS_NUM && u != UPOS_DET && u != UPOS_PRON && !str_eq(kind, S("some")) &&
        !str_eq(kind, S("part")) && !str_eq(kind, S("person")))
        return TOKEN_NONE;
    return clause_noun_head(m->p, clause_noun_chunk(m->p, head + 2));
}

static const ArcFill *trial_fill(Trial *trial, Str arc) {
    for (uint32_t i = 0; i < trial->n; i++)
        if (str_eq(trial->arcs[i].arc, arc)) return &trial->arcs[i];
    ArcFill *fill = &trial->arcs[trial->n];
    if (trial->n < ARCS_KEPT) trial->n++;
    fill->arc = arc;
    fill->n = 0;
    Heads heads;
    arc_fill(trial->m, trial->w, arc, &heads);
    for (uint32_t i = 0; i < heads.n; i++) {
        uint32_t head = heads.v[i];
        for (int n = 0; n < PARTS_MAX && head != TOKEN_NONE; n++) {
            fill->v[fill->n++] = head;
            head = part_of(trial->m, head);
        }
    }
    return fill;
}

static bool any_head_is(const EventMaking *m, const ArcFill *fill, Str values) {
    Str value;
    while (fill->n && cell_next(&values, ',', &value))
        for (uint32_t i = 0; i < fill->n; i++)
            if (head_is(m, fill->v[i], value)) return true;
    return false;
}

static int class_of(const EventMaking *m, const EventWord *w) {
    return w->event ? WORD_FIND(CLASS, table_cell(m->events, w->event - 1, m->col.class)) : -1;
}

/* "back=ASSAULT": "the crime", "this act" after words that tell of one. */
static bool refers_back(const EventMaking *m, const EventWord *w, Str classes) {
    if (!event_is_pointed(m, w->head)) return false;
    uint32_t sentence = m->p->tokens.v[w->head].sentence;
    for (uint32_t i = (uint32_t)(w - m->words.v); i > 0; i--) {
        const EventWord *before = &m->words.v[i - 1];
        if (sentence - m->p->tokens.v[before->head].sentence > EVENT_POINTED_SENTENCES) break;
        int class = class_of(m, before);
        if (class >= 0 && cell_has(classes, WORD_OF(CLASS, class))) return true;
    }
    return false;
}

/* One condition: ARCS=VALUES or ARCS!VALUES, at any of several arcs parted by |. */
static bool condition_holds(Trial *trial, Str condition) {
    const EventMaking *m = trial->m;
    size_t at = 0;
    while (at < condition.n && condition.p[at] != '=' && condition.p[at] != '!') at++;
    if (at >= condition.n) return true;
    bool wanted = condition.p[at] == '=';
    Str arc = {condition.p, at}, values = str_from(condition, at + 1);
    if (str_eq(arc, S("text"))) return text_has(m, values) == wanted;
    if (str_eq(arc, S("back"))) return refers_back(m, trial->w, values) == wanted;
    bool holds = false;
    for (Str one; !holds && cell_next(&arc, '|', &one);)
        holds = any_head_is(m, trial_fill(trial, one), values);
    return holds == wanted;
}

static bool row_fits(Trial *trial, uint32_t row) {
    const EventMaking *m = trial->m;
    Str pos = table_cell(m->events, row - 1, m->col.pos);
    if (!pos.n || pos.p[0] != trial->w->pos) return false;
    Str needs = table_cell(m->events, row - 1, m->col.needs), condition;
    while (cell_next(&needs, ' ', &condition))
        if (!condition_holds(trial, condition)) return false;
    return true;
}

static uint32_t row_of(const EventMaking *m, const EventWord *w) {
    Trial trial;
    trial.m = m;
    trial.w = w;
    trial.n = 0;
    for (uint32_t r = 0; (r = table_find(m->events, w->key, r));)
        if (row_fits(&trial, r)) return r;
    return 0;
}

/* Where no row of a phrase fits, its verb alone may have one ("return | home"), but for what a
 * particle turns into another verb ("shoot | down"). */
static void choose(EventMaking *m, EventWord *w) {
    w->event = w->key.p ? row_of(m, w) : 0;
    if (!w->key.p || w->event || w->pos != 'v') return;
    const Token *t = m->p->tokens.v;
    for (uint32_t i = w->range.first; i < w->range.end; i++)
        if (t[i].deprel == DEP_COMPOUND_PRT) return;
    Phrase verb = table_match(m->events, &m->lemmas[w->head], 1);
    EventWord alone = *w;
    alone.key = verb.key;
    alone.range = (TokenRange){w->head, w->head + 1};
    if (!verb.row || str_eq(verb.key, w->key) || !row_of(m, &alone)) return;
    *w = alone;
    w->event = row_of(m, w);
}

/* Does one of its rows ask what other words tell: "text=ASSAULT"? What kinds of things the text
 * names ("text=explosive") is known before. */
static bool asks_others(const EventMaking *m, const EventWord *w) {
    for (uint32_t r = 0; (r = table_find(m->events, w->key, r));) {
        Str needs = table_cell(m->events, r - 1, m->col.needs), one;
        while (cell_next(&needs, ' ', &one)) {
            if (str_starts(one, S("back="))) return true;
            bool text = one.n > TEXT_PREFIX && str_starts(one, S("text"));
            if (text && one.p[TEXT_PREFIX] >= 'A' && one.p[TEXT_PREFIX] <= 'Z') return true;
        }
    }
    return false;
}

/* Words that ask what the text is about are chosen last, by what the others tell. */
void event_rows_choose(EventMaking *m) {
    for (uint32_t i = 0; i < m->words.n; i++) {
        EventWord *w = &m->words.v[i];
        w->asks_others = w->key.p && asks_others(m, w);
        if (!w->key.p || w->asks_others) continue;
        choose(m, w);
        int class = class_of(m, w);
        if (class >= 0) m->told[class]++;
    }
    for (uint32_t i = 0; i < m->words.n; i++)
        if (m->words.v[i].asks_others) choose(m, &m->words.v[i]);
}
