#include "extract/event_making.h"

enum { PARTED_REACH = 14 }; /* tokens from a verb to what belongs to it behind its object */

bool cell_next(Str *rest, char sep, Str *item) {
    while (str_split(rest, sep, item)) {
        *item = str_trim(*item);
        if (item->n) return true;
    }
    return false;
}

bool cell_has(Str cell, Str item) {
    Str one;
    while (cell_next(&cell, ',', &one))
        if (str_eq(one, item)) return true;
    return false;
}

/* ---- tags */

/* "the shelling of the port", "shelling by the army": an -ing word that a tagger may call a verb. */
static bool is_verbal_noun(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    if (t[i].xpos != XPOS_VBG) return false;
    bool opened = i > s.first && (t[i - 1].xpos == XPOS_DT || t[i - 1].xpos == XPOS_POS ||
                                  t[i - 1].xpos == XPOS_PRPS || t[i - 1].xpos == XPOS_JJ);
    bool of = i + 1 < s.end && (str_eq(t[i + 1].norm, S("of")) || str_eq(t[i + 1].norm, S("by")));
    return opened || of;
}

/* "Water is scarce": an adjective that a tagger took for a noun has nothing before it. */
static bool is_bare_predicate(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    bool be = false;
    for (uint32_t k = s.first; k < s.end; k++) {
        if (t[k].head != i + 1) continue;
        be = be || t[k].deprel == DEP_COP;
        if (t[k].deprel == DEP_DET || t[k].deprel == DEP_AMOD || t[k].deprel == DEP_CASE ||
            t[k].deprel == DEP_COMPOUND || t[k].deprel == DEP_NUMMOD)
            return false;
    }
    return be && t[i].xpos == XPOS_NN;
}

static bool is_predicate(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    if (is_bare_predicate(p, i)) return true;
    if (t[i].upos != UPOS_ADJ && t[i].xpos != XPOS_VBN && t[i].xpos != XPOS_VBG &&
        t[i].xpos != XPOS_IN)
        return false;
    /* before a noun it is an attribute */
    if (clause_has_tree(p, i) && t[i].deprel == DEP_AMOD) return false;
    return i + 1 >= s.end || !token_is_noun(&t[i + 1]);
}

/* "The city is under siege": what is said of the subject stands behind a preposition. */
static bool is_predicate_noun(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    bool be = false, preposition = false;
    for (uint32_t k = s.first; k < i; k++) {
        be = be || (t[k].head == i + 1 && t[k].deprel == DEP_COP);
        preposition = preposition || (t[k].head == i + 1 && t[k].deprel == DEP_CASE);
    }
    return be && preposition && token_is_noun(&t[i]);
}

/* "the banned party": a participle before the noun it describes. */
static bool is_attribute(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    if (t[i].xpos != XPOS_VBN && t[i].xpos != XPOS_VBG) return false;
    if (clause_has_tree(p, i)) return t[i].deprel == DEP_AMOD;
    if (i + 1 >= s.end || i == s.first || !token_is_noun(&t[i + 1])) return false;
    Xpos before = t[i - 1].xpos;
    return before == XPOS_DT || before == XPOS_PRPS || before == XPOS_POS || before == XPOS_JJ ||
           before == XPOS_IN;
}

/* "the wounded were taken away": people. */
static bool is_people_participle(const Parse *p, uint32_t i) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, i);
    if (t[i].xpos != XPOS_VBN || i == s.first || t[i - 1].xpos != XPOS_DT) return false;
    /* "the injured were Iln and Sul" tells of them */
    if (t[i].head && token_is_noun(&t[t[i].head - 1])) return false;
    if (t[i].head && str_eq(t[t[i].head - 1].lemma, S("include"))) return false;
    return i + 1 >= s.end || (!token_is_noun(&t[i + 1]) && t[i + 1].upos != UPOS_ADJ);
}

static bool pos_fits(const EventMaking *m, Str pos, uint32_t head) {
    const Token *t = &m->p->tokens.v[head];
    if (!pos.n) return false;
    switch (pos.p[0]) {
    case 'v':
        if (t->xpos == XPOS_MD) return true;
        return token_is_verb(t) && !is_verbal_noun(m->p, head) && !is_attribute(m->p, head) &&
               !is_people_participle(m->p, head);
    case 'n': return token_is_noun(t) || is_verbal_noun(m->p, head);
    case 'a': return is_predicate(m->p, head) || is_predicate_noun(m->p, head);
    default: return false;
    }
}

