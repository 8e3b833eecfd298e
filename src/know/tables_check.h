/* Every fault in the tables of a folder, not only the first.
 *
 *   out  each as "FILE:LINE:COLUMN: what is wrong", columns counted from 1. Besides what the
 *        compiler refuses: tables and columns that `ours` does not have, countries that are no ISO
 *        3166 codes, sectors that are no codes, days that are none, points that are not on the
 *        globe
 *   err  ST_IO, ST_NOMEM, ST_LIMIT: what keeps the work from going on; faults are none of these
 */
#ifndef SITREP_KNOW_TABLES_CHECK_H
#define SITREP_KNOW_TABLES_CHECK_H

#include "know/tables.h"

typedef struct TablesReport {
    void (*fault)(void *context, const char *text);
    void *context;
    uint64_t tables, rows, faults; /* added to */
} TablesReport;

StCode tables_check(const Tables *ours, const char *folder, Arena *a, TablesReport *r, StErr *err);

#endif
