#include "extract/figures.h"

enum { HOPS_MAX = 3, CHAIN_MAX = 7, ASIDE_MAX = 20 };

/* A word that measures, found in the sentence. */
typedef struct Trigger {
    uint32_t row; /* 1 + row of en/measures */
    Str stands;
    TokenRange at;
} Trigger;

static Str cell(const FigureScan *f, uint32_t row, int column) {
    return table_cell(f->tables.measures, row - 1, column);
}

/* ---- may this be counted by that */

static bool human_ending(Str word) {
    static const char *const endings[] = {
        "man", "men",  "woman", "women", "er",  "ers", "or",  "ors", "ist", "ists", "ian", "ians",
        "ant", "ants", "ee",    "ees",   "ese", "ni",  "nis", "qi",  "qis", "an",   "ans", "ish"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (word.n > 4 && str_ends(word, str_of(endings[i]))) return true;
    return false;
}

bool figures_may_measure(const FigureScan *f, const Count *c, uint32_t row) {
    Str of = cell(f, row, MEASURE_OF);
    if (of.n == 0) return true;
    if (c->head == TOKEN_NONE) return !str_eq(of, S("life"));
    if (f->parse->tokens.v[c->head].xpos == XPOS_PRP) return figures_list_has(of, S("person"));
    if (c->unit_row) {
        Str unit = table_cell(f->tables.units, c->unit_row - 1, UNIT_NAME);
        Str class = table_cell(f->tables.units, c->unit_row - 1, UNIT_CLASS);
        Str group = table_cell(f->tables.units, c->unit_row - 1, UNIT_GROUP);
        if (class.n && figures_list_has(of, class)) return true;
        if (group.n && figures_list_has(of, group)) return true;
        /* a home is an item, but lives are not persons to be wounded */
        if (str_eq(class, S("life"))) return false;
        return figures_list_has(of, unit) &&
               (class.n == 0 || !str_eq(unit, S("item")) || str_eq(class, S("building")));
    }
    Str unit = figures_kind_cell(f, row, KIND_UNIT);
    if (!str_eq(unit, S("person"))) return figures_list_has(of, S("item"));
    return (f->parse->tokens.v[c->head].flags & TOKEN_CAPITAL) || human_ending(f->norms[c->head]);
}

/* Gives a count its measure, unless it has a better one. */
static bool hit(FigureScan *f, Count *c, const Trigger *t, bool negated) {
    if (!c || c->dropped || c->money || !figures_may_measure(f, c, t->row)) return false;
    uint32_t rank = figures_rank(f, t->row);
    bool weak = str_eq(cell(f, t->row, MEASURE_WEAK), S("yes"));
    /* "seven hostages were freed": what they are gives way to what happened to them */
    bool own = t->at.first == c->head, was_own = c->trigger == c->head;
    bool better = rank > c->rank || (rank == c->rank && c->weak && !weak);
    if (weak && own) better = false;
    if (c->weak && was_own && !own) better = true;
    if (c->measure_row && !better) return true;
    c->measure_row = t->row;
    c->rank = rank;
    c->trigger = t->at.first;
    c->negated = negated;
    c->weak = weak;
    return true;
}

/* ---- where the counted stand */

/* The count that governs the one at `c`: the whole phrase "seven of the nine", and what a place or
 * time phrase hangs on: "60 homes across three districts were". */
static Count *outermost(const FigureScan *f, Count *c) {
    while (c->outer) c = &f->counts.v[c->outer - 1];
    for (int n = 0; n < HOPS_MAX; n++) {
        uint32_t first = c->range.first;
        if (first < f->sentence.first + 2) break;
        const Token *b = &f->parse->tokens.v[first - 1];
        if (b->upos != UPOS_ADP || figures_word(f, first - 1, "by")) break;
        Count *outer = figures_count_at(f, first - 2);
        if (!outer || outer == c || outer->phrase_end != first - 1) break;
        c = outer;
    }
    return c;
}

/* The count at a noun, or before it over "and", "of", "in": "30 men from Oresk and Vask were". */
static Count *counted_at(const FigureScan *f, uint32_t token) {
    for (int n = 0; n < HOPS_MAX; n++) {
        Count *c = figures_count_at(f, token);
        if (c) return outermost(f, c);
        TokenRange chunk = clause_noun_chunk(f->parse, token);
        if (chunk.first < f->sentence.first + 2) return NULL;
        const Token *b = &f->parse->tokens.v[chunk.first - 1];
        /* "five guards and a nun": the nun is counted apart */
        bool bare = f->parse->tokens.v[chunk.first].upos != UPOS_DET;
        bool hangs = b->upos == UPOS_ADP || (b->xpos == XPOS_CC && bare);
        if (!hangs || figures_word(f, chunk.first - 1, "by")) return NULL;
        token = chunk.first - 2;
        if (!figures_count_at(f, token) && !token_is_nominal(&f->parse->tokens.v[token]))
            return NULL;
    }
    return NULL;
}

static bool is_cue(const FigureScan *f, uint32_t i, const char *says) {
    Str asked[] = {f->keys[i], f->norms[i]};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t r = 0; (r = table_find(f->tables.cues, asked[k], r));)
            if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), says)) return true;
    return false;
}