/* The token that a phrase is of: its first verb ("not accept"), its last word before a preposition,
 * the noun of "under siege". */
static uint32_t phrase_head(const EventMaking *m, TokenRange r, char pos) {
    const Token *t = m->p->tokens.v;
    uint32_t head = r.first;
    if (pos == 'v')
        while (head + 1 < r.end && !token_is_verb(&t[head]) && t[head].xpos != XPOS_MD) head++;
    for (uint32_t i = r.first; pos == 'n' && i < r.end; i++) {
        if (i > r.first && (t[i].xpos == XPOS_IN || t[i].xpos == XPOS_TO)) break;
        head = i; /* the last word: "police raided" is no "police raid" */
    }
    bool behind = pos == 'a' && t[r.first].xpos == XPOS_IN;
    if (behind && token_is_noun(&t[r.end - 1])) head = r.end - 1;
    return head;
}

/* A noun inside a compound tells of what the compound is: "attack helicopter" is no attack. */
static bool is_modifier(const EventMaking *m, uint32_t head) {
    const Token *t = m->p->tokens.v;
    TokenRange s = clause_sentence(m->p, head);
    if (clause_has_tree(m->p, head) && t[head].deprel == DEP_COMPOUND && t[head].head > head + 1)
        return true;
    uint32_t next = head + 1;
    if (next < s.end && t[next].xpos == XPOS_HYPH) return true;
    return next < s.end && token_is_noun(&t[next]) && t[next].upos != UPOS_PROPN &&
           !clause_has_tree(m->p, head);
}

/* "in March 2016"; "Velmar Convention Bureau" */
static bool is_name(const EventMaking *m, uint32_t head) {
    const Token *t = &m->p->tokens.v[head];
    return t->upos == UPOS_PROPN && (m->x->time_at[head] || m->x->actor_at[head]);
}

/* "a 100-pound safe" */
static bool is_measure(const EventMaking *m, uint32_t at) {
    const Token *t = m->p->tokens.v;
    uint32_t first = clause_sentence(m->p, at).first;
    return at >= first + 2 && t[at - 1].xpos == XPOS_HYPH && t[at - 2].upos == UPOS_NUM;
}

/* ---- matching */

/* Whether lemmas are asked by the lemma: names keep their capitals there, and their fold stands in
 * norm. */
static bool has_plain_lemma(const Token *t) {
    return t->upos != UPOS_PROPN && t->lemma.n;
}

/* May a table have a phrase that begins at a token? */
static bool may_begin(const EventMaking *m, const Table *table, uint32_t at, bool lemmas) {
    const Token *t = &m->p->tokens.v[at];
    if (lemmas && has_plain_lemma(t)) return table_may(table, m->lemma_tables[at]);
    return (lemmas && t->xpos == XPOS_NNPS) || table_may(table, t->norm_tables);
}

/* Where a phrase's words are read from: lemmas, or the text's own forms. */
static uint32_t read_words(const EventMaking *m, uint32_t at, bool lemmas,
                           Str out[TABLE_PHRASE_MAX]) {
    TokenRange s = clause_sentence(m->p, at);
    uint32_t n = 0;
    for (uint32_t i = at; i < s.end && n < TABLE_PHRASE_MAX; i++, n++) {
        const Token *t = &m->p->tokens.v[i];
        bool plain = has_plain_lemma(t);
        out[n] = !lemmas ? t->norm : plain ? m->lemmas[i] : t->norm;
        if (lemmas && !plain && t->xpos == XPOS_NNPS && str_ends(t->norm, S("s")))
            out[n] = (Str){t->norm.p, t->norm.n - 1};
    }
    return n;
}

/* "drones struck" is no drone strike: a phrase of a noun does not end in a finite verb. */
static bool ends_in_verb(const EventMaking *m, TokenRange r, uint32_t head) {
    const Token *t = m->p->tokens.v;
    for (uint32_t i = head + 1; i < r.end && t[i].xpos != XPOS_IN && t[i].xpos != XPOS_TO; i++)
        if (token_is_verb(&t[i]) && t[i].xpos != XPOS_VBG && t[i].xpos != XPOS_VBN) return true;
    return false;
}

