#include "names_lesson.h"

#include "extract/names_hints.h"

enum { VARIED_PER_MILLE = 80 /* sentences seen in capitals too, and as many in lower case */ };

static void add_item(Namings *all, const Example *e, const WordView *views, const uint64_t *hints,
                     bool entities, bool varied) {
    if (all->n == all->cap) {
        all->cap = all->cap ? all->cap * 2 : 1024;
        all->items = regrow(all->items, all->cap, sizeof *all->items);
    }
    while (all->words + e->n + 1 > all->word_cap) {
        all->word_cap = all->word_cap ? all->word_cap * 2 : 4096;
        all->allowed = regrow(all->allowed, all->word_cap, sizeof *all->allowed);
        all->open = regrow(all->open, all->word_cap, sizeof *all->open);
        all->labels = regrow(all->labels, all->word_cap, sizeof *all->labels);
        all->starts = regrow(all->starts, all->word_cap, sizeof *all->starts);
    }
    uint32_t first = all->words;
    all->items[all->n++] = (NameItem){e->n, first, entities, varied};
    if (entities)
        names_gold_from_entities(e, hints, all->allowed + first);
    else
        names_gold_from_tree(e, hints, all->allowed + first);
    NamerWord *words = take(e->n, sizeof *words);
    for (uint32_t i = 0; i < e->n; i++)
        words[i] = (NamerWord){&views[i], hints[i], namer_class(all->classes, views[i].word)};
    for (uint32_t i = 0; i < e->n; i++) {
        bool may = namer_may_name(words, e->n, i, hints_telling);
        if (!may) all->allowed[first + i] = 1;
        uint32_t set = all->allowed[first + i];
        all->labels[first + i] = (uint8_t)__builtin_ctz(set);
        while (all->features + NAMER_FEATURES_MAX > all->feature_cap) {
            all->feature_cap = all->feature_cap ? all->feature_cap * 2 : 1 << 16;
            all->keys = regrow(all->keys, all->feature_cap, sizeof *all->keys);
        }
        all->starts[first + i] = all->features;
        all->open[first + i] = may;
        if (may) all->features += namer_features(words, e->n, i, all->keys + all->features);
    }
    free(words);
    all->words += e->n;
    all->starts[all->words] = all->features;
}

static void all_upper(Token *t, bool upper) {
    uint32_t case_flags = TOKEN_CAPITAL | TOKEN_UPPER;
    bool letters = t->form.n && !(t->flags & TOKEN_DIGIT) && t->upos != UPOS_PUNCT;
    t->flags &= ~case_flags;
    if (upper && letters) t->flags |= TOKEN_CAPITAL | (t->form.n > 1 ? TOKEN_UPPER : 0u);
}

/* One document: hints want it whole. */
static void add_document(Namings *all, const Examples *from, uint32_t first, uint32_t end,
                         const Tables *tables, Random *random, bool vary) {
    Arena a = {0};
    StErr err = {0};
    uint32_t words = 0;
    bool entities = false;
    for (uint32_t i = first; i < end; i++) {
        words += from->v[i].n;
        entities = entities || names_gold_has_entities(&from->v[i]);
    }
    uint32_t copies = vary ? 3 : 1;
    for (uint32_t copy = 0; copy < copies; copy++) {
        Parse p = {{arena_new(&a, Token, words), words},
                   {arena_new(&a, Sentence, end - first), end - first}};
        WordView *views = arena_new(&a, WordView, words);
        if (!p.tokens.v || !p.sentences.v || !views) give_up("out of memory");
        uint32_t at = 0;
        for (uint32_t i = first; i < end; i++) {
            const Example *e = &from->v[i];
            memcpy(p.tokens.v + at, e->words, e->n * sizeof *e->words);
            p.sentences.v[i - first] = (Sentence){.first = at, .count = e->n, .coded = true};
            for (uint32_t k = at; k < at + e->n; k++) {
                p.tokens.v[k].sentence = i - first;
                if (copy) all_upper(&p.tokens.v[k], copy == 1);
            }
            at += e->n;
        }
        World w;
        NameHints hints;
        if (world_open(tables, &p, &a, &w, &err) != ST_OK ||
            name_hints_find(&p, &w, &a, &hints, &err) != ST_OK)
            give_up(err.what);
        for (uint32_t i = first; i < end; i++) {
            const Example *e = &from->v[i];
            const Sentence *s = &p.sentences.v[i - first];
            if (copy && (e->caseless || !random_chance(random, VARIED_PER_MILLE))) continue;
            words_view(p.tokens.v + s->first, s->count,
                       copy || hints.loud[i - first] || e->caseless, views);
            add_item(all, e, views, hints.of + s->first, entities, copy > 0);
        }
    }
    arena_drop(&a);
}

void namings_add(Namings *all, const Examples *from, const Tables *tables, bool vary) {
    Random random = {7};
    for (uint32_t i = 0; i < from->n;) {
        uint32_t end = i + 1;
        while (end < from->n && from->v[end].document == from->v[i].document) end++;
        add_document(all, from, i, end, tables, &random, vary);
        i = end;
    }
}

void namings_drop(Namings *all) {
    free(all->items);
    free(all->allowed);
    free(all->open);
    free(all->labels);
    free(all->starts);
    free(all->keys);
    free(all->ids);
    *all = (Namings){0};
}
