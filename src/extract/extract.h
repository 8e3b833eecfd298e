/* One document → its records. Stateless: nothing is remembered from one document to the next.
 *
 *   in   a document as `read` made it
 *   out  its records, complete, with ids
 *   own  everything in the arena; the document's text must outlive the records
 *   note safe from several threads on one Extractor, each with an arena of its own
 */
#ifndef SITREP_EXTRACT_EXTRACT_H
#define SITREP_EXTRACT_EXTRACT_H

#include "lang/lang.h"

typedef struct Extractor Extractor;

StCode extractor_open(const Tables *tables, const Lang *lang, Extractor **out, StErr *err);
void extractor_close(Extractor *x);

StCode extract_document(const Extractor *x, const Document *doc, Arena *a, Records *out,
                        StErr *err);

#endif
