#include "extract/figures.h"

/* "one" is a number only before what it counts. */
static bool is_pronoun_one(const FigureScan *f, uint32_t i) {
    if (!figures_word(f, i, "one")) return false;
    if (figures_word(f, i + 1, "another") || figures_word(f, i + 1, "day") ||
        figures_word(f, i + 1, "can") || figures_word(f, i + 1, "'s"))
        return true;
    return i > f->sentence.first && figures_word_in(f, i - 1, LIST_PRONOUN_ONE) &&
           !figures_word(f, i - 1, "only");
}

/* A number of four digits with nothing that could be counted is a year. */
static bool looks_like_year(const FigureScan *f, const Count *c) {
    Str s = f->norms[c->number];
    return c->after == c->number + 1 && s.n == 4 && (s.p[0] == '1' || s.p[0] == '2') &&
           str_find_char(s, ',') == SIZE_MAX && c->head == TOKEN_NONE;
}

/* ---- the scan */

static void claim_tokens(FigureScan *f, uint32_t index) {
    Count *c = &f->counts.v[index];
    uint32_t holder = f->count_at[c->number];
    if (holder && f->counts.v[holder - 1].partitive) c->outer = holder;
    for (uint32_t i = c->range.first; i < c->phrase_end; i++)
        if (!f->count_at[i] || c->outer) f->count_at[i] = index + 1;
}

/* "$", "Rs"; "won" is a verb more often than Korea's money. */
static bool is_sign(const FigureScan *f, uint32_t i) {
    if (token_is_verb(&f->parse->tokens.v[i])) return false;
    uint32_t row = table_find(f->tables.units, f->norms[i], 0);
    return row && str_eq(figures_unit_cell(f, row, UNIT_NAME), S("money"));
}

/* "Four shootings", "two separate explosions": what the sentence counts else may be their total. */
static void note_several(FigureScan *f, const Count *c) {
    bool one = c->quantifier == QUANT_NO || (c->value.some && c->value.milli <= 1000);
    bool apart = false;
    for (uint32_t i = c->after; i < c->phrase_end; i++)
        apart |= figures_word(f, i, "separate") || figures_word(f, i, "different");
    Str class = figures_unit_cell(f, c->unit_row, UNIT_CLASS);
    bool event = str_eq(class, S("occurrence")) || (apart && str_eq(class, S("event")));
    f->several |= event && !one;
}

/* What a number counts, then whether it is worth keeping. */
static bool finish(FigureScan *f, Count *c, uint32_t end) {
    bool sign = c->number > f->sentence.first && is_sign(f, c->number - 1);
    if (sign) {
        if (c->range.first == c->number) c->range.first--;
        c->unit_row = table_find(f->tables.units, f->norms[c->number - 1], 0);
        c->money = true;
    } else {
        figures_read_phrase(f, c, end);
    }
    /* "2 million somoni", whatever a tagger takes it for */
    if (c->head == TOKEN_NONE && c->range.end < end && is_sign(f, c->range.end)) {
        c->unit_row = table_find(f->tables.units, f->norms[c->range.end], 0);
        c->phrase_end = c->range.end + 1;
    }
    Str unit = figures_unit_cell(f, c->unit_row, UNIT_NAME);
    if (str_eq(unit, S("money"))) c->money = true;
    if (str_eq(unit, S("none"))) {
        note_several(f, c);
        return false;
    }
    if (looks_like_year(f, c)) return false;
    if (str_eq(unit, S("percent"))) {
        c->share = true;
        c->range.end = c->phrase_end;
        c->head = TOKEN_NONE;
        c->unit_row = 0;
        figures_read_phrase(f, c, end);
    }
    if (c->money && c->phrase_end > c->range.end) c->range.end = c->phrase_end;
    return true;
}

/* "rose from 30 to 45", "by four to 29": the new number counts, the other one is passed over. */
static NumberRead new_number(const FigureScan *f, uint32_t *at, uint32_t end, NumberRead r) {
    bool from = *at >= f->sentence.first + 2 &&
                (figures_word(f, *at - 1, "from") || figures_word(f, *at - 1, "by"));
    if (!r.range || !from) return r;
    bool changes = false;
    for (uint32_t i = *at - 1, n = 0; i > f->sentence.first && n < 4 && !changes; i--, n++) {
        uint32_t row = table_find(f->tables.cues, f->keys[i - 1], 0);
        changes = row && str_eq(table_cell(f->tables.cues, row - 1, CUE_SAYS), S("change")) &&
                  token_is_verb(&f->parse->tokens.v[i - 1]);
    }
    for (uint32_t i = *at; changes && i < *at + r.words; i++) {
        if (!figures_word(f, i, "to")) continue;
        *at = i + 1;
        return number_read(f->tables.numbers, f->parse->tokens.v, i + 1, end);
    }
    return r;
}

