/* Calendar days as numbers, so that they can be compared and counted.
 *
 *   unit Day: 1 is 0001-01-01 of the proleptic Gregorian calendar, 0 is unknown
 *   src  H. Hinnant, "chrono-compatible low-level date algorithms"
 */
#ifndef SITREP_BASE_DATE_H
#define SITREP_BASE_DATE_H

#include "base/str.h"

typedef int32_t Day;

/* A closed range of days; {0,0} is unknown, and either end may be. */
typedef struct Days {
    Day from, to;
} Days;

enum { DAY_MAX = 3652059 }; /* 9999-12-31 */

/* 0 when there is no such day. */
Day day_of(int year, int month, int day);
void day_split(Day d, int *year, int *month, int *day);
/* 1 Monday … 7 Sunday, as in ISO 8601. */
int day_weekday(Day d);
int days_in_month(int year, int month);

/* "2023-09-20", into 11 bytes with the NUL. */
void day_format(Day d, char out[11]);
/* Reads "2023-09-20" at the front of `s` (what follows, a time, is not looked at); 0 if it is not
 * there. */
Day day_parse(Str s);

static inline bool days_some(Days d) {
    return d.from || d.to;
}

#endif
