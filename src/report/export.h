/* Records and stories for other programs.
 *
 *   out  JSON lines: everything, as extract and story write it
 *        GeoJSON (RFC 7946): events and figures whose place has coordinates
 *        CSV (RFC 4180): a file per kind of record; lists and objects stay JSON inside a cell;
 *        beside the ids stand the quoted sentence, who says so, the outlet and the title
 *   own  all in the arena
 */
#ifndef SITREP_REPORT_EXPORT_H
#define SITREP_REPORT_EXPORT_H

#include "base/json_write.h"
#include "report/report.h"

StCode export_jsonl(const RecordsList *docs, const Stories *stories, Arena *a, Text *out,
                    StErr *err);
/* In pieces: features of some documents and their stories between an opening and an end. */
void export_geojson_open(Json *j);
StCode export_geojson_add(const RecordsList *docs, const Stories *stories, const Tables *tables,
                          Arena *scratch, Json *j, StErr *err);
void export_geojson_close(Json *j);
StCode export_geojson(const RecordsList *docs, const Stories *stories, const Tables *tables,
                      Arena *a, Text *out, StErr *err);

typedef struct CsvFile {
    Str kind; /* "figure": the file is figure.csv */
    Text text;
} CsvFile;
LIST_OF(CsvFile, CsvFiles);

/* Adds to `out`, whose texts are in `a`; call it for each story. */
StCode export_csv(const RecordsList *docs, const Stories *stories, const Tables *tables, Arena *a,
                  CsvFiles *out, StErr *err);

#endif
