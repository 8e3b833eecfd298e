#include "extract/figures_stand.h"

enum { HOPS_MAX = 3, ASIDE_MAX = 20 };

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

bool figures_is_cue(const FigureScan *f, uint32_t i, const char *says) {
    Str asked[] = {f->keys[i], f->norms[i]};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t r = 0; (r = table_find(f->tables.cues, asked[k], r));)
            if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), says)) return true;
    return false;
}

/* What opens an aside that ends here; NULL where none does. */
static const char *aside_opener(const FigureScan *f, uint32_t end) {
    static const char *const pairs[][2] = {{",", ","}, {")", "("}, {"]", "["}, {"--", "--"},
                                           {"-", "-"}, {"–", "–"}, {"—", "—"}};
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        if (figures_word(f, end, pairs[p][0])) return pairs[p][1];
    return NULL;
}

/* The count before an aside that ends right before `verb`: "five others, among them a nun, were
 * hurt", "ten people (not named) were hurt". */
static Count *before_aside(const FigureScan *f, uint32_t verb) {
    if (verb <= f->sentence.first + 2) return NULL;
    uint32_t close = verb - 1;
    const char *opener = aside_opener(f, close);
    for (uint32_t i = close, n = 0; opener && i > f->sentence.first + 1 && n < ASIDE_MAX;
         i--, n++) {
        if (!figures_word(f, i - 1, opener)) continue;
        Count *c = figures_count_at(f, i - 2);
        return c && c->phrase_end == i - 1 ? outermost(f, c) : NULL;
    }
    return NULL;
}

/* The count that a relative clause stands between and its verb: "two women who worked there were
 * killed". */
static Count *before_relative(const FigureScan *f, uint32_t verb) {
    const Token *t = f->parse->tokens.v;
    for (uint32_t i = verb, n = 0; i > f->sentence.first + 1 && n < ASIDE_MAX; i--, n++) {
        if (t[i - 1].upos == UPOS_PUNCT && i != verb) return NULL;
        if (t[i - 1].xpos != XPOS_WP && t[i - 1].xpos != XPOS_WDT) continue;
        Count *c = figures_count_at(f, i - 2);
        return c && c->phrase_end == i - 1 ? outermost(f, c) : NULL;
    }
    return NULL;
}

/* "800 refugees a day" */
static bool is_rate(const FigureScan *f, uint32_t end) {
    if (end < f->sentence.first + 2) return false;
    bool each = figures_word(f, end - 2, "a") || figures_word(f, end - 2, "per") ||
                figures_word(f, end - 2, "every") || figures_word(f, end - 2, "each");
    uint32_t unit = figures_unit_of(f, end - 1, end - 1);
    return each && str_eq(figures_unit_cell(f, unit, UNIT_CLASS), S("time"));
}

/* "Aid for 90,000 people is stuck": the aid is. */
static bool is_meant_for(const FigureScan *f, const Count *c) {
    uint32_t first = c->range.first;
    return first >= f->sentence.first + 2 && figures_word(f, first - 1, "for") &&
           token_is_noun(&f->parse->tokens.v[first - 2]);
}

/* The count whose phrase ends right before `token`, over "to", adverbs, auxiliaries and verbs that
 * pass their object or subject on: "30 were forced to flee", "30 reported dead". */
static Count *count_right_before(const FigureScan *f, uint32_t token) {
    uint32_t i = token;
    for (uint32_t n = 0; n < FIGURES_CHAIN_MAX && i > f->sentence.first; n++) {
        Count *c = figures_count_at(f, i - 1);
        if (c) return c->phrase_end <= token && !is_meant_for(f, c) ? c : NULL;
        const Token *b = &f->parse->tokens.v[i - 1];
        bool passes = b->upos == UPOS_ADV || b->xpos == XPOS_TO || b->upos == UPOS_AUX ||
                      figures_is_cue(f, i - 1, "chain");
        bool rate = is_rate(f, i);
        if (!passes && !rate) return NULL;
        i -= rate ? 2 : 1;
    }
    return NULL;
}

static Count *count_before(const FigureScan *f, uint32_t token) {
    Count *c = count_right_before(f, token);
    return c ? outermost(f, c) : NULL;
}

