#include "extract/figures_stand.h"

enum { THEN_REACH = 6 }; /* "brought out 14 of the 20 trapped miners alive" */

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

bool figures_is_weak(const FigureScan *f, uint32_t measure_row) {
    return str_eq(cell(f, measure_row, MEASURE_WEAK), S("yes"));
}

/* "!military" */
static bool excludes(Str of, Str group) {
    Str piece;
    while (str_split(&of, ' ', &piece))
        if (piece.n > 1 && piece.p[0] == '!' && str_eq(str_from(piece, 1), group)) return true;
    return false;
}

bool figures_may_measure(const FigureScan *f, const Count *c, uint32_t row) {
    Str of = cell(f, row, MEASURE_OF);
    if (of.n == 0) return true;
    if (c->head == TOKEN_NONE) return !str_eq(of, S("life")) && !figures_list_has(of, S("noun"));
    if (f->parse->tokens.v[c->head].xpos == XPOS_PRP) return figures_list_has(of, S("person"));
    if (c->unit_row) {
        Str unit = table_cell(f->tables.units, c->unit_row - 1, UNIT_NAME);
        Str class = table_cell(f->tables.units, c->unit_row - 1, UNIT_CLASS);
        Str group = table_cell(f->tables.units, c->unit_row - 1, UNIT_GROUP);
        if (excludes(of, group)) return false;
        if (class.n && figures_list_has(of, class)) return true;
        if (group.n && figures_list_has(of, group)) return true;
        /* a home is an item, but lives are not persons to be wounded */
        if (str_eq(class, S("life"))) return false;
        return figures_list_has(of, unit) &&
               (class.n == 0 || !str_eq(unit, S("item")) || str_eq(class, S("building")));
    }
    Str unit = figures_kind_cell(f, row, KIND_UNIT);
    if (!str_eq(unit, S("person"))) return figures_list_has(of, S("item"));
    /* two bodies found are dead, two canisters are not, whatever their ending says */
    if (figures_list_has(of, S("toll"))) return false;
    const Token *t = &f->parse->tokens.v[c->head];
    return (t->flags & TOKEN_CAPITAL && t->upos == UPOS_PROPN) || human_ending(t->norm);
}

static bool stands_at_rate(const FigureScan *f, uint32_t row) {
    return row && figures_list_has(cell(f, row, MEASURE_STANDS), S("rate"));
}

/* Gives a count its measure, unless it has a better one. */
static bool hit(FigureScan *f, Count *c, const Trigger *t, bool negated) {
    if (!c || c->dropped || c->money || !figures_may_measure(f, c, t->row)) return false;
    uint32_t rank = figures_rank(f, t->row);
    bool weak = figures_is_weak(f, t->row);
    /* "seven hostages were freed": what they are gives way to what happened to them */
    bool own = t->at.first == c->head, was_own = c->trigger == c->head;
    bool better = rank > c->rank || (rank == c->rank && c->weak && !weak);
    if (weak && own) better = false;
    /* "hit by floods": the row that asks who does it knows better than "hit" alone */
    Str with = cell(f, t->row, MEASURE_WITH);
    Str before = c->measure_row ? cell(f, c->measure_row, MEASURE_WITH) : S("");
    bool same_word = c->measure_row && c->trigger == t->at.first;
    if (same_word && !weak && with.n && !before.n) better = true;
    if (same_word && !c->weak && before.n && !with.n) better = false;
    if (c->weak && was_own && !own) better = true;
    /* "turnout reached 61 per cent": what the share is of says more than the verb */
    if (c->share && stands_at_rate(f, c->measure_row)) better = false;
    if (c->measure_row && !better) return true;
    c->measure_row = t->row;
    c->rank = rank;
    c->trigger = t->at.first;
    c->negated = negated;
    c->weak = weak;
    return true;
}

/* "Dead: 30", "Damaged houses 91,808" */
static bool is_label(const FigureScan *f, TokenRange at) {
    uint32_t i = at.end;
    if (figures_word(f, i, ":") || figures_word(f, i, "-")) return true;
    Count *c = i < f->sentence.end ? figures_count_at(f, i) : NULL;
    return c && c->head == TOKEN_NONE && at.first == f->sentence.first;
}

/* Is one of the words of the phrase around `noun` in the list? */
static bool chunk_has(const FigureScan *f, uint32_t noun, Str list) {
    if (noun == TOKEN_NONE) return false;
    TokenRange chunk = clause_noun_chunk(f->parse, noun);
    for (uint32_t i = chunk.first; i < chunk.end; i++)
        if (figures_list_has(list, f->keys[i]) || figures_list_has(list, f->norms[i])) return true;
    return false;
}

/* "The surgeon has buried 17 patients" */
static bool is_someone(const FigureScan *f, uint32_t doer) {
    uint32_t unit;
    if (doer == TOKEN_NONE) return false;
    return f->parse->tokens.v[doer].xpos == XPOS_PRP || figures_persons(f, doer, &unit) ||
           figures_is_person(f, figures_unit_of(f, doer, doer));
}

/* "suffered burns", "was taken to Vask Medical Center", "stay in tents", "hit by floods": a verb
 * that measures only with such an object, goal, place or doer. */
