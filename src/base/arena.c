#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARENA_FIRST_BLOCK = 64 << 10, ARENA_LARGEST_STEP = 8 << 20, FORMAT_BRIEF = 128 };

struct ArenaBlock {
    ArenaBlock *next;
    size_t size;
    max_align_t data[];
};

#ifdef SITREP_FAULTS
_Thread_local long st_fault_after = -1;
static bool fault_now(void) {
    return st_fault_after > 0 && --st_fault_after == 0;
}
#else
static bool fault_now(void) {
    return false;
}
#endif

/* Makes room for `need` bytes at any alignment. */
static bool arena_grow(Arena *a, size_t need) {
#ifdef ARENA_MALLOC
    size_t size = need;
#else
    size_t last = a->blocks ? a->blocks->size : ARENA_FIRST_BLOCK / 2;
    size_t size = last < ARENA_LARGEST_STEP ? last * 2 : last;
    if (size < need) size = need;
#endif
    ArenaBlock *b = malloc(sizeof *b + size);
    if (!b) return false;
    *b = (ArenaBlock){.next = a->blocks, .size = size};
    a->blocks = b;
    a->at = (char *)b->data;
    a->end = a->at + size;
    return true;
}

static void *arena_piece(Arena *a, size_t size, size_t n, size_t align) {
    size_t bytes, after;
    if (a->spent || __builtin_mul_overflow(size, n, &bytes)) return NULL;
    if (bytes == 0) bytes = 1;
    if (__builtin_add_overflow(a->taken, bytes, &after)) return NULL;
    if (fault_now() || (a->limit && after > a->limit)) return NULL;
    size_t pad = a->at ? (size_t)(-(uintptr_t)a->at & (align - 1)) : 0;
#ifdef ARENA_MALLOC
    bool room = false;
#else
    bool room = a->at && pad + bytes <= (size_t)(a->end - a->at);
#endif
    if (!room) {
        if (bytes > SIZE_MAX - sizeof(ArenaBlock) || !arena_grow(a, bytes)) return NULL;
        pad = 0; /* a block starts aligned for everything */
    }
    char *p = a->at + pad;
    a->at = p + bytes;
    a->taken = after;
    return memset(p, 0, bytes);
}

void *arena_take(Arena *a, size_t size, size_t n, size_t align) {
    void *p = arena_piece(a, size, n, align);
    a->spent = !p;
    return p;
}

Str arena_copy(Arena *a, Str s) {
    char *p = arena_take(a, 1, s.n + 1, 1);
    if (!p) return (Str){NULL, 0};
    if (s.n) memcpy(p, s.p, s.n);
    return (Str){p, s.n};
}

Str arena_join(Arena *a, Str x, Str y) {
    char *p = arena_take(a, 1, x.n + y.n + 1, 1);
    if (!p) return (Str){NULL, 0};
    if (x.n) memcpy(p, x.p, x.n);
    if (y.n) memcpy(p + x.n, y.p, y.n);
    return (Str){p, x.n + y.n};
}

static Str arena_vformat(Arena *a, const char *fmt, va_list args) {
    va_list again;
    char brief[FORMAT_BRIEF];
    va_copy(again, args);
    int n = vsnprintf(brief, sizeof brief, fmt, args);
    char *p = n < 0 ? NULL : arena_take(a, 1, (size_t)n + 1, 1);
    if (p && (size_t)n < sizeof brief)
        memcpy(p, brief, (size_t)n);
    else if (p)
        vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p ? (Str){p, (size_t)n} : (Str){NULL, 0};
}

Str arena_format(Arena *a, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    Str s = arena_vformat(a, fmt, args);
    va_end(args);
    return s;
}

void arena_drop(Arena *a) {
    for (ArenaBlock *b = a->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = (Arena){.limit = a->limit};
}

void arena_reset(Arena *a) {
    ArenaBlock *keep = a->blocks;
    for (ArenaBlock *b = a->blocks; b; b = b->next)
        if (b->size > keep->size) keep = b;
    for (ArenaBlock *b = a->blocks, *next; b; b = next) {
        next = b->next;
        if (b != keep) free(b);
    }
    *a = (Arena){.limit = a->limit, .blocks = keep};
    if (!keep) return;
    keep->next = NULL;
    a->at = (char *)keep->data;
    a->end = a->at + keep->size;
}

/* Capacities are the powers of two from 4, so the count alone says when the array is full. */
void *list_push_(Arena *a, void **v, uint32_t *n, size_t size, size_t align) {
    bool full = *n == 0 || (*n >= 4 && (*n & (*n - 1)) == 0);
    if (full) {
        if (*n > UINT32_MAX / 2) return NULL;
        void *grown = arena_take(a, size, *n ? (size_t)*n * 2 : 4, align);
        if (!grown) return NULL;
        if (*n) memcpy(grown, *v, size * *n);
        *v = grown;
    }
    return (char *)*v + size * (*n)++;
}

bool text_room(Text *t, size_t more) {
    if (t->failed) return false;
    if (more <= t->cap - t->n) return true;
    size_t cap = t->cap ? t->cap * 2 : 256;
    while (cap - t->n < more) cap *= 2;
    char *grown = arena_take(t->arena, 1, cap, 1);
    if (!grown) {
        t->failed = true;
        return false;
    }
    if (t->n) memcpy(grown, t->p, t->n);
    t->p = grown;
    t->cap = cap;
    return true;
}

void text_add_number(Text *t, uint64_t number) {
    char digits[20];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    text_add(t, (Str){digits + n, sizeof digits - n});
}

/* Into the room there is; again where it was too small. */
void text_format(Text *t, const char *fmt, ...) {
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    size_t room = t->failed ? 0 : t->cap - t->n;
    int n = vsnprintf(room ? t->p + t->n : NULL, room, fmt, args);
    va_end(args);
    if (n < 0)
        t->failed = true;
    else if (text_room(t, (size_t)n + 1)) {
        if ((size_t)n >= room) vsnprintf(t->p + t->n, (size_t)n + 1, fmt, again);
        t->n += (size_t)n;
    }
    va_end(again);
}
