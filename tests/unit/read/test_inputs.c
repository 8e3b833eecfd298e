/* Files, folders, JSON lines and standard input as one row, in one order. */
#include "check.h"

#include "read/inputs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/sitrep-inputs-XXXXXX";

static void put(const char *name, Str bytes) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

static int make_tree(void **state) {
    (void)state;
    if (!mkdtemp(root)) return -1;
    char sub[256];
    snprintf(sub, sizeof sub, "%s/b", root);
    if (mkdir(sub, 0700) != 0) return -1;
    put("c.txt", S("third"));
    put("b/z.txt", S("second"));
    put("a.jsonl", S("{\"text\":\"x\"}\n\n{\"text\":\"y\"}"));
    put(".hidden.txt", S("no"));
    put("picture.png", S("\x89PNG"));
    put("b/noname", S("%PDF-1.4"));
    put("d", S("fourth"));
    put("empty.jsonl", S(""));
    return 0;
}

static int remove_tree(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", root);
    return system(command);
}

static void test_folder(void **state) {
    (void)state;
    static const struct {
        const char *name, *bytes;
        uint64_t line;
    } want[] = {{"a.jsonl", "{\"text\":\"x\"}", 1},
                {"a.jsonl", "{\"text\":\"y\"}", 3},
                {"b/z.txt", "second", 0},
                {"c.txt", "third", 0},
                {"d", "fourth", 0}};
    const char *paths[] = {root};
    Inputs *in;
    StErr err;
    check_ok(inputs_open(paths, 1, INPUT_AUTO, &in, &err), &err);
    size_t i = 0;
    for (InputItem *item; (item = inputs_next(in)); i++) {
        assert_true(i < sizeof want / sizeof *want);
        check_ok(item->error.code, &item->error);
        char path[256];
        snprintf(path, sizeof path, "%s/%s", root, want[i].name);
        check_str(item->input.path, path);
        check_str(item->input.bytes, want[i].bytes);
        assert_int_equal(item->input.line, want[i].line);
        input_item_free(item);
    }
    assert_int_equal(i, sizeof want / sizeof *want);
    assert_int_equal(inputs_passed_over(in), 2); /* the picture and the PDF without a name */
    assert_false(inputs_failed(in));
    inputs_close(in);
}

/* What is named outright and cannot be read is an item that says so; the rest is still read. */
static void test_named(void **state) {
    (void)state;
    char missing[256], picture[256], text[256];
    snprintf(missing, sizeof missing, "%s/none.txt", root);
    snprintf(picture, sizeof picture, "%s/picture.png", root);
    snprintf(text, sizeof text, "%s/c.txt", root);
    const char *paths[] = {missing, picture, text};
    Inputs *in;
    StErr err;
    check_ok(inputs_open(paths, 3, INPUT_AUTO, &in, &err), &err);
    InputItem *item = inputs_next(in);
    assert_int_equal(item->error.code, ST_IO);
    check_str(item->input.path, missing);
    input_item_free(item);
    item = inputs_next(in);
    assert_int_equal(item->error.code, ST_UNSUPPORTED);
    input_item_free(item);
    item = inputs_next(in);
    assert_int_equal(item->error.code, ST_OK);
    check_str(item->input.bytes, "third");
    input_item_free(item);
    assert_null(inputs_next(in));
    assert_int_equal(inputs_passed_over(in), 0);
    inputs_close(in);
}

static void test_kind(void **state) {
    (void)state;
    const char *paths[] = {root};
    Inputs *in;
    StErr err;
    check_ok(inputs_open(paths, 1, INPUT_TEXT, &in, &err), &err);
    uint32_t n = 0;
    for (InputItem *item; (item = inputs_next(in)); n++) {
        assert_int_equal(item->input.kind, INPUT_TEXT);
        input_item_free(item);
    }
    assert_int_equal(n, 3); /* the JSON lines are of another kind */
    inputs_close(in);
}

