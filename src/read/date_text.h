/* Dates as headers, meta tags and lines of publication write them.
 *
 *   in   a short text: "2023-09-20T10:00:00Z", "Wed, 20 Sep 2023 10:00 GMT",
 *        "September 20th, 2023", "20. September 2023", "20 de septiembre de 2023", "3 JAN 90",
 *        "20/09/2023"
 *   out  the first whole date in it and where it stands; 0 when there is none
 *   note 03/04/2023 is read month first where `month_first`, else day first; what cannot be a month
 *        settles it. Years of two digits: 70 to 99 are 19.., the rest 20..
 */
#ifndef SITREP_READ_DATE_TEXT_H
#define SITREP_READ_DATE_TEXT_H

#include "base/date.h"
#include "read/reading.h"

enum { DATE_TEXT_MAX = 400 }; /* bytes that are looked at */

Day date_text_find(Reading *r, Str text, bool month_first, Span *where);

/* The date in an address: /2023/09/20/, /2023/sep/20/, /20230920/, -2023-09-20; 0 when there is
 * none. */
Day date_url_find(Reading *r, Str url);

#endif
