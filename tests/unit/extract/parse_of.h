/* Parses written by hand, one word each: form[=lemma]/XPOS[/head/deprel], head counted from 1 in
 * the sentence, 0 the root; "//" begins the next sentence, "##" the next paragraph. The text is the
 * words with one space between them.
 *   parse_of(&a, "Iln/NNP/2/nsubj said=say/VBD/0/root ./.", &doc)
 */
#ifndef SITREP_TESTS_PARSE_OF_H
#define SITREP_TESTS_PARSE_OF_H

#include "check.h"

#include "base/utf8.h"
#include "lang/lang.h"

static inline Upos parse_of_upos(Xpos x) {
    switch (x) {
    case XPOS_NN:
    case XPOS_NNS: return UPOS_NOUN;
    case XPOS_NNP:
    case XPOS_NNPS: return UPOS_PROPN;
    case XPOS_JJ:
    case XPOS_JJR:
    case XPOS_JJS: return UPOS_ADJ;
    case XPOS_RB:
    case XPOS_RBR:
    case XPOS_RBS:
    case XPOS_WRB: return UPOS_ADV;
    case XPOS_PRP:
    case XPOS_WP:
    case XPOS_WDT: return UPOS_PRON;
    case XPOS_DT:
    case XPOS_PDT:
    case XPOS_PRPS: return UPOS_DET;
    case XPOS_CD: return UPOS_NUM;
    case XPOS_CC: return UPOS_CCONJ;
    case XPOS_IN: return UPOS_ADP;
    case XPOS_TO:
    case XPOS_POS:
    case XPOS_RP: return UPOS_PART;
    case XPOS_MD: return UPOS_AUX;
    case XPOS_COMMA:
    case XPOS_STOP:
    case XPOS_COLON:
    case XPOS_QUOTE_OPEN:
    case XPOS_QUOTE_CLOSE:
    case XPOS_OPEN:
    case XPOS_CLOSE:
    case XPOS_HYPH: return UPOS_PUNCT;
    default: return x >= XPOS_VB && x <= XPOS_VBZ ? UPOS_VERB : UPOS_SYM;
    }
}

#define PARSE_OF_WORD(P, name, word) word,
static const char *const parse_of_tags[] = {XPOS_LIST(PARSE_OF_WORD, _)};
static const char *const parse_of_relations[] = {DEP_LIST(PARSE_OF_WORD, _)};

static inline Str parse_of_part(Str *rest) {
    Str part = {NULL, 0};
    str_split(rest, '/', &part);
    return part;
}

/* Opened once, as long as the test runs. */
static inline const WordLists *parse_of_lists(void) {
    static Tables *tables;
    StErr err = {0};
    if (!tables) check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    return tables_word_lists(tables);
}

static inline Parse parse_of(Arena *a, const char *words, Document *doc) {
    Parse p = {{0}, {0}};
    Text text = {.arena = a};
    Str rest = str_of(words), word;
    *(Sentence *)list_push(a, &p.sentences, Sentence) =
        (Sentence){.coded = true, .block = BLOCK_PARAGRAPH};
    while (str_split(&rest, ' ', &word)) {
        if (!word.n) continue;
        bool paragraph = str_eq(word, S("##"));
        if (paragraph) text_add_char(&text, '\n');
        if (paragraph || str_eq(word, S("//"))) {
            Sentence *s = list_push(a, &p.sentences, Sentence);
            *s = (Sentence){.first = p.tokens.n, .coded = true, .block = BLOCK_PARAGRAPH};
            continue;
        }
        Sentence *s = &p.sentences.v[p.sentences.n - 1];
        Str form = parse_of_part(&word), tag = parse_of_part(&word), lemma = {NULL, 0};
        size_t equals = str_find_char(form, '=');
        if (equals != SIZE_MAX) {
            lemma = str_from(form, equals + 1);
            form.n = equals;
        }
        Token *t = list_push(a, &p.tokens, Token);
        if (text.n) text_add_char(&text, ' ');
        t->span.start = (uint32_t)text.n;
        text_add(&text, form);
        t->span.end = (uint32_t)text.n;
        t->form = form;
        t->norm = utf8_fold(a, form);
        t->lemma = lemma.p ? lemma : t->norm;
        int x = word_find(parse_of_tags, XPOS_COUNT, tag);
        if (x < 0) fail_msg("no tag \"%.*s\"", STR_ARG(tag));
        t->xpos = (Xpos)x;
        t->upos = parse_of_upos(t->xpos);
        t->flags = TOKEN_SPACE_BEFORE | (form.p[0] >= 'A' && form.p[0] <= 'Z' ? TOKEN_CAPITAL : 0);
        t->sentence = p.sentences.n - 1;
        Str head = parse_of_part(&word), rel = parse_of_part(&word);
        uint64_t up = 0;
        if (head.n && str_to_u64(head, &up)) {
            t->head = up ? s->first + (Ref)up : 0;
            int d = word_find(parse_of_relations, DEP_COUNT, rel);
            if (d < 0) fail_msg("no relation \"%.*s\"", STR_ARG(rel));
            t->deprel = (Deprel)d;
        }
        s->count = p.tokens.n - s->first;
    }
    for (uint32_t i = 0; i < p.tokens.n; i++) {
        p.tokens.v[i].form.p = text.p + p.tokens.v[i].span.start;
        Sentence *s = &p.sentences.v[p.tokens.v[i].sentence];
        if (s->first == i) s->span.start = p.tokens.v[i].span.start;
        s->span.end = p.tokens.v[i].span.end;
    }
    parse_mark_lists(&p, parse_of_lists());
    if (doc) doc->text = text_str(&text);
    return p;
}

/* The index of the first token of that form. */
static inline uint32_t parse_of_find(const Parse *p, const char *form) {
    for (uint32_t i = 0; i < p->tokens.n; i++)
        if (str_eq(p->tokens.v[i].form, str_of(form))) return i;
    fail_msg("no token \"%s\"", form);
    return 0;
}

#endif
