/* A larger gazetteer than ours, from a dump of GeoNames that the user has: allCountries.txt, a file
 * of one country, cities500.txt …; a table file with `places/cities` that replaces ours under
 * --tables.
 *
 *   in   lines of 19 columns parted by tabs, https://download.geonames.org/export/dump/readme.txt;
 *        populated places, divisions, and the kinds of sites, waters, mountains and regions that
 *        news names are kept
 *   out  rows by population, so that the first of namesakes is the largest; other Latin spellings
 *        only for places of GAZETTEER_SPELLINGS_FROM inhabitants and more
 *   own  memory and temporary files beside `to` are freed; a file that failed is removed
 *   err  ST_IO; ST_BAD_FORMAT with "FILE:LINE:COLUMN: what is wrong"; ST_LIMIT; ST_STOPPED
 *   note memory does not grow with the number of rows, but for two bytes a spelling of several
 *        words
 */
#ifndef SITREP_KNOW_GAZETTEER_H
#define SITREP_KNOW_GAZETTEER_H

#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

enum {
    GAZETTEER_LINE_MAX = 1 << 20, /* bytes of a line */
    GAZETTEER_SPELLINGS_FROM = 150000,
    GAZETTEER_SPELLINGS_MOST = 40,
    GAZETTEER_STEP = 100000 /* rows between calls of `progress` */
};

typedef struct Gazetteer {
    FILE *from;
    const char *from_name; /* for messages */
    const char *to;
    /* Told now and then what was done so far; false stops the work. NULL: nobody asks. */
    bool (*progress)(void *context, const char *step, uint64_t rows);
    void *context;
    uint64_t read, kept, bytes; /* out: rows, rows, of the file */
} Gazetteer;

StCode gazetteer_build(Gazetteer *g, StErr *err);

#endif
