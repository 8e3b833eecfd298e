/* What people decided about records, kept so that it finds its place again: by the key of the
 * document's lineage, the kind of record and the words it stands on. Ids may move when a document
 * has a new revision or is coded anew; words and sentences seldom do.
 *
 *   note marks are never deleted: one that is taken back stays, with the run in which it was. Of
 *        two marks on one record the later holds.
 */
#ifndef SITREP_STORE_MARKS_H
#define SITREP_STORE_MARKS_H

#include "store/store.h"

enum { MARK_TEXT_MAX = 4096, MARK_PLACES_MAX = 4096 };

typedef struct MarkPlace {
    uint32_t side; /* 0 left, 1 right, as Review has them */
    Str key, kind; /* lineage; word of the RecordKind */
    Str quote,
        sentence;     /* the record's words and the sentence around them; of a document its title */
    uint32_t ordinal; /* among the document's records of this kind on these words, from 1 */
    Str id;           /* where it was found: marks_find sets it */
} MarkPlace;
LIST_OF(MarkPlace, MarkPlaces);

typedef struct Mark {
    int64_t number, run, withdrawn; /* withdrawn 0: it holds */
    Verdict verdict;
    Str by, why;
    Str kind, label; /* of what was marked: "fact", "killed, people, Derna" */
    MarkPlaces places;
} Mark;
LIST_OF(Mark, Marks);

/* Where a record of these records stands; ref 0 with RECORD_DOCUMENT is the document itself. */
StCode mark_place_of(const Records *r, RecordKind kind, Ref ref, Arena *a, MarkPlace *out);
/* The record that stands there now; {NULL,0} when none does. */
Str mark_place_find(const MarkPlace *place, const Records *r, Arena *a);

/* All marks by number, withdrawn ones too. */
StCode store_marks(Store *s, Arena *a, Marks *out, StErr *err);
StCode store_mark_add(Store *s, const Mark *mark, int64_t *number, StErr *err);
/* ST_NOT_FOUND when there is none that holds. */
StCode store_mark_withdraw(Store *s, int64_t number, StErr *err);

/* The marks that hold and have a place in these documents, as reviews; every place's id is set. */
StCode marks_find(Marks *marks, const RecordsList *docs, Arena *a, Reviews *out);

/* {"record":"mark",…} lines, and back: marks of another store, or of an export of this one. One
 * that is there already (same verdict, name, reason and places) is not read twice. */
StCode marks_write(const Marks *marks, Text *out);
StCode marks_read(Str lines, Arena *a, Marks *out, StErr *err);
bool mark_same(const Mark *x, const Mark *y);

#endif
