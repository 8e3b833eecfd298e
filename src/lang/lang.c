#include "lang/lang.h"

#include "lang/asides.h"
#include "lang/lemmatiser.h"
#include "lang/model_file.h"
#include "lang/namer.h"
#include "lang/paragraph.h"
#include "lang/parser.h"
#include "lang/rough_tag.h"
#include "lang/sentence.h"
#include "lang/tokenise.h"

#include <stdlib.h>

#define WORD(P, name, word) word,
const char *const UPOS_words[UPOS_COUNT] = {UPOS_LIST(WORD, UPOS)};
const char *const XPOS_words[XPOS_COUNT] = {XPOS_LIST(WORD, XPOS)};
const char *const DEP_words[DEP_COUNT] = {DEP_LIST(WORD, DEP)};

struct Lang {
    TokenTables tables;
    ModelFile file;
    TreeNet net;           /* head NULL: none; then words are tagged roughly */
    Lemmatiser lemmatiser; /* as the net */
    Namer namer;           /* head NULL: no names but those of tables */
};

static StCode open_parts(Lang *l, const Tables *tables, StErr *err) {
    TRY(lemmatiser_open(model_part(&l->file, MODEL_LEMMAS), &l->lemmatiser, err));
    l->lemmatiser.net = &l->net;
    l->lemmatiser.forms = tables_get(tables, "en/verb_forms");
    TRY(namer_open(model_part(&l->file, MODEL_NAMES), &l->namer, err));
    return net_open(model_part(&l->file, MODEL_TREES), &l->net, err);
}

StCode lang_open(const Tables *tables, const char *model, Lang **out, StErr *err) {
    *out = NULL;
    Lang *l = calloc(1, sizeof *l);
    TRY_MEM(l, err);
    token_tables_open(tables, &l->tables);
    StCode code = model ? model_open(model, &l->file, err) : ST_OK;
    if (code == ST_OK && model) code = open_parts(l, tables, err);
    if (code != ST_OK) {
        lang_close(l);
        return code;
    }
    *out = l;
    return ST_OK;
}

void lang_close(Lang *l) {
    if (!l) return;
    model_close(&l->file);
    free(l);
}

const Namer *lang_namer(const Lang *l) {
    return &l->namer;
}

/* Memory for one sentence at a time, as large as the document's longest needs. */
typedef struct Bench {
    WordView *views;
    uint8_t *classes;
    TreeArc *arcs;
    WordView *rest_views; /* of the words without asides, which stand at `places` */
    uint8_t *rest_classes;
    TreeArc *rest_arcs;
    uint16_t *places;
    Upos *upos; /* of all words */
    void *net;
} Bench;

static StCode bench_make(const Lang *l, const Parse *p, Arena *a, Bench *out, StErr *err) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < p->sentences.n; i++)
        if (p->sentences.v[i].count > most) most = p->sentences.v[i].count;
    out->views = arena_new(a, WordView, 2 * most);
    out->classes = arena_new(a, uint8_t, 2 * most);
    out->arcs = arena_new(a, TreeArc, 2 * most);
    out->places = arena_new(a, uint16_t, most);
    out->upos = arena_new(a, Upos, most);
    out->rest_views = out->views + most;
    out->rest_classes = out->classes + most;
    out->rest_arcs = out->arcs + most;
    out->net = l->net.head ? arena_take(a, 1, parser_scratch_bytes(most), 64) : out->arcs;
    bool made = out->views && out->classes && out->arcs && out->places && out->upos && out->net;
    return made ? ST_OK : st_fail(err, ST_NOMEM, 0, "out of memory");
}

/* Once more without its asides; these keep the tags that they had among the others. */
static void parse_around(const Lang *l, const Token *words, uint32_t n, Bench *b) {
    uint16_t asides[ASIDES_MAX];
    uint32_t count = asides_find(words, n, asides);
    if (!count) return;
    uint32_t rest = asides_leave_out(asides, count, n, b->places);
    for (uint32_t i = 0; i < rest; i++) b->rest_views[i] = b->views[b->places[i]];
    parser_run(&l->net, b->rest_views, rest, b->net, b->rest_classes, b->rest_arcs);
    for (uint32_t i = 0; i < rest; i++) {
        uint16_t at = b->places[i], head = b->rest_arcs[i].head;
        b->arcs[at].head = head == rest ? (uint16_t)n : b->places[head];
        b->arcs[at].deprel = b->rest_arcs[i].deprel;
        b->classes[at] = b->rest_classes[i];
    }
    for (uint32_t i = 0; i < n; i++) b->upos[i] = (Upos)l->net.head->tags[b->classes[i]].upos;
    asides_hang(asides, count, b->upos, b->arcs);
}

/* "Eleven had died": few texts count by such words, and taggers take them for adverbs or names. Beside
 * a name it is one: "Ninety Mile Beach". */
