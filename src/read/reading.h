/* What the steps of reading one document share. Inside this folder only. */
#ifndef SITREP_READ_READING_H
#define SITREP_READ_READING_H

#include "know/tables.h"
#include "record/record.h"

typedef struct Reading {
    const Tables *tables;
    Arena *arena;
    Document *doc;
    StErr *err;
    bool starved; /* an allocation failed where no code could be returned: reading fails at the end
                   */
} Reading;

/* utf8_fold; empty and `starved` when out of memory. */
Str reading_fold(Reading *r, Str s);

/* Adds a block; an empty one is left out. */
StCode reading_add_block(Reading *r, BlockKind kind, Span span);

#endif