static void test_standard_input(void **state) {
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s/a.jsonl", root);
    int kept = dup(0), fd = open(path, O_RDONLY);
    assert_true(fd >= 0 && dup2(fd, 0) == 0);
    close(fd);
    const char *paths[] = {"-"};
    Inputs *in;
    StErr err;
    check_ok(inputs_open(paths, 1, INPUT_AUTO, &in, &err), &err);
    for (uint64_t line = 1; line <= 3; line += 2) {
        InputItem *item = inputs_next(in);
        assert_non_null(item);
        assert_null(item->input.path.p);
        assert_int_equal(item->input.kind, INPUT_JSONL);
        assert_int_equal(item->input.line, line);
        input_item_free(item);
    }
    assert_null(inputs_next(in));
    inputs_close(in);
    assert_int_equal(dup2(kept, 0), 0);
    close(kept);
}

/* A line longer than the limit is a failed item; the next one is read. */
static void test_line_limit(void **state) {
    (void)state;
    size_t n = (size_t)READ_BYTES_MAX + (2 << 20);
    char *bytes = malloc(n);
    assert_non_null(bytes);
    memset(bytes, 'a', n);
    Str tail = S("\n{\"text\":\"y\"}\n");
    memcpy(bytes + n - tail.n, tail.p, tail.n);
    put("long.jsonl", (Str){bytes, n});
    free(bytes);
    char path[256];
    snprintf(path, sizeof path, "%s/long.jsonl", root);
    const char *paths[] = {path};
    Inputs *in;
    StErr err;
    check_ok(inputs_open(paths, 1, INPUT_AUTO, &in, &err), &err);
    InputItem *item = inputs_next(in);
    assert_int_equal(item->error.code, ST_LIMIT);
    assert_int_equal(item->input.line, 1);
    input_item_free(item);
    item = inputs_next(in);
    check_str(item->input.bytes, "{\"text\":\"y\"}");
    assert_int_equal(item->input.line, 2);
    input_item_free(item);
    assert_null(inputs_next(in));
    inputs_close(in);
    assert_int_equal(unlink(path), 0);
}

/* One file has one name, however its folder is called: its id is made of it. */
static void test_plain_names(void **state) {
    (void)state;
    static const struct {
        const char *reason, *called, *want;
    } rows[] = {{"as it is", "c.txt", "c.txt"},
                {"from here", "./c.txt", "c.txt"},
                {"here, twice", ".//./c.txt", "c.txt"},
                {"here, on the way", "b/.//./z.txt", "b/z.txt"},
                {"the folder above stays", "b/../c.txt", "b/../c.txt"},
                {"here as a folder", ".", "a.jsonl"},
                {"here as a folder, with a slash", "./", "a.jsonl"},
                {"a folder with slashes", "./b//", "b/z.txt"}};
    char before[256], whole[300], want[300];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(root), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Inputs *in;
        StErr err;
        check_ok(inputs_open(&rows[i].called, 1, INPUT_AUTO, &in, &err), &err);
        InputItem *item = inputs_next(in);
        check_str(item->input.path, rows[i].want);
        input_item_free(item);
        inputs_close(in);
    }
    assert_int_equal(chdir(before), 0);
    snprintf(whole, sizeof whole, "%s//./c.txt", root);
    snprintf(want, sizeof want, "%s/c.txt", root);
    const char *path = whole;
    Inputs *in;
    StErr err;
    check_ok(inputs_open(&path, 1, INPUT_AUTO, &in, &err), &err);
    InputItem *item = inputs_next(in);
    check_str(item->input.path, want);
    input_item_free(item);
    inputs_close(in);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),     cmocka_unit_test(test_named),
        cmocka_unit_test(test_kind),       cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_line_limit), cmocka_unit_test(test_plain_names),
    };
    return cmocka_run_group_tests_name("inputs", tests, make_tree, remove_tree);
}
