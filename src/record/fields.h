/* The fields of every record, as tables: one list serves writing JSON, reading it back, and the
 * columns of exports. Adding a field to a record is one line here and one member in record.h.
 */
#ifndef SITREP_RECORD_FIELDS_H
#define SITREP_RECORD_FIELDS_H

#include "base/err.h"
#include "record/record.h"

typedef enum FieldType {
    FIELD_ID,          /* Str id */
    FIELD_DOC,         /* no member: the document's id */
    FIELD_START_END,   /* Span, as two keys "start" and "end" */
    FIELD_SPAN,        /* Span, as [start,end] or null */
    FIELD_SPAN_OBJECT, /* Span, as {start,end} or null */
    FIELD_SPANS,       /* Spans */
    FIELD_STR,         /* Str */
    FIELD_STRS,        /* Strs */
    FIELD_STRS_LIST,   /* a list of Strs; only written, in records of stories */
    FIELD_ENUM,        /* an enum, by `words` */
    FIELD_BOOL,        /* bool */
    FIELD_NUMBER,      /* Number */
    FIELD_COUNT,       /* uint32_t, 0 is null */
    FIELD_INT,         /* int32_t */
    FIELD_WEEKDAY,     /* int32_t 1 … 7, 0 is null */
    FIELD_DEGREES,     /* int32_t millionths of a degree, null unless the place is `located` */
    FIELD_PER_MILLE,   /* uint32_t, as 0 … 1 */
    FIELD_DAYS,        /* Days, as two keys "from" and "to" */
    FIELD_DAYS_OBJECT, /* Days *, as {from,to} or null */
    FIELD_REF,         /* Ref to a record of `kind`, as its id or null */
    FIELD_ANCHOR,      /* Ref to a time; 0 is "published" */
    FIELD_REFS,        /* Refs to records of `kind` */
    FIELD_ABOUTS,      /* Abouts, as ids */
    FIELD_SOURCE_MAP,  /* SourceMap */
    FIELD_OBJECT,      /* pointer to a struct of `sub`, or NULL for null */
    FIELD_OBJECTS,     /* list of structs of `sub` */
} FieldType;

typedef struct Fields Fields;

typedef struct Field {
    const char *name; /* the JSON key; NULL where the type brings its own */
    FieldType type;
    uint32_t offset;
    const char *const *words;
    int word_count;
    RecordKind kind;
    const Fields *sub;
} Field;

struct Fields {
    const Field *v;
    uint32_t n;
    size_t size, align; /* of the struct they describe */
};

/* Indexed by RecordKind. */
extern const Fields record_fields[RECORD_COUNT];

/* For the tables themselves. */
#define FIELD_ROW(T, key, member, t)                                                               \
    { .name = key, .type = FIELD_##t, .offset = offsetof(T, member) }
#define FIELD_ENUM_ROW(T, key, member, P)                                                          \
    {                                                                                              \
        .name = key, .type = FIELD_ENUM, .offset = offsetof(T, member), .words = P##_words,        \
        .word_count = P##_COUNT                                                                    \
    }
#define FIELD_REF_ROW(T, key, member, t, k)                                                        \
    { .name = key, .type = FIELD_##t, .offset = offsetof(T, member), .kind = RECORD_##k }
#define FIELD_SUB_ROW(T, key, member, t, s)                                                        \
    { .name = key, .type = FIELD_##t, .offset = offsetof(T, member), .sub = &(s) }
#define FIELDS_OF(T, rows)                                                                         \
    { rows, sizeof(rows) / sizeof *(rows), sizeof(T), _Alignof(T) }

/* One struct of `fields` as a JSON line that begins {"record":word,…. For records that belong to no
 * one document: no spans, no refs among their fields (ids are FIELD_STR and FIELD_STRS there). */
StCode fields_write_line(const char *word, const Fields *fields, const void *at, Text *out);

#endif
