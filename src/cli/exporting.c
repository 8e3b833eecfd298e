/* sitrep export: the store for other programs, a document and a story at a time. */
#include "cli/cli_commands.h"

#include "cli/messages.h"
#include "cli/stored.h"
#include "report/export.h"
#include "store/marks.h"

#include <errno.h>
#include <sys/stat.h>

typedef enum ExportFormat { EXPORT_JSONL, EXPORT_CSV, EXPORT_GEOJSON } ExportFormat;

typedef struct Exported {
    Stored *stored;
    FILE *file;
    const char *path; /* of the file; NULL: standard output */
    CsvFiles csv;
    Json json;
    Text text; /* of json */
} Exported;

static StCode put(Exported *x, Str bytes, StErr *err) {
    if (!bytes.n || fwrite(bytes.p, 1, bytes.n, x->file) == bytes.n) return ST_OK;
    return x->path ? st_fail(err, ST_IO, 0, "%s: %s", x->path, strerror(errno))
                   : output_failed(err);
}

/* ---- JSON lines: every current document, set aside or not, then the stories, then the marks */

static StCode put_document(void *context, Records *r, Arena *a, StErr *err) {
    Text out = {.arena = a};
    TRY_MEM(records_write(r, a, &out) == ST_OK && !out.failed, err);
    return put(context, text_str(&out), err);
}

static StCode put_story(void *context, Told *told, Arena *a, StErr *err) {
    Text out = {.arena = a};
    TRY_MEM(stories_write(&told->stories, &out) == ST_OK && !out.failed, err);
    return put(context, text_str(&out), err);
}

static StCode put_marks(Exported *x, StErr *err) {
    Marks marks;
    Text out = {.arena = &x->stored->arena};
    TRY(store_marks(x->stored->store, &x->stored->arena, &marks, err));
    TRY_MEM(marks_write(&marks, &out) == ST_OK, err);
    return put(x, text_str(&out), err);
}

static StCode put_jsonl(Exported *x, StErr *err) {
    TRY(store_each_document(x->stored->store, put_document, x, err));
    TRY(stored_each(x->stored, S(""), put_story, x, err));
    return put_marks(x, err);
}

/* ---- GeoJSON */

static StCode put_features(void *context, Told *told, Arena *a, StErr *err) {
    Exported *x = context;
    x->text = (Text){.arena = a};
    TRY(export_geojson_add(&told->docs, &told->stories, x->stored->work.engine.tables, a, &x->json,
                           err));
    return put(x, text_str(&x->text), err);
}

static StCode put_geojson(Exported *x, StErr *err) {
    x->text = (Text){.arena = &x->stored->arena};
    x->json = (Json){.out = &x->text};
    export_geojson_open(&x->json);
    TRY(put(x, text_str(&x->text), err));
    TRY(stored_each(x->stored, S(""), put_features, x, err));
    x->text = (Text){.arena = &x->stored->arena};
    export_geojson_close(&x->json);
    return put(x, text_str(&x->text), err);
}

static int write_stream(const Args *args, Exported *x, ExportFormat format) {
    StErr err = {0};
    x->path = args->value[OPT_OUT];
    x->file = x->path ? fopen(x->path, "wb") : stdout;
    if (!x->file) {
        say_error("%s: %s", x->path, strerror(errno));
        return EXIT_FAILED;
    }
    StCode code = format == EXPORT_JSONL ? put_jsonl(x, &err) : put_geojson(x, &err);
    bool closed = (x->path ? fclose(x->file) : fflush(x->file)) == 0;
    if (code == ST_OK && !closed)
        code = x->path ? st_fail(&err, ST_IO, 0, "%s: %s", x->path, strerror(errno))
                       : output_failed(&err);
    return code == ST_OK ? EXIT_DONE : tell_error(&err);
}

/* ---- CSV */

static StCode add_csv(void *context, Told *told, Arena *a, StErr *err) {
    Exported *x = context;
    (void)a;
    return export_csv(&told->docs, &told->stories, x->stored->work.engine.tables, &x->stored->arena,
                      &x->csv, err);
}

static int write_csv(const Args *args, Exported *x) {
    StErr err = {0};
    const char *folder = args->value[OPT_OUT];
    if (stored_each(x->stored, S(""), add_csv, x, &err) != ST_OK) return tell_error(&err);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        say_error("%s: %s", folder, strerror(errno));
        return EXIT_FAILED;
    }
    for (uint32_t i = 0; i < x->csv.n; i++) {
        Str path =
            arena_format(&x->stored->arena, "%s/%.*s.csv", folder, STR_ARG(x->csv.v[i].kind));
        int code = path.p ? write_out(path.p, text_str(&x->csv.v[i].text)) : EXIT_FAILED;
        if (code != EXIT_DONE) return code;
    }
    return EXIT_DONE;
}

int command_export(const Args *args) {
    static const char *const formats[] = {"jsonl", "csv", "geojson", NULL};
    int format = option_word(args, OPT_FORMAT, formats, EXPORT_JSONL);
    if (format < 0) return EXIT_USAGE;
    if (format == EXPORT_CSV && !given(args, OPT_OUT)) {
        say_error("--format csv writes a folder of files: name it with --out");
        return EXIT_USAGE;
    }
    Stored s = {0};
    Exported x = {.stored = &s};
    int code = stored_open(args, STORE_ASK, &s);
    if (code < 0)
        code = format == EXPORT_CSV ? write_csv(args, &x)
                                    : write_stream(args, &x, (ExportFormat)format);
    stored_close(&s);
    return code;
}