bool figures_is_verb_like(const FigureScan *f, uint32_t i) {
    const Token *t = &f->parse->tokens.v[i];
    if (token_is_verb(t)) return true;
    /* headlines and upper case: a tagger takes "Killed" for a name */
    Str n = f->norms[i];
    bool cut = t->upos == UPOS_PROPN && !str_eq(f->keys[i], n); /* "Kills" */
    const Count *next = i + 1 < f->sentence.end ? figures_count_at(f, i + 1) : NULL;
    bool headline = f->parse->sentences.v[t->sentence].block == BLOCK_HEADLINE;
    if (headline && t->upos == UPOS_NOUN && next && next->range.first == i + 1)
        return true; /* "Blasts at market kill 12" */
    if (figures_shot_at(f, i) || cut) return true;
    return (t->upos == UPOS_PROPN || t->upos == UPOS_ADJ) &&
           (str_ends(n, S("ed")) || str_ends(n, S("shot")) || str_ends(n, S("slain")) ||
            str_ends(n, S("hurt")));
}

static bool is_be(Str lemma, Str norm) {
    return str_eq(lemma, S("be")) || str_eq(lemma, S("get")) || str_eq(norm, S("been")) ||
           str_eq(norm, S("being"));
}

Deed figures_read_deed(const FigureScan *f, uint32_t v) {
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
        bool counts =
            f->count_at[d.first - 1] != 0; /* "Eleven died", whatever a tagger takes it for */
        if (counts || (!aux && b->upos != UPOS_ADV && b->xpos != XPOS_RB)) break;
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

/* The noun right before a verb, an aside between them left out. */
static uint32_t noun_right_before(const FigureScan *f, uint32_t verb) {
    uint32_t end = verb;
    const char *opener = end > f->sentence.first ? aside_opener(f, end - 1) : NULL;
    if (opener) {
        for (end -= 2; end > f->sentence.first && verb - end < ASIDE_MAX; end--)
            if (figures_word(f, end, opener)) break;
        if (!figures_word(f, end, opener)) return TOKEN_NONE;
    }
    bool noun = end > f->sentence.first && token_is_nominal(&f->parse->tokens.v[end - 1]);
    return noun ? end - 1 : TOKEN_NONE;
}

/* "Two men were held after a girl was shot": many never "was", whatever a tree says. */
static bool disagrees(const FigureScan *f, const Deed *d, uint32_t subject) {
    if (d->first >= d->verb || !figures_word_in(f, d->first, LIST_SINGULAR_AUXILIARY)) return false;
    const Count *c = figures_count_at(f, subject);
    return c ? c->quantifier != QUANT_NO && figures_most(c) > 1000
             : f->parse->tokens.v[subject].xpos == XPOS_NNS;
}

static uint32_t subject_before(const FigureScan *f, const Deed *d) {
    bool tree = clause_has_tree(f->parse, d->verb) || d->auxiliary == TOKEN_NONE;
    uint32_t subject = clause_subject(f->parse, tree ? d->verb : d->auxiliary);
    if (subject == TOKEN_NONE || subject > d->verb) return TOKEN_NONE; /* a speaker stands behind */
    uint32_t near = disagrees(f, d, subject) ? noun_right_before(f, d->first) : TOKEN_NONE;
    return near != TOKEN_NONE && near > subject ? near : inner_subject(f, subject, d->first);
}

bool figures_opens_phrase(const FigureScan *f, uint32_t i) {
    if (i >= f->sentence.end || f->x->time_at[i]) return false;
    const Token *t = &f->parse->tokens.v[i];
    if (t->upos == UPOS_ADJ && i + 1 < f->sentence.end) return token_is_noun(t + 1);
    return token_is_nominal(t) || t->upos == UPOS_DET || t->upos == UPOS_NUM ||
           t->xpos == XPOS_PRPS || figures_count_at(f, i);
}

/* "Five of the nine people who caught the fever": the nine caught it. */
static Count *antecedent(const FigureScan *f, uint32_t verb) {
    if (verb < f->sentence.first + 2) return NULL;
    const Token *who = &f->parse->tokens.v[verb - 1];
    if (who->xpos != XPOS_WP && who->xpos != XPOS_WDT) return NULL;
    Count *c = figures_count_at(f, verb - 2);
    return c && c->outer && c->phrase_end == verb - 1 ? c : NULL;
}

/* "Driven from their land": what stands behind is the preposition's. */
static bool has_object_behind(const FigureScan *f, uint32_t v, uint32_t end) {
    const Token *t = f->parse->tokens.v;
    bool preposition = end > v + 1 && t[v].xpos == XPOS_VBN && t[end - 1].upos == UPOS_ADP;
    return !preposition && figures_opens_phrase(f, end);
}

/* Object of the verb, subject of its passive, or the noun before a bare participle. */
Count *figures_find_object(const FigureScan *f, uint32_t v, uint32_t end, uint32_t *patient) {
    Deed d = figures_read_deed(f, v);
    if (d.passive) {
        Count *near = antecedent(f, d.first);
        if (!near) near = count_before(f, d.first);
        if (!near) near = before_aside(f, d.first);
        if (near) return near;
        *patient = subject_before(f, &d);
        Count *c = *patient == TOKEN_NONE ? NULL : counted_at(f, *patient);
        return c ? c : before_relative(f, d.first);
    }
    /* "three of the nine people hurt have died" */
    Count *near = d.bare && !has_object_behind(f, v, end) ? count_right_before(f, v) : NULL;
    if (near) return near->outer ? near : outermost(f, near);
    Count *next = end < f->sentence.end ? figures_count_at(f, end) : NULL;
    if (next && next->range.first == end) return next;
    *patient = clause_patient(f->parse, v);
    /* "a girl shot and killed her friend": whoever stands right behind is the object */
    bool behind = end > v + 1 && *patient < v && figures_opens_phrase(f, end);
    if (behind) *patient = clause_noun_chunk(f->parse, end).end - 1;
    if (*patient == TOKEN_NONE || *patient > v + FIGURES_REACH) return NULL;
    Count *c = counted_at(f, *patient);
    return c && (c->range.first > v) == (*patient > v) ? c : NULL;
}

Count *figures_find_subject(const FigureScan *f, uint32_t v, uint32_t *patient) {
    Deed d = figures_read_deed(f, v);
    if (d.passive && d.first < v) {
        *patient = TOKEN_NONE;
        return NULL;
    }
    Count *near = antecedent(f, d.first);
    if (!near) near = count_before(f, d.first);
    if (!near) near = before_aside(f, d.first);
    if (near) return near;
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
Count *figures_find_state(const FigureScan *f, TokenRange at, uint32_t *patient) {
    Deed d = figures_read_deed(f, at.first);
    Count *near = count_before(f, at.first), *c = NULL;
    if (!near) near = before_aside(f, d.first);
    if (near) return near;
    if (is_predicate(f, at.first)) {
        *patient = clause_subject(f->parse, at.first);
        if (*patient == TOKEN_NONE) *patient = clause_subject(f->parse, at.end - 1);
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
Count *figures_find_included(const FigureScan *f, TokenRange at) {
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
Count *figures_find_of(const FigureScan *f, TokenRange at, uint32_t *patient) {
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
    if (at.first < f->sentence.first + 2 || f->parse->tokens.v[at.first - 1].xpos != XPOS_POS)
        return NULL;
    *patient = at.first - 2; /* "Jaramillo's murder", "the six priests' murder" */
    return figures_count_at(f, at.first - 2);
}

/* "put at 98,500 the number of", "raised to four its count of", "100,000: the number of" */
static Count *number_before(const FigureScan *f, uint32_t first) {
    if (first > f->sentence.first && f->parse->tokens.v[first - 1].xpos == XPOS_PRPS) first--;
    for (uint32_t i = first; i > f->sentence.first && i + 3 > first; i--) {
        Count *c = figures_count_at(f, i - 1);
        if (c) return c->head == TOKEN_NONE && !c->share && !c->slot ? c : NULL;
        if (figures_word(f, i - 1, ";")) return NULL; /* "new cases: 87; deaths: 41" */
        if (f->parse->tokens.v[i - 1].upos != UPOS_PUNCT &&
            f->parse->tokens.v[i - 1].upos != UPOS_SYM)
            return NULL;
    }
    return NULL;
}

/* "the toll, he said, rose to 45": the number a noun of number is given; "turnout was put at 68 per
 * cent": the share. */
Count *figures_find_toll(const FigureScan *f, TokenRange at, bool share) {
    Count *before = number_before(f, at.first);
    if (before) return before;
    uint32_t end =
        at.end + FIGURES_REACH < f->sentence.end ? at.end + FIGURES_REACH : f->sentence.end;
    for (uint32_t i = at.end; i < end; i++) {
        Count *c = figures_count_at(f, i);
        if (c && c->slot) continue;
        if (c && !c->money && c->share == share) return c;
        const Token *t = &f->parse->tokens.v[i];
        if (token_is_verb(t) && t->upos != UPOS_AUX && !figures_is_cue(f, i, "change")) return NULL;
        if (t->xpos == XPOS_CC && !figures_word(f, i, "and")) return NULL;
    }
    return NULL;
}
