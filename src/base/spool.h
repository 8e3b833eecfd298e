/* Bytes put down one after the other and read back once from the start: in memory up to a limit,
 * then in a temporary file, which has no name.
 *
 *   own  memory and file until spool_drop
 *   err  ST_NOMEM, ST_IO
 */
#ifndef SITREP_BASE_SPOOL_H
#define SITREP_BASE_SPOOL_H

#include "base/err.h"
#include "base/str.h"

enum { SPOOL_MEMORY_MAX = 8 << 20 };

typedef struct Spool {
    const char *folder; /* for the file; NULL: /tmp */
    char *p;
    size_t n, cap;    /* in memory */
    int file;         /* 1 + descriptor, 0 none */
    uint64_t written; /* bytes in the file */
    uint64_t read;
} Spool;

StCode spool_add(Spool *s, const void *bytes, size_t n, StErr *err);
/* Up to n bytes in the order they were put in; *got is less only at the end. */
StCode spool_read(Spool *s, void *bytes, size_t n, size_t *got, StErr *err);
void spool_drop(Spool *s);

/* A temporary file without a name in `folder`, open for reading and writing; -1 where none can be.
 */
int spool_file(const char *folder);
/* Writes all of it at the file's end. */
bool spool_write(int file, const void *bytes, size_t n);

#endif
