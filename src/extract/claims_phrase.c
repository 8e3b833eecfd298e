/* Attributions by phrases of en/hearsay, and by a name and a colon. */
#include "extract/claims_parts.h"

/* Where the sentence's own content begins: with the sentence, or with the quotation that began
 * sentences ago and ends in it. */
static uint32_t whole_start(const Claiming *c, TokenRange s, uint32_t before) {
    uint32_t start = s.first;
    const Quotation *q = quotes_at(&c->quotes, s.first);
    if (q && q->range.first < start) start = q->range.first;
    for (uint32_t i = s.first; i < before; i++) {
        const Draft *d = c->cue_of[i] ? &c->drafts.v[c->cue_of[i] - 1] : NULL;
        if (d && d->frame == FRAME_QUOTE && d->content.n && d->content.v[0].first < start)
            start = d->content.v[0].first;
    }
    return start;
}

static bool has_finite(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++) {
        Xpos x = c->p->tokens.v[i].xpos;
        if (x == XPOS_VBZ || x == XPOS_VBP || x == XPOS_VBD || x == XPOS_MD) return true;
    }
    return false;
}

/* The part of a sentence between semicolons, or behind what somebody says before a colon, that a phrase
 * attributes: "ten died, the League said;
 * according to the police nobody did" tells what two people say. Parts before it that nobody else
 * says are attributed along. */
static TokenRange part_between_semicolons(const Claiming *c, uint32_t at) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, at), part = s;
    bool said = false;
    for (uint32_t i = s.first; i < s.end; i++) {
        said = said || (i < at && c->cue_of[i]);
        /* "He denied it and blamed Velmar: gunmen, according to him, sat there" */
        bool colon = i < at && said && token_is_word(&t[i], ":") &&
                     has_finite(c, (TokenRange){i + 1, s.end});
        if ((!colon && !token_is_word(&t[i], ";")) ||
            quotes_at(&c->quotes, i) != quotes_at(&c->quotes, at))
            continue;
        if (i >= at) return (TokenRange){part.first, i};
        if (said || i + 1 == at) part.first = i + 1;
        said = false;
    }
    return part;
}

/* The sentence without the phrase: what stands before it and after it. */
static StCode add_around(Claiming *c, Draft *d, TokenRange s, TokenRange phrase) {
    const Token *t = c->p->tokens.v;
    uint32_t start = phrase.first > s.first ? whole_start(c, s, phrase.first) : s.first;
    start = content_aside_start(c, start, phrase.first);
    TRY_MEM(draft_content(c, d, (TokenRange){start, phrase.first}), c->x->err);
    uint32_t after = phrase.end;
    /* "according to a poll taken by Oresk radio, ten …": to the comma */
    for (uint32_t i = after; phrase.first == s.first && i < s.end && i < after + ASIDE_MAX; i++)
        if (t[i].xpos == XPOS_COMMA) {
            /* "according to her seven are dead, because": said at once */
            if (!content_is_clause(c, after, i)) after = i;
            break;
        }
    if (after < s.end && (t[after].xpos == XPOS_COMMA || phrase.first == s.first)) {
        TokenRange rest = {after, content_clause_end(c, after + (t[after].xpos == XPOS_COMMA))};
        TRY_MEM(draft_content(c, d, rest), c->x->err);
    }
    return ST_OK;
}

/* Who stands behind "according to": "its own count", "recently leaked letters", whatever a tagger takes
 * their first words for; up to a colon, a quotation or a bracket that no name opens. */
