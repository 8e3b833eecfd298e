#include "treebank.h"

#include "lang/tokenise.h"

#include <stdio.h>

typedef struct Reader {
    Arena *arena;
    Examples *out;
    Tokens words;
    Strs misc;
    uint32_t document, until; /* last word of the multiword token */
    bool space, inside_space, first, failed;
} Reader;

static int index_of(const char *const *words, int count, Str word, int otherwise) {
    for (int i = 0; i < count; i++)
        if (str_eq(word, str_of(words[i]))) return i;
    return otherwise;
}

static Deprel deprel_of(Str label) {
    int i = index_of(DEP_words, DEP_COUNT, label, -1);
    if (i < 0) {
        label.n = str_find_char(label, ':') < label.n ? str_find_char(label, ':') : label.n;
        i = index_of(DEP_words, DEP_COUNT, label, DEP_DEP);
    }
    return (Deprel)i;
}

static void end_sentence(Reader *r) {
    r->space = true;
    r->until = 0;
    if (!r->words.n) return;
    Example *e = list_push(r->arena, r->out, Example);
    WordView *views = arena_new(r->arena, WordView, r->words.n);
    uint8_t *gold = arena_new(r->arena, uint8_t, r->words.n);
    if (!e || !views || !gold) {
        r->failed = true;
        return;
    }
    *e = (Example){.words = r->words.v,
                   .misc = r->misc.v,
                   .n = r->words.n,
                   .document = r->document,
                   .views = views,
                   .gold = gold};
    example_view(e, words_caseless(e->words, e->n));
    r->words = (Tokens){NULL, 0};
    r->misc = (Strs){NULL, 0};
}

static void read_row(Reader *r, Str line) {
    Str cells[10] = {{NULL, 0}};
    for (int i = 0; i < 10 && str_split(&line, '\t', &cells[i]); i++) {
    }
    bool glued = str_find(cells[9], S("SpaceAfter=No")) < cells[9].n;
    if (str_find_char(cells[0], '.') < cells[0].n) return; /* an empty node */
    size_t dash = str_find_char(cells[0], '-');
    uint64_t id = 0, head = 0;
    if (dash < cells[0].n) { /* a multiword token */
        str_to_u64(str_from(cells[0], dash + 1), &id);
        r->until = (uint32_t)id;
        r->inside_space = !glued;
        r->first = true;
        return;
    }
    Token *t = list_push(r->arena, &r->words, Token);
    Str *misc = list_push(r->arena, &r->misc, Str);
    if (!t || !misc || !str_to_u64(cells[0], &id)) {
        r->failed = true;
        return;
    }
    str_to_u64(cells[6], &head);
    *misc = arena_copy(r->arena, cells[9]);
    t->form = arena_copy(r->arena, cells[1]);
    t->norm = token_norm(r->arena, t->form);
    t->lemma = arena_copy(r->arena, cells[2]);
    t->upos = (Upos)index_of(UPOS_words, UPOS_COUNT, cells[3], UPOS_X);
    t->xpos = (Xpos)index_of(XPOS_words, XPOS_COUNT, cells[4], XPOS_NONE);
    t->deprel = deprel_of(cells[7]);
    t->head = (Ref)head;
    t->flags = token_flags(t->form);
    bool multi = id <= r->until;
    if (r->space) t->flags |= TOKEN_SPACE_BEFORE;
    if (multi && !r->first) t->flags |= TOKEN_CLITIC;
    r->first = false;
    r->space = multi ? (id == r->until && r->inside_space) : !glued;
    if (str_find(cells[5], S("Typo=Yes")) < cells[5].n || !t->lemma.n) t->lemma = S("_");
}

StCode treebank_read(const char *path, Arena *a, Examples *out, StErr *err) {
    FILE *f = fopen(path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    Reader r = {.arena = a, .out = out, .space = true};
    if (out->n) r.document = out->v[out->n - 1].document;
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    while ((n = getline(&line, &cap, f)) >= 0) {
        Str s = {line, (size_t)n};
        while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r')) s.n--;
        if (str_starts(s, S("# newdoc")))
            r.document++;
        else if (!s.n)
            end_sentence(&r);
        else if (s.p[0] != '#')
            read_row(&r, s);
    }
    end_sentence(&r);
    free(line);
    fclose(f);
    return r.failed ? st_fail(err, ST_NOMEM, 0, "out of memory") : ST_OK;
}

void example_view(Example *e, bool caseless) {
    e->caseless = caseless;
    words_view(e->words, e->n, caseless, e->views);
}

uint32_t random_below(Random *r, uint32_t n) {
    r->state = r->state * 6364136223846793005ull + 1442695040888963407ull;
    uint64_t x = r->state ^ (r->state >> 33);
    x *= 0xff51afd7ed558ccdull;
    return (uint32_t)((x >> 32) * n >> 32);
}

bool random_chance(Random *r, uint32_t per_mille) {
    return random_below(r, 1000) < per_mille;
}

void random_shuffle(Random *r, uint32_t *v, uint32_t n) {
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(r, i), x = v[k];
        v[k] = v[i - 1];
        v[i - 1] = x;
    }
}
