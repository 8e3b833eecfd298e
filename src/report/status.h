/* Who reviewed how much of a story: "coded by machine; A. Analyst reviewed 12 of 345 records: 10
 * accepted, 2 set aside". A record is a figure, event or claim of the story's documents.
 */
#ifndef SITREP_REPORT_STATUS_H
#define SITREP_REPORT_STATUS_H

#include "report/composing.h"

Str report_status(Composing *c);

#endif
