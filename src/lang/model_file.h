/* The trained model as one file: named parts, memory-mapped, checked once on opening.
 *
 *   in   a file that train/ wrote, at most MODEL_BYTES_MAX, little-endian
 *   out  its parts as slices; every part begins at a multiple of 64 bytes
 *   own  the mapping; parts live as long as the ModelFile
 *   err  ST_IO; ST_BAD_FORMAT when it is cut, damaged (XXH3 of all behind the head) or of another
 *        version. What is inside a part its reader checks.
 */
#ifndef SITREP_LANG_MODEL_FILE_H
#define SITREP_LANG_MODEL_FILE_H

#include "base/err.h"
#include "base/str.h"

enum { MODEL_BYTES_MAX = 8 << 20, MODEL_ALIGN = 64, MODEL_VERSION = 2 };

#define MODEL_MAGIC 0x6c65646f4d525453ull /* "STRModel" */

typedef enum ModelPart { MODEL_LEMMAS, MODEL_TREES, MODEL_NAMES, MODEL_PARTS } ModelPart;

typedef struct ModelHead {
    uint64_t magic;
    uint32_t version, bytes;
    uint64_t sum; /* of what follows the head */
    struct {
        uint32_t at, bytes; /* 0, 0: not there */
    } parts[MODEL_PARTS];
} ModelHead;

typedef struct ModelFile {
    const void *map;
    size_t bytes;
} ModelFile;

StCode model_open(const char *path, ModelFile *out, StErr *err);
void model_close(ModelFile *m);
/* Empty when the file has none. */
Str model_part(const ModelFile *m, ModelPart part);

#endif
