#include "extract/claims_parts.h"

enum { PARTICLE_WORDS = 3 };

static const char *const frame_columns[FRAME_COUNT] = {"clause", "quote", "object", "to", "pp", ""};

void cue_table_open(const Tables *tables, CueTable *out) {
    const Table *t = tables_get(tables, "en/cues");
    *out = (CueTable){.tables = tables, .table = t};
    if (!t) return;
    out->word = table_column(t, "word");
    out->stance = table_column(t, "stance");
    out->speech = table_column(t, "speech");
    out->person = table_column(t, "person");
    out->deed = table_column(t, "deed");
    for (int f = 0; f < FRAME_COUNT; f++) out->frame[f] = table_column(t, frame_columns[f]);
}

StCode claims_open(Claiming *c, Extraction *x) {
    *c = (Claiming){.x = x, .p = &x->parse, .counting = c->counting};
    cue_table_open(x->tables, &c->cues);
    c->cues.counting = c->counting;
    c->hearsay = tables_get(x->tables, "en/hearsay");
    c->contexts = tables_get(x->tables, "en/cue_contexts");
    for (int f = 0; f < FRAME_COUNT; f++)
        c->context_of[f] = c->contexts ? table_column(c->contexts, frame_columns[f]) : -1;
    TRY(quotes_find(c->p, x->out->doc.text, x->arena, &c->quotes, x->err));
    c->cue_of = arena_new(x->arena, Ref, c->p->tokens.n);
    c->quote_of = arena_new(x->arena, Ref, c->quotes.n);
    TRY_MEM(c->cue_of && c->quote_of, x->err);
    return ST_OK;
}

static const char *const cue_words[] = {"verb", "noun", "adjective"};

/* The row for a phrase that begins at `token`, the longest first. */
static uint32_t find_row(const CueTable *t, const Parse *p, Str lemma, uint32_t token, CueWord word,
                         uint32_t *taken) {
    const Token *k = &p->tokens.v[token];
    uint32_t tables = lemma.p == k->lemma.p && lemma.n == k->lemma.n ? k->lemma_tables : 0;
    if (!table_may(t->table, tables)) return 0;
    TokenRange s = clause_sentence(p, token);
    Str words[1 + PARTICLE_WORDS];
    uint32_t n = 1;
    words[0] = lemma;
    while (n < 1 + PARTICLE_WORDS && token + n < s.end) {
        words[n] = p->tokens.v[token + n].norm;
        n++;
    }
    for (; n; n--) {
        Phrase found = table_match(t->table, words, n);
        if (!found.row) return 0;
        for (uint32_t r = 0; (r = table_find(t->table, found.key, r));) {
            if (!str_is(table_cell(t->table, r - 1, t->word), cue_words[word])) continue;
            *taken = found.words;
            return r;
        }
        n = found.words;
    }
    return 0;
}

/* "hold the mine responsible": a row whose words stand on both sides of the object. */
static uint32_t find_parted(const CueTable *t, const Parse *p, uint32_t token, TokenRange *apart) {
    enum { PARTED_WORDS = 4 };
    const Token *k = p->tokens.v;
    TokenRange s = clause_sentence(p, token);
    Str words[PARTED_WORDS] = {k[token].lemma, STR("someone")};
    uint32_t i = token + 1;
    if (i >= s.end || (!token_is_nominal(&k[i]) && k[i].xpos != XPOS_DT && k[i].xpos != XPOS_PRPS &&
                       k[i].xpos != XPOS_JJ))
        return 0;
    i = clause_noun_chunk(p, i).end;
    while (i + 1 < s.end && token_is_word(&k[i], "of")) i = clause_noun_chunk(p, i + 1).end;
    while (i > token + 2 && k[i - 1].xpos == XPOS_JJ) i--;
    uint32_t n = 2;
    while (n < PARTED_WORDS && i + n - 2 < s.end) {
        words[n] = k[i + n - 2].norm;
        n++;
    }
    Phrase found = table_match(t->table, words, n);
    if (found.words < 3) return 0;
    *apart = (TokenRange){i, i + found.words - 2};
    return found.row;
}