/* The count before an aside that ends at `comma`: "five others, among them a nun, were hurt". */
static Count *before_aside(const FigureScan *f, uint32_t comma) {
    for (uint32_t i = comma, n = 0; i > f->sentence.first + 1 && n < ASIDE_MAX; i--, n++) {
        if (!figures_word(f, i - 1, ",")) continue;
        Count *c = figures_count_at(f, i - 2);
        return c && c->phrase_end == i - 1 ? outermost(f, c) : NULL;
    }
    return NULL;
}

/* The count whose phrase ends right before `token`, over "to", adverbs, auxiliaries and verbs that
 * pass their object or subject on: "30 were forced to flee", "30 reported dead". */
static Count *count_right_before(const FigureScan *f, uint32_t token) {
    uint32_t i = token;
    for (uint32_t n = 0; n < CHAIN_MAX && i > f->sentence.first; n++) {
        Count *c = figures_count_at(f, i - 1);
        if (c) return c->phrase_end <= token ? c : NULL;
        const Token *b = &f->parse->tokens.v[i - 1];
        bool passes = b->upos == UPOS_ADV || b->xpos == XPOS_TO || b->upos == UPOS_AUX ||
                      is_cue(f, i - 1, "chain");
        if (!passes) return NULL;
        i--;
    }
    return NULL;
}

static Count *count_before(const FigureScan *f, uint32_t token) {
    Count *c = count_right_before(f, token);
    return c ? outermost(f, c) : NULL;
}

static bool is_verb_like(const FigureScan *f, uint32_t i) {
    const Token *t = &f->parse->tokens.v[i];
    if (token_is_verb(t)) return true;
    /* headlines and upper case: a tagger takes "Killed" for a name */
    Str n = f->norms[i];
    bool cut = t->upos == UPOS_PROPN && !str_eq(f->keys[i], n); /* "Kills" */
    if (figures_shot_at(f, i) || cut) return true;
    return (t->upos == UPOS_PROPN || t->upos == UPOS_ADJ) &&
           (str_ends(n, S("ed")) || str_ends(n, S("shot")) || str_ends(n, S("slain")) ||
            str_ends(n, S("hurt")));
}

/* The verb with its auxiliaries, whether a tagger took "evacuated" for a past or a participle. */
typedef struct Deed {
    uint32_t first, verb;
    uint32_t auxiliary; /* the last one before the verb, TOKEN_NONE */
    bool passive, bare;
} Deed;

static bool is_be(Str lemma, Str norm) {
    return str_eq(lemma, S("be")) || str_eq(lemma, S("get")) || str_eq(norm, S("been")) ||
           str_eq(norm, S("being"));
}

