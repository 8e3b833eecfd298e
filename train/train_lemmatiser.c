#include "lang/lemmatiser.h"
#include "trainer.h"

/* How often each rule is right for one key. */
typedef struct Votes {
    struct {
        uint32_t rule, count;
    } * v;
    uint32_t n;
    uint32_t total;
} Votes;

LIST_OF(LemmaRule, LemmaRules);

typedef struct Trainer {
    Arena arena;
    LemmaRules rules;
    Text text;
    KeyMap rule_ids;
    KeyMap seen;
    KeyMap keys;
    Votes *votes;
    uint64_t *key_of;
    uint32_t cap;
    KeyMap kept;
    uint32_t *kept_rule;
    uint32_t kept_cap;
} Trainer;

static size_t shared_start(Str a, Str b) {
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
    while (n > 0 && n < a.n && ((unsigned char)a.p[n] & 0xC0) == 0x80) n--;
    return n;
}

/* The rule that makes the gold lemma; 0 when none can. */
static uint32_t rule_for(Trainer *t, const Token *w) {
    size_t norm = shared_start(w->norm, w->lemma), form = shared_start(w->form, w->lemma);
    bool keeps = form > norm;
    Str base = keeps ? w->form : w->norm;
    size_t same = keeps ? form : norm;
    if (base.n - same > 255 || w->lemma.n - same > LEMMA_ADD_MAX) return 0;
    Str add = str_from(w->lemma, same);
    LemmaRule rule = {
        .cut = (uint8_t)(base.n - same), .keeps_case = keeps, .add_n = (uint8_t)add.n};
    uint64_t key = hash_mix(hash_mix(str_hash(add), rule.cut), keeps);
    uint32_t id = key_put(&t->rule_ids, key);
    if (id <= t->rules.n) return id;
    rule.add_at = (uint32_t)t->text.n;
    text_add(&t->text, add);
    LemmaRule *kept = list_push(&t->arena, &t->rules, LemmaRule);
    if (!kept || t->text.failed) give_up("out of memory");
    *kept = rule;
    return id;
}

static void vote(Trainer *t, uint64_t key, uint32_t rule) {
    uint32_t k = key_put(&t->keys, key);
    if (k > t->cap) {
        uint32_t old = t->cap;
        t->cap = k * 2;
        t->votes = regrow(t->votes, t->cap, sizeof *t->votes);
        t->key_of = regrow(t->key_of, t->cap, sizeof *t->key_of);
        memset(t->votes + old, 0, (t->cap - old) * sizeof *t->votes);
    }
    Votes *v = &t->votes[k - 1];
    t->key_of[k - 1] = key;
    v->total++;
    for (uint32_t i = 0; i < v->n; i++)
        if (v->v[i].rule == rule) {
            v->v[i].count++;
            return;
        }
    v->v = regrow(v->v, v->n + 1, sizeof *v->v);
    v->v[v->n].rule = rule;
    v->v[v->n++].count = 1;
}

static uint32_t winner(const Trainer *t, uint64_t key, uint32_t total_min, uint32_t share_min) {
    uint32_t k = key_get(&t->keys, key);
    if (!k || t->votes[k - 1].total < total_min) return 0;
    const Votes *v = &t->votes[k - 1];
    uint32_t best = 0;
    for (uint32_t i = 1; i < v->n; i++)
        if (v->v[i].count > v->v[best].count ||
            (v->v[i].count == v->v[best].count && v->v[i].rule < v->v[best].rule))
            best = i;
    bool clear = v->v[best].count * 100 > v->total * share_min;
    return clear ? v->v[best].rule : 0;
}

static void keep(Trainer *t, uint64_t key, uint32_t rule) {
    uint32_t k = key_put(&t->kept, key);
    if (k > t->kept_cap) {
        t->kept_cap = k * 2;
        t->kept_rule = regrow(t->kept_rule, t->kept_cap, sizeof *t->kept_rule);
    }
    t->kept_rule[k - 1] = rule - 1;
}

/* Every word votes for itself each time, for its endings once: they are for words never seen. A
 * rule that leaves nothing of the word (go for went) says nothing of others. */