static bool is_linking(const Token *t) {
    return token_lemma_in(t, LIST_LINKING) && token_is_verb(t);
}

/* "is not entirely confident": the linking verb before an adjective. */
static uint32_t linking_before(const Parse *p, uint32_t token) {
    TokenRange s = clause_sentence(p, token);
    uint32_t i = token;
    while (i > s.first &&
           (p->tokens.v[i - 1].xpos == XPOS_RB || p->tokens.v[i - 1].xpos == XPOS_JJ ||
            p->tokens.v[i - 1].xpos == XPOS_CC || p->tokens.v[i - 1].xpos == XPOS_RBR))
        i--;
    return i > s.first && is_linking(&p->tokens.v[i - 1]) ? i - 1 : TOKEN_NONE;
}

/* The lemma of a verb unknown to the lemmatiser may have an e too many or too few, or lose more
 * ("tweete" of "tweeted", "jok" of "joked", "chan" of "chanted"): the form without its ending. */
static uint32_t find_mended(const CueTable *t, const Parse *p, uint32_t token, uint32_t *taken) {
    enum { STEM_MAX = 40 };
    static const Str endings[] = {STR("ed"), STR("ing"), STR("s")};
    Str norm = p->tokens.v[token].norm;
    if (norm.n >= STEM_MAX) return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (norm.n < endings[i].n + 2 || !str_ends(norm, endings[i])) continue;
        char stem[STEM_MAX + 1];
        size_t n = norm.n - endings[i].n;
        memcpy(stem, norm.p, n);
        stem[n] = 'e';
        uint32_t row = find_row(t, p, (Str){stem, n}, token, CUE_VERB, taken);
        return row ? row : find_row(t, p, (Str){stem, n + 1}, token, CUE_VERB, taken);
    }
    return 0;
}

static bool fill(const CueTable *t, const Parse *p, uint32_t token, CueWord word, Cue *out) {
    const Token *k = &p->tokens.v[token];
    TokenRange apart = {0, 0};
    uint32_t taken = 1, row = word == CUE_VERB ? find_parted(t, p, token, &apart) : 0;
    if (!row) row = find_row(t, p, k->lemma, token, word, &taken);
    if (!row && word == CUE_ADJECTIVE) row = find_row(t, p, k->norm, token, word, &taken);
    if (!row && word == CUE_VERB) row = find_mended(t, p, token, &taken);
    if (!row) return false;
    *out = (Cue){.from = t, .word = word, .row = row, .head = token};
    out->range = (TokenRange){token, token + taken};
    out->apart = apart;
    int stance = WORD_FIND(STANCE, table_cell(t->table, row - 1, t->stance));
    out->stance = stance < 0 ? STANCE_ASSERT : (Stance)stance;
    out->speech = str_eq(table_cell(t->table, row - 1, t->speech), S("yes"));
    out->deed = str_eq(table_cell(t->table, row - 1, t->deed), S("yes"));
    Str person = table_cell(t->table, row - 1, t->person);
    out->person = str_eq(person, S("addressee")) ? PERSON_ADDRESSEE
                  : str_eq(person, S("target"))  ? PERSON_TARGET
                  : str_eq(person, S("subject")) ? PERSON_SUBJECT
                                                 : PERSON_NONE;
    return true;
}

static bool adjective_at(const CueTable *t, const Parse *p, uint32_t token, Cue *out) {
    uint32_t link = linking_before(p, token);
    if (link == TOKEN_NONE || !fill(t, p, token, CUE_ADJECTIVE, out)) return false;
    out->group = clause_verb_group(p, link);
    out->group.passive = false; /* "are convinced" */
    out->range.first = out->group.range.first;
    return true;
}