/* "three (3) deaths": what is written twice is one number. */
static uint32_t words_twice(const FigureScan *f, uint32_t at, uint32_t end, const NumberRead *r) {
    uint32_t after = at + r->words;
    if (!r->by_word || !figures_word(f, after, "(")) return r->words;
    NumberRead again = number_read(f->tables.numbers, f->parse->tokens.v, after + 1, end);
    bool same = again.words && !again.by_word && again.low.milli == r->low.milli &&
                again.high.milli == r->high.milli && figures_word(f, after + 1 + again.words, ")");
    return same ? r->words + again.words + 2 : r->words;
}

/* "Both pilots died", "both pilots and a nun" are two; "both pilots and crew", "both people on the
 * ground and", "both killed" are no number. */
static bool is_conjunction_both(const FigureScan *f, const Count *c) {
    if (!figures_word(f, c->number, "both")) return false;
    uint32_t next = c->phrase_end;
    const Token *t = f->parse->tokens.v;
    if (c->head == TOKEN_NONE || t[c->head].xpos != XPOS_NNS) return true;
    if (next >= f->sentence.end) return false;
    if (figures_word(f, next, "and"))
        return next + 1 >= f->sentence.end || t[next + 1].upos != UPOS_DET;
    bool verb = t[next].upos == UPOS_AUX || (token_is_verb(&t[next]) && t[next].xpos != XPOS_VBG);
    return !verb && t[next].upos != UPOS_PUNCT;
}

static StCode scan_number(FigureScan *f, uint32_t *i, uint32_t end, NumberRead read) {
    uint32_t at = *i;
    read = new_number(f, &at, end, read);
    read.words = words_twice(f, at, end, &read);
    const NumberRead *r = &read;
    *i = at + r->words;
    if (figures_counts_nothing(f, at, r) || is_pronoun_one(f, at)) return ST_OK;
    uint32_t index = f->counts.n;
    Count *c = figures_push(f, (TokenRange){at, at + r->words});
    TRY_MEM(c, f->x->err);
    c->share = r->share;
    c->by = r->by_word ? COUNTED_WORD : COUNTED_NUMERAL;
    c->low = r->low;
    c->high = r->high;
    c->quantifier = r->range ? QUANT_BETWEEN : QUANT_EXACT;
    if (!r->range) c->value = r->low;
    if (c->value.some && c->value.milli == 0) {
        c->quantifier = QUANT_NO;
        c->by = COUNTED_NEGATION;
    }
    if (!figures_read_between(f, c, end)) {
        if (at > f->sentence.first && is_sign(f, at - 1)) c->range.first--;
        figures_read_quantifier(f, c);
    }
    if (!finish(f, c, end) || is_conjunction_both(f, c)) {
        f->counts.n--;
        return ST_OK;
    }
    claim_tokens(f, index);
    if (c->range.end > *i) *i = c->range.end;
    return ST_OK;
}

/* "most wanted", "at most 30": the word is a share only before the noun it is a share of. */
static bool is_most(const FigureScan *f, uint32_t i, uint32_t words) {
    const Token *t = f->parse->tokens.v;
    if (words > 1) return true;
    bool before =
        i > f->sentence.first && (t[i - 1].upos == UPOS_DET || t[i - 1].upos == UPOS_ADP ||
                                  t[i - 1].xpos == XPOS_POS || t[i - 1].xpos == XPOS_PRPS);
    bool after = i + 1 < f->sentence.end &&
                 (token_is_noun(&t[i + 1]) || (t[i + 1].upos == UPOS_ADJ && t[i].xpos == XPOS_JJS));
    return !before && after;
}

/* A share in words: kept where a noun follows, or the number that it is nearly all of. */
static void finish_share(FigureScan *f, Count *c, uint32_t end) {
    c->share = true;
    c->quantifier = QUANT_VAGUE;
    c->bounds = BOUND_RULE;
    c->by = COUNTED_WORD;
    c->value = (Number){0};
    figures_read_phrase(f, c, end);
    c->partitive = str_eq(f->norms[c->range.end - 1], S("of"));
}

/* "Not a prisoner was taken" counts; "this is not a prisoner" does not. */
static bool is_what_it_is_not(const FigureScan *f, uint32_t i, uint32_t words) {
    bool article = words == 2 && figures_word_in(f, i + 1, LIST_ARTICLE);
    if (!article || !figures_word(f, i, "not") || i == f->sentence.first) return false;
    const Token *b = &f->parse->tokens.v[i - 1];
    return b->upos != UPOS_PUNCT && b->upos != UPOS_CCONJ && b->upos != UPOS_SCONJ;
}

/* "No longer", "no running water": it counts nothing unless a noun or a state follows, "no injured". */
static bool lacks_noun(const FigureScan *f, const Count *c) {
    if (c->by != COUNTED_NEGATION || c->head != TOKEN_NONE || c->after >= f->sentence.end)
        return false;
    if (!figures_word_in(f, c->after - 1, LIST_BEFORE_NOUN)) return false;
    return !table_find(f->tables.measures, f->norms[c->after], 0);
}

