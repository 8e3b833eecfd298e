#include "story/bearers.h"

Bearers *bearers_of(const Links *links, uint32_t key) {
    uint32_t i = (key * 2654435769u) & links->mask;
    while (links->slots[i].n && links->slots[i].key != key) i = (i + 1) & links->mask;
    return &links->slots[i];
}

/* Slots for `least` keys, at most half of them taken. */
static StCode make_room(Links *links, uint64_t least, Arena *a) {
    uint64_t size = 64;
    while (size < least * 2) size *= 2;
    if (size > UINT32_MAX) return ST_LIMIT;
    links->slots = arena_new(a, Bearers, size);
    links->mask = (uint32_t)(size - 1);
    return links->slots ? ST_OK : ST_NOMEM;
}

/* Doubles the slots. */
static StCode grow(Links *links, Arena *a) {
    Links old = *links;
    TRY(make_room(links, (uint64_t)old.mask + 1, a));
    for (uint64_t i = 0; i <= old.mask; i++)
        if (old.slots[i].n) *bearers_of(links, old.slots[i].key) = old.slots[i];
    return ST_OK;
}

static StCode count_bearers(Profile *const *profiles, uint32_t n, Arena *a, Links *links,
                            uint64_t *count) {
    uint64_t keys = 0;
    *count = 0;
    TRY(make_room(links, 1024, a));
    for (uint32_t i = 0; i < n; i++) {
        const Profile *p = profiles[i];
        for (uint32_t k = 0; k < p->n; k++) {
            if (keys * 2 >= links->mask) TRY(grow(links, a));
            Bearers *b = bearers_of(links, p->v[k].key);
            if (!b->n++) keys++;
            b->key = p->v[k].key;
        }
        *count += p->n;
    }
    return *count > UINT32_MAX ? ST_LIMIT : ST_OK;
}

StCode bearers_find(Profile *const *profiles, uint32_t n, Arena *a, Links *out) {
    uint64_t count;
    *out = (Links){NULL, 0, NULL};
    TRY(count_bearers(profiles, n, a, out, &count));
    out->docs = arena_new(a, uint32_t, count);
    if (!out->docs) return ST_NOMEM;
    uint32_t start = 0;
    for (uint64_t i = 0; i <= out->mask; i++) {
        out->slots[i].start = start; /* moves to its end while the list is filled */
        start += out->slots[i].n;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < profiles[i]->n; k++)
            out->docs[bearers_of(out, profiles[i]->v[k].key)->start++] = i;
    for (uint64_t i = 0; i <= out->mask; i++) out->slots[i].start -= out->slots[i].n;
    return ST_OK;
}