/* "Stated Iln:": a participle that opens a sentence before a name and a colon. */
static bool is_inverted_past(const Parse *p, const VerbGroup *g) {
    TokenRange s = clause_sentence(p, g->verb);
    const Token *t = p->tokens.v;
    if (g->range.first != s.first || g->verb + 2 >= s.end) return false;
    uint32_t end = clause_noun_chunk(p, g->verb + 1).end;
    return t[g->verb + 1].upos == UPOS_PROPN && end < s.end && t[end].xpos == XPOS_COLON;
}

static bool is_quote_mark(const Token *t) {
    return t->xpos == XPOS_QUOTE_OPEN || t->xpos == XPOS_QUOTE_CLOSE || str_eq(t->norm, S("\""));
}

/* "“…,” an angry Iln retaliated.", "“…,” tweeted another": beside the quotation that ends before
 * it. */
static bool is_behind_quote(const Parse *p, const VerbGroup *g) {
    TokenRange s = clause_sentence(p, g->verb);
    const Token *t = p->tokens.v;
    uint32_t first = g->range.first, next = g->verb + 1;
    if (!first) return false;
    bool nominal = next < s.end && (token_is_nominal(&t[next]) || t[next].xpos == XPOS_DT);
    if (first > s.first && is_quote_mark(&t[first - 1])) return nominal;
    while (first > s.first && t[first - 1].xpos == XPOS_RB) first--;
    if (first == s.first || !token_is_nominal(&t[first - 1])) return false;
    if (next < s.end && t[next].xpos != XPOS_COMMA && t[next].xpos != XPOS_STOP) return false;
    uint32_t who = clause_noun_chunk(p, first - 1).first;
    return who && is_quote_mark(&t[who - 1]);
}

/* "A man yelled “…”": a bare participle between a name and a quotation is a past tense. */
static bool is_before_quote(const Parse *p, const VerbGroup *g) {
    TokenRange s = clause_sentence(p, g->verb);
    const Token *t = p->tokens.v;
    if (g->range.first == s.first || g->verb + 1 >= s.end) return false;
    uint32_t next = g->verb + 1;
    if (next + 1 < s.end && (t[next].xpos == XPOS_COMMA || t[next].xpos == XPOS_COLON)) next++;
    const Token *who = &t[g->range.first - 1];
    return (t[next].xpos == XPOS_QUOTE_OPEN || str_eq(t[next].norm, S("\""))) &&
           (token_is_nominal(who) || who->xpos == XPOS_DT || who->xpos == XPOS_CD);
}

/* "have both urged", "has, however, revealed", "have in the past said": the auxiliary stands further
 * off. */
static uint32_t have_before(const Parse *p, const VerbGroup *g) {
    enum { BETWEEN = 4 };
    const Token *t = p->tokens.v;
    uint32_t first = clause_sentence(p, g->verb).first, i = g->range.first;
    for (int n = 0; i > first && n < BETWEEN; n++, i--) {
        const Token *b = &t[i - 1];
        if (str_eq(b->lemma, S("have"))) return n ? i - 1 : TOKEN_NONE;
        bool place = b->xpos == XPOS_IN && i > first + 1 && str_eq(t[i - 2].lemma, S("have"));
        bool noun = n == 0 && b->xpos == XPOS_NN;
        if (b->xpos != XPOS_COMMA && b->xpos != XPOS_RB && b->xpos != XPOS_DT && !place && !noun)
            break;
    }
    return TOKEN_NONE;
}

/* "Oresk's envoy, meanwhile, called on Velmar": no other verb makes a sentence of it. */
static bool is_main_past(const Parse *p, const VerbGroup *g) {
    const Token *t = p->tokens.v;
    uint32_t first = clause_sentence(p, g->verb).first, i = g->range.first;
    if (t[g->verb].deprel != DEP_ROOT || i < first + 3 || t[i - 1].xpos != XPOS_COMMA ||
        t[i - 2].xpos != XPOS_RB || t[i - 3].xpos != XPOS_COMMA)
        return false;
    for (i -= 3; i > first; i--)
        if (token_is_verb(&t[i - 1])) return false;
    return i == first && g->range.first >= first + 4 && token_is_nominal(&t[g->range.first - 4]);
}

