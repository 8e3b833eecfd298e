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
} Reading;

/* Adds a block; an empty one is left out. */
StCode reading_add_block(Reading *r, BlockKind kind, Span span);

#endif