/* "dozens", "tens of thousands", "no": what has no number in it. */
static StCode scan_vague(FigureScan *f, uint32_t *i, uint32_t end, bool *found) {
    Phrase m = figures_match_norm(f, f->tables.vague, *i, end - *i);
    *found = m.row != 0;
    if (!m.row) return ST_OK;
    uint32_t index = f->counts.n;
    Count *c = figures_push(f, (TokenRange){*i, *i + m.words});
    TRY_MEM(c, f->x->err);
    uint64_t low = 0, high = 0;
    bool some_low = str_to_u64(table_cell(f->tables.vague, m.row - 1, VAGUE_LOW), &low);
    bool some_high = str_to_u64(table_cell(f->tables.vague, m.row - 1, VAGUE_HIGH), &high);
    if (some_low) c->low = number_of((int64_t)low);
    if (some_high) c->high = number_of((int64_t)high);
    bool one = some_low && some_high && low == high;
    c->quantifier = one ? (low ? QUANT_ABOUT : QUANT_NO) : QUANT_VAGUE;
    c->by = one && !low ? COUNTED_NEGATION : COUNTED_WORD;
    c->bounds = one ? BOUND_STATED : BOUND_RULE;
    if (one) c->value = c->low;
    uint32_t whole = *i + m.words + 1; /* "will have none of it" */
    bool idle = one && !low && figures_word(f, whole - 1, "of") &&
                (figures_word(f, whole, "it") || figures_word(f, whole, "this") ||
                 figures_word(f, whole, "that"));
    bool share = str_eq(table_cell(f->tables.vague, m.row - 1, VAGUE_SHARE), S("yes"));
    idle |= is_what_it_is_not(f, *i, m.words);
    if (idle || (share && !is_most(f, *i, m.words))) {
        f->counts.n--;
        *found = false;
        return ST_OK;
    }
    *i += m.words;
    if (share)
        finish_share(f, c, end);
    else
        figures_read_phrase(f, c, end);
    if (str_eq(figures_unit_cell(f, c->unit_row, UNIT_NAME), S("none"))) {
        note_several(f, c);
        f->counts.n--;
        return ST_OK;
    }
    if (lacks_noun(f, c)) {
        f->counts.n--;
        return ST_OK;
    }
    claim_tokens(f, index);
    return ST_OK;
}

/* "the number of displaced families", "its count of the dead": a place for the number that is put at, or
 * rises to; "how many marched?": one for the number of the answer. */
static StCode scan_slot(FigureScan *f, uint32_t *i, uint32_t end, bool *found) {
    Phrase m = figures_match_norm(f, f->tables.cues, *i, end - *i);
    Str says = m.row ? table_cell(f->tables.cues, m.row - 1, CUE_SAYS) : S("");
    bool asked = str_eq(says, S("asked"));
    bool number = *i + m.words < end && f->parse->tokens.v[*i + m.words].upos == UPOS_NUM;
    *found = asked || (str_eq(says, S("number")) && !number &&
                       !(*i > f->sentence.first && (figures_word(f, *i - 1, "a"))));
    if (!*found) return ST_OK;
    uint32_t index = f->counts.n;
    Count *c = figures_push(f, (TokenRange){*i, *i + m.words});
    TRY_MEM(c, f->x->err);
    c->slot = true;
    c->asked = asked;
    *i += m.words;
    uint32_t first = *i;
    while (first < end && (f->parse->tokens.v[first].upos == UPOS_DET ||
                           f->parse->tokens.v[first].xpos == XPOS_PRPS))
        first++;
    figures_read_nouns(f, c, first, end);
    if (c->head == TOKEN_NONE && c->phrase_end < first)
        c->phrase_end = first; /* "of the wounded" */
    claim_tokens(f, index);
    return ST_OK;
}

/* "1057 people": what looks like a year is a number when it counts something. */
static bool counts_after_all(const FigureScan *f, uint32_t i) {
    Ref time = f->x->time_at[i];
    bool alone = (i == f->sentence.first || f->x->time_at[i - 1] != time) &&
                 i + 1 < f->sentence.end && f->x->time_at[i + 1] != time;
    if (!alone || f->norms[i].n != 4 || !str_to_u64(f->norms[i], &(uint64_t){0})) return false;
    uint32_t row = figures_unit_of(f, i + 1, i + 1);
    Str unit = figures_unit_cell(f, row, UNIT_NAME);
    return figures_is_person(f, row) || str_eq(unit, S("household")) || str_eq(unit, S("item"));
}

StCode figures_scan_sentence(FigureScan *f) {
    uint32_t end = f->sentence.first; /* of the run of tokens that belong to no time */
    for (uint32_t i = f->sentence.first; i < f->sentence.end;) {
        if (f->x->time_at[i] && !counts_after_all(f, i)) {
            i++;
            continue;
        }
        if (end <= i)
            for (end = i + 1; end < f->sentence.end && !f->x->time_at[end];) end++;
        NumberRead r = number_read(f->tables.numbers, f->parse->tokens.v, i, end);
        if (r.words) {
            TRY(scan_number(f, &i, f->sentence.end, r));
            continue;
        }
        bool found;
        TRY(scan_vague(f, &i, f->sentence.end, &found));
        if (!found) TRY(scan_slot(f, &i, f->sentence.end, &found));
        if (!found) i++;
    }
    return figures_scan_subjects(f);
}