/* "praised the crew and urged calm": joined to a past tense. */
static bool is_joined_past(const Parse *p, const VerbGroup *g) {
    const Token *t = p->tokens.v;
    uint32_t first = clause_sentence(p, g->verb).first, i = g->range.first;
    while (i > first && t[i - 1].xpos == XPOS_RB) i--;
    return i > first && t[i - 1].xpos == XPOS_CC && t[g->verb].deprel == DEP_CONJ &&
           t[g->verb].head && t[t[g->verb].head - 1].xpos == XPOS_VBD;
}

/* "Iln put it bluntly", "claimed the raid and put the dead at nine": a past that looks like a plain
 * form. */
static bool is_plain_past(const Parse *p, const VerbGroup *g) {
    const Token *t = &p->tokens.v[g->verb];
    if (t->xpos != XPOS_VB || g->tense != TENSE_NONE || g->infinitive || g->modal != TOKEN_NONE ||
        g->range.first != g->verb)
        return false;
    if (token_in(t, LIST_PAST_ALIKE) && is_joined_past(p, g)) return true;
    if (t->deprel != DEP_ROOT) return false;
    uint32_t who = clause_subject(p, g->verb);
    return who != TOKEN_NONE && who < g->verb;
}

/* "whom the police call the ringleader", "dispute it and speak of arson": taken for infinitives. */
static bool is_plain_present(const Parse *p, const VerbGroup *g) {
    const Token *t = p->tokens.v;
    uint32_t first = clause_sentence(p, g->verb).first, i = g->range.first;
    if (t[g->verb].xpos != XPOS_VB || g->tense != TENSE_NONE || g->infinitive ||
        g->modal != TOKEN_NONE || i != g->verb || i == first)
        return false;
    if (t[i - 1].xpos == XPOS_CC && t[i].deprel == DEP_CONJ && t[i].head)
        return t[t[i].head - 1].xpos == XPOS_VBP;
    if (!token_is_nominal(&t[i - 1])) return false;
    uint32_t who = clause_noun_chunk(p, i - 1).first;
    return who > first && (t[who - 1].xpos == XPOS_WP || t[who - 1].xpos == XPOS_WDT);
}

static void mend_participle(const Parse *p, VerbGroup *g) {
    if (is_plain_present(p, g)) {
        g->finite = true;
        g->tense = TENSE_PRESENT;
    }
    if (is_plain_past(p, g)) {
        g->finite = true;
        g->tense = TENSE_PAST;
    }
    if (!g->passive || g->finite) return;
    uint32_t have = have_before(p, g);
    if (have != TOKEN_NONE) {
        g->range.first = have;
        g->perfect = true;
        g->passive = false;
        g->finite = true;
        g->tense = p->tokens.v[have].xpos == XPOS_VBD ? TENSE_PAST : TENSE_PRESENT;
        return;
    }
    if (!is_inverted_past(p, g) && !is_behind_quote(p, g) && !is_before_quote(p, g) &&
        !is_main_past(p, g) && !is_joined_past(p, g))
        return;
    g->passive = false;
    g->finite = true;
    g->tense = TENSE_PAST;
}

/* "…, said Governor Iln.", "Kenya called on Oresk": participles to the tagger; a passive has no
 * object and keeps no preposition. */
