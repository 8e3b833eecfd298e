/* Memory that lives and dies together: one arena per document.
 *
 *   own  everything taken lives until arena_drop or arena_reset; there is no free of one thing
 *   err  NULL when memory or the arena's limit is spent; `spent` is set and later
 *        calls fail too, until reset or drop
 *   note one thread at a time; blocks double from 64 KiB; with ARENA_MALLOC (the sanitizer presets)
 *        each piece is its own malloc, so that ASan sees every overrun
 *   test st_fault_after (debug builds): n > 0 makes the n-th allocation from now fail, -1 never
 */
#ifndef SITREP_BASE_ARENA_H
#define SITREP_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *blocks;
    char *at, *end;
    size_t taken; /* bytes handed out */
    size_t limit; /* most bytes to hand out; 0 is no limit */
    bool spent;   /* an allocation failed: whoever made a result looks here before giving it out */
} Arena;

/* Zeroed memory for `n` things of `size`, or NULL. n = 0 gives a valid pointer. */
void *arena_take(Arena *a, size_t size, size_t n, size_t align);

#define arena_new(a, Type, n) ((Type *)arena_take((a), sizeof(Type), (n), _Alignof(Type)))

/* Copies of bytes; the copy is followed by a NUL. {NULL, 0} when out of memory. */
Str arena_copy(Arena *a, Str s);
Str arena_format(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
Str arena_join(Arena *a, Str x, Str y);

void arena_drop(Arena *a);
/* As arena_drop, but keeps the largest block for the next document. */
void arena_reset(Arena *a);

/* A growing list in an arena: `push` gives a zeroed new element or NULL. The old array is left in
 * the arena, so keep indices, not pointers, while a list grows.
 *   Figure *f = list_push(a, &figures, Figure);
 */
#define list_push(a, list, Type)                                                                   \
    ((Type *)list_push_((a), (void **)&(list)->v, &(list)->n, sizeof(Type), _Alignof(Type)))
void *list_push_(Arena *a, void **v, uint32_t *n, size_t size, size_t align);

/* Bytes written one after the other, growing in an arena. After a failed call `failed` stays set.
 */
typedef struct Text {
    Arena *arena;
    char *p;
    size_t n, cap;
    bool failed;
} Text;

/* Makes room for so many more bytes; false, and `failed` set, where there is none. */
bool text_room(Text *t, size_t more);

static inline void text_add(Text *t, Str s) {
    if (!s.n || (s.n > t->cap - t->n && !text_room(t, s.n)) || t->failed) return;
    memcpy(t->p + t->n, s.p, s.n);
    t->n += s.n;
}
static inline void text_add_c(Text *t, const char *s) {
    text_add(t, str_of(s));
}
static inline void text_add_char(Text *t, char c) {
    if ((t->n == t->cap && !text_room(t, 1)) || t->failed) return;
    t->p[t->n++] = c;
}
/* In decimal digits. */
void text_add_number(Text *t, uint64_t number);
void text_format(Text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* {NULL,0} after a failed call; what never was added to is empty, not NULL. */
static inline Str text_str(const Text *t) {
    return t->failed ? (Str){NULL, 0} : (Str){t->p ? t->p : "", t->n};
}

#ifdef SITREP_FAULTS
extern _Thread_local long st_fault_after;
#endif

#endif
