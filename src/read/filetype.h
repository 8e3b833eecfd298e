/* What kind of file this is, by its name and its first bytes.
 *
 *   in   a path (may be empty) and the first bytes; FILETYPE_LOOK of them are enough
 *   out  a kind that can be read, or one that cannot with what to do instead
 */
#ifndef SITREP_READ_FILETYPE_H
#define SITREP_READ_FILETYPE_H

#include "read/read.h"

enum { FILETYPE_LOOK = 4096 };

typedef struct FileType {
    InputKind kind;     /* INPUT_AUTO: not known */
    const char *advice; /* for people, when it cannot be read; else NULL */
} FileType;

/* By the ending of the name alone. */
FileType filetype_of_name(Str path);
/* By the bytes alone: HTML, JSON, a binary format, or nothing known. */
FileType filetype_of_bytes(Str bytes);

#endif
