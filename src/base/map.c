#include "base/map.h"

static MapSlot *map_probe(const Map *m, Str key, uint64_t hash) {
    uint32_t i = (uint32_t)hash & (m->cap - 1);
    while (m->slots[i].key.p && !(m->slots[i].hash == hash && str_eq(m->slots[i].key, key)))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

uint32_t map_get(const Map *m, Str key) {
    return m->cap ? map_probe(m, key, str_hash(key))->value : 0;
}

static bool map_grow(Map *m) {
    Map bigger = {.arena = m->arena, .n = m->n, .cap = m->cap ? m->cap * 2 : 16};
    bigger.slots = arena_new(m->arena, MapSlot, bigger.cap);
    if (!bigger.slots) return false;
    for (uint32_t i = 0; i < m->cap; i++)
        if (m->slots[i].key.p) *map_probe(&bigger, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    *m = bigger;
    return true;
}

uint32_t *map_at(Map *m, Str key) {
    if (!key.p) key.p = "";
    if (m->n * 4 >= m->cap * 3 && !map_grow(m)) {
        m->failed = true;
        return NULL;
    }
    uint64_t hash = str_hash(key);
    MapSlot *s = map_probe(m, key, hash);
    if (!s->key.p) {
        *s = (MapSlot){.key = key, .hash = hash};
        m->n++;
    }
    return &s->value;
}

void map_set(Map *m, Str key, uint32_t value) {
    uint32_t *at = map_at(m, key);
    if (at) *at = value;
}