static TokenRange named_behind(const Claiming *c, uint32_t first, uint32_t end) {
    enum { BEFORE_NOUN = 4 };
    const Token *t = c->p->tokens.v;
    uint32_t noun = first;
    while (noun < end && noun < first + BEFORE_NOUN && !token_is_nominal(&t[noun]) &&
           (t[noun].xpos == XPOS_PRPS || t[noun].xpos == XPOS_VB || t[noun].xpos == XPOS_VBN ||
            t[noun].xpos == XPOS_RB || t[noun].xpos == XPOS_JJ))
        noun++;
    if (noun == end || !token_is_nominal(&t[noun])) noun = first;
    if (noun > first) noun = clause_noun_head(c->p, clause_noun_chunk(c->p, noun));
    /* "according to her seven died" */
    if (first + 1 < end && token_is_word(&t[first], "her") && t[first + 1].xpos == XPOS_CD)
        return (TokenRange){first, first + 1};
    TokenRange source = clause_noun_phrase(c->p, noun);
    if (source.first < first || noun > first) source.first = first;
    for (uint32_t i = source.first; i < source.end; i++) {
        bool aside = t[i].xpos == XPOS_OPEN && i + 1 < end && !(t[i + 1].flags & TOKEN_CAPITAL);
        if (t[i].xpos == XPOS_COLON || aside || quotes_at(&c->quotes, i)) source.end = i;
    }
    return source;
}

/* "“…,” he said, as recalled by Iln": who passes on what another says. */
static bool is_relay(const Claiming *c, TokenRange phrase) {
    if (!token_is_word(&c->p->tokens.v[phrase.first], "as")) return false;
    for (uint32_t i = clause_sentence(c->p, phrase.first).first; i < phrase.first; i++)
        if (c->cue_of[i]) return true;
    return false;
}

/* "The statements of Iln, according to which …": the noun before the phrase, over "of". */
static uint32_t noun_before(const Claiming *c, uint32_t phrase) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, phrase).first, i = phrase;
    if (i > first && t[i - 1].xpos == XPOS_COMMA) i--;
    if (i == first || !token_is_noun(&t[i - 1])) return TOKEN_NONE;
    TokenRange chunk = clause_noun_chunk(c->p, i - 1);
    while (chunk.first > first + 1 && t[chunk.first - 1].upos == UPOS_ADP &&
           token_is_noun(&t[chunk.first - 2]))
        chunk = clause_noun_chunk(c->p, chunk.first - 2);
    return clause_noun_head(c->p, chunk);
}

/* Who told what the noun names: "of Iln" behind it, a genitive, else the noun itself. */
static TokenRange teller_of_noun(const Claiming *c, uint32_t noun, uint32_t end, uint32_t *head) {
    const Token *t = c->p->tokens.v;
    if (noun + 2 < end &&
        (token_is_word(&t[noun + 1], "of") || token_is_word(&t[noun + 1], "by"))) {
        TokenRange who = content_trim(c->p, (TokenRange){noun + 2, end});
        *head = clause_noun_head(c->p, who);
        return who;
    }
    Cue cue = {.word = CUE_NOUN, .head = noun, .range = {noun, noun + 1}};
    TokenRange who;
    source_of_noun(c, &cue, &who, head);
    if (*head != TOKEN_NONE && !c->x->time_at[*head]) return who;
    *head = noun;
    return clause_noun_chunk(c->p, noun);
}

/* A paper, a report, a rumour; not "a decree, according to which". */
static bool is_telling(const Claiming *c, const Token *noun) {
    const Table *channels = tables_get(c->x->tables, "en/channels");
    return token_lemma_in(noun, LIST_ACCUSING) || token_in(noun, LIST_REBUTTED_THING) ||
           (channels && table_find(channels, noun->lemma, 0));
}

/* "…, according to which alarms were covered, are false": what the noun before tells, up to the comma
 * behind which its sentence goes on. */
