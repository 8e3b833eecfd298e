/* What the user knows of files: a CSV with a header line (RFC 4180) that names the columns path,
 * outlet, published, title in any order; path as it is given to `add`, or the file's name alone.
 *
 *   err  ST_IO; ST_BAD_FORMAT with file and line
 */
#ifndef SITREP_CLI_META_H
#define SITREP_CLI_META_H

#include "base/map.h"
#include "read/read.h"

typedef struct MetaRow {
    Str path, outlet, published, title;
} MetaRow;
LIST_OF(MetaRow, MetaRows);

typedef struct Meta {
    MetaRows rows;
    Map by_path; /* path or file name → 1 + index */
} Meta;

StCode meta_read(const char *path, Arena *a, Meta *out, StErr *err);
/* Fills what is known of this input. */
void meta_apply(const Meta *meta, Input *input);

#endif
