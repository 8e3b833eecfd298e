#include "cli/cli_commands.h"
#include "cli/messages.h"
#include "cli/work.h"

#include <signal.h>

#define INPUT_OPTIONS OPT(FROM) | OPT(THREADS) | OPT(TABLES) | OPT(PUBLISHED)

const Command commands[] = {
    {"read", "[PATH...|-]", "documents: what is article and what is noise",
     "sitrep read page.html\nsitrep read --text page.html    the clean article",
     INPUT_OPTIONS | OPT(TEXT), 0, -1, command_read},
    {"extract", "[PATH...|-]", "documents and all their records as JSON lines",
     "sitrep extract report.txt\nsitrep extract --published 2023-09-20 report.txt", INPUT_OPTIONS,
     0, -1, command_extract},
};
const int command_count = sizeof commands / sizeof *commands;

static void on_interrupt(int signal_number) {
    atomic_store(&work_stop, true);
    signal(signal_number, SIG_DFL); /* a second one ends it at once */
}

/* For the build: the man page and the completions. */
static int build_output(const char *what) {
    if (strcmp(what, "--manual-page") == 0) {
        manual_page(stdout);
        return EXIT_DONE;
    }
    if (strncmp(what, "--completion=", 13) == 0 && manual_completion(stdout, what + 13))
        return EXIT_DONE;
    return -1;
}

int main(int argc, char **argv) {
    signal(SIGINT, on_interrupt);
    signal(SIGTERM, on_interrupt);
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        manual_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        manual_help(stdout);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("sitrep " SITREP_VERSION);
        return EXIT_DONE;
    }
    int made = build_output(argv[1]);
    if (made >= 0) return made;
    for (int i = 0; i < command_count; i++) {
        if (strcmp(argv[1], commands[i].name) != 0) continue;
        Args args;
        int code = options_parse(&commands[i], argc - 1, argv + 1, &args);
        return code >= 0 ? code : commands[i].run(&args);
    }
    say_error("no such command: %s (see sitrep --help)", argv[1]);
    return EXIT_USAGE;
}