static StCode according_to_which(Claiming *c, TokenRange phrase, Stance stance) {
    const Token *t = c->p->tokens.v;
    uint32_t end = clause_sentence(c->p, phrase.first).end, from = phrase.end + 1;
    uint32_t noun = noun_before(c, phrase.first), stop = from;
    if (noun == TOKEN_NONE || from >= end || !is_telling(c, &t[noun])) return ST_OK;
    while (stop < end && !(t[stop].xpos == XPOS_COMMA && stop + 1 < end &&
                           (token_is_finite(&t[stop + 1]) || t[stop + 1].xpos == XPOS_MD)))
        stop++;
    Draft *d = draft_new(c, NULL, FRAME_SET, 95);
    TRY_MEM(d, c->x->err);
    d->cue = (TokenRange){phrase.first, from};
    d->cue_head = phrase.first;
    d->source = teller_of_noun(c, noun, phrase.first, &d->source_head);
    d->stance = stance;
    d->relative = true;
    c->cue_of[phrase.first] = c->drafts.n;
    TRY_MEM(draft_content(c, d, (TokenRange){from, stop}), c->x->err);
    return ST_OK;
}

static StCode according(Claiming *c, TokenRange phrase, Stance stance) {
    if (is_relay(c, phrase)) return ST_OK;
    uint32_t end = clause_sentence(c->p, phrase.first).end;
    if (phrase.end < end && c->p->tokens.v[phrase.end].xpos == XPOS_WDT)
        return according_to_which(c, phrase, stance);
    TokenRange s = part_between_semicolons(c, phrase.first);
    if (phrase.end >= s.end) return ST_OK;
    TokenRange source = named_behind(c, phrase.end, s.end);
    if (!range_some(source)) return ST_OK;
    uint32_t head = clause_noun_head(c->p, source);
    const Token *h = &c->p->tokens.v[head];
    if (!token_is_nominal(h) && h->xpos != XPOS_CD && h->xpos != XPOS_JJ && h->xpos != XPOS_DT &&
        h->xpos != XPOS_PRPS)
        return ST_OK;
    Draft *d = draft_new(c, NULL, FRAME_SET, 95);
    TRY_MEM(d, c->x->err);
    d->cue = phrase;
    d->cue_head = phrase.first;
    d->source = source;
    d->source_head = head;
    d->stance = stance;
    c->cue_of[phrase.first] = c->drafts.n;
    return add_around(c, d, s, (TokenRange){phrase.first, source.end});
}

/* "in Oresk's view", "by Oresk's count": the phrase that `noun` closes, opened by `opener` before a
 * genitive. */
static StCode view(Claiming *c, uint32_t noun, const char *opener, Stance stance) {
    const Token *t = c->p->tokens.v;
    TokenRange s = part_between_semicolons(c, noun), chunk = clause_noun_chunk(c->p, noun);
    if (chunk.first == s.first || !token_is_word(&t[chunk.first - 1], opener)) return ST_OK;
    Cue cue = {.word = CUE_NOUN, .head = noun, .range = {noun, noun + 1}};
    TokenRange source;
    uint32_t head;
    source_of_noun(c, &cue, &source, &head);
    if (head == TOKEN_NONE || head > noun) return ST_OK;
    Draft *d = draft_new(c, NULL, FRAME_SET, 80);
    TRY_MEM(d, c->x->err);
    d->cue = cue.range;
    d->cue_head = noun;
    d->source = source;
    d->source_head = head;
    d->stance = stance;
    d->speech = false;
    uint32_t next = noun + 1 < s.end && t[noun + 1].xpos == XPOS_COMMA ? noun + 2 : noun + 1;
    const Quotation *q = next < s.end ? quotes_at(&c->quotes, next) : NULL;
    if (q && q->range.first == next) { /* "in Iln's words, “…”" */
        TRY_MEM(draft_content(c, d, q->range), c->x->err);
        return ST_OK;
    }
    return add_around(c, d, s, (TokenRange){chunk.first - 1, noun + 1});
}

