/* Finds a record of many documents by its id. */
#ifndef SITREP_RECORD_RECORD_INDEX_H
#define SITREP_RECORD_RECORD_INDEX_H

#include "base/map.h"
#include "record/record_json.h"

typedef struct Found {
    const Records *records; /* NULL: no such id */
    RecordKind kind;
    Ref ref; /* 0 for a document */
} Found;

typedef struct RecordIndex {
    Map map;
    Found *v;
    uint32_t n;
} RecordIndex;

/* own  in `a`; `docs` and its records must outlive the index */
StCode record_index_make(const RecordsList *docs, Arena *a, RecordIndex *out);
Found record_index_find(const RecordIndex *index, Str id);

#endif