static bool has_object(const FigureScan *f, uint32_t v, Str with) {
    static const char *const prepositions[] = {"to", "into", "in", "on", "at", "for"};
    if (with.n == 0) return true;
    Str words = with, first;
    str_split(&words, ' ', &first);
    uint32_t doer = str_eq(first, S("by")) ? clause_agent(f->parse, v) : TOKEN_NONE;
    if (str_eq(words, S("someone"))) return is_someone(f, doer);
    if (str_eq(first, S("by"))) return chunk_has(f, doer, words);
    for (size_t k = 0; k < sizeof prepositions / sizeof *prepositions; k++) {
        if (!str_eq(first, str_of(prepositions[k]))) continue;
        uint32_t goal = clause_oblique(f->parse, v, first);
        return goal != TOKEN_NONE && goal > v && chunk_has(f, goal, words);
    }
    uint32_t object = clause_object(f->parse, v);
    if (object == TOKEN_NONE || object < v) return false;
    if (str_eq(first, S("then"))) { /* "pulled two miners alive from the pit" */
        for (uint32_t i = object + 1; i < f->sentence.end && i <= object + THEN_REACH; i++) {
            if (f->parse->tokens.v[i].upos == UPOS_PUNCT) return false;
            if (figures_list_has(words, f->norms[i])) return true;
        }
        return false;
    }
    /* "5,000 people have left Oresk" */
    if (f->x->place_at[object] && figures_list_has(with, S("place"))) return true;
    return figures_list_has(with, f->keys[object]);
}

/* "Have not come back": the words that measure hold the negation. */
static bool is_negated(const FigureScan *f, const VerbGroup *g, TokenRange at) {
    for (uint32_t i = at.first; i < at.end; i++)
        if (figures_word(f, i, "not") || figures_word(f, i, "yet")) return false;
    return g->negated;
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
        bool weak = figures_is_weak(f, t->row);
        if (weak && c->measure_row) return true; /* "released 42 hostages" */
        uint32_t unit = c->unit_row, head = c->head;
        c->unit_row = 0; /* a noun that measures by itself needs no other leave */
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
    bool behind =
        object && !figures_read_deed(f, t->at.end - 1).passive && figures_opens_phrase(f, after);
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
    for (uint32_t n = 0; n < FIGURES_CHAIN_MAX && before > f->sentence.first; n++, before--) {
        if (figures_persons(f, before - 1, &unit)) return before - 1;
        const Token *b = &f->parse->tokens.v[before - 1];
        if (b->upos != UPOS_ADV && b->upos != UPOS_AUX && !figures_is_cue(f, before - 1, "chain"))
            break;
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
    while (v + 1 < t->at.end &&
           (f->parse->tokens.v[v].upos == UPOS_ADV || f->parse->tokens.v[v].xpos == XPOS_RB))
        v++;
    return figures_is_verb_like(f, v) ? v : t->at.first;
}

static StCode apply(FigureScan *f, const Trigger *t) {
    uint32_t v = verb_of(f, t), patient = TOKEN_NONE;
    VerbGroup g = clause_verb_group(f->parse, v);
    g.negated = is_negated(f, &g, t->at);
    bool verb = figures_is_verb_like(f, v), found = try_inside(f, t);
    bool fits = has_object(f, v, cell(f, t->row, MEASURE_WITH));
    if (!found && verb && stands(t, "object") && fits)
        found = hit(f, figures_find_object(f, v, t->at.end, &patient), t, g.negated);
    if (!found && verb && stands(t, "subject") && fits)
        found = hit(f, figures_find_subject(f, v, &patient), t, g.negated);
    /* "two gunmen wounded a teacher": whoever did it is not wounded */
    bool active = verb && !figures_read_deed(f, v).passive && figures_opens_phrase(f, t->at.end);
    if (!found && !active && stands(t, "state"))
        found = hit(f, figures_find_state(f, t->at, &patient), t, g.negated);
    if (!found && !verb && (stands(t, "state") || stands(t, "self") || stands(t, "label")))
        found = hit(f, figures_find_included(f, t->at), t, false);
    bool noun = !verb || t->at.end - t->at.first > 1; /* "claimed the lives of" */
    if (!found && noun && stands(t, "of"))
        found = hit(f, figures_find_of(f, t->at, &patient), t, false);
    bool label = stands(t, "label") && is_label(f, t->at);
    if (!found && (label || stands(t, "toll"))) {
        Count *c = figures_find_toll(f, t->at, false);
        found = c && (c->measure_row == 0 || c->head == TOKEN_NONE) && hit(f, c, t, false);
    }
    if (!found && stands(t, "rate")) {
        Count *c = figures_find_toll(f, t->at, true);
        found = c && !c->measure_row && c->head == TOKEN_NONE && hit(f, c, t, false);
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

/* "A drowning man", "30 dying patients": what goes on has not happened. */
static bool is_under_way(const FigureScan *f, uint32_t i, Phrase m) {
    bool participle = str_ends(f->norms[i], S("ing")) && !str_eq(f->norms[i], f->keys[i]);
    bool before = i + 1 < f->sentence.end && token_is_noun(&f->parse->tokens.v[i + 1]);
    bool fatal = str_eq(figures_kind_cell(f, m.row, KIND_SINGULAR), S("yes"));
    return m.words == 1 && participle && before && fatal &&
           clause_object(f->parse, i) == TOKEN_NONE;
}

static StCode apply_all(FigureScan *f, uint32_t i, Phrase m) {
    if (is_under_way(f, i, m)) return ST_OK;
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
        if (!slot->measure_row || slot->asked) continue;
        uint32_t end = slot->phrase_end;
        if (slot->trigger >= end && slot->trigger < end + FIGURES_REACH) end = slot->trigger + 1;
        Count *number = slot->filler
                            ? figures_count_at(f, slot->filler)
                            : figures_find_toll(f, (TokenRange){slot->range.first, end}, false);
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