/* "reportedly": nobody is named. */
static StCode hedge(Claiming *c, TokenRange phrase, Stance stance) {
    TokenRange s = part_between_semicolons(c, phrase.first);
    Draft *d = draft_new(c, NULL, FRAME_SET, 50);
    TRY_MEM(d, c->x->err);
    d->cue = phrase;
    d->cue_head = phrase.first;
    d->stance = stance;
    uint32_t end = content_clause_end(c, phrase.end < s.end ? phrase.end : phrase.first);
    TRY_MEM(draft_content(c, d, (TokenRange){s.first, phrase.first}), c->x->err);
    TRY_MEM(draft_content(c, d, (TokenRange){phrase.end, end}), c->x->err);
    return ST_OK;
}

StCode claims_of_phrase(Claiming *c, uint32_t token, uint32_t *taken) {
    enum { PHRASE_WORDS = 5 };
    *taken = 0;
    if (!table_may(c->hearsay, c->p->tokens.v[token].norm_tables)) return ST_OK;
    TokenRange s = clause_sentence(c->p, token);
    Str words[PHRASE_WORDS];
    uint32_t n = 0;
    for (; n < PHRASE_WORDS && token + n < s.end; n++) words[n] = c->p->tokens.v[token + n].norm;
    Phrase found = table_match(c->hearsay, words, n);
    if (!found.row) return ST_OK;
    Str kind = table_cell(c->hearsay, found.row - 1, table_column(c->hearsay, "kind"));
    int stance = WORD_FIND(
        STANCE, table_cell(c->hearsay, found.row - 1, table_column(c->hearsay, "stance")));
    Stance st = stance < 0 ? STANCE_ASSERT : (Stance)stance;
    TokenRange phrase = {token, token + found.words};
    uint32_t before = c->drafts.n;
    if (str_eq(kind, S("source")))
        TRY(according(c, phrase, st));
    else if (str_eq(kind, S("view")))
        TRY(view(c, token, "in", st));
    else if (str_eq(kind, S("tally")))
        TRY(view(c, token, "by", st));
    else
        TRY(hedge(c, phrase, st));
    if (c->drafts.n == before)
        return ST_OK; /* "telling" is a cue of its own but in "her telling" */
    c->drafts.v[c->drafts.n - 1].hearsay = found.row;
    *taken = found.words;
    return ST_OK;
}

/* ---- Oresk: dam destroyed */

/* "Cholera: governor is nervous", "Puglia: tankers stuck": what or where a headline tells of. */
static bool is_topic(const Claiming *c, uint32_t word) {
    const Table *disasters = tables_get(c->x->tables, "en/disaster_nouns");
    if (c->x->actor_at[word]) return false;
    return c->x->place_at[word] ||
           (disasters && table_find(disasters, c->p->tokens.v[word].norm, 0));
}

/* A speaker before a colon: in a headline one word or one that is known, in a transcript a name
 * ("ILN: …"), not the Q and A of an interview or the head of a list. */
static bool is_speaker(const Claiming *c, TokenRange who, bool headline) {
    const Token *t = c->p->tokens.v;
    if (!range_some(who) || !token_is_noun(&t[who.end - 1])) return false;
    if (who.end == who.first + 1 && t[who.first].form.n == 1) return false;
    if (who.end == who.first + 1) return !is_topic(c, who.first);
    /* "Brazil's floods: 46 dead" tells what of, not who */
    for (uint32_t i = who.first; i < who.end; i++)
        if (t[i].xpos == XPOS_POS && !c->x->actor_at[who.end - 1]) return false;
    /* "Oreski bus crash: ten dead" tells of what: the noun itself must be somebody */
    return !headline || c->x->actor_at[who.end - 1] || c->x->place_at[who.end - 1];
}

static bool has_verb(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (token_is_verb(&c->p->tokens.v[i]) || c->p->tokens.v[i].xpos == XPOS_MD) return true;
    return false;
}

/* "The minister on television at noon: …", "The mathematicians, from a photograph: …": somebody known
 * who opens a sentence that has no verb before its colon, and where or how he says it. */