static Deed read_deed(const FigureScan *f, uint32_t v) {
    const Token *t = f->parse->tokens.v;
    Deed d = {.first = v, .verb = v, .auxiliary = TOKEN_NONE};
    while (d.first > f->sentence.first) {
        const Token *b = &t[d.first - 1];
        bool aux = b->upos == UPOS_AUX || is_be(b->lemma, b->norm);
        bool joined = b->xpos == XPOS_CC && d.first >= f->sentence.first + 2 &&
                      token_is_verb(&t[d.first - 2]) && t[d.first - 2].upos != UPOS_AUX;
        if (aux && d.auxiliary == TOKEN_NONE) d.auxiliary = d.first - 1;
        if (joined) { /* "were affected and evacuated" */
            d.first -= 2;
            continue;
        }
        if (!aux && b->upos != UPOS_ADV && b->xpos != XPOS_RB) break;
        d.first--;
    }
    bool be = d.auxiliary != TOKEN_NONE && is_be(t[d.auxiliary].lemma, t[d.auxiliary].norm);
    d.passive = be && !str_ends(f->norms[v], S("ing"));
    d.bare = d.auxiliary == TOKEN_NONE && t[v].xpos != XPOS_VBG && t[v].xpos != XPOS_VBZ &&
             t[v].xpos != XPOS_VBP && t[v].xpos != XPOS_VB;
    return d;
}

/* "the sheriff said Orm, 15, was killed": whoever stands right behind a verb of which the subject
 * found is the subject, too. */
static uint32_t inner_subject(const FigureScan *f, uint32_t subject, uint32_t end) {
    const Token *t = f->parse->tokens.v;
    for (uint32_t v = subject + 1; v + 1 < end; v++) {
        if (t[v].xpos == XPOS_WP || t[v].xpos == XPOS_WDT) return subject;
        if (t[v].xpos != XPOS_VBD && t[v].xpos != XPOS_VBZ && t[v].xpos != XPOS_VBP) continue;
        if (t[v].upos == UPOS_AUX || clause_subject(f->parse, v) != subject) continue;
        uint32_t first = figures_word(f, v + 1, "that") ? v + 2 : v + 1;
        if (first >= end || !(token_is_nominal(&t[first]) || t[first].upos == UPOS_DET))
            return subject;
        TokenRange chunk = clause_noun_chunk(f->parse, first);
        return chunk.first == first && chunk.end <= end ? chunk.end - 1 : subject;
    }
    return subject;
}

static uint32_t subject_before(const FigureScan *f, const Deed *d) {
    bool tree = clause_has_tree(f->parse, d->verb) || d->auxiliary == TOKEN_NONE;
    uint32_t subject = clause_subject(f->parse, tree ? d->verb : d->auxiliary);
    if (subject > d->verb) return TOKEN_NONE; /* a speaker stands behind */
    return inner_subject(f, subject, d->first);
}

static bool opens_phrase(const FigureScan *f, uint32_t i) {
    if (i >= f->sentence.end || f->x->time_at[i]) return false;
    const Token *t = &f->parse->tokens.v[i];
    return token_is_nominal(t) || t->upos == UPOS_DET || t->upos == UPOS_NUM ||
           t->xpos == XPOS_PRPS || figures_count_at(f, i);
}

