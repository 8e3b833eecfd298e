/* The commands: each takes its arguments and returns the exit code. The table is in main.c. */
#ifndef SITREP_CLI_CLI_COMMANDS_H
#define SITREP_CLI_CLI_COMMANDS_H

#include "cli/options.h"

int command_read(const Args *args);
int command_parse(const Args *args);
int command_extract(const Args *args);
int command_story(const Args *args);
int command_report(const Args *args);

#endif
