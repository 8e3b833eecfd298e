#include "trainer.h"

#include <stdio.h>

void give_up(const char *why) {
    fprintf(stderr, "sitrep-train: %s\n", why);
    exit(1);
}

void *take(size_t n, size_t size) {
    void *p = calloc(n ? n : 1, size);
    if (!p) give_up("out of memory");
    return p;
}

void *regrow(void *p, size_t n, size_t size) {
    void *grown = n > SIZE_MAX / size ? NULL : realloc(p, n * size);
    if (!grown) give_up("out of memory");
    return grown;
}

static uint32_t key_place(const KeyMap *m, uint64_t key) {
    uint32_t i = (uint32_t)(key ^ key >> 32) & (m->cap - 1);
    while (m->values[i] && m->keys[i] != key) i = (i + 1) & (m->cap - 1);
    return i;
}

uint32_t key_get(const KeyMap *m, uint64_t key) {
    return m->cap ? m->values[key_place(m, key)] : 0;
}

uint32_t key_put(KeyMap *m, uint64_t key) {
    if (m->n * 2 >= m->cap) {
        KeyMap old = *m;
        m->cap = old.cap ? old.cap * 2 : 1024;
        m->keys = take(m->cap, sizeof *m->keys);
        m->values = take(m->cap, sizeof *m->values);
        for (uint32_t i = 0; i < old.cap; i++) {
            if (!old.values[i]) continue;
            uint32_t k = key_place(m, old.keys[i]);
            m->keys[k] = old.keys[i];
            m->values[k] = old.values[i];
        }
        key_drop(&old);
    }
    uint32_t i = key_place(m, key);
    if (!m->values[i]) {
        m->keys[i] = key;
        m->values[i] = ++m->n;
    }
    return m->values[i];
}

void key_drop(KeyMap *m) {
    free(m->keys);
    free(m->values);
    *m = (KeyMap){0};
}

void bytes_add(Bytes *b, const void *p, size_t n) {
    if (b->n + n > b->cap) {
        b->cap = (b->n + n) * 2;
        b->p = regrow(b->p, b->cap, 1);
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
}
