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

int oracle_moves(const TreeState *s, const GoldTree *g, bool possible[MOVES], bool best[MOVES]) {
    enum { NEVER = 1 << 20 };
    int costs[MOVES];
    for (uint32_t m = 0; m < MOVES; m++) costs[m] = NEVER;
    if (tree_can_shift(s)) costs[MOVE_SHIFT] = shift_cost(s, g);
    int s0 = s->depth ? s->stack[s->depth - 1] : NO_WORD;
    int s1 = s->depth > 1 ? s->stack[s->depth - 2] : NO_WORD;
    if (tree_can_left(s)) {
        bool right_arc = g->head[s0] == s->next;
        int cost = children_from(g, s0, s->next) + (g->head[s0] > s->next || g->head[s0] == s1);
        for (uint32_t k = 0; k < TREE_LABELS; k++)
            costs[move_left(k)] = cost + (right_arc && g->label[s0] != k);
    }
    if (tree_can_right(s)) {
        bool right_arc = g->head[s0] == s1;
        int cost = children_from(g, s0, s->next) + (g->head[s0] >= s->next);
        for (uint32_t k = 0; k < TREE_LABELS; k++)
            costs[move_right(k)] = cost + (right_arc && g->label[s0] != k);
    }
    int least = NEVER, count = 0;
    for (uint32_t m = 0; m < MOVES; m++)
        if (costs[m] < least) least = costs[m];
    for (uint32_t m = 0; m < MOVES; m++) {
        possible[m] = costs[m] < NEVER;
        best[m] = possible[m] && costs[m] == least;
        count += best[m];
    }
    return count;
}