typedef struct Match {
    Str key;
    uint32_t row; /* 1 + first row whose pos fits */
    TokenRange range;
    uint32_t head;
    char pos;
} Match;

/* The longest phrase at `at` that has a row for the tag of its head. */
static Match match_at(const EventMaking *m, const Table *table, int pos_column, uint32_t at,
                      bool lemmas) {
    Str words[TABLE_PHRASE_MAX];
    uint32_t n = may_begin(m, table, at, lemmas) ? read_words(m, at, lemmas, words) : 0;
    while (n) {
        Phrase phrase = table_match(table, words, n);
        if (!phrase.row) break;
        TokenRange r = {at, at + phrase.words};
        for (uint32_t row = 0; (row = table_find(table, phrase.key, row));) {
            Str pos = table_cell(table, row - 1, pos_column);
            if (!pos.n) continue;
            uint32_t head = phrase_head(m, r, pos.p[0]);
            if (!pos_fits(m, pos, head)) continue;
            if (pos.p[0] == 'n' && ends_in_verb(m, r, head)) continue;
            return (Match){phrase.key, row, r, head, pos.p[0]};
        }
        n = phrase.words - 1;
    }
    return (Match){.row = 0};
}

/* Does a word behind a verb's object belong to the verb: "whisked | him | away", "set | the hall |
 * on | fire"? */
static bool is_tail(const Parse *p, uint32_t verb, uint32_t i) {
    const Token *t = p->tokens.v;
    if (t[i].head == verb + 1 && (token_is_nominal(&t[i - 1]) || t[i - 1].head != verb + 1))
        return t[i].deprel == DEP_COMPOUND_PRT || t[i].deprel == DEP_ADVMOD ||
               t[i].deprel == DEP_XCOMP;
    /* "hold Oresk | responsible": hung on the object as if it stood before it */
    if (t[i].deprel == DEP_AMOD && t[i].head && t[i].head <= i)
        return t[t[i].head - 1].deprel == DEP_OBJ && t[t[i].head - 1].head == verb + 1;
    if (t[i].deprel != DEP_CASE || !t[i].head) return false;
    const Token *noun = &t[t[i].head - 1];
    return noun->head == verb + 1 && noun->deprel == DEP_OBL;
}

/* The phrase that a verb makes with what stands behind its object; its range is the verb alone. A
 * preposition counts with its noun only: "called the envoy for talks" is not to call for him. */
static Match match_parted(const EventMaking *m, const Table *table, int pos_column, uint32_t at) {
    const Parse *p = m->p;
    TokenRange s = clause_sentence(p, at);
    if (!token_is_verb(&p->tokens.v[at]) || !clause_has_tree(p, at)) return (Match){.row = 0};
    if (!table_may(table, m->lemma_tables[at])) return (Match){.row = 0};
    uint32_t object = clause_object(p, at);
    if (object == TOKEN_NONE || object < at) return (Match){.row = 0};
    for (uint32_t i = object + 1; i < s.end && i < at + PARTED_REACH; i++) {
        if (!is_tail(p, at, i)) continue;
        Str words[1 + TABLE_PHRASE_MAX] = {m->lemmas[at]};
        uint32_t n = 1 + read_words(m, i, true, words + 1);
        if (n > TABLE_PHRASE_MAX) n = TABLE_PHRASE_MAX;
        Phrase phrase = table_match(table, words, n);
        uint32_t least = p->tokens.v[i].deprel == DEP_CASE ? 3 : 2;
        /* what a preposition at its end brings is no object: "pulled its troops out | of" */
        while (phrase.row && phrase.words > least &&
               p->tokens.v[i + phrase.words - 2].xpos == XPOS_IN)
            phrase = table_match(table, words, phrase.words - 1);
        if (!phrase.row || phrase.words < least) continue;
        for (uint32_t row = 0; (row = table_find(table, phrase.key, row));)
            if (str_eq(table_cell(table, row - 1, pos_column), S("v")))
                return (Match){phrase.key, row, {at, at + 1}, at, 'v'};
    }
    return (Match){.row = 0};
}