static void mend_number(const Lang *l, const Sentence *s, Token *words, uint32_t i) {
    Token *t = &words[i];
    if (t->xpos != XPOS_RB && t->xpos != XPOS_NN && t->xpos != XPOS_NNP) return;
    uint32_t row = token_row(l->tables.closed, t->norm);
    Str upos = row ? table_cell(l->tables.closed, row - 1, l->tables.closed_upos) : S("");
    bool name = (i > 0 && (t->flags & TOKEN_CAPITAL)) ||
                (i + 1 < s->count && words[i + 1].upos == UPOS_PROPN);
    if (!str_is(upos, UPOS_words[UPOS_NUM]) || name) return;
    t->upos = UPOS_NUM;
    t->xpos = XPOS_CD;
    t->lemma = t->norm;
    bool subject = t->deprel == DEP_ADVMOD && t->head > 1 + s->first + i &&
                   words[t->head - 1 - s->first].upos == UPOS_VERB;
    if (subject) t->deprel = DEP_NSUBJ;
}

static StCode parse_sentence(const Lang *l, const Sentence *s, Bench *b, Arena *a, Parse *p,
                             StErr *err) {
    if (!l->net.head) return rough_tag(&l->tables, &p->tokens, s, a, err);
    Token *words = p->tokens.v + s->first;
    words_view(words, s->count, words_caseless(words, s->count), b->views);
    parser_run(&l->net, b->views, s->count, b->net, b->classes, b->arcs);
    parse_around(l, words, s->count, b);
    for (uint32_t i = 0; i < s->count; i++) {
        TagClass c = l->net.head->tags[b->classes[i]];
        words[i].upos = (Upos)c.upos;
        words[i].xpos = (Xpos)c.xpos;
        words[i].lemma = lemmatiser_run(&l->lemmatiser, &words[i], &b->views[i], a);
        TRY_MEM(words[i].lemma.p, err);
        bool root = b->arcs[i].head == s->count;
        words[i].head = root ? 0 : 1 + s->first + b->arcs[i].head;
        words[i].deprel = (Deprel)b->arcs[i].deprel;
    }
    for (uint32_t i = 0; i < s->count; i++) mend_number(l, s, words, i);
    return ST_OK;
}

static StCode split_paragraph(const Lang *l, Str text, const Block *p, Arena *a, Parse *out,
                              StErr *err) {
    uint32_t first = out->tokens.n;
    TRY(tokenise(&l->tables, text, p->span, a, &out->tokens, err));
    TRY(sentences_split(&l->tables, &out->tokens, first, p->kind, a, &out->sentences, err));
    quotes_mark(&out->tokens, first);
    return ST_OK;
}

void parse_mark_lists(Parse *p, const WordLists *l) {
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        Token *t = &p->tokens.v[i];
        t->in = word_lists_of(l, t->norm);
        t->lemma_in = str_eq(t->lemma, t->norm) ? t->in : word_lists_of(l, t->lemma);
    }
}

/* The cells of one row of a table are one sentence of the document. */
static bool is_same_row(Str text, const Sentence *before, const Sentence *s) {
    if (before->block != BLOCK_CELL || s->block != BLOCK_CELL) return false;
    Str gap = str_cut(text, (Span){before->span.end, s->span.start});
    return str_find_char(gap, '\n') == SIZE_MAX;
}

static StCode add_span(Document *doc, const Parse *p, uint32_t i, Arena *a, StErr *err) {
    const Sentence *s = &p->sentences.v[i];
    if (i && is_same_row(doc->text, s - 1, s)) {
        doc->sentences.v[doc->sentences.n - 1].end = s->span.end;
        return ST_OK;
    }
    Span *span = list_push(a, &doc->sentences, Span);
    TRY_MEM(span, err);
    *span = s->span;
    return ST_OK;
}

static StCode parse_text(const Lang *l, Document *doc, Arena *a, Parse *out, StErr *err) {
    if (doc->text.n > UINT32_MAX / 2) return st_fail(err, ST_LIMIT, 0, "text of more than 2 GiB");
    size_t valid = utf8_valid_until(doc->text);
    if (valid < doc->text.n) return st_fail(err, ST_BAD_TEXT, valid, "text is not UTF-8");
    Blocks paragraphs;
    TRY(paragraphs_find(doc, a, &paragraphs, err));
    for (uint32_t i = 0; i < paragraphs.n; i++)
        TRY(split_paragraph(l, doc->text, &paragraphs.v[i], a, out, err));
    Bench bench;
    TRY(bench_make(l, out, a, &bench, err));
    for (uint32_t i = 0; i < out->sentences.n; i++) {
        TRY(parse_sentence(l, &out->sentences.v[i], &bench, a, out, err));
        TRY(add_span(doc, out, i, a, err));
    }
    parse_mark_lists(out, l->tables.lists);
    return ST_OK;
}

StCode lang_parse(const Lang *l, Document *doc, Arena *a, Parse *out, StErr *err) {
    *out = (Parse){0};
    doc->sentences = (Spans){0};
    StCode code = parse_text(l, doc, a, out, err);
    if (code != ST_OK) {
        *out = (Parse){0};
        doc->sentences = (Spans){0};
    }
    return code;
}