static bool is_active_past(const Parse *p, const Cue *cue) {
    enum { QUOTING_WEIGHT = 95 };
    const Token *t = p->tokens.v;
    uint32_t i = cue->group.range.first, end = clause_sentence(p, i).end;
    if (!cue->group.passive || cue->group.finite || i != cue->head || !i || i + 1 >= end)
        return false;
    if (cue_speaker_closing(p, cue) != TOKEN_NONE) return true;
    if (cue->range.end > i + 1 && t[i].deprel == DEP_ROOT) return token_is_nominal(&t[i - 1]);
    /* "nobody was hurt and denied that": nobody is denied that something is so */
    if (t[i - 1].xpos == XPOS_CC && token_is_word(&t[i + 1], "that") && t[i + 1].xpos == XPOS_IN)
        return cue->person == PERSON_NONE;
    if (t[i - 1].xpos != XPOS_COMMA || t[i + 1].upos != UPOS_PROPN) return false;
    uint32_t after = clause_noun_chunk(p, i + 1).end;
    return cue_weight(cue, FRAME_QUOTE) >= QUOTING_WEIGHT &&
           (after >= end || t[after].xpos == XPOS_STOP || t[after].xpos == XPOS_COMMA);
}

/* ", asked who had locked it, | blamed them": the main verb right behind a later comma. */
static bool verb_behind_comma(const Parse *p, uint32_t from, uint32_t end) {
    const Token *t = p->tokens.v;
    for (uint32_t i = from; i + 1 < end && i < from + ASIDE_MAX; i++)
        if (t[i].xpos == XPOS_COMMA)
            return t[i + 1].xpos == XPOS_VBD || t[i + 1].xpos == XPOS_VBZ ||
                   t[i + 1].xpos == XPOS_MD;
    return false;
}

/* "Asked whether it had fallen, Iln …", "when asked about it": who asked is not told. */
static bool is_opening_passive(const Parse *p, const VerbGroup *g, Stance stance) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, g->verb);
    uint32_t i = g->range.first;
    if (g->verb != i || i + 1 >= s.end || (t[i].xpos != XPOS_VBD && t[i].xpos != XPOS_VBN))
        return false;
    const Token *next = &t[i + 1];
    bool asks = next->xpos == XPOS_IN || next->xpos == XPOS_WP || next->xpos == XPOS_WRB ||
                next->xpos == XPOS_WDT || next->xpos == XPOS_RB;
    bool stamped = i == s.first + 1 && t[s.first].flags & TOKEN_DIGIT; /* "11:05 Asked about it," */
    if (i == s.first || stamped) return asks;
    /* "the landlord, asked who had locked it, blamed them" */
    if (asks && stance == STANCE_ASK && i >= s.first + 2 && t[i - 1].xpos == XPOS_COMMA &&
        token_is_nominal(&t[i - 2]) && verb_behind_comma(p, i + 1, s.end))
        return true;
    return asks && (token_is_word(&t[i - 1], "when") || token_is_word(&t[i - 1], "whenever"));
}

bool cue_at(const CueTable *t, const Parse *p, uint32_t token, Cue *out) {
    const Token *k = &p->tokens.v[token];
    if (!t->table || token_is_punct(k)) return false;
    /* "so-called" */
    if (token && k[-1].xpos == XPOS_HYPH && k[-1].sentence == k->sentence) return false;
    /* "is certain", "is of the view" */
    if (k->xpos == XPOS_JJ || k->xpos == XPOS_VBN || k->xpos == XPOS_VBG || k->xpos == XPOS_IN)
        if (adjective_at(t, p, token, out)) return true;
    if (token_is_verb(k)) {
        if (!fill(t, p, token, CUE_VERB, out)) return false;
        out->group = clause_verb_group(p, token);
        mend_participle(p, &out->group);
        if (is_active_past(p, out)) {
            out->group.passive = false;
            out->group.finite = true;
            out->group.tense = TENSE_PAST;
        }
        if (is_opening_passive(p, &out->group, out->stance)) {
            out->group.passive = true;
            out->group.finite = false;
            out->group.tense = TENSE_NONE;
        }
        out->range.first = out->group.range.first;
        return true;
    }
    /* a noun to the tagger, a clause to the parser: "something Oresk denies" */
    if (k->deprel == DEP_ACL_RELCL || k->deprel == DEP_CCOMP || k->deprel == DEP_ADVCL)
        if (cue_as_verb(t, p, token, out)) return true;
    return token_is_noun(k) && fill(t, p, token, CUE_NOUN, out);
}