/* Object of the verb, subject of its passive, or the noun before a bare participle. */
static Count *find_object(const FigureScan *f, uint32_t v, uint32_t end, uint32_t *patient) {
    Deed d = read_deed(f, v);
    if (d.passive) {
        Count *near = count_before(f, d.first);
        if (near) return near;
        if (d.first > f->sentence.first && figures_word(f, d.first - 1, ","))
            near = before_aside(f, d.first - 1);
        if (near) return near;
        *patient = subject_before(f, &d);
        return *patient == TOKEN_NONE ? NULL : counted_at(f, *patient);
    }
    /* "three of the nine people hurt have died" */
    Count *near = d.bare && !opens_phrase(f, end) ? count_right_before(f, v) : NULL;
    if (near) return near->outer ? near : outermost(f, near);
    Count *next = end < f->sentence.end ? figures_count_at(f, end) : NULL;
    if (next && next->range.first == end) return next;
    *patient = clause_patient(f->parse, v);
    /* "a girl shot and killed her friend": whoever stands right behind is the object */
    bool behind = end > v + 1 && *patient < v && opens_phrase(f, end);
    if (behind) *patient = clause_noun_chunk(f->parse, end).end - 1;
    if (*patient == TOKEN_NONE || *patient > v + FIGURES_REACH) return NULL;
    Count *c = counted_at(f, *patient);
    return c && (c->range.first > v) == (*patient > v) ? c : NULL;
}

static Count *find_subject(const FigureScan *f, uint32_t v, uint32_t *patient) {
    Deed d = read_deed(f, v);
    Count *near = count_before(f, d.first);
    if (near) return near;
    if (d.passive && d.first < v) {
        *patient = TOKEN_NONE;
        return NULL;
    }
    *patient = subject_before(f, &d);
    return *patient == TOKEN_NONE ? NULL : counted_at(f, *patient);
}

/* Right behind a verb, "were feared dead"; a tree knows better. */
static bool is_predicate(const FigureScan *f, uint32_t i) {
    if (clause_has_tree(f->parse, i)) return true;
    while (i > f->sentence.first && f->parse->tokens.v[i - 1].upos == UPOS_ADV) i--;
    return i > f->sentence.first && token_is_verb(&f->parse->tokens.v[i - 1]);
}

/* "30 are dead", "left 30 dead", "30 people were living in tents" */
static Count *find_state(const FigureScan *f, TokenRange at, uint32_t *patient) {
    Deed d = read_deed(f, at.first);
    Count *near = count_before(f, at.first), *c = NULL;
    if (!near && d.first > f->sentence.first && figures_word(f, d.first - 1, ","))
        near = before_aside(f, d.first - 1);
    if (near) return near;
    if (is_predicate(f, at.first)) {
        *patient = clause_subject(f->parse, at.first);
        if (*patient != TOKEN_NONE) *patient = inner_subject(f, *patient, d.first);
        c = *patient == TOKEN_NONE ? NULL : counted_at(f, *patient);
        if (c) return c;
    }
    uint32_t v = clause_verb_of(f->parse, at.end - 1);
    if (v == TOKEN_NONE || range_has(at, v)) return NULL;
    uint32_t object = clause_patient(f->parse, v);
    c = object == TOKEN_NONE || object > at.first ? NULL : counted_at(f, object);
    if (at.first > v + FIGURES_REACH) return NULL;
    if (c || object != TOKEN_NONE) {
        if (!c && *patient == TOKEN_NONE) *patient = object;
        return c;
    }
    uint32_t subject = clause_subject(f->parse, v);
    if (subject != TOKEN_NONE && *patient == TOKEN_NONE) *patient = subject;
    return subject == TOKEN_NONE || subject > at.first ? NULL : counted_at(f, subject);
}

/* "the dead included four women", "among the injured were two guards" */
static Count *find_included(const FigureScan *f, TokenRange at) {
    uint32_t v = at.end;
    if (!figures_word(f, at.first, "the")) {
        if (at.first == f->sentence.first || !figures_word(f, at.first - 1, "the")) return NULL;
        at.first--;
    }
    while (v < f->sentence.end && f->parse->tokens.v[v].upos == UPOS_AUX) v++;
    bool includes = v < f->sentence.end && str_eq(f->keys[v], S("include"));
    bool among =
        v > at.end && at.first > f->sentence.first && figures_word(f, at.first - 1, "among");
    uint32_t next = includes ? v + 1 : v;
    return (includes || among) && next < f->sentence.end ? figures_count_at(f, next) : NULL;
}

