/* The commands: each takes its arguments and returns the exit code. The table is in main.c. */
#ifndef SITREP_CLI_CLI_COMMANDS_H
#define SITREP_CLI_CLI_COMMANDS_H

#include "cli/options.h"

/* documents.c */
int command_read(const Args *args);
int command_parse(const Args *args);
int command_extract(const Args *args);
int command_explain(const Args *args);
/* stories.c: without a store, or (no path) from it */
int command_story(const Args *args);
int command_report(const Args *args);
/* keeping.c: what changes the store */
int command_add(const Args *args);
int command_remove(const Args *args);
int command_set(const Args *args);
/* asking.c: what reads it */
int command_stories(const Args *args);
int command_facts(const Args *args);
int command_claims(const Args *args);
int command_events(const Args *args);
int command_timeline(const Args *args);
int command_disputes(const Args *args);
int command_search(const Args *args);
int command_show(const Args *args);
int command_export(const Args *args);
/* reviewing.c: marks of people */
int command_review(const Args *args);
/* differing.c: two states of the store */
int command_diff(const Args *args);
/* table_commands.c */
int command_check_tables(const Args *args);
int command_gazetteer(const Args *args);

#endif
