#include "lang/arc_hybrid.h"

void tree_begin(TreeState *s, int n) {
    s->n = n;
    s->next = s->depth = 0;
    for (int i = 0; i <= n; i++)
        s->words[i] = (struct TreeWord){.head = NO_WORD, .left = NO_WORD, .right = NO_WORD};
}

static void attach(TreeState *s, int child, int head, uint32_t label) {
    struct TreeWord *h = &s->words[head];
    s->words[child].head = (int16_t)head;
    s->words[child].label = (uint8_t)label;
    if (child < head) {
        if (h->left == NO_WORD || child < h->left) h->left = (int16_t)child;
        h->lefts = (uint8_t)(h->lefts + (h->lefts < 255));
    } else {
        if (h->right == NO_WORD || child > h->right) h->right = (int16_t)child;
        h->rights = (uint8_t)(h->rights + (h->rights < 255));
    }
}

void tree_move(TreeState *s, MoveKind kind, uint32_t label) {
    if (tree_must_end(s)) {
        attach(s, s->stack[--s->depth], s->n, 0);
    } else if (kind == MOVE_SHIFT) {
        s->stack[s->depth++] = (int16_t)s->next++;
    } else if (kind == MOVE_LEFT) {
        attach(s, s->stack[--s->depth], s->next, label);
    } else {
        s->depth--;
        attach(s, s->stack[s->depth], s->stack[s->depth - 1], label);
    }
}
