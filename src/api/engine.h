/* Everything opened once and shared by all threads: tables, language data, extractor.
 *
 *   in   the folder with sitrep.tables and sitrep.model (NULL: looked for, see engine_data_folder)
 *        and a folder of tables of the user's own (NULL: none)
 *   own  engine_close
 *   err  ST_IO, ST_BAD_FORMAT with the file's name
 */
#ifndef SITREP_API_ENGINE_H
#define SITREP_API_ENGINE_H

#include "extract/extract.h"

typedef struct Engine {
    Tables *tables;
    Lang *lang;
    Extractor *extractor;
} Engine;

StCode engine_open(const char *data_folder, const char *tables_folder, Engine *out, StErr *err);
void engine_close(Engine *e);

#endif