/* "the death of 30 people", "damage to 30 houses" */
static Count *find_of(const FigureScan *f, TokenRange at, uint32_t *patient) {
    static const char *const prepositions[] = {"of", "to", "for"};
    if (figures_word(f, at.end, "of") || figures_word(f, at.end, "to")) {
        bool aside = figures_word(f, at.end + 1, ",");
        for (uint32_t i = at.end + 1; i < f->sentence.end && i < at.end + FIGURES_REACH; i++) {
            Count *c = figures_count_at(f, i);
            if (c) return c;
            const Token *t = &f->parse->tokens.v[i];
            bool source = aside && figures_word(f, i, "according");
            if ((token_is_verb(t) && !source) || (token_is_noun(t) && !aside)) break;
        }
    }
    for (size_t k = 0; k < sizeof prepositions / sizeof *prepositions; k++) {
        uint32_t noun = clause_oblique(f->parse, at.end - 1, str_of(prepositions[k]));
        if (noun == TOKEN_NONE || noun < at.end || noun > at.end + FIGURES_REACH) continue;
        if (k == 0) *patient = noun;
        Count *c = counted_at(f, noun);
        if (c && c->range.first >= at.end) return c;
        if (k == 0) break;
    }
    if (at.first > f->sentence.first && f->parse->tokens.v[at.first - 1].xpos == XPOS_POS &&
        at.first >= f->sentence.first + 2)
        *patient = at.first - 2; /* "Jaramillo's murder" */
    return NULL;
}

/* "put at 98,500 the number of", "100,000: the number of" */
static Count *number_before(const FigureScan *f, uint32_t first) {
    for (uint32_t i = first; i > f->sentence.first && i + 3 > first; i--) {
        Count *c = figures_count_at(f, i - 1);
        if (c) return c->head == TOKEN_NONE && !c->share && !c->slot ? c : NULL;
        if (f->parse->tokens.v[i - 1].upos != UPOS_PUNCT &&
            f->parse->tokens.v[i - 1].upos != UPOS_SYM)
            return NULL;
    }
    return NULL;
}

/* "the toll, he said, rose to 45": the number a noun of number is given. */
static Count *find_toll(const FigureScan *f, TokenRange at) {
    Count *before = number_before(f, at.first);
    if (before) return before;
    uint32_t end =
        at.end + FIGURES_REACH < f->sentence.end ? at.end + FIGURES_REACH : f->sentence.end;
    for (uint32_t i = at.end; i < end; i++) {
        Count *c = figures_count_at(f, i);
        if (c && c->slot) continue;
        if (c && !c->money && !c->share) return c;
        const Token *t = &f->parse->tokens.v[i];
        if (token_is_verb(t) && t->upos != UPOS_AUX && !is_cue(f, i, "change")) return NULL;
        if (t->xpos == XPOS_CC && !figures_word(f, i, "and")) return NULL;
    }
    return NULL;
}

/* "Dead: 30", "Damaged houses 91,808" */
static bool is_label(const FigureScan *f, TokenRange at) {
    uint32_t i = at.end;
    if (figures_word(f, i, ":") || figures_word(f, i, "-")) return true;
    Count *c = i < f->sentence.end ? figures_count_at(f, i) : NULL;
    return c && c->head == TOKEN_NONE && at.first == f->sentence.first;
}

/* "suffered burns": a verb that measures only with such an object. */
static bool has_object(const FigureScan *f, uint32_t v, Str with) {
    if (with.n == 0) return true;
    if (str_starts(with, S("to "))) { /* "was taken to Vask Medical Center" */
        uint32_t goal = clause_oblique(f->parse, v, S("to"));
        if (goal == TOKEN_NONE || goal < v) return false;
        TokenRange chunk = clause_noun_chunk(f->parse, goal);
        for (uint32_t i = chunk.first; i < chunk.end; i++)
            if (figures_list_has(with, f->keys[i]) || figures_list_has(with, f->norms[i]))
                return true;
        return false;
    }
    uint32_t object = clause_object(f->parse, v);
    if (object == TOKEN_NONE || object < v) return false;
    return figures_list_has(with, f->keys[object]);
}

