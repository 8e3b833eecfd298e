/* Counts who says something in the files it is given.
 *   cc count_claims.c $(pkg-config --cflags --libs sitrep) && ./a.out report.txt */
#include <sitrep.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[1 << 20];

int main(int argc, char **argv) {
    sitrep *s;
    sitrep_error err;
    if (sitrep_open(NULL, &s, &err) != SITREP_OK) {
        fprintf(stderr, "%s\n", err.what);
        return 1;
    }
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) continue;
        sitrep_input input = {
            .bytes = text, .size = fread(text, 1, sizeof text, f), .path = argv[i]};
        fclose(f);
        char *records;
        size_t size, claims = 0;
        if (sitrep_extract(s, &input, &records, &size, &err) != SITREP_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.what);
            continue;
        }
        for (const char *p = records; (p = strstr(p, "{\"record\":\"claim\"")); p++) claims++;
        printf("%zu claims in %s\n", claims, argv[i]);
        sitrep_free(records);
    }
    sitrep_close(s);
    return 0;
}
