/* Two states of a story, told to people: for diff, and for what set moved. */
#ifndef SITREP_CLI_DIFFERING_H
#define SITREP_CLI_DIFFERING_H

#include "cli/stored.h"
#include "report/changes.h"

/* One state against another; stories of either may be missing. */
Change change_of(const Told *before, const Told *now);
/* Writes to --out or standard output. EXIT_NOTHING when nothing differs. */
int differing_print(const Args *args, const Changes *changes, Str since, const Strs *gone,
                    const Tables *tables, Arena *a);

#endif