/* ---- one trigger */

static bool stands(const Trigger *t, const char *how) {
    return figures_list_has(t->stands, str_of(how));
}

static bool try_inside(FigureScan *f, const Trigger *t) {
    Count *c = figures_count_at(f, t->at.first);
    if (!c || c->after > t->at.first || c->partitive) return false;
    bool self = c->head != TOKEN_NONE && range_has(t->at, c->head);
    if (!self && t->at.end > c->phrase_end) return false;
    if (self && stands(t, "self")) {
        bool weak = str_eq(cell(f, t->row, MEASURE_WEAK), S("yes"));
        if (weak && c->measure_row) return true; /* "released 42 hostages" */
        bool kept = c->unit_row == 0;
        if (kept) return hit(f, c, t, false);
        uint32_t unit = c->unit_row;
        c->unit_row = 0; /* a noun that measures by itself needs no other leave */
        uint32_t head = c->head;
        c->head = TOKEN_NONE;
        bool done = hit(f, c, t, false);
        c->head = head;
        c->unit_row = unit;
        return done;
    }
    return !self && stands(t, "inside") && hit(f, c, t, false);
}

/* The person named right beside the trigger, where a tree has none or a thing: "man fatally shot",
 * "left a bystander dead", "in death of Oresk teen". */
static uint32_t person_beside(const FigureScan *f, const Trigger *t, bool verb, bool active) {
    uint32_t unit, before = t->at.first, after = t->at.end;
    bool object = verb && stands(t, "object"), of = figures_word(f, after, "of");
    bool behind = object && !read_deed(f, t->at.end - 1).passive && opens_phrase(f, after);
    if (behind || (of && stands(t, "of"))) {
        uint32_t from = behind ? after : after + 1;
        if (from >= f->sentence.end) return TOKEN_NONE;
        uint32_t head = clause_noun_chunk(f->parse, from).end - 1;
        return head < after + FIGURES_REACH && figures_persons(f, head, &unit) ? head : TOKEN_NONE;
    }
    bool state = stands(t, "state") && !active;
    if (!object && !stands(t, "subject") && !state) return TOKEN_NONE;
    /* "the guard shot at them"; without a verb of its own, in headlines, "man fatally shot" */
    const Token *last = &f->parse->tokens.v[t->at.end - 1];
    bool headline = f->parse->sentences.v[last->sentence].block == BLOCK_HEADLINE;
    if (object && last->xpos == XPOS_VBD && !headline) return TOKEN_NONE;
    for (uint32_t n = 0; n < CHAIN_MAX && before > f->sentence.first; n++, before--) {
        if (figures_persons(f, before - 1, &unit)) return before - 1;
        const Token *b = &f->parse->tokens.v[before - 1];
        if (b->upos != UPOS_ADV && b->upos != UPOS_AUX && !is_cue(f, before - 1, "chain")) break;
    }
    return TOKEN_NONE;
}

/* "west of Phoenix dies", "shot by son dies": no subject, whatever a tree says. */
static bool hangs_on_preposition(const FigureScan *f, uint32_t patient, uint32_t trigger) {
    if (patient > trigger) return false;
    uint32_t first = figures_mention_range(f, patient).first;
    return first > f->sentence.first && f->parse->tokens.v[first - 1].upos == UPOS_ADP;
}

/* "still live": the verb of a phrase that an adverb opens. */
static uint32_t verb_of(const FigureScan *f, const Trigger *t) {
    uint32_t v = t->at.first;
    while (v + 1 < t->at.end && f->parse->tokens.v[v].upos == UPOS_ADV) v++;
    return is_verb_like(f, v) ? v : t->at.first;
}

