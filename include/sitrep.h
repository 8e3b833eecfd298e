/* sitrep: the situation record of a crisis, from C.
 *
 * Text goes in, records come out as JSON lines, one object a line, as docs/records.md states them.
 *
 *   own     what a call hands out (char **out) is yours: free it with sitrep_free
 *   err     functions return SITREP_OK or a code, and fill `err` (which may be NULL) with the code,
 *           the byte offset in the input where there is one, and one line for people; outputs are
 *           then NULL and 0. The library never prints and never exits.
 *   thread  one sitrep may be used from any number of threads at once
 *   same    the same input gives the same bytes, whatever the clock, locale, threads or machine
 */
#ifndef SITREP_H
#define SITREP_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(SITREP_API)
#define SITREP_API __attribute__((visibility("default")))
#elif !defined(SITREP_API)
#define SITREP_API
#endif

typedef struct sitrep sitrep;

typedef enum sitrep_code {
    SITREP_OK,
    SITREP_NO_MEMORY,
    SITREP_LIMIT,      /* a stated limit was passed: an input of 64 MiB, for one */
    SITREP_BAD_TEXT,   /* not text that can be read: binary, an unknown encoding */
    SITREP_BAD_FORMAT, /* broken JSON, a damaged data file */
    SITREP_BAD_ARGUMENT,
    SITREP_UNSUPPORTED, /* PDF, DOCX, images: `what` says what to do instead */
    SITREP_NOT_FOUND,   /* nothing in the input; no such story */
    SITREP_IO,
    SITREP_FAILED
} sitrep_code;

typedef struct sitrep_error {
    sitrep_code code;
    uint64_t at;    /* byte offset in the input, 0 where there is none */
    char what[200]; /* one line, no newline */
} sitrep_error;

typedef enum sitrep_kind { SITREP_AUTO, SITREP_TEXT, SITREP_HTML, SITREP_JSON } sitrep_kind;

/* One document. Members left NULL are not known. */
typedef struct sitrep_input {
    const char *bytes;
    size_t size;
    sitrep_kind kind; /* SITREP_JSON: one JSON object with "text" or "html" */
    const char *path; /* names the document; its id is made from it and the bytes */
    const char *outlet, *title;
    const char *published; /* "2023-09-20" */
} sitrep_input;

typedef enum sitrep_format {
    SITREP_FORMAT_TEXT,
    SITREP_FORMAT_MARKDOWN,
    SITREP_FORMAT_HTML,
    SITREP_FORMAT_JSON
} sitrep_format;

SITREP_API const char *sitrep_version(void);

/* Opens tables and model. `data_folder` holds sitrep.tables and sitrep.model; NULL looks at
 * SITREP_DATA, beside the program and the library, and where sitrep was installed. Costs a few
 * milliseconds; do it once. */
SITREP_API sitrep_code sitrep_open(const char *data_folder, sitrep **out, sitrep_error *err);
SITREP_API void sitrep_close(sitrep *s);

/* A document's records: a document line, then its actors, places, times, figures, claims, events.
 */
SITREP_API sitrep_code sitrep_extract(const sitrep *s, const sitrep_input *input, char **out,
                                      size_t *size, sitrep_error *err);

/* Many documents' records, one after the other, → the stories they tell. */
SITREP_API sitrep_code sitrep_story(const sitrep *s, const char *records, size_t records_size,
                                    char **out, size_t *size, sitrep_error *err);

/* The same records → a situation report. `width` is the columns of SITREP_FORMAT_TEXT (0: 100). */
SITREP_API sitrep_code sitrep_report(const sitrep *s, const char *records, size_t records_size,
                                     sitrep_format format, unsigned width, char **out, size_t *size,
                                     sitrep_error *err);

SITREP_API void sitrep_free(char *out);

#ifdef __cplusplus
}
#endif

#endif
