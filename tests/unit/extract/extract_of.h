/* A text taken all the way through extraction, for tests of its stages. */
#ifndef SITREP_TESTS_EXTRACT_OF_H
#define SITREP_TESTS_EXTRACT_OF_H

#include "check.h"

#include <string.h>

#include "extract/extract.h"

typedef struct ExtractOf {
    Tables *tables;
    Lang *lang;
    Extractor *extractor;
    Arena arena;
    Records records;
} ExtractOf;

static inline void extract_of_open(ExtractOf *e) {
    StErr err = {0};
    *e = (ExtractOf){0};
    check_ok(tables_open(TABLES_BLOB, &e->tables, &err), &err);
    check_ok(lang_open(e->tables, SOURCE_DIR "/model/sitrep.model", &e->lang, &err), &err);
    check_ok(extractor_open(e->tables, e->lang, &e->extractor, &err), &err);
}

static inline void extract_of_close(ExtractOf *e) {
    arena_drop(&e->arena);
    extractor_close(e->extractor);
    lang_close(e->lang);
    tables_close(e->tables);
}

/* The bytes of a dateline that opens a text: "LIMA, March 3 (Reuters) - ". */
static inline uint32_t dateline_of(const char *text) {
    const char *end = strstr(text, ") - ");
    return end ? (uint32_t)(end - text) + 3 : 0;
}

/* The records of one paragraph, and its dateline, published on `day` (0: unknown). They live until
 * the next call. */
static inline const Records *extract_of(ExtractOf *e, const char *text, Day day) {
    StErr err = {0};
    arena_drop(&e->arena);
    Published *published = arena_new(&e->arena, Published, 1);
    Block *block = arena_new(&e->arena, Block, 2);
    assert_true(published && block);
    uint32_t size = (uint32_t)str_of(text).n, dateline = dateline_of(text), n = 0;
    *published = (Published){.days = {day, day}, .basis = PUBLISHED_STATED, .probability = 1000};
    if (dateline) block[n++] = (Block){BLOCK_DATELINE, {0, dateline}};
    block[n++] = (Block){BLOCK_PARAGRAPH, {dateline ? dateline + 1 : 0, size}};
    Document doc = {.id = S("d0"),
                    .text = str_of(text),
                    .lang = S("en"),
                    .published = day ? published : NULL,
                    .blocks = {block, n}};
    check_ok(extract_document(e->extractor, &doc, &e->arena, &e->records, &err), &err);
    return &e->records;
}

#endif