static StCode apply(FigureScan *f, const Trigger *t) {
    uint32_t v = verb_of(f, t), patient = TOKEN_NONE;
    VerbGroup g = clause_verb_group(f->parse, v);
    bool verb = is_verb_like(f, v), found = try_inside(f, t);
    bool fits = has_object(f, v, cell(f, t->row, MEASURE_WITH));
    if (!found && verb && stands(t, "object") && fits)
        found = hit(f, find_object(f, v, t->at.end, &patient), t, g.negated);
    if (!found && verb && stands(t, "subject") && fits)
        found = hit(f, find_subject(f, v, &patient), t, g.negated);
    /* "two gunmen wounded a teacher": whoever did it is not wounded */
    bool active = verb && !read_deed(f, v).passive && opens_phrase(f, t->at.end);
    if (!found && !active && stands(t, "state"))
        found = hit(f, find_state(f, t->at, &patient), t, g.negated);
    if (!found && !verb && (stands(t, "state") || stands(t, "self") || stands(t, "label")))
        found = hit(f, find_included(f, t->at), t, false);
    bool noun = !verb || t->at.end - t->at.first > 1; /* "claimed the lives of" */
    if (!found && noun && stands(t, "of")) found = hit(f, find_of(f, t->at, &patient), t, false);
    bool label = stands(t, "label") && is_label(f, t->at);
    if (!found && (label || stands(t, "toll"))) {
        Count *c = find_toll(f, t->at);
        found = c && (c->measure_row == 0 || c->head == TOKEN_NONE) && hit(f, c, t, false);
    }
    if (found) return ST_OK;
    uint32_t unit;
    if (patient == TOKEN_NONE || !figures_persons(f, patient, &unit)) {
        uint32_t beside = g.negated || !fits ? TOKEN_NONE : person_beside(f, t, verb, active);
        if (beside != TOKEN_NONE) patient = beside;
    }
    if (patient == TOKEN_NONE || figures_count_at(f, patient)) return ST_OK;
    if (verb && hangs_on_preposition(f, patient, v)) return ST_OK;
    return figures_mention(f, t->row, t->at, patient);
}

static StCode apply_all(FigureScan *f, uint32_t i, Phrase m) {
    for (uint32_t r = m.row; r; r = table_find(f->tables.measures, m.key, r)) {
        Trigger t = {r, table_cell(f->tables.measures, r - 1, MEASURE_STANDS), {i, i + m.words}};
        TRY(apply(f, &t));
    }
    return ST_OK;
}

/* Hands a slot's measure to its number. */
static void fill_slots(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *slot = &f->counts.v[k];
        if (!slot->slot) continue;
        slot->dropped = true;
        if (!slot->measure_row) continue;
        uint32_t end = slot->phrase_end;
        if (slot->trigger >= end && slot->trigger < end + FIGURES_REACH) end = slot->trigger + 1;
        Count *number = find_toll(f, (TokenRange){slot->range.first, end});
        if (!number || number->head != TOKEN_NONE) continue;
        Trigger t = {slot->measure_row, S("toll"), {slot->trigger, slot->trigger + 1}};
        number->measure_row = 0;
        if (!hit(f, number, &t, slot->negated)) continue;
        number->head = slot->head;
        number->unit_row = slot->unit_row;
    }
}

StCode figures_measure_sentence(FigureScan *f) {
    for (uint32_t i = f->sentence.first; i < f->sentence.end;) {
        uint32_t n = f->sentence.end - i;
        Phrase by_key = figures_match_key(f, f->tables.measures, i, n);
        Phrase by_norm = figures_match_norm(f, f->tables.measures, i, n);
        uint32_t words = by_key.words > by_norm.words ? by_key.words : by_norm.words;
        if (by_key.row && by_key.words == words) TRY(apply_all(f, i, by_key));
        bool other = by_norm.row && by_norm.words == words && !str_eq(by_norm.key, by_key.key);
        if (other) TRY(apply_all(f, i, by_norm));
        i += words ? words : 1;
    }
    fill_slots(f);
    return ST_OK;
}
