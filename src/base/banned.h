/* Calls that have no bound or depend on the locale: using one is a build error. Included before
 * everything by the build. */
#ifndef SITREP_BASE_BANNED_H
#define SITREP_BASE_BANNED_H

#ifdef __GNUC__
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok atoi atol atof localtime gmtime      \
    asctime ctime
#endif

#endif
