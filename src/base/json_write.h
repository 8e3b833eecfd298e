/* Writes JSON into a Text: commas are put by the writer, keys in the order of the calls. */
#ifndef SITREP_BASE_JSON_WRITE_H
#define SITREP_BASE_JSON_WRITE_H

#include "base/arena.h"

typedef struct Json {
    Text *out;
    bool comma; /* the next item needs one before it */
} Json;

void json_open(Json *j, char bracket);  /* '{' or '[' */
void json_close(Json *j, char bracket); /* '}' or ']' */
void json_key(Json *j, Str key);
void json_str(Json *j, Str s); /* a NULL pointer is null */
void json_int(Json *j, int64_t n);
void json_bool(Json *j, bool b);
void json_none(Json *j);
/* thousandths, in the shortest form: 12500 is 12.5 */
void json_milli(Json *j, int64_t milli);
/* ready-made JSON, as it is */
void json_raw(Json *j, Str s);

#endif