static TokenRange speaker_before_adverbials(const Claiming *c, uint32_t first, uint32_t colon) {
    const Token *t = c->p->tokens.v;
    const TokenRange none = {0, 0};
    TokenRange who = clause_noun_chunk(c->p, first);
    if (who.first != first || who.end >= colon || !token_is_noun(&t[who.end - 1])) return none;
    const Actor *a = records_actor(c->x->out, c->x->actor_at[who.end - 1]);
    if (!a || a->kind == ACTOR_POPULATION) return none;
    uint32_t at = who.end + token_is_comma(&t[who.end]);
    while (at < colon) {
        uint32_t after = content_skip_adverbials(c, at, colon);
        if (after == at) return none;
        at = after + (after < colon && token_is_comma(&t[after]));
    }
    return who;
}

static StCode add_colon(Claiming *c, TokenRange who, uint32_t colon, TokenRange content) {
    Draft *d = draft_new(c, NULL, FRAME_SET, 60);
    TRY_MEM(d, c->x->err);
    d->cue = (TokenRange){colon, colon + 1};
    d->cue_head = colon;
    d->source = who;
    d->source_head = who.end - 1;
    TRY_MEM(draft_content(c, d, content), c->x->err);
    return ST_OK;
}

/* *told: the sentence is one of these, and its claim is made. */
static StCode told_before_colon(Claiming *c, const Sentence *s, bool *told) {
    const Token *t = c->p->tokens.v;
    uint32_t end = s->first + s->count, colon = s->first;
    *told = false;
    while (colon < end && t[colon].xpos != XPOS_COLON) colon++;
    if (s->block != BLOCK_PARAGRAPH || colon + 2 >= end || !token_is_word(&t[colon], ":") ||
        c->cue_of[colon] || quotes_at(&c->quotes, colon + 1) || claims_turn_at(c, colon))
        return ST_OK;
    TokenRange who = speaker_before_adverbials(c, s->first, colon);
    if (!range_some(who) || who.end == colon) return ST_OK; /* a name alone is a transcript's */
    *told = true;
    return add_colon(c, who, colon, (TokenRange){colon + 1, end});
}

StCode claims_of_colon(Claiming *c, uint32_t sentence) {
    enum { SPEAKER_WORDS = 8 };
    const Token *t = c->p->tokens.v;
    const Sentence *s = &c->p->sentences.v[sentence];
    Str text = c->x->out->doc.text;
    bool headline = s->block == BLOCK_HEADLINE || sentence == 0, told;
    TRY(told_before_colon(c, s, &told));
    if (told) return ST_OK;
    if (!headline && !quotes_paragraph_at(c->p, text, s->first)) return ST_OK;
    uint32_t end = s->first + s->count, colon = s->first;
    for (; colon < end && !token_is_word(&t[colon], ":"); colon++) {
        if (token_is_verb(&t[colon]) || t[colon].xpos == XPOS_MD) return ST_OK;
        /* a transcript's "ILN: …" is a name and no more */
        if (!headline && t[colon].upos != UPOS_PROPN) return ST_OK;
    }
    TokenRange who = {s->first, colon};
    bool score = colon + 1 < end && t[colon + 1].xpos == XPOS_CD &&
                 !has_finite(c, (TokenRange){colon + 1, end});
    if (claims_turn_at(c, colon)) return ST_OK;
    if (colon + 1 >= end || colon > s->first + SPEAKER_WORDS || score || c->cue_of[colon] ||
        !is_speaker(c, who, headline))
        return ST_OK;
    /* "Oresk: flash update": a place, and what a text is about it */
    bool place =
        c->x->place_at[colon - 1] && (!headline || !has_verb(c, (TokenRange){colon + 1, end}));
    if (place) return ST_OK;
    while (!headline && end < c->p->tokens.n && !quotes_paragraph_at(c->p, text, end)) end++;
    TokenRange content = {colon + 1, end};
    if (!headline && !has_verb(c, content)) return ST_OK;
    return add_colon(c, who, colon, content);
}
