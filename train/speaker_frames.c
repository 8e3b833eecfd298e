#include "speaker_frames.h"

#include "trainer.h"

enum {
    CONTENT_WORDS_MIN = 5,
    CONTENT_WORDS_MAX = 28,
    TRIES = 40,
    VERBS_MAX = 400,
    OTHER_VERB_PER_MILLE = 500
};

static int root_of(const Example *e) {
    for (uint32_t i = 0; i < e->n; i++)
        if (!e->words[i].head) return (int)i;
    return -1;
}

/* The first; -1 none. */
static int child_of(const Example *e, int of, Deprel relation) {
    for (uint32_t i = 0; i < e->n; i++)
        if ((int)e->words[i].head == of + 1 && e->words[i].deprel == relation) return (int)i;
    return -1;
}

static bool ends_with_stop(const Example *e) {
    return e->n && str_eq(e->words[e->n - 1].norm, S("."));
}

static bool has_quotes(const Example *e) {
    for (uint32_t i = 0; i < e->n; i++)
        if (e->words[i].xpos == XPOS_QUOTE_OPEN || e->words[i].xpos == XPOS_QUOTE_CLOSE)
            return true;
    return false;
}

/* Where "…, officials said." begins, at its comma; 0 when the sentence is none such: what is said
 * stands before the comma and is tied to the rest by its root alone. */
static uint32_t frame_start(const Example *e) {
    int root = root_of(e);
    if (root < 0 || e->words[root].upos != UPOS_VERB || !ends_with_stop(e) || has_quotes(e))
        return 0;
    int said = child_of(e, root, DEP_CCOMP);
    if (said < 0 || said > root || child_of(e, root, DEP_NSUBJ) < 0) return 0;
    uint32_t comma = 0; /* tied to either */
    for (int i = said + 1; i < root; i++) {
        int head = (int)e->words[i].head - 1;
        if (e->words[i].deprel == DEP_PUNCT && (head == root || head == said)) comma = (uint32_t)i;
    }
    if (!comma || !str_eq(e->words[comma].norm, S(","))) return 0;
    for (uint32_t i = 0; i < e->n; i++) {
        uint32_t head = e->words[i].head;
        bool crosses = head && i != comma && (i < comma) != (head - 1 < comma);
        if (crosses && (int)i != said) return 0;
    }
    return comma;
}

/* A whole statement with a subject and a stop behind it. */
static bool is_content(const Example *e) {
    int root = root_of(e);
    return e->n > CONTENT_WORDS_MIN && e->n <= CONTENT_WORDS_MAX && root >= 0 &&
           ends_with_stop(e) && !has_quotes(e) && !frame_start(e) &&
           e->words[e->n - 1].head == (Ref)root + 1 &&
           (child_of(e, root, DEP_NSUBJ) >= 0 || child_of(e, root, DEP_NSUBJ_PASS) >= 0);
}

/* Verbs in the past that say or think something, each once. */
static uint32_t find_verbs(const Examples *all, const Token *out[VERBS_MAX]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n && n < VERBS_MAX; k++) {
            const Token *t = &all->v[i].words[k];
            if (t->upos != UPOS_VERB || t->xpos != XPOS_VBD || t->flags & TOKEN_CAPITAL ||
                child_of(&all->v[i], (int)k, DEP_CCOMP) < 0)
                continue;
            uint32_t same = 0;
            while (same < n && !str_eq(out[same]->norm, t->norm)) same++;
            if (same == n) out[n++] = t;
        }
    return n;
}

/* `verb` instead of the frame's own where that is in the past; NULL: its own. */
static void join(const Example *content, const Example *frame, uint32_t comma, const Token *verb,
                 Arena *a, Example *out) {
    uint32_t said = content->n - 1, tail = frame->n - comma, n = said + tail;
    Token *words = arena_new(a, Token, n);
    *out = (Example){.words = words,
                     .n = n,
                     .document = content->document,
                     .views = arena_new(a, WordView, n),
                     .gold = arena_new(a, uint8_t, n)};
    if (!words || !out->views || !out->gold) give_up("out of memory");
    Ref root = (Ref)root_of(frame) + 1 - comma + said;
    Ref top = 0;
    for (uint32_t i = 0; i < said; i++) {
        words[i] = content->words[i];
        if (words[i].head) continue;
        words[i].head = root;
        words[i].deprel = DEP_CCOMP;
        top = i + 1;
    }
    for (uint32_t i = 0; i < tail; i++) {
        words[said + i] = frame->words[comma + i];
        if (words[said + i].head) words[said + i].head += said - comma;
        if (i == 0) words[said].head = top;
    }
    Token *cue = &words[root - 1];
    if (verb && cue->xpos == XPOS_VBD) {
        cue->form = verb->form;
        cue->norm = verb->norm;
        cue->lemma = verb->lemma;
    }
    example_view(out, words_caseless(words, n));
}

uint32_t speaker_frames_add(Examples *all, uint32_t count, uint64_t seed, Arena *a) {
    uint32_t *frames = take(all->n, sizeof *frames), frame_count = 0, had = all->n, added = 0;
    const Token *verbs[VERBS_MAX];
    uint32_t verb_count = find_verbs(all, verbs);
    Random random = {seed * 31 + 7};
    for (uint32_t i = 0; i < had; i++)
        if (frame_start(&all->v[i])) frames[frame_count++] = i;
    for (uint32_t tries = 0; frame_count && added < count && tries < count * TRIES; tries++) {
        uint32_t content = random_below(&random, had);
        uint32_t frame = frames[random_below(&random, frame_count)];
        if (!is_content(&all->v[content])) continue;
        Example joined, *e;
        const Token *verb = verb_count && random_chance(&random, OTHER_VERB_PER_MILLE)
                                ? verbs[random_below(&random, verb_count)]
                                : NULL;
        join(&all->v[content], &all->v[frame], frame_start(&all->v[frame]), verb, a, &joined);
        if (!(e = list_push(a, all, Example))) give_up("out of memory");
        *e = joined;
        added++;
    }
    free(frames);
    return added;
}