static Match match_either(const EventMaking *m, const Table *table, int pos_column, uint32_t at) {
    if (!table) return (Match){.row = 0};
    Match lemma = match_at(m, table, pos_column, at, true);
    const Token *t = &m->p->tokens.v[at];
    if (lemma.row && lemma.range.end - at > 1) return lemma;
    Match parted = match_parted(m, table, pos_column, at);
    if (parted.row) return parted;
    /* "talks", "hostilities", "the shelling": the form may have a row of its own */
    if (str_eq(t->norm, t->lemma)) return lemma;
    Match form = match_at(m, table, pos_column, at, false);
    if (form.row && (!lemma.row || form.range.end > lemma.range.end)) return form;
    return lemma.row ? lemma : form;
}

static bool ends_in_preposition(const EventMaking *m, TokenRange r) {
    Xpos x = m->p->tokens.v[r.end - 1].xpos;
    return x == XPOS_IN || x == XPOS_TO;
}

/* "Hurricane Beryl": the kind of a disaster before its name. */
static bool is_named_disaster(const EventMaking *m, const Match *e) {
    const Token *t = &m->p->tokens.v[e->head];
    TokenRange s = clause_sentence(m->p, e->head);
    Str class = table_cell(m->events, e->row - 1, m->col.class);
    return (t->flags & TOKEN_CAPITAL) && e->head + 1 < s.end && t[1].upos == UPOS_PROPN &&
           t->head == e->head + 2 && str_eq(class, S("DISASTER"));
}

static StCode word_add(EventMaking *m, uint32_t at, uint32_t *next) {
    Match e = match_either(m, m->events, m->col.pos, at);
    Match o = match_either(m, m->operators, m->op_pos, at);
    bool noun = e.row && e.pos == 'n';
    bool other = noun && (is_modifier(m, e.head) || is_name(m, e.head));
    if (other && !is_named_disaster(m, &e)) e.row = 0;
    if (e.row && e.range.end == at + 1 && is_measure(m, at)) e.row = 0;
    /* "took place" is not "took" */
    if (e.row && o.row && o.range.end > e.range.end && !ends_in_preposition(m, o.range)) e.row = 0;
    if (!e.row && !o.row) return ST_OK;
    EventWord *w = list_push(m->x->arena, &m->words, EventWord);
    TRY_MEM(w, m->x->err);
    const Match *main = e.row ? &e : &o;
    *w = (EventWord){.range = main->range, .head = main->head, .pos = main->pos};
    if (e.row) w->key = e.key;
    if (o.row) {
        w->operator_key = o.key;
        w->operator_pos = o.pos;
        w->operator_range = o.range;
        if (o.range.end > w->range.end && !e.row) w->range = o.range;
    }
    uint32_t end = w->range.end > w->operator_range.end ? w->range.end : w->operator_range.end;
    for (uint32_t i = w->range.first; i < end; i++) m->word_at[i] = m->words.n;
    *next = end;
    return ST_OK;
}

uint32_t event_operator_row(const EventMaking *m, const EventWord *w, Str arc) {
    if (!w->operator_key.p) return 0;
    for (uint32_t r = 0; (r = table_find(m->operators, w->operator_key, r));) {
        Str pos = table_cell(m->operators, r - 1, m->op_pos);
        if (!pos.n || pos.p[0] != w->operator_pos) continue;
        if (cell_has(table_cell(m->operators, r - 1, m->op_inside), arc)) return r;
    }
    return 0;
}

/* ---- kinds of things */

Str event_kind_of(const EventMaking *m, TokenRange r, uint32_t head) {
    Str words[TABLE_PHRASE_MAX];
    for (int lemmas = 1; lemmas >= 0; lemmas--) {
        for (uint32_t i = r.first; i <= head; i++) {
            if (head - i >= TABLE_PHRASE_MAX || !may_begin(m, m->objects, i, lemmas)) continue;
            uint32_t n = read_words(m, i, lemmas, words);
            if (n > head + 1 - i) n = head + 1 - i;
            Phrase phrase = table_match(m->objects, words, n);
            if (phrase.row && i + phrase.words == head + 1)
                return table_cell(m->objects, phrase.row - 1, m->object_kind);
        }
    }
    return S("");
}

Str event_kind_at(const EventMaking *m, uint32_t head) {
    if (!m->objects) return S("");
    if (m->kind_at[head].p) return m->kind_at[head];
    TokenRange c = clause_noun_chunk(m->p, head);
    if (!range_has(c, head)) c = (TokenRange){head, head + 1};
    m->kind_at[head] = event_kind_of(m, c, head);
    return m->kind_at[head];
}

