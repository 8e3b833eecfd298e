/* Digests read back, in the order of the documents given. For store_stories.c. */
#ifndef SITREP_STORE_STORE_DIGESTS_H
#define SITREP_STORE_STORE_DIGESTS_H

#include "store/store.h"
#include "story/copies.h"
#include "story/grouping.h"

typedef struct StoredDocument {
    int64_t number, version;
    Str id;
} StoredDocument;
LIST_OF(StoredDocument, StoredDocuments);

/* Makes those that are missing. */
StCode store_fill_digests(Store *s, StErr *err);
StCode store_read_shingles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a,
                           Shingles *out, StErr *err);
StCode store_read_profiles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a, Profile *out,
                           StErr *err);

#endif
