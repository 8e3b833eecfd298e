/* sitrep-tables OUT FOLDER: compiles a folder of tables into one blob; used by the build. */
#include "know/tables_compile.h"

#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: sitrep-tables OUT FOLDER\n");
        return 2;
    }
    Arena a = {0};
    StErr err = {0};
    Str blob;
    StCode code = tables_compile(argv[2], &a, &blob, &err);
    if (code != ST_OK) {
        fprintf(stderr, "sitrep-tables: %s\n", err.what);
        arena_drop(&a);
        return 1;
    }
    remove(argv[1]); /* a program that runs keeps the tables that it has mapped */
    FILE *f = fopen(argv[1], "wb");
    bool good = f && fwrite(blob.p, 1, blob.n, f) == blob.n;
    if (f && fclose(f) != 0) good = false;
    if (!good) fprintf(stderr, "sitrep-tables: %s cannot be written\n", argv[1]);
    arena_drop(&a);
    return good ? 0 : 1;
}
