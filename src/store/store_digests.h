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

/* Numbers and ids of documents: a query of those two columns with one parameter, a version. */
StCode store_read_since(Store *s, const char *sql, int64_t since, Arena *a, StoredDocuments *out,
                        StErr *err);

/* Counts up whenever what digests hold, or how, changes: older ones are made anew. */
#define DIGEST_VERSION_NUMBER 3
enum { DIGEST_VERSION = DIGEST_VERSION_NUMBER };

/* Makes those that are missing, or of another version, of documents changed since. */
StCode store_fill_digests(Store *s, int64_t since, StErr *err);
StCode store_read_shingles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a,
                           Shingles *out, StErr *err);
StCode store_read_profiles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a, Profile *out,
                           StErr *err);

/* A weighed profile; one that was never grouped weighs nothing. */
StCode store_read_weighed(Store *s, int64_t number, Arena *a, Profile *out, StErr *err);
/* How rare each feature is, from the weights that grouping gave. */
StCode store_write_rarity(Store *s, int64_t number, const Profile *p, StErr *err);

#endif
