/* What a page can draw beside its lines: a figure as its speakers gave it over the days, and how
 * much happened on each day. Composed from the same records as the lines, each point with its
 * citation; only HTML draws them.
 *
 *   unit values in thousandths, as records have them; days as in base/date.h
 */
#ifndef SITREP_REPORT_CHARTS_H
#define SITREP_REPORT_CHARTS_H

#include "report/report_lines.h"

enum { CHARTS_MAX = 12, CHART_POINTS_MAX = 60, CHART_SPEAKERS_MAX = 5 };

struct Composing;

/* Charts of the story that is composed, to stand below the line that was composed last. */
void chart_figures(struct Composing *c);
void chart_days(struct Composing *c);

bool charts_below(const Report *r, uint32_t line);
/* As SVG, with nothing that runs and nothing fetched; links lead to the cited sentences. */
void charts_render(const Report *r, uint32_t line, Text *out);

#endif
