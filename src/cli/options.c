#include "cli/options.h"

#include "base/date.h"
#include "cli/messages.h"

#include <getopt.h>

typedef struct OptionRow {
    const char *name;
    char letter;
    const char *arg;
} OptionRow;

static const OptionRow rows[] = {
#define X(id, name, letter, arg, help) {name, letter, arg},
    OPTIONS(X)
#undef X
};

enum { ALWAYS = OPT(HELP) | OPT(QUIET), LONG_BASE = 256 };

static int option_of(int c) {
    if (c >= LONG_BASE) return c - LONG_BASE;
    for (int i = 0; i < OPT_COUNT; i++)
        if (rows[i].letter && rows[i].letter == c) return i;
    return -1;
}

int options_parse(const Command *command, int argc, char **argv, Args *args) {
    struct option longs[OPT_COUNT + 1] = {0};
    char letters[OPT_COUNT * 2 + 2] = ":";
    size_t n = 0, l = 1;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!((command->options | ALWAYS) & (1u << i))) continue;
        longs[n++] = (struct option){rows[i].name, rows[i].arg ? required_argument : no_argument,
                                     NULL, LONG_BASE + i};
        if (!rows[i].letter) continue;
        letters[l++] = rows[i].letter;
        if (rows[i].arg) letters[l++] = ':';
    }
    *args = (Args){0};
    opterr = 0;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if (c == '?' || c == ':') {
            say_error("%s: %s %s (see sitrep %s --help)", command->name,
                      c == ':' ? "an argument is missing after" : "no such option:",
                      argv[optind - 1], command->name);
            return EXIT_USAGE;
        }
        args->value[option_of(c)] = optarg ? optarg : "";
    }
    if (given(args, OPT_HELP)) {
        manual_command(stdout, command);
        return EXIT_DONE;
    }
    args->paths = argv + optind;
    args->path_count = argc - optind;
    if (args->path_count < command->least ||
        (command->most >= 0 && args->path_count > command->most)) {
        say_error("usage: sitrep %s %s (see sitrep %s --help)", command->name, command->operands,
                  command->name);
        return EXIT_USAGE;
    }
    if (given(args, OPT_QUIET)) say_quiet();
    return -1;
}

bool option_count(const Args *args, OptionId id, unsigned most, unsigned otherwise, unsigned *out) {
    *out = otherwise;
    if (!given(args, id)) return true;
    uint64_t n;
    if (!str_to_u64(str_of(args->value[id]), &n) || n == 0 || n > most) {
        say_error("--%s takes a whole number from 1 to %u", rows[id].name, most);
        return false;
    }
    *out = (unsigned)n;
    return true;
}

bool option_day(const Args *args, OptionId id, int *day) {
    *day = 0;
    if (!given(args, id)) return true;
    Str text = str_of(args->value[id]);
    *day = text.n == 10 ? day_parse(text) : 0;
    if (!*day) say_error("--%s takes a day as 2023-09-20", rows[id].name);
    return *day != 0;
}

int option_word(const Args *args, OptionId id, const char *const *words, int otherwise) {
    if (!given(args, id)) return otherwise;
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], args->value[id]) == 0) return i;
    char list[200] = "";
    size_t n = 0;
    for (int i = 0; words[i] && n < sizeof list; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", words[i]);
    say_error("--%s takes one of: %s", rows[id].name, list);
    return -1;
}
