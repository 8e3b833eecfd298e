/* The store's tables, version by version: PRAGMA user_version says how many steps a file has had.
 */
#ifndef SITREP_STORE_SCHEMA_H
#define SITREP_STORE_SCHEMA_H

#include "base/err.h"

#include <sqlite3.h>

/* Brings a file up to STORE_VERSION in one transaction; ST_STORE when it is from a later program.
 */
StCode schema_migrate(sqlite3 *db, StErr *err);

#endif