bool cue_as_verb(const CueTable *t, const Parse *p, uint32_t token, Cue *out) {
    if (!t->table || !token_is_noun(&p->tokens.v[token]) || !fill(t, p, token, CUE_VERB, out))
        return false;
    out->group = (VerbGroup){.range = {token, token + 1},
                             .verb = token,
                             .modal = TOKEN_NONE,
                             .tense = TENSE_PRESENT,
                             .finite = true};
    return true;
}

static uint32_t percent_of(Str s) {
    uint64_t n = 0;
    return str_to_u64(s, &n) && n <= 100 ? (uint32_t)n : 0;
}

void cue_bare(const CueTable *t, const Parse *p, uint32_t token, Cue *out) {
    *out =
        (Cue){.from = t, .word = CUE_VERB, .head = token, .stance = STANCE_ASSERT, .speech = true};
    out->group = clause_verb_group(p, token);
    mend_participle(p, &out->group);
    out->range = (TokenRange){out->group.range.first, token + 1};
}

uint32_t cue_weight(const Cue *cue, Frame frame) {
    if (!cue->row) return frame == FRAME_QUOTE ? CLAIM_WEIGHT_SURE : 0;
    uint32_t w = percent_of(table_cell(cue->from->table, cue->row - 1, cue->from->frame[frame]));
    return w || !cue->from->counting ? w : 1;
}

bool cue_too_rare(const Claiming *c, uint32_t weight) {
    return weight < (c->counting ? 1 : CLAIM_WEIGHT_DRAWN);
}

/* The cell reads "of:80 about:50"; a bare number is for any preposition. */
uint32_t cue_weight_pp(const Cue *cue, Str preposition) {
    if (!cue->row) return 0;
    Str rest = table_cell(cue->from->table, cue->row - 1, cue->from->frame[FRAME_PP]), one;
    while (str_split(&rest, ' ', &one)) {
        size_t colon = str_find_char(one, ':');
        if (colon == SIZE_MAX) continue;
        if (str_eq((Str){one.p, colon}, preposition)) return percent_of(str_from(one, colon + 1));
    }
    return cue->from->counting &&
           word_is_in(cue->from->tables, preposition, LIST_CONTENT_PREPOSITION);
}

Draft *draft_new(Claiming *c, const Cue *cue, Frame frame, uint32_t weight) {
    Draft *d = list_push(c->x->arena, &c->drafts, Draft);
    if (!d) return NULL;
    *d = (Draft){.source_head = TOKEN_NONE,
                 .target = TOKEN_NONE,
                 .addressee = TOKEN_NONE,
                 .preposition = TOKEN_NONE,
                 .cue_head = TOKEN_NONE,
                 .frame = frame,
                 .weight = weight,
                 .speech = true,
                 .order = c->drafts.n};
    if (!cue) return d;
    d->cue = cue->range;
    d->cue_head = cue->head;
    d->row = cue->row;
    d->stance = cue->stance;
    d->speech = cue->speech;
    d->negated = cue->group.negated;
    d->speaks = weight >= CLAIM_WEIGHT_MIN && cue->word == CUE_VERB && cue->group.finite &&
                !cue->group.passive && !c->subordinate;
    c->cue_of[cue->head] = c->drafts.n;
    return d;
}

bool draft_content(Claiming *c, Draft *d, TokenRange r) {
    r = content_trim(c->p, r);
    if (!range_some(r)) return true;
    TokenRange *new = list_push(c->x->arena, &d->content, TokenRange);
    if (!new) return false;
    *new = r;
    return true;
}