static void learn_word(Trainer *t, const Token *w, const WordView *view) {
    uint32_t rule = rule_for(t, w);
    if (!rule) return;
    uint64_t whole = lemma_key(w, view, LEMMA_WHOLE);
    vote(t, whole, rule);
    vote(t, lemma_key(w, view, LEMMA_WHOLE_CASED), rule);
    uint64_t once = hash_mix(hash_mix(whole, lemma_key(w, view, 1)), rule);
    uint32_t known = t->seen.n;
    if (key_put(&t->seen, once) <= known || t->rules.v[rule - 1].cut >= w->norm.n) return;
    for (uint32_t n = 0; n <= LEMMA_ENDING_MAX && n <= w->norm.n; n++)
        vote(t, lemma_key(w, view, n), rule);
}

/* Keeps an ending where it says something else than the shorter ones; answers what they say. */
static uint32_t keep_endings(Trainer *t, const Token *w, const WordView *view) {
    uint32_t rule = 0;
    for (uint32_t k = 0; k <= LEMMA_ENDING_MAX && k <= w->norm.n; k++) {
        uint64_t key = lemma_key(w, view, k);
        uint32_t best = winner(t, key, k < 2 ? 1 : k < 4 ? 3 : 2, k < 2 ? 0 : 60);
        if (!best || best == rule) continue;
        keep(t, key, best);
        rule = best;
    }
    return rule;
}

static bool counts(const Token *w) {
    return w->lemma.n && !str_eq(w->lemma, S("_")) && w->deprel != DEP_GOESWITH && w->norm.n;
}

static Bytes write_lemmatiser(Trainer *t) {
    Bytes out = {0};
    while (t->text.n % 4) text_add_char(&t->text, ' ');
    LemmaHead head = {.rules = t->rules.n, .slots = 16, .text = (uint32_t)t->text.n};
    while (head.slots < t->kept.n + t->kept.n / 3) head.slots *= 2;
    LemmaSlot *slots = take(head.slots, sizeof *slots);
    for (uint32_t i = 0; i < t->kept.cap; i++) {
        if (!t->kept.values[i]) continue;
        uint64_t key = t->kept.keys[i];
        uint32_t k = (uint32_t)key & (head.slots - 1), check = (uint32_t)(key >> 32) | 1u;
        while (slots[k].check && slots[k].check != check) k = (k + 1) & (head.slots - 1);
        if (!slots[k].check) slots[k] = (LemmaSlot){check, t->kept_rule[t->kept.values[i] - 1]};
    }
    bytes_add(&out, &head, sizeof head);
    bytes_add(&out, t->rules.v, head.rules * sizeof *t->rules.v);
    bytes_add(&out, slots, head.slots * sizeof *slots);
    bytes_add(&out, t->text.p, t->text.n);
    free(slots);
    return out;
}

Bytes train_lemmatiser(const Examples *all) {
    Trainer t = {.text = {.arena = &t.arena}};
    for (uint32_t i = 0; i < all->n; i++) {
        Example *e = &all->v[i];
        for (uint32_t k = 0; k < e->n; k++) {
            if (counts(&e->words[k])) learn_word(&t, &e->words[k], &e->views[k]);
        }
    }
    for (uint32_t i = 0; i < all->n; i++) {
        const Example *e = &all->v[i];
        for (uint32_t k = 0; k < e->n; k++) {
            if (!counts(&e->words[k])) continue;
            uint32_t rule = keep_endings(&t, &e->words[k], &e->views[k]);
            uint64_t key = lemma_key(&e->words[k], &e->views[k], LEMMA_WHOLE);
            uint32_t best = winner(&t, key, 1, 0);
            if (best && best != rule) keep(&t, key, best);
            key = lemma_key(&e->words[k], &e->views[k], LEMMA_WHOLE_CASED);
            uint32_t cased = winner(&t, key, 2, 0);
            if (cased && cased != best) keep(&t, key, cased);
        }
    }
    Bytes out = write_lemmatiser(&t);
    for (uint32_t i = 0; i < t.keys.n; i++) free(t.votes[i].v);
    free(t.votes);
    free(t.key_of);
    free(t.kept_rule);
    key_drop(&t.rule_ids);
    key_drop(&t.seen);
    key_drop(&t.keys);
    key_drop(&t.kept);
    arena_drop(&t.arena);
    return out;
}
