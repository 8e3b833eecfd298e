/* Documents and their records in one SQLite file, with every revision, every coding and every run;
 * the stories they tell; the marks of people who reviewed them (marks.h).
 *
 *   in   complete records (extract); a document is known by its key, the path or source id it came
 *        under. The same bytes again change nothing; other bytes under a known key make a new
 *        revision and the old one is kept, no longer current.
 *   out  records as they went in, current revisions only unless asked by id or run
 *   own  store_close
 *   err  ST_STORE with SQLite's words, ST_NOT_FOUND, ST_BAD_ARGUMENT
 *   note write-ahead log, foreign keys, full synchronisation: what store_commit acknowledged
 *        survives kill -9. One thread a Store; several processes may share the file. A run is one
 *        command that changed something; runs count from 1 and carry no clock.
 *   src  https://www.sqlite.org/wal.html, https://www.sqlite.org/fts5.html
 */
#ifndef SITREP_STORE_STORE_H
#define SITREP_STORE_STORE_H

#include "base/err.h"
#include "record/record_json.h"
#include "story/story.h"

enum { STORE_PLACING_MIN = 5000 };
enum { STORE_VERSION = 4, STORE_FIELD_MAX = 4096 };

typedef struct Store Store;

/* What a store is opened for. Asking keeps its stories up to date, so that it writes too: where the
 * file or its folder cannot be written, a copy is asked that nobody else sees and that is gone when
 * it is closed. */
typedef enum StoreUse {
    STORE_ASK,
    STORE_CHANGE,
    STORE_MAKE /* as STORE_CHANGE, and made when missing; else that is ST_NOT_FOUND */
} StoreUse;
StCode store_open(const char *path, StoreUse use, Store **out, StErr *err);
/* One that nobody else sees and that is gone when it is closed; no document replaces another. */
StCode store_open_temporary(Store **out, StErr *err);
void store_close(Store *s);
/* The tables by which documents are grouped; they must outlive the store. */
StCode store_use(Store *s, const Tables *tables, StErr *err);

/* Writes are held back until store_commit, or undone by store_close. */
StCode store_begin(Store *s, StErr *err);
StCode store_commit(Store *s, StErr *err);
/* What the run is called, a literal: "add", "review". */
void store_name_run(Store *s, const char *what);

typedef struct Run {
    int64_t number;
    Str what;
    uint32_t arrived, left, recoded, removed, marks; /* documents; marks given or taken back */
} Run;
LIST_OF(Run, Runs);
StCode store_runs(Store *s, Arena *a, Runs *out, StErr *err);

/* ---- documents */

typedef enum Added { ADDED_NEW, ADDED_REVISION, ADDED_NOTHING } Added;

/* What a document is known by across revisions: its source id, else its path. */
Str store_key(const Document *d);
/* Whether these very records' document is there and current. */
StCode store_has(Store *s, Str id, bool *out, StErr *err);
StCode store_add(Store *s, const Records *r, Arena *scratch, Added *out, StErr *err);
/* A document with its revisions; ST_NOT_FOUND when there is none. */
StCode store_remove(Store *s, Str id, StErr *err);

/* What the user knows better than the text: outlet, title, published. It holds for all revisions
 * that come under the document's key; an empty value takes it back. */
StCode store_set(Store *s, Str key, Str field, Str value, StErr *err);
/* The user's word for a field, {NULL,0} when there is none. */
StCode store_field(Store *s, Str key, Str field, Arena *a, Str *out, StErr *err);

/* All current documents with their records, by id. */
StCode store_load(Store *s, Arena *a, RecordsList *out, StErr *err);
/* One document, any revision. */
StCode store_load_one(Store *s, Str id, Arena *a, Records **out, StErr *err);
/* Each current document by id, with its records in an arena that is reset after the call. */
StCode store_each_document(Store *s,
                           StCode (*call)(void *context, Records *r, Arena *a, StErr *err),
                           void *context, StErr *err);
/* The current revision under a key; NULL where there is none. */
StCode store_load_key(Store *s, Str key, Arena *a, Records **out, StErr *err);

typedef struct Hit {
    Str doc;
    Str title, snippet;
} Hit;
LIST_OF(Hit, Hits);

/* Full-text search, best first; words are all asked for, "quoted words" as a phrase. */
StCode store_search(Store *s, Str query, uint32_t most, Arena *a, Hits *out, StErr *err);

/* ---- stories: only digests of documents are held while they are grouped, and the records of one
 * story while it is made */

typedef struct StoredStory {
    Str id, title;
    Days days;
    uint32_t documents, independent, contradictions;
    Str line; /* its JSON line */
} StoredStory;
LIST_OF(StoredStory, StoredStories);

/* Groups what was added, changed or reviewed since the last time, and makes the stories that
 * changed by it. Needs store_use. All documents are grouped anew, the same in any order of arrival,
 * while they are few (STORE_PLACING_MIN) or many of them are new; a few among many are placed one
 * by one among the stories there are, in time that does not grow with the store. */
StCode store_refresh(Store *s, StErr *err);
/* After store_refresh: newest first, then largest, then by id. */
StCode store_stories(Store *s, Arena *a, StoredStories *out, StErr *err);
/* Documents of one story that grouping anew gave to another, and why: where a story was parted or
 * two were joined. */
typedef struct Move {
    Str before, after; /* ids of stories */
    uint32_t documents;
    Str reason; /* empty where the texts give none: people moved them, or nothing ties them */
} Move;
LIST_OF(Move, Moves);

/* Groups all documents anew whatever the store thinks; for what was placed one by one. */
StCode store_regroup(Store *s, Arena *a, Moves *moves, StErr *err);
/* Why a story's documents (told: loaded, in any order) are one story, and which are not of it. */
StCode store_bonds(Store *s, Str story, const RecordsList *docs, Arena *a, Bonds *out, StErr *err);
/* The fewest documents among which one is placed; for tests. */
void store_place_from(Store *s, uint32_t documents);
StCode store_count(Store *s, uint32_t *documents, StErr *err);
/* The story of a document, {NULL,0} when it is in none. */
StCode store_story_of(Store *s, Str document, Arena *a, Str *out, StErr *err);

/* One story made from its documents. */
typedef struct Told {
    RecordsList all;  /* with what is set aside */
    RecordsList docs; /* without */
    Reviews reviews;  /* those that found their place in these documents */
    Stories stories;  /* one, or none when all its documents are set aside */
} Told;
/* ST_NOT_FOUND when there is no such story. */
StCode store_tell(Store *s, Str story, Arena *a, Told *out, StErr *err);
/* Several, for a report of all: {NULL,0} is every story. */
StCode store_tell_all(Store *s, Arena *a, Told *out, StErr *err);
/* The same documents as they were after a run: those known under the story's keys. */
StCode store_tell_at(Store *s, Str story, int64_t run, Arena *a, Told *out, StErr *err);
/* Any documents, as one story or as many, under today's marks. */
StCode store_tell_documents(Store *s, const RecordsList *docs, bool one, Arena *a, Told *out,
                            StErr *err);
/* The stories whose documents or marks changed after a run. */
StCode store_changed_stories(Store *s, int64_t run, Arena *a, Strs *out, StErr *err);
/* Documents that were removed after a run. */
StCode store_gone(Store *s, int64_t run, Arena *a, Strs *ids, Strs *keys, StErr *err);

/* For store_stories.c; of one story, by id. */
StCode store_load_members(Store *s, Str story, Arena *a, RecordsList *out, StErr *err);
StCode store_load_members_at(Store *s, Str story, int64_t run, Arena *a, RecordsList *out,
                             StErr *err);

#endif
