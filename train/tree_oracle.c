#include "tree_oracle.h"

void gold_tree(const Token *words, int n, GoldTree *out) {
    out->n = n;
    for (int i = 0; i <= n; i++) out->first[i] = out->next[i] = NO_WORD;
    for (int i = 0; i < n; i++) {
        int head = words[i].head ? (int)words[i].head - 1 : n;
        if (head > n) head = n;
        out->head[i] = (int16_t)head;
        out->label[i] = (uint8_t)(words[i].deprel >= 2 ? label_of(words[i].deprel) : 0);
        out->next[i] = out->first[head];
        out->first[head] = (int16_t)i;
    }
}

/* Children of `word` that still wait in the buffer. */
static int children_from(const GoldTree *g, int word, int from) {
    int count = 0;
    for (int c = g->first[word]; c != NO_WORD && c >= from; c = g->next[c]) count++;
    return count;
}

static int shift_cost(const TreeState *s, const GoldTree *g) {
    int b = s->next, cost = 0;
    for (int i = 0; i < s->depth; i++) {
        int w = s->stack[i];
        cost += g->head[w] == b;
        cost += g->head[b] == w && i + 1 < s->depth;
    }
    return cost;
}

void oracle_moves(const TreeState *s, const GoldTree *g, bool possible[KINDS], bool best[MOVES]) {
    int costs[KINDS] = {0}, least = INT16_MAX, gold = KINDS;
    int s0 = s->depth ? s->stack[s->depth - 1] : NO_WORD;
    int s1 = s->depth > 1 ? s->stack[s->depth - 2] : NO_WORD;
    possible[MOVE_SHIFT] = tree_can_shift(s);
    possible[MOVE_LEFT] = tree_can_left(s);
    possible[MOVE_RIGHT] = tree_can_right(s);
    if (possible[MOVE_SHIFT]) costs[MOVE_SHIFT] = shift_cost(s, g);
    if (possible[MOVE_LEFT])
        costs[MOVE_LEFT] =
            children_from(g, s0, s->next) + (g->head[s0] > s->next || g->head[s0] == s1);
    if (possible[MOVE_RIGHT])
        costs[MOVE_RIGHT] = children_from(g, s0, s->next) + (g->head[s0] >= s->next);
    for (int k = 0; k < KINDS; k++)
        if (possible[k] && costs[k] < least) least = costs[k];
    if (possible[MOVE_LEFT] && g->head[s0] == s->next) gold = MOVE_LEFT;
    if (possible[MOVE_RIGHT] && g->head[s0] == s1) gold = MOVE_RIGHT;
    for (uint32_t m = 0; m < MOVES; m++) {
        int kind = (int)move_kind(m);
        best[m] = possible[kind] && costs[kind] == least &&
                  (kind != gold || move_label(m) == g->label[s0]);
    }
}