static StCode note_kind(EventMaking *m, uint32_t at) {
    if (!token_is_noun(&m->p->tokens.v[at]) || !m->objects) return ST_OK;
    Str kind = event_kind_of(m, (TokenRange){at, at + 1}, at);
    if (!kind.n) return ST_OK;
    uint32_t *count = map_at(&m->kinds, kind);
    TRY_MEM(count, m->x->err);
    ++*count;
    return ST_OK;
}

/* ---- lemmas */

static bool is_known_verb(const EventMaking *m, Str word) {
    return table_match(m->events, &word, 1).row || table_match(m->operators, &word, 1).row;
}

/* "struck" is of "strike", "shelled" of "shell" and "extradited" of "extradite", whatever the
 * lemmatiser makes of it: by en/verb_forms, or of the stems that the ending allows the one
 * that a row knows. */
static Str verb_lemma(const EventMaking *m, const Token *t) {
    static const char *const endings[] = {"ed", "d", "ing", "es", "s"};
    if (is_known_verb(m, t->lemma)) return t->lemma;
    uint32_t row = m->verb_forms ? table_find(m->verb_forms, t->norm, 0) : 0;
    if (row) return table_cell(m->verb_forms, row - 1, table_column(m->verb_forms, "verb"));
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        Str end = str_of(endings[i]);
        if (!str_ends(t->norm, end) || t->norm.n < end.n + 3) continue;
        Str stem = {t->norm.p, t->norm.n - end.n};
        if (is_known_verb(m, stem)) return stem;
        if (!str_eq(end, S("ing"))) continue;
        Str with_e = arena_join(m->x->arena, stem, S("e"));
        if (with_e.p && is_known_verb(m, with_e)) return with_e;
    }
    return t->lemma;
}

static StCode read_lemmas(EventMaking *m) {
    m->lemmas = arena_new(m->x->arena, Str, m->p->tokens.n);
    m->kind_at = arena_new(m->x->arena, Str, m->p->tokens.n);
    m->lemma_tables = arena_new(m->x->arena, uint32_t, m->p->tokens.n);
    TRY_MEM(m->lemmas && m->kind_at && m->lemma_tables, m->x->err);
    for (uint32_t i = 0; i < m->p->tokens.n; i++) {
        const Token *t = &m->p->tokens.v[i];
        m->lemmas[i] = token_is_verb(t) ? verb_lemma(m, t) : t->lemma;
        bool same = m->lemmas[i].p == t->lemma.p && m->lemmas[i].n == t->lemma.n;
        m->lemma_tables[i] = same ? t->lemma_tables : 0;
    }
    return ST_OK;
}

/* The tokens that sources of claims are named by. */
static StCode mark_sources(EventMaking *m) {
    const Parse *p = m->p;
    m->told_by = arena_new(m->x->arena, bool, p->tokens.n);
    TRY_MEM(m->told_by, m->x->err);
    for (uint32_t k = 0; k < m->x->out->claims.n; k++) {
        const Claim *c = &m->x->out->claims.v[k];
        if (!c->source || !span_some(c->source->span)) continue;
        uint32_t low = 0, high = p->tokens.n;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (p->tokens.v[middle].span.end <= c->source->span.start)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < p->tokens.n && p->tokens.v[low].span.start < c->source->span.end; low++)
            m->told_by[low] = true;
    }
    return ST_OK;
}

StCode event_words_find(EventMaking *m) {
    const Parse *p = m->p;
    TRY(read_lemmas(m));
    TRY(mark_sources(m));
    m->kinds = (Map){.arena = m->x->arena};
    m->word_at = arena_new(m->x->arena, uint32_t, p->tokens.n);
    TRY_MEM(m->word_at, m->x->err);
    for (uint32_t k = 0; k < p->sentences.n; k++) {
        const Sentence *s = &p->sentences.v[k];
        if (!s->coded || s->block == BLOCK_CELL) continue;
        for (uint32_t i = s->first; i < s->first + s->count;) {
            uint32_t next = i + 1;
            TRY(note_kind(m, i));
            if (!token_is_punct(&p->tokens.v[i])) TRY(word_add(m, i, &next));
            i = next;
        }
    }
    return ST_OK;
}
